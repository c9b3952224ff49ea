package extract

import (
	"strings"
	"testing"
)

// outline lists a posting's sections as "kind: heading", one a line.
func outline(p Posting) string {
	var out []string
	for _, s := range p.Sections {
		out = append(out, strings.TrimSpace(string(s.Kind)+": "+s.Heading))
	}
	return strings.Join(out, "\n")
}

func TestSectionsOfFragments(t *testing.T) {
	tests := map[string]struct{ html, want string }{
		"heading elements":   {`<h3>About Orbit</h3><p>We drive.</p><h3>What you'll do</h3><ul><li>Plan it.</li></ul>`, "company: About Orbit\nduties: What you'll do"},
		"bold lines":         {`<p>We drive rovers.</p><p><b>Responsibilities:</b></p><p>Plan it well.</p><p><strong>Perks</strong></p><p>Dry air.</p>`, "summary:\nduties: Responsibilities\nbenefits: Perks"},
		"bold in a sentence": {`<p>We drive <b>rovers</b> far.</p>`, "summary:"},
		"inner heading":      {`<h2>Responsibilities</h2><h4>Weekly planning</h4><p>Plan it well.</p><h2>Requirements</h2><p>Radio.</p>`, "duties: Responsibilities\nduties: Weekly planning\nrequirements: Requirements"},
		"unknown heading":    {`<h2>Responsibilities</h2><p>Plan it.</p><h2>Dust and sand</h2><p>It is dusty.</p>`, "duties: Responsibilities\nother: Dust and sand"},
		"legal by wording":   {`<h2>Requirements</h2><p>Radio.</p><p>Orbit is an equal opportunity employer and decides without regard to race, age or anything else that the law names as protected in this country today.</p>`, "requirements: Requirements\nlegal:"},
		"pay by wording":     {`<h2>Requirements</h2><p>Radio.</p><p>The base salary range for this role is 10 to 20 stones a year.</p>`, "requirements: Requirements\nbenefits:"},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			if got := outline(Fragment(c.html, Options{}).Posting); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestPlainText(t *testing.T) {
	filler := "We drive two rovers over dry lake beds with a small team that keeps calm when the link drops for a minute or two each day. "
	tests := map[string]struct{ text, want string }{
		"lines":              {"Rovers are driven here.\n\nResponsibilities\n- Plan each traverse\n- Drive two rovers\n\nWhat we offer\nDry air.", "summary:\nduties: Responsibilities\nbenefits: What we offer"},
		"markdown":           {"## About us\nWe drive.\n**What you will do:**\n* Plan it\n", "company: About us\nduties: What you will do"},
		"capitals":           {"We drive rovers.\nMINIMUM QUALIFICATIONS\nThree years with radio.", "summary:\nrequirements: MINIMUM QUALIFICATIONS"},
		"inline with colon":  {filler + filler + "Responsibilities: Plan each traverse. Requirements: Three years with radio.", "summary:\nduties: Responsibilities\nrequirements: Requirements"},
		"inline title case":  {filler + filler + "What You'll Do Plan each traverse with science. Minimum Qualifications Three years with radio.", "summary:\nduties: What You'll Do\nrequirements: Minimum Qualifications"},
		"glued":              {filler + filler + "about the bedsResponsibilitiesPlan each traverseDrive two rovers quicklyWrite reports dailyQualificationsThree years with radio", "summary:\nduties: Responsibilities\nrequirements: Qualifications"},
		"word in a sentence": {filler + filler + "The responsibilities of a pilot are many and the requirements are few.", "summary:"},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			x := PlainText(c.text, Options{})
			if got := outline(x.Posting); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\nin %q", got, c.want, x.Posting.Text)
			}
			squeeze := strings.NewReplacer(" ", "", "\n", "", "-", "", "*", "", "#", "")
			if got, want := squeeze.Replace(x.Posting.Text), squeeze.Replace(c.text); got != want {
				t.Errorf("words changed: %q, want %q", got, want)
			}
		})
	}
}

// A heading in words of its own is about what the lines under it say, and so is a
// list under a heading that tells nothing.
func TestSectionsBySaying(t *testing.T) {
	const (
		deeds = "- Survey the crews and rank what slows them.\n- Draws up the traverse with seven crews.\n- Settling disputes between two garages.\n"
		asks  = "- Two years of driving rovers.\n- A degree in geology.\n- You have slept in a tent.\n"
		perks = "- Free lunch on the far side.\n- A tent for everyone.\n- Join a crew that has seen the dark side.\n"
	)
	tests := map[string]struct{ text, want string }{
		"in words of their own": {"We drive.\n\n## A week with the rovers\n" + deeds + "\n## Whom the moon needs\n" + asks, "summary:\nduties: A week with the rovers\nrequirements: Whom the moon needs"},
		"of lines alone":        {"We drive.\n\nA week with the rovers\n" + strings.ReplaceAll(deeds, "- ", "") + "\nWhom the moon needs\n" + strings.ReplaceAll(asks, "- ", ""), "summary:\nduties: A week with the rovers\nrequirements: Whom the moon needs"},
		"before a colon":        {"We drive.\n\nOn the moon you:\n" + deeds + "\nIt is good if you come with:\n" + asks, "summary:\nduties: On the moon you\nrequirements: It is good if you come with"},
		"under none":            {"We drive rovers.\n\n" + deeds + "\nWrite to us.", "summary:\nduties:\nsummary:"},
		"of a description":      {"## Job Description\n" + deeds + "## Qualifications\n" + asks, "summary: Job Description\nduties:\nrequirements: Qualifications"},
		"parts of the duties":   {"## Responsibilities\n### Traverses\n" + deeds + "### Reports\n" + deeds, "duties: Responsibilities\nduties: Traverses\nduties: Reports"},
		"what is offered":       {"We drive.\n\n## On the far side\n" + perks, "summary:\nother: On the far side"},
		"why":                   {"We drive.\n\n## Why the moon?\n" + strings.ReplaceAll(deeds, "seven", "our"), "summary:\nbenefits: Why the moon?"},
		"prose":                 {"We drive.\n\n## The far side\nWork there is quiet, and the crews who have been there come home with stories that they tell for years to whoever listens to them in the evening, and so on.\nIt is far.", "summary:\nother: The far side"},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			if got := outline(PlainText(c.text, Options{}).Posting); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Headings as people write them.
func TestSectionsByHeading(t *testing.T) {
	for heading, want := range map[string]string{
		"What you will be responsible for": "duties", "What the job consists of": "duties", "What the days look like": "duties", "What you do here": "duties",
		"What counts": "requirements", "We ask for": "requirements", "Background required": "requirements", "What you've done before": "requirements", "What you should bring along": "requirements",
		"What you'll learn": "benefits",
	} {
		if got := outline(Fragment("<p>We drive.</p><h3>"+heading+"</h3><p>The moon is far.</p>", Options{}).Posting); got != "summary:\n"+want+": "+heading {
			t.Errorf("%s: %s", heading, got)
		}
	}
}

func TestBulletsInOneLine(t *testing.T) {
	text := strings.Repeat("We drive rovers over dry lake beds every day. ", 6) + "• Plan each traverse • Drive two rovers • Write it down"
	got := PlainText(text, Options{}).Posting.Text
	if !strings.HasSuffix(got, "\nPlan each traverse\nDrive two rovers\nWrite it down") {
		t.Errorf("got %q", got)
	}
}
