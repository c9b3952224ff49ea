package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Parse reads one JSON object by its columns' names.
//
// Decoding was half of the time of a run over JSON lines, so that the object
// is scanned once, and only the values that are columns are unquoted. What the
// scanner does not take is left to encoding/json, which also words the errors.
// jsontext takes 1.8 times as long to skip what is no column and to unquote what is.
func (c *Columns) Parse(line []byte) (*Row, error) {
	o := object{c: c}
	s := rowScanner{b: line, told: *c.told.Load()}
	if !s.object(o.member) {
		o = object{c: c}
		s = rowScanner{b: line, lenient: true}
		if !s.object(o.member) {
			o = object{c: c}
			if err := slowMembers(line, o.member); err != nil {
				return nil, err
			}
		}
	}
	o.complete(line)
	r, err := c.row(&o.values, o.names(line))
	if text, title := c.lacks(&o.values); err == nil && (text || title) {
		var g guesses
		scanMembers(line, func(key string, v []byte) { o.hear(&g, key, v) })
		r.fill(&g, text, title)
	}
	return r, err
}

// hear takes a member that stands for nothing as a guess.
func (o *object) hear(g *guesses, key string, value []byte) {
	if _, ok := o.c.slot(key); !ok && len(value) > 0 && (value[0] == '"' || value[0] == '[') {
		g.hear(o.c, key, o.c.text(colText, value, 0))
	}
}

// An object is one that is being read.
type object struct {
	values
	c      *Columns
	nested []nested // objects under names that stand for nothing
}

// A nested object is one inside of the row's.
type nested struct {
	key   string
	value []byte
}

// member reads a member of the row's object.
func (o *object) member(key string, value []byte) {
	if to, ok := o.c.slot(key); ok {
		o.put(to, o.c.text(to.column, value, 0))
		if to.column == colText && value[0] == '{' {
			o.put(slot{column: colHTML, rank: to.rank}, htmlOf(value))
		}
		if value[0] == '{' && (to.column == colTitle || to.column == colText || to.column == colSource) {
			o.nested = append(o.nested, nested{key, value}) // "job": {"title": …}
		}
		return
	}
	if value[0] == '{' {
		o.nested = append(o.nested, nested{key, value})
	}
}

// IsBlank tells a JSON object all of whose values are empty.
func (c *Columns) IsBlank(line []byte) bool {
	s := rowScanner{b: line, lenient: true}
	some := false
	ok := s.object(func(_ string, v []byte) {
		if some = true; !isBlankValue(v) {
			s.i = len(s.b) // which ends the scan: it is not blank
		}
	})
	return ok && some
}

// isBlankValue tells null, NaN, and what is empty.
func isBlankValue(v []byte) bool {
	switch v[0] {
	case 'n', 'N':
		return true
	case '"':
		return Blank(unquote(v))
	case '{', '[':
		return len(v) == 2
	}
	return false
}

// complete looks into nested objects for what the row's own names did not give,
// and for what the user named by a path.
func (o *object) complete(line []byte) {
	for _, p := range o.c.paths {
		if value := at(line, p.keys); value != nil {
			o.put(p.slot, o.c.text(p.slot.column, value, 0))
		}
	}
	if o.text[colTitle] != "" && (o.text[colText] != "" || o.text[colHTML] != "") && o.text[colCompany] != "" {
		return
	}
	for _, n := range o.nested {
		o.descend([]string{n.key}, n.value)
	}
}

const (
	maxNesting = 5
	nestedRank = 1 << 9 // is added for each level: what stands further out goes before
)

// descend puts what a nested object holds under known names. A name is looked
// up with those of the objects around it, since company.name is a company, and
// name may be anything's.
func (o *object) descend(path []string, value []byte) {
	if len(path) > maxNesting || o.c.aside[fold(path[len(path)-1])] {
		return
	}
	scanMembers(value, func(key string, v []byte) {
		if len(v) == 0 {
			return
		}
		full := append(path[:len(path):len(path)], key)
		to, ok := o.c.pathSlot(full)
		if !ok {
			if v[0] == '{' {
				o.descend(full, v)
			}
			return
		}
		to.rank += int16(nestedRank * len(path))
		o.put(to, o.c.text(to.column, v, 0))
		if v[0] == '{' && to.column == colText {
			o.put(slot{column: colHTML, rank: to.rank}, htmlOf(v))
		}
		if v[0] == '{' && (o.text[to.column] == "" || to.column == colText || to.column == colTitle) && to.column != colCompany {
			o.descend(full, v)
		}
	})
}

// pathSlot looks up the name of a nested value, with as many of the names
// around it as are known together.
func (c *Columns) pathSlot(path []string) (slot, bool) {
	for i := range path {
		if s, ok := c.folded[fold(strings.Join(path[i:], ""))]; ok {
			return s, c.named[s.column] == ""
		}
	}
	return slot{}, false
}

// names lists the names of an object's members, for an error.
func (o *object) names(line []byte) []string {
	if !o.isBlank() && (o.text[colTitle] != "" || o.text[colText] != "" || o.text[colHTML] != "") {
		return nil
	}
	var all []string
	scanMembers(line, func(key string, v []byte) {
		all = append(all, key)
		if len(v) > 0 && v[0] == '{' {
			scanMembers(v, func(inner string, _ []byte) { all = append(all, key+"."+inner) })
		}
	})
	return all
}

// at returns the value at a path; of a list on the way the first element.
func at(value []byte, keys []string) (found []byte) {
	scanMembers(value, func(key string, v []byte) {
		switch {
		case found != nil || key != keys[0]:
		case len(keys) == 1:
			found = v
		default:
			found = at(v, keys[1:])
		}
	})
	return found
}

// scanMembers visits the members of an object, as Parse does.
func scanMembers(b []byte, visit func(key string, value []byte)) {
	s := rowScanner{b: b, lenient: true}
	s.object(visit)
}

// slowMembers visits an object's members by encoding/json.
func slowMembers(line []byte, visit func(key string, value []byte)) error {
	var cols map[string]json.RawMessage
	if err := json.Unmarshal(line, &cols); err != nil {
		return fmt.Errorf("not a JSON object: %w", err)
	}
	if cols == nil {
		return fmt.Errorf("not a JSON object: null")
	}
	for _, key := range slices.Sorted(maps.Keys(cols)) {
		visit(key, cols[key])
	}
	return nil
}

// unquote returns the text of a valid JSON string.
func unquote(raw []byte) string {
	body := raw[1 : len(raw)-1]
	next := bytes.IndexByte(body, '\\')
	if next < 0 {
		return validUTF8(string(body), raw)
	}
	var b strings.Builder
	b.Grow(len(body))
	for next >= 0 {
		b.Write(body[:next])
		body = unescape(&b, body[next+1:])
		next = bytes.IndexByte(body, '\\')
	}
	b.Write(body)
	return validUTF8(b.String(), raw)
}

// validUTF8 leaves text that is not valid to encoding/json: it replaces each
// wrong byte by a mark of its own.
func validUTF8(text string, raw []byte) string {
	if utf8.ValidString(text) {
		return text
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return strings.ToValidUTF8(text, "\ufffd")
	}
	return s
}

// unescape writes what the escape at the start of s, after its backslash,
// stands for, and returns what follows it.
func unescape(b *strings.Builder, s []byte) []byte {
	const plain, means = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if s[0] != 'u' {
		b.WriteByte(means[strings.IndexByte(plain, s[0])])
		return s[1:]
	}
	r := hex4(s[1:])
	s = s[5:]
	if utf16.IsSurrogate(r) {
		if len(s) >= 6 && s[0] == '\\' && s[1] == 'u' {
			if pair := utf16.DecodeRune(r, hex4(s[2:])); pair != utf8.RuneError {
				b.WriteRune(pair)
				return s[6:]
			}
		}
		r = utf8.RuneError
	}
	b.WriteRune(r)
	return s
}

func hex4(s []byte) (r rune) {
	for _, c := range s[:4] {
		switch {
		case c >= 'a':
			c -= 'a' - 10
		case c >= 'A':
			c -= 'A' - 10
		default:
			c -= '0'
		}
		r = r<<4 | rune(c)
	}
	return r
}
