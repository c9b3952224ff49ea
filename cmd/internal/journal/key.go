package journal

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/buildinfo"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A Key says what a run is of. A run is gone on with only where it is the same,
// so that all rows of an output come from one program and the same inputs.
type Key struct {
	Version string  `json:"version"`
	Lexicon string  `json:"lexicon"` // hash
	Weights string  `json:"weights"` // hash
	Options string  `json:"options"` // those that change rows, as JSON
	Inputs  []Input `json:"inputs"`
}

// An Input tells whether a path still holds what it held: by the names, sizes
// and times of its files, in their order. Of standard input nothing is known.
type Input struct {
	Path  string `json:"path"`
	Files int64  `json:"files"`
	Bytes int64  `json:"bytes"`
	Hash  string `json:"hash"`
}

// NewKey is the key of a run over paths, as o finds the files there. options
// are those that change rows.
func NewKey(ctx context.Context, paths []string, o collect.Options, c *classify.Classifier, lex *lexicon.Lexicon, options any) (k Key, err error) {
	k = Key{Version: buildinfo.Version(), Lexicon: lex.Hash, Weights: c.Model().Hash(), Inputs: []Input{}}
	text, err := json.Marshal(options)
	if err != nil {
		return k, err
	}
	k.Options = string(text)
	for _, p := range paths {
		k.Inputs = append(k.Inputs, newInput(ctx, p, o))
	}
	return k, ctx.Err()
}

func newInput(ctx context.Context, path string, o collect.Options) Input {
	in := Input{Path: path}
	h := sha256.New()
	collect.Files(ctx, []string{path}, o, func(file string) {
		in.Files++
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			in.Bytes += info.Size()
			fmt.Fprintf(h, "%q %d %d\n", file, info.Size(), info.ModTime().UnixNano())
		}
	})
	in.Hash = hex.EncodeToString(h.Sum(nil))[:16]
	return in
}

// Differs says in what another run differs, "" where in nothing.
func (k *Key) Differs(o *Key) string {
	for _, x := range []struct{ what, was, is string }{
		{"version", k.Version, o.Version}, {"lexicon", k.Lexicon, o.Lexicon}, {"weights", k.Weights, o.Weights},
	} {
		if x.was != x.is {
			return fmt.Sprintf("%s (%s, now %s)", x.what, x.was, x.is)
		}
	}
	return cmp.Or(differentOptions(k.Options, o.Options), differentInputs(k.Inputs, o.Inputs))
}

// differentOptions names the options that were others.
func differentOptions(was, is string) string {
	if was == is {
		return ""
	}
	a, b := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if json.Unmarshal([]byte(was), &a) != nil || json.Unmarshal([]byte(is), &b) != nil {
		return fmt.Sprintf("options (%s, now %s)", was, is)
	}
	names := map[string]bool{}
	for _, m := range []map[string]json.RawMessage{a, b} {
		for name := range m {
			names[name] = true
		}
	}
	var parts []string
	for name := range names {
		if x, y := string(a[name]), string(b[name]); x != y {
			parts = append(parts, fmt.Sprintf("%s %s, now %s", name, cmp.Or(x, "absent"), cmp.Or(y, "absent")))
		}
	}
	slices.Sort(parts)
	return "options (" + strings.Join(parts, "; ") + ")"
}

func differentInputs(was, is []Input) string {
	for i, in := range was {
		switch {
		case i >= len(is):
			return fmt.Sprintf("number of inputs (%d, now %d)", len(was), len(is))
		case in.Path != is[i].Path:
			return fmt.Sprintf("input (%s, now %s)", in.Path, is[i].Path)
		case in.Files != is[i].Files || in.Bytes != is[i].Bytes:
			return fmt.Sprintf("input (%s: %d files of %d bytes, now %d of %d)", in.Path, in.Files, in.Bytes, is[i].Files, is[i].Bytes)
		case in != is[i]:
			return fmt.Sprintf("input (%s: the name, the size or the time of a file was changed since)", in.Path)
		}
	}
	if len(was) != len(is) {
		return fmt.Sprintf("number of inputs (%d, now %d)", len(was), len(is))
	}
	return ""
}
