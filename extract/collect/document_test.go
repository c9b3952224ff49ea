package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall/extract"
)

// Files are read into the same memory one after the other, of which nothing may
// stay in what was extracted.
func TestExtractKeepsNothing(t *testing.T) {
	page := func(word string) string {
		return `<script type="application/ld+json">{"@type": "JobPosting", "title": "Pilot", "description": "` + strings.Repeat("You will drive the "+word+" over the dunes. ", 20) + `"}</script>`
	}
	var found []extract.Extraction
	words := []string{"rover", "barge", "glide"}
	for _, word := range words {
		path := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(path, []byte(page(word)), 0o644); err != nil {
			t.Fatal(err)
		}
		d := Document{Name: path, path: path, max: 1 << 20}
		found = append(found, d.Extract(extract.Options{})...)
	}
	for i, word := range words {
		if text := found[i].Posting.Text; strings.Count(text, word) < 20 {
			t.Errorf("%s: %q", word, text)
		}
	}
}
