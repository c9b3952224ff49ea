package record

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// slowParse is Parse by encoding/json alone.
func (c *Columns) slowParse(line []byte) (*Row, error) {
	o := object{c: c}
	if err := slowMembers(line, o.member); err != nil {
		return nil, err
	}
	o.complete(line)
	return c.row(&o.values, o.names(line))
}

var rowSeeds = []string{
	`{"title":"a","description":"b\n\"c\"\u00e9\ud83d\ude80\ud83d x"}`, ` { "id" : -1.5e+3 , "title":null,"x":[1,{"y":[true,false]}] } `, `{}`, `{"title":"a"} x`,
	`{"title":"a",}`, `{"a":01}`, `{"a":1.}`, `{"a":"` + "\x01" + `"}`, `{"title":"` + "\xff\xc0" + `"}`, `{"company":{"name":"A"},"title":"t"}`, `{"a":"\x"}`,
	`{"title":"\ud800\u0041"}`, `{"title":"1","title":"2"}`, `{"title":"1","title":""}`, `null`, `[]`, `{"a":` + strings.Repeat("[", 80) + strings.Repeat("]", 80) + `,"title":"deep"}`, `{"ti\u0074le":"k"}`, "{\"title\":\"\u2028\x7f\"}",
}

func FuzzParseRow(f *testing.F) {
	for _, s := range rowSeeds {
		f.Add(s)
	}
	c := NewColumns(Fields{})
	f.Fuzz(func(t *testing.T, s string) {
		got, err := c.Parse([]byte(s))
		// The scanner also takes NaN; of a name that stands twice it takes the
		// later value that is not empty, where a map has the last.
		if !json.Valid([]byte(s)) && err == nil || twice([]byte(s)) {
			return
		}
		want, wantErr := c.slowParse([]byte(s))
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%q: %v, encoding/json says %v", s, err, wantErr)
		}
		if err == nil && !reflect.DeepEqual(got, want) && !ambiguousNames(s, c) {
			t.Fatalf("%q: %+v, encoding/json reads %+v", s, got, want)
		}
	})
}

// twice tells whether an object, or one inside of it, has a name twice.
func twice(b []byte) bool {
	seen, found := map[string]bool{}, false
	scanMembers(b, func(key string, v []byte) {
		found = found || seen[key] || len(v) > 0 && v[0] == '{' && twice(v)
		seen[key] = true
	})
	return found
}

// ambiguousNames tells whether names that fold to the same are in a row.
func ambiguousNames(s string, c *Columns) bool {
	seen := map[slot]bool{}
	twice := false
	scanMembers([]byte(s), func(key string, _ []byte) {
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
	c := NewColumns(Fields{})
	for name, parse := range map[string]func([]byte) (*Row, error){"scanner": c.Parse, "encoding-json": c.slowParse} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if _, err := parse(line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A list of postings is looked for among few members: an object of many is no
// list's, and is not read as a row to learn it.
func TestFrameAmongManyMembers(t *testing.T) {
	const list = `"records":[{"title":"Product Manager","description":"You own the roadmap of the piers.\n- Talk to people who wait."},{"title":"Program Manager","description":"You plan what ships."}]`
	for members, want := range map[int]bool{3: true, maxAround: true, maxAround + 1: false} {
		text := "{" + strings.Repeat(`"of":1,`, members-1) + list + "}"
		if f := NewColumns(Fields{}).Frame([]byte(text)); (f != nil) != want {
			t.Errorf("%d members: a frame: %v, want %v", members, f != nil, want)
		}
	}
}

// Of a description that stands in both forms, the HTML is read, whichever comes
// first; the text stays, since readers marked its bytes.
func TestTextBesideHTML(t *testing.T) {
	c := NewColumns(Fields{Text: "description_text"})
	for _, l := range []string{
		`{"title": "Rover Pilot", "description_html": "<p>Steer it.</p>", "description_text": "Steer it."}`,
		`{"title": "Rover Pilot", "description_text": "Steer it.", "description_html": "<p>Steer it.</p>"}`,
	} {
		r, err := c.Parse([]byte(l))
		if err != nil || r.HTML != "<p>Steer it.</p>" || r.Text != "Steer it." {
			t.Errorf("%s: %+v, %v", l, r, err)
		}
	}
}
