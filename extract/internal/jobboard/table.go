// Package jobboard reads postings in the JSON and XML of job boards, by the table
// of their shapes.
package jobboard

import (
	"fmt"
	"strings"
	"sync"

	"rolecall/extract/internal/tables"
)

// A path says where in an object a value stands: the first alternative that is
// not empty; of an alternative, all paths together.
type path [][][]string

// An row is a row, compiled.
type row struct {
	name                                    string
	generic, headed                         bool
	marks                                   []path
	id, title, company, location, date, url path
	parts                                   []compiledPart
}

type compiledPart struct {
	at, titled, each path
	heading          string
	items, extra     bool
	first            bool // the description itself, whose heading says nothing more
}

var rows = sync.OnceValue(func() []row { return tables.Must(Load(tables.Builtin.APIs)) })

// Load checks and compiles the table.
func Load(f tables.APIFile) ([]row, error) {
	var rows []row
	seen := map[string]bool{}
	for _, t := range f.APIs {
		if t.API == "" || seen[t.API] || (t.Title == "") != t.Headed || (len(t.Marks) == 0) != t.Generic {
			return nil, fmt.Errorf("extract/data/apis.yaml: row %q: needs a unique name, a title, and marks unless it is generic", t.API)
		}
		seen[t.API] = true
		r := row{name: t.API, generic: t.Generic, headed: t.Headed, id: newPath(t.ID), title: newPath(t.Title), company: newPath(t.Company),
			location: newPath(t.Location), date: newPath(t.Date), url: newPath(t.URL)}
		for _, m := range t.Marks {
			r.marks = append(r.marks, newPath(m))
		}
		for i, p := range t.Parts {
			if p.At == "" {
				return nil, fmt.Errorf("extract/data/apis.yaml: row %q: a part without a place", t.API)
			}
			r.parts = append(r.parts, compiledPart{newPath(p.At), newPath(p.Titled), newPath(p.Each), p.Heading, p.Items, p.Extra, i == 0})
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// newPath compiles "a.b | c + d".
func newPath(s string) path {
	var out path
	if strings.TrimSpace(s) == "" {
		return nil
	}
	for alternative := range strings.SplitSeq(s, "|") {
		var paths [][]string
		for path := range strings.SplitSeq(alternative, "+") {
			paths = append(paths, strings.Split(strings.TrimSpace(path), "."))
		}
		out = append(out, paths)
	}
	return out
}

// in reports that the object has the place, even where nothing stands there.
func (p path) in(o map[string]any) bool {
	for _, paths := range p {
		for _, path := range paths {
			if has(o, path) {
				return true
			}
		}
	}
	return false
}

func has(o map[string]any, path []string) bool {
	v, ok := o[path[0]]
	if !ok || len(path) == 1 {
		return ok
	}
	inner, ok := v.(map[string]any)
	return ok && has(inner, path[1:])
}

// values returns what stands at the first alternative that is not empty.
func (p path) values(o map[string]any) []any {
	for _, paths := range p {
		var out []any
		for _, path := range paths {
			out = appendAt(out, o, path)
		}
		for _, v := range out {
			if !blank(v) {
				return out
			}
		}
	}
	return nil
}

// appendAt follows a path through objects, and through all elements of lists.
func appendAt(out []any, v any, path []string) []any {
	switch t := v.(type) {
	case []any:
		for _, e := range t {
			out = appendAt(out, e, path)
		}
		return out
	case map[string]any:
		if len(path) > 0 {
			if inner, ok := t[path[0]]; ok {
				return appendAt(out, inner, path[1:])
			}
			return out
		}
	}
	if len(path) == 0 && !blank(v) {
		out = append(out, v)
	}
	return out
}

func blank(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}
