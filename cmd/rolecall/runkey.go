package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"rolecall/classify"
	"rolecall/cmd/internal/buildinfo"
	"rolecall/lexicon"
)

// A runKey says what a run is of. A run is gone on with only where it is the
// same, so that all rows of an output come from one program.
type runKey struct {
	Version string     `json:"version"`
	Lexicon string     `json:"lexicon"` // hash
	Weights string     `json:"weights"` // hash
	Options string     `json:"options"` // those that change rows, as JSON
	Inputs  []inputKey `json:"inputs"`
}

// An inputKey tells whether a path still holds what it held. Of a folder only
// the path is known; a document that is not where it was is noticed later.
type inputKey struct {
	Path     string `json:"path"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"` // nanoseconds since 1970
}

func newRunKey(paths []string, c *classify.Classifier, lex *lexicon.Lexicon, options any) (k runKey, err error) {
	k = runKey{Version: buildinfo.Version(), Lexicon: lex.Hash, Inputs: []inputKey{}}
	h := sha256.New()
	if err := classify.WriteParameters(h, c.Model().Parameters(lex, "")); err != nil {
		return k, err
	}
	k.Weights = hex.EncodeToString(h.Sum(nil))[:16]
	o, err := json.Marshal(options)
	if err != nil {
		return k, err
	}
	k.Options = string(o)
	for _, p := range paths {
		in := inputKey{Path: p}
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
			in.Size, in.Modified = info.Size(), info.ModTime().UnixNano()
		}
		k.Inputs = append(k.Inputs, in)
	}
	return k, nil
}

// differs says in what another run differs, "" where in nothing.
func (k *runKey) differs(o *runKey) string {
	for _, x := range []struct{ what, was, is string }{
		{"version", k.Version, o.Version}, {"lexicon", k.Lexicon, o.Lexicon}, {"weights", k.Weights, o.Weights}, {"options", k.Options, o.Options},
	} {
		if x.was != x.is {
			return fmt.Sprintf("%s (%s, now %s)", x.what, x.was, x.is)
		}
	}
	for i, in := range k.Inputs {
		switch {
		case i >= len(o.Inputs) || in.Path != o.Inputs[i].Path:
			return fmt.Sprintf("input (%s)", in.Path)
		case in != o.Inputs[i]:
			return fmt.Sprintf("input (%s was changed since)", in.Path)
		}
	}
	if !slices.Equal(k.Inputs, o.Inputs) {
		return "number of inputs"
	}
	return ""
}
