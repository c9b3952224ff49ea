package words

import "testing"

func TestStem(t *testing.T) {
	// Words of one line are one word; words of different lines are not.
	lines := [][]string{
		{"manage", "manages", "managed", "managing"},
		{"manager", "managers"},
		{"management"},
		{"plan", "plans", "planned", "planning"},
		{"ship", "ships", "shipped", "shipping"},
		{"set", "sets", "setting"},
		{"strategy", "strategies"},
		{"prioritize", "prioritizes", "prioritized", "prioritizing"},
		{"process", "processes", "processed", "processing"},
		{"launch", "launches", "launched", "launching"},
		{"define", "defines", "defining"},
		{"definition", "definitions"},
		{"use", "uses"},
		{"need", "needs"},
		{"speed"},
		{"drive", "drives", "driving"},
		{"carry", "carries", "carried", "carrying"},
		{"assess", "assesses", "assessed", "assessing"},
		{"product", "products"},
		{"production"},
		{"require", "requires", "required", "requiring"},
		{"requirement", "requirements"},
		{"thing", "things"},
		{"c++"}, {"a1s"},
	}
	owner := map[string]int{}
	for i, words := range lines {
		for _, w := range words {
			if got, want := stem(w), stem(words[0]); got != want {
				t.Errorf("stem(%q) = %q, but stem(%q) = %q", w, got, words[0], want)
			}
		}
		if j, ok := owner[stem(words[0])]; ok {
			t.Errorf("%q and %q have the same stem %q", words[0], lines[j][0], stem(words[0]))
		}
		owner[stem(words[0])] = i
	}
}
