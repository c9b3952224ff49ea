// Package record reads the rows of data sets: it knows the names that columns
// have, finds a posting in a JSON object, and makes a Row of what it finds.
package record

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// Fields name the columns of a data set. An empty name is guessed from those
// in common use. A name may be a path into nested objects: job.title.
type Fields struct {
	ID, Title, Text, HTML string
}

// A column is a field of a Row, or a part of its description.
type column int8

const (
	colID column = iota
	colTitle
	colName // the title of what has a description
	colCompany
	colLocation
	colCity
	colRegion
	colCountry
	colDate
	colURL
	colText
	colHTML
	colLabel
	colSource
	colPart // the first of the parts

	maxColumns = 24
)

// columnNames are the columns as columns.txt calls them.
var columnNames = [colPart]string{"id", "title", "name", "company", "location", "city", "region", "country", "date", "url", "text", "html", "label", "source"}

// columnFlag is the flag that names a column.
var columnFlag = [maxColumns]string{colID: "--id-field", colTitle: "--title-field", colText: "--text-field", colHTML: "--html-field"}

// A slot is where a value goes: of the values of one column, that with the
// lowest rank is taken.
type slot struct {
	column column
	rank   int16
}

// A part is a column that holds a part of the description.
type part struct {
	heading string
	alone   bool // counts where there is no description
}

// names is columns.txt, compiled.
type names struct {
	folded  map[string]slot     // by folded name
	endings map[string][]ending // by their last word
	jobs    []string            // what {job} stands for in an ending
	apart   map[string]bool     // words of names by whose value nothing is told
	aside   map[string]bool     // folded
	parts   []part
	members [maxMembers][]string // folded
	lines   [colPart][]string
}

// A member is what a member of an object is, which stands in place of a value.
type member int

const (
	memberName member = iota
	memberText
	memberPlace
	memberCity
	memberState
	memberCountry
	memberAddress
	memberURL
	memberID
	maxMembers
)

// memberNames are what the file calls them.
var memberNames = [maxMembers]string{"name", "text", "place", "city", "state", "country", "address", "url", "id"}

// An ending is what a name may end in, as words with a blank in front.
type ending struct {
	words string
	slot  slot
}

//go:embed columns.txt
var columnsFile string

var commonNames = sync.OnceValue(func() *names {
	n, err := parseNames(columnsFile)
	if err != nil {
		panic(err) // part of the binary: the tests catch it
	}
	return n
})

// parseNames checks and compiles a file of names.
func parseNames(file string) (*names, error) {
	p := nameParser{names: &names{folded: map[string]slot{}, endings: map[string][]ending{}, aside: map[string]bool{}, apart: map[string]bool{}}}
	for i, l := range strings.Split(file, "\n") {
		fault := ""
		switch l = strings.TrimSpace(l); {
		case l == "" || l[0] == '#':
		case l[0] == '[':
			fault = p.open(strings.Trim(l, "[]"))
		default:
			fault = p.add(l)
		}
		if fault != "" {
			return nil, fmt.Errorf("columns.txt:%d: %q: %s", i+1, l, fault)
		}
	}
	for of, list := range p.members {
		if len(list) == 0 {
			return nil, fmt.Errorf("columns.txt: no member of %s", memberNames[of])
		}
	}
	return p.names, nil
}

// A nameParser reads the file: the names under one heading after the other.
type nameParser struct {
	*names
	section string
	at      slot   // of columns
	of      member // of objects
}

// open reads a heading; it says what is wrong with it.
func (p *nameParser) open(section string) (fault string) {
	p.section = section
	switch of, isMember := strings.CutPrefix(section, "member of "); {
	case section == "aside", section == "apart", section == "job":
	case isMember:
		p.section, p.of = "member", member(slices.Index(memberNames[:], of))
		if p.of < 0 {
			return "no such member"
		}
	default:
		c, ok := p.column(section)
		if !ok {
			return "no such column"
		}
		p.at = slot{column: c}
	}
	return ""
}

// add reads a name; it says what is wrong with it.
func (p *nameParser) add(name string) (fault string) {
	switch f := fold(name); p.section {
	case "aside":
		p.aside[f] = true
	case "apart":
		p.apart[name] = true
	case "job":
		p.jobs = append(p.jobs, name)
	case "member":
		if slices.Contains(p.members[p.of], f) {
			return "stands twice"
		}
		p.members[p.of] = append(p.members[p.of], f)
	default:
		return p.addColumn(name, f)
	}
	return ""
}

// addColumn reads the name of a column, or what such names end in.
func (p *nameParser) addColumn(name, folded string) (fault string) {
	if end, ok := strings.CutPrefix(name, "*"); ok {
		p.ends(end, p.at)
	} else if _, twice := p.folded[folded]; twice {
		return "stands twice"
	} else {
		p.folded[folded] = p.at
	}
	p.at.rank++
	return ""
}

// ends notes what a name may end in. {job} stands for any word for a job, and may
// be all that stands before.
func (n *names) ends(words string, at slot) {
	last := words[strings.LastIndexByte(words, ' ')+1:]
	rest, ok := strings.CutPrefix(words, "{job} ")
	if !ok {
		n.endings[last] = append(n.endings[last], ending{" " + words, at})
		return
	}
	for _, job := range n.jobs {
		n.endings[last] = append(n.endings[last], ending{" " + job + " " + rest, at})
	}
}

// column returns the column that a heading of the file opens.
func (n *names) column(section string) (column, bool) {
	for _, kind := range [...]string{"section ", "part "} {
		if heading, ok := strings.CutPrefix(section, kind); ok {
			n.parts = append(n.parts, part{heading, kind == "part "})
			c := colPart + column(len(n.parts)) - 1
			return c, c < maxColumns
		}
	}
	for c, name := range columnNames {
		if name == section {
			return column(c), true
		}
	}
	return 0, false
}

// Columns say which field of a row a name stands for. They are made once for a
// run, and what they say never changes.
type Columns struct {
	*names
	told  atomic.Pointer[map[string]told] // of the names that rows had
	named [maxColumns]string              // by the user
	exact map[string]slot                 // by the user's names
	paths []namedPath                     // of these, those with dots
}

// A namedPath is a user's name that leads into nested objects.
type namedPath struct {
	slot slot
	keys []string
}

// NewColumns returns the common names, and those that the user gave in their
// place.
func NewColumns(f Fields) *Columns {
	c := &Columns{names: commonNames(), exact: map[string]slot{}}
	c.told.Store(&map[string]told{})
	c.named[colID], c.named[colTitle], c.named[colText], c.named[colHTML] = f.ID, f.Title, f.Text, f.HTML
	for i, name := range c.named {
		if name == "" {
			continue
		}
		s := slot{column: column(i)}
		c.exact[name] = s
		if keys := strings.Split(name, "."); len(keys) > 1 {
			c.paths = append(c.paths, namedPath{s, keys})
		}
	}
	return c
}

// A told name is one that was looked up before: nearly all rows of a data set have
// the same ones.
type told struct {
	name string
	slot slot
	ok   bool
}

// Bounds of what is remembered.
const (
	maxTold     = 128
	maxToldName = 64
)

// slot returns where the value of a name goes.
func (c *Columns) slot(name string) (slot, bool) {
	before := c.told.Load()
	if t, ok := (*before)[name]; ok {
		return t.slot, t.ok
	}
	s, ok := c.tell(name)
	if len(*before) < maxTold && len(name) <= maxToldName && !strings.Contains(name, `\`) {
		after := maps.Clone(*before)
		after[name] = told{name, s, ok}
		c.told.CompareAndSwap(before, &after) // else the next row tells it
	}
	return s, ok
}

// tell looks a name up.
func (c *Columns) tell(name string) (slot, bool) {
	if s, ok := c.exact[name]; ok {
		return s, true
	}
	s, ok := c.folded[fold(name)]
	if !ok {
		s, ok = c.ending(name)
	}
	return s, ok && c.named[s.column] == ""
}

// ending looks a name up by the words that it ends in.
func (c *Columns) ending(name string) (slot, bool) {
	if len(name) > 60 {
		return slot{}, false
	}
	words := " " + split(name)
	for _, e := range c.endings[words[strings.LastIndexByte(words, ' ')+1:]] {
		if strings.HasSuffix(words, e.words) && (e.slot.column != colText && e.slot.column != colHTML || !c.isApart(words)) {
			return e.slot, true
		}
	}
	return slot{}, false
}

// isApart tells by its words that a name is of something beside the posting.
func (c *Columns) isApart(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if c.apart[w] {
			return true
		}
	}
	return false
}

// split writes a name as words in lower case: posted_jobTitle as "posted job
// title".
func split(name string) string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			b.WriteByte(' ')
			lower = false
			continue
		}
		if unicode.IsUpper(r) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// fold takes case and separators out of a name, and what stands in brackets:
// "JD (pasted)".
func fold(name string) string {
	if open := strings.IndexByte(name, '('); open > 0 {
		name = name[:open]
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r == ' ' || r == '.' || r == '/' || r == '&' || r == '\ufeff' || r == '\u00a0' || r == '\'' || r == ':' || r == '*' || r == '#':
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}
