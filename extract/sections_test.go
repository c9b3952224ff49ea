package extract

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// outline lists a posting's sections as "kind: heading", one a line.
func outline(p Posting) string {
	var out []string
	for _, s := range p.Sections {
		out = append(out, strings.TrimSpace(string(s.Kind)+": "+s.Heading))
	}
	return strings.Join(out, "\n")
}

func TestHeadings(t *testing.T) {
	tests := map[string]Kind{
		"What You'll Do": Duties, "What you’ll do:": Duties, "KEY RESPONSIBILITIES": Duties, "Your responsibilities at Orbit": Duties, "A Day in the Life": Duties,
		"Minimum Qualifications": Requirements, "Who you are": Requirements, "Nice-to-haves": Requirements, "What we’re looking for": Requirements, "About you": Requirements,
		"About the role": Summary, "The Opportunity": Summary, "About Orbit": Company, "Who we are": Company, "Perks & Benefits": Benefits, "Why join Orbit?": Benefits,
		"Equal Opportunity Employer": Legal, "How to apply": Other, "자격요건": Requirements, "Обязанности:": Duties, "Requisitos": Requirements,
	}
	for heading, want := range tests {
		if got, how := headings().lookup(heading); got != want || how == noMatch {
			t.Errorf("%q is %s (%d), want %s", heading, got, how, want)
		}
	}
}

// What is refused before it is looked up is not known.
func TestMayOpen(t *testing.T) {
	m := headings()
	for head := range m.heads {
		if strings.ContainsFunc(head, unicode.IsDigit) {
			continue // capitals alone start a heading inside a line
		}
		r, size := utf8.DecodeRuneInString(head)
		title := string(unicode.ToUpper(r)) + head[size:]
		for _, s := range []string{head, title, strings.ToUpper(head) + ":", title + " and", title + "Own"} {
			if !m.mayOpen(s) {
				t.Errorf("%q opens with %q", s, head)
			}
		}
	}
	for _, s := range []string{"", "Zzyzx", "Zzyzx first", "McZzyzx"} {
		if known, _ := m.opens(s); known {
			t.Errorf("%q opens with a known heading", s)
		}
	}
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

func TestLanguage(t *testing.T) {
	tests := map[string]string{
		"en": "We are looking for a pilot who will drive the rovers with our team and write the reports for the people who read them.",
		"de": "Wir suchen eine Pilotin, die unsere Fahrzeuge mit Ruhe über trockene Seen steuert und danach die Berichte für das Team schreibt.",
		"es": "Buscamos una persona que conduzca nuestros vehículos sobre lagos secos y que escriba después los informes para el equipo.",
		"ru": "Мы ищем пилота, который спокойно ведёт наши машины по дну сухих озёр и потом пишет отчёты для всей команды.",
		"ko": "우리는 마른 호수 바닥에서 탐사차를 침착하게 운전하고 팀을 위해 보고서를 작성할 조종사를 찾고 있습니다. 함께 일할 분을 기다립니다.",
		"":   "Radio",
	}
	for want, text := range tests {
		if got := language(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
