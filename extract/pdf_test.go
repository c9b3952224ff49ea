package extract

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A pdfFile builds small PDFs: the tests write what printers write.
type pdfFile struct {
	objects  []string
	compress bool
}

// add appends an object and returns its number.
func (p *pdfFile) add(s string) int {
	p.objects = append(p.objects, s)
	return len(p.objects)
}

func (p *pdfFile) stream(dict, data string) int {
	if p.compress {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		z.Write([]byte(data))
		z.Close()
		dict, data = dict+" /Filter /FlateDecode", b.String()
	}
	return p.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// bytes writes the file; object 1 must be the catalog.
func (p *pdfFile) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range p.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.Bytes()
}

// printed is a page's lines: "#" a title, "##" a bold heading, "-" an item.
// Lines are broken at sixty letters, as a page's width does it.
func printed(text string, y int) (string, int) {
	var b strings.Builder
	escape := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace
	for l := range strings.SplitSeq(text, "\n") {
		font, size, x := "F1", 11, 72
		switch {
		case l == "":
			y -= 8
			continue
		case strings.HasPrefix(l, "# "):
			l, font, size = l[2:], "F2", 20
		case strings.HasPrefix(l, "## "):
			l, font = l[3:], "F2"
		case strings.HasPrefix(l, "- "):
			l, x = l[2:], 90
			fmt.Fprintf(&b, "BT /F1 11 Tf 78 %d Td (\\225) Tj ET\n", y)
		}
		for part := range strings.SplitSeq(foldAt(l, 60), "\n") {
			// Words one by one with kerning between them, as typesetters do it.
			fmt.Fprintf(&b, "BT /%s %d Tf %d %d Td [(%s)] TJ ET\n", font, size, x, y, strings.ReplaceAll(escape(strings.TrimSpace(part)), " ", ") -278 ("))
			y -= size + 3
		}
	}
	return b.String(), y
}

// pdfOf prints pages.
func pdfOf(compress bool, pages ...string) []byte {
	p := &pdfFile{compress: compress}
	p.add("<< /Type /Catalog /Pages 2 0 R >>")
	p.add("")
	p.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	p.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	var kids []string
	for _, text := range pages {
		content, _ := printed(text, 740)
		c := p.stream("", content)
		kids = append(kids, fmt.Sprintf("%d 0 R", p.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>", c))))
	}
	p.objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>", len(kids), strings.Join(kids, " "))
	return p.bytes()
}

func roverPrint() string {
	return "# " + roverTitle + "\n\n" + strings.NewReplacer("What you", "## What you", "\nRequirements", "\n## Requirements").Replace(roverText)
}

func TestPDF(t *testing.T) {
	first, second, _ := strings.Cut(roverPrint(), "\n## Requirements")
	header := "11/22/26, 1:00 AM Rovers\n"
	good := pdfOf(true, roverPrint())
	noXref, _, _ := bytes.Cut(good, []byte("xref\n0"))
	for name, data := range map[string][]byte{
		"plain":           pdfOf(false, roverPrint()),
		"compressed":      good,
		"two pages":       pdfOf(true, header+first+"\nhttps://jobs.example.org/rover 1/2", header+"## Requirements"+second+"\nhttps://jobs.example.org/rover 2/2"),
		"page numbers":    pdfOf(true, first+"\nPage 1 of 2", "## Requirements"+second+"\nPage 2 of 2"),
		"junk in front":   append([]byte("\x00\x01junk\n"), good...),
		"no xref":         noXref,
		"HTTP header":     append([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"), good...),
		"no extension":    good,
		"object streams":  packed(good),
		"composite fonts": compositePDF(),
	} {
		t.Run(name, func(t *testing.T) {
			x := Read("a.pdf", data, Options{})[0]
			wantRover(t, x, "pdf")
			for _, junk := range []string{"1:00 AM", "https://", "Page"} {
				if strings.Contains(x.Posting.Text, junk) {
					t.Errorf("%q is left in\n%s", junk, x.Posting.Text)
				}
			}
			if name == "two pages" && x.Posting.URL != "https://jobs.example.org/rover" {
				t.Errorf("address %q", x.Posting.URL)
			}
		})
	}
}

// packed puts a PDF's dictionaries into an object stream, as PDF 1.5 does it.
func packed(data []byte) []byte {
	p := &pdfFile{compress: true}
	var index, bodies strings.Builder
	var rest []string
	for i, o := range strings.Split(string(data), "endobj\n") {
		_, body, ok := strings.Cut(o, " 0 obj\n")
		if !ok {
			continue
		}
		if strings.Contains(body, "stream\n") {
			rest = append(rest, fmt.Sprintf("%d 0 obj\n%sendobj\n", i+1, body))
			continue
		}
		fmt.Fprintf(&index, "%d %d ", i+1, bodies.Len())
		bodies.WriteString(body)
	}
	n := len(strings.Fields(index.String())) / 2
	p.stream(fmt.Sprintf("/Type /ObjStm /N %d /First %d", n, index.Len()), index.String()+bodies.String())
	return []byte("%PDF-1.5\n" + strings.Join(rest, "") + "90 0 obj\n" + p.objects[0] + "\nendobj\n91 0 obj\n<< /Type /XRef /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n0\n%%EOF")
}

// compositePDF shows its text by glyph numbers with a character map, as
// browsers print.
func compositePDF() []byte {
	p := &pdfFile{compress: true}
	p.add("<< /Type /Catalog /Pages 2 0 R >>")
	p.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	p.add("<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /Font << /F1 4 0 R /F2 4 0 R >> >> >>")
	p.add("<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Inter /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>")
	p.add("<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [3 [250] 4 200 500] >>")
	p.stream("", "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfrange <0003> <0060> <0020> <0061> <0061> [<2022>] endbfrange endcmap end")
	content, _ := printed(roverPrint(), 740)
	var b strings.Builder
	for l := range strings.SplitSeq(content, "\n") {
		if at := strings.IndexAny(l, "[("); at >= 0 {
			text := strings.NewReplacer(") -278 (", " ", "[(", "", "(", "", ")] TJ ET", "", ") Tj ET", "", `\225`, "\x7e").Replace(l[at:])
			b.WriteString(l[:at] + "<")
			for _, c := range []byte(text) {
				fmt.Fprintf(&b, "%04X", int(c)-' '+3)
			}
			b.WriteString("> Tj ET\n")
		}
	}
	p.stream("", b.String())
	return p.bytes()
}

func TestPDFRefusals(t *testing.T) {
	good := pdfOf(false, roverPrint())
	image := &pdfFile{}
	image.add("<< /Type /Catalog /Pages 2 0 R >>")
	image.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	image.add("<< /Type /Page /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>")
	image.stream("", "/I Do")
	image.stream("/Subtype /Image /Filter /DCTDecode", "jpeg")
	locked := bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 >>"), 1)
	for name, c := range map[string]struct {
		data []byte
		want Reason
		says string
	}{
		"image":      {image.bytes(), NotAPosting, "images"},
		"encrypted":  {locked, NoAccess, "password"},
		"empty":      {pdfOf(true, ""), Empty, "without text"},
		"only head":  {[]byte("%PDF-1.4\n%%EOF"), Malformed, "no pages"},
		"an invoice": {pdfOf(true, "# Invoice\n"+strings.Repeat("Ten pots and twenty pans at four each, to be paid in May.\n", 9)), NotAPosting, ""},
	} {
		x := Read("", c.data, Options{})[0]
		if x.Reason != c.want || !strings.Contains(x.Detail, c.says) {
			t.Errorf("%s: %q %s, want %q", name, x.Reason, x.Detail, c.want)
		}
	}
}

// TestPDFToText runs a script in pdftotext's place: the process is started only
// where it is named, and what it gives is taken only where it is more.
func TestPDFToText(t *testing.T) {
	dir := t.TempDir()
	script := func(name, body string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := filepath.Join(dir, "text")
	os.WriteFile(text, []byte(roverTitle+"\n\n"+roverText+"\f"), 0o644)
	more := script("more", "/bin/cat "+text+"\n")
	empty := pdfOf(true, "")
	wantRover(t, Read("", empty, Options{PDFToText: more})[0], "pdftotext")
	wantRover(t, Read("", pdfOf(true, roverPrint()), Options{PDFToText: more})[0], "pdf")
	wantRover(t, Read("", pdfOf(true, roverPrint()), Options{PDFToText: script("bad", "exit 3\n")})[0], "pdf")
	if x := Read("", empty, Options{PDFToText: filepath.Join(dir, "absent")})[0]; x.Reason != Empty {
		t.Errorf("%q %s", x.Reason, x.Detail)
	}
}
