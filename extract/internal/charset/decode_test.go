package charset

import (
	"testing"

	"golang.org/x/text/encoding/unicode"
)

// TestBareUTF16 reads English in UTF-16 without a mark: all its bytes are valid
// UTF-8 too.
func TestBareUTF16(t *testing.T) {
	const want = "<p>We drive rovers.</p>"
	for name, order := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(Decode([]byte(data), "")); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, s := range []string{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "a\x00\x00\x00\x00\x00\x00\x00\x00\x00", "\x00abcdefghij"} {
		if bareUTF16([]byte(s)) != nil {
			t.Errorf("%q is taken for UTF-16", s)
		}
	}
}
