package collect

import (
	"bufio"
	"io"
)

// An arrayReader cuts a JSON array into its elements without holding more than
// one of them. It looks at brackets, quotes and commas alone; whether an
// element is sound is for its parser to say.
type arrayReader struct {
	br     *bufio.Reader
	limit  int64 // of one element, in bytes
	inside bool  // the array's bracket was read
}

// next returns the next element, which is the caller's. At the array's end it
// returns io.EOF; of an element over the limit, an error, and goes to its end.
func (a *arrayReader) next() ([]byte, error) {
	c, err := a.skip()
	if err == nil && !a.inside {
		if c != '[' {
			return nil, broken("not a JSON array")
		}
		a.inside = true
		c, err = a.skip()
	}
	switch {
	case err != nil:
		return nil, unexpected(err)
	case c == ']':
		return nil, io.EOF
	}
	return a.value(c)
}

// skip returns the next byte that is neither space nor comma nor the mark of
// the byte order.
func (a *arrayReader) skip() (byte, error) {
	for {
		c, err := a.br.ReadByte()
		if err != nil {
			return 0, err
		}
		switch c {
		case ' ', '\t', '\r', '\n', ',', 0xEF, 0xBB, 0xBF:
			continue
		}
		return c, nil
	}
}

// value reads the value that begins with c, up to its end.
func (a *arrayReader) value(c byte) ([]byte, error) {
	var b []byte
	var size int64
	depth, quoted, escaped := 0, false, false
	for {
		if size++; size <= a.limit {
			b = append(b, c)
		} else {
			b = nil
		}
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth == 0 && !quoted {
			next, err := a.br.Peek(1)
			if c == '}' || c == ']' || c == '"' || err != nil || next[0] == ',' || next[0] == ']' {
				break
			}
		}
		var err error
		if c, err = a.br.ReadByte(); err != nil {
			return nil, unexpected(err)
		}
	}
	if size > a.limit {
		return nil, tooLarge(a.limit)
	}
	return b, nil
}

// unexpected turns the end of input into an error: there should be more.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
