package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
)

// build makes a file of objects, the first of them the catalog.
func build(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&b, "trailer << /Root 1 0 R %s >>\n%%%%EOF", trailer)
	return b.Bytes()
}

// onePage makes a page with a content stream and a font dictionary.
func onePage(trailer, stream, font string) []byte {
	return build(trailer, "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>",
		"<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>", stream, font)
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// textOf joins the runs of all pages.
func textOf(t *testing.T, data []byte) string {
	t.Helper()
	doc, err := Read(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range doc.Pages {
		for _, r := range p {
			all = append(all, r.Text)
		}
	}
	return strings.Join(all, "|")
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

func TestText(t *testing.T) {
	for name, c := range map[string]struct{ stream, font, want string }{
		"string":       {streamOf("", "BT /F 10 Tf (a \\(b\\) \\143\\\nd) Tj ET"), helvetica, "a (b) cd"},
		"hex":          {streamOf("", "BT /F 10 Tf <6162 6> Tj ET"), helvetica, "ab`"},
		"spacing":      {streamOf("", "BT /F 10 Tf 9 Tc (\\225P) Tj 0 Tc 19.17 0 Td (lan) Tj 3 Tc 0 -12 Td (HELLO) Tj ET"), helvetica, "•|Plan|HELLO"},
		"gap":          {streamOf("", "BT /F 10 Tf [(ab) -900 (cd)] TJ ET"), helvetica, "ab|cd"},
		"kerning":      {streamOf("", "BT /F 10 Tf [(ab) 20 (cd)] TJ ET"), helvetica, "abcd"},
		"lines":        {streamOf("", "BT /F 10 Tf 12 TL (a) Tj (b) ' T* (c) Tj ET"), helvetica, "a|b|c"},
		"turned":       {streamOf("", "BT /F 10 Tf 0 1 -1 0 5 5 Tm (DRAFT) Tj 1 0 0 1 0 0 Tm (a) Tj ET"), helvetica, "a"},
		"inline image": {streamOf("", "BI /W 1 ID \x00\x01(EI) EI BT /F 10 Tf (a) Tj ET"), helvetica, "a"},
		"page header":  {streamOf("", "/Artifact <</Type /Pagination>> BDC BT /F 10 Tf (page 1) Tj ET EMC BT (a) Tj ET"), helvetica, "a"},
		"ASCIIHex":     {streamOf("/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", "BT /F 10 Tf (a) Tj ET")), helvetica, "a"},
		"run lengths":  {streamOf("/Filter /RunLengthDecode", "\x0cBT /F 10 Tf (\xfea\x06) Tj ET\x80"), helvetica, "aaa"},
		"wrong length": {"<< /Length 3 >>\nstream\nBT /F 10 Tf (a) Tj ET\nendstream", helvetica, "a"},
		"differences":  {streamOf("", "BT /F 10 Tf (\x01\x02\x03) Tj ET"), "<< /Subtype /Type1 /Encoding << /Differences [1 /Aacute /fi /uni2022] >> >>", "Áfi•"},
		"symbols":      {streamOf("", "BT /F 10 Tf (\xb7) Tj ET"), "<< /Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular >>", "•"},
	} {
		if got := textOf(t, onePage("", c.stream, c.font)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestEncryption reads a file that is encrypted under the empty password, and
// refuses one that is under another.
func TestEncryption(t *testing.T) {
	content := "BT /F 10 Tf (secret) Tj ET"
	entry := func(user string) string {
		return fmt.Sprintf("/ID [<6162>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%064x> /U <%x> >>", 7, user)
	}
	// The key is made of the entries as the reader has them.
	f := &file{trailer: dict{"ID": array{str("ab")}}, cache: map[int]any{}}
	key := f.emptyKey(dict{"O": str(strings.Repeat("\x00", 31) + "\x07"), "P": float64(-4)}, 2, 5)
	packed := (&crypt{key: key}).decrypt([]byte(content), 4)
	user := string(rc4With(key, padding))
	if got := textOf(t, onePage(entry(user), streamOf("", string(packed)), helvetica)); got != "secret" {
		t.Errorf("%q", got)
	}
	if _, err := Read(onePage(entry(strings.Repeat("x", 32)), streamOf("", string(packed)), helvetica), Limits{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("another password: %v", err)
	}
}

// TestEncryptedFiles reads files of one page that another program encrypted,
// qpdf with --encrypt ” owner: each method, and one with a password.
func TestEncryptedFiles(t *testing.T) {
	for _, name := range []string{"rc4-r3", "aes128-r4", "aes256-r5", "aes256-r6", "aes256-objects"} {
		data, err := os.ReadFile("testdata/" + name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(data, Limits{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := doc.Pages[0][0].Text; got != "A rover's secret" || doc.Title != "Rover Pilot" {
			t.Errorf("%s: text %q, title %q", name, got, doc.Title)
		}
	}
	data, err := os.ReadFile("testdata/aes256-password.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read(data, Limits{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("a file with a password: %v", err)
	}
}

func TestLimits(t *testing.T) {
	long := onePage("", streamOf("", "BT /F 10 Tf "+strings.Repeat("(abc) Tj ", 100_000)+"ET"), helvetica)
	over := errors.New("the time is over")
	for name, c := range map[string]struct {
		limits Limits
		want   error
	}{
		"letters": {Limits{Glyphs: 1000}, ErrTooBig},
		"time":    {Limits{Over: func() error { return over }}, over},
	} {
		if _, err := Read(long, c.limits); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func Example() {
	data := onePage("", streamOf("", "BT /F 12 Tf 72 700 Td (Rover pilots) Tj ET"), helvetica)
	doc, err := Read(data, Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, run := range doc.Pages[0] {
		fmt.Println(run.X, run.Y, run.Text)
	}
	// Output: 72 700 Rover pilots
}
