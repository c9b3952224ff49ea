package words

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// randomText is hard on what reads eight bytes at a time: words of all short
// lengths, every kind of white space, and bytes that are near it.
func randomText(rng *rand.Rand) string {
	parts := []string{" ", " ", "\n", "\t", "\v", "\r\n", "\u00a0", "\u2028", "\u2003", "\x00", "\x1f", "\x7f", "\x85", "\xff", "é", "’s", "•",
		"a", "Own", "the", "roadmap", "roadmaps,", "PM-T", "TPM/PM", "end-to-end.", "responsibilities", "cross-functional", "a/b/c/d/e", "isn't", "!"}
	var b strings.Builder
	for range rng.IntN(40) {
		b.WriteString(parts[rng.IntN(len(parts))])
	}
	return b.String()
}

// Words end where white space begins, and two words have the same key only
// where they are the same.
func TestScanWord(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := map[wordKey]string{}
	for range 20000 {
		text := randomText(rng)
		var got []string
		for i := 0; ; {
			start, _ := skipSpace(text, i)
			if start == len(text) {
				break
			}
			end, key := scanWord(text, start)
			word := text[start:end]
			if other, ok := words[key]; ok && other != word && len(word) <= maxKey {
				t.Fatalf("%q and %q have the same key", word, other)
			}
			if len(word) <= maxKey {
				words[key] = word
				if key != keyOf(word) {
					t.Fatalf("%q in %q: key %x, want %x", word, text, key, keyOf(word))
				}
			}
			got, i = append(got, word), end
		}
		if d := cmp.Diff(strings.FieldsFunc(text, unicode.IsSpace), append([]string{}, got...)); d != "" {
			t.Fatalf("%q: (-want +got)\n%s", text, d)
		}
	}
}

// What is remembered of words changes nothing, nor does forgetting them.
func TestMemoChangesNothing(t *testing.T) {
	warm, small := newTestSplitter(), newTestSplitter()
	rng := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		text := randomText(rng)
		warm.Split(text)
		small.memo = newWordMemo()
		small.Split(text)
		if d := cmp.Diff(small.Tokens, warm.Tokens) + cmp.Diff(small.Sentences, warm.Sentences) + cmp.Diff(small.Denials, warm.Denials); d != "" {
			t.Fatalf("%q: (-anew +remembered)\n%s", text, d)
		}
	}
}

func newTestSplitter() *Splitter {
	rules := &Rules{Skip: []string{"a", "the"}, Kinds: map[string][]string{"denies": {"not"}, "adverbs": {"also"}}}
	rules.Index()
	v := NewVocabulary(rules, []string{"own", "roadmap", "pm", "t", "tpm", "not", "also"})
	kinds := make([]Kind, v.Size())
	kinds[v.ID("not")] |= IsDenial
	m := NewMentionFinder(&MentionRules{Names: []string{"TPM", "PM-T"}}, make([]MentionClass, v.Size()))
	return NewSplitter(v, m, kinds)
}

// A word that finds both its places taken pushes one out, and is found.
func TestMemoForgets(t *testing.T) {
	m := newWordMemo()
	same := []wordKey{{a: 1, b: 1 << 56}} // keys of one place
	for i := uint64(2); len(same) < 3; i++ {
		if k := (wordKey{a: i, b: 1 << 56}); m.place(k) == m.place(same[0]) {
			same = append(same, k)
		}
	}
	for i, k := range same {
		m.add(k, []Token{{Word: int32(i)}}, 0, 0, 0)
		if at := m.find(k); at < 0 || m.words[at].first.word != int32(i) {
			t.Errorf("word %d is not found: %d", i, at)
		}
	}
	if m.find(same[0]) < 0 || m.find(same[1]) >= 0 {
		t.Error("the word that came first is to stay, the second to go")
	}
}

// Words that begin alike, of any length, are told apart.
func TestMemoTellsLongWords(t *testing.T) {
	m := newWordMemo()
	var all []string
	for n := 1; n <= maxKey; n++ {
		for _, end := range []string{"a", "b", "\x0f"} {
			all = append(all, strings.Repeat("a", n-1)+end)
		}
	}
	for i, w := range all {
		if at := m.find(keyOf(w)); at >= 0 {
			t.Fatalf("%q is found, and was not added", w)
		}
		m.add(keyOf(w), []Token{{Word: int32(i)}, {Word: int32(-i)}}, 0, 0, 0)
		if at := m.find(keyOf(w)); at < 0 || m.words[at].first.word != int32(i) || m.more[at].parts[0].word != int32(-i) {
			t.Fatalf("%q is not found", w)
		}
	}
}

// A memo that grows keeps what it holds, and stops at its bound.
func TestMemoGrows(t *testing.T) {
	m := newWordMemo()
	key := func(i int) wordKey { return keyOf(strconv.Itoa(i) + strings.Repeat("-", i%20)) }
	for i := range minMemo / 2 {
		m.add(key(i), []Token{{Word: int32(i)}, {Word: 1}}[:1+i%2], 0, 0, 0)
	}
	kept := 0
	before := m
	m.grow()
	for i, w := range before.words {
		if w.free() {
			continue
		}
		k := wordKey{w.a, w.b, 0}
		if w.long {
			k.c = before.more[i].c
		}
		if at := m.find(k); at < 0 || m.words[at] != w || w.n > 1 && m.more[at].parts != before.more[i].parts {
			t.Errorf("word %d is lost", w.first.word)
		}
		kept++
	}
	if kept != m.taken {
		t.Errorf("%d words taken, %d kept", m.taken, kept)
	}
	for i := range 2 * maxMemo {
		m.add(key(i), nil, 0, 0, 0)
	}
	if len(m.words) != maxMemo {
		t.Errorf("%d places, want %d", len(m.words), maxMemo)
	}
}
