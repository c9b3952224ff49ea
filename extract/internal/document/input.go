package document

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/charset"
)

// An Input is a document as it was saved, without the header of the HTTP answer
// that some crawlers save on top of it: what its format is told from, and what
// that reads.
type Input struct {
	Name   string // of the file, or ""
	Body   []byte
	Top    string // the opening of the text, without leading white space
	Binary bool   // it has bytes that no text has

	declared string // the charset that the header names
	text     []byte // nil until it is asked for
}

// NewInput looks at a document.
func NewInput(name string, data []byte) *Input {
	body, declared := charset.CutHTTPHeader(data)
	return &Input{Name: name, Body: body, Top: opening(body, declared), Binary: looksBinary(body), declared: declared}
}

// Text returns the document in UTF-8. It is decoded once.
func (in *Input) Text() []byte {
	if in.text == nil {
		in.text = charset.Decode(in.Body, in.declared)
	}
	return in.text
}

// IsEmpty reports a document without bytes, or without any but white space.
func (in *Input) IsEmpty() bool {
	return len(bytes.TrimSpace(in.Body)) == 0 || !in.Binary && len(bytes.TrimSpace(in.Text())) == 0
}

// OpeningBytes is how much of a document its format is told from.
const OpeningBytes = 8 << 10

// opening returns the start of a document as text, without a byte-order mark and
// leading white space.
func opening(body []byte, declared string) string {
	head := body[:min(len(body), OpeningBytes)]
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
