package classify

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rolecall/extract"
)

// hostile are documents that were slow by the square of their size once, or
// could be: each is made of so many pieces.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"headings.html", func(n int) string { return page(strings.Repeat("<h2>Benefits</h2>", n)) }},
	{"items.html", func(n int) string { return page(strings.Repeat("<p>Responsibilities:<li>", n)) }},
	{"bold.html", func(n int) string { return page(strings.Repeat("<p><b>About us</b></p>", n)) }},
	{"cookies.html", func(n int) string {
		return page(strings.Repeat("<p>We use cookies. Accept all. Sign in to continue.</p>", n))
	}},
	{"duties.html", func(n int) string {
		return page(strings.Repeat("<p>Own the roadmap of the billing platform and lead its delivery.</p>", n))
	}},
	{"links.html", func(n int) string { return page(strings.Repeat(`<a href="/jobs/1">Technical Program Manager</a> `, n)) }},
	{"nested.html", func(n int) string {
		return page(strings.Repeat(strings.Repeat("<div>", 40)+"Plan"+strings.Repeat("</div>", 40), n/40))
	}},
	{"unclosed.html", func(n int) string { return page(strings.Repeat("<b>plan<i>ship", n)) }},
	{"offers.html", func(n int) string {
		return page(numbered(n/8, `<script type="application/ld+json">{"@type":"JobPosting","title":"Program Manager %d","description":"<p>Plan.</p>"}</script>`))
	}},
	{"state.html", func(n int) string {
		return page("<script>window.__INITIAL_STATE__={" + numbered(n, `"k%d":{"jobTitle":"Program Manager","jobDescription":"<p>Plan.</p>"},`) + `"k":1}</script>`)
	}},
	{"keys.json", func(n int) string { return "{" + numbered(n, `"k%d":{"title":"x"},`) + `"k":1}` }},
	{"lines.txt", func(n int) string { return strings.Repeat("a\n", n) }},
	{"sentence.txt", func(n int) string { return strings.Repeat("own roadmaps not plans and ", n) }},
	{"words.txt", func(n int) string { return "Program Manager\n" + numbered(n, `x%d'"'"' `) }},
	{"rows.md", func(n int) string {
		return "# Program Manager\n\n|a|b|\n|-|-|\n" + strings.Repeat("|Location|Oslo|\n", n)
	}},
	{"quoted.eml", func(n int) string {
		return "From: a@example.org\nSubject: Program Manager\n\n" + strings.Repeat("> Own the plan.\n", n)
	}},
}

func page(body string) string {
	return "<html><body><h1>Technical Program Manager</h1>" + body
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// pieces are how many a document has whose steps are counted.
const pieces = 2000

// Twice as much of a document takes at most so many times the steps: somewhat
// over two, for what is sorted.
const mostTimes = 2.2

// A document of twice the size takes twice the steps, whatever it is made of. A
// step is a statement of extract, lexicon or classify that is run: this test runs
// itself anew, with all of them counted.
func TestStepsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("builds itself anew")
	}
	if name := os.Getenv("ROLECALL_STEPS"); name != "" {
		readOnce(t, name)
		return
	}
	counted := filepath.Join(t.TempDir(), "counted")
	build := exec.Command("go", "test", "-c", "-covermode=count", "-coverpkg=rolecall/extract/...,rolecall/lexicon/...,rolecall/classify/...", "-o", counted, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			none, once, twice := steps(t, counted, h.name, h.make(0)), steps(t, counted, h.name, h.make(pieces)), steps(t, counted, h.name, h.make(2*pieces))
			if times := float64(twice-none) / float64(once-none); times > mostTimes {
				t.Errorf("%d steps, and %d for twice as much: %.2f times", once-none, twice-none, times)
			}
		})
	}
}

// readOnce reads one document, as the command does.
func readOnce(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range extract.Read(filepath.Base(name), data, extract.Options{}) {
		c.Classify(e)
	}
}

// steps returns how many statements were run to read a document.
func steps(t *testing.T, counted, name, text string) (n int64) {
	t.Helper()
	dir := t.TempDir()
	in, profile := filepath.Join(dir, name), filepath.Join(dir, "profile")
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(counted, "-test.run=^TestStepsAreLinear$", "-test.coverprofile="+profile)
	run.Env = append(os.Environ(), "ROLECALL_STEPS="+in)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	// Of each block: where it stands, its statements, how often it was run.
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		f := strings.Fields(s.Text())
		if len(f) != 3 {
			continue // the mode
		}
		statements, err1 := strconv.ParseInt(f[1], 10, 64)
		times, err2 := strconv.ParseInt(f[2], 10, 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("a line of the profile: %q", s.Text())
		}
		n += statements * times
	}
	return n
}
