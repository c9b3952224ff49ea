package web

import (
	"encoding/base64"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"rolecall/cmd/internal/browsertest"
	"rolecall/lexicon"
)

// browse opens a path of a server in a browser.
func browse(t *testing.T, path string) *browsertest.Page {
	t.Helper()
	server := httptest.NewServer(newServer(t, Options{}).Handler())
	t.Cleanup(server.Close)
	return open(t, server.URL+path)
}

func open(t *testing.T, address string) *browsertest.Page {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is not for short tests")
	}
	return browsertest.Open(t, address)
}

// fill writes into a field as a paste does: at once.
func fill(p *browsertest.Page, field, text string) {
	browsertest.Eval[bool](p, fmt.Sprintf("byId(%q).value = decodeURIComponent(escape(atob(%q))), true", field, base64.StdEncoding.EncodeToString([]byte(text))))
}

const read = `byId("read").disabled === false && byId("status").textContent !== ""`

// What is pasted is read, and the words that are marked are the evidence.
func TestPaste(t *testing.T) {
	p := browse(t, "/")
	p.Shot("empty")
	fill(p, "text", "What you will do\n- "+strings.ReplaceAll(programs, ", ", ".\n- ")+" Naïve 日本 – dependencies.")
	fill(p, "title", "Product Manager")
	p.Click("#read")
	p.Wait(read)
	for expression, want := range map[string]string{
		`byId("answer").textContent`:                                    "TPM",
		`document.querySelector(".verdict").textContent`:                "mismatch",
		`byId("suggested").textContent`:                                 "Technical Program Manager",
		`document.querySelector("#lacked").textContent`:                 "lacked",
		`document.querySelector("#list button").textContent`:            "Product Manager",
		`[...document.querySelectorAll(".aspects th")].pop().innerText`: "program delivery",
		`byId("status").textContent`:                                    "Read.",
		`document.activeElement.id`:                                     "posting",
	} {
		if got := browsertest.Eval[string](p, expression); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q in it", expression, got, want)
		}
	}
	// The marks cover each piece of evidence, letter by letter.
	missing := browsertest.Eval[string](p, `readings[0].evidence.filter((e) => ![...document.querySelectorAll("mark")].some((m) =>
		m.dataset.evidence.split(" ").includes(e.concept + ":" + e.role) && m.title.includes(e.name) && m.firstChild.textContent.includes(e.text))).map((e) => e.text).join("; ")`)
	if marks := browsertest.Eval[int](p, `document.querySelectorAll("mark").length`); marks < 4 || missing != "" {
		t.Errorf("%d marks; without one: %s", marks, missing)
	}
	if shown := browsertest.Eval[bool](p, `[...byId("text-read").childNodes].map((n) => n.className === "kind" ? "" : n.nodeName === "MARK" ? n.firstChild.textContent : n.textContent).join("").replace(/\s+/g, "") === readings[0].text.replace(/\s+/g, "")`); !shown {
		t.Error("the text that is shown is not the text that was read")
	}
	// Roles are called what the lexicon calls them.
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	for i, role := range lexicon.Roles() {
		if got := browsertest.Eval[string](p, fmt.Sprintf(`[...roleNames][%d].join(" ")`, i)); got != string(role)+" "+lex.RoleName(role) {
			t.Errorf("%q, want %s %s", got, role, lex.RoleName(role))
		}
	}
	// A concept leads to its place.
	p.Click("#score button.concept")
	p.Wait(`document.querySelector("mark.shown") !== null`)
}

// The keyboard does all that the mouse does.
func TestKeyboard(t *testing.T) {
	p := browse(t, "/")
	p.Do(chromedp.Focus(chromedp.CSS("#text")))
	p.Type(programs)
	p.Press(browsertest.Tab)
	p.Type("TPM")
	p.Press(browsertest.Tab)
	p.Type("Acme")
	p.Press(browsertest.Tab, browsertest.Enter)
	p.Wait(read)
	if got := browsertest.Eval[string](p, `document.querySelector(".verdict strong").textContent + byId("list").textContent`); !strings.Contains(got, "resolved") || !strings.Contains(got, "Acme") {
		t.Errorf("%q", got)
	}
	fill(p, "title", "Engineering Manager")
	browsertest.Eval[bool](p, `byId("text").focus(), byId("form").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, bubbles: true}))`)
	p.Wait(`byId("list").children.length === 2`)
	p.Do(chromedp.Focus(chromedp.CSS("#list li:first-child button")))
	p.Press(browsertest.ArrowDown, browsertest.Enter)
	p.Wait(`document.querySelector(".verdict strong").textContent === "resolved"`)
	p.Click("#forget")
	p.Wait(`byId("results").hidden && byId("empty") !== null && document.activeElement.id === "text"`)
	p.Click("#example")
	p.Wait(`document.querySelectorAll("mark").length > 3`)
}

// Files are read whether they are chosen or dropped, several at once, and what
// cannot be read says why.
func TestFiles(t *testing.T) {
	p := browse(t, "/")
	dir := t.TempDir()
	odd := filepath.Join(dir, "<b>odd\u202e.bin")
	if err := os.WriteFile(odd, []byte{0, 1, 2, 3}, 0o644); err != nil {
		t.Fatal(err)
	}
	saved, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata", "postings", "acme-tpm-payments.html"))
	if err != nil {
		t.Fatal(err)
	}
	p.Do(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{saved, odd}))
	p.Wait(`byId("list").children.length === 2`)
	if got := browsertest.Eval[string](p, `byId("list").innerText`); !strings.Contains(got, "acme-tpm-payments.html") || !strings.Contains(got, "<b>odd\u27e8202E\u27e9.bin") || !strings.Contains(got, "unreadable") {
		t.Errorf("list %q", got)
	}
	p.Click("#list li:first-child button")
	p.Wait(`document.querySelector("#posting .note").textContent.includes("not a text document")`)

	browsertest.Eval[bool](p, `(() => {
		const files = new DataTransfer();
		files.items.add(new File([`+"`"+page(t)+"`"+`], "dropped.html"));
		const over = new DragEvent("dragover", { dataTransfer: files, bubbles: true, cancelable: true });
		document.body.dispatchEvent(over);
		if (byId("drop").hidden || !over.defaultPrevented) throw new Error("a drag over the page is not seen");
		document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
		return byId("drop").hidden;
	})()`)
	p.Wait(`byId("list").children.length === 3 && byId("posting").textContent.includes("dropped.html") && document.querySelectorAll("mark").length > 3`)
}

// Pasted without a title, a page is read as a page, with its own title; and a
// few duties, which are no posting by themselves, as they are.
func TestPasteWithoutTitle(t *testing.T) {
	p := browse(t, "/")
	fill(p, "text", page(t))
	p.Click("#read")
	p.Wait(read)
	if got := browsertest.Eval[string](p, `document.querySelector(".verdict strong").textContent + readings[0].strategy`); got != "resolvedjsonld" {
		t.Errorf("a page: %q", got)
	}
	fill(p, "text", "Manage dependencies and risks of technical programs across many teams, and report the status of each program to leadership.")
	p.Click("#read")
	p.Wait(`readings.length === 2`)
	if got := browsertest.Eval[string](p, `readings[1].label`); got != "TPM" {
		t.Errorf("a few duties: %q", got)
	}
}

// A request that is refused, or never answered, is told.
func TestRefusals(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 1 << 10})
	server := httptest.NewServer(s.Handler())
	p := open(t, server.URL)
	p.Allow("the server responded with a status of 413")
	p.Allow("Failed to load resource: net::ERR_CONNECTION_REFUSED")
	p.Click("#read")
	p.Wait(`byId("status").className === "wrong" && document.activeElement.id === "text"`)
	fill(p, "text", strings.Repeat(programs, 10))
	p.Click("#read")
	p.Wait(`byId("status").textContent === "the body has more than 1024 bytes"`)
	server.Close()
	p.Click("#read")
	p.Wait(`byId("status").textContent === "The server does not answer any more."`)
}

const hostile = `<script>alert(1)</script></script><img src=x onerror=alert(2)><svg/onload=alert(3)>{{7*7}}` + "\x1b]0;owned\x07\x1b[31m\u202e\u2066=cmd|' /C calc'!A0 javascript:alert(4)"

// What a posting says does nothing: no script runs, nothing is loaded, the
// console is silent, and text that turns its direction around turns nothing else.
func TestHostile(t *testing.T) {
	p := browse(t, "/")
	before := browsertest.Eval[int](p, `document.querySelectorAll("script, img, svg, iframe, style, link").length`)
	for _, text := range []string{programs + "\n" + hostile, "<p>" + programs + "</p><p>" + hostile + "</p>"} {
		fill(p, "title", "Product Manager "+hostile)
		fill(p, "company", hostile)
		fill(p, "text", text)
		browsertest.Eval[bool](p, `byId("status").textContent = "", true`)
		p.Click("#read")
		p.Wait(read)
		if got := browsertest.Eval[string](p, `document.querySelector("#posting h2").textContent`); !strings.Contains(got, "<script>alert(1)</script>") || strings.ContainsAny(got, "\u202e\x1b") {
			t.Errorf("title %q", got)
		}
		if odd := browsertest.Eval[bool](p, `/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent)`); odd {
			t.Error("controls are in the page")
		}
		if n := browsertest.Eval[int](p, `document.querySelectorAll("script, img, iframe, style, link, #posting a").length`); n > before {
			t.Errorf("%d elements that load something, %d before", n, before)
		}
	}
	// An address that runs a script is text.
	browsertest.Eval[bool](p, `ask({ headers: { "Content-Type": "application/json" }, body: JSON.stringify({ title: "TPM", url: "javascript:alert(5)", text: byId("text").value }) })
		.then((results) => { drawReading(byId("posting"), results[0]); return true; })`)
	if n := browsertest.Eval[int](p, `document.querySelectorAll("#posting a").length`); n != 0 {
		t.Error("a script's address is a link")
	}
	// Whatever else went wrong, markup cannot be made of text.
	if thrown := browsertest.Eval[bool](p, `(() => { try { document.body.innerHTML = "<b>x"; return false; } catch { return true; } })()`); !thrown {
		t.Error("text becomes markup")
	}
	p.Allow("TrustedHTML")
}

// The page fits a phone and a wide window, light and dark: nothing is cut off
// or hidden to the side, and text stands out from its ground.
func TestLooks(t *testing.T) {
	p := browse(t, "/")
	p.Click("#example")
	p.Wait(read)
	for _, scheme := range []string{"light", "dark"} {
		p.Media("prefers-color-scheme", scheme)
		for name, size := range map[string][2]int64{"wide": {1280, 900}, "phone": {390, 844}, "small": {320, 640}} {
			p.Size(size[0], size[1])
			if wide := browsertest.Eval[int](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("%s %s: %d pixels stand out to the side", name, scheme, wide)
			}
			browsertest.Eval[bool](p, `scrollTo(0, 0), true`)
			p.Shot(name + "-" + scheme)
			browsertest.Eval[bool](p, `byId("text-read").scrollIntoView(), true`)
			p.Shot(name + "-" + scheme + "-text")
		}
		if low := browsertest.Eval[string](p, contrasts); low != "" {
			t.Errorf("%s: %s", scheme, low)
		}
	}
}

// contrasts lists colours of text that stand out from their ground by less
// than 4.5 to 1, which is what WCAG 2.2 asks for. The browser itself turns each
// colour into numbers.
const contrasts = `(() => {
	const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const light = (color) => {
		paint.fillStyle = color;
		paint.fillRect(0, 0, 1, 1);
		const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((c) => (c /= 255, c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const style = getComputedStyle(document.documentElement), low = [];
	for (const ink of ["ink", "faint", "tpm", "pm", "pmt", "em", "none", "alarm", "near"]) {
		for (const ground of ["paper", "raised", "wash"]) {
			const [a, b] = [ink, ground].map((name) => light(style.getPropertyValue("--" + name))).sort((x, y) => y - x);
			if ((a + 0.05) / (b + 0.05) < 4.5) low.push(ink + " on " + ground + " " + ((a + 0.05) / (b + 0.05)).toFixed(2));
		}
	}
	return low.join("; ");
})()`

// The description of the API is drawn whole, offline.
func TestAPIPage(t *testing.T) {
	p := browse(t, "/api")
	p.Wait(`document.querySelectorAll("#api h2").length === 6`)
	p.Shot("api")
	text := browsertest.Eval[string](p, `byId("api").innerText`)
	for _, want := range []string{"POST /v1/classify", "POST /v1/explain", "GET /healthz", "application/pdf", "503", "Retry-After", "probabilities", "TitleReading"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if odd := browsertest.Eval[string](p, `(byId("api").innerText.match(/.*(undefined|\[object).*/) || [""])[0]`); odd != "" {
		t.Errorf("the page says %q", odd)
	}
	if dead := browsertest.Eval[string](p, `[...document.querySelectorAll("#api a")].filter((a) => !document.querySelector(a.getAttribute("href"))).map((a) => a.textContent).join(" ")`); dead != "" {
		t.Errorf("links to nothing: %s", dead)
	}
}

// A page of another origin cannot use the API: neither by a request that asks
// first, nor by one that does not.
func TestOtherOrigin(t *testing.T) {
	api := httptest.NewServer(newServer(t, Options{}).Handler())
	defer api.Close()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>other</title><link rel=icon href="data:,">`)
	}))
	defer other.Close()
	p := open(t, other.URL)
	p.Allow(api.URL)
	p.Allow("status of 403")
	p.Allow("ERR_FAILED")
	p.Allow("ERR_BLOCKED_BY_RESPONSE")
	p.Allow("request to data:image/png") // the browser draws its own page in the frame
	for _, options := range []string{
		`{ method: "POST", headers: { "Content-Type": "text/plain" }, body: "x" }`,
		`{ method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }`,
		`{ method: "POST", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: "x" }`,
		`{ mode: "no-cors" }`,
	} {
		got := browsertest.Eval[string](p, `fetch("`+api.URL+`/v1/classify", `+options+`).then((r) => r.type + " " + r.status, (e) => "refused")`)
		if got != "refused" {
			t.Errorf("%s: %s", options, got)
		}
	}
	framed := browsertest.Eval[bool](p, `new Promise((done) => {
		const f = document.createElement("iframe");
		f.src = "`+api.URL+`";
		f.onload = () => { let seen = true; try { seen = f.contentDocument !== null; } catch { } done(seen); };
		document.body.append(f);
	})`)
	if framed {
		t.Error("the page can be framed and read")
	}
}

// windows are the sizes that the page is looked at in.
var windows = []struct {
	name          string
	width, height int64
}{{"wide", 1280, 900}, {"phone", 390, 844}}

// Nothing is wrong with the pages for those who do not see them, or do not use a
// mouse: by day and by night, in a wide window and on a phone, before anything
// is read and after many files.
func TestAccessible(t *testing.T) {
	p := browse(t, "/")
	look := func(what string) {
		t.Helper()
		for _, scheme := range []string{"light", "dark"} {
			p.Media("prefers-color-scheme", scheme)
			for _, w := range windows {
				p.Size(w.width, w.height)
				at := what + "-" + w.name + "-" + scheme
				p.Shot("serve-" + at)
				for _, v := range append(p.Faint("body *"), p.Violations()...) {
					t.Errorf("%s: %s", at, v)
				}
			}
		}
	}
	look("empty")
	readMany(p)
	look("many")
}

// readMany gives the page seven files, one of them unreadable.
func readMany(p *browsertest.Page) {
	browsertest.Eval[bool](p, `readFiles([["Product Manager", "a"], ["TPM", "b"], ["Engineering Manager", "c"], ["Technical Program Manager", "=d"], ["TPM", "e"], ["Program Manager", "f"], ["", "g"]]
		.map(([title, name], k) => new File([title === "" ? new Uint8Array([0, 1, 2]) : "<title>" + title + "</title><h1>" + title + "</h1><h2>What you will do</h2><p>You will plan and drive technical programs across eight engineering teams. Manage dependencies between the teams, track risks and milestones, and remove blockers. Report status to leadership every week, and escalate before a date slips. Reference " + k + ".</p><h2>What you bring</h2><p>Five years of program management in software.</p>"], name + ".html"))), true`)
	p.Wait(`readings.length === 7 && byId("read").disabled === false && byId("list").children.length === 7`)
}

// After many files the list is narrowed by words and by verdicts, and saved as it
// is narrowed, with nothing in it that a spreadsheet computes.
func TestNarrow(t *testing.T) {
	p := browse(t, "/")
	browsertest.Eval[bool](p, `window.saved = [], window.save = (name, type, text) => saved.push(text), true`)
	readMany(p)
	const listed = `byId("list").children.length`
	p.Wait(`!byId("narrow").hidden && byId("count").textContent === "7 postings"`)
	p.Click(`#verdicts [data-key=resolved]`)
	p.Wait(listed + ` === 2 && byId("count").textContent === "2 of 7 postings" && document.activeElement.dataset.key === "resolved"`)
	p.Click(`#verdicts [data-key=resolved]`)
	p.Wait(listed + ` === 7`)
	p.Click("#search")
	p.Type("PROGRAM =d")
	p.Wait(listed + ` === 1`)
	p.Click("#export")
	p.Wait(`saved.length === 1`)
	lines := strings.Split(browsertest.Eval[string](p, `saved[0]`), "\r\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "\ufeffname,id,outcome,label,") || !strings.HasPrefix(lines[1], "'=d.html,,role,TPM,") || lines[2] != "" {
		t.Errorf("saved %q", lines)
	}
	p.Click("#forget")
	p.Wait(`byId("results").hidden && byId("search").value === ""`)
}

// The sum that is shown is the sum of what is shown: the concepts, the statements
// that are not cited, and the bias.
func TestSum(t *testing.T) {
	p := browse(t, "/")
	p.Click("#example")
	p.Wait(read)
	browsertest.Eval[bool](p, `document.querySelector("#score .more")?.click(), true`)
	shown := browsertest.Eval[float64](p, `[...document.querySelectorAll("#score tbody .num:not(#total)")].reduce((sum, c) => sum + Number(c.textContent.replace("\u2212", "-")), 0)`)
	total := browsertest.Eval[float64](p, `readings[0].body.scores[readings[0].body.label]`)
	if math.Abs(shown-total) > 0.02 { // each line is rounded
		t.Errorf("the lines make %.3f, the score is %.3f", shown, total)
	}
	if got := browsertest.Eval[string](p, `byId("work").textContent`); !strings.Contains(got, "statements about the work are program delivery") {
		t.Errorf("the statements: %q", got)
	}
	if first := browsertest.Eval[string](p, `document.querySelector("#posting section h3").id`); first != "score-head" {
		t.Errorf("the first section is %s", first)
	}
}

// The first thing that the keyboard reaches leads past what stands before the
// reading, and is seen when it is reached.
func TestSkip(t *testing.T) {
	p := browse(t, "/")
	p.Press(browsertest.Tab)
	p.Wait(`(() => { const e = document.activeElement, r = e.getBoundingClientRect(); return e.className === "skip" && r.left >= 0 && r.top >= 0 && r.right <= innerWidth })()`)
	p.Press(browsertest.Enter)
	p.Wait(`document.activeElement.id === "posting"`)
}
