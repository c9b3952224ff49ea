package collect

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// words makes up a text of n words.
func words(r *rand.Rand, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return list
}

func TestGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := words(r, 400)
	there := append([]string{"Lisbon,", "Portugal"}, text...)
	there[200] = "Lisbon"
	other := words(r, 400)
	var g Groups
	a, dup := g.Add(FingerprintOf(strings.Join(text, " ")))
	if a == "" || dup {
		t.Errorf("the first: %q, %v", a, dup)
	}
	if b, dup := g.Add(FingerprintOf(strings.ToUpper(strings.Join(there, "\n")))); b != a || !dup {
		t.Errorf("the same in another place: %q, %v", b, dup)
	}
	if c, dup := g.Add(FingerprintOf(strings.Join(other, " "))); c == a || dup {
		t.Errorf("another: %q, %v", c, dup)
	}
	if d, dup := g.Add(FingerprintOf(strings.Join(append(text[:200:200], other[:200]...), " "))); d == a || dup {
		t.Errorf("half the same: %q, %v", d, dup)
	}
	if e, dup := g.Add(FingerprintOf("too short to tell")); e != "" || dup {
		t.Errorf("a short one: %q, %v", e, dup)
	}
}

// The first few are compared one by one, and the others through a table: it
// makes no difference to the groups.
func TestGroupsTable(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	table := Groups{table: newGroupTable()}
	var both Groups
	var texts [][]string
	for i := range 3 * fewGroups {
		if i > 0 && r.IntN(3) == 0 {
			again := append([]string{}, texts[r.IntN(len(texts))]...)
			again[r.IntN(len(again))] = "elsewhere"
			texts = append(texts, again)
		} else {
			texts = append(texts, words(r, 100+r.IntN(200)))
		}
		f := FingerprintOf(strings.Join(texts[i], " "))
		g1, d1 := table.Add(f)
		g2, d2 := both.Add(f)
		if g1 != g2 || d1 != d2 {
			t.Fatalf("posting %d: %q %v through the table, %q %v otherwise", i, g1, d1, g2, d2)
		}
	}
}

func TestFingerprintText(t *testing.T) {
	f := FingerprintOf(strings.Join(words(rand.New(rand.NewPCG(5, 6)), 50), " "))
	if g, ok := ParseFingerprint(f.String()); !ok || g != f {
		t.Errorf("%v read back is %v", f, g)
	}
	for _, s := range []string{"x", strings.Repeat("g", 64)} {
		if _, ok := ParseFingerprint(s); ok {
			t.Errorf("%q was taken", s)
		}
	}
}

func BenchmarkFingerprint(b *testing.B) {
	text := strings.Join(words(rand.New(rand.NewPCG(7, 8)), 800), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		FingerprintOf(text)
	}
}

func BenchmarkGroups(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 10))
	var g Groups
	for b.Loop() {
		var f Fingerprint
		for i := range f {
			f[i] = byte(r.Uint32())
		}
		g.Add(f)
	}
}
