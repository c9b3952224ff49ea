package blob

import (
	"bytes"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type inner struct {
	Text string
	Yes  bool
}

type sample struct {
	N      int
	M      int32
	U      uint64
	List   []inner
	Ints   []int32
	Lists  [][]string
	ByName map[string][]string
	hidden int
}

func TestRoundTrip(t *testing.T) {
	want := sample{
		N: math.MinInt64, M: -1, U: math.MaxUint64, List: []inner{{"a", true}, {"", false}}, Ints: []int32{0, -5, math.MaxInt32},
		Lists: [][]string{nil, {"x", "ü"}}, ByName: map[string][]string{"b": {"1"}, "a": nil, "c": {"2", "3"}},
	}
	data := Marshal(want)
	for range 10 {
		if !bytes.Equal(data, Marshal(want)) {
			t.Fatal("written twice, written differently")
		}
	}
	var got sample
	if err := Unmarshal(string(data), &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(sample{})); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	for n := range data {
		if err := Unmarshal(string(data[:n]), &got); err == nil {
			t.Errorf("no error at %d of %d bytes", n, len(data))
		}
	}
	if err := Unmarshal(string(data)+"x", &got); err == nil {
		t.Error("no error at a byte too many")
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(string(Marshal(sample{N: 1, List: []inner{{"a", true}}})))
	f.Fuzz(func(t *testing.T, data string) {
		var got sample
		_ = Unmarshal(data, &got)
	})
}
