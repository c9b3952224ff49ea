package collect

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// What an archive claims is not believed: allocation follows what is read.
func TestClaims(t *testing.T) {
	raw := zipOf(t, file{"a.html", "<p>hello"}, file{"b.html", "<p>hello"})
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(r.File) != 2 {
		t.Fatal(err)
	}
	for i := 0; i+4 < len(raw); i++ { // the sizes in the central directory
		if bytes.HasPrefix(raw[i:], []byte("PK\x01\x02")) {
			binary.LittleEndian.PutUint32(raw[i+24:], 60<<20)
		}
	}
	dir := t.TempDir()
	write(t, dir, "lying.zip", raw)
	docs := read(Options{}, filepath.Join(dir, "lying.zip"))
	for _, d := range docs {
		if cap(d.Data) > 4<<20 {
			t.Errorf("%s: %d bytes were taken for 8", d.Name, cap(d.Data))
		}
	}
	if len(docs) != 2 {
		t.Errorf("%d documents", len(docs))
	}
}

// A row of commas is a row that says so, and so is a header.
func TestWideTables(t *testing.T) {
	dir := t.TempDir()
	commas := strings.Repeat(",", 20000)
	write(t, dir, "row.csv", []byte("title,description\n"+commas+"\nPM,a\n"))
	write(t, dir, "header.csv", []byte("title,description"+commas+"\nPM,a\n"))
	expect(t, Options{}, dir, "0 row.csv:2 error: a row of more than 16384 values\n1 row.csv:3 PM|a\n2 header.csv error: a header of more than 16384 columns\n", "row.csv", "header.csv")
}

// A tar's header may claim a terabyte: nothing of it is allocated.
func TestTarClaims(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: "a.txt", Mode: 0o644, Size: 1 << 40, Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	b.WriteString("hello") // where the terabyte should be
	dir := t.TempDir()
	write(t, dir, "lying.tar", b.Bytes())
	docs := read(Options{}, filepath.Join(dir, "lying.tar"))
	if len(docs) == 0 || docs[0].Err == nil {
		t.Fatalf("%d documents, the first without an error", len(docs))
	}
	for _, d := range docs {
		if cap(d.Data) > 4<<20 {
			t.Errorf("%s: %d bytes were taken for 5", d.Name, cap(d.Data))
		}
	}
}

// What a record of a WARC file claims, and what its body unpacks to, is bounded;
// so is each line of its header.
func TestWARCBounds(t *testing.T) {
	record := func(i int, body []byte, length int) string {
		return fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://h/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, length, body)
	}
	zeros := append([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), gz(make([]byte, 48<<20))...)
	dir := t.TempDir()
	for name, c := range map[string]struct{ data, says string }{
		"claims.warc": {record(1, []byte("HTTP/1.1 200 OK\r\n\r\nx"), 1<<40), "truncated"},
		"bomb.warc":   {record(1, zeros, len(zeros)) + record(2, zeros, len(zeros)), "unpacks to more than 250 times its size"},
		"line.warc":   {"WARC/1.1\r\nX: " + strings.Repeat("a", maxHeader+1) + "\r\n\r\n", ""},
	} {
		write(t, dir, name, []byte(c.data))
		docs := read(Options{}, filepath.Join(dir, name))
		failed := false
		for _, d := range docs {
			failed = failed || d.Err != nil && strings.Contains(d.Err.Error(), c.says)
			if d.Err != nil && cap(d.Data) > 4<<20 {
				t.Errorf("%s: %s: %d bytes are kept of what failed", name, d.Name, cap(d.Data))
			}
		}
		if !failed {
			t.Errorf("%s: no error that says %q: %v", name, c.says, list(docs[:min(len(docs), 1)], dir))
		}
	}
}

// A few bytes of a Parquet file may stand for any number of rows: they are counted.
func TestParquetRows(t *testing.T) {
	type posting struct {
		Title string `parquet:"title,dict"`
	}
	const rows = FreeBytes/rowCost + 1000
	var b bytes.Buffer
	w := parquet.NewGenericWriter[posting](&b)
	same := make([]posting, 1000)
	for i := range same {
		same[i].Title = "PM"
	}
	for n := 0; n < rows; n += len(same) {
		if _, err := w.Write(same); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "rows.parquet", b.Bytes())
	n, last := 0, error(nil)
	for d := range Documents(t.Context(), []string{filepath.Join(dir, "rows.parquet")}, Options{}) {
		n, last = n+1, d.Err
	}
	if n >= rows || last == nil || !strings.Contains(last.Error(), "unpacks to more than 250 times its size") {
		t.Errorf("%d rows of %d bytes, then %v", n, b.Len(), last)
	}
}
