package document

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/charset"
)

// An Input document is what its format is told from.
type Input struct {
	Name   string
	Data   []byte // all of it
	Top    string // its opening
	Binary bool   // it has bytes that no text has
}

// OpeningBytes is how much of a document its format is told from.
const OpeningBytes = 8 << 10

// Opening returns the start of a document as text: without HTTP headers, a
// byte-order mark and leading white space.
func Opening(data []byte) string {
	body, declared := charset.CutHTTPHeader(data)
	head := body[:min(len(body), OpeningBytes)]
	if len(head) < len(body) {
		head = head[:len(head)&^1]
	}
	return strings.TrimSpace(string(charset.Decode(head, declared)))
}

// LooksBinary reports zero bytes and control characters, outside of UTF-16.
func LooksBinary(data []byte) bool {
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
