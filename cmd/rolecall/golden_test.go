package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract"
)

var update = flag.Bool("update", false, "rewrite text and result of the goldens, and the outputs of the scripts")

const goldenDir = "../../testdata/golden"

// A golden posting has its page, the label that a person gave it, and what the
// program makes of it. The program may differ from the label only where
// misses.txt says so: a list that must shrink.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(goldenDir, "*.txtar"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d goldens, %v", len(files), err)
	}
	c := goldenClassifier(t)
	misses := readMisses(t)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			label := strings.TrimSpace(string(section(a, "label")))
			text, result := readGolden(c, section(a, "posting.html"))
			got := labelOf(result)
			switch missed := slices.Contains(misses, name); {
			case got != label && !missed:
				t.Errorf("labelled %q, a person says %q", got, label)
			case got == label && missed:
				t.Errorf("labelled %q as it should be: take it out of misses.txt", got)
			}
			compareGolden(t, file, a, text, resultText(result))
		})
	}
	for _, name := range misses {
		if !slices.Contains(files, filepath.Join(goldenDir, name+".txtar")) {
			t.Errorf("misses.txt names %s, which is no golden", name)
		}
	}
}

func goldenClassifier(t testing.TB) *classify.Classifier {
	t.Helper()
	c, err := classify.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func readMisses(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("../../testdata/misses.txt")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(b)) {
		if name, _, _ := strings.Cut(line, "#"); strings.TrimSpace(name) != "" {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

func section(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func readGolden(c *classify.Classifier, page []byte) (text string, r classify.Result) {
	e := extract.Read("posting.html", page, extract.Options{})[0]
	return e.Posting.Text, c.Classify(e)
}

// labelOf is the outcome as a golden's label is written.
func labelOf(r classify.Result) string {
	switch r.Outcome {
	case classify.Unreadable:
		return "unreadable " + r.Reason
	case classify.Ambiguous:
		return "ambiguous"
	}
	return string(r.Label)
}

// resultText is a result in few lines, so that a change shows in a difference.
func resultText(r classify.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %.2f, duties %s %.2f, title %s, %s\n", labelOf(r), r.Confidence, r.Body.Label, r.Body.Confidence, result.TitleText(r.TitleReading), r.Verdict)
	fmt.Fprintf(&b, "%q at %q by %s\n", r.Title, r.Company, r.Strategy)
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	for _, e := range r.Evidence[:min(len(r.Evidence), 8)] {
		fmt.Fprintf(&b, "%+.3f %s, %s: %s\n", e.Weight, e.Concept, e.Zone, e.Text)
	}
	return b.String()
}

func compareGolden(t *testing.T, file string, a *txtar.Archive, text, result string) {
	t.Helper()
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	want := txtar.Archive{Comment: a.Comment}
	for _, name := range []string{"posting.html", "label"} {
		want.Files = append(want.Files, txtar.File{Name: name, Data: section(a, name)})
	}
	want.Files = append(want.Files, txtar.File{Name: "text", Data: []byte(text)}, txtar.File{Name: "result", Data: []byte(result)})
	if *update {
		if err := os.WriteFile(file, txtar.Format(&want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, f := range want.Files {
		if d := cmp.Diff(string(section(a, f.Name)), string(f.Data)); d != "" {
			t.Errorf("%s differs (-golden +now; -update rewrites it):\n%s", f.Name, d)
		}
	}
}
