package document

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// Refusal is the extraction of a document that gives no posting. Errors of
// decoders quote the document, whose bytes need not be text.
func Refusal(reason posting.Reason, format string, args ...any) posting.Extraction {
	return posting.Extraction{Reason: reason, Detail: Clause(fmt.Sprintf(format, args...))}
}

// Clause makes one short line of UTF-8.
func Clause(s string) string {
	s = line.OneLine(strings.ToValidUTF8(s, "\uFFFD"))
	if len(s) <= maxDetail {
		return s
	}
	return strings.ToValidUTF8(s[:maxDetail], "") + "…"
}

const maxDetail = 300

// Count writes a number with its noun: "1 word", "3 words".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Quote puts what a document says in quotation marks, for people.
func Quote(s string) string { return "“" + s + "”" }
