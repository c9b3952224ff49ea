package result

import (
	"encoding/json"
	"strconv"
	"strings"

	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A Raw is a row of JSON whose columns are read when they are asked for: most of
// a row is evidence, which is seldom looked at. It points into the line that it
// was read from.
type Raw struct {
	values [][]byte          // of Columns; nil where the row has none
	others map[string][]byte // what no column stands for, by its name in JSON
}

// ReadRaw reads a row that batch, classify, merge or audit wrote. It reports
// whether line is one whole row.
func ReadRaw(line []byte) (*Raw, bool) {
	r := &Raw{values: make([][]byte, len(rowColumns)), others: map[string][]byte{}}
	named, version := false, false
	ok := collect.ScanObject(line, func(key string, value []byte) {
		named = named || key == "name"
		version = version || key == "version"
		if i, ok := rawPaths[key]; ok {
			r.values[i] = value
			return
		}
		if len(value) > 0 && value[0] == '{' {
			collect.ScanObject(value, func(inner string, value []byte) {
				if i, ok := rawPaths[key+"."+inner]; ok {
					r.values[i] = value
				}
			})
		}
		r.others[key] = value
	})
	return r, ok && named && version
}

// rawPaths are the places of columns by their names in JSON.
var rawPaths = func() map[string]int {
	paths := map[string]int{}
	for i := range rowColumns {
		paths[rowColumns[i].Name] = i
	}
	return paths
}()

// Cell is the value of a column of Columns, as the cell of a spreadsheet has it.
func (r *Raw) Cell(i int) string {
	c, v := &rowColumns[i], r.values[i]
	switch {
	case len(v) == 0 || string(v) == "null":
		return ""
	case v[0] == '"':
		return collect.Unquote(v)
	case c.Type == Texts:
		var list []string
		if json.Unmarshal(v, &list) != nil {
			return ""
		}
		if c.Column == "warnings" {
			return strings.Join(list, "; ")
		}
		return strings.Join(list, " ")
	case c.Type == Objects:
		return r.why(v)
	case c.Type == Number:
		x, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return ""
		}
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return string(v)
}

// Other is the value of a field that no column stands for, "" where there is
// none.
func (r *Raw) Other(key string) string {
	v := r.others[key]
	if len(v) > 0 && v[0] == '"' {
		return collect.Unquote(v)
	}
	return string(v)
}

// why is the evidence's cell.
func (r *Raw) why(v []byte) string {
	row := Row{}
	if json.Unmarshal(v, &row.Evidence) != nil {
		return ""
	}
	return Why(&row.Result, evidenceCells)
}

// Concepts are the ids of the concepts of the evidence, with the role that each
// speaks for.
func (r *Raw) Concepts() map[string]lexicon.Role {
	i, concepts := rawPaths["evidence"], map[string]lexicon.Role{}
	var list []struct {
		Concept string       `json:"concept"`
		Role    lexicon.Role `json:"role"`
	}
	if json.Unmarshal(r.values[i], &list) == nil {
		for _, e := range list {
			concepts[e.Concept] = e.Role
		}
	}
	return concepts
}
