package extract

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestTexts reads the texts of testdata/texts: each file NAME.ending is followed
// by NAME.want, with a line "key: value" for what reading it must say, and a
// line of three hyphens between the postings of one text.
func TestTexts(t *testing.T) {
	files, err := filepath.Glob("testdata/texts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			text, want := a.Files[i], a.Files[i+1]
			name, _, _ := strings.Cut(text.Name, ".")
			if want.Name != name+".want" {
				t.Fatalf("%s: %s is followed by %s", file, text.Name, want.Name)
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+name, func(t *testing.T) {
				checkText(t, Read(text.Name, text.Data, Options{}), string(want.Data))
			})
		}
	}
}

func checkText(t *testing.T, got []Extraction, want string) {
	parts := strings.Split(strings.TrimSpace(want), "\n---\n")
	if len(got) != len(parts) {
		t.Errorf("%d postings, want %d", len(got), len(parts))
	}
	for i, x := range got[:min(len(got), len(parts))] {
		p := x.Posting
		has := map[string]string{"reason": string(x.Reason), "title": p.Title, "company": p.Company, "location": p.Location, "date": p.Date, "url": p.URL}
		if !strings.Contains(parts[i], "reason:") && x.Reason != "" {
			t.Errorf("posting %d: refused: %s: %s", i+1, x.Reason, x.Detail)
		}
		for l := range strings.SplitSeq(parts[i], "\n") {
			key, value, _ := strings.Cut(l, ":")
			value = strings.TrimSpace(value)
			switch got, known := has[key]; {
			case key == "contains" && !strings.Contains(p.Text, value):
				t.Errorf("posting %d: the text lacks %q:\n%s", i+1, value, p.Text)
			case key == "lacks" && strings.Contains(p.Text, value):
				t.Errorf("posting %d: the text has %q:\n%s", i+1, value, p.Text)
			case key == "section":
				found := false
				for _, s := range p.Sections {
					found = found || string(s.Kind) == value
				}
				if !found {
					t.Errorf("posting %d: no section of %s", i+1, value)
				}
			case key == "detail" && !strings.Contains(x.Detail, value):
				t.Errorf("posting %d: detail %q, want %q in it", i+1, x.Detail, value)
			case known && got != value:
				t.Errorf("posting %d: %s %q, want %q", i+1, key, got, value)
			case !known && key != "contains" && key != "lacks" && key != "detail":
				t.Fatalf("unknown key in %q", l)
			}
		}
	}
}
