package collect

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/tools/txtar"

	"rolecall/extract"
)

// TestDatasets reads the data sets of testdata/datasets, each followed by the
// rows that it must give.
func TestDatasets(t *testing.T) {
	files, err := filepath.Glob("testdata/datasets/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no data sets", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			data, want := a.Files[i], a.Files[i+1]
			if !strings.HasSuffix(want.Name, ".want") {
				t.Fatalf("%s: %s is followed by %s", file, data.Name, want.Name)
			}
			t.Run(data.Name, func(t *testing.T) { checkDataset(t, data, string(want.Data)) })
		}
	}
}

func checkDataset(t *testing.T, data txtar.File, want string) {
	dir := t.TempDir()
	write(t, dir, data.Name, data.Data)
	docs := read(Options{Defer: true}, filepath.Join(dir, data.Name))
	n := -1
	var x extract.Extraction
	for l := range strings.Lines(want) {
		l = strings.TrimSuffix(l, "\n")
		switch l[0] {
		case '+', '-':
			if strings.Contains(x.Posting.Text, l[1:]) != (l[0] == '+') {
				t.Errorf("row %d: want %s in\n%s", n+1, l, x.Posting.Text)
			}
			continue
		case '#':
			found := false
			for _, s := range x.Posting.Sections {
				found = found || string(s.Kind) == l[1:]
			}
			if !found {
				t.Errorf("row %d: no section of %s in\n%s", n+1, l[1:], x.Posting.Text)
			}
			continue
		}
		if n++; n >= len(docs) {
			t.Fatalf("%d rows, want more", len(docs))
		}
		x = docs[n].Extract(extract.Options{})[0]
		p := x.Posting
		if got := strings.Join([]string{p.Title, p.Company, p.Location, p.Date, p.URL}, " | "); got != l {
			t.Errorf("row %d: got  %s (%s)\nwant %s", n+1, got, x.Detail, l)
		}
	}
	if n+1 != len(docs) {
		t.Errorf("%d rows, want %d", len(docs), n+1)
	}
}

// A workbook gives the rows of every sheet with columns of postings, by the
// sheet's name where there are several.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	set := func(sheet string, rows ...[]any) {
		for i, r := range rows {
			if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	save := func(name string) {
		var b bytes.Buffer
		if _, err := f.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, b.Bytes())
	}
	set("Sheet1", []any{"My hunt"}, []any{}, []any{"Employer", "Role", "JD", "Rating"}, []any{"Acme", "PM", "Own the checkout.\nTalk to riders.", 4.5}, []any{"", "", "", ""}, []any{"Acme", "EM", "Lead.", 3})
	save("one.xlsx")
	expect(t, Options{}, dir, "0 one.xlsx:4 PM|Own the checkout.\nTalk to riders.\n1 one.xlsx:6 EM|Lead.\n", "one.xlsx")
	f.NewSheet("Contacts")
	set("Contacts", []any{"First", "Mail"}, []any{"Pat", "p@x.example"})
	f.NewSheet("Old")
	set("Old", []any{"title", "description"}, []any{"TPM", "Run it."})
	save("many.xlsx")
	expect(t, Options{}, dir, "0 many.xlsx!Sheet1:4 PM|Own the checkout.\nTalk to riders.\n1 many.xlsx!Sheet1:6 EM|Lead.\n2 many.xlsx!Old:2 TPM|Run it.\n", "many.xlsx")
	write(t, dir, "bad.xlsx", []byte("PK\x03\x04nothing"))
	if docs := read(Options{}, filepath.Join(dir, "bad.xlsx")); len(docs) != 1 || docs[0].Err == nil {
		t.Errorf("a broken workbook: %+v", docs)
	}
}

// What the rows do not say is noted in one line a file.
func TestNotes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.csv", []byte("x,y\n1,2\n"))
	write(t, dir, "b.csv", []byte("title,description\n,\nPM,a\n , \n"))
	write(t, dir, "c.jsonl", []byte(`{"x":{"y":1}}`+"\n"+`{"x":2}`+"\n"))
	var notes []string
	o := Options{Note: func(s string) { notes = append(notes, strings.TrimPrefix(s, dir+string(filepath.Separator))) }}
	read(o, dir)
	const flags = "; name them with --title-field, --text-field or --html-field"
	want := []string{"a.csv: no column that is known as title or description: there are x, y" + flags, "b.csv: 2 blank rows skipped", "c.jsonl: no column that is known as title or description: there are x, x.y" + flags}
	if !slices.Equal(notes, want) {
		t.Errorf("noted %q", notes)
	}
}

// A field may be named by its path.
func TestPaths(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "p.jsonl", []byte(`{"a":{"what":"PM","why":{"long":"Own it."}},"title":"x","description":"y"}`+"\n"))
	expect(t, Options{Fields: Fields{Title: "a.what", Text: "a.why.long"}}, dir, "0 p.jsonl:1 PM|Own it.\n", "p.jsonl")
}
