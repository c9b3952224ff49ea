package collect

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// slowParse is parseRow by encoding/json alone.
func slowParse(line []byte, c *columns) (*Row, error) {
	var v values
	if err := slowRow(line, c, &v); err != nil {
		return nil, err
	}
	return c.row(&v)
}

var rowSeeds = []string{
	`{"title":"a","description":"b\n\"c\"\u00e9\ud83d\ude80\ud83d x"}`, ` { "id" : -1.5e+3 , "title":null,"x":[1,{"y":[true,false]}] } `, `{}`, `{"title":"a"} x`,
	`{"title":"a",}`, `{"a":01}`, `{"a":1.}`, `{"a":"` + "\x01" + `"}`, `{"title":"` + "\xff\xc0" + `"}`, `{"company":{"name":"A"},"title":"t"}`, `{"a":"\x"}`,
	`{"title":"\ud800\u0041"}`, `{"title":"1","title":"2"}`, `null`, `[]`, `{"a":` + strings.Repeat("[", 80) + strings.Repeat("]", 80) + `,"title":"deep"}`, `{"ti\u0074le":"k"}`, "{\"title\":\"\u2028\x7f\"}",
}

func FuzzParseRow(f *testing.F) {
	for _, s := range rowSeeds {
		f.Add(s)
	}
	c := newColumns(Fields{})
	f.Fuzz(func(t *testing.T, s string) {
		got, err := parseRow([]byte(s), c)
		want, wantErr := slowParse([]byte(s), c)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%q: %v, encoding/json says %v", s, err, wantErr)
		}
		// Two names for one column: the scanner takes the later one, a map has none.
		if err == nil && !reflect.DeepEqual(got, want) && !ambiguousNames(s, c) {
			t.Fatalf("%q: %+v, encoding/json reads %+v", s, got, want)
		}
	})
}

// ambiguousNames tells whether names that fold to the same are in a row, or
// one name twice.
func ambiguousNames(s string, c *columns) bool {
	seen := map[slot]bool{}
	twice := false
	ScanObject([]byte(s), func(key string, _ []byte) {
		if to, ok := c.slot(key); ok {
			twice = twice || seen[to]
			seen[to] = true
		}
	})
	return twice
}

func FuzzScanObject(f *testing.F) {
	for _, s := range rowSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ok := ScanObject([]byte(s), func(key string, value []byte) {
			var want any
			if err := json.Unmarshal(value, &want); err != nil {
				t.Fatalf("%q: the value %q: %v", s, value, err)
			}
			if text, isText := want.(string); isText && Unquote(value) != text {
				t.Fatalf("%q: read %q, encoding/json reads %q", s, Unquote(value), text)
			}
		})
		if ok && !json.Valid([]byte(s)) {
			t.Fatalf("%q: taken, and encoding/json does not", s)
		}
	})
}

func BenchmarkParseRow(b *testing.B) {
	text := strings.Repeat(`You will lead \"programs\", and more.\n`, 120)
	line := []byte(`{"id":"1","title":"TPM","company":"Acme","url":"https://example.com/1","date":"2026-01-01","description_html":"<p>` + text + `</p>","description_text":"` + text + `","silver":"TPM","n":[1,2,3]}`)
	c := newColumns(Fields{})
	for name, parse := range map[string]func([]byte, *columns) (*Row, error){"scanner": parseRow, "encoding-json": slowParse} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if _, err := parse(line, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
