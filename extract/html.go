package extract

import "rolecall/extract/internal/webpage"

// HTML reads one HTML document or fragment. HTTP headers may stand on top of
// it, and it may be in any encoding. The result is a posting, or the reason why
// the page holds none.
func HTML(data []byte, o Options) Extraction { return webpage.HTML(data, o) }

// Strategies returns the names of all strategies in the order in which they are
// tried.
func Strategies() []string { return webpage.Strategies() }
