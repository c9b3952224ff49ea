package extract

import (
	"strings"
	"testing"
)

// TestOfferInPlainWords reads short offers in a trade's own words, and refuses what
// sells the same trade's work.
func TestOfferInPlainWords(t *testing.T) {
	notice := `<div class="consent-root"><div>We use cookies to run this site.</div><button>Accept</button></div>`
	for _, c := range []struct {
		title, body string
		reason      Reason
	}{
		{"Hiring: Tire Technician", "<h1>Tire Technician</h1><p>Mount, balance and mend tires of cars and trucks.</p><p>Clean license. Can lift 80 lbs. Monday to Friday, seven to four, every third Saturday.</p><p>$19 an hour to start, more with papers.</p><p>Stop in and see Rick.</p>", ""},
		{"Jobs | Pell Roofing", "<h1>Roofer</h1><p>Tear off and lay shingle and metal roofs, mostly houses, some barns, within 40 miles.</p><p>Must own boots and be able to climb. 1 yr on a crew, or we train the right person.</p><p>$24 an hour, paid Fridays.</p><p>Call Dale at 555-0191 after five.</p>", ""},
		{"Tire service | Crowley", "<h1>Tire Technician</h1><p>Mount, balance and mend tires of cars and trucks, at your door if you wish and on any day of the week.</p><p>You must have the locking nut at hand.</p><p>$19 a wheel and up.</p><p>Stop in and see Rick, or call 555-0191.</p>", NotAPosting},
		{"Crowley Tire", "<h1>Open from seven to four</h1><p>We mend what rolls, and have done so on the same corner since our grandfather came back from the sea with a jack and a truck.</p><p>Two lifts, three people, one dog who does not bite.</p>", NotAPosting},
	} {
		x := HTML([]byte(`<html><head><title>`+c.title+`</title></head><body><nav><a href="/">Home</a></nav><main>`+c.body+`</main>`+notice+`</body></html>`), Options{})
		if x.Reason != c.reason || c.reason == "" && !strings.Contains(x.Posting.Text, "$") {
			t.Errorf("%s: %q %s %v", c.title, x.Reason, x.Detail, x.Attempts)
		}
	}
}

// TestConsentWall tells a page that is a wall from one that shows its notice beside
// something else.
func TestConsentWall(t *testing.T) {
	text := `<p>We mend what rolls, and have done so on the same corner since our grandfather came back from the sea.</p><p>Two lifts, three people, one dog who does not bite.</p>`
	wall := `<h2>We value your privacy</h2><p>We and our partners store and read information on a device, such as identifiers.</p><p>With your permission we may use precise data on where you are.</p>`
	for _, c := range []struct {
		what, body string
		reason     Reason
	}{
		{"a wall", `<div id="app"><div class="w">` + wall + `<button>Accept</button></div></div>`, ConsentWall},
		{"a wall with a logo", `<div id="app"><p>Orbit</p><div class="w">` + wall + `<button>Accept</button></div></div>`, ConsentWall},
		{"a notice below", `<main><h1>Crowley Tire</h1>` + text + `</main><div class="x">` + wall + `</div>`, NotAPosting},
		{"a notice above", `<div class="x">` + wall + `</div><main><h1>Crowley Tire</h1>` + text + `</main>`, NotAPosting},
	} {
		if x := HTML([]byte(`<html><head><title>Orbit</title></head><body>`+c.body+`</body></html>`), Options{}); x.Reason != c.reason {
			t.Errorf("%s: %q %s", c.what, x.Reason, x.Detail)
		}
	}
}
