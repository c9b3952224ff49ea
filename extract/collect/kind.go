package collect

import (
	"bufio"
	"bytes"
	"path"
	"strings"
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
	case ".csv", ".tsv":
		return kindCSV
	}
	if isDocument(s.file) {
		return kindDocument
	}
	return c.kindOfText(s)
}

// kindOfText looks further into what has no telling name: standard input,
// .json, and the part files of a cluster.
func (c *collector) kindOfText(s *source) kind {
	s.r = bufio.NewReaderSize(s.r, sniffSize)
	head, _ := s.r.Peek(sniffSize)
	switch {
	case ending(s.file) == ".json" && !manyObjects(head):
		if c.looksLikeArray(head) {
			return kindJSONArray
		}
		return kindDocument // of a job board's API, or one posting
	case c.looksLikeRows(head):
		return kindJSONLines
	case c.looksLikeArray(head):
		return kindJSONArray
	case c.looksLikeTable(head):
		return kindCSV
	}
	return kindDocument
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
