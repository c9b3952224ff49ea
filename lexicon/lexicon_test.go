package lexicon

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolecall/lexicon/internal/match"
)

// small returns a lexicon of the given patterns, a concept for each.
func small(t testing.TB, patterns ...string) *Lexicon {
	t.Helper()
	return smallIn(t, fstest.MapFS{}, patterns...)
}

// smallIn is small with the files of fsys in place of others.
func smallIn(t testing.TB, fsys fstest.MapFS, patterns ...string) *Lexicon {
	t.Helper()
	var b strings.Builder
	for i, p := range patterns {
		fmt.Fprintf(&b, "- concept: c%d\n  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n  patterns:\n    - %q\n", i, p)
	}
	all := files(b.String())
	maps.Copy(all, fsys)
	lex, err := Load(all)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func files(concepts string) fstest.MapFS {
	return fstest.MapFS{
		"words.yaml":        {Data: []byte("skip: [the, our]\nkeep: []\nsame: {ml: machine-learning}\nsets:\n  own: [own, drive]\n")},
		"roles.yaml":        {Data: []byte("labels: []\nmentions:\n  qualifiers: [technical, senior]\n  functions: [product, program]\n  heads: [manager, management]\n  names: [TPM, PM-T]\n")},
		"sources.yaml":      {Data: []byte("- {document: \"000\", file: f, title: t, good-for: g, distrust: d}\n")},
		"titles.yaml":       {Data: []byte("levels: []\nreadings: []\n")},
		"aspects.yaml":      {Data: []byte("[]\n")},
		"voice.yaml":        {Data: []byte("[]\n")},
		"concepts/all.yaml": {Data: []byte(concepts)},
	}
}

func hitTexts(lex *Lexicon, text string) []string {
	var got []string
	for _, h := range lex.Read(text).Hits {
		got = append(got, text[h.Start:h.End])
	}
	return got
}

func TestPatterns(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          []string
	}{
		{"own roadmap", "Owning the roadmaps", []string{"Owning the roadmaps"}},
		{"own|drive roadmap", "drive our roadmap", []string{"drive our roadmap"}},
		{"{own} roadmap", "We drove roadmap, drive roadmap", []string{"drive roadmap"}},
		{"{own}|shape roadmap", "shaping roadmap", []string{"shaping roadmap"}},
		{"own .. roadmap", "own roadmap", []string{"own roadmap"}},
		{"own .. roadmap", "own a b c d roadmap", []string{"own a b c d roadmap"}},
		{"own .. roadmap", "own a b c d e roadmap", nil},
		{"own .. roadmap", "own it. The roadmap", nil},
		{"own .. roadmap", "own it\nroadmap", nil},
		{"own .. roadmap", "own it; roadmap", nil},
		{"own product? roadmap", "own roadmap and own product roadmap", []string{"own roadmap", "own product roadmap"}},
		{"cross-team|cross-functional dependency", "cross functional dependencies", []string{"cross functional dependencies"}},
		{"cross-team|global dependency", "Cross-team dependency, global dependency", []string{"Cross-team dependency", "global dependency"}},
		{"machine-learning platform", "ML platforms", []string{"ML platforms"}},
		{"own roadmap", "own product manager roadmap", nil},
		{"own .. roadmap", "own with Senior Program Managers our roadmap", []string{"own with Senior Program Managers our roadmap"}},
		{"own .. own roadmap", "own own own roadmap", []string{"own own own roadmap"}},
		{"ship ship", "ship ship ship ship", []string{"ship ship", "ship ship"}},

		{"own ..2 roadmap", "own a b roadmap", []string{"own a b roadmap"}},
		{"own ..2 roadmap", "own a b c roadmap", nil},
		{"own ..8 roadmap", "own a b c d e f g h roadmap", []string{"own a b c d e f g h roadmap"}},
		{"plan skill$", "plan skills", []string{"plan skills"}},
		{"plan skill$", "plan skills, and plan skill sets", []string{"plan skills"}},
		{"plan skill$", "plan skill sets", nil},
		{"plan skill$", "plan skill the rest", []string{"plan skill"}},
		{"plan skill$", "plan skill-set", nil},
		{"hire & engineer", "hire go-to-market engineers", []string{"hire go-to-market engineers"}},
		{"system !of", "system of systems here", []string{"systems"}},
		{"!control system", "control systems, file systems", []string{"systems"}},
		{"!version-control system", "version control systems and control systems", []string{"systems"}},
		{"system !of", "systems, of which", []string{"systems"}},
		{"hire & engineer & team", "The team of engineers that you hire. You hire; the engineers", []string{"team of engineers that you hire"}},
		{"hire & engineer", "hire: engineers. Hire an engineer, a second engineer", []string{"Hire an engineer"}},
		{"hire & hire now", "hire now, hire", []string{"hire now, hire"}},
		{"hire & hire now", "hire now", nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, hitTexts(small(t, tt.pattern), tt.text)); d != "" {
			t.Errorf("%q in %q: (-want +got)\n%s", tt.pattern, tt.text, d)
		}
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		".. roadmap":                     "between two words",
		"own ..":                         "between two words",
		"own .. .. roadmap":              "between two words",
		"the":                            "left out",
		"own ..9 roadmap":                "..1 to ..8",
		"own ^roadmap":                   "no word, set or gap",
		"own$ roadmap":                   "no word, set or gap",
		"own & the":                      "left out",
		"own & roadmap .. now":           "no gaps",
		"own & ":                         "left out",
		"own !the":                       "excludes no words",
		"a & b & c & d & e & f":          "at most 5",
		"{nothing} roadmap":              "unknown set {nothing}",
		"own (roadmap)":                  "no word, set or gap",
		"product? roadmap":               "cannot be optional",
		strings.Repeat("a", 3) + "||b c": "no word, set or gap",
		strings.Repeat("own ", 20):       "at most",
	} {
		_, err := Load(files("- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n  patterns:\n    - \"" + pattern + "\"\n"))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "all.yaml:6") {
			t.Errorf("pattern %q: error %v, want all.yaml:6 and %q", pattern, err, want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	fsys := files("- concept: c\n  kind: skill\n  speeks-for: [TPM]\n")
	if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), "concepts/all.yaml") || !strings.Contains(err.Error(), "speeks-for") {
		t.Errorf("unknown field: %v", err)
	}
	if _, err := Load(files("- concept: c\n  kind: skill\n  speaks-for: !tag\n")); err == nil || !strings.Contains(err.Error(), "concepts/all.yaml") {
		t.Errorf("a tag in front of nothing: %v", err)
	}
	if _, err := Load(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "words.yaml") {
		t.Errorf("no files: %v", err)
	}
}

func TestCheck(t *testing.T) {
	const head = "  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n"
	tests := []struct{ concepts, want string }{
		{"- concept: Bad_ID\n" + head + "  patterns: [\"own roadmap\"]\n", "an id is lower-case"},
		{"- concept: c\n" + head + "  patterns: [\"own roadmap\", \"owns the roadmaps\"]\n", "stands in concepts/all.yaml:5 too"},
		{"- concept: c\n" + head + "  patterns: [\"own roadmap\"]\n- concept: c\n" + head + "  patterns: [\"ship it\"]\n", "concept c stands in"},
		{"- concept: c\n" + head + "  patterns: [\"technical program manager\"]\n", "role's name"},
		{"- concept: c\n" + head + "  patterns: [\"own product management\"]\n", "does not find itself"},
		{"- concept: c\n" + head + "  patterns: []\n", "no patterns"},
		{"- concept: c\n  kind: talent\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n  patterns: [\"own roadmap\"]\n", "unknown kind"},
		{"- concept: c\n  kind: skill\n  speaks-for: [CEO]\n  attested: [{document: \"000\", at: here}]\n  patterns: [\"own roadmap\"]\n", "speaks for \"CEO\""},
		{"- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"007\", at: here}]\n  patterns: [\"own roadmap\"]\n", "no document \"007\""},
		{"- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  patterns: [\"own roadmap\"]\n", "attested by no document"},
		{"- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  source: field\n  patterns: [\"own roadmap\"]\n", "needs a reason"},
		{"- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  source: field\n  reason: r\n  patterns: [\"own roadmap\"]\n", "no concept is attested by document \"000\""},
		{"- concept: c\n" + head + "  patterns: [\"portfolio of\"]\n", "is a stub"},
		{"- concept: c\n" + head + "  patterns: [\"in excel\"]\n", "is a stub"},
		{"- concept: c\n" + head + "  patterns: [\"own roadmap\"]\n  yes: [Shape the roadmap.]\n", "is not found in"},
		{"- concept: c\n" + head + "  patterns: [\"own roadmap\"]\n  not: [Own the roadmap.]\n", "all.yaml:6: concept c is found in"},
	}
	for _, tt := range tests {
		lex, err := Load(files(tt.concepts))
		if err != nil {
			t.Errorf("%s: %v", tt.concepts, err)
			continue
		}
		if !slices.ContainsFunc(lex.Check(), func(e error) bool { return strings.Contains(e.Error(), tt.want) }) {
			t.Errorf("%s: found %v, want %q", tt.concepts, lex.Check(), tt.want)
		}
	}
}

// The shipped data is sound.
func TestDefaultIsSound(t *testing.T) {
	for _, err := range mustDefault(t).Check() {
		t.Error(err)
	}
}

// Each fault of a concept is told at the line of its field, or of the concept
// where the field is missing, and in the same words of its file.
func TestFaultLines(t *testing.T) {
	const yes = "  yes: [Own the roadmap., You own our roadmap.]\n"
	concept := func(fields string, more ...string) string {
		return "# Made up.\n\n- concept: c\n" + fields + "  patterns:\n    - \"own roadmap\"\n" + strings.Join(more, "")
	}
	const (
		kind, tpm, here = "  kind: skill\n", "  speaks-for: [TPM]\n", "  attested: [{document: \"000\", at: here}]\n"
		not             = "  not: [The roadmap., They own it.]\n"
	)
	tests := []struct {
		concepts string
		want     []string
	}{
		{concept(kind+tpm+here, yes, not), nil},
		{concept("  kind: talent\n"+tpm+here, yes, not), []string{"4: concept c: unknown kind"}},
		{concept(tpm+here, yes, not), []string{"3: concept c: unknown kind \"\""}},
		{concept(kind+"  speaks-for: [TPMX]\n"+here, yes, not), []string{"5: concept c speaks for \"TPMX\""}},
		{concept(kind+"  speaks-for:\n    - TPM\n    - CEO\n"+here, yes, not), []string{"7: concept c speaks for \"CEO\""}},
		{concept(kind+here, yes, not), []string{"3: concept c speaks for roles, or is [shared]"}},
		{concept(kind+tpm+"  # Said of all.\n  strength: soft\n"+here, yes, not), []string{"7: concept c: unknown strength \"soft\""}},
		{concept(kind+tpm+"  strength: weak\n"+here, yes, not), []string{"6: concept c: strength without a reason"}},
		{concept(kind+tpm+"  #\n  strength: weak\n"+here, yes, not), []string{"7: concept c: strength without a reason"}},
		{concept(kind+tpm+"  # Said of all.\n  strength: weak\n"+here, yes, not), nil},
		{concept(kind+tpm, yes, not), []string{"3: concept c is attested by no document"}},
		{concept(kind+tpm+"  source: felid\n"+here, yes, not), []string{"6: concept c: unknown source"}},
		{concept(kind+tpm+"  source: field\n", yes, not), []string{"3: concept c is from the field: it needs a reason"}},
		{concept(kind+tpm+here+"  source: field\n  reason: r\n", yes, not), []string{"7: concept c is from the field, and attested"}},
		{concept(kind+tpm+"  attested:\n    - {document: \"000\", at: here}\n    - {document: \"007\", at: here}\n", yes, not), []string{"8: concept c: sources.yaml has no document \"007\""}},
		{concept(kind+tpm+here, not), []string{"3: concept c has 0 of at least 2 sentences that state it: add to yes:"}},
		{concept(kind+tpm+here, yes, "  not: [The roadmap.]\n"), []string{"10: concept c has 1 of at least 2 sentences that only look so: add to not:"}},
		{concept(kind + "  speaks-for: [shared]\n" + here), nil},
		{concept("  knd: skill\n" + tpm + here), []string{"4:3: unknown field \"knd\""}},
	}
	for _, tt := range tests {
		fsys := files(tt.concepts)
		fsys["words.yaml"] = &fstest.MapFile{Data: []byte("skip: [the, our]\nkeep: []\nsame: {}\nsets: {}\n")}
		var got []string
		for _, err := range Faults(fsys) {
			if text, ok := strings.CutPrefix(err.Error(), "concepts/all.yaml:"); ok {
				got = append(got, text)
			} else if !strings.HasPrefix(err.Error(), "sources.yaml:1: ") { // its document is not used
				t.Errorf("%s\n%v", tt.concepts, err)
			}
		}
		if !slices.EqualFunc(got, tt.want, strings.HasPrefix) {
			t.Errorf("%s\nfound %q, want %q", tt.concepts, got, tt.want)
		}
	}
}

func TestMentions(t *testing.T) {
	lex := mustDefault(t)
	tests := []struct {
		text string
		want []string
	}{
		{"Partner with Product Managers and the Engineering Manager.", []string{"Product Managers", "Engineering Manager"}},
		{"Senior Technical Program Manager, Payments", []string{"Senior Technical Program Manager"}},
		{"TPMs, a PM-T and PMs", []string{"TPMs", "PM-T", "PMs"}},
		{"at 5 pm in em units", nil},
		{"product roadmap and technical program", nil},
		{"report to senior management", nil},
		{"Product. Manager", nil},
		{"a Lead Data Engineer and a senior engineer", []string{"Lead Data Engineer", "senior engineer"}},
		{"lead data engineers, mentor engineers, data engineer", nil},
	}
	for _, tt := range tests {
		var got []string
		r := lex.Read(tt.text)
		for _, m := range r.Mentions {
			got = append(got, tt.text[m.Start:m.End])
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q: (-want +got)\n%s", tt.text, d)
		}
		for _, h := range r.Hits {
			for _, m := range r.Mentions {
				if h.Start >= m.Start && h.End <= m.End {
					t.Errorf("%q: %q is a role's name, but a hit of %s", tt.text, tt.text[h.Start:h.End], lex.Concepts[h.Concept].ID)
				}
			}
		}
	}
}

func TestReadTitle(t *testing.T) {
	lex := mustDefault(t)
	tests := []struct{ title, level, want string }{
		{"Sr. Technical Program Manager, Payments", "senior", "TPM"},
		{"TPM", "", "TPM PM-T?"},
		{"PM", "", "PM TPM PM-T none?"},
		{"EM", "", "EM"},
		{"PMT - Search", "", "PM-T"},
		{"SDM", "", "EM"},
		{"Product Manager - Tech", "", "PM-T"},
		{"Manager, Product Management", "", "PM"},
		{"Mgr, SW Eng", "", "EM"},
		{"Head of Engineering", "head", "EM"},
		{"Software Development Manager III", "senior", "EM"},
		{"Product Owner", "", "none product owner"},
		{"Senior Product Marketing Manager", "senior", "none product marketing manager"},
		{"Technical Project Manager", "", "none technical project manager"},
		{"Program Manager II", "mid", "none program manager"},
		{"Tech Lead", "lead", "none tech lead"},
		{"Sales Engineering Manager", "", "none engineering manager outside engineering"},
		{"Nurse", "", "none"},
		{"Chef de produit", "", ""},
		{"Produktleiter", "", ""},
		{"", "", ""},
		{strings.Repeat("é", 400), "", ""},
	}
	for _, tt := range tests {
		m := lex.ReadTitle(tt.title)
		got := ""
		if m.Rule != nil {
			var cs []string
			for _, c := range m.Rule.Candidates {
				cs = append(cs, string(c))
			}
			if got = strings.TrimSpace(string(m.Rule.Label) + " " + m.Rule.Near); len(cs) > 0 {
				got = strings.Join(cs, " ") + "?"
			}
		}
		if got != tt.want || m.Level != tt.level {
			t.Errorf("%q: level %q, %q; want %q, %q", tt.title, m.Level, got, tt.level, tt.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n  patterns: [\"own .. roadmap\"]\n")
	f.Add("- concept: [c]\n")
	f.Add("- concept: c\n  speaks-for: !tag\n")
	f.Add("patterns: {a|b? ..}")
	f.Fuzz(func(t *testing.T, concepts string) {
		if len(concepts) > 1<<12 {
			t.Skip()
		}
		lex, err := Load(files(concepts))
		if err != nil {
			return
		}
		lex.Check()
		lex.Read("You own the roadmap, drive it and ship.")
	})
}

func FuzzPattern(f *testing.F) {
	for _, p := range []string{"own .. roadmap", "{own}|shape our? roadmap", "!no ^own ..2 plan$ !of|by", "hire & ^engineer & team$", "a/b test|try", "..", "??"} {
		f.Add(p)
	}
	lex := small(f, "own roadmap")
	f.Fuzz(func(t *testing.T, pattern string) {
		if len(pattern) > 256 {
			t.Skip()
		}
		parsed, err := match.NewParser(&lex.words, 0).Parse(pattern)
		if err == nil && len(parsed.Elements) == 0 {
			t.Errorf("pattern %q: no elements, and no error", pattern)
		}
	})
}

func ExampleLexicon_Read() {
	lex, err := Default()
	if err != nil {
		panic(err)
	}
	r := lex.Read("You will manage cross-team dependencies with our Product Managers.")
	for _, h := range r.Hits[:1] {
		c := lex.Concepts[h.Concept]
		fmt.Println(c.ID, c.SpeaksFor, r.Text[h.Start:h.End])
	}
	for _, m := range r.Mentions {
		fmt.Println("mention:", r.Text[m.Start:m.End])
	}
	// Output:
	// cross-team-dependencies [TPM] manage cross-team dependencies
	// mention: Product Managers
}

// BenchmarkDefault is what the first use of the built-in lexicon costs.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := open(builtin); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	data := os.DirFS("data")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(data); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkText is like a posting: words that patterns have, and others.
var benchmarkText = strings.Repeat(`You will own the product roadmap for our payments platform and manage cross-team dependencies.
Work closely with engineering to define technical requirements; hire and coach a team of engineers.
Five or more years of experience in something else entirely, with great benefits and a pleasant office.
`, 20)

func BenchmarkRead(b *testing.B) {
	lex := mustDefault(b)
	b.SetBytes(int64(len(benchmarkText)))
	b.ReportAllocs()
	for b.Loop() {
		lex.Read(benchmarkText)
	}
}
