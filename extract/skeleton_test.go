package extract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"html"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// A body is a posting's text put into pages.
type body struct {
	ID, Title string
	Text      string `json:"description_text"`
}

// sharedBodies draws n postings, or skips.
func sharedBodies(t *testing.T, n int) []body {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "data", "postings.jsonl.gz"))
	if err != nil {
		t.Skip("no real postings: ../shared/data is not there")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(15, 2026))
	var out []body
	seen := 0
	for s := bufio.NewScanner(z); s.Scan(); {
		var b body
		var whole struct{ Truncated bool }
		if json.Unmarshal(s.Bytes(), &b) != nil || json.Unmarshal(s.Bytes(), &whole) != nil || whole.Truncated || b.Title == "" || line.CountWords(b.Text) < 120 {
			continue
		}
		if seen++; len(out) < n {
			out = append(out, b)
		} else if i := r.IntN(seen); i < n {
			out[i] = b
		}
	}
	return out
}

// skeletons put a title and a description into pages with the furniture that
// real ones have around them. Every word of the furniture holds "zq".
func skeletons() map[string]func(title string, parts [][]string) string {
	page := func(title, inner string) string {
		return `<!doctype html><html><head><meta charset="utf-8"><title>` + title + ` - Zqacme</title></head><body>` + inner + `</body></html>`
	}
	nav := `<div id="top"><a href="/">Zqhome</a> <a href="/z">Zqproducts</a> <a href="/about">Zqcompany zqinfo</a></div>`
	foot := `<div class="foot"><p>Zqacme zqinc, 12 Zqstreet, Zqtown</p><p>© 2025 zqacme. Zqall zqrights zqreserved.</p></div>`
	facts := func(open, pair, end string) string {
		return open + strings.Replace(strings.Replace(pair, "%K", "Zqlocation", 1), "%V", "Zqtown", 1) + strings.Replace(strings.Replace(pair, "%K", "Zqposted", 1), "%V", "Zqyesterday", 1) +
			strings.Replace(strings.Replace(pair, "%K", "Zqcontract", 1), "%V", "Zqpermanent", 1) + end
	}
	similar := `<section><h3>Similar jobs</h3><ul><li><a href="/jobs/2">Zqpayroll Clerk</a></li><li><a href="/jobs/3">Zqdata Analyst</a></li><li><a href="/jobs/4">Zqstore Manager</a></li></ul></section>`
	alert := `<section><h3>Job alerts</h3><p>Zqleave zqyour zqaddress zqand zqwe zqsend zqyou zqnew zqjobs zqevery zqweek.</p><input name="email"></section>`
	about := `<section><h2>About Zqacme</h2><p>Zqacme zqmakes zqbolts zqand zqnuts zqfor zqthe zqshipyards zqof zqthe zqnorth.</p></section>`
	form := `<form><label>First name</label><input><label>Last name</label><input><label>Email address</label><input><label>Zqcover zqletter</label><textarea></textarea><button>Submit application</button></form>`
	lines := func(parts [][]string, block string) string {
		var b strings.Builder
		for _, p := range parts {
			for _, l := range p {
				b.WriteString("<" + block + ">" + html.EscapeString(l) + "</" + block + ">")
			}
		}
		return b.String()
	}
	list := func(p []string) string {
		var b strings.Builder
		open := false
		for _, l := range p {
			item, ok := line.CutBullet(l)
			if ok != open {
				b.WriteString(map[bool]string{true: "<ul>", false: "</ul>"}[ok])
				open = ok
			}
			if ok {
				b.WriteString("<li>" + html.EscapeString(item) + "</li>")
			} else {
				b.WriteString("<p>" + html.EscapeString(l) + "</p>")
			}
		}
		if open {
			b.WriteString("</ul>")
		}
		return b.String()
	}
	return map[string]func(string, [][]string) string{
		"table": func(title string, parts [][]string) string {
			return page(title, `<table><tr><td colspan=2>`+nav+`</td></tr><tr><td valign=top><table>`+facts("", "<tr><th>%K</th><td>%V</td></tr>", "")+`</table></td><td><h1>`+title+`</h1>`+lines(parts, "p")+`<p><a href="/apply">Apply now</a></p></td></tr><tr><td colspan=2>`+similar+`</td></tr><tr><td colspan=2>`+foot+`</td></tr></table>`)
		},
		"divs": func(title string, parts [][]string) string {
			return page(title, nav+`<div class="x1"><div class="t">`+`<h1>`+title+`</h1>`+`</div>`+facts(`<div class="y">`, `<div><span>%K</span><span>%V</span></div>`, `</div>`)+`<div class="x2">`+lines(parts, "div")+`</div></div>`+about+alert+foot)
		},
		"tabs": func(title string, parts [][]string) string {
			var names, panels strings.Builder
			for i, p := range parts {
				name, rest := "Overview", p
				if i > 0 {
					name, rest = p[0], p[1:]
				}
				names.WriteString(`<li role="tab">` + html.EscapeString(strings.TrimSuffix(name, ":")) + `</li>`)
				panels.WriteString(`<div role="tabpanel"` + map[bool]string{true: ` style="display:none"`}[i > 0] + `>` + list(rest) + `</div>`)
			}
			return page(title, `<nav>`+nav+`</nav><main><h1>`+title+`</h1><a href="/apply">Apply now</a><ul role="tablist">`+names.String()+`</ul>`+panels.String()+`</main>`+similar+`<footer>`+foot+`</footer>`)
		},
		"accordion": func(title string, parts [][]string) string {
			var b strings.Builder
			for i, p := range parts {
				if i == 0 {
					b.WriteString(list(p))
					continue
				}
				b.WriteString(`<div class="acc"><h3><button aria-expanded="false">` + html.EscapeString(p[0]) + `</button></h3><div hidden>` + list(p[1:]) + `</div></div>`)
			}
			return page(title, `<header>`+nav+`</header><main><h1>`+title+`</h1>`+b.String()+`</main>`+`<div><h2>Apply for this job</h2>`+form+`</div>`+about+`<footer>`+foot+`</footer>`)
		},
		"split": func(title string, parts [][]string) string {
			var b strings.Builder
			for i, other := range []string{"Zqpayroll Clerk", "Zqdata Analyst", "Zqstore Manager", "Zqnight Nurse", "Zqtax Accountant", "Zqcrane Operator", "Zqbrand Designer", "Zqroute Planner", "Zqlab Technician", "Zqfield Engineer"} {
				b.WriteString(`<li><a href="/jobs/view/` + string(rune('0'+i)) + `">` + other + `</a><div>Zqemployer</div><div>Zqtown</div></li>`)
			}
			var d strings.Builder
			for _, p := range parts {
				d.WriteString(list(p))
			}
			return page("Jobs in Zqtown", `<header>`+nav+`</header><div class="l"><h1>Jobs in Zqtown</h1><ul>`+b.String()+`</ul></div><div class="r"><div><h2>`+title+`</h2><div>Zqacme</div><button>Apply</button></div><div>`+d.String()+`</div></div><footer>`+foot+`</footer>`)
		},
	}
}

// parts parts a text at its headings: the opening, then a part each.
func partsOf(text string) [][]string {
	out := [][]string{nil}
	m := vocabulary.Headings()
	for l := range strings.SplitSeq(text, "\n") {
		l = strings.TrimSpace(l)
		if line.CountWords(l) == 0 {
			continue
		}
		if k, how := m.Lookup(l); how == vocabulary.Known && k != Other && len(out[len(out)-1]) > 0 && len(out) < 8 {
			out = append(out, nil)
		}
		i := len(out) - 1
		out[i] = append(out[i], l)
	}
	// A heading alone goes with what follows.
	kept := out[:1]
	for _, p := range out[1:] {
		if len(p) < 2 {
			kept[len(kept)-1] = append(kept[len(kept)-1], p...)
		} else {
			kept = append(kept, p)
		}
	}
	return kept
}

// TestSkeletons puts real texts into pages of five layouts: the text must come
// back whole, and nothing of the page with it.
func TestSkeletons(t *testing.T) {
	if slow > 1 {
		t.Skip("one goroutine over many pages: the race detector finds nothing there, and takes a minute")
	}
	bodies := sharedBodies(t, 50)
	var all struct{ whole, clean, titles, n int }
	pages := skeletons()
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		build := pages[name]
		t.Run(name, func(t *testing.T) {
			whole, clean, titles := 0, 0, 0
			for _, b := range bodies {
				parts := partsOf(b.Text)
				if name == "tabs" && len(parts) < 2 {
					whole, clean, titles = whole+1, clean+1, titles+1
					continue
				}
				x := HTML([]byte(build(html.EscapeString(b.Title), parts)), Options{})
				lost := missing(prose(b.Text), b.Title+"\n"+x.Posting.Text)
				ok, pure := x.OK() && lost <= 0.02, !strings.Contains(strings.ToLower(x.Posting.Text), "zq")
				if ok {
					whole++
				}
				if pure {
					clean++
				}
				if words2(x.Posting.Title) == words2(b.Title) {
					titles++
				}
				if !ok || !pure {
					t.Logf("%s %q: %s %s, %.3f lost, clean %v", b.ID, b.Title, x.Reason, x.Detail, lost, pure)
				}
			}
			t.Logf("%d whole, %d clean, %d titles of %d", whole, clean, titles, len(bodies))
			all.whole, all.clean, all.titles, all.n = all.whole+whole, all.clean+clean, all.titles+titles, all.n+len(bodies)
		})
	}
	if all.whole*100 < 98*all.n || all.clean*100 < 95*all.n || all.titles*100 < 95*all.n {
		t.Errorf("below the floor: %+v", all)
	}
}

// prose are the lines of a text that say something: data sets have the buttons
// and facts of their own sources in their texts.
func prose(text string) string {
	var kept []string
	for l := range strings.SplitSeq(text, "\n") {
		if line.CountWords(l) >= 5 {
			if item, ok := line.CutBullet(strings.TrimSpace(l)); ok {
				l = item
			}
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// missing is the share of the words of a text that another lacks.
func missing(want, got string) float64 {
	have := map[string]int{}
	line.EachWord(got, func(w string) { have[w]++ })
	n, lost := 0, 0
	line.EachWord(want, func(w string) {
		n++
		if have[w]--; have[w] < 0 {
			lost++
		}
	})
	return float64(lost) / float64(max(n, 1))
}
