package result

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

// fillValue sets every field to something that stands out, and to every shape
// that JSON writes otherwise.
func fillValue(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("x<&>\"\\/\b\f\n\r\t\x00\x1f\u2028\u2029é\xff\U0001F680" + string(rune('a'+*n%26)))
	case reflect.Float64:
		v.SetFloat([]float64{0.1, 1e-7, 3e21, -2, 0, 123456.789, 5e-324, math.MaxFloat64}[*n%8])
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillValue(v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, r := range lexicon.Roles() {
			x := reflect.New(v.Type().Elem()).Elem()
			fillValue(x, n)
			v.SetMapIndex(reflect.ValueOf(r), x)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillValue(v.Field(i), n)
			}
		}
	}
}

// encode writes what the list of fields is held to.
func encode(to *bytes.Buffer, v any) error {
	e := json.NewEncoder(to)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// The list of fields writes every field as encoding/json does.
func TestFieldsAreJSON(t *testing.T) {
	var full classify.Result
	n := 0
	fillValue(reflect.ValueOf(&full).Elem(), &n)
	some := full
	some.Probabilities = map[lexicon.Role]float64{}
	some.Evidence, some.Candidates = []classify.Evidence{}, []lexicon.Role{}
	for _, r := range []*classify.Result{{}, &full, &some} {
		got := append(appendFields([]byte{'{'}, &Row{Result: *r}, resultFields), '}')
		var want bytes.Buffer
		if err := encode(&want, r); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, bytes.TrimSpace(want.Bytes())) {
			t.Errorf("wrote\n%s\nencoding/json writes\n%s", got, want.Bytes())
		}
	}
}

func FuzzAppendText(f *testing.F) {
	f.Add("plain")
	f.Add("\xed\xa0\x80\u2028\x7f\"")
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		if err := encode(&want, s); err != nil {
			t.Fatal(err)
		}
		if got := appendText(nil, s); !bytes.Equal(got, bytes.TrimSpace(want.Bytes())) {
			t.Errorf("%q: wrote %s, encoding/json writes %s", s, got, want.Bytes())
		}
	})
}

func FuzzAppendNumber(f *testing.F) {
	for _, x := range []float64{1e-7, 1e-6, -0.000001, 0.123456, -2.848, 10, 999999999.999999, 1e15, 0.1 + 0.2} {
		f.Add(x)
	}
	f.Fuzz(func(t *testing.T, x float64) {
		want, err := json.Marshal(x)
		if err != nil {
			return // no number in JSON
		}
		if got := appendNumber(nil, x); !bytes.Equal(got, want) {
			t.Errorf("wrote %s, encoding/json writes %s", got, want)
		}
	})
}

func BenchmarkFields(b *testing.B) {
	var full classify.Result
	n := 0
	fillValue(reflect.ValueOf(&full).Elem(), &n)
	row := Row{Result: full}
	for _, e := range []struct {
		name   string
		encode func() int
	}{
		{"fields", func() int { return len(appendFields(nil, &row, resultFields)) }},
		{"encoding-json", func() int { b, _ := json.Marshal(&full); return len(b) }},
	} {
		b.Run(e.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = e.encode()
			}
			b.SetBytes(int64(size))
		})
	}
}
