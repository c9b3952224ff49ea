package webpage

import "testing"

// What pages write before an employer's name is cut.
func TestCleanCompany(t *testing.T) {
	for s, want := range map[string]string{
		"Company: Orbit": "Orbit", "Company name: Orbit": "Orbit", "Employer: Orbit": "Orbit", "at Orbit": "Orbit", "@ Orbit": "Orbit", "Orbit": "Orbit",
	} {
		if got := cleanCompany(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
