package classify

import (
	"bytes"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/lexicon"
)

// What is built in is what weights.json says.
func TestBuiltin(t *testing.T) {
	weights, err := os.ReadFile("weights.json")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Compile(bytes.NewReader(weights))
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != builtin {
		t.Error("weights.json is newer than what is built in: go generate ./classify")
	}
}

// What another version wrote makes no model, wherever it ends.
func TestBuiltinOfAnotherVersion(t *testing.T) {
	for _, n := range []int{0, 1, 20, 1000, len(builtin) / 2, len(builtin) - 1} {
		if _, _, _, err := open(builtin[:n]); err == nil {
			t.Errorf("%d bytes: no error", n)
		}
	}
}

// The model that is built in is that of the weights as a user reads them, and
// tells itself by the same hash.
func TestShippedModel(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	weights, err := os.Open("weights.json")
	if err != nil {
		t.Fatal(err)
	}
	defer weights.Close()
	p, err := ReadParameters(weights)
	if err != nil {
		t.Fatal(err)
	}
	want, err := NewModel(lex, p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ShippedModel(lex)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); d != "" {
		t.Errorf("(-weights.json +built in)\n%s", d)
	}
}

// BenchmarkShippedModel is what the weights cost a start.
func BenchmarkShippedModel(b *testing.B) {
	lex, err := lexicon.Default()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		m, err := ShippedModel(lex)
		if err != nil {
			b.Fatal(err)
		}
		New(lex, Options{Model: m})
	}
}
