package extract

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// hostile are the inputs that broke parsers, and what each must come to.
func hostile() map[string]struct {
	data []byte
	want Reason // "" where a degraded posting is as good
} {
	r := rand.New(rand.NewPCG(1, 2))
	binary := make([]byte, 64<<10)
	for i := range binary {
		binary[i] = byte(r.Uint32())
	}
	paragraphs := strings.Repeat("<p>You will own the plan and report on the risks to leadership every week.", 10_000)
	return map[string]struct {
		data []byte
		want Reason
	}{
		"dots":         {bytes.Repeat([]byte("."), 64<<10), Empty},
		"nested div":   {[]byte(strings.Repeat("<div>", 100_000)), Empty},
		"unclosed b":   {[]byte("<html><body>" + strings.Repeat("<b>", 400) + paragraphs), NotAPosting},
		"distinct b":   {[]byte("<html><body>" + distinctBold(400) + paragraphs), NotAPosting},
		"invalid utf8": {bytes.Repeat([]byte("<p>\xff\xfe\xc3\x28 \xa0\xa1"), 1000), NotAPosting},
		"empty":        {nil, Empty},
		"blank":        {[]byte(" \n\t "), Empty},
		"binary":       {binary, Binary},
		"open select":  {[]byte(strings.Repeat("<div><select><svg><textarea>", 20_000)), Empty},
		"open quote":   {[]byte(strings.Repeat(`<a href="`, 50_000)), Empty},
		"tables":       {[]byte(strings.Repeat("<table><tr><td>", 50_000)), TooComplex},
		"anchors":      {[]byte(strings.Repeat("<a><p>", 50_000)), TooComplex},
		"long line":    {[]byte(strings.Repeat("responsibilities requirements experience ", 1_200_000)), TooLarge},
		"long markup":  {[]byte("<p>" + strings.Repeat("responsibilities requirements experience ", 1_200_000)), TooLarge},
		"one line":     {[]byte("<p>" + strings.Repeat("responsibilities requirements experience ", 150_000)), ""},
		"many scripts": {[]byte(strings.Repeat("<script>{\"description\":1}</script>", 100_000)), Shell},
		"open json":    {jsonPage(`{"@type":"JobPosting","description":` + strings.Repeat("[", 200_000)), ""},
	}
}

func distinctBold(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("<b class=c" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + ">")
	}
	return b.String()
}

func TestHostileInputs(t *testing.T) {
	for name, c := range hostile() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			x := Read(name, c.data, Options{Timeout: time.Minute})[0] // what it says must not hang on the machine's load
			runtime.ReadMemStats(&after)
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 300 {
				t.Errorf("allocated %d MB", mb)
			}
			if c.want != "" && x.Reason != c.want {
				t.Errorf("reason %q (%s), want %q", x.Reason, x.Detail, c.want)
			}
			if !utf8.ValidString(x.Posting.Text) {
				t.Error("text is not UTF-8")
			}
			t.Logf("%q %s %v", x.Reason, x.Detail, x.Posting.Warnings)
		})
	}
}

func TestTooLarge(t *testing.T) {
	x := HTML(make([]byte, 100), Options{MaxBytes: 99})
	if x.Reason != TooLarge {
		t.Errorf("reason %q", x.Reason)
	}
}

// Pages whose every line is like a heading are read in a time that grows with
// them: what took minutes is not given up, and says what it is.
func TestHeadingsEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of megabytes")
	}
	const top = "<html><body><h1>Technical Program Manager</h1>"
	for name, page := range map[string]string{
		"headings": strings.Repeat("<h2>Benefits</h2>", 120_000),
		"labels":   strings.Repeat("Responsibilities:<li>", 140_000),
		"bold":     strings.Repeat("<p><b>About us</b></p>", 90_000),
		"cookies":  strings.Repeat("<p>We use cookies. Accept all. Sign in to continue.</p>", 76_000),
	} {
		if x := Read("", []byte(top+page), Options{Timeout: slow * 10 * time.Second})[0]; x.OK() || x.Reason == TimedOut {
			t.Errorf("%s: %q (%s)", name, x.Reason, x.Detail)
		}
	}
}
