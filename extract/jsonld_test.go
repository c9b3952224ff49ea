package extract

import (
	"strings"
	"testing"
)

// posting wraps a JSON-LD object in a page that shows little besides.
func jsonPage(json string) []byte {
	return []byte(`<html><head><title>Rover Pilot | Orbit</title><script type="application/ld+json">` + json + `</script></head><body><h1>Orbit</h1></body></html>`)
}

const wantText = `We drive rovers over dry lake beds and need a pilot who keeps calm when the link drops for a minute.

What you'll do

Plan each traverse with the science team.
Drive two rovers from the control room.
Write down what went wrong, and why.

Requirements

Three years of experience with remote vehicles.
A licence for radio.`

func TestJSONLD(t *testing.T) {
	flat := strings.ReplaceAll(description, "\n", "")
	once := strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(flat)
	twice := strings.ReplaceAll(once, "&", "&amp;")
	tests := map[string]string{
		"plain":           `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":{"name":"Orbit"},"description":"` + flat + `"}`,
		"escaped once":    `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + once + `"}`,
		"escaped twice":   `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":[{"name":"Orbit"}],"description":"` + twice + `"}`,
		"raw newlines":    `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + description + `"}`,
		"literal newline": `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + strings.ReplaceAll(description, "\n", `\\n\\n`) + `"}`,
		"graph":           `{"@graph":[{"@type":"WebSite"},{"@type":["JobPosting"],"title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + flat + `"}]}`,
		"array":           `[{"@type":"Organization"},{"@type":"http://schema.org/JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + flat + `"}]`,
		"trailing comma":  `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + flat + `",}`,
		"cdata":           `//<![CDATA[` + "\n" + `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + flat + `"}` + "\n" + `//]]>`,
		"bad escape":      `{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","x":"a\_b","description":"` + flat + `"}`,
		"several":         `[{"@type":"JobPosting","title":"Lander Pilot","description":"` + flat + `"},{"@type":"JobPosting","title":"Rover Pilot","hiringOrganization":"Orbit","description":"` + flat + `"}]`,
	}
	for name, json := range tests {
		t.Run(name, func(t *testing.T) {
			x := HTML(jsonPage(json), Options{})
			if x.Posting.Strategy != "jsonld" || x.Posting.Title != "Rover Pilot" || x.Posting.Company != "Orbit" {
				t.Errorf("strategy %q, title %q, company %q, attempts %v", x.Posting.Strategy, x.Posting.Title, x.Posting.Company, x.Attempts)
			}
			if x.Posting.Text != wantText {
				t.Errorf("text %q", x.Posting.Text)
			}
		})
	}
}

func TestJSONLDParts(t *testing.T) {
	json := `{"@type":"JobPosting","title":"Rover Pilot","description":"` + strings.Repeat("We drive rovers over dry lake beds. ", 8) + `",
		"responsibilities":"<ul><li>Plan each traverse.</li><li>Drive two rovers.</li></ul>","qualifications":["Three years with remote vehicles.","A licence for radio."],
		"jobLocation":[{"address":{"addressLocality":"Oslo","addressCountry":{"name":"Norway"}}}],"datePosted":"2031-05-01"}`
	p := HTML(jsonPage(json), Options{}).Posting
	if p.Location != "Oslo, Norway" || p.Date != "2031-05-01" {
		t.Errorf("location %q, date %q", p.Location, p.Date)
	}
	var kinds []Kind
	for _, s := range p.Sections {
		kinds = append(kinds, s.Kind)
	}
	if len(kinds) != 3 || kinds[1] != Duties || kinds[2] != Requirements {
		t.Errorf("kinds %v of %q", kinds, p.Text)
	}
}

// A statement that leaves out the requirements gives way to what is shown.
func TestJSONLDLeavesOutParts(t *testing.T) {
	stated, _, _ := strings.Cut(strings.ReplaceAll(description, "\n", ""), "<h3>Requirements")
	page := `<html><head><script type="application/ld+json">{"@type":"JobPosting","title":"Rover Pilot","description":"` +
		strings.Repeat(stated, 1) + `<p>` + strings.Repeat("The lake bed is far from any road and the nights are cold. ", 3) + `"}</script></head><body><main><h1>Rover Pilot</h1>` +
		stated + `<p>` + strings.Repeat("The lake bed is far from any road and the nights are cold. ", 3) + `</p><h3>Requirements</h3><ul><li>Three years of experience with remote vehicles.</li><li>A licence for radio.</li></ul></main></body></html>`
	x := HTML([]byte(page), Options{})
	if !strings.Contains(x.Posting.Text, "A licence for radio.") {
		t.Errorf("text %q, attempts %v", x.Posting.Text, x.Attempts)
	}
}

// TestLocation reads places; one that is stated several times counts once.
func TestLocation(t *testing.T) {
	const place = `{"@type":"Place","address":{"addressLocality":"Oslo","addressCountry":{"@type":"Country","name":["NO","NO","NO"]}}}`
	x := HTML(jsonPage(`{"@type":"JobPosting","title":"Rover Pilot","jobLocation":[`+place+`,`+place+`,{"address":"Bergen"}],"description":"`+strings.ReplaceAll(description, "\n", "")+`"}`), Options{})
	if got, want := x.Posting.Location, "Oslo, NO; Bergen"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
