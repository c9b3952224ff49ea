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
	for _, name := range [...]string{"natures", "offers", "lacking"} {
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
		if strings.HasSuffix(f.Name, "-closed.html") && x.Reason != Expired {
			t.Errorf("%s: %q, want %q", f.Name, x.Reason, Expired)
		}
		if kept, all := strings.Count(x.Posting.Text, "KEEP"), strings.Count(string(f.Data), "KEEP"); kept != all {
			t.Errorf("%s: %d of %d lines of the posting's table are kept", f.Name, kept, all)
		}
		for _, foreign := range [...]string{"task_alt", "check", "mat-icon", "REPLY", "Page 1 of"} {
			if strings.Contains(x.Posting.Text, foreign) {
				t.Errorf("%s: the text has %q, which is furniture", f.Name, foreign)
			}
		}
	}
}

// TestOfferTitles finds the titles of offers whose pages state another, or none.
func TestOfferTitles(t *testing.T) {
	want := map[string]string{
		"offers-viewer.html": "Tower Crane Operator", "offers-board-header.html": "Embedded engineer", "offers-newsletter.html": "Archive Cataloguer",
		"offers-prose-keeper.html": "site manager", "offers-short-bar.html": "Bar Supervisor", "offers-thread-board.html": "Level Designer",
		"offers-thread-forum.html": "luthier's assistant", "offers-german-short.html": "Küchenhilfe (m/w/d)", "offers-prose-blog.html": "data engineer",
		"offers-beside-jobs.html": "Tram Dispatcher", "offers-graded-wiki.html": "Yard Manager, North Depot",
	}
	data, err := os.ReadFile("testdata/offers.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(data).Files {
		if title := want[f.Name]; title != "" {
			if got := Read(f.Name, f.Data, Options{})[0].Posting.Title; got != title {
				t.Errorf("%s: %q, want %q", f.Name, got, title)
			}
			delete(want, f.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("no pages %v", want)
	}
}
