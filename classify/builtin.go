package classify

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
// half of it. The error is that of ReadParameters.
//
// They are the hash, then the parameters without grams in JSON, then the grams;
// before the first two stands how long they are.
func Compile(r io.Reader) ([]byte, error) {
	p, err := ReadParameters(r)
	if err != nil {
		return nil, err
	}
	grams, err := readGrams(p.Grams)
	if err != nil {
		return nil, err
	}
	p.Grams = nil
	head, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	var b []byte
	for _, text := range []string{p.hash, string(head)} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	return grams.AppendBinary(b), nil
}

// open reads what Compile returned.
func open(data string) (*Parameters, *statement.Grams, error) {
	hash, rest, ok := cutText(data)
	head, rest, ok2 := cutText(rest)
	p, grams := new(Parameters), new(statement.Grams)
	err := errors.New("cut short")
	if ok && ok2 {
		err = errors.Join(json.Unmarshal([]byte(head), p), grams.ReadBinary(rest))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("the built-in weights are of another version: go generate ./classify: %w", err)
	}
	p.hash = hash
	return p, grams, nil
}

// cutText cuts a text off data, before which its length stands.
func cutText(data string) (text, rest string, ok bool) {
	var b [binary.MaxVarintLen64]byte
	n, size := binary.Uvarint(b[:copy(b[:], data)])
	if size <= 0 || n > uint64(len(data)-size) {
		return "", "", false
	}
	return data[size:][:n], data[size+int(n):], true
}

// Shipped returns the fitted weights that are built in.
func Shipped() (*Parameters, error) {
	p, grams, err := open(builtin)
	if err != nil {
		return nil, err
	}
	p.Grams = gramLines(grams)
	return p, nil
}

// ShippedModel returns the model of the weights that are built in, over a
// lexicon: what NewModel makes of Shipped, sooner.
func ShippedModel(lex *lexicon.Lexicon) (*Model, error) {
	p, grams, err := open(builtin)
	if err != nil {
		return nil, err
	}
	return newModel(lex, p, grams)
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
