package dom

import (
	"bytes"
	"time"

	"golang.org/x/net/html"

	"rolecall/extract/internal/dom/fasttree"
	"rolecall/extract/internal/posting"
)

// Parse builds the tree of a stripped document.
func Parse(markup []byte, timeout time.Duration) (*html.Node, error) {
	if root := fasttree.Parse(markup); root != nil {
		return root, nil
	}
	return html.Parse(posting.DeadlineReader{Reader: bytes.NewReader(markup), Until: time.Now().Add(timeout)})
}
