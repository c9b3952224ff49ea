package pdftext

import (
	"bytes"
	"errors"
	"fmt"
)

// Limits bound the reading of one file. Zero values mean the defaults.
type Limits struct {
	Pages  int          // pages read; default 60
	Bytes  int          // unpacked bytes of all streams together; default 48 MiB
	Glyphs int          // characters on all pages together; default 2 million
	Over   func() error // asked now and then: its error ends the reading; default never
}

func (l Limits) withDefaults() Limits {
	if l.Pages <= 0 {
		l.Pages = 60
	}
	if l.Bytes <= 0 {
		l.Bytes = 48 << 20
	}
	if l.Glyphs <= 0 {
		l.Glyphs = 2_000_000
	}
	if l.Over == nil {
		l.Over = func() error { return nil }
	}
	return l
}

// The errors that Read returns, wrapped.
var (
	ErrMalformed = errors.New("malformed")
	ErrEncrypted = errors.New("encrypted")
	ErrTooBig    = errors.New("too big")
)

const maxObjects = 400_000

// A file is a PDF file with the places of its objects.
type file struct {
	b       []byte
	objects map[int]place
	trailer dict
	crypt   *crypt
	limits  Limits
	left    int // unpacked bytes that may still be made
	glyphs  int
	steps   int            // that may be taken before the time is asked for
	kept    int            // values in the cache
	packed  map[int][]byte // unpacked object streams
	cache   map[int]any    // resolved dictionaries and arrays
	fonts   map[int]*font
}

// A place is where an object stands: in the file, or in an object stream.
type place struct {
	offset int // of the object itself, after "obj"
	inside int // number of the object stream, 0 for the file
}

// abort carries an error out of the depth of the reading; Read returns it.
type abort struct{ err error }

func (f *file) stop(err error) { panic(abort{err}) }

// tick is called in every loop.
func (f *file) tick() { f.work(1) }

// work charges for n steps of about a tenth of a microsecond, and asks now and
// then whether the time is over.
func (f *file) work(n int) {
	if f.steps -= n; f.steps > 0 {
		return
	}
	f.steps = 1024
	if err := f.limits.Over(); err != nil {
		f.stop(err)
	}
}

// lexer reads objects at a place in b.
func (f *file) lexer(b []byte, pos int) *lexer { return &lexer{b: b, pos: pos, f: f} }

// open finds the objects of a file.
func open(b []byte, limits Limits) *file {
	f := &file{b: b, objects: map[int]place{}, trailer: dict{}, limits: limits, left: limits.Bytes, packed: map[int][]byte{}, cache: map[int]any{}, fonts: map[int]*font{}}
	var streams []int
	for at := 0; ; {
		n := bytes.Index(f.b[at:], []byte("obj"))
		if n < 0 {
			break
		}
		f.tick()
		at += n + 3
		num, ok := objectNumber(f.b[:at-3])
		if !ok || num == 0 {
			continue
		}
		if len(f.objects) > maxObjects {
			f.stop(fmt.Errorf("%w: more than %d objects", ErrTooBig, maxObjects))
		}
		f.objects[num] = place{offset: at}
		head := f.b[at:min(len(f.b), at+1024)]
		if end := bytes.Index(head, []byte("stream")); end >= 0 {
			head = head[:end]
		}
		switch {
		case bytes.Contains(head, []byte("/ObjStm")):
			streams = append(streams, num)
		case bytes.Contains(head, []byte("/XRef")):
			f.addTrailer(at)
		case bytes.Contains(head, []byte("/Catalog")) && f.trailer["Root"] == nil:
			f.trailer["Root"] = ref(num) // a truncated file has no trailer
		}
	}
	for at := 0; ; {
		n := bytes.Index(f.b[at:], []byte("trailer"))
		if n < 0 {
			break
		}
		f.tick()
		at += n + len("trailer")
		f.addTrailer(at)
	}
	f.unlock()
	for _, num := range streams {
		f.indexStream(num)
	}
	return f
}

// objectNumber reads "12 0 " backwards from the end of b.
func objectNumber(b []byte) (int, bool) {
	i := len(b)
	back := func(want func(byte) bool) int {
		start := i
		for i > 0 && start-i < 12 && want(b[i-1]) {
			i--
		}
		return start - i
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	back(isSpace)
	if back(digit) == 0 || back(isSpace) == 0 {
		return 0, false
	}
	end := i
	if back(digit) == 0 {
		return 0, false
	}
	num := 0
	for _, c := range b[i:end] {
		num = num*10 + int(c-'0')
	}
	return num, num < 1<<30
}

// addTrailer takes over a trailer's entries; the last one in the file counts.
func (f *file) addTrailer(at int) {
	l := f.lexer(f.b, at)
	if d, ok := l.next().(dict); ok {
		for _, k := range []name{"Root", "Encrypt", "ID", "Info"} {
			if v, ok := d[k]; ok {
				f.trailer[k] = v
			}
		}
	}
}

// indexStream notes the objects inside an object stream.
func (f *file) indexStream(num int) {
	s, ok := f.load(num).(*stream)
	if !ok {
		return
	}
	data := f.unpack(s)
	count, _ := f.get(s.dict["N"]).(float64)
	first, _ := f.get(s.dict["First"]).(float64)
	f.packed[num] = data
	l := f.lexer(data, 0)
	for i := 0; i < int(count) && i < maxObjects; i++ {
		f.tick()
		n, ok1 := l.next().(float64)
		off, ok2 := l.next().(float64)
		if !ok1 || !ok2 {
			return
		}
		at := int(first) + int(off)
		if have, ok := f.objects[int(n)]; ok && have.inside == 0 && have.offset > f.objects[num].offset {
			continue // written again, later in the file
		}
		if at >= 0 && at < len(data) && n > 0 && int(n) != num {
			f.objects[int(n)] = place{offset: at, inside: num}
		}
	}
}

// get follows references.
func (f *file) get(v any) any {
	for range 16 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.load(int(r))
	}
	return nil
}

// load reads an object.
func (f *file) load(num int) any {
	if v, ok := f.cache[num]; ok {
		return v
	}
	p, ok := f.objects[num]
	if !ok {
		return nil
	}
	f.tick()
	l := f.lexer(f.b, p.offset)
	if p.inside != 0 {
		l.b = f.packed[p.inside]
	}
	v := l.object()
	if d, ok := v.(dict); ok && p.inside == 0 {
		if s := f.streamAt(l, d, num); s != nil {
			v = s
		}
	}
	// What a file makes us keep is bounded; the rest is read again.
	if f.kept += l.values + 4; f.kept < 2_000_000 {
		f.cache[num] = v
	}
	return v
}

// object reads an object's value, which may be a reference itself.
func (l *lexer) object() any {
	v := l.next()
	n, ok := v.(float64)
	if !ok {
		return v
	}
	at := l.pos
	if _, ok := l.next().(float64); ok && l.next() == keyword("R") {
		return ref(n)
	}
	l.pos = at
	return v
}

// streamAt reads the data after a dictionary. A wrong length is common; the
// end mark decides then.
func (f *file) streamAt(l *lexer, d dict, num int) *stream {
	l.skipSpace()
	if !bytes.HasPrefix(l.b[l.pos:], []byte("stream")) {
		return nil
	}
	at := l.pos + len("stream")
	if at < len(l.b) && l.b[at] == '\r' {
		at++
	}
	if at < len(l.b) && l.b[at] == '\n' {
		at++
	}
	rest := l.b[at:]
	f.cache[num] = nil // a length that refers to the stream itself
	n, ok := f.get(d["Length"]).(float64)
	delete(f.cache, num)
	if !ok || n < 0 || int(n) > len(rest) || !bytes.HasPrefix(bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+32)], "\r\n \x00"), []byte("endstream")) {
		end := bytes.Index(rest, []byte("endstream"))
		if end < 0 {
			end = len(rest)
		}
		f.work(end / 1024)
		n = float64(end)
	}
	return &stream{d, rest[:int(n)], num}
}

func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) array(v any) array {
	a, _ := f.get(v).(array)
	return a
}

func (f *file) number(v any, or float64) float64 {
	if n, ok := f.get(v).(float64); ok {
		return n
	}
	return or
}

func (f *file) name(v any) name {
	n, _ := f.get(v).(name)
	return n
}
