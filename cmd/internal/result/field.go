package result

import (
	"strconv"
	"strings"

	"rolecall/lexicon"
)

// A Type is what the values of a field are.
type Type string

// The types.
const (
	Text    Type = "text"
	Texts   Type = "list of texts" // in one cell: with spaces between, or "; " where they are sentences
	Number  Type = "number"
	Integer Type = "whole number"
	Flag    Type = "true or false"
	ByRole  Type = "number of each role"
	Object  Type = "object"
	Objects Type = "list of objects"
)

// About says what a field is.
type About struct {
	Name    string // in JSON; of a field of an object with the object's name and a dot before it
	Column  string // in a table: CSV, Parquet, SQLite; "" where it stands in JSON alone
	Type    Type
	Meaning string // what it says, with its unit and range
	How     string // how it is got
}

// about is an About whose type is known by how it is made.
func about(name, column, meaning, how string) About {
	return About{Name: name, Column: column, Meaning: meaning, How: how}
}

// A field is one field of a T: how it is written as JSON, packed and unpacked,
// and which columns it has in a table. Fields are made once, of where in a T the
// value stands.
type field[T any] struct {
	About
	key      string // as JSON, with its colon
	optional bool   // left out of JSON where it is empty

	append  func(b []byte, t *T) []byte
	pack    func(p *Packer, t *T)
	columns []column[T]
	inner   []About // of an object, or of the objects of a list
}

// A column is a field as one cell of a table.
type column[T any] struct {
	About
	cell func(*T) string
	json func(b []byte, t *T) []byte
}

// newField completes a field. cell is nil for what is in no table.
func newField[T any](a About, typ Type, append func([]byte, *T) []byte, pack func(*Packer, *T), cell func(*T) string) field[T] {
	a.Type = typ
	f := field[T]{About: a, key: `"` + a.Name + `":`, append: append, pack: pack}
	if cell != nil && a.Column != "" {
		f.columns = []column[T]{{a, cell, append}}
	}
	return f
}

func text[T any, S ~string](a About, at func(*T) *S) field[T] {
	return newField(a, Text,
		func(b []byte, t *T) []byte { return appendText(b, string(*at(t))) },
		func(p *Packer, t *T) { packText(p, at(t)) },
		func(t *T) string { return string(*at(t)) })
}

func texts[T any, S ~string](a About, sep string, at func(*T) *[]S) field[T] {
	return newField(a, Texts,
		func(b []byte, t *T) []byte { return appendTexts(b, *at(t)) },
		func(p *Packer, t *T) { packList(p, at(t), packText) },
		func(t *T) string { return joinTexts(*at(t), sep) })
}

func joinTexts[S ~string](list []S, sep string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = string(s)
	}
	return strings.Join(parts, sep)
}

func number[T any](a About, at func(*T) *float64) field[T] {
	return newField(a, Number,
		func(b []byte, t *T) []byte { return appendNumber(b, *at(t)) },
		func(p *Packer, t *T) { p.number(at(t)) },
		func(t *T) string { return strconv.FormatFloat(*at(t), 'f', -1, 64) })
}

func integer[T any, I ~int | ~int64](a About, at func(*T) *I) field[T] {
	return newField(a, Integer,
		func(b []byte, t *T) []byte { return strconv.AppendInt(b, int64(*at(t)), 10) },
		func(p *Packer, t *T) { packInt(p, at(t)) },
		func(t *T) string { return strconv.FormatInt(int64(*at(t)), 10) })
}

func flag[T any](a About, at func(*T) *bool) field[T] {
	return newField(a, Flag,
		func(b []byte, t *T) []byte { return strconv.AppendBool(b, *at(t)) },
		func(p *Packer, t *T) { p.flag(at(t)) },
		func(t *T) string { return strconv.FormatBool(*at(t)) })
}

// byRole has a column for each role, named after it behind a prefix.
func byRole[T any](a About, at func(*T) *map[lexicon.Role]float64) field[T] {
	prefix := a.Column
	f := newField(a, ByRole,
		func(b []byte, t *T) []byte { return appendByRole(b, *at(t)) },
		func(p *Packer, t *T) { p.byRole(at(t)) }, nil)
	if prefix == "" {
		return f
	}
	for _, role := range lexicon.Roles() {
		one := about(a.Name+"."+string(role), prefix+strings.ToLower(strings.ReplaceAll(string(role), "-", "")), a.Meaning+": "+string(role), a.How)
		one.Type = Number
		value := func(t *T) float64 { return (*at(t))[role] }
		f.columns = append(f.columns, column[T]{one,
			func(t *T) string { return strconv.FormatFloat(value(t), 'f', -1, 64) },
			func(b []byte, t *T) []byte { return appendNumber(b, value(t)) }})
	}
	return f
}

// object has the columns of its fields.
func object[T, U any](a About, at func(*T) *U, fields []field[U]) field[T] {
	f := newField(a, Object,
		func(b []byte, t *T) []byte { return append(appendFields(append(b, '{'), at(t), fields), '}') },
		func(p *Packer, t *T) { packFields(p, at(t), fields) }, nil)
	f.inner = inside(a.Name, fields)
	for _, in := range fields {
		for _, c := range in.columns {
			of := c.About
			of.Name = a.Name + "." + of.Name
			f.columns = append(f.columns, column[T]{of,
				func(t *T) string { return c.cell(at(t)) },
				func(b []byte, t *T) []byte { return c.json(b, at(t)) }})
		}
	}
	return f
}

// objects are one column, of which cell says what a spreadsheet shows.
func objects[T, U any](a About, at func(*T) *[]U, cell func(*T) string, fields []field[U]) field[T] {
	f := newField(a, Objects,
		func(b []byte, t *T) []byte {
			return appendList(b, *at(t), func(b []byte, u *U) []byte { return append(appendFields(append(b, '{'), u, fields), '}') })
		},
		func(p *Packer, t *T) { packList(p, at(t), func(p *Packer, u *U) { packFields(p, u, fields) }) }, cell)
	f.inner = inside(a.Name+"[]", fields)
	return f
}

func inside[U any](name string, fields []field[U]) []About {
	var list []About
	for i := range fields {
		a := fields[i].About
		a.Name = name + "." + a.Name
		list = append(list, a)
	}
	return list
}

// appendFields appends fields as JSON, with commas between.
func appendFields[T any](b []byte, t *T, fields []field[T]) []byte {
	for i := range fields {
		f := &fields[i]
		from := len(b)
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, f.key...)
		at := len(b)
		if b = f.append(b, t); f.optional && string(b[at:]) == `""` {
			b = b[:from]
		}
	}
	return b
}

// packFields packs or unpacks fields.
func packFields[T any](p *Packer, t *T, fields []field[T]) {
	for i := range fields {
		fields[i].pack(p, t)
	}
}

// optional leaves a field out of JSON where it is empty.
func optional[T any](f field[T]) field[T] {
	f.optional = true
	return f
}

// unpacked leaves a field out of the packed form: it is told anew.
func unpacked[T any](f field[T]) field[T] {
	f.pack = func(*Packer, *T) {}
	return f
}
