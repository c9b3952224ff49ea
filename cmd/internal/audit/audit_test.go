package audit

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolecall/classify"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// rowOf is a row with what order and counts depend on.
func rowOf(name string, v classify.Verdict, severity float64, neighbours bool, accepted string) *Row {
	r := &Row{Accepted: accepted}
	r.Name, r.Verdict, r.Severity, r.Neighbours = name, v, severity, neighbours
	return r
}

// The order is total, and depends on the rows alone.
func TestSortAudit(t *testing.T) {
	want := []*Row{
		rowOf("b", classify.Mismatch, 0.9, false, ""),
		rowOf("a", classify.Mismatch, 0.8, false, ""),
		rowOf("c", classify.Mismatch, 0.8, false, ""),
		rowOf("a", classify.Mismatch, 0.99, true, ""),
		rowOf("a", classify.Mismatch, 0.99, false, "known"),
		rowOf("z", classify.Undecided, 0, false, ""),
		rowOf("y", classify.Resolved, 0, false, ""),
		rowOf("a", classify.Agree, 0, false, ""),
		rowOf("b", classify.Agree, 0, false, ""),
		rowOf("a", classify.NotAudited, 0, false, ""),
	}
	for shift := range want {
		rows := append(append([]*Row{}, want[shift:]...), want[:shift]...)
		Sort(rows, Rules{})
		for i := range rows {
			if rows[i] != want[i] {
				t.Fatalf("turned by %d: place %d has %s %s", shift, i, rows[i].Name, rows[i].Verdict)
			}
		}
	}
	rows := append([]*Row{}, want...)
	Sort(rows, Rules{Strict: true})
	if !rows[0].Neighbours {
		t.Error("with --strict the severest is not the first")
	}
	sum := Summarize(rows, Rules{Strict: true, Severity: 0.9})
	if sum.Mismatches != 4 || sum.Failing != 2 || sum.Accepted != 1 || sum.Neighbours != 0 {
		t.Errorf("%+v", sum)
	}
}

func TestFingerprint(t *testing.T) {
	const body = "You will lead complex technical programs across eight engineering teams. Manage cross-team dependencies, track risks and milestones, and remove blockers. Report status to leadership, and see the launch through on the promised date."
	f := newFindingID("Product Manager", body)
	tests := []struct {
		name, title, text string
		same              bool
	}{
		{"itself", "Product Manager", body, true},
		{"case, spaces, line ends", "product  manager", strings.ReplaceAll(strings.ToUpper(body), " ", "\n "), true},
		{"punctuation", "Product-Manager", strings.ReplaceAll(body, ". ", " - "), true},
		{"another title", "Technical Program Manager", body, false},
		{"another body", "Product Manager", strings.ReplaceAll(body, "engineering", "nursing") + " You like tea, and walk to the sea in any weather with our dogs.", false},
		{"a short body", "Product Manager", "Apply now.", false},
	}
	for _, tt := range tests {
		g := newFindingID(tt.title, tt.text)
		if !validFindingID(g) {
			t.Errorf("%s: %q is not valid", tt.name, g)
		}
		if sameFinding(f, g) != tt.same || sameFinding(g, f) != tt.same {
			t.Errorf("%s: same is not %v", tt.name, tt.same)
		}
	}
	if short := newFindingID("PM", "Apply now."); !sameFinding(short, newFindingID("PM", "apply NOW")) || sameFinding(short, newFindingID("PM", "Apply later.")) {
		t.Error("short bodies are not told apart by their words")
	}
	for _, bad := range []string{"", "x", "0123456789ab", "0123456789ab-", "0123456789ab-00", "0123456789zz-" + strings.Repeat("0", 64)} {
		if validFindingID(bad) {
			t.Errorf("%q is valid", bad)
		}
	}
}

var (
	scripts = regexp.MustCompile(`(?s)<script.*?</script>`)
	body    = regexp.MustCompile(`<body[^>]*>`)
)

// A page that was saved anew - under another name, with other line ends, by a
// browser that drops scripts, below a new banner - has the same fingerprint,
// and no other page has it. (Where scripts hold the posting, or the only clean
// title, a page without them is another finding, or none.)
func TestFingerprintOfPages(t *testing.T) {
	saved := map[string]func(string) string{
		"other line ends":  func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"without scripts":  func(s string) string { return scripts.ReplaceAllString(s, "") },
		"below a banner":   func(s string) string { return body.ReplaceAllString(s, "$0<div class=banner>We use cookies.</div>") },
		"without comments": func(s string) string { return regexp.MustCompile(`(?s)<!--.*?-->`).ReplaceAllString(s, "") },
	}
	pages, err := filepath.Glob("../../../testdata/postings/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	seen := map[string]string{}
	for _, path := range pages {
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := pageFingerprint(t, path, page)
		for other, g := range seen {
			if sameFinding(f, g) {
				t.Errorf("%s is taken for %s", path, other)
			}
		}
		seen[path] = f
		for how, save := range saved {
			g := pageFingerprint(t, "anew.htm", []byte(save(string(page))))
			if how == "without scripts" && (strings.Contains(path, "juno") || strings.Contains(path, "gardenia")) {
				continue
			}
			if !sameFinding(f, g) {
				t.Errorf("%s, %s: %s, was %s", path, how, g, f)
			}
		}
	}
}

func pageFingerprint(t *testing.T, name string, page []byte) string {
	t.Helper()
	e := extract.Read(name, page, extract.Options{})[0]
	return newFindingID(e.Posting.Title, e.Posting.Text)
}

func TestBaseline(t *testing.T) {
	const body = "Lead technical programs, manage cross-team dependencies, track risks and milestones, remove blockers, report status to leadership, plan releases and run the weekly meetings of all teams."
	f := newFindingID("Product Manager", body)
	tests := []struct {
		name, text string
		entries    int
		err        string
	}{
		{"empty", "", 0, ""},
		{"comments alone", baselineHead, 0, ""},
		{"an entry", "- fingerprint: " + f + "\n  reason: known\n", 1, ""},
		{"as JSON", `[{"fingerprint": "` + f + `", "title": "Product Manager", "reason": "known"}]`, 1, ""},
		{"unknown field", "- finding_id: " + f + "\n  raeson: known\n", 0, "raeson"},
		{"no fingerprint", "- title: PM\n  reason: known\n", 0, "entry 1: it needs a finding_id"},
		{"broken fingerprint", "- fingerprint: abc\n", 0, "entry 1: it needs a finding_id"},
		{"null", "- null\n", 0, "entry 1"},
		{"no list", "fingerprint: " + f + "\n", 0, "sequence"},
	}
	for _, tt := range tests {
		entries, err := parseBaseline([]byte(tt.text))
		if len(entries) != tt.entries || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %d entries, error %v, want %d and %q", tt.name, len(entries), err, tt.entries, tt.err)
		}
	}

	row := rowOf("a", classify.Mismatch, 0.9, false, "")
	row.FindingID = newFindingID("PRODUCT MANAGER", body+" Apply.")
	agree := rowOf("b", classify.Agree, 0, false, "")
	agree.FindingID = f
	b := &Baseline{entries: []*entry{{FindingID: f, Reason: "known"}, {FindingID: newFindingID("EM", body), Title: "EM"}}}
	b.Accept([]*Row{row, agree})
	if row.Accepted != "known" || agree.Accepted != "" {
		t.Errorf("accepted %q and %q", row.Accepted, agree.Accepted)
	}
	if notes := b.Notes(); len(notes) != 1 || !strings.Contains(notes[0], `"EM"`) {
		t.Errorf("notes %q", notes)
	}
}

// An update adds what is new, once, and leaves alone what stands there.
func TestUpdateBaseline(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accepted.yaml")
	old := "# ours\n- fingerprint: " + newFindingID("EM", "x") + " # gone\n  reason: 'known: yes'"
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	row := rowOf("a", classify.Mismatch, 0.9, false, "")
	row.Title, row.FindingID = "=\"PM\"\n\x1b[31m\u202e: #", newFindingID("PM", "y")
	for range 2 {
		b, err := ReadBaseline(path, true)
		if err != nil {
			t.Fatal(err)
		}
		b.Accept([]*Row{row})
		if err := b.Update(path, []*Row{row, row}, Rules{}); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := parseBaseline(text)
	if err != nil || len(entries) != 2 || !strings.HasPrefix(string(text), old+"\n") {
		t.Fatalf("%d entries, error %v:\n%s", len(entries), err, text)
	}
	if got := entries[1]; got.Title != `="PM" [31m: #` || got.Reason != "" || row.Accepted != "" {
		t.Errorf("%+v", got)
	}
}

// auditOf audits one row of a data set.
func auditOf(t *testing.T, name, title, text string) *Row {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Of(classify.New(lex, classify.Options{}), collect.Document{Name: name, Row: &collect.Row{Title: title, Text: text}}, extract.Options{}, false)[0]
}
