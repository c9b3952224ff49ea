package collect

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"rolecall/extract/collect/internal/record"
)

// A kind is a form in which documents come.
type kind int

const (
	kindDocument kind = iota
	kindGzip
	kindZstd
	kindZip
	kindTar
	kindWARC
	kindParquet
	kindJSONLines
	kindJSONArray
	kindCSV
	kindXLSX
	kindFrame // a JSON object that may be a table
)

const (
	utf8BOM    = "\ufeff"
	bufferSize = 64 << 10
	sniffSize  = 1 << 20 // how far a stream is read to tell a data set by its content
)

// ending is a file name's, in lower case.
func ending(file string) string { return strings.ToLower(path.Ext(file)) }

// isDocument tells by its ending that a file is one document, so that it need
// not be opened to learn it.
func isDocument(file string) bool {
	switch ending(file) {
	case ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".md", ".markdown", ".pdf", ".docx", ".eml", ".xml":
		return true
	}
	return false
}

// cutCompression takes the ending of a compression away.
func cutCompression(file string) string {
	switch e := ending(file); e {
	case ".gz", ".zst", ".zstd":
		return file[:len(file)-len(e)]
	case ".tgz", ".tzst":
		return file[:len(file)-len(e)] + ".tar"
	}
	return file
}

// kind tells what a stream holds, by its first bytes, and by its name where
// those do not say.
func (c *collector) kind(s *source) kind {
	head, _ := s.r.Peek(512)
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case has("\x1f\x8b"):
		return kindGzip
	case has("\x28\xb5\x2f\xfd"):
		return kindZstd
	case has("PK\x03\x04") && isWorkbook(s, head):
		return kindXLSX
	case has("PK\x03\x04") && !isOffice(head) && ending(s.file) != ".docx", has("PK\x05\x06"):
		return kindZip
	case has("PAR1"):
		return kindParquet
	case has("WARC/"):
		return kindWARC
	case len(head) >= 262 && string(head[257:262]) == "ustar", ending(s.file) == ".tar":
		return kindTar
	}
	switch ending(s.file) {
	case ".jsonl", ".ndjson":
		return kindJSONLines
	case ".csv", ".tsv", ".tab":
		return kindCSV
	}
	if isDocument(s.file) && ending(s.file) != ".txt" {
		return kindDocument
	}
	return c.kindOfText(s)
}

// kindOfText looks further into what has no telling name: standard input,
// .json, and the part files of a cluster.
func (c *collector) kindOfText(s *source) kind {
	sniff := sniffSize
	if s.at != nil && 0 < s.size && s.size < sniffSize {
		sniff = int(s.size) // a file is not given more room than it fills
	}
	s.r = bufio.NewReaderSize(s.r, sniff)
	head, _ := s.r.Peek(sniff)
	if isUTF16(head) {
		// As PowerShell writes what a program prints.
		s.r, s.at = bufio.NewReaderSize(transform.NewReader(s.r, unicode.BOMOverride(transform.Nop)), sniffSize), nil
		head, _ = s.r.Peek(sniffSize)
	}
	switch {
	case ending(s.file) == ".json" && !manyObjects(head):
		if c.looksLikeArray(head) {
			return kindJSONArray
		}
		if record.MayBeFrame(head) {
			return kindFrame
		}
		return kindDocument // of a job board's API, or one posting
	case c.looksLikeRows(head):
		return kindJSONLines
	case c.looksLikeArray(head):
		return kindJSONArray
	case c.looksLikeTable(head):
		return kindCSV
	case ending(s.file) != ".txt" && record.MayBeFrame(head):
		return kindFrame
	}
	return kindDocument
}

func isUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// isTableFile looks into a file whose name says text for a data set: Excel calls
// a table so, and people JSON lines.
func (c *collector) isTableFile(p string) bool {
	if ending(p) != ".txt" {
		return false
	}
	f, err := os.Open(p)
	if err != nil {
		return false
	}
	defer f.Close()
	s := source{file: filepath.Base(p), r: bufio.NewReaderSize(io.LimitReader(f, firstLook), firstLook)}
	return c.kind(&s) != kindDocument
}

// firstLook is how far a text is looked into for a table.
const firstLook = 16 << 10

// isWorkbook tells Excel's files from Word's, by the names of their members.
func isWorkbook(s *source, head []byte) bool {
	switch ending(s.file) {
	case ".xlsx", ".xlsm":
		return true
	case ".docx", ".pptx":
		return false
	}
	if !isOffice(head) {
		return false
	}
	head, _ = s.r.Peek(bufferSize)
	return bytes.Contains(head, []byte("xl/workbook.xml")) || bytes.Contains(head, []byte("xl/worksheets/"))
}

// manyObjects tells whether an object ends where its line ends, and another
// one follows.
func manyObjects(head []byte) bool {
	_, rest, ok := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("}\n"))
	return ok && bytes.HasPrefix(bytes.TrimSpace(rest), []byte("{"))
}

// isOffice tells an office document, which is a zip of XML, from an archive,
// by its first member.
func isOffice(head []byte) bool {
	if len(head) < 30 {
		return false
	}
	name := head[30:]
	for _, first := range []string{"[Content_Types].xml", "_rels/", "docProps/", "word/", "mimetype", "customXml/"} {
		if bytes.HasPrefix(name, []byte(first)) {
			return true
		}
	}
	return false
}

// isHidden tells what people do not mean: dot files, and what macOS and
// Windows leave behind.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini"
}

// isAsset tells whether a file can be no document, by its ending.
func isAsset(file string) bool {
	switch ending(file) {
	case ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".avif", ".woff", ".woff2", ".ttf", ".otf", ".eot",
		".mp3", ".mp4", ".webm":
		return true
	}
	return false
}
