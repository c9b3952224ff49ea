package result

import (
	"bytes"
	"io"
	"reflect"
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

// filled returns a row in which every field that is packed is set. Numbers
// differ by n, so that in no field all of them are 0.
func filled(n int) *Row {
	var r Row
	fillValue(reflect.ValueOf(&r).Elem(), &n)
	r.Evidence[1].Sentence = r.Evidence[0].Sentence // once remembered
	r.Group, r.Duplicate = "", false                // not packed
	return &r
}

// Rows are read as they were packed, all fields of them, and with nothing of
// the row that was read before.
func TestPacker(t *testing.T) {
	empty := Row{Result: classify.Result{
		Candidates: []lexicon.Role{}, Probabilities: map[lexicon.Role]float64{}, Evidence: []classify.Evidence{}, Warnings: []string{},
	}}
	few := filled(5)
	few.Evidence, few.Seq = few.Evidence[:1], -7
	delete(few.Body.Scores, lexicon.PM)
	rows := []*Row{filled(0), {}, filled(1), &empty, few, filled(2), {}}
	var w, r Packer
	var packed []byte
	for _, row := range rows {
		packed = w.Append(packed, row)
	}
	in := bytes.NewReader(packed)
	got := Row{Group: "g", Duplicate: true}
	for i, want := range rows {
		if err := r.Read(in, &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(&got, want) {
			t.Errorf("row %d: got\n%+v\nwant\n%+v", i, &got, want)
		}
	}
	if err := r.Read(in, &got); err != io.EOF {
		t.Errorf("behind the last row: %v", err)
	}
}

// What was cut off anywhere is an error, and none that says that all was read.
func TestPackerCutOff(t *testing.T) {
	var p Packer
	packed := p.Append(nil, filled(0))
	for n := 1; n < len(packed); n++ {
		cut := bytes.Clone(packed[:n])
		if err := p.Read(bytes.NewReader(cut), new(Row)); err == nil || err == io.EOF {
			t.Fatalf("%d of %d bytes: %v", n, len(packed), err)
		}
		if n < lengthBytes {
			continue
		}
		cut[0], cut[1] = byte(n-lengthBytes), byte((n-lengthBytes)>>8) // as if it were all
		if err := p.Read(bytes.NewReader(cut), new(Row)); err == nil || err == io.EOF {
			t.Fatalf("a row of %d bytes in place of %d: %v", n, len(packed), err)
		}
	}
}

// Whatever is read packs to what reads the same.
func FuzzPacker(f *testing.F) {
	var p Packer
	f.Add(p.Append(nil, filled(0))[lengthBytes:])
	f.Add(p.Append(nil, &Row{})[lengthBytes:])
	f.Fuzz(func(t *testing.T, fields []byte) {
		var p Packer
		var row, again Row
		in := append([]byte{byte(len(fields)), byte(len(fields) >> 8), byte(len(fields) >> 16), 0}, fields...)
		if len(fields) >= 1<<24 || p.Read(bytes.NewReader(in), &row) != nil {
			return
		}
		packed := p.Append(nil, &row)
		if err := p.Read(bytes.NewReader(packed), &again); err != nil {
			t.Fatalf("%q was read, and %q not: %v", fields, packed, err)
		}
		if got := p.Append(nil, &again); !bytes.Equal(got, packed) { // numbers that are none are not equal
			t.Errorf("packed\n%q and again\n%q", packed, got)
		}
	})
}

// How long it takes to pack a row, to read it, and to write it as JSON.
func BenchmarkPacker(b *testing.B) {
	var p Packer
	row := filled(0)
	packed := p.Append(nil, row)
	buf := make([]byte, 0, 1<<16)
	b.Run("append", func(b *testing.B) {
		for b.Loop() {
			buf = p.Append(buf[:0], row)
		}
		b.SetBytes(int64(len(packed)))
	})
	b.Run("read", func(b *testing.B) {
		var into Row
		in := bytes.NewReader(nil)
		for b.Loop() {
			in.Reset(packed)
			if err := p.Read(in, &into); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(len(packed)))
	})
}
