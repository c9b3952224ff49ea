package script

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"rolecall/extract/internal/dom"
)

// Nuxt 3 and React Router (once Remix) send their state as one flat list in
// which objects name their members by position:
//
//	[{"job":1},{"title":2,"description":3},"Rover Pilot","<p>We drive…"]
//
// React Router names the keys so, too: {"_4":5}. In Nuxt, a list that opens
// with a name wraps what follows: ["Reactive",1].

// routerStream is the call with which React Router sends a part of its state.
const routerStream = "streamController.enqueue("

// A flatList restores values from such a list. Each object and list is restored
// at the first place that refers to it only: what comes out is a tree no larger
// than the list, however often and in whatever circles its members refer to one
// another.
type flatList struct {
	values []any
	seen   map[int]bool
	left   int // bytes of text that may still be referred to
}

// restoreNuxt restores what the list's first value is.
func restoreNuxt(values []any) any {
	l := newFlatList()
	l.values = values
	return l.at(0, 0)
}

func newFlatList() *flatList { return &flatList{seen: map[int]bool{}, left: MaxBytes} }

// at restores the value at a position.
func (l *flatList) at(i, depth int) any {
	if i < 0 || i >= len(l.values) || depth > MaxDepth {
		return nil
	}
	switch v := l.values[i].(type) {
	case string:
		if l.left -= len(v); l.left < 0 {
			return nil
		}
		return v
	case map[string]any:
		if !l.seen[i] {
			l.seen[i] = true
			return l.object(v, depth)
		}
	case []any:
		if !l.seen[i] {
			l.seen[i] = true
			return l.list(v, depth)
		}
	}
	return nil
}

func (l *flatList) object(o map[string]any, depth int) any {
	out := make(map[string]any, len(o))
	for _, k := range SortedKeys(o) {
		key := k
		if n, err := strconv.Atoi(strings.TrimPrefix(k, "_")); err == nil && k[0] == '_' {
			key, _ = l.at(n, depth+1).(string)
		}
		if i, ok := o[k].(float64); ok {
			out[key] = l.at(int(i), depth+1)
		}
	}
	return out
}

func (l *flatList) list(list []any, depth int) any {
	if len(list) == 2 && list[0] == "Date" {
		return list[1]
	}
	out := make([]any, 0, len(list))
	for _, e := range list {
		if i, ok := e.(float64); ok {
			out = append(out, l.at(int(i), depth+1))
		}
	}
	if len(list) == 2 && len(out) == 1 { // wrapped
		return out[0]
	}
	return out
}

// ReactRouterValues reads the calls that send state. A call holds lines: the first
// of all is the list, later ones bring what was promised in it, as "P7:[…]", and
// go on with its positions.
func ReactRouterValues(scripts []dom.Script) []any {
	var out []any
	l := newFlatList()
	for _, chunk := range pushed(scripts, routerStream) {
		for line := range strings.Lines(chunk) {
			if head, tail, ok := strings.Cut(line, ":"); ok && strings.HasPrefix(head, "P") {
				line = tail
			}
			var values []any
			if json.Unmarshal([]byte(line), &values) == nil {
				root := len(l.values)
				l.values = append(l.values, values...)
				out = append(out, l.at(root, 0))
			}
		}
	}
	return out
}

// pushed lists the strings that scripts pass to a call, alone or last in a list,
// unless none of them speaks of a description.
func pushed(scripts []dom.Script, call string) []string {
	var out []string
	left, describes := MaxBytes, false
	for _, s := range scripts {
		_, argument, ok := bytes.Cut(s.Body, []byte(call))
		if !ok || len(argument) > left {
			continue
		}
		left -= len(argument)
		var v any
		if json.NewDecoder(bytes.NewReader(argument)).Decode(&v) != nil {
			continue
		}
		if list, ok := v.([]any); ok && len(list) > 0 {
			v = list[len(list)-1]
		}
		if text, ok := v.(string); ok {
			out = append(out, text)
			describes = describes || strings.Contains(text, string(MayDescribe))
		}
	}
	if !describes {
		return nil
	}
	return out
}
