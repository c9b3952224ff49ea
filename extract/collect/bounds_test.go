package collect

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"
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
