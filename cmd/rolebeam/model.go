package main

import (
	"context"
	"fmt"
	"io"
	"sync"

	"rolecall/classify"
	"rolecall/lexicon"
)

// newClassifier returns what labels documents.
func newClassifier(ctx context.Context, r *Reading) (*classify.Classifier, error) {
	lex, err := lexicon.Default() // compiled once for the process
	if err != nil {
		return nil, err
	}
	model, err := shipped()
	if r.Weights != "" {
		model, err = readModel(ctx, lex, r.Weights)
	}
	if err != nil {
		return nil, err
	}
	return classify.New(lex, classify.Options{
		Model: model, BodyOnly: r.BodyOnly, AnyLanguage: r.AnyLanguage, MinConfidence: r.MinConfidence, Version: r.Version,
	}), nil
}

// shipped returns the weights of the program, read once for the process.
var shipped = sync.OnceValues(func() (*classify.Model, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	return classify.ShippedModel(lex)
})

// readModel reads weights of a file that every worker can open.
func readModel(ctx context.Context, lex *lexicon.Lexicon, path string) (model *classify.Model, err error) {
	err = read(ctx, path, func(r io.Reader) error {
		p, err := classify.ReadParameters(r)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		model, err = classify.NewModel(lex, p)
		return nil
	})
	return model, err
}
