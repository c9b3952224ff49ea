package extract

import (
	"strings"
	"testing"
)

// TestSurroundings reads a page that was printed, or saved as a document, with
// its menu and its other jobs.
func TestSurroundings(t *testing.T) {
	page := "Orbit Freight\n\nPeople Careers Blog\n\nAll openings\n\n" + roverPrint() + "\n## Similar jobs\n\nLander Pilot\n\nProduct Manager, Docks\n\nFollow us\n"
	word := ""
	for l := range strings.SplitSeq(page, "\n") {
		switch {
		case strings.HasPrefix(l, "# "):
			word += wordParagraph("Heading1", l[2:])
		case strings.HasPrefix(l, "## "):
			word += wordParagraph("Heading2", l[3:])
		case strings.HasPrefix(l, "- "):
			word += wordParagraph("item", l[2:])
		case l != "":
			word += wordParagraph("", l)
		}
	}
	for strategy, data := range map[string][]byte{"pdf": pdfOf(true, page), "docx": docx(word), "markdown": []byte(page)} {
		t.Run(strategy, func(t *testing.T) {
			x := Read("", data, Options{})[0]
			wantRover(t, x, strategy)
			if !strings.HasPrefix(x.Posting.Text, roverIntro) || !strings.HasSuffix(x.Posting.Text, "equivalent experience") {
				t.Errorf("text\n%s", x.Posting.Text)
			}
		})
	}
}

// TestSurroundingsKept names what stands above the title or behind a heading of
// other pages, and belongs to the posting.
func TestSurroundingsKept(t *testing.T) {
	for name, page := range map[string]string{
		"introduction above the title": "## About us\n\nKEPT, we have flown for twenty years.\n\n" + roverPrint(),
		"prose behind a call":          roverPrint() + "\nApply for this job\n\nKEPT: we weigh every application on its merits, and welcome people of any origin, faith, age, body or love to work with us.\n",
		"benefits behind a call":       roverPrint() + "\nFollow us\n\n## Benefits\n\n- KEPT\n",
		"date":                         roverPrint() + "\nApply now\n\nKEPT until the end of May.\n",
	} {
		t.Run(name, func(t *testing.T) {
			x := Read("a.pdf", pdfOf(true, page), Options{})[0]
			wantRover(t, x, "pdf")
			if !strings.Contains(x.Posting.Text, "KEPT") {
				t.Errorf("text\n%s", x.Posting.Text)
			}
		})
	}
}
