package document

import (
	"fmt"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// Whether a text is a posting is judged here, and nowhere else: by what the text
// says, for every format, and by what stands around it, for pages.

// maxPostingWords is ten times the longest posting that was seen.
const maxPostingWords = 30_000

// judge says why the text of a document is no posting, "" where it may be one.
// The bar is lower than for a web page: a document has no navigation around
// the text, and somebody chose it. A text that is not in English and has no
// wording that is known here cannot be judged, and is let through.
func judge(lines []line.Line) string {
	e, linked, size := vocabulary.EvidenceIn(lines), 0, 0
	for _, l := range lines {
		linked += l.Linked
		size += len(l.Text)
	}
	switch {
	case e.Words < vocabulary.MinWords:
		return fmt.Sprintf("%d words are too few for a description", e.Words)
	case e.Words > maxPostingWords:
		return fmt.Sprintf("%d words are more than a posting has", e.Words)
	case e.Signals >= 3 || e.Signals+2*e.Kinds >= 4:
		return ""
	case linked*3 > size:
		return "most of the text is links, and it does not read like a job description"
	}
	switch line.Language(line.Join(lines)) {
	case "":
		return fmt.Sprintf("%d words of no language that is known here", e.Words)
	case "en":
		return fmt.Sprintf("%d words that postings use and %d of their headings are too few", e.Signals, e.Kinds)
	}
	return ""
}

// minUnrelatedWords is the length from which the absence of a posting's wording
// tells: of 7,874 postings none as long is without it, while one in sixty
// passages of two hundred words out of their midst is.
const minUnrelatedWords = 250

// Unrelated recognises the lines of a plain text that cannot be a posting: long,
// in English, and without a single wording or heading that postings have. News,
// logs and recipes are of that kind. Of a short text or one in another language
// that cannot be said, and it is read as it is.
func Unrelated(lines []line.Line) bool {
	if line.Words(lines) < minUnrelatedWords {
		return false
	}
	e := vocabulary.EvidenceIn(lines)
	return e.Signals == 0 && e.Kinds == 0 && line.Language(line.Join(lines)) == "en"
}
