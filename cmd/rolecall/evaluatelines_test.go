package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rolecall/cmd/internal/evaluation"
)

// markedPostings are invented postings: id, label, and lines with their letters.
var markedPostings = []struct {
	id, label string
	lines     [][2]string
}{
	{"a", "TPM", [][2]string{{"About the role", ""}, {"Lead complex technical programs across six engineering teams.", "T"},
		{"Manage cross-team dependencies, track risks and milestones, and report program status to leadership.", "T"},
		{"Own the product roadmap for our reporting tools.", "P"}, {"You need a degree in computer science.", "K"}, {"We offer dental care and thirty days of leave.", ""}}},
	{"b", "PM", [][2]string{{"What you will do", ""}, {"Define the product strategy and own the roadmap.", "P"},
		{"Talk to customers, prioritize features and write product requirements.", "P"}, {"Hire and coach engineers when the team grows.", ""},
		{"Design screens in Figma.", "X"}, {"Experience with A/B tests and product analytics.", "P"}}},
	{"c", "EM", [][2]string{{"Your duties", ""}, {"Manage eight engineers as direct reports; hold one-on-ones and write performance reviews.", "E"},
		{"Hire engineers and coach their careers.", "E"}, {"Review code and architecture.", "E"}, {"You run our incident reviews; you also track milestones.", "TE"}}},
}

// writeMarked writes them as evaluate reads them, and returns the files of
// postings, labels and lines.
func writeMarked(t *testing.T) (rows, labels, lines string) {
	t.Helper()
	var r, l, m bytes.Buffer
	for _, p := range markedPostings {
		text, spans := "", [][3]any{}
		for _, x := range p.lines {
			spans = append(spans, [3]any{len(text), len(text) + len(x[0]), x[1]})
			text += x[0] + "\n"
		}
		for _, x := range []struct {
			to  *bytes.Buffer
			row map[string]any
		}{
			{&r, map[string]any{"id": p.id, "title": "", "description_text": text}}, {&l, map[string]any{"id": p.id, "label": p.label}},
			{&m, map[string]any{"id": p.id, "label": p.label, "lines": spans}},
		} {
			if err := json.NewEncoder(x.to).Encode(x.row); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	write := func(name string, b *bytes.Buffer) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("rows.jsonl", &r), write("labels.jsonl", &l), write("lines.jsonl", &m)
}

// What evaluate says of lines and evidence is what scripts say that know nothing
// of this program, to three digits.
func TestLineFiguresEqualScripts(t *testing.T) {
	const bench = "../../../shared/bench/"
	if _, err := os.Stat(bench + "score_lines.py"); err != nil {
		t.Skipf("the scripts are absent: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	rows, labels, lines := writeMarked(t)
	predictions := filepath.Join(t.TempDir(), "predictions.jsonl")
	said(t, "classify", "--quiet", "--text", "--body-only", "--text-field", "description_text", rows, "-o", predictions)
	var figures []evaluation.LineFigures
	if err := json.Unmarshal([]byte(said(t, "evaluate", "--format", "json", "--text-field", "description_text", "--labels", labels, "--lines", lines, rows)), &figures); err != nil {
		t.Fatal(err)
	}
	got := figures[len(figures)-1]
	script := func(name string) map[string]any {
		out, err := exec.Command(python, bench+name, rows, lines, predictions).Output()
		if err != nil {
			t.Fatal(name, err)
		}
		var m map[string]any
		if err := json.Unmarshal(out, &m); err != nil {
			t.Fatal(name, err)
		}
		return m
	}
	same := func(what string, ours float64, theirs any) {
		t.Helper()
		if a, b := fmt.Sprintf("%.3f", ours), fmt.Sprintf("%.3f", theirs); a != b {
			t.Errorf("%s: %s, the script says %s", what, a, b)
		}
	}
	s := script("score_lines.py")
	same("line F1", got.LineF1, s["line_f1"])
	for l, name := range strings.Split("TPKEX", "") {
		precision, recall, f1 := got.Letters.Letter(l)
		theirs := s["P,R,F1"].(map[string]any)[name].([]any)
		same(name+" precision", precision, theirs[0])
		same(name+" recall", recall, theirs[1])
		same(name+" F1", f1, theirs[2])
	}
	s = script("score_evidence.py")
	for _, x := range got.Sound[:2] {
		for at, ours := range map[string]float64{"1": x.First, "3": x.Three, "5": x.Five, "all": x.All} {
			same(x.Of+" sound@"+at, ours, s[x.Of+" sound@"+at].([]any)[0])
		}
	}
	same("coverage", got.Coverage, s["coverage of marked lines"].([]any)[0])
}

// said runs rolecall, and returns what it prints.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("%s: exit %d: %s", args[0], code, errs.String())
	}
	return out.String()
}
