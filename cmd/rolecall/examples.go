package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A reading is what a person said of a posting.
type reading struct {
	ID         string       `json:"id"`
	Label      lexicon.Role `json:"label"`
	Confidence float64      `json:"confidence"` // how sure they were, 0 to 1; 0 or absent: not stated
}

// readLabels reads JSON lines of id and label. Without a file it returns nil.
func readLabels(path string) (map[string]reading, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	labels := map[string]reading{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var l reading
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if l.Label.Index() < 0 {
			return nil, fmt.Errorf("%s:%d: label %q: one of TPM, PM, PM-T, EM, none", path, n, l.Label)
		}
		labels[l.ID] = l
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return labels, nil
}

// readExamples reads the postings of a data set, with the labels that people
// gave them.
func readExamples(cmd *cobra.Command, args []string, in *inputFlags, c *classify.Classifier, labels string) ([]evaluate.Example, error) {
	part, err := in.parse()
	if err != nil {
		return nil, err
	}
	truth, err := readLabels(labels)
	if err != nil {
		return nil, err
	}
	var examples []evaluate.Example
	var failed error // why the first document that could not be read was not
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields, Want: part.wants})
	type answer struct {
		example *evaluate.Example
		err     error
	}
	work := func(d collect.Document) answer { return answer{newExample(c, d, truth), d.Err} }
	err = inOrder(cmd.Context(), documents, in.jobs, work, func(a answer) error {
		if a.example != nil {
			examples = append(examples, *a.example)
		}
		failed = cmp.Or(failed, a.err)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case len(evaluate.Labelled(examples)) > 0:
		return examples, nil
	case failed != nil:
		return nil, fmt.Errorf("no labelled postings in %s: %w", strings.Join(args, ", "), failed)
	}
	return nil, fmt.Errorf("no labelled postings in %s", strings.Join(args, ", "))
}

// newExample reads a row; nil where it holds no posting.
func newExample(c *classify.Classifier, d collect.Document, truth map[string]reading) *evaluate.Example {
	if d.Row == nil {
		return nil
	}
	said := reading{Label: lexicon.Role(d.Row.Label)}
	if truth != nil {
		said = truth[d.Row.ID]
	}
	if said.Label.Index() < 0 {
		said.Label = ""
	}
	e := d.Extract(extractOptions())[0]
	if said.Label == "" && (!e.OK() || e.Posting.Language != lexicon.Language) {
		return nil
	}
	x := &evaluate.Example{ID: d.Row.ID, Employer: strings.ToLower(strings.TrimSpace(d.Row.Company)), Source: d.Row.Source, Label: said.Label, Sure: said.Confidence}
	x.Title, x.Titled = c.ReadTitle(d.Row.Title), d.Row.Title
	x.Marks, x.Words = c.Marks(e)
	return x
}
