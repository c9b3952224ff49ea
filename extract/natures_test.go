package extract

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestNatures tells pages that offer a job from pages that talk about jobs.
func TestNatures(t *testing.T) {
	var files []txtar.File
	for _, name := range [...]string{"natures", "offers"} {
		data, err := os.ReadFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, txtar.Parse(data).Files...)
	}
	for _, f := range files {
		x := Read(f.Name, f.Data, Options{})[0]
		if offers := strings.HasPrefix(f.Name, "offers-"); offers != (x.Reason == "") {
			t.Errorf("%s: %q (%s) %q", f.Name, x.Reason, x.Detail, x.Posting.Title)
		}
		for _, drawn := range [...]string{"task_alt", "check", "mat-icon"} {
			if strings.Contains(x.Posting.Text, drawn) {
				t.Errorf("%s: the text has the icon %q", f.Name, drawn)
			}
		}
	}
}
