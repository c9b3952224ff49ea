package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall/classify"
	"rolecall/cmd/internal/browsertest"
	"rolecall/lexicon"
)

// open opens a page of rows in a browser, from the disk.
func open(t *testing.T, rows []Row) *browsertest.Page {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is not for short tests")
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, write(t, rows), 0o644); err != nil {
		t.Fatal(err)
	}
	p := browsertest.Open(t, "file://"+file)
	p.Wait(`document.documentElement.dataset.ready === "" || !document.querySelector("#lead").textContent.startsWith("Unpacking")`)
	return p
}

// titles are those of the rows that the list shows.
func titles(p *browsertest.Page) string {
	return browsertest.Eval[string](p, `[...document.querySelectorAll("#rows .title")].map((e) => e.textContent).join("; ")`)
}

const count = `document.querySelector("#count").textContent`

func TestFilters(t *testing.T) {
	p := open(t, read(t, true, postings...))
	p.Wait(count + ` === "7 postings"`)
	if got := titles(p); !strings.HasPrefix(got, "Product Manager; Product Manager; TPM;") {
		t.Errorf("the worst is not first: %s", got)
	}
	p.Click(`#matrix td button[data-key="PM TPM"]`)
	p.Wait(count + ` === "1 of 7 postings"`)
	p.Click(`#matrix td button[data-key="PM TPM"]`)
	p.Wait(count + ` === "7 postings"`)
	p.Click(`#matrix th button[data-key="PM "]`)
	p.Wait(count + ` === "3 of 7 postings"`)
	p.Click(`#verdicts [data-key=agree]`)
	p.Wait(count + ` === "1 of 7 postings"`)
	if got := browsertest.Eval[string](p, `location.hash`); got != "#verdict=agree&says=PM" {
		t.Errorf("the address says %s", got)
	}
	p.Back()
	p.Wait(count + ` === "3 of 7 postings"`)
	p.Back()
	p.Wait(count + ` === "7 postings"`)

	p.Click(`#employers button[data-key=Borealis]`)
	p.Wait(count + ` === "2 of 7 postings"`)
	p.Click(`#chosen .out`)
	p.Wait(count + ` === "7 postings"`)
	p.Click(`#labels [data-key=TPM]`)
	p.Wait(count + ` === "3 of 7 postings"`)
	p.Back()
	p.Wait(count + ` === "7 postings"`)

	// The keyboard chooses too, and stays where it was.
	browsertest.Eval[string](p, `(document.querySelector("#labels [data-key=EM]").focus(), "")`)
	p.Press(browsertest.Enter)
	p.Wait(count + ` === "1 of 7 postings" && document.activeElement.dataset.key === "EM"`)
	p.Press(browsertest.Enter)
	p.Wait(count + ` === "7 postings" && document.activeElement.dataset.key === "EM"`)

	// A range by the keyboard: one way to do what the brush does.
	p.Click(`#to`)
	p.Press("a", browsertest.Enter) // a letter is no number: nothing happens
	browsertest.Eval[string](p, `(document.querySelector("#to").select(), "")`)
	p.Type("0.5")
	p.Press(browsertest.Enter)
	p.Wait(`location.hash === "#to=0.5"`)
	p.Wait(`document.querySelector("#nothing").hidden === !` + count + `.startsWith("0 ")`)
}

func TestBrush(t *testing.T) {
	p := open(t, read(t, true, postings...))
	at := browsertest.Eval[[]float64](p, `(() => { const r = document.querySelector("#confidence .overlay").getBoundingClientRect(); return [r.left, r.top + r.height / 2, r.width] })()`)
	p.Drag(at[0]+at[2]*0.8, at[1], at[0]+at[2]*0.995, at[1])
	p.Wait(`location.hash === "#from=0.8"`)
	p.Drag(at[0]+at[2]*0.11, at[1], at[0]+at[2]*0.11, at[1]) // a click outside takes it back
	p.Wait(`location.hash === ""`)
	p.Drag(at[0]+at[2]*0.12, at[1], at[0]+at[2]*0.12, at[1])
	p.Wait(`location.hash === "#from=0.1&to=0.15"`)
}

func TestSearchAndSort(t *testing.T) {
	p := open(t, read(t, true, postings...))
	p.Press("/")
	p.Wait(`document.activeElement.id === "search"`)
	p.Type("engineering COBALT")
	p.Wait(count + ` === "1 of 7 postings"`)
	if got := titles(p); got != "Engineering Manager" {
		t.Errorf("found %s", got)
	}
	p.Press(browsertest.Escape)
	p.Wait(count + ` === "7 postings"`)
	p.Type("no such words")
	p.Wait(`!document.querySelector("#nothing").hidden`)
	p.Click("#clear")
	p.Wait(count + ` === "7 postings"`)

	p.Click(`[data-key=title]`)
	p.Wait(`document.querySelector("[aria-sort=ascending] [data-key=title]")`)
	want := "Engineering Manager; Nurse; Product Manager; Product Manager; Product Manager; Technical Program Manager; TPM"
	if got := titles(p); got != want {
		t.Errorf("by title: %s", got)
	}
	p.Click(`[data-key=title]`)
	p.Wait(`document.querySelector("[aria-sort=descending] [data-key=title]")`)
	if got := titles(p); !strings.HasPrefix(got, "TPM; Technical Program Manager; Product") {
		t.Errorf("by title, the last first: %s", got)
	}
	p.Click(`[data-key=confidence]`)
	p.Wait(`document.querySelector("[aria-sort=descending] [data-key=confidence]")`)
	if !browsertest.Eval[bool](p, `(() => { const n = [...document.querySelectorAll("#rows .row")].map((r) => data.confidence[r.dataset.row]); return n.every((x, i) => i === 0 || x <= n[i - 1]) })()`) {
		t.Error("the list is not in the order of the confidence")
	}
}

// An opened posting shows its text, the words of its evidence marked by role,
// and a sum that adds up.
func TestOpen(t *testing.T) {
	rows := read(t, true, postings...)
	p := open(t, rows)
	p.Click("#rows .row")
	p.Wait(`document.querySelector("#posting h2")?.textContent === "Product Manager"`)
	if got := browsertest.Eval[string](p, `[...document.querySelectorAll("#text")].map((e) => { const c = e.cloneNode(true); c.querySelectorAll(".tag").forEach((t) => t.remove()); return c.textContent }).join("")`); strings.TrimSpace(got) != strings.TrimSpace(rows[0].Text) {
		t.Errorf("the text is %q, want %q", got, rows[0].Text)
	}
	for _, e := range rows[0].Evidence {
		found := browsertest.Eval[bool](p, fmt.Sprintf(`[...document.querySelectorAll("#text mark")].some((m) => m.firstChild.textContent.includes(%q) && m.title.includes(%q) && [...m.querySelectorAll(".tag")].some((t) => t.textContent === %q))`, e.Text, e.Name, e.Role))
		if !found {
			t.Errorf("%q is not marked as %s for %s", e.Text, e.Concept, e.Role)
		}
	}
	if got, want := browsertest.Eval[string](p, `document.querySelector("#total").textContent`), fmt.Sprintf("+%.3f", rows[0].Body.Scores[rows[0].Body.Label]); got != want {
		t.Errorf("the score is %s, want %s", got, want)
	}
	browsertest.Eval[string](p, `(document.querySelector("#score .more")?.click(), "")`)
	if got := browsertest.Eval[float64](p, `[...document.querySelectorAll("#score tbody .num:not(#total)")].reduce((sum, c) => sum + Number(c.textContent.replace("\u2212", "-")), 0)`); fmt.Sprintf("%+.3f", got) != fmt.Sprintf("%+.3f", rows[0].Body.Scores[rows[0].Body.Label]) {
		t.Errorf("what is shown adds up to %.3f, not to %.3f", got, rows[0].Body.Scores[rows[0].Body.Label])
	}
	if got := browsertest.Eval[string](p, `document.querySelector("#suggested").textContent`); got != "Technical Program Manager" {
		t.Errorf("it suggests %q", got)
	}
	p.Click("#score .concept")
	p.Wait(`document.querySelector("#text mark.shown").dataset.evidence.split(" ").includes(document.querySelector("#score .concept").dataset.evidence)`)
	p.Back()
	p.Wait(`document.querySelector("#posting").hidden`)
	p.Forward()
	p.Wait(`!document.querySelector("#posting").hidden`)
}

// Whatever is known of a posting, it is shown in words.
func TestOpenAny(t *testing.T) {
	rows := append(read(t, true, postings...), read(t, false, [3]string{"TPM", "", ""}, [3]string{"Chef", "Acme", "Work with us."})...)
	rows[0].Accepted, rows[0].URL, rows[0].Warnings = "agreed with the team", "https://jobs.example/1", []string{"one", "two"}
	rows[1].Outcome, rows[1].Label, rows[1].Candidates = classify.Ambiguous, "", []lexicon.Role{lexicon.TPM, lexicon.EM}
	rows[2].Probabilities, rows[2].Aspects = nil, nil
	p := open(t, rows)
	for i, r := range rows {
		browsertest.Eval[string](p, fmt.Sprintf(`(location.hash = "#posting=%d", "")`, i+1))
		p.Wait(fmt.Sprintf(`document.querySelector("#posting .provenance dd")?.textContent === %q && state.open === %d`, r.Name, i))
		got := browsertest.Eval[string](p, `document.querySelector("#posting").innerText`)
		if strings.Contains(got, "undefined") || strings.Contains(got, "[object") || strings.Contains(got, "NaN") || strings.Contains(got, "null") {
			t.Errorf("posting %d: %s", i, got)
		}
	}
	browsertest.Eval[string](p, `(location.hash = "#posting=1", "")`)
	p.Wait(`document.querySelector('#posting a[href="https://jobs.example/1"][rel="noopener noreferrer"]')`)
}

// All is done by the keyboard, and by a posting's address.
func TestKeyboard(t *testing.T) {
	p := open(t, read(t, true, postings...))
	opened := func(title string) {
		t.Helper()
		p.Wait(fmt.Sprintf(`!document.querySelector("#posting").hidden && document.querySelector("#posting h2")?.textContent === %q && document.querySelector("[aria-selected=true] .title").textContent === %q`, title, title))
	}
	browsertest.Eval[string](p, `(document.querySelector(".skip").focus(), "")`)
	p.Press(browsertest.Enter)
	p.Wait(`document.activeElement.id === "list" && location.hash === ""`)
	p.Press(browsertest.ArrowDown, browsertest.ArrowDown, browsertest.ArrowDown)
	p.Wait(`document.querySelector("#" + document.querySelector("#list").getAttribute("aria-activedescendant")).textContent.includes("TPM")`)
	p.Press(browsertest.Enter)
	opened("TPM")
	p.Press(browsertest.ArrowUp)
	opened("Product Manager")
	p.Press(browsertest.End)
	opened("Nurse")
	p.Press(browsertest.Enter)
	p.Wait(`document.activeElement.id === "posting"`)
	p.Press(browsertest.Escape)
	p.Wait(`document.querySelector("#posting").hidden && document.activeElement.id === "list"`)

	browsertest.Eval[string](p, `(location.hash = "#posting=3", "")`)
	opened("TPM")
	if got := browsertest.Eval[string](p, `document.querySelector("#posting .facts dd").textContent`); got != "may mean TPM or PM-T" {
		t.Errorf("the title is said to be %q", got)
	}

	browsertest.Eval[string](p, `(location.hash = "#q=cobalt&posting=4", "")`)
	opened("Engineering Manager")
	p.Size(390, 844) // a phone shows the posting alone
	p.Wait(`document.querySelector("#results").offsetParent === null`)
	p.Click("#close")
	p.Wait(`Math.abs(document.querySelector("#confidence svg").clientWidth - document.querySelector("#confidence .chart").clientWidth) < 2`)
	p.Wait(count + ` === "1 of 7 postings" && document.querySelector("#results").offsetParent !== null`)
	if browsertest.Eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("a phone has to scroll sideways")
	}
}

// What is to be pressed or filled has a name, the list is a grid of rows, and
// headings do not skip a level.
func TestNames(t *testing.T) {
	p := open(t, read(t, true, postings...))
	p.Click("#rows .row")
	p.Wait(`document.querySelector("#posting h2")`)
	for what, none := range map[string]string{
		"without a name":             `[...document.querySelectorAll("button, a, input, [role=grid]")].filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map((e) => e.outerHTML)`,
		"not a row":                  `[...document.querySelectorAll("#list > [role=rowgroup] > *")].filter((e) => e.role !== "row" || [...e.children].some((c) => c.role !== "gridcell" && c.role !== "columnheader")).map((e) => e.outerHTML)`,
		"not a heading of its place": `(() => { let level = 0; return [...document.querySelectorAll("h1, h2, h3, h4")].filter((e) => { const n = Number(e.tagName[1]), skips = n > level + 1; level = n; return skips }).map((e) => e.textContent) })()`,
		"twice":                      `(() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i) })()`,
	} {
		if got := browsertest.Eval[[]string](p, none); len(got) > 0 {
			t.Errorf("%s: %q", what, got)
		}
	}
}

// Text and its ground differ enough to be read, by day and by night: WCAG 2.2
// asks for 4.5.
func TestContrast(t *testing.T) {
	p := open(t, read(t, true, postings...))
	for _, scheme := range []string{"light", "dark"} {
		p.Media("prefers-color-scheme", scheme)
		low := browsertest.Eval[[]string](p, `(() => {
			const style = getComputedStyle(document.documentElement), low = [];
			const light = (name) => [1, 3, 5].map((at) => parseInt(style.getPropertyValue(name).trim().slice(at, at + 2), 16) / 255)
				.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
			for (const ground of ["--paper", "--raised", "--wash"]) for (const ink of ["--ink", "--faint", "--tpm", "--pm", "--pmt", "--em", "--none", "--alarm", "--near"]) {
				const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
				if (!(ratio >= 4.5)) low.push(ink + " on " + ground + ": " + ratio.toFixed(2));
			}
			return low;
		})()`)
		if len(low) > 0 {
			t.Errorf("%s: %q", scheme, low)
		}
	}
}

// The tags of all roles are read on the marks that they stand on, faint and
// strong.
func TestTags(t *testing.T) {
	p := open(t, read(t, true, postings[0]))
	browsertest.Eval[string](p, `(location.hash = "posting=1", "")`)
	p.Wait(`document.querySelectorAll("#posting mark").length > 0`)
	for _, scheme := range []string{"light", "dark"} {
		p.Media("prefers-color-scheme", scheme)
		for _, window := range [][2]int64{{1280, 900}, {390, 844}} {
			p.Size(window[0], window[1])
			n := browsertest.Eval[int](p, `(() => {
				byId("text").replaceChildren(...data.roles.flatMap((r) => [0.01, 0.2, 2].map((weight) => mark([{ key: 0, role: r.id, weight, name: "n", zone: "duties" }], r.id + weight))));
				for (const m of document.querySelectorAll("mark")) m.click();
				return document.querySelectorAll(".gloss").length;
			})()`)
			if low := p.Faint("mark, mark *, .badge"); n != 15 || len(low) > 0 {
				t.Errorf("%s: %d marks, %q", scheme, n, low)
			}
		}
	}
}

// Without texts the page shows the sentences of the evidence, and says why.
func TestExcerpt(t *testing.T) {
	p := open(t, read(t, false, postings...))
	p.Click("#rows .row")
	p.Wait(`document.querySelectorAll("#text mark").length > 0 && document.querySelector("#posting .note").textContent.includes("--text")`)
}

func TestNothing(t *testing.T) {
	p := open(t, nil)
	p.Wait(`document.querySelector("#lead").textContent.startsWith("There is nothing to show")`)
	if !browsertest.Eval[bool](p, `document.querySelector("#overview").hidden && document.querySelector("#list").offsetParent === null`) {
		t.Error("charts of nothing are shown")
	}
}

// A posting full of what would do harm elsewhere is text.
func TestHostile(t *testing.T) {
	const evil = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)> =cmd|' /C calc'!A0 \u001b[31m\u001b]0;owned\u0007 \u202egnp.exe\u2066 \u2028\u2029 ${alert(3)} {{policy}} \x00 \"'`"
	hostile := read(t, true, [3]string{evil, evil, evil + "\nManage cross-team dependencies " + evil + " and drive technical programs.\nTrack risks and program milestones.\n" + strings.Repeat("<b>", 2000)})
	r := hostile[0]
	r.Name, r.ID, r.URL, r.Location, r.Date, r.Accepted = evil, evil, "javascript:alert(4)", evil, evil, evil
	r.Warnings, r.Strategy, r.Language, r.Version = []string{evil}, evil, evil, evil
	for i := range r.Evidence {
		r.Evidence[i].Concept, r.Evidence[i].Documents = evil, []string{evil}
	}
	rows := append([]Row{r}, read(t, true, postings...)...)
	p := open(t, rows)
	p.Wait(count + ` === "8 postings"`)
	p.Type("/")
	p.Type("onerror")
	p.Wait(count + ` === "1 of 8 postings"`)
	p.Click("#rows .row")
	p.Wait(`document.querySelector("#posting h2")?.textContent.includes("<script>alert(1)</script>")`)
	if n := browsertest.Eval[int](p, `document.querySelectorAll("#posting :is(script, img, a, b:not(.sum b)), main script, main img").length`); n != 0 {
		t.Errorf("%d elements come from the posting", n)
	}
	if browsertest.Eval[bool](p, `/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText)`) {
		t.Error("controls are shown as they are")
	}
	if !browsertest.Eval[bool](p, `document.querySelector("#posting h2").textContent.includes("\u27e8202E\u27e9")`) {
		t.Error("the override is not shown as a mark")
	}
	if browsertest.Eval[bool](p, `(() => { try { document.body.innerHTML = "<p>"; return true } catch { return false } })()`) {
		t.Error("text becomes markup")
	}
	p.Allow("TrustedHTML") // of the last check
	p.Allow("Trusted Type")
}

// Ten thousand postings open and filter; how fast is told, not tested.
func TestTenThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a large page")
	}
	some := read(t, true, postings...)
	rows := make([]Row, 10_000)
	for i := range rows {
		r := *some[i%len(some)].Row
		r.Name, r.Seq = fmt.Sprintf("saved/%05d.html", i), int64(i)
		r.Company = fmt.Sprintf("%s %d", r.Company, i%400)
		r.Text += strings.Repeat(fmt.Sprintf("We are employer number %d, and offer %d days of leave.\n", i%400, i%37), 60)
		rows[i] = Row{Row: &r}
	}
	begin := time.Now()
	page := write(t, rows)
	t.Logf("%d postings: %d bytes in %v", len(rows), len(page), time.Since(begin))
	begin = time.Now()
	p := open(t, rows)
	p.Wait(count + ` === "10,000 postings"`)
	t.Logf("made again and opened after %v", time.Since(begin))
	for _, step := range []string{`verdicts: ["mismatch"]`, `verdicts: []`, `q: "program man"`, `q: "", employer: "acme 7"`, `employer: "", says: "PM"`, `says: "", sort: "title"`} {
		ms := browsertest.Eval[float64](p, `(() => { const begin = performance.now(); change({ `+step+` }); document.body.offsetHeight; return performance.now() - begin })()`)
		t.Logf("%s: %.0f ms", step, ms)
	}
	if n := browsertest.Eval[int](p, `document.querySelectorAll("#rows .row").length`); n == 0 || n > 80 {
		t.Errorf("%d rows are drawn", n)
	}
	browsertest.Eval[string](p, `(scrollTo(0, document.body.scrollHeight), "")`)
	p.Wait(`document.querySelector("#row-9999")`)
	p.Click("#row-9999")
	p.Wait(`document.querySelectorAll("#text mark").length > 0`)
}

// Nothing is wrong with the page for those who do not see it, or do not use a
// mouse: by day and by night, in a wide window and on a phone, with the list
// and with a posting open.
func TestAccessible(t *testing.T) {
	p := open(t, read(t, true, postings...))
	for _, scheme := range []string{"light", "dark"} {
		p.Media("prefers-color-scheme", scheme)
		for _, window := range []struct {
			name          string
			width, height int64
		}{{"wide", 1280, 900}, {"phone", 390, 844}} {
			p.Size(window.width, window.height)
			for _, what := range []struct{ name, hash, seen string }{
				{"list", "", `document.querySelector("#posting").hidden && document.querySelector("#list").offsetParent !== null`},
				{"posting", "posting=1", `document.querySelectorAll("#posting mark").length > 0`},
			} {
				browsertest.Eval[string](p, fmt.Sprintf(`(location.hash = %q, "")`, what.hash))
				p.Wait(what.seen)
				at := what.name + " " + window.name + " " + scheme
				p.Shot("report-" + strings.ReplaceAll(at, " ", "-"))
				for _, v := range append(p.Faint("body *"), p.Violations()...) {
					t.Errorf("%s: %s", at, v)
				}
				if wide := browsertest.Eval[int](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
					t.Errorf("%s: %d pixels stand out to the side", at, wide)
				}
			}
		}
	}
}

// A cell of the matrix has the colour of the verdict that most of its postings
// have, and not one for cells beside the diagonal; what else is in it is said.
func TestMatrixColours(t *testing.T) {
	rows := read(t, true, postings...)
	rows = append(rows, rows[0], rows[0]) // three of PM over TPM
	for i, v := range []classify.Verdict{classify.Undecided, classify.Undecided, classify.Mismatch} {
		r := *rows[0].Row
		r.Verdict = v
		rows[[]int{0, 7, 8}[i]].Row = &r
	}
	p := open(t, rows)
	const cell = `document.querySelector('#matrix [data-key="PM TPM"]')`
	if got := browsertest.Eval[string](p, cell+`.parentElement.className`); got != "v-open" {
		t.Errorf("two of three are undecided: %s", got)
	}
	if got := browsertest.Eval[string](p, cell+`.ariaLabel`); got != "title PM, duties TPM: 3, 1 mismatch, 2 not judged or accepted" {
		t.Errorf("it is called %q", got)
	}
	colours := browsertest.Eval[[]string](p, `["PM TPM", "PM PM-T", "EM EM"].map((key) => getComputedStyle(document.querySelector('#matrix td [data-key="' + key + '"]').parentElement).backgroundColor)`)
	if colours[0] == colours[1] || colours[1] == colours[2] || colours[0] == colours[2] {
		t.Errorf("colours %q", colours)
	}
}

// What TPM means is asked of titles that say so, short or in full, by employer.
func TestMeaning(t *testing.T) {
	p := open(t, read(t, true, postings...))
	p.Click(`#meanings [data-key="means TPM"]`)
	p.Wait(count + ` === "2 of 7 postings" && location.hash === "#means=TPM"`)
	if got := browsertest.Eval[string](p, `document.querySelector("#employers h2").textContent + "; " + [...document.querySelectorAll("#employers li")].map((e) => e.querySelector(".who").textContent + " " + e.querySelector(".unseen").textContent).join("; ")`); got != "What TPM means, by employer; Acme TPM 1; Borealis TPM 1" {
		t.Errorf("%q", got)
	}
	p.Click(`#employers [data-key=Borealis]`)
	p.Wait(count + ` === "1 of 7 postings"`)
	p.Click(`#chosen [data-key=Borealis]`)
	p.Wait(count + ` === "2 of 7 postings"`)
}

// The list is saved as it is filtered and sorted, and no cell begins as a formula
// does.
func TestExport(t *testing.T) {
	rows := read(t, true, postings...)
	rows[3].Title, rows[3].Company = "=HYPERLINK(\"http://x\")", "Cobalt, \"Ltd\""
	p := open(t, rows)
	browsertest.Eval[bool](p, `window.saved = [], window.save = (name, type, text) => saved.push(text), true`)
	p.Click(`#labels [data-key=EM]`)
	p.Wait(count + ` === "1 of 7 postings"`)
	p.Click("#export")
	p.Wait(`saved.length === 1`)
	lines := strings.Split(browsertest.Eval[string](p, `saved[0]`), "\r\n")
	if len(lines) != 3 || lines[0] != "\ufeffname,id,title,company,label,confidence,title_says,duties_say,verdict,severity,evidence,duplicate" ||
		!strings.HasPrefix(lines[1], `Engineering Manager.txt,,"'=HYPERLINK(""http://x"")","Cobalt, ""Ltd""",EM,`) || lines[2] != "" {
		t.Errorf("saved %q", lines)
	}
	for cell, want := range map[string]string{
		"=1": "'=1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "|a": "'|a", "\t=1": "' =1", "\r=1": "' =1", "\n=1": "\"'\n=1\"",
		"\u3000=1": "'\u3000=1", "\u00a0@a": "'\u00a0@a", "\uff1d1": "'\uff1d1", "\u202e=1": "'=1", "\x1b=1": "'=1",
		"a=1": "a=1", "": "", "a,b": `"a,b"`, " a": `" a"`, `say "a"`: `"say ""a"""`,
	} {
		if got := browsertest.Eval[string](p, fmt.Sprintf(`cellOf(%q)`, cell)); got != want {
			t.Errorf("%q is saved as %q, want %q", cell, got, want)
		}
	}
}

// The first thing that the keyboard reaches leads past what stands before the
// list, and is seen when it is reached; where a posting is open it leads there.
func TestSkip(t *testing.T) {
	p := open(t, read(t, true, postings...))
	skip := func(to string) {
		t.Helper()
		browsertest.Eval[bool](p, `document.activeElement.blur(), scrollTo(0, 0), true`)
		browsertest.Eval[bool](p, `document.querySelector(".skip").focus(), true`)
		p.Wait(`(() => { const e = document.activeElement, r = e.getBoundingClientRect(); return e.className === "skip" && r.left >= 0 && r.top >= 0 && r.right <= innerWidth })()`)
		p.Press(browsertest.Enter)
		p.Wait(fmt.Sprintf(`document.activeElement.id === %q && document.activeElement.getBoundingClientRect().top < innerHeight`, to))
	}
	skip("list")
	browsertest.Eval[string](p, `(location.hash = "posting=1", "")`)
	p.Wait(`document.querySelectorAll("#posting mark").length > 0`)
	skip("posting")
	p.Size(390, 844)
	skip("posting")
}

// Where nothing can be hovered over, roles are named in full and what a mark
// means is said where it is touched.
func TestTouch(t *testing.T) {
	p := open(t, read(t, true, postings...))
	p.Size(390, 844)
	if got := browsertest.Eval[string](p, `document.querySelector("#role-key").innerText`); got != "TPM Technical Program Manager \u00b7 PM Product Manager \u00b7 PM-T Product Manager \u2013 Technical \u00b7 EM Engineering Manager" {
		t.Errorf("the roles are %q", got)
	}
	browsertest.Eval[string](p, `(location.hash = "posting=1", "")`)
	p.Wait(`document.querySelectorAll("#posting mark").length > 0`)
	if got := browsertest.Eval[string](p, `document.querySelector(".probabilities tbody th").innerText`); !strings.Contains(got, "Technical Program Manager") {
		t.Errorf("the probability of %q", got)
	}
	p.Click("#text mark")
	p.Wait(`document.querySelector("#text mark .gloss")?.textContent.includes("stated by document")`)
	p.Click("#text mark")
	p.Wait(`document.querySelector("#text mark .gloss") === null`)
}
