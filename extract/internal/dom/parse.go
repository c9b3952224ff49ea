package dom

import (
	"bytes"

	"golang.org/x/net/html"

	"rolecall/extract/internal/dom/fasttree"
	"rolecall/extract/internal/posting"
)

// Parse builds the tree of a stripped document.
func Parse(markup []byte, clock *posting.Clock) (*html.Node, error) {
	if root := fasttree.Parse(markup); root != nil {
		return root, nil
	}
	return html.Parse(clock.Reader(bytes.NewReader(markup)))
}
