package lexicon

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// shipped returns a lexicon of the given patterns with the words and voices
// that are shipped.
func shipped(t testing.TB, patterns ...string) *Lexicon {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"words.yaml", "roles.yaml", "voice.yaml"} {
		text, err := fs.ReadFile(os.DirFS("data"), name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: text}
	}
	return smallIn(t, fsys, patterns...)
}

func TestVerbInDutysPlace(t *testing.T) {
	lex := shipped(t, "^lead|manage|hire|mentor team|engineer|project")
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Lead teams", []string{"Lead teams"}},
		{"• Lead the team; manage projects", []string{"Lead the team", "manage projects"}},
		{"Duties: manage projects – hire engineers (mentor engineers)", []string{"manage projects", "hire engineers", "mentor engineers"}},
		{"You will lead teams", []string{"lead teams"}},
		{"You'll independently manage projects", []string{"manage projects"}},
		{"Ability to quickly and calmly manage projects", []string{"manage projects"}},
		{"Help us hire engineers", []string{"hire engineers"}},
		{"Who you are: you lead teams", []string{"lead teams"}},
		{"Experience managing projects", []string{"managing projects"}},
		{"Five years of experience in managing a team", []string{"managing a team"}},
		{"Responsible for hiring and mentoring engineers", []string{"mentoring engineers"}},
		{"Plan the quarter, lead the team and hire engineers", []string{"lead the team", "hire engineers"}},
		{"You will recruit, hire engineers, and mentor engineers", []string{"hire engineers", "mentor engineers"}},
		{"Success in planning work and managing projects", []string{"managing projects"}},
		{"Actively mentor engineers", []string{"mentor engineers"}},
		{"She has led teams", []string{"led teams"}},
		{"Own the plan - manage projects", []string{"manage projects"}},
		{"Work with the lead engineers", nil},
		{"A self-manage project", nil},
		{"Our lead engineer", nil},
		{"Partner with lead teams", nil},
		{"A kind word and lead teams", nil},
		{"The hire team is nice", nil},
		{"Sales experience and lead teams", nil},
		{"Project manage teams", nil},
	} {
		if d := cmp.Diff(append([]string{}, tt.want...), append([]string{}, hitTexts(lex, tt.text)...)); d != "" {
			t.Errorf("%q: (-want +got)\n%s", tt.text, d)
		}
	}
}

func TestDenial(t *testing.T) {
	lex := shipped(t, "hire|coach|manage ..2 engineer|person", "{own} ..2 roadmap", "write code", "design api", "technical background", "direct report", "coding", "influence without authority", "non-technical audience", "computer science degree", "program")
	for _, tt := range []struct {
		text string
		want []string
	}{
		// Denied.
		{"You do not own the roadmap.", nil},
		{"You don't own the roadmap", nil},
		{"You won’t manage people", nil},
		{"This role has no direct reports and does not hire or coach engineers.", nil},
		{"You will not write code, design APIs or own the roadmap.", nil},
		{"You neither manage people nor own the roadmap", nil},
		{"Lead by example rather than manage people", nil},
		{"Instead of owning the roadmap, you plan the work", nil},
		{"No technical background needed", nil},
		{"Technical background is not required", nil},
		{"A computer science degree isn't strictly necessary", nil},
		{"Work without direct reports", nil},
		{"You will never manage people here", nil},
		{"You rarely coach engineers or manage people", nil},
		{"You cannot manage people in this job", nil},
		{"All duties except managing people", nil},
		{"It is a plan, not a roadmap: you will not drive it", nil},
		{"This isn't a job in which you manage people", nil},
		{"It is no place where you own the roadmap", nil},
		{"You do not need a computer science degree", nil},
		{"You don't need to manage people or own the roadmap", nil},
		// Affirmed.
		{"You not only own the roadmap, you sell it", []string{"own the roadmap"}},
		{"Duties include but are not limited to: own the roadmap", []string{"own the roadmap"}},
		{"You are not afraid to own the roadmap", []string{"own the roadmap"}},
		{"You do not write code but own the roadmap", []string{"own the roadmap"}},
		{"This is no desk job, and you own the roadmap", []string{"own the roadmap"}},
		{"It is not easy. Own the roadmap", []string{"Own the roadmap"}},
		{"Not a fan of rules? Own the roadmap", []string{"Own the roadmap"}},
		{"Influence without authority", []string{"Influence without authority"}},
		{"Speak to a non-technical audience", []string{"non-technical audience"}},
		{"A technical background is preferred but not required", []string{"technical background"}},
		{"A technical background is a plus, not required", []string{"technical background"}},
		{"Without delay, own the roadmap", []string{"own the roadmap"}},
		{"Whether or not you own the roadmap", []string{"own the roadmap"}},
		{"Own the roadmap without fear", []string{"Own the roadmap"}},
		{"No two days are alike as you own the roadmap", []string{"own the roadmap"}},
		{"Take notes, manage people", []string{"manage people"}},
		{"This is not a desk job, you manage people", []string{"manage people"}},
		{"A computer science degree is needed", []string{"computer science degree"}},
		{"Program no. 1 and program no. 2", []string{"Program", "program"}},
	} {
		if d := cmp.Diff(append([]string{}, tt.want...), append([]string{}, hitTexts(lex, tt.text)...)); d != "" {
			t.Errorf("%q: (-want +got)\n%s", tt.text, d)
		}
	}
}

func TestVoice(t *testing.T) {
	lex := shipped(t, "own roadmap", "hire engineer", "roadmap")
	for text, want := range map[string]Voice{
		"Own the roadmap.":          JobVoice,
		"You will own the roadmap.": JobVoice,
		"Our roadmap is long.":      CompanyVoice,
		"We hire engineers and own the roadmap of the industry.": CompanyVoice,
		"Benefits include a roadmap for your career.":            PerkVoice,
		"Reports to the director who owns the roadmap.":          PersonVoice,
		"Help the Product Manager, who owns the roadmap.":        PersonVoice,
		"A person who owns the roadmap.":                         JobVoice,
	} {
		r := lex.Read(text)
		if len(r.Hits) == 0 {
			t.Errorf("%q: no hits", text)
		}
		for _, h := range r.Hits {
			if h.Voice != want {
				t.Errorf("%q: %v, want %v", text, h.Voice, want)
			}
		}
	}
}

// A heading gives the lines below it its voice, where no rule fits them, until a
// line speaks of the job.
func TestVoiceBelowHeadings(t *testing.T) {
	lex := shipped(t, "roadmap")
	text := "Benefits\nTuesdays by the sea\nBoats at cost\nResponsibilities\nTuesdays by the sea\nAbout Acme\nTuesdays by the sea\nYou will own the roadmap.\nTuesdays by the sea"
	var got []string
	for _, s := range lex.Read(text).Statements {
		got = append(got, s.Voice.String())
	}
	want := []string{"perk", "perk", "perk", "job", "job", "company", "company", "job", "job"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestStatements(t *testing.T) {
	lex := shipped(t, "roadmap", "plan")
	long := "We make boats. " + "Our boats are known in all harbours of the world, and they float very well in most weathers. " +
		"You will own the roadmap. A plan is there. The rest of this line is here to make it longer than a line may be that is read whole."
	text := "  • Own the roadmap. The plan, too.  \n\n---\nthe\n" + long + "\n- Plan"
	r := lex.Read(text)
	var got []string
	for i, s := range r.Statements {
		got = append(got, s.Voice.String()+": "+text[s.Start:s.End])
		if i > 0 && (s.FirstHit != r.Statements[i-1].EndHit || s.FirstWord != r.Statements[i-1].EndWord) {
			t.Errorf("statement %d does not go on where the one before it ends: %+v", i, s)
		}
		for _, h := range r.Hits[s.FirstHit:s.EndHit] {
			if h.Start < s.Start || h.End > s.End {
				t.Errorf("hit %+v is not in its statement %+v", h, s)
			}
		}
		for _, w := range r.Tokens[s.FirstWord:s.EndWord] {
			if int(w.Start) < s.Start || int(w.End) > s.End {
				t.Errorf("word %q is not in its statement %+v", text[w.Start:w.End], s)
			}
		}
	}
	want := []string{
		"job: Own the roadmap. The plan, too.",
		"company: We make boats.",
		"company: Our boats are known in all harbours of the world, and they float very well in most weathers.",
		"job: You will own the roadmap.",
		"job: A plan is there.",
		"job: The rest of this line is here to make it longer than a line may be that is read whole.",
		"job: Plan",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if last := r.Statements[len(r.Statements)-1]; last.EndHit != len(r.Hits) || last.EndWord != len(r.Tokens) {
		t.Errorf("the last statement leaves hits or words: %+v", last)
	}
}

func TestWithWords(t *testing.T) {
	lex := shipped(t, "own roadmap")
	more := lex.WithWords([]string{lex.Stem("Boats"), lex.Stem("roadmap"), lex.Stem("sailing")})
	const text = "Own the roadmap of sailing boats and ferries"
	if d := cmp.Diff(lex.Read(text).Hits, more.Read(text).Hits); d != "" {
		t.Errorf("hits differ: %s", d)
	}
	for _, w := range []string{"own", "roadmap"} {
		if id := lex.WordID(lex.Stem(w)); id == 0 || id != more.WordID(more.Stem(w)) {
			t.Errorf("%s is word %d, then %d", w, id, more.WordID(more.Stem(w)))
		}
	}
	var got []string
	for _, tok := range more.Read(text).Tokens {
		if w := text[tok.Start:tok.End]; tok.Word != 0 {
			if tok.Word != more.WordID(more.Stem(w)) {
				t.Errorf("%s is word %d, want %d", w, tok.Word, more.WordID(more.Stem(w)))
			}
			got = append(got, w)
		}
	}
	if d := cmp.Diff([]string{"Own", "roadmap", "of", "sailing", "boats", "and"}, got); d != "" {
		t.Errorf("known words: (-want +got)\n%s", d)
	}
	if s := lex.Stem("the") + "|" + lex.Stem("ML"); s != "|machin learn" {
		t.Errorf("stems %q", s)
	}
}

// testdata/voice.txt says of whom sentences speak. The share of those that are
// heard so may only grow.
func TestVoiceOfSentences(t *testing.T) {
	const least = 0.97
	data, err := os.ReadFile("testdata/voice.txt")
	if err != nil {
		t.Fatal(err)
	}
	lex := mustDefault(t)
	right, all := 0, 0
	for line := range strings.Lines(string(data)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		all++
		if got := lex.Read(text).Statements[0].Voice.String(); got == want {
			right++
		} else {
			t.Logf("%s, not %s: %s", got, want, text)
		}
	}
	if share := float64(right) / float64(all); share < least {
		t.Errorf("%d of %d sentences have their voice, want %.0f%%", right, all, 100*least)
	}
}
