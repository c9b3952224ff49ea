package collect

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// read returns the documents at paths.
func read(o Options, paths ...string) []Document {
	return slices.Collect(Documents(context.Background(), paths, o))
}

// list says in one line each what documents are.
func list(docs []Document, dir string) string {
	var b strings.Builder
	for _, d := range docs {
		what := string(d.Data)
		if d.Row != nil {
			what = d.Row.Title + "|" + d.Row.Text + d.Row.HTML
		}
		if d.Err != nil {
			what = "error: " + d.Err.Error()
		}
		fmt.Fprintf(&b, "%d %s %s\n", d.Seq, strings.TrimPrefix(filepath.ToSlash(d.Name), filepath.ToSlash(dir)+"/"), what)
	}
	return b.String()
}

// expect compares, in both manners of reading.
func expect(t *testing.T, o Options, dir, want string, paths ...string) {
	t.Helper()
	for i := range paths {
		paths[i] = filepath.Join(dir, paths[i])
	}
	if got := list(read(o, paths...), dir); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	o.Defer = true
	docs := read(o, paths...)
	for i := range docs {
		docs[i].Load()
	}
	if got := list(docs, dir); got != want {
		t.Errorf("deferred, got\n%swant\n%s", got, want)
	}
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A file is a member of an archive that a test makes.
type file struct{ name, data string }

func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, f.data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	a := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.data)), Typeflag: tar.TypeReg}
		if target, ok := strings.CutPrefix(f.data, "-> "); ok {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, target, 0
		}
		if err := a.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			io.WriteString(a, f.data)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func zst(data []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(data, nil)
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"f/b.html", "f/a.txt", "f/sub/c.html", "f/sub/drafts/d.html", "f/.hidden/e.html", "f/.f.html", "f/style.css", "f/b_files/frame.html", "f/Thumbs.db", "outside.html"} {
		write(t, dir, name, []byte(filepath.Base(name)))
	}
	os.Symlink(filepath.Join(dir, "outside.html"), filepath.Join(dir, "f/link.html"))
	os.Symlink(dir, filepath.Join(dir, "f/loop"))
	expect(t, Options{}, dir, "0 f/a.txt a.txt\n1 f/b.html b.html\n2 f/sub/c.html c.html\n3 f/sub/drafts/d.html d.html\n", "f")
	expect(t, Options{Include: []string{"*.html"}, Exclude: []string{"sub/drafts/**"}}, dir, "0 f/b.html b.html\n1 f/sub/c.html c.html\n", "f")
	expect(t, Options{}, dir, "0 f/b.html b.html\n1 f/sub/c.html c.html\n2 f/sub/drafts/d.html d.html\n", "f/**/[bcdef]*.html")
	expect(t, Options{}, dir, "0 f/none*.html error: cannot stat: no such file or directory\n", "f/none*.html")
}

func TestArchives(t *testing.T) {
	dir := t.TempDir()
	files := []file{{"z/b.html", "b"}, {"a.txt", "a"}, {"../../etc/x.txt", "x"}, {`C:\win\y.txt`, "y"}, {"z/__MACOSX/b.html", "no"}, {"z/Job.html", "job"}, {"z/Job_files/f.html", "no"}, {"z/p.png", "no"}}
	write(t, dir, "a.zip", zipOf(t, files...))
	expect(t, Options{}, dir, "0 a.zip!a.txt a\n1 a.zip!etc/x.txt x\n2 a.zip!win/y.txt y\n3 a.zip!z/Job.html job\n4 a.zip!z/b.html b\n", "a.zip")
	asStored := "0 N!z/b.html b\n1 N!a.txt a\n2 N!etc/x.txt x\n3 N!win/y.txt y\n4 N!z/Job.html job\n"
	files = append(files, file{"link.html", "-> /etc/passwd"})
	for name, data := range map[string][]byte{"a.tar": tarOf(t, files...), "a.tgz": gz(tarOf(t, files...)), "a.tar.zst": zst(tarOf(t, files...))} {
		write(t, dir, name, data)
		expect(t, Options{}, dir, strings.ReplaceAll(asStored, "N!", name+"!"), name)
	}
	write(t, dir, "page.html.gz", gz([]byte("page")))
	expect(t, Options{}, dir, "0 page.html.gz page\n", "page.html.gz")
	write(t, dir, "rows.jsonl.zst", zst([]byte(`{"title":"PM"}`+"\n\n"+`{"title":"EM"}`)))
	expect(t, Options{}, dir, "0 rows.jsonl.zst:1 PM|\n1 rows.jsonl.zst:3 EM|\n", "rows.jsonl.zst")
}

func TestNestedArchives(t *testing.T) {
	dir := t.TempDir()
	inner := zipOf(t, file{"x.txt", "x"})
	for range MaxDepth - 1 {
		inner = zipOf(t, file{"in.zip", string(inner)})
	}
	write(t, dir, "a.zip", inner)
	expect(t, Options{}, dir, "0 a.zip!in.zip!in.zip!x.txt x\n", "a.zip")
	write(t, dir, "b.tar.gz", gz(tarOf(t, file{"in.zip", string(inner)}, file{"y.txt", "y"})))
	expect(t, Options{}, dir, "0 b.tar.gz!in.zip!in.zip!in.zip error: an archive more than 3 archives deep\n1 b.tar.gz!y.txt y\n", "b.tar.gz")
}

// What unpacks to far more than its size is cut, wherever it stands.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 48<<20)
	dir := t.TempDir()
	small := gz(gz([]byte(zeros + zeros)))
	write(t, dir, "deep.txt.gz", small)
	var many []file
	for i := range 4 {
		many = append(many, file{fmt.Sprintf("%d.txt", i), zeros})
	}
	write(t, dir, "many.zip", zipOf(t, many...))
	write(t, dir, "many.tar.zst", zst(tarOf(t, many...)))
	write(t, dir, "rows.jsonl.gz", gz([]byte(strings.Repeat(" ", 200<<20))))
	for _, name := range []string{"deep.txt.gz", "many.zip", "many.tar.zst", "rows.jsonl.gz"} {
		docs := read(Options{}, filepath.Join(dir, name))
		last := docs[len(docs)-1]
		if last.Err == nil || !strings.Contains(last.Err.Error(), "unpacks to more than 250 times its size: cut") && !strings.Contains(last.Err.Error(), "too large") {
			t.Errorf("%s: %d documents, then %v", name, len(docs), last.Err)
		}
	}
}

func TestBroken(t *testing.T) {
	dir := t.TempDir()
	rows := []byte(`{"title":"PM","text":"a"}` + "\n" + strings.Repeat(`{"title":"EM","text":"b"}`+"\n", 2000))
	whole := gz(rows)
	write(t, dir, "cut.jsonl.gz", whole[:len(whole)-9])
	docs := read(Options{}, filepath.Join(dir, "cut.jsonl.gz"))
	if last := docs[len(docs)-1]; len(docs) < 100 || last.Err == nil || !strings.HasPrefix(last.Err.Error(), "truncated: ") {
		t.Errorf("%d documents, the last with %v", len(docs), last.Err)
	}
	archive := tarOf(t, file{"a.txt", "a"}, file{"b.txt", strings.Repeat("b", 5000)})
	write(t, dir, "cut.tar", archive[:2200])
	expect(t, Options{}, dir, "0 cut.tar!a.txt a\n1 cut.tar!b.txt error: truncated: unexpected EOF\n2 cut.tar error: truncated: unexpected EOF\n", "cut.tar")
	write(t, dir, "no.zip", []byte("PK\x03\x04 no"))
	write(t, dir, "no.parquet", []byte("PAR1 no"))
	write(t, dir, "no.warc", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"))
	for name, says := range map[string]string{"no.zip": "broken zip", "no.parquet": "broken Parquet", "no.warc": "truncated", "none.html": "cannot stat"} {
		docs := read(Options{}, filepath.Join(dir, name))
		if len(docs) == 0 || docs[0].Err == nil || !strings.Contains(docs[0].Err.Error(), says) {
			t.Errorf("%s: %v", name, list(docs, dir))
		}
	}
}

func TestRows(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("x", 3000)
	write(t, dir, "r.jsonl", []byte("\ufeff"+`{"title":"a"}`+"\n"+`{"title":"`+long+`"}`+"\nnull\n"+`{"Job Title":"b","Job-Description":"d","job_description":"c"}`+"\n{}"))
	expect(t, Options{MaxBytes: 1000}, dir, "0 r.jsonl:1 a|\n1 r.jsonl:2 error: too large: over 1000 bytes\n2 r.jsonl:3 error: not a JSON object: null\n3 r.jsonl:4 b|c\n4 r.jsonl:5 error: no column that is known as title or description; name them with --title-field, --text-field or --html-field"+"\n", "r.jsonl")
	write(t, dir, "a.json", []byte(`[{"title":"a","description":"}],[{"}, {"title":"`+long+`"} ,{"title":"b","text":"c"}]`))
	expect(t, Options{MaxBytes: 1000}, dir, "0 a.json:1 a|}],[{\n1 a.json:2 error: too large: over 1000 bytes\n2 a.json:3 b|c\n", "a.json")
	write(t, dir, "cut.json", []byte(`[{"title":"a","description":"b"},{"ti`))
	expect(t, Options{}, dir, "0 cut.json:1 a|b\n1 cut.json:2 error: truncated: unexpected EOF\n", "cut.json")
	// Of a job board's API: a document.
	api := `[{"text":"PM","descriptionPlain":"d","hostedUrl":"u"}]`
	write(t, dir, "api.json", []byte(api))
	expect(t, Options{}, dir, "0 api.json "+api+"\n", "api.json")
	write(t, dir, "part-00000", []byte(`{"title":"a"}`+"\n"))
	expect(t, Options{}, dir, "0 part-00000:1 a|\n", "part-00000")
}

func TestTables(t *testing.T) {
	dir := t.TempDir()
	for name, test := range map[string]struct{ data, want string }{
		"bom":      {"\ufefftitle,description\r\nPM,\"a, \"\"b\"\"\nc\"\r\nEM,d\r\n", "N:2 PM|a, \"b\"\nc;N:4 EM|d"},
		"old mac":  {"title,text\rPM,a\rEM,b", "N:2 PM|a;N:3 EM|b"},
		"semi":     {"id;Job Title;Job Description\n1;PM;a, b\n", "N:2 PM|a, b"},
		"quotes":   {"title,text\n12\" PM,\"a\" b\nEM, \"c\"\n", "N:2 12\" PM|a b;N:3 EM|c"},
		"short":    {"title,text,city\nPM\n\nEM,a,b,c\n", "N:2 PM|;N:4 EM|a"},
		"latin":    {"title,text\nPM,caf\xe9 \x93x\x94\n", "N:2 PM|café “x”"},
		"open":     {"title,text\nPM,a\nEM,\"b\nc\n", "N:2 PM|a;N:3 error: the quote of a value that begins in line 3 is never closed"},
		"header":   {"title,text\n", ""},
		"empty":    {"", ""},
		"columns":  {"x,y\n1,2\n", "N error: no column that is known as title or description: there are x, y; name them with --title-field, --text-field or --html-field"},
		"no title": {"text\nabc\n", "N:2 |abc"},
	} {
		write(t, dir, name+".csv", []byte(test.data))
		var want strings.Builder
		if test.want != "" {
			for i, line := range strings.Split(test.want, ";N") {
				fmt.Fprintf(&want, "%d %s.csv%s\n", i, name, strings.TrimPrefix(line, "N"))
			}
		}
		if name == "columns" {
			want.Reset()
			fmt.Fprintf(&want, "0 columns.csv%s\n", strings.TrimPrefix(test.want, "N"))
		}
		expect(t, Options{}, dir, want.String(), name+".csv")
	}
	write(t, dir, "u16.tsv", utf16LE("title\ttext\nPM\té\n"))
	expect(t, Options{}, dir, "0 u16.tsv:2 PM|é\n", "u16.tsv")
	write(t, dir, "big.csv", []byte("title,text\nPM,\""+strings.Repeat("x\n", 3000)+"EM,b\nTPM,c\n"))
	docs := read(Options{MaxBytes: 5000}, filepath.Join(dir, "big.csv"))
	if docs[0].Err == nil || !strings.HasPrefix(docs[0].Err.Error(), "too large") || docs[len(docs)-1].Row == nil || docs[len(docs)-1].Row.Title != "TPM" {
		t.Errorf("a record over the limit: %v", docs[0].Err)
	}
	write(t, dir, "named.csv", []byte("what,words\nPM,a\n"))
	expect(t, Options{Fields: Fields{Title: "what", Text: "words"}}, dir, "0 named.csv:2 PM|a\n", "named.csv")
	expect(t, Options{Fields: Fields{Title: "wat"}}, dir, "0 named.csv error: no column \"wat\" for --title-field: there are what, words\n", "named.csv")
}

func utf16LE(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return b
}

func TestParquet(t *testing.T) {
	type hiring struct {
		Name string `parquet:"name"`
	}
	type posting struct {
		ID    int64   `parquet:"id"`
		Title string  `parquet:"title"`
		Text  *string `parquet:"description,optional"`
		Org   hiring  `parquet:"hiringOrganization"`
		Tags  []string
	}
	text := "what to do"
	var b bytes.Buffer
	w := parquet.NewGenericWriter[posting](&b)
	w.Write([]posting{{1, "PM", &text, hiring{"Acme"}, []string{"x", "y"}}, {2, "EM", nil, hiring{}, nil}})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "p.parquet", b.Bytes())
	expect(t, Options{}, dir, "0 p.parquet:1 PM|what to do\n1 p.parquet:2 EM|\n", "p.parquet")
	docs := read(Options{}, filepath.Join(dir, "p.parquet"))
	if r := docs[0].Row; r.ID != "1" || r.Company != "Acme" {
		t.Errorf("read %+v", r)
	}
	write(t, dir, "in.zip", zipOf(t, file{"p.parquet", b.String()}))
	expect(t, Options{}, dir, "0 in.zip!p.parquet:1 PM|what to do\n1 in.zip!p.parquet:2 EM|\n", "in.zip")
}

func TestWARC(t *testing.T) {
	record := func(kind, uri, body string) string {
		return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(body), body)
	}
	all := record("warcinfo", "", "x") + record("request", "http://h/1", "GET / HTTP/1.1\r\n\r\n") +
		record("response", "<http://h/1>", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") +
		record("response", "http://h/2", "HTTP/2 200\r\nContent-Encoding: gzip\r\n\r\n"+string(gz([]byte("zipped")))) +
		record("response", "http://h/3", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nnot at all") +
		record("response", "http://h/4", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2\r\n\r\nx") +
		record("response", "http://h/5", "HTTP/1.1 302 Found\r\nLocation: /1\r\n\r\n") +
		record("response", "http://h/6", "HTTP/1.1 404 Not Found\r\n\r\ngone") +
		record("response", "http://h/robots.txt", "HTTP/1.1 200 OK\r\n\r\nno") +
		record("response", "http://h/p.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nno") +
		record("resource", "file:///7.html", "kept") + record("response", "http://h/8", "no http")
	want := "0 W!http://h/1 abcde\n1 W!http://h/2 zipped\n2 W!http://h/3 not at all\n" +
		"3 W!http://h/4 HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2\r\n\r\nx\n4 W!http://h/6 error: the server answered 404\n" +
		"5 W!file:///7.html kept\n6 W!http://h/8 error: a HTTP response without a header\n"
	dir := t.TempDir()
	write(t, dir, "w.warc", []byte(all))
	expect(t, Options{}, dir, strings.ReplaceAll(want, "W!", "w.warc!"), "w.warc")
	write(t, dir, "w.warc.gz", gz([]byte(all)))
	expect(t, Options{}, dir, strings.ReplaceAll(want, "W!", "w.warc.gz!"), "w.warc.gz")
}

func TestStdin(t *testing.T) {
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":  {nil, ""},
		"page":     {[]byte("<html>x"), "0 - <html>x\n"},
		"rows":     {[]byte(`{"title":"a"}`), "0 -:1 a|\n"},
		"array":    {[]byte(` [{"title":"a","text":"b"}]`), "0 -:1 a|b\n"},
		"table":    {[]byte("title,text\na,b\n"), "0 -:2 a|b\n"},
		"zipped":   {gz([]byte(`{"title":"a"}`)), "0 -:1 a|\n"},
		"archive":  {zipOf(t, file{"a.txt", "x"}), "0 -!a.txt x\n"},
		"sentence": {[]byte("Title, text and more\nof it"), "0 - Title, text and more\nof it\n"},
	} {
		if got := list(read(Options{Stdin: bytes.NewReader(test.data)}, "-"), ""); got != test.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, test.want)
		}
	}
	if docs := read(Options{}, "-"); len(docs) != 1 || docs[0].Err == nil {
		t.Error("no standard input is no error")
	}
}

// What is not wanted is numbered, and not read.
func TestWant(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.zip", zipOf(t, file{"1.txt", "1"}, file{"2.txt", "2"}))
	write(t, dir, "b.jsonl", []byte("{\"title\":\"c\"}\n{\"title\":\"d\"}\n"))
	write(t, dir, "c.csv", []byte("title\ne\nf\n"))
	o := Options{Want: func(seq int64, name string) bool { return seq%2 == 1 }}
	expect(t, o, dir, "1 a.zip!2.txt 2\n3 b.jsonl:2 d|\n5 c.csv:3 f|\n", "a.zip", "b.jsonl", "c.csv")
}

func TestStops(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.jsonl", []byte(strings.Repeat("{\"title\":\"3\"}\n", 100)))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Documents(ctx, []string{dir, dir}, Options{}) {
		if n++; n == 5 {
			cancel()
		}
	}
	if n != 5 {
		t.Errorf("%d documents after the context ended", n-5)
	}
}
