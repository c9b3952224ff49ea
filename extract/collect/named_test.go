package collect

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"rolecall/extract"
)

const (
	namedPage   = `<html><head><title>Engineering Manager</title></head><body><h1>Engineering Manager</h1><p>%s</p><ul><li>Manage a team of eight engineers as direct reports</li><li>Hire engineers, hold one-on-ones, and coach careers</li><li>Write performance reviews</li></ul></body></html>`
	namedRow    = `{"id": "%s", "title": "Engineering Manager", "description": "Row %s. Manage a team of eight engineers as direct reports, hire engineers, and coach careers."}` + "\n"
	namedDuties = "<p>About the role. You will lead the work below with the teams around you, every day, for the customers that we serve.</p><ul><li>Manage a team of eight engineers as direct reports</li><li>Hire engineers, hold one-on-ones, and coach their careers</li><li>Own the roadmap, and track its risks and milestones across teams</li></ul>"
	namedFeed   = `{"jobs": [{"id": 71, "title": "Engineering Manager", "absolute_url": "https://example.com/1", "content": "` + namedDuties + `"},
{"id": 72, "title": "Product Manager", "absolute_url": "https://example.com/2", "content": "` + namedDuties + `"},
{"id": 72, "title": "Program Manager", "absolute_url": "https://example.com/3", "content": "` + namedDuties + `"}]}`
)

// TestNames reads a folder of every kind of source, and each row again by its
// name alone.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	page := func(words string) []byte { return fmt.Appendf(nil, namedPage, words) }
	rows := fmt.Appendf(nil, namedRow+namedRow+"no row\n"+namedRow, "a", "a", "b", "b", "c", "c")
	inner := zipOf(t, file{"x.html", string(page("innermost"))}, file{"feed.json", namedFeed})
	for name, data := range map[string][]byte{
		"page.html":       page("plain"),
		"a:5":             page("a colon"),
		"a#b!c.html":      page("marks"),
		"rows.jsonl":      rows,
		"rows.jsonl.gz":   gzipOf(t, rows),
		"array.json":      []byte("[" + strings.TrimSuffix(strings.Repeat(fmt.Sprintf(namedRow, "x", "x")+",", 3), ",") + "]"),
		"feed.json":       []byte(namedFeed),
		"rows.csv":        []byte("id,title,description\n1,Engineering Manager,\"Manage a team\nof engineers\"\n2,Product Manager,Own the roadmap\n"),
		"pages.zip":       zipOf(t, file{"dir/x[1].html", string(page("a bracket"))}, file{"dir/y:7.html", string(page("a colon"))}, file{"rows.jsonl", string(rows)}, file{"inner.zip", string(inner)}),
		"pages.tar.gz":    gzipOf(t, tarOf(t, file{"x.html", string(page("in a tar"))}, file{"feed.json", namedFeed})),
		"crawl.warc":      warcOf(page("one"), "https://example.com/jobs?id=1", "https://example.com/jobs?id=12", "https://example.com/jobs#3"),
		"broken.jsonl.gz": gzipOf(t, rows)[:60],
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	checkNames(t, 1, dir)
	os.Remove(filepath.Join(dir, "broken.jsonl.gz"))
	checkNames(t, 1, filepath.Join(dir, "*"))
}

// TestNamesOfDatasets does so for the data sets of testdata.
func TestNamesOfDatasets(t *testing.T) {
	dir := t.TempDir()
	files, err := filepath.Glob("testdata/datasets/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no data sets", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			write(t, dir, a.Files[i].Name, a.Files[i].Data)
		}
	}
	checkNames(t, 1, dir)
}

// TestNamesOfShared does so for a sample of what is beside the project.
func TestNamesOfShared(t *testing.T) {
	for _, s := range []struct {
		path  string
		every int
	}{{"data/postings.jsonl.gz", 1500}, {"data/postings2.jsonl.gz", 400}, {"pages", 9}, {"pages2", 9}, {"cases/*.*", 1}} {
		p := filepath.Join("../../../shared", s.path)
		if _, err := os.Stat(filepath.Dir(p)); err != nil {
			t.Skip("no ../shared beside the project")
		}
		if testing.Short() && strings.HasPrefix(s.path, "data/") {
			continue
		}
		checkNames(t, s.every, p)
	}
}

// A place is a posting as it was read, in a line.
func placesOf(t *testing.T, path string, every int) (names []string, texts map[string][]string) {
	texts = map[string][]string{}
	for d := range Documents(context.Background(), []string{path}, Options{Defer: true}) {
		if d.Seq%int64(every) != 0 {
			continue
		}
		for _, e := range d.Extract(extract.Options{}) {
			name := d.Name
			if e.Member != "" {
				name += "#" + e.Member
			}
			if texts[name] == nil {
				names = append(names, name)
			}
			texts[name] = append(texts[name], fmt.Sprint(e.Posting.Title, "|", e.Posting.Text, "|", e.Reason))
		}
	}
	if len(names) == 0 {
		t.Fatalf("nothing in %s", path)
	}
	return names, texts
}

func checkNames(t *testing.T, every int, path string) {
	t.Helper()
	names, want := placesOf(t, path, every)
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && strings.HasPrefix(want[name][0], "||") {
			continue // a row for a whole file of others, that says what is wrong with it
		}
		got, all := placesOf(t, name, 1)
		if len(got) != 1 || got[0] != name || !slices.Equal(all[name], want[name]) {
			t.Errorf("%s leads to %q\n%.300q\nwant\n%.300q", name, got, all[name], want[name])
		}
	}
}

// TestNotThere says what is not there, and what is.
func TestNotThere(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "rows.jsonl", fmt.Appendf(nil, namedRow, "a", "a"))
	write(t, dir, "feed.json", []byte(namedFeed))
	write(t, dir, "cut.zip", zipOf(t, file{"x.html", "x"})[:40])
	for name, want := range map[string]string{
		"rows.jsonl:2":    "there is no such row or member in " + dir + "/rows.jsonl",
		"rows.jsonl:1#x":  "no posting #x in it: it holds one posting, and no members",
		"feed.json#73":    "no posting #73 in it: there are #71, #72, #72#2",
		"cut.zip!x.html":  "there is no such row or member in " + dir + "/cut.zip: broken zip",
		"nothing.jsonl:2": "no such file",
	} {
		var got []string
		for d := range Documents(context.Background(), []string{filepath.Join(dir, name)}, Options{}) {
			for _, e := range d.Extract(extract.Options{}) {
				got = append(got, e.Detail)
			}
		}
		if len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestNameOfRawBytes reads a file whose name is no UTF-8.
func TestNameOfRawBytes(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a\xff.jsonl"), fmt.Appendf(nil, namedRow+namedRow, "a", "a", "b", "b"), 0o600); err != nil {
		t.Skip("the file system has no such names:", err)
	}
	checkNames(t, 1, dir)
}

func gzipOf(t *testing.T, data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func warcOf(page []byte, uris ...string) []byte {
	var b bytes.Buffer
	for _, uri := range uris {
		body := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + string(page) + uri
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(body), body)
	}
	return b.Bytes()
}
