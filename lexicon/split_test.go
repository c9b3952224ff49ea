package lexicon

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/jdkato/prose/v2"
)

func TestPieces(t *testing.T) {
	tests := []struct {
		word string
		want []string
	}{
		{"Roadmap", []string{"roadmap"}},
		{"roadmap,", []string{"roadmap"}},
		{"(roadmap)", []string{"roadmap"}},
		{"PM/TPM", []string{"pm", "tpm"}},
		{"Manager-Technical", []string{"manager", "technical"}},
		{"team,product", []string{"team", "product"}},
		{"•Own", []string{"own"}},
		{"plan—ship", []string{"plan", "ship"}},
		{"don't", []string{"do", "not"}},
		{"You’ll", []string{"you"}},
		{"isn't.", []string{"is", "not"}},
		{"Bachelor's/Master's", []string{"bachelor", "master"}},
		{"C++", []string{"c++"}},
		{"C#,", []string{"c#"}},
		{"5+", []string{"5"}},
		{"A/B", []string{"a", "b"}},
		{"cross\u2011functional", []string{"cross", "functional"}},
		{"road\u00admap", []string{"roadmap"}},
		{"road\u200bmap", []string{"roadmap"}},
		{"İstanbul's", []string{"istanbul"}},
		{"ẞ's", []string{"ß"}},
		{"...", nil},
		{"\xff\xfe", nil},
		{"a\xffb", []string{"a", "b"}},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range appendPieces(nil, tt.word) {
			got = append(got, p.text)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("appendPieces(%q): (-want +got)\n%s", tt.word, d)
		}
	}
}

// A piece's offsets point at the word as it was written.
func TestPieceOffsets(t *testing.T) {
	for word, want := range map[string][]string{
		"“Roadmap’s”/Plan": {"Roadmap", "Plan"},
		"road\u00admap!":   {"road\u00admap"},
		"Üben/Ändern":      {"Üben", "Ändern"},
		"İx":               {"İx"},
	} {
		var got []string
		for _, p := range appendPieces(nil, word) {
			got = append(got, word[p.start:p.end])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("appendPieces(%q): (-want +got)\n%s", word, d)
		}
	}
}

// The plain words that are not given to prose are those that it would return
// as they are.
func TestProseKeepsPlainWords(t *testing.T) {
	for _, w := range []string{"a", "Roadmap", "cannot", "gonna", "XDD", "xD", "TPMs"} {
		doc, err := prose.NewDocument(w, prose.WithTagging(false), prose.WithExtraction(false), prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		if toks := doc.Tokens(); len(toks) != 1 || toks[0].Text != w {
			t.Errorf("prose splits %q into %v", w, toks)
		}
	}
}

// Words come out of prose in the same pieces as they would without it, where
// they have not the tail of "don't".
func TestProsePartsNoMore(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const letters = "aAbB9.,;:!?()[]{}\"-/&+#@%$_=<>*^~|•—é:)8D'’ntslrevmd"
	runes := []rune(letters)
	for range 20000 {
		word := make([]rune, 1+rng.IntN(8))
		for i := range word {
			word[i] = runes[rng.IntN(len(runes))]
		}
		// A word with a contraction, or with two, as well.
		tails := []string{"", "'s", "'ll", "'re", "'m", "'ve", "'d"}
		i := rng.IntN(len(word))
		clean, _ := cleanWord(string(word[:i]) + tails[rng.IntN(len(tails))] + string(word[i:]) + tails[rng.IntN(len(tails))])
		if strings.Contains(clean, "n't") {
			continue
		}
		var with, without []piece
		for _, span := range proseSpans(clean) {
			with = splitJoined(with, clean, span)
		}
		without = splitJoined(without, clean, [2]int{0, len(clean)})
		if d := cmp.Diff(with, without, cmp.AllowUnexported(piece{})); d != "" {
			t.Fatalf("%q: (-with prose +without)\n%s", clean, d)
		}
	}
}

func TestSentences(t *testing.T) {
	const text = "Own it, e.g. the plan. Ship it!\nA line without end\n• A bullet • Another; last (see below.) End"
	lex := small(t, "plan", "ship", "line", "bullet", "another")
	var got []string
	r := lex.Read(text)
	for _, h := range r.Hits {
		from, to := r.Sentence(h)
		got = append(got, text[from:to])
	}
	want := []string{"Own it, e.g. the plan.", "Ship it!", "A line without end", "A bullet", "Another;"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Of a text without a full stop the words around the hit are quoted.
func TestQuote(t *testing.T) {
	lex := small(t, "plan")
	for _, test := range []struct{ before, after, want string }{
		{"Own the ", " now.", "Own the plan now."},
		{strings.Repeat("word ", 100), strings.Repeat(" word", 100), strings.Repeat("word ", 79) + "plan" + strings.Repeat(" word", 79)},
		{strings.Repeat("ü", 500) + ":", ":" + strings.Repeat("ü", 500), "plan"},
	} {
		r := lex.Read(test.before + "plan" + test.after)
		if len(r.Hits) != 1 {
			t.Fatalf("%d hits", len(r.Hits))
		}
		if from, to := r.Quote(r.Hits[0]); r.Text[from:to] != test.want {
			t.Errorf("quoted %q, want %q", r.Text[from:to], test.want)
		}
	}
}

// Long runs without white space are what prose is quadratic in.
func TestHostileWords(t *testing.T) {
	lex := mustDefault(t)
	began := time.Now()
	for _, text := range []string{
		strings.Repeat(".", 1<<16), strings.Repeat("n't", 1<<15), strings.Repeat("'s", 1<<15), strings.Repeat("a-", 1<<15),
		strings.Repeat("\xff", 1<<16), strings.Repeat("İ's", 1<<14), strings.Repeat("(", 1<<16), strings.Repeat("roadmap ", 1<<14),
	} {
		lex.Read(text)
	}
	// Quadratic, each of them takes tens of seconds.
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Own the product roadmap.", "PM/TPM isn't", "Bachelor's/Master's", "İ's ẞ", "\xff'll", "....", "• a\u2028b"} {
		f.Add(s)
	}
	lex := mustDefault(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := lex.Read(text)
		at := 0
		for _, h := range r.Hits {
			if h.Start < at || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("hit %+v out of order or bounds, text of %d bytes", h, len(text))
			}
			at = h.Start
			if from, to := r.Sentence(h); from > h.Start || to < h.End {
				t.Fatalf("sentence %d..%d does not hold hit %+v", from, to, h)
			}
			if from, to := r.Quote(h); from > h.Start || to < h.End || utf8.ValidString(text) && !utf8.ValidString(text[from:to]) {
				t.Fatalf("quote %d..%d does not hold hit %+v whole", from, to, h)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[h.Start:h.End]) {
				t.Fatalf("hit %+v cuts a rune", h)
			}
		}
		if again := lex.Read(text); !cmp.Equal(r.Hits, again.Hits) {
			t.Fatalf("read twice, read differently: %s", cmp.Diff(r.Hits, again.Hits))
		}
	})
}
