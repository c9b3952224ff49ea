package extract

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/charset"
)

// An unread document is what its format is told from.
type unread struct {
	name   string
	data   []byte // all of it
	top    string // its opening
	binary bool   // it has bytes that no text has
}

// openingBytes is how much of a document its format is told from.
const openingBytes = 8 << 10

// opening returns the start of a document as text: without HTTP headers, a
// byte-order mark and leading white space.
func opening(data []byte) string {
	body, declared := charset.CutHTTPHeader(data)
	head := body[:min(len(body), openingBytes)]
	if len(head) < len(body) {
		head = head[:len(head)&^1]
	}
	return strings.TrimSpace(string(charset.Decode(head, declared)))
}

// looksBinary reports zero bytes and control characters, outside of UTF-16.
func looksBinary(data []byte) bool {
	if _, enc := charset.CutBOM(data); enc != nil || charset.LooksUTF16(data) {
		return false
	}
	head := data[:min(len(data), 8<<10)]
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "GIF8", "\xff\xd8\xff", "\x1f\x8b", "\x7fELF", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	odd := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b && c != 0x0b {
			odd++
		}
	}
	return odd*20 > len(head)
}
