// Package charset brings documents of any encoding to UTF-8.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// declarationWindow is how far into a document a charset declaration is
// looked for. Browsers stop at 1,024 bytes; saved pages carry comments and
// metadata in front of it.
const declarationWindow = 8 << 10

// Decode returns the document as valid UTF-8 without a byte-order mark.
//
// The order was measured on real saved pages: a byte-order mark; what tells UTF-16
// and ISO-2022-JP apart from the UTF-8 that they pass for; the whole document
// being valid UTF-8 (declarations are often stale once a browser has
// saved the page); the declared charset; detection; windows-1252. declared is
// the charset of an HTTP header, "" where there is none.
func Decode(data []byte, declared string) []byte {
	if rest, enc := CutBOM(data); enc != nil {
		return transcode(rest, enc)
	} else if len(rest) != len(data) {
		return validUTF8(rest)
	}
	if enc := bareUTF16(data); enc != nil {
		return transcode(data, enc) // in English it is valid UTF-8 as well, every second byte a zero
	}
	if isISO2022JP(data) {
		return transcode(data, japanese.ISO2022JP)
	}
	if utf8.Valid(data) {
		return data
	}
	if mostlyUTF8(data) {
		return validUTF8(data)
	}
	if declared == "" {
		declared = declaredCharset(data)
	}
	if enc, name := charset.Lookup(declared); enc != nil && name != "utf-8" && name != "replacement" {
		return transcode(data, enc)
	}
	return transcode(data, detect(data))
}

// CutBOM removes a byte-order mark. The encoding is nil for UTF-8.
func CutBOM(data []byte) ([]byte, encoding.Encoding) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:], nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return data[2:], unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return data[2:], unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return data, nil
}

// bareUTF16 recognises UTF-16 without a mark, in either order: text in which
// every second byte is zero. It is nil for anything else.
func bareUTF16(data []byte) encoding.Encoding {
	head := data[:min(len(data), 512)&^1]
	if len(head) < 8 || (head[0] == 0) == (head[1] == 0) {
		return nil
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch n := len(head) / 2; {
	case zeros[1] > n*2/3 && zeros[0] < n/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > n*2/3 && zeros[1] < n/8:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isISO2022JP recognises the Japanese encoding that e-mail uses by the sequences
// that switch it. They are ASCII, so that it passes for UTF-8.
func isISO2022JP(data []byte) bool {
	head := data[:min(len(data), declarationWindow)]
	return bytes.IndexByte(head, 0x1b) >= 0 && (bytes.Contains(head, []byte("\x1b$B")) || bytes.Contains(head, []byte("\x1b$@")))
}

// LooksUTF16 recognises UTF-16 without the mark of the byte order.
func LooksUTF16(data []byte) bool { return bareUTF16(data) != nil }

// mostlyUTF8 tells a UTF-8 document with a few broken bytes (truncated,
// spliced) from one in another encoding, where valid multi-byte sequences are
// rare accidents.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data) && good+bad < 2000; {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 20*bad
}

// declaredCharset reads <meta charset>, <meta http-equiv content> or an XML
// declaration. It looks for the word only: the forms in the wild are many.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), declarationWindow)])
	for _, key := range [][]byte{[]byte("charset"), []byte("encoding")} {
		for rest := head; ; {
			i := bytes.Index(rest, key)
			if i < 0 {
				break
			}
			rest = rest[i+len(key):]
			v := bytes.TrimLeft(rest, " \t\r\n")
			if len(v) == 0 || v[0] != '=' {
				continue
			}
			v = bytes.TrimLeft(v[1:], " \t\r\n\"'\\")
			if end := bytes.IndexAny(v, " \t\r\n\"'\\;/>?"); end > 0 {
				return string(v[:end])
			}
		}
	}
	return ""
}

// detect guesses the encoding of undeclared bytes. The detector's guess is
// taken only when it is sure: its weak guesses are exotic, and windows-1252 is
// what old pages without a declaration are.
func detect(data []byte) encoding.Encoding {
	sample := data[:min(len(data), 64<<10)]
	if r, err := chardet.NewHtmlDetector().DetectBest(sample); err == nil && r.Confidence >= 40 {
		if enc, name := charset.Lookup(strings.ReplaceAll(r.Charset, "GB-18030", "gb18030")); enc != nil && name != "utf-8" {
			return enc
		}
	}
	return charmap.Windows1252
}

func transcode(data []byte, enc encoding.Encoding) []byte {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return validUTF8(data)
	}
	return out
}

// validUTF8 replaces every broken sequence by U+FFFD.
func validUTF8(data []byte) []byte {
	return bytes.ToValidUTF8(data, []byte("\uFFFD"))
}

// CutHTTPHeader removes HTTP response headers that some crawlers save on top
// of the page, and returns the charset that they declare.
func CutHTTPHeader(data []byte) (body []byte, declared string) {
	if !bytes.HasPrefix(data, []byte("HTTP/")) {
		return data, ""
	}
	end, skip := bytes.Index(data, []byte("\r\n\r\n")), 4
	if lf := bytes.Index(data, []byte("\n\n")); end < 0 || (lf >= 0 && lf < end) {
		end, skip = lf, 2
	}
	if end < 0 || end > declarationWindow {
		return data, ""
	}
	header := strings.ToLower(string(data[:end]))
	if _, v, ok := strings.Cut(header, "charset="); ok {
		declared = strings.TrimSpace(strings.SplitN(v, "\n", 2)[0])
		declared = strings.Trim(strings.SplitN(declared, ";", 2)[0], `"' `)
	}
	return data[end+skip:], declared
}
