package collect

import (
	"bytes"
	"context"
	"testing"
)

// FuzzDocuments feeds any bytes to all readers: whatever they are, it ends,
// every document has a name, and none has both a content and an error.
func FuzzDocuments(f *testing.F) {
	for _, s := range [][]byte{
		zipOf(f, file{"a.jsonl", `{"title":"x"}`}), tarOf(f, file{"a.csv", "title,text\na,b"}), gz([]byte(`[{"title":"a","text":"b"}]`)), zst([]byte("x")),
		[]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"), []byte("title\ttext\n\"a\"\tb"), []byte("PAR1"),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for d := range Documents(context.Background(), []string{"-"}, Options{Stdin: bytes.NewReader(data), MaxBytes: 1 << 20}) {
			if d.Name == "" || d.Err != nil && d.Row != nil || d.Seq != int64(n) {
				t.Fatalf("%+v", d)
			}
			if n++; n > 1<<16 {
				t.Skip("more documents than are worth the time")
			}
		}
	})
}
