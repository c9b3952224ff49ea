package result

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"math"

	"rolecall/lexicon"
)

// A Packer packs rows that wait for their place, and unpacks them: in two
// fifths of the bytes of JSON, and much less time. The form is between one
// process and the next of a run, and may change with every version. It holds
// all of a Row but Group and Duplicate.
//
// Writing and reading go through the list of fields that JSON is made of. The
// zero value is ready to use. It is not for several goroutines at once.
//
// A row is its length in 4 bytes, and its fields: whole numbers in as few bytes
// as they need, others in 8, texts by their length or, where the row has had
// the same, by where that is remembered.
type Packer struct {
	row     []byte // what is packed
	texts   string // the same in reading: what the row's texts are parts of
	at      int    // how far it is read
	reading bool
	broken  bool // in reading: what is packed is no row

	seen [256]string // texts of the row, for those that come again: most sentences do
}

const lengthBytes = 4

// Append appends the row r to b.
func (p *Packer) Append(b []byte, r *Row) []byte {
	from := len(b)
	p.row, p.reading = append(b, make([]byte, lengthBytes)...), false
	p.fields(r)
	b, p.row = p.row, nil
	binary.LittleEndian.PutUint32(b[from:], uint32(len(b)-from-lengthBytes))
	return b
}

// Read reads the next row into r, whose lists and maps it uses again. The error
// is io.EOF where there is none.
func (p *Packer) Read(from io.Reader, r *Row) error {
	var length [lengthBytes]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(length[:]))
	row := bytes.NewBuffer(p.row[:0]) // grows by what is there, whatever the length says
	if read, err := row.ReadFrom(io.LimitReader(from, n)); err != nil || read < n {
		return cmp.Or(err, io.ErrUnexpectedEOF)
	}
	p.row = row.Bytes()
	p.texts, p.at, p.reading, p.broken = string(p.row), 0, true, false
	p.fields(r)
	r.Group, r.Duplicate, r.head = "", false, nil
	if p.broken || p.at != len(p.row) {
		return errors.New("not a packed row")
	}
	return nil
}

func (p *Packer) fields(r *Row) {
	clear(p.seen[:])
	packFields(p, r, rowFields)
}

// byRole packs a map as the set of its keys, a bit for each, and their numbers
// in the order of the roles. Nil has no bit, and what is empty only the last.
func (p *Packer) byRole(m *map[lexicon.Role]float64) {
	const there = 1 << len(rolesByName)
	var keys uint64
	for i, r := range rolesByName {
		if _, ok := (*m)[r]; ok {
			keys |= 1 << i
		}
	}
	if *m != nil {
		keys |= there
	}
	p.uint(&keys)
	if p.reading {
		clear(*m)
		if keys == 0 {
			*m = nil
		} else if *m == nil {
			*m = make(map[lexicon.Role]float64, len(rolesByName))
		}
	}
	for i, r := range rolesByName {
		if keys&(1<<i) != 0 {
			x := (*m)[r]
			p.number(&x)
			if p.reading {
				(*m)[r] = x
			}
		}
	}
}

// packList packs a list by its elements. Nil has the length 0, others one more
// than they have.
func packList[T any](p *Packer, list *[]T, one func(*Packer, *T)) {
	length := uint64(len(*list)) + 1
	if *list == nil {
		length = 0
	}
	p.uint(&length)
	switch {
	case !p.reading:
	case length == 0:
		*list = nil
	case length-1 > uint64(len(p.row)-p.at): // an element has a byte at least
		p.fail()
		*list = nil
	case *list == nil || length-1 > uint64(cap(*list)):
		*list = make([]T, length-1)
	default:
		*list = (*list)[:length-1]
	}
	for i := range *list {
		one(p, &(*list)[i])
	}
}

// minShared is the length in bytes from which a text is worth remembering.
const minShared = 4

// packText packs a text: twice its length and its bytes, or one more than twice
// where the same is remembered.
func packText[S ~string](p *Packer, s *S) {
	if p.reading {
		*s = S(p.readText())
	} else {
		p.writeText(string(*s))
	}
}

func (p *Packer) writeText(s string) {
	if len(s) >= minShared {
		i := placeOf(s)
		if p.seen[i] == s {
			p.row = binary.AppendUvarint(p.row, uint64(i)<<1|1)
			return
		}
		p.seen[i] = s
	}
	p.row = append(binary.AppendUvarint(p.row, uint64(len(s))<<1), s...)
}

func (p *Packer) readText() string {
	var x uint64
	p.uint(&x)
	n := x >> 1
	switch {
	case x&1 != 0 && n < uint64(len(p.seen)):
		return p.seen[n]
	case x&1 != 0 || n > uint64(len(p.row)-p.at):
		p.fail()
		return ""
	}
	s := p.texts[p.at:][:n]
	p.at += int(n)
	if len(s) >= minShared {
		p.seen[placeOf(s)] = s
	}
	return s
}

// placeOf says where a text is remembered. Another may take its place.
func placeOf(s string) uint8 {
	n := len(s)
	return uint8(n) ^ s[0]<<3 ^ s[n/2]<<1 ^ s[n-1]<<5
}

func packInt[I ~int | ~int64](p *Packer, x *I) {
	n := uint64(*x)
	p.uint(&n)
	*x = I(n)
}

func (p *Packer) uint(x *uint64) {
	if !p.reading {
		p.row = binary.AppendUvarint(p.row, *x)
		return
	}
	v, n := binary.Uvarint(p.row[p.at:])
	if n <= 0 {
		p.fail()
		v, n = 0, 0
	}
	*x = v
	p.at += n
}

func (p *Packer) number(x *float64) {
	if !p.reading {
		p.row = binary.LittleEndian.AppendUint64(p.row, math.Float64bits(*x))
		return
	}
	var b [8]byte
	p.bytes(b[:])
	*x = math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
}

func (p *Packer) flag(x *bool) {
	var n uint64
	if *x {
		n = 1
	}
	p.uint(&n)
	*x = n != 0
}

func (p *Packer) bytes(b []byte) {
	switch {
	case !p.reading:
		p.row = append(p.row, b...)
	case len(b) > len(p.row)-p.at:
		p.fail()
	default:
		p.at += copy(b, p.row[p.at:])
	}
}

// fail lets all that is still to be read be nothing.
func (p *Packer) fail() { p.broken, p.at = true, len(p.row) }
