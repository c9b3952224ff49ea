// Package word reads postings in Word documents.
package word

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
)

// Bounds of a DOCX. Its text compresses ten to twenty times; a hundred is the
// most that was seen.
const (
	maxDOCXEntries = 5000
	maxDOCXBytes   = 50 << 20
	maxDOCXRatio   = 300
	maxDOCXStyles  = 4 << 20
)

// Match recognises a zip archive, which a DOCX is.
func Match(s *document.Input) bool {
	return bytes.HasPrefix(s.Body, []byte("PK\x03\x04"))
}

// Read reads the posting in a Word document.
func Read(in *document.Input, o posting.Options) []posting.Extraction {
	body := in.Body
	if n := bytes.Count(body, []byte("PK\x01\x02")); n > maxDOCXEntries {
		return []posting.Extraction{document.Refusal(posting.TooComplex, "a zip archive of %d files", n)}
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return []posting.Extraction{document.Refusal(posting.Malformed, "a zip archive that cannot be read: %v", err)}
	}
	main := zipFile(z, "word/document.xml", "word/document2.xml", "word/document1.xml")
	if main == nil {
		return []posting.Extraction{document.Refusal(posting.Binary, "a zip archive that is no Word document (%s)", zipKind(z))}
	}
	if x := tooBig(main); x != nil {
		return []posting.Extraction{*x}
	}
	clock := posting.ClockOf(o)
	d := &reader{styles: docxStyles(z, clock)}
	if err := d.readFile(main, clock); err != nil && d.out.Len() == 0 {
		return []posting.Extraction{docxRefusal(err, o)}
	} else if errors.Is(err, posting.ErrTimeout) || errors.Is(err, posting.ErrTooComplex) {
		return []posting.Extraction{docxRefusal(err, o)}
	}
	lines, _ := document.FragmentLines(d.out.String())
	f := document.Draft{Lines: lines}
	f.CutSurroundings(d.title())
	f.Title = cmp.Or(f.Title, d.title())
	return document.FromDrafts("docx", f, o)
}

// zipFile finds the first of the names.
func zipFile(z *zip.Reader, names ...string) *zip.File {
	for _, name := range names {
		for _, f := range z.File {
			if strings.EqualFold(path.Clean(strings.ReplaceAll(f.Name, "\\", "/")), name) {
				return f
			}
		}
	}
	return nil
}

// zipKind says what an archive is, for the refusal.
func zipKind(z *zip.Reader) string {
	for _, k := range []struct{ name, kind string }{
		{"xl/workbook.xml", "an Excel workbook"}, {"ppt/presentation.xml", "a PowerPoint file"}, {"content.xml", "an OpenDocument file: save it as .docx or PDF"},
		{"META-INF/container.xml", "an e-book"}, {"META-INF/MANIFEST.MF", "a Java archive"}, {"index.html", "a saved site: unpack it"},
	} {
		if zipFile(z, k.name) != nil {
			return k.kind
		}
	}
	return fmt.Sprintf("%s: unpack it", document.Count(len(z.File), "file"))
}

// tooBig refuses a file that unpacks to more than any document. What the
// archive says of itself may be a lie; reading is bounded as well.
func tooBig(f *zip.File) *posting.Extraction {
	var x posting.Extraction
	switch size, packed := f.UncompressedSize64, f.CompressedSize64; {
	case size > maxDOCXBytes:
		x = document.Refusal(posting.TooLarge, "a Word document of %d bytes unpacked, more than the limit of %d", size, maxDOCXBytes)
	case size > 1<<20 && size > maxDOCXRatio*max(packed, 1):
		x = document.Refusal(posting.TooComplex, "a Word document that unpacks to %d times its size: a zip bomb", size/max(packed, 1))
	default:
		return nil
	}
	return &x
}

func docxRefusal(err error, o posting.Options) posting.Extraction {
	switch {
	case errors.Is(err, posting.ErrTimeout):
		return document.Refusal(posting.TimedOut, "%s", posting.TooLong(err, o))
	case errors.Is(err, posting.ErrTooComplex):
		return document.Refusal(posting.TooComplex, "a Word document with %v", err)
	}
	return document.Refusal(posting.Malformed, "a Word document that cannot be read: %v", err)
}

// docxXML opens a file of the archive as XML, bounded in size and time.
func docxXML(f *zip.File, limit int64, clock *posting.Clock) (*xml.Decoder, io.Closer, error) {
	r, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	d := xml.NewDecoder(io.LimitReader(clock.Reader(r), limit))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(r)
		return bytes.NewReader(charset.Decode(b, label)), err
	}
	return d, r, nil
}

// readFile reads the main document.
func (d *reader) readFile(f *zip.File, clock *posting.Clock) error {
	x, c, err := docxXML(f, maxDOCXBytes, clock)
	if err != nil {
		return err
	}
	defer c.Close()
	for n := 0; ; n++ {
		tok, err := x.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if d.paragraphs > maxDOCXParagraphs {
			return fmt.Errorf("%w: more than %d paragraphs", posting.ErrTooComplex, maxDOCXParagraphs)
		}
		d.token(tok)
	}
}

// docxStyles reads which styles are headings and lists: their ids are
// translated with Word's language, their names are not.
func docxStyles(z *zip.Reader, clock *posting.Clock) map[string]paragraphStyle {
	styles := map[string]paragraphStyle{}
	f := zipFile(z, "word/styles.xml")
	if f == nil || f.UncompressedSize64 > maxDOCXStyles {
		return styles
	}
	x, c, err := docxXML(f, maxDOCXStyles, clock)
	if err != nil {
		return styles
	}
	defer c.Close()
	id := ""
	for {
		tok, err := x.RawToken()
		if err != nil {
			return styles
		}
		t, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		s := styles[id]
		switch t.Name.Local {
		case "style":
			id = xmlAttr(t, "styleId")
			s = paragraphStyle{}
		case "name":
			s = styleNamed(xmlAttr(t, "val"))
		case "basedOn":
			if base, ok := styles[xmlAttr(t, "val")]; ok && s == (paragraphStyle{}) {
				s = base
			}
		case "numPr":
			s.item = s.level == 0
		default:
			continue
		}
		styles[id] = s
	}
}

// A paragraphStyle is what a paragraph style means.
type paragraphStyle struct {
	level int // of a heading, 0 for text
	title bool
	item  bool
}

// styleNamed tells a style by its name, or by its id in English.
func styleNamed(name string) paragraphStyle {
	n := strings.ToLower(strings.ReplaceAll(name, " ", ""))
	if rest, ok := strings.CutPrefix(n, "heading"); ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '6' {
		return paragraphStyle{level: int(rest[0] - '0')}
	}
	switch {
	case n == "title":
		return paragraphStyle{level: 1, title: true}
	case n == "subtitle":
		return paragraphStyle{level: 2}
	case strings.HasPrefix(n, "listbullet"), strings.HasPrefix(n, "listnumber"):
		return paragraphStyle{item: true}
	}
	return paragraphStyle{}
}

func xmlAttr(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
