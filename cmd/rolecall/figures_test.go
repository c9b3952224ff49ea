package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"rolecall/classify"
	"rolecall/cmd/internal/evaluation"
	"rolecall/lexicon"
)

const (
	realPostings = "../../../shared/data/postings.jsonl.gz"
	realLabels   = "../../../shared/data/gold.jsonl"
)

// bySource are the arguments of a cross-validation on all that readers labelled
// and marked, in folds that keep sources apart.
func bySource() []string {
	const data = "../../../shared/data/"
	return []string{"--cv", "5", "--group", "source", "--text-field", "description_text", "--labels", data + "gold-all.jsonl", "--lines", data + "lines.jsonl.gz", data + "postings2.jsonl.gz"}
}

// evaluateReal runs evaluate on the real postings, or skips the test where
// they are absent.
func evaluateReal(t *testing.T, args ...string) map[string]evaluation.ReadingFigures {
	t.Helper()
	if _, err := os.Stat(realPostings); err != nil {
		t.Skipf("real postings are absent: %v", err)
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var out, errs bytes.Buffer
	args = append([]string{"evaluate", "--format", "json"}, append(args, realPostings)...)
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var all []evaluation.ReadingFigures
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	byName := map[string]evaluation.ReadingFigures{}
	for _, e := range all {
		byName[e.Reading] = e
	}
	return byName
}

// The figures of folds that the fit did not see stay above their floors.
// Five fits take minutes: ROLECALL_LONG=1 runs them.
func TestCrossValidatedFigures(t *testing.T) {
	if os.Getenv("ROLECALL_LONG") == "" {
		t.Skip("fits five times, which takes minutes: ROLECALL_LONG=1 runs it")
	}
	all := evaluateReal(t, bySource()...)
	duties, combined := all["duties"], all["title and duties"]
	if duties.MacroF1 < 0.82 || combined.MacroF1 < 0.86 {
		t.Errorf("macro-F1 %.3f and %.3f, at least 0.82 and 0.86", duties.MacroF1, combined.MacroF1)
	}
	for _, c := range duties.Classes {
		floor := 0.80
		if c.Role == lexicon.PMT {
			floor = 0.70 // readers doubt here, too
		}
		if c.F1 < floor {
			t.Errorf("%s: F1 %.3f, at least %.2f", c.Role, c.F1, floor)
		}
	}
	if combined.CoverageAt95 < 0.75 {
		t.Errorf("coverage at 95%% accuracy %.2f, at least 0.75", combined.CoverageAt95)
	}
	for _, g := range combined.Titles {
		if far := 1 - float64(g.Labels[lexicon.None.Index()])/float64(g.N); g.Title == "another job" && far > 0.01 {
			t.Errorf("%.1f%% of far jobs are given a role, at most 1%%", 100*far)
		}
	}
}

// The documents alone, without any fit, do well enough.
func TestPriorFigures(t *testing.T) {
	if m := evaluateReal(t, "--weights", "prior", "--labels", realLabels)["duties"].MacroF1; m < 0.75 {
		t.Errorf("macro-F1 of the documents' prior %.3f, at least 0.75", m)
	}
}

// The shipped weights belong to the shipped lexicon.
func TestWeightsFitTheLexicon(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := classify.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if p.Lexicon != lex.Hash {
		t.Errorf("the weights were fitted for lexicon %s, this one is %s: fit again, see CONTRIBUTING.md", p.Lexicon, lex.Hash)
	}
}
