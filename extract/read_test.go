package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The header of an HTTP answer, an encoding and emptiness are the same to every
// format.
func TestEveryFormatIsAdmitted(t *testing.T) {
	const header = "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"
	documents := map[string]string{
		"a.pdf": string(pdfOf(true, roverPrint())), "a.html": roverPage(), "a.txt": roverTitle + "\n\n" + roverText,
		"a.md": "# " + roverTitle + "\n\n- one\n- two\n\n" + roverText, "a.json": string(fillAPI(apiDocuments["greenhouse job"])),
		"a.xml": string(fillAPI(apiDocuments["rss"])), "a.eml": "From: a@example.org\r\nSubject: " + roverTitle + "\r\n\r\n" + roverText,
	}
	for name, document := range documents {
		plain := Read(name, []byte(document), Options{})
		if d := cmp.Diff(plain, Read(name, []byte(header+document), Options{})); d != "" || !plain[0].OK() {
			t.Errorf("%s under a header: %s %s", name, plain[0].Reason, d)
		}
		for what, empty := range map[string]string{"blank": " \r\n", "header": header, "mark": "\ufeff", "wide": "\xff\xfe \x00\n\x00"} {
			if x := Read(name, []byte(empty), Options{})[0]; x.Reason != Empty || x.Detail != "no bytes" {
				t.Errorf("%s, %s: %q (%s)", name, what, x.Reason, x.Detail)
			}
		}
		if x := Read(name, []byte(header+document), Options{MaxBytes: 99})[0]; x.Reason != TooLarge {
			t.Errorf("%s, large: %q", name, x.Reason)
		}
	}
	const latin = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-2\r\n\r\n"
	for _, name := range []string{"a.txt", "a.md"} {
		x := Read(name, []byte(latin+"# "+roverTitle+"\n\n- one\n- two\n\n"+roverText+"\n\nSpolupr\xe1ce v \xc8ech\xe1ch.\n"), Options{})[0]
		if !strings.HasSuffix(x.Posting.Text, "Spolupráce v Čechách.") {
			t.Errorf("%s: %q %q", name, x.Reason, x.Posting.Text)
		}
	}
}
