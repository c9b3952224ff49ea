package extract

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/jobboard"
	"rolecall/extract/internal/mail"
	"rolecall/extract/internal/markdown"
	"rolecall/extract/internal/pdf"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/word"
)

// soundExtractions checks what holds of every result, whatever the input.
func soundExtractions(t *testing.T, all []Extraction) {
	t.Helper()
	if len(all) == 0 {
		t.Fatal("no extraction")
	}
	members := map[string]bool{}
	for _, x := range all {
		if members[x.Member] {
			t.Fatalf("two members %q", x.Member)
		}
		members[x.Member] = true
		p := x.Posting
		for _, s := range []string{p.Title, p.Company, p.Location, p.Date, p.Text, x.Detail} {
			if !utf8.ValidString(s) {
				t.Fatalf("%q is not UTF-8", s)
			}
		}
		for _, s := range p.Warnings {
			if !utf8.ValidString(s) {
				t.Fatalf("the warning %q is not UTF-8", s)
			}
		}
		for _, a := range x.Attempts {
			if !utf8.ValidString(a.Why) {
				t.Fatalf("the reason %q is not UTF-8", a.Why)
			}
		}
		if !x.OK() {
			if p.Text != "" || x.Detail == "" {
				t.Fatalf("a refusal with a text, or without a detail: %+v", x)
			}
			continue
		}
		end := 0
		for _, s := range p.Sections {
			if s.Start != end || s.End <= s.Start {
				t.Fatalf("sections %+v do not cover the text of %d bytes", p.Sections, len(p.Text))
			}
			end = s.End
		}
		if end != len(p.Text) || strings.TrimSpace(p.Text) != p.Text || p.Text == "" {
			t.Fatalf("sections end at %d of %d, or white space around %.60q", end, len(p.Text), p.Text)
		}
	}
}

// fuzzTime is what a fuzzer may not make a document take.
const fuzzTime = 5 * time.Second

// fuzzRead reads within the time.
func fuzzRead(t *testing.T, read func(*document.Input, Options) []Extraction, name string, data []byte) {
	start := time.Now()
	soundExtractions(t, read(document.NewInput(name, data), posting.WithDefaults(Options{})))
	if took := time.Since(start); took > fuzzTime {
		t.Fatalf("took %v", took)
	}
}

func FuzzMHTML(f *testing.F) {
	page := "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://jobs.example.org/rover\r\n\r\n"
	f.Add(mhtml(page + quoted(roverPage())))
	f.Add(mhtml(page+quoted(shellPage(`<iframe srcdoc="&lt;p&gt;x"></iframe>`)), "Content-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: base64\r\n\r\nGyRCJCIbKEI="))
	f.Add([]byte("From: a\r\nSubject: =?utf-8?B?Zm9v?=\r\nContent-Type: message/rfc822\r\n\r\nSubject: b\r\n\r\n" + roverText))
	f.Add([]byte("From x\nFrom: a\nSubject: Fwd: b\n\n> ---- Forwarded message ----\n> Subject: c\n\n" + roverText))
	f.Add([]byte("From: a\nSubject: b\nContent-Type: text/html\n\n<p>c<p><b>From:</b> d<br><b>Subject:</b> e</p>" + roverHTML))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, mail.ReadMHTML, "a.mhtml", data)
		fuzzRead(t, readEmail, "a.eml", data)
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfOf(false, roverPrint()))
	f.Add(pdfOf(true, "# a\n- b", "c"))
	f.Add(packed(pdfOf(false, roverPrint())))
	f.Add(compositePDF())
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, pdf.Read, "a.pdf", data) })
}

func FuzzDOCX(f *testing.F) {
	f.Add(docx(wordRover("Title", "Heading1")))
	f.Add([]byte(wordRover("bold", "Heading2")))
	f.Add([]byte(`<w:tbl><w:tr><w:tc>` + wordParagraph("item", roverIntro) + `</w:tc></w:tr></w:tbl><w:p><w:r><mc:Fallback/><w:sym w:char="F0B7"/><w:tab/><w:br/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte("PK")) {
			data = docx(string(data)) // the body: mutations of the archive alone get no further than its checksum
		}
		fuzzRead(t, word.Read, "a.docx", data)
	})
}

func FuzzAPI(f *testing.F) {
	for _, doc := range apiDocuments {
		f.Add(fillAPI(doc))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, jobboard.ReadJSON, "a.json", data)
		fuzzRead(t, jobboard.ReadFeed, "a.xml", data)
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("# " + roverTitle + "\n\n" + roverText))
	f.Add([]byte("---\ntitle: a\n---\n| a | b |\n|---|---|\n| [c](d) | `e` |\n\n> - <b>f</b>\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzRead(t, markdown.Read, "a.md", data)
		fuzzRead(t, readText, "a.txt", data)
	})
}
