package extract

import (
	"context"

	"rolecall/extract/internal/webpage"
)

// HTML reads one HTML document or fragment. HTTP headers may stand on top of
// it, and it may be in any encoding. The result is a posting, or the reason why
// the page holds none.
func HTML(data []byte, o Options) Extraction {
	in, refusal, o := admit(context.Background(), "", data, o)
	if in == nil {
		return refusal
	}
	x := webpage.HTML(in.Text(), o)
	tellTitle(&x)
	return x
}

// Strategies returns the names of all strategies in the order in which they are
// tried.
func Strategies() []string { return webpage.Strategies() }
