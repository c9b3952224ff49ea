package classify

import "rolecall/lexicon"

// Default returns a classifier over the built-in lexicon, by the weights that
// are shipped. Another one is made by New.
func Default() (*Classifier, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	p, err := Shipped()
	if err != nil {
		return nil, err
	}
	return New(lex, Options{Model: NewModel(lex, p)}), nil
}

// Lexicon returns the lexicon that the classifier reads by.
func (c *Classifier) Lexicon() *lexicon.Lexicon { return c.lex }
