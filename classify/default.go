package classify

import "rolecall/lexicon"

// Default returns a classifier over the built-in lexicon, by the weights that
// are shipped. Another one is made by New.
func Default() (*Classifier, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	m, err := ShippedModel(lex)
	if err != nil {
		return nil, err
	}
	return New(lex, Options{Model: m}), nil
}
