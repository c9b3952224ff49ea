package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"rolecall/extract/internal/charset"
)

func ExampleHTML() {
	page := `<html><head><title>Rover Pilot - Orbit</title></head><body>
<nav><a href="/">Home</a></nav>
<h1>Rover Pilot</h1>
<p>We drive rovers over dry lake beds and are looking for a pilot who keeps calm.</p>
<h2>What you'll do</h2><ul><li>Plan each traverse with the science team.</li><li>Drive two rovers at once.</li></ul>
<h2>Requirements</h2><ul><li>Three years of experience with remote vehicles.</li><li>A degree in engineering.</li></ul>
<footer>Orbit, Oslo</footer></body></html>`
	x := HTML([]byte(page), Options{})
	fmt.Println(x.Posting.Title, "by", x.Posting.Strategy)
	for _, s := range x.Posting.Sections {
		fmt.Printf("%s: %d bytes\n", s.Kind, s.End-s.Start)
	}
	// Output:
	// Rover Pilot by content
	// summary: 80 bytes
	// duties: 85 bytes
	// requirements: 86 bytes
}

func TestStrategies(t *testing.T) {
	want := []string{"jsonld", "microdata", "site", "state", "content", "visible"}
	if got := Strategies(); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// Pages in which one strategy finds the posting, and what it is.
func TestFindsPosting(t *testing.T) {
	state := strings.ReplaceAll(strings.ReplaceAll(description, "\n", ""), `"`, `\"`)
	tests := map[string]struct{ strategy, page string }{
		"microdata":   {"microdata", `<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Rover Pilot</h1><div itemprop="description">` + description + `</div></div>`},
		"rdfa":        {"microdata", `<div vocab="http://schema.org/" typeof="JobPosting"><h1 property="title">Rover Pilot</h1><div property="description">` + description + `</div></div>`},
		"next data":   {"state", `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"job":{"title":"Rover Pilot","descriptionHtml":"` + state + `"}}}</script>`},
		"assignment":  {"state", `<div></div><script>window.__appData = {"posting":{"title":"Rover Pilot","descriptionHtml":"` + state + `"}}; go();</script>`},
		"code blob":   {"state", `<code style="display: none" id="b"><!--{"data":{"title":"Rover Pilot","description":{"text":"` + state + `"}}}--></code>`},
		"content":     {"content", `<ul class="menu"><li><a href="/a">Teams</a></li></ul><div><h1>Rover Pilot</h1>` + description + `</div><div><h2>Similar jobs</h2><a href="/x">Lander Pilot</a></div>`},
		"cookie h1":   {"content", `<div class="cookie-banner"><h1>We value your privacy</h1><p>We and our partners store information on your device to show you this page.</p></div><h1>Rover Pilot</h1>` + description},
		"first h1":    {"content", `<h1>Orbit Careers</h1><h2>Rover Pilot</h2>` + description},
		"in a frame":  {"content", `<h1>Rover Pilot</h1><iframe srcdoc="` + strings.ReplaceAll(description, `"`, "&quot;") + `"></iframe>`},
		"shadow root": {"content", `<h1>Rover Pilot</h1><x-job><template shadowrootmode="open">` + description + `</template></x-job>`},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			x := HTML([]byte(`<html><head><title>Rover Pilot | Orbit</title></head><body>`+c.page+`</body></html>`), Options{})
			if x.Posting.Strategy != c.strategy || x.Posting.Title != "Rover Pilot" {
				t.Errorf("strategy %q, title %q, %s %s %v", x.Posting.Strategy, x.Posting.Title, x.Reason, x.Detail, x.Attempts)
			}
			if x.Posting.Text != wantText {
				t.Errorf("text %q", x.Posting.Text)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	links := ""
	for i := range 20 {
		links += fmt.Sprintf(`<div><a href="/job/%d/x">Rover Pilot %d</a><p>Oslo, full time</p></div>`, i, i)
	}
	tests := map[string]struct {
		want Reason
		page string
	}{
		"login":       {LoginWall, `<title>Sign in | Orbit</title><form><input type=text><input type=password><button>Sign in</button></form>Welcome back`},
		"bot check":   {BotCheck, `<title>Just a moment...</title><p>Checking your browser before accessing orbit.example.</p>`},
		"expired":     {Expired, `<title>Orbit</title><h1>Sorry</h1><p>This job is no longer available.</p>`},
		"apply form":  {ApplyForm, `<title>Rover Pilot</title><h1>Rover Pilot</h1><form><label>First name</label><input><label>Last name</label><input><label>Email address</label><input><input type="file"></form>`},
		"list":        {List, `<title>20 jobs at Orbit</title><h1>Open roles</h1>` + links},
		"shell":       {Shell, `<title>Orbit</title><div id="root"></div><script>start()</script>`},
		"not a job":   {NotAPosting, `<title>Lake beds</title><p>` + strings.Repeat("A dry lake bed is flat, pale and very quiet in the morning. ", 20) + `</p>`},
		"consent":     {ConsentWall, `<title>Before you continue</title><p>We use cookies and data to deliver our services.</p>`},
		"nothing":     {Empty, `<html><body></body></html>`},
		"maintenance": {NotAPosting, `<title>Orbit</title><p>We are offline for maintenance and will be back soon.</p>`},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			x := HTML([]byte(c.page), Options{})
			if x.Reason != c.want || x.Posting.Text != "" {
				t.Errorf("reason %q (%s), text %q", x.Reason, x.Detail, x.Posting.Text)
			}
		})
	}
}

func TestExpiredNoticeAboveAPosting(t *testing.T) {
	x := HTML([]byte(`<title>Rover Pilot</title><h1>Rover Pilot</h1><p>No longer accepting applications</p>`+description), Options{})
	if !x.OK() || len(x.Posting.Warnings) != 1 || !strings.HasPrefix(x.Posting.Warnings[0], "expired") {
		t.Errorf("%s, warnings %v", x.Reason, x.Posting.Warnings)
	}
}

func TestEncodings(t *testing.T) {
	const word = "Überprüfung – “naïve” señor"
	page := "<html><head><title>Rover Pilot</title></head><body><h1>Rover Pilot</h1>" + description + "<ul><li>" + word + "</li></ul></body></html>"
	meta := func(cs string) string { return strings.Replace(page, "<head>", `<head><meta charset="`+cs+`">`, 1) }
	latin, _ := charmap.Windows1252.NewEncoder().String(page)
	latinMeta, _ := charmap.Windows1252.NewEncoder().String(meta("iso-8859-1"))
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(page)
	wideOther, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(page)
	wideBare, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(page)
	tests := map[string]string{
		"utf-8": page, "bom": "\ufeff" + page, "stale declaration": meta("gbk"), "windows-1252": latin, "declared": latinMeta,
		"utf-16": wide, "utf-16 without mark": wideBare, "utf-16, the other order": wideOther, "http header": "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n" + latin,
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			x := Read("x.html", []byte(data), Options{})[0]
			if !strings.Contains(x.Posting.Text, word) {
				t.Errorf("%s %s %q", x.Reason, x.Detail, x.Posting.Text)
			}
		})
	}
}

func TestEastAsianEncodings(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(`<meta charset=gb2312><p>岗位职责：负责项目</p>`)
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(`<meta charset="Shift_JIS"><p>仕事内容を説明する</p>`)
	mail, _ := japanese.ISO2022JP.NewEncoder().String("応募資格を説明する")
	for want, data := range map[string]string{"岗位职责：负责项目": gbk, "仕事内容を説明する": sjis, "応募資格を説明する": mail} {
		if got := string(charset.Decode([]byte(data), "")); !strings.Contains(got, want) {
			t.Errorf("got %q", got)
		}
	}
}

func TestLines(t *testing.T) {
	tests := map[string]struct{ page, want string }{
		"blocks end lines":    {`<div>one<div>two</div>three</div>`, "one\ntwo\nthree"},
		"source breaks":       {"<p>one\n  two</p>", "one two"},
		"glued spans":         {`<div><span>Manager</span><span>Own the plan</span></div>`, "Manager Own the plan"},
		"split word":          {`<p>Java<b>script</b></p>`, "Javascript"},
		"items":               {`<ul><li>a one</li><li><p>b two</p></li></ul>`, "a one\nb two"},
		"bullets by hand":     {`<p>• a one<br>• b two</p>`, "a one\nb two"},
		"buttons":             {`<p>one</p><a>Apply now</a><p>Show more</p><p>two</p>`, "one\n\ntwo"},
		"cells":               {`<table><tr><td>Pay</td><td>much</td></tr></table>`, "Pay\nmuch"},
		"preformatted":        {"<pre>one\ntwo</pre>", "one\ntwo"},
		"nested lists":        {`<ul><li>a one<ul><li>b two</li></ul></li></ul>`, "a one\nb two"},
		"invisible":           {"<p>one\u200btwo\u00ad</p><script>x</script><style>y</style><svg><text>z</text></svg>", "onetwo"},
		"less than":           {"<p>a < b and 5 <6</p>", "a < b and 5 <6"},
		"comment in the text": {"<p>one<!-- <p>no</p> --> two</p>", "one two"},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Fragment(c.page, Options{}).Posting.Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
