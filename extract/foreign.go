package extract

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/document"
)

// foreignKinds are the documents that cannot be read, and what to do about it.
// The hint is worth more than the reason.
var foreignKinds = [...]struct{ magic, kind string }{
	{"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file: save it as .docx, .eml or PDF"},
	{"{\\rtf", "rich text: save it as .docx or PDF"},
	{"\x1f\x8b", "a gzip archive: unpack it"},
	{"\x28\xb5\x2f\xfd", "a zstd archive: unpack it"},
	{"BZh", "a bzip2 archive: unpack it"},
	{"\xfd7zXZ", "an xz archive: unpack it"},
	{"7z\xbc\xaf", "a 7z archive: unpack it"},
	{"Rar!", "a rar archive: unpack it"},
	{"\x89PNG", "an image: there is no text in it"},
	{"\xff\xd8\xff", "an image: there is no text in it"},
	{"GIF8", "an image: there is no text in it"},
	{"bplist00", "a Safari web archive: save the page as HTML or PDF"},
	{"%!PS", "PostScript: save it as PDF"},
}

// looksForeign recognises a document of a known kind that cannot be read.
func looksForeign(s *document.Input) bool { return foreignKind(s) != "" }

// readForeign refuses it with a hint.
func readForeign(in *document.Input, _ Options) []Extraction {
	return []Extraction{document.Refusal(Binary, "%s", foreignKind(in))}
}

func foreignKind(in *document.Input) string {
	body := in.Body
	for _, k := range foreignKinds {
		if bytes.HasPrefix(body, []byte(k.magic)) && (k.magic != "BZh" || in.Binary) {
			return k.kind
		}
	}
	if len(body) > 12 && string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP" {
		return "an image: there is no text in it"
	}
	if len(body) > 12 && strings.HasPrefix(string(body[4:12]), "ftyp") {
		return "an image or a film: there is no text in it"
	}
	return ""
}
