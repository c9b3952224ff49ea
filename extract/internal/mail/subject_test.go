package mail

import "testing"

func TestTitleOfSubject(t *testing.T) {
	for in, want := range map[string]string{
		"Fwd: Re: Engineering Manager": "Engineering Manager",
		"AW: WG: [jobs] Product Lead":  "Product Lead",
		"Re[2]: Job: Data Engineer":    "Data Engineer",
		"Remote: Product Manager":      "Remote: Product Manager",
		"Jobs":                         "",
	} {
		if got := titleOfSubject(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
