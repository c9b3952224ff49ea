package lexicon

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

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
