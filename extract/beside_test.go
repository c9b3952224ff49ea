package extract

import (
	"strings"
	"testing"
)

// TestBesideShortPosting reads a short posting without what stands around it: a foot that
// only its links tell, sayings of customers, a list of the page's parts.
func TestBesideShortPosting(t *testing.T) {
	said := []string{"You fly the night freight across the lake bed.", "You weigh each load and sign the ticket for it.", "You keep two rovers greased and the log in order.", "You must have two years of experience with rovers.", "$24 an hour, paid weekly. Call Bea at 555-0119."}
	text := "<p>" + strings.Join(said, "</p><p>") + "</p>"
	foot := `Orbit Freight, 9 Crater Road. Bonded and insured. Equal opportunity employer. <a href="/p">Privacy</a> <a href="/t">Terms</a> <a href="/r">Rates</a>`
	for what, body := range map[string]string{
		"foot in a cell":    `<table><tr><td><a href="/">Home</a></td></tr><tr><td><h2>Rover Pilot</h2>` + strings.Join(said, "<br>") + `</td></tr><tr><td>` + foot + `</td></tr></table>`,
		"foot beside":       `<div><h1>Rover Pilot</h1>` + text + `<div>` + foot + `</div></div>`,
		"sayings":           `<div><h1>Rover Pilot</h1>` + text + `</div><div><h3>What our customers say</h3><p>"The load was there when they said it would be." - Ed, Far Side</p><p>“Fair weight and a straight answer on the radio.” — Marsh Domes</p></div>`,
		"parts of the page": `<h1>Rover Pilot</h1><ul><li><a href="#a">The work</a></li><li><a href="#b">The pay</a></li></ul><h2 id="a">The work</h2><p>` + strings.Join(said[:4], "</p><p>") + `</p><h2 id="b">The pay</h2><p>` + said[4] + `</p>`,
	} {
		x := HTML([]byte(`<html><head><title>Job: Rover Pilot - Orbit Freight</title></head><body>`+body+`</body></html>`), Options{})
		got := strings.TrimPrefix(x.Posting.Text, "The work\n\n")
		if !strings.HasPrefix(got, said[0]) || !strings.HasSuffix(got, said[4]) || strings.Count(x.Posting.Text, "The work") > 1 {
			t.Errorf("%s: %s %s %q %v", what, x.Reason, x.Detail, x.Posting.Text, x.Attempts)
		}
		if what == "parts of the page" && !strings.HasPrefix(x.Posting.Text, "The work") {
			t.Errorf("the first heading is lost: %q", x.Posting.Text)
		}
	}
}
