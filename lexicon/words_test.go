package lexicon

import "testing"

func TestKeptWordsStayApart(t *testing.T) {
	lex := mustDefault(t)
	for _, w := range []string{"ios", "aws", "saas", "marketing", "engineering", "devops"} {
		if got := lex.Stem(w); got != w {
			t.Errorf("Stem(%q) = %q, want it as it is", w, got)
		}
	}
	if got := lex.Stem("led"); got != lex.Stem("lead") {
		t.Errorf("Stem(led) = %q, want the stem of lead", got)
	}
}

func mustDefault(t testing.TB) *Lexicon {
	t.Helper()
	lex, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}
