package words

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		for _, p := range NewTokenizer().AppendPieces(nil, tt.word) {
			got = append(got, p.Text)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("AppendPieces(%q): (-want +got)\n%s", tt.word, d)
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
		for _, p := range NewTokenizer().AppendPieces(nil, word) {
			got = append(got, word[p.start:p.end])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("AppendPieces(%q): (-want +got)\n%s", word, d)
		}
	}
}

// A word is given to prose once, however it is written and wherever it stands.
func TestTokenizerKnowsWords(t *testing.T) {
	tok := NewTokenizer()
	for _, w := range []string{"Roadmap", "roadmap,", "(ROADMAP)", "“roadmap”.", "don't", "Don’t!", "PM/TPM", "pm/tpm:", "...", "cross-functional"} {
		tok.AppendPieces(nil, w)
	}
	if n := len(tok.known); n != 4 {
		t.Errorf("%d words remembered, want 4: %v", n, tok.known)
	}
	for i := range 2 * maxKnown {
		tok.remember(wordKey{a: uint64(i)}, "x-y", []Piece{{"x", 0, 1}, {"y", 2, 3}})
	}
	if len(tok.known) > maxKnown || len(tok.spans) > 2*maxKnown+1 {
		t.Errorf("%d words and %d spans remembered, want %d at most", len(tok.known), len(tok.spans), maxKnown)
	}
}

// The pieces of a word are those that prose parts it in with all its signs, the
// first time and the next.
func TestTokenizerLeavesSigns(t *testing.T) {
	rng, tok := rand.New(rand.NewPCG(3, 4)), NewTokenizer()
	runes := []rune("aAbBn9.,;:!?()[]\"-/&+#$•—é'’ts")
	for range 20000 {
		word := make([]rune, 1+rng.IntN(9))
		for i := range word {
			word[i] = runes[rng.IntN(len(runes))]
		}
		clean, _ := cleanWord(string(word))
		var want []Piece
		for _, span := range proseSpans(clean) {
			want = splitJoined(want, clean, span)
		}
		for range 2 {
			if d := cmp.Diff(want, tok.appendClean(nil, clean), cmp.AllowUnexported(Piece{})); d != "" {
				t.Fatalf("%q: (-prose of the whole word +tokenizer)\n%s", clean, d)
			}
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
		var with, without []Piece
		for _, span := range proseSpans(clean) {
			with = splitJoined(with, clean, span)
		}
		without = splitJoined(without, clean, [2]int{0, len(clean)})
		if d := cmp.Diff(with, without, cmp.AllowUnexported(Piece{})); d != "" {
			t.Fatalf("%q: (-with prose +without)\n%s", clean, d)
		}
	}
}
