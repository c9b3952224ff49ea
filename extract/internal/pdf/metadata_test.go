package pdf

import "testing"

func TestTitleOfMetadata(t *testing.T) {
	for in, want := range map[string]string{
		"Engineering Manager, Rovers | Orbit": "Engineering Manager, Rovers",
		"Microsoft Word - JD final (2)":       "",
		"":                                    "",
	} {
		if got := titleOfMetadata(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
