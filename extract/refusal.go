package extract

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall/extract/internal/line"
)

// refusal is the extraction of a document that gives no posting. Errors of
// decoders quote the document, whose bytes need not be text.
func refusal(reason Reason, format string, args ...any) Extraction {
	return Extraction{Reason: reason, Detail: clause(fmt.Sprintf(format, args...))}
}

// clause makes one short line of UTF-8.
func clause(s string) string {
	s = line.OneLine(strings.ToValidUTF8(s, "\uFFFD"))
	if len(s) <= maxDetail {
		return s
	}
	return strings.ToValidUTF8(s[:maxDetail], "") + "…"
}

const maxDetail = 300

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func quote(s string) string { return "“" + s + "”" }
