package dom

import (
	"fmt"
	"strings"
)

// A MarkIndex finds the rows of a table by the class names, ids and attributes
// that only their pages have, while a page is rendered. The zero value knows no
// row.
type MarkIndex struct {
	class map[string][]int // class name to rows
	id    map[string][]int
	attrs map[string]map[string][]int // attribute, value ("" for any) to rows
	Asked map[string]bool             // data attributes that some mark or selector asks for
}

// NewMarkIndex returns an index to be added to.
func NewMarkIndex() MarkIndex {
	return MarkIndex{class: map[string][]int{}, id: map[string][]int{}, attrs: map[string]map[string][]int{}, Asked: map[string]bool{}}
}

// Add files one mark of a row: .class, #id, [data-x] or [data-x=value].
func (x MarkIndex) Add(mark string, row int) error {
	inner, ok := strings.CutPrefix(mark, "[")
	switch {
	case strings.HasPrefix(mark, "."):
		x.class[mark[1:]] = append(x.class[mark[1:]], row)
	case strings.HasPrefix(mark, "#"):
		x.id[mark[1:]] = append(x.id[mark[1:]], row)
	case ok && strings.HasSuffix(inner, "]") && !strings.ContainsAny(inner, "*^$~ "):
		key, val, _ := strings.Cut(strings.TrimSuffix(inner, "]"), "=")
		if x.attrs[key] == nil {
			x.attrs[key] = map[string][]int{}
		}
		x.attrs[key][val] = append(x.attrs[key][val], row)
	default:
		return fmt.Errorf("mark %q is none of .class, #id, [data-x], [data-x=value]", mark)
	}
	return nil
}

// markedRows are the rows of which a mark was seen.
type markedRows map[int]bool

func (m *markedRows) add(rows []int) {
	if len(rows) > 0 && *m == nil {
		*m = markedRows{}
	}
	for _, r := range rows {
		(*m)[r] = true
	}
}
