package selection

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// The grammar of a condition, loosest first. Words are told without their case.
type (
	anyOf struct {
		Terms []*allOf `parser:"@@ ('or' @@)*"`
	}
	allOf struct {
		Terms []*term `parser:"@@ ('and' @@)*"`
	}
	term struct {
		Not     *term       `parser:"  'not' @@"`
		Group   *anyOf      `parser:"| '(' @@ ')'"`
		Compare *comparison `parser:"| @@"`
	}
	comparison struct {
		Column string   `parser:"@Word"`
		Op     string   `parser:"( @Op"`
		Value  *value   `parser:"  @@"`
		In     []*value `parser:"| 'in' '(' @@ (',' @@)* ')' )"`

		index int // of the column
	}
	value struct {
		Quoted *string `parser:"  @String"`
		Word   *string `parser:"| @Word"`
	}
)

// parse reads a condition.
func parse(text string) (*anyOf, error) {
	words := lexer.MustSimple([]lexer.SimpleRule{
		{Name: "String", Pattern: `"[^"]*"|'[^']*'`},
		{Name: "Op", Pattern: `!=|<=|>=|==|!~|[=<>~]`},
		{Name: "Mark", Pattern: `[(),]`},
		{Name: "Word", Pattern: `[^\s()=<>!~,'"]+`},
		{Name: "space", Pattern: `\s+`},
	})
	parser, err := participle.Build[anyOf](participle.Lexer(words), participle.CaseInsensitive("Word"), participle.UseLookahead(2))
	if err != nil {
		return nil, err
	}
	return parser.ParseString("", text)
}

// maxDepth is how deep conditions may stand in one another.
const maxDepth = 100

// where compiles a condition over columns.
func where(text string, names []string, words func(column string) []string) (*anyOf, error) {
	if strings.Count(text, "(") > maxDepth || strings.Count(strings.ToLower(text), "not") > maxDepth {
		return nil, fmt.Errorf("more than %d parentheses or nots", maxDepth)
	}
	e, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s; write COLUMN = VALUE, with and, or, not, and quotes around a value of several words", stuck(err))
	}
	if err := e.bind(names, words); err != nil {
		return nil, err
	}
	return e, nil
}

// stuck says where a condition cannot be read.
func stuck(err error) string {
	var at *participle.UnexpectedTokenError
	switch {
	case !errors.As(err, &at):
		return err.Error()
	case at.Unexpected.EOF():
		return "it ends too early"
	}
	return fmt.Sprintf("at character %d, %q stands where it cannot", at.Unexpected.Pos.Column, at.Unexpected.Value)
}

// bind finds the columns.
func (e *anyOf) bind(names []string, words func(string) []string) error {
	for _, all := range e.Terms {
		for _, t := range all.Terms {
			if err := t.bind(names, words); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *term) bind(names []string, words func(string) []string) (err error) {
	switch {
	case t.Not != nil:
		return t.Not.bind(names, words)
	case t.Group != nil:
		return t.Group.bind(names, words)
	}
	c := t.Compare
	if c.index, err = column(c.Column, names); err != nil {
		return err
	}
	return c.check(names[c.index], words(names[c.index]))
}

// check refuses a value that no cell of the column can be equal to.
func (c *comparison) check(column string, words []string) error {
	values := c.In
	if c.Op == "=" || c.Op == "==" || c.Op == "!=" {
		values = []*value{c.Value}
	}
	for _, v := range values {
		text := v.text()
		if words != nil && text != "" && !slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, text) }) {
			return fmt.Errorf("no %s is %q: it is one of %s, or \"\"", column, text, strings.Join(words, ", "))
		}
	}
	return nil
}

func (e *anyOf) holds(cell func(int) string) bool {
	return slices.ContainsFunc(e.Terms, func(all *allOf) bool {
		return !slices.ContainsFunc(all.Terms, func(t *term) bool { return !t.holds(cell) })
	})
}

func (t *term) holds(cell func(int) string) bool {
	switch {
	case t.Not != nil:
		return !t.Not.holds(cell)
	case t.Group != nil:
		return t.Group.holds(cell)
	}
	return t.Compare.holds(cell(t.Compare.index))
}

func (c *comparison) holds(cell string) bool {
	if c.Value == nil {
		return slices.ContainsFunc(c.In, func(v *value) bool { return v.compare(cell) == 0 })
	}
	switch c.Op {
	case "~":
		return contains(cell, c.Value.text())
	case "!~":
		return !contains(cell, c.Value.text())
	}
	order := c.Value.compare(cell)
	switch c.Op {
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	return order == 0
}

func contains(cell, part string) bool {
	return strings.Contains(strings.ToLower(cell), strings.ToLower(part))
}

func (v *value) text() string {
	if v.Quoted != nil {
		return (*v.Quoted)[1 : len(*v.Quoted)-1]
	}
	return *v.Word
}

// compare orders a cell against the value: as numbers where both are, and the
// value is not quoted, else as texts, whatever their case.
func (v *value) compare(cell string) int {
	if v.Quoted == nil {
		x, err1 := strconv.ParseFloat(cell, 64)
		y, err2 := strconv.ParseFloat(*v.Word, 64)
		switch {
		case err1 != nil || err2 != nil:
		case x < y:
			return -1
		case x > y:
			return 1
		default:
			return 0
		}
	}
	return strings.Compare(strings.ToLower(cell), strings.ToLower(v.text()))
}
