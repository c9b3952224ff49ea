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

func TestBulletsInOneLine(t *testing.T) {
	text := strings.Repeat("We drive rovers over dry lake beds every day. ", 6) + "• Plan each traverse • Drive two rovers • Write it down"
	got := PlainText(text, Options{}).Posting.Text
	if !strings.HasSuffix(got, "\nPlan each traverse\nDrive two rovers\nWrite it down") {
		t.Errorf("got %q", got)
	}
}
