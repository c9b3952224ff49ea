package match

// FlatConditions are conditions as numbers: how many conditions, parts and
// sequences of words there are, then the conditions one after the other. Of a
// slice its length stands first, and of truths a bit each.
type FlatConditions []int32

// The bits of what conditions and parts ask.
const (
	asksVerb = 1 << iota
	asksEnd
	deniesItself
)

// FlattenConditions returns conditions as numbers.
func FlattenConditions(conditions []Condition) FlatConditions {
	f := make(FlatConditions, 3)
	f[0] = int32(len(conditions))
	for i := range conditions {
		c := &conditions[i]
		f = append(f, bitIf(c.Verb, asksVerb)|bitIf(c.Ends, asksEnd)|bitIf(c.Denies, deniesItself))
		f = f.sequences(c.Before).sequences(c.After)
		f = append(f, int32(len(c.Parts)))
		f[1] += int32(len(c.Parts))
		for _, p := range c.Parts {
			f = append(f, bitIf(p.Verb, asksVerb)|bitIf(p.Ends, asksEnd)).sequences(p.Words)
		}
	}
	return f
}

func bitIf(is bool, bit int32) int32 {
	if is {
		return bit
	}
	return 0
}

// sequences appends sequences of words.
func (f FlatConditions) sequences(s [][]int32) FlatConditions {
	f[2] += int32(len(s))
	f = append(f, int32(len(s)))
	for _, words := range s {
		f = append(append(f, int32(len(words))), words...)
	}
	return f
}

// Conditions returns what FlattenConditions was called with. Words are parts of f.
func (f FlatConditions) Conditions() []Condition {
	r := flatReader{f[3:], make([]part, f[1]), make([][]int32, f[2])}
	out := make([]Condition, f[0])
	for i := range out {
		c := &out[i]
		asks := r.number()
		c.Verb, c.Ends, c.Denies = asks&asksVerb != 0, asks&asksEnd != 0, asks&deniesItself != 0
		c.Before, c.After = r.sequences(), r.sequences()
		c.Parts = takeFrom(&r.parts, r.number())
		for k := range c.Parts {
			p := &c.Parts[k]
			asks := r.number()
			p.Verb, p.Ends, p.Words = asks&asksVerb != 0, asks&asksEnd != 0, r.sequences()
			for _, seq := range p.Words {
				p.Firsts |= wordBit(seq[0])
			}
		}
	}
	return out
}

// A flatReader hands out what is left of numbers, and of the parts and
// sequences that were made for them, all of a kind at once.
type flatReader struct {
	numbers []int32
	parts   []part
	words   [][]int32
}

func (r *flatReader) number() int32 { return takeFrom(&r.numbers, 1)[0] }

func (r *flatReader) sequences() [][]int32 {
	s := takeFrom(&r.words, r.number())
	for i := range s {
		s[i] = takeFrom(&r.numbers, r.number())
	}
	return s
}

// takeFrom cuts the first n elements off s, nil for none.
func takeFrom[E any](s *[]E, n int32) []E {
	if n == 0 {
		return nil
	}
	first := (*s)[:n:n]
	*s = (*s)[n:]
	return first
}
