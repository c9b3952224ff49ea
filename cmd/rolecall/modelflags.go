package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/outfile"
	"rolecall/lexicon"
)

// modelFlags say how postings are read.
type modelFlags struct {
	lexicon       string
	weights       string
	bodyOnly      bool
	anyLanguage   bool
	minConfidence float64
}

func (f *modelFlags) add(cmd *cobra.Command) {
	addLexicon(cmd, &f.lexicon)
	f.addScoring(cmd)
}

func addLexicon(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "lexicon", "", "read the lexicon from `DIR` in place of the built-in one")
}

// addScoring adds all flags but that of the lexicon.
func (f *modelFlags) addScoring(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.weights, "weights", "", "score by the weights of `FILE`, as fit writes them, or by the documents' prior alone (prior)")
	fs.BoolVar(&f.bodyOnly, "body-only", false, "label by the duties alone, whatever the title says")
	fs.BoolVar(&f.anyLanguage, "any-language", false, "read postings that are not in English too; the lexicon is English")
	fs.Float64Var(&f.minConfidence, "min-confidence", classify.DefaultMinConfidence, "probability below which the outcome is ambiguous, 0 to 1")
}

func (f *modelFlags) classifier() (*classify.Classifier, *lexicon.Lexicon, error) {
	if !(f.minConfidence > 0 && f.minConfidence <= 1) { // NaN is neither
		return nil, nil, fmt.Errorf("--min-confidence %v: between 0 and 1", f.minConfidence)
	}
	lex, err := openLexicon(f.lexicon)
	if err != nil {
		return nil, nil, err
	}
	m, err := f.model(lex)
	if err != nil {
		return nil, nil, err
	}
	return classify.New(lex, classify.Options{
		Model: m, BodyOnly: f.bodyOnly, AnyLanguage: f.anyLanguage, MinConfidence: f.minConfidence, Version: buildinfo.Version(),
	}), lex, nil
}

// model reads the weights: a file's, the documents' prior, or the built-in
// ones.
func (f *modelFlags) model(lex *lexicon.Lexicon) (*classify.Model, error) {
	if f.weights == "" {
		return classify.ShippedModel(lex)
	}
	p, err := f.parameters()
	if err != nil {
		return nil, err
	}
	if p == nil {
		return classify.Prior(lex), nil
	}
	m, err := classify.NewModel(lex, p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.weights, err)
	}
	return m, nil
}

// parameters reads the weights: a file's, or the built-in ones; nil for the
// documents' prior.
func (f *modelFlags) parameters() (*classify.Parameters, error) {
	switch f.weights {
	case "prior":
		return nil, nil
	case "":
		return classify.Shipped()
	}
	file, err := os.Open(f.weights)
	if err != nil {
		return nil, fmt.Errorf("--weights: %w: fit writes such a file", err)
	}
	defer file.Close()
	p, err := classify.ReadParameters(file)
	if err != nil {
		return nil, fmt.Errorf("--weights %s: %w: fit writes such a file", f.weights, err)
	}
	return p, nil
}

// files are what the flags name, and the command reads.
func (f *modelFlags) files() []outfile.Named {
	if f.weights == "prior" {
		return nil
	}
	return []outfile.Named{{As: "--weights", Path: f.weights}}
}

// openLexicon reads the lexicon of a folder, or the built-in one.
func openLexicon(dir string) (*lexicon.Lexicon, error) {
	if dir == "" {
		return lexicon.Default()
	}
	if err := isFolder(dir); err != nil {
		return nil, err
	}
	// What loading throws away is some 20 MB: to collect it on the way took a
	// third of the time in which it is loaded.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	lex, err := lexicon.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: %w", dir, err)
	}
	return lex, nil
}

// isFolder refuses a folder of a lexicon that is not there.
func isFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("--lexicon %s: there is no such folder; rolecall lexicon export DIR makes one", dir)
	}
	return nil
}
