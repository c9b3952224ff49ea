package extract

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// boundMemory is the memory that every document must do with. That it ends is
// seen by the test's end; how many steps it takes, classify counts.
const boundMemory = 300 << 20

// withinBounds reads a document and fails where it takes too much memory: the
// highest use of the heap, sampled, not the sum of what was ever allocated.
func withinBounds(t *testing.T, name string, data []byte) Extraction {
	t.Helper()
	runtime.GC()
	var base runtime.MemStats
	runtime.ReadMemStats(&base)
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := uint64(0)
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				if m.HeapAlloc > base.HeapAlloc {
					most = max(most, m.HeapAlloc-base.HeapAlloc)
				}
			}
		}
	}()
	all := Read(name, data, Options{})
	close(done)
	most := <-peak
	if most > boundMemory {
		t.Errorf("used %d MB", most>>20)
	}
	for _, x := range all {
		if !utf8.ValidString(x.Posting.Text) || !utf8.ValidString(x.Posting.Title) {
			t.Error("the text is not UTF-8")
		}
	}
	t.Logf("%d bytes, %d MB: %q %s", len(data), most>>20, all[0].Reason, all[0].Detail)
	return all[0]
}

func TestDocumentBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("makes documents of 50 MB")
	}
	line := strings.Repeat("requirements ", 50<<20/13)
	for _, c := range []struct {
		name string
		make func() []byte
		want []Reason // "" a posting
	}{
		{"a.docx", func() []byte { return docx(strings.Repeat(" ", 60<<20)) }, []Reason{TooLarge}},
		{"ratio.docx", func() []byte { return docx(strings.Repeat(" ", 30<<20)) }, []Reason{TooComplex}},
		{"short paragraphs.docx", func() []byte { return docx(strings.Repeat(wordParagraph("", "a"), 100_000)) }, []Reason{TooComplex, NotAPosting}},
		{"paragraphs.docx", func() []byte { return docx(noise(t, "<w:p><w:r><w:t>%d</w:t></w:r></w:p>", 100_000)) }, []Reason{TooComplex, TimedOut, NotAPosting, TooLarge}},
		{"nested.docx", func() []byte { return docx(strings.Repeat("<w:p><w:r>", 200_000)) }, []Reason{TooComplex, Empty, Malformed}},
		{"tables.docx", func() []byte { return docx(noise(t, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p>", 50_000)) }, []Reason{TooComplex, NotAPosting, TimedOut}},
		{"entries.docx", func() []byte {
			files := make([]string, 0, 20_000)
			for i := range 10_000 {
				files = append(files, fmt.Sprint(i), "")
			}
			return docx("", files...)
		}, []Reason{TooComplex}},
		{"line.txt", func() []byte { return []byte(line) }, []Reason{TooLarge}},
		{"line.md", func() []byte { return []byte("# Head\n- item\n" + line) }, []Reason{TooLarge, NotAPosting}},
		{"line.json", func() []byte { return []byte(`{"title":"Cook","description":"` + line + `"}`) }, []Reason{NotAPosting}},
		{"line.eml", func() []byte { return []byte("From: a\r\nSubject: b\r\n\r\n" + line) }, []Reason{TooLarge, NotAPosting}},
		{"line.mhtml", func() []byte { return mhtml("Content-Type: text/html\r\n\r\n<p>" + line) }, []Reason{TooLarge, NotAPosting, TooComplex, TimedOut, ""}},
		{"header.eml", func() []byte { return []byte("From: a\r\nSubject: " + line + "\r\n\r\nhello") }, []Reason{Malformed}},
		{"feed.xml", func() []byte { return []byte("<rss><description>" + line + "</description></rss>") }, []Reason{NotAPosting}},
		{"elements.xml", func() []byte { return []byte("<rss>" + strings.Repeat("<a/>", 10<<20)) }, []Reason{TooComplex}},
		{"values.json", func() []byte { return []byte("[" + strings.Repeat("1,", 25<<20) + "1]") }, []Reason{TooComplex, TooLarge}},
		{"objects.json", func() []byte { return []byte("[" + strings.Repeat(`{"a":1},`, 6<<20) + "{}]") }, []Reason{TooComplex}},
		{"keys.json", func() []byte {
			var b strings.Builder
			for i := range 100_001 {
				fmt.Fprintf(&b, `,"%x":1`, i)
			}
			return []byte("[{" + b.String()[1:] + "}]")
		}, []Reason{TooComplex}},
		{"offers.html", func() []byte {
			return []byte("<html><body>" + strings.Repeat(`<script type="application/ld+json">{"@type":"JobPosting","title":"Cook","description":"<p>Cook it.</p>"}</script>`, 40_000))
		}, nil},
		{"deep.json", func() []byte { return []byte(strings.Repeat("[", 50<<20)) }, []Reason{TooComplex}},
		{"broken.json", func() []byte { return []byte(`{"a":[` + strings.Repeat(`"b",`, 400_000)) }, []Reason{Malformed}},
		{"parts.mhtml", func() []byte {
			return mhtml(slices.Repeat([]string{"Content-Type: text/html\r\n\r\n" + shellPage("")}, 30_000)...)
		}, nil},
		{"parts in parts.eml", func() []byte {
			return []byte("From: a\r\nSubject: b\r\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", 200_000))
		}, nil},
		{"messages.eml", func() []byte {
			return []byte("From: a\r\nSubject: b\r\n" + strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 200_000))
		}, nil},
		{"frames.html", func() []byte {
			return []byte("<html>" + strings.Repeat(`<iframe srcdoc="`+strings.Repeat("<p>word ", 100)+`"></iframe>`, 20_000))
		}, nil},
		{"lists.md", func() []byte { return []byte("# a\n" + strings.Repeat("> - ", 200_000)) }, nil},
		{"brackets.md", func() []byte { return []byte("# a\n- b\n" + strings.Repeat("[", 1<<20)) }, nil},
		{"emphasis.md", func() []byte { return []byte("# a\n- b\n" + strings.Repeat("*a_ ", 400_000)) }, nil},
		{"references.md", func() []byte { return []byte("# a\n- b\n" + strings.Repeat("[a]: b\n", 200_000)) }, nil},
		{"table.md", func() []byte {
			return []byte("# a\n- b\n\n|" + strings.Repeat("a|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("|a\n", 100_000))
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := withinBounds(t, c.name, c.make())
			// A busy machine may come to the time limit before the size limit.
			if c.want != nil && x.Reason != TimedOut && !slices.Contains(c.want, x.Reason) {
				t.Errorf("%q %s, want %q", x.Reason, x.Detail, c.want)
			}
			if !x.OK() && x.Detail == "" {
				t.Error("no detail")
			}
		})
	}
}

// noise repeats a pattern with numbers in it, so that it compresses like text.
func noise(t *testing.T, pattern string, n int) string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, pattern, r.Uint64())
	}
	return b.String()
}

func TestPDFBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	file := func(objects ...string) []byte {
		p := &pdfFile{objects: objects}
		return p.bytes()
	}
	page := func(content string, more ...string) []byte {
		return file(append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 5 0 R >> >> >>", content}, more...)...)
	}
	packedStream := func(dict, data string) string {
		p := &pdfFile{compress: true}
		p.stream(dict, data)
		return p.objects[0]
	}
	form := func(data string) string {
		return fmt.Sprintf("<< /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream", len(data), data)
	}
	for name, data := range map[string][]byte{
		"pages of themselves":     file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 3 0 R >>"),
		"reference to itself":     page("4 0 R"),
		"reference in a ring":     page("5 0 R", "6 0 R", "5 0 R"),
		"length of itself":        page("<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
		"forms in forms":          page(packedStream("", strings.Repeat("/X Do ", 100)), form(strings.Repeat("/X Do ", 100))),
		"object stream of itself": file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /ObjStm /N 1000000000 /First 4 /Length 4 >>\nstream\n2 0 \nendstream"),
		"unpacks to a gigabyte":   page(packedStream("", strings.Repeat("1 ", 400<<20))),
		"packed twice":            page(packedStream("/F 0", strings.Repeat("(a) Tj ", 8<<20))),
		"array without end":       page(packedStream("", strings.Repeat("[", 30<<20))),
		"map without end":         page(packedStream("", "BT /F1 1 Tf (a) Tj ET"), "<< /Type /Font /Subtype /Type1 /ToUnicode 6 0 R >>", packedStream("", "1000000000 beginbfchar endbfchar 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange")),
		"widths without end":      page(packedStream("", "BT /F1 1 Tf <0001> Tj ET"), "<< /Type /Font /Subtype /Type0 /DescendantFonts [6 0 R] >>", "<< /W [0 2000000000 500] >>"),
		"huge numbers":            bytes.ReplaceAll(pdfOf(false, roverPrint()), []byte("/Size 8"), []byte("/Size 9999999999 /Columns 9999999999 /Index [0 9999999999]")),
		"only obj":                []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj ", 4<<20)),
		"many objects":            []byte("%PDF-1.4\n" + noise(t, "%d 0 obj\n", 1<<20)),
		"only trailers":           []byte("%PDF-1.4\n" + strings.Repeat("trailer <<", 4<<20)),
		"much text":               page(packedStream("", "BT /F1 9 Tf "+strings.Repeat("0 -1 Td (word and word) Tj ", 600_000)), "<< /Type /Font /Subtype /Type1 >>"),
		"one line":                []byte("%PDF-1.4" + strings.Repeat(" ", 50<<20)),
		"deep dictionaries":       []byte("%PDF-1.4\n1 0 obj\n" + strings.Repeat("<</a ", 1<<20)),
	} {
		t.Run(name, func(t *testing.T) {
			if x := withinBounds(t, "a.pdf", data); !x.OK() && x.Detail == "" {
				t.Error("no detail")
			}
		})
	}
}
