package classify

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

//go:generate go run ./internal/generate

// builtin is what Compile makes of weights.json.
//
//go:embed builtin.bin
var builtin string

// Compile returns the weights that r has, as WriteParameters writes them, as
// the bytes that go generate builds in: to parse the grams at each start took
// half of it. The error is that of ReadParameters, or says which weight is no
// thousandth.
//
// They are the hash, then the parameters without concepts, words and grams in
// JSON, then these; before all but the grams stands how long they are.
func Compile(r io.Reader) ([]byte, error) {
	p, err := ReadParameters(r)
	if err != nil {
		return nil, err
	}
	grams, err := readGrams(p.Grams)
	if err != nil {
		return nil, err
	}
	concepts, err := appendConcepts(nil, p.Concepts)
	if err != nil {
		return nil, err
	}
	words, err := readWords(p.Sum.Words)
	if err != nil {
		return nil, err
	}
	p.Concepts, p.Grams, p.Sum.Words = nil, nil, nil
	head, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	var b []byte
	for _, text := range []string{p.hash, string(head), string(concepts), string(appendWords(nil, words))} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	return grams.AppendBinary(b), nil
}

// open reads what Compile returned.
func open(data string) (*Parameters, *statement.Grams, []statement.PostingWord, error) {
	hash, rest, ok := cutText(data)
	head, rest, ok2 := cutText(rest)
	concepts, rest, ok3 := cutText(rest)
	list, rest, ok4 := cutText(rest)
	var words []statement.PostingWord
	p, grams := new(Parameters), new(statement.Grams)
	err := errCutShort
	if ok && ok2 && ok3 && ok4 {
		err = errors.Join(json.Unmarshal([]byte(head), p), grams.ReadBinary(rest))
		var err2, err3 error
		p.Concepts, err2 = readConcepts(concepts)
		words, err3 = cutWords(list)
		err = errors.Join(err, err2, err3)
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("the built-in weights are of another version: go generate ./classify: %w", err)
	}
	p.hash = hash
	return p, grams, words, nil
}

var errCutShort = errors.New("cut short")

// appendConcepts appends concepts: the id of each, behind its length, then its
// weights in thousandths, the sign in the lowest bit: there is a zero of each.
func appendConcepts(b []byte, concepts []ConceptParameters) ([]byte, error) {
	for i := range concepts {
		c := &concepts[i]
		b = append(binary.AppendUvarint(b, uint64(len(c.Concept))), c.Concept...)
		for w := range c.weights {
			n := math.Round(math.Abs(*w) * 1000)
			if n/1000 != math.Abs(*w) {
				return nil, fmt.Errorf("fitted weights: concept %s: %v has more than three decimals", c.Concept, *w)
			}
			b = binary.AppendUvarint(b, uint64(n)<<1|math.Float64bits(*w)>>63)
		}
	}
	return b, nil
}

// readConcepts reads what appendConcepts wrote.
func readConcepts(data string) (concepts []ConceptParameters, err error) {
	for data != "" {
		id, rest, ok := cutText(data)
		if !ok {
			return nil, errCutShort
		}
		data = rest
		concepts = append(concepts, ConceptParameters{Concept: id})
		for w := range concepts[len(concepts)-1].weights {
			u, rest, ok := cutUvarint(data)
			if !ok {
				return nil, errCutShort
			}
			*w, data = math.Float64frombits(math.Float64bits(float64(u>>1)/1000)|u<<63), rest
		}
	}
	return concepts, nil
}

// weights visits all weights of a concept.
func (c *ConceptParameters) weights(visit func(*float64) bool) {
	for i := range c.Letters {
		if !visit(&c.Letters[i]) {
			return
		}
	}
	for z := range c.Zones {
		for i := range c.Zones[z] {
			if !visit(&c.Zones[z][i]) {
				return
			}
		}
	}
}

// cutUvarint cuts a number off data.
func cutUvarint(data string) (n uint64, rest string, ok bool) {
	var b [binary.MaxVarintLen64]byte
	n, size := binary.Uvarint(b[:copy(b[:], data)])
	if size <= 0 {
		return 0, "", false
	}
	return n, data[size:], true
}

// cutText cuts a text off data, before which its length stands.
func cutText(data string) (text, rest string, ok bool) {
	n, data, ok := cutUvarint(data)
	if !ok || n > uint64(len(data)) {
		return "", "", false
	}
	return data[:n], data[n:], true
}

// Shipped returns the fitted weights that are built in.
func Shipped() (*Parameters, error) {
	p, grams, words, err := open(builtin)
	if err != nil {
		return nil, err
	}
	p.Grams, p.Sum.Words = gramLines(grams), WordLines(words)
	return p, nil
}

// ShippedModel returns the model of the weights that are built in, over a
// lexicon: what NewModel makes of Shipped, sooner.
func ShippedModel(lex *lexicon.Lexicon) (*Model, error) {
	p, grams, words, err := open(builtin)
	if err != nil {
		return nil, err
	}
	return newModel(lex, p, grams, words)
}

// Default returns a classifier over the built-in lexicon, by the weights that
// are shipped. Another one is made by New.
func Default() (*Classifier, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	m, err := ShippedModel(lex)
	if err != nil {
		return nil, err
	}
	return New(lex, Options{Model: m}), nil
}

// gramLines writes grams as readGrams reads them.
func gramLines(grams *statement.Grams) []string {
	lines := make([]string, len(grams.List))
	for i := range grams.List {
		g := &grams.List[i]
		line := append(make([]byte, 0, 48), grams.Text(g)...)
		for _, w := range g.Weigh {
			line = strconv.AppendInt(append(line, ' '), int64(w), 10)
		}
		lines[i] = string(line)
	}
	return lines
}
