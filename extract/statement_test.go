package extract

import (
	"strings"
	"testing"
)

// besideStatements are what pages show beside a posting whose description is stated
// whole: lists that are none of its parts.
var besideStatements = map[string]string{
	"advice":       `<section><h2>Tips for applicants</h2><ul><li>Prepare a short letter that says why you want to come here.</li><li>Check that your documents are in one file.</li><li>Bring references from two former employers.</li></ul></section>`,
	"other jobs":   `<section><h2>You may also like</h2><ul><li><a href="/2">Lander Pilot</a><p>Lead a team of four and plan each landing with the crew.</p></li><li><a href="/3">Radio Engineer</a><p>Build antennas and maintain the relay stations of the network.</p></li></ul></section>`,
	"process":      `<section><h2>How we hire</h2><ol><li>Send us your documents by the form below.</li><li>Talk to two of our pilots for half an hour.</li><li>Drive a rover with us for a day, which is paid.</li></ol></section>`,
	"news":         `<section><h2>From our blog</h2><ul><li>Driving by night: what we learned in the first winter.</li><li>Building a rover garage from two old containers.</li></ul></section>`,
	"numbers":      `<section><h2>Orbit in numbers</h2><ul><li>Two hundred people in nine countries</li><li>Forty rovers on three dry lake beds</li><li>Twelve years without a lost rover</li></ul></section>`,
	"terms of use": `<section><h2>Terms of use</h2><ul><li>Use of this website is subject to the terms below.</li><li>Maintain the secrecy of your password at all times.</li><li>Report any misuse of your account to us without delay.</li></ul></section>`,
}

// TestWholeStatementStands puts lists of other things beside descriptions that are
// stated whole: no word of them may come with the posting.
func TestWholeStatementStands(t *testing.T) {
	whole := opening + tasks + demands
	stated := map[string]string{
		"site":      `<h1>Rover Pilot</h1><div class="main"><div id="jobdescription">` + whole + `</div>%B</div>`,
		"brothers":  `<div class="job__title"><h1>Rover Pilot</h1></div><div class="job__description">` + whole + `</div>%B`,
		"microdata": `<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Rover Pilot</h1><div itemprop="description">` + whole + `</div>%B</div>`,
		"jsonld":    `<script type="application/ld+json">{"@type":"JobPosting","title":"Rover Pilot","description":"` + strings.ReplaceAll(whole, "\n", " ") + `"}</script><h1>Rover Pilot</h1><div class="text">` + whole + `</div>%B`,
	}
	for how, body := range stated {
		for what, beside := range besideStatements {
			x := HTML([]byte(`<html><head><title>Rover Pilot - Orbit</title></head><body>`+strings.Replace(body, "%B", beside, 1)+`</body></html>`), Options{})
			if got := x.Posting.Text; !strings.HasPrefix(got, "We drive rovers") || !strings.HasSuffix(got, "A licence for radio.") {
				t.Errorf("%s, %s: %v %s %q", how, what, x.Attempts, x.Reason, got)
			}
		}
	}
}

// TestStatementLeavesOutLists states the opening of a description only, in each way in
// which pages state one, and shows the rest below it.
func TestStatementLeavesOutLists(t *testing.T) {
	first := strings.ReplaceAll(opening, "\n", " ")
	wordy := `<p>We look for experience and passion, and you will be working with a team of nine. Apply with a short letter.</p>`
	pages := map[string]string{
		"jsonld":             `<script type="application/ld+json">{"@type":"JobPosting","title":"Rover Pilot","description":"` + first + `"}</script><h1>Rover Pilot</h1><article>` + opening + tasks + demands + `</article>`,
		"jsonld, duties too": `<script type="application/ld+json">{"@type":"JobPosting","title":"Rover Pilot","description":"` + first + tasks + `"}</script><h1>Rover Pilot</h1><article>` + opening + tasks + demands + `</article>`,
		"microdata":          `<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Rover Pilot</h1><div itemprop="description">` + opening + `</div><div>` + tasks + demands + `</div></div>`,
		"state":              `<h1>Rover Pilot</h1><div class="a">` + opening + wordy + `</div><div class="a">` + tasks + `</div><div class="a">` + demands + `</div><script type="application/json">{"job":{"title":"Rover Pilot","description":"` + first + wordy + `"}}</script>`,
		"a short list":       `<h1>Rover Pilot</h1><div id="jobdescription">` + opening + `</div>` + tasks + `<h3>Comes with it</h3><ul><li>Two months off</li><li>A tent</li></ul>` + demands,
	}
	for how, body := range pages {
		x := HTML([]byte(`<html><head><title>Rover Pilot - Orbit</title></head><body>`+body+`<footer><p>© 2025 Orbit</p></footer></body></html>`), Options{})
		got := x.Posting.Text
		if !strings.HasPrefix(got, "We drive rovers") || !strings.Contains(got, "what went wrong") || !strings.HasSuffix(got, "A licence for radio.") || how == "a short list" && !strings.Contains(got, "A tent") {
			t.Errorf("%s: %v %s %q", how, x.Attempts, x.Reason, got)
		}
	}
}
