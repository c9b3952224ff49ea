package script

import (
	"encoding/json"
	"strconv"
	"strings"

	"rolecall/extract/internal/dom"
)

// nextPush is the call with which Next.js sends a part of its state: a list of
// a kind and a string. The strings of all scripts together are a stream of rows.
const nextPush = "__next_f.push("

// NextJSValues reads the rows of JSON in the stream that Next.js sends to its
// components. Long texts are rows of their own, to which "$1f" in others refers.
//
//	5:["$","$L9",null,{"job":{"title":"Rover Pilot","description":"$6"}}]
//	6:T3c2,<p>We drive…
func NextJSValues(scripts []dom.Script) []any {
	rows, texts := nextRows(strings.Join(pushed(scripts, nextPush), ""))
	fill := filler{left: MaxBytes, text: func(v any) (string, bool) {
		s, _ := v.(string)
		id, ok := strings.CutPrefix(s, "$")
		text, known := texts[id]
		return text, ok && known
	}}
	var out []any
	for _, row := range rows {
		var v any
		if json.Unmarshal([]byte(row), &v) == nil {
			out = append(out, fill.value(v, 0))
		}
	}
	return out
}

// nextRows cuts the stream. A row ends with its line, unless it says how many
// bytes it has.
func nextRows(stream string) (rows []string, texts map[string]string) {
	texts = map[string]string{}
	for stream != "" {
		line, rest, _ := strings.Cut(stream, "\n")
		id, row, ok := strings.Cut(line, ":")
		if !ok || len(id) > 8 || row == "" {
			stream = rest
			continue
		}
		if head, _, ok := strings.Cut(row, ","); ok && row[0] == 'T' {
			start := len(id) + 1 + len(head) + 1
			if n, err := strconv.ParseUint(head[1:], 16, 32); err == nil && int(n) <= len(stream)-start {
				texts[id] = stream[start : start+int(n)]
				stream = stream[start+int(n):]
				continue
			}
		}
		if row[0] == '[' || row[0] == '{' {
			rows = append(rows, row)
		}
		stream = rest
	}
	return rows, texts
}
