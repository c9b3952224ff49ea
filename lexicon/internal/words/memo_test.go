package words

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
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
		small.memo = NewMemo()
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
	return NewSplitter(v, m, kinds, NewMemo())
}

// add adds a word of one token, whose number is the word's.
func add(m *Memo, k wordKey, number int) { m.add(k, []Token{{Word: int32(number)}}, 0, 0, 0) }

// has tells whether a word is remembered with that number.
func has(m *Memo, k wordKey, number int) bool {
	w := m.table.Load().find(k)
	return w != nil && w.first.word == int32(number)
}

// Words that are made to collide have few places: those that come first stay.
func TestMemoTriesFewPlaces(t *testing.T) {
	m := NewMemo()
	same := []wordKey{{a: 1, b: 1 << 56}} // keys of one place
	for i := uint64(2); len(same) <= maxTries; i++ {
		if k := (wordKey{a: i, b: 1 << 56}); m.table.Load().place(k) == m.table.Load().place(same[0]) {
			same = append(same, k)
		}
	}
	for i, k := range same {
		add(m, k, i)
	}
	for i, k := range same {
		if has(m, k, i) != (i < maxTries) {
			t.Errorf("word %d of %d is found: %v", i, maxTries, has(m, k, i))
		}
	}
}

// A word whose key begins like a free place is none that is remembered.
func TestMemoOfZeros(t *testing.T) {
	m := NewMemo()
	k := keyOf("\x00\x00")
	if add(m, k, 1); has(m, k, 1) {
		t.Error("a word of zeros is found")
	}
}

// Words that begin alike, of any length, are told apart.
func TestMemoTellsLongWords(t *testing.T) {
	m := NewMemo()
	var all []string
	for n := 1; n <= maxKey; n++ {
		for _, end := range []string{"a", "b", "\x0f"} {
			all = append(all, strings.Repeat("a", n-1)+end)
		}
	}
	for i, w := range all {
		if m.table.Load().find(keyOf(w)) != nil {
			t.Fatalf("%q is found, and was not added", w)
		}
		m.add(keyOf(w), []Token{{Word: int32(i)}, {Word: int32(-i)}}, 0, 0, 0)
		found := m.table.Load().find(keyOf(w))
		if found == nil || found.first.word != int32(i) || m.table.Load().more[found.more].parts[0].word != int32(-i) {
			t.Fatalf("%q is not found", w)
		}
	}
}

// A memo that grows keeps what it holds, and at its bound learns anew.
func TestMemoGrows(t *testing.T) {
	m := NewMemo()
	key := func(i int) wordKey { return keyOf(strconv.Itoa(i) + strings.Repeat("-", i%12)) }
	places, lost := 0, 0
	for i := 0; places <= len(m.table.Load().words); i++ {
		places = len(m.table.Load().words)
		add(m, key(i), i)
		if !has(m, key(i), i) {
			lost++
		}
		if i%1000 == 0 && places <= len(m.table.Load().words) && !has(m, key(i/2), i/2) {
			lost++
		}
		if lost > 2+i/100 {
			t.Fatalf("%d of %d words are lost", lost, i+1)
		}
	}
	if places != maxMemo || len(m.table.Load().words) != minMemo {
		t.Errorf("%d places gave way to %d, want %d and %d", places, len(m.table.Load().words), maxMemo, minMemo)
	}
}

// Splitters that learn the same words at the same time split as one alone.
func TestMemoIsShared(t *testing.T) {
	one := newTestSplitter()
	var wg sync.WaitGroup
	for seed := range uint64(4) {
		mine := NewSplitter(one.vocab, one.mentions, one.kinds, one.memo)
		wg.Go(func() {
			alone, rng := newTestSplitter(), rand.New(rand.NewPCG(seed/2, 5))
			for i := range 500 {
				text := randomText(rng) + " word" + strconv.Itoa(i)
				mine.Split(text)
				alone.Split(text)
				if d := cmp.Diff(alone.Tokens, mine.Tokens); d != "" {
					t.Errorf("%q: (-alone +shared)\n%s", text, d)
				}
			}
		})
	}
	wg.Wait()
}
