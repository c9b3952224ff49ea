package extract

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestApplicants reads papers of applicants, and postings that look like them.
func TestApplicants(t *testing.T) {
	data, err := os.ReadFile("testdata/applicants.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(data).Files {
		want := Reason("")
		switch {
		case strings.HasPrefix(f.Name, "resume"):
			want = Resume
		case strings.HasPrefix(f.Name, "cover-letter"):
			want = CoverLetter
		}
		if x := Read(f.Name, f.Data, Options{})[0]; x.Reason != want {
			t.Errorf("%s: %q (%s), want %q", f.Name, x.Reason, x.Detail, want)
		}
	}
}
