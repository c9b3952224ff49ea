package pdftext

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"io"
)

// unpack undoes a stream's filters. A stream that is broken gives what came
// before the break; one in an unknown filter (an image) gives nothing.
func (f *file) unpack(s *stream) []byte {
	data := s.raw
	if f.crypt != nil && !f.crypt.none && s.dict["Type"] != name("XRef") {
		data = f.crypt.decrypt(data, s.num)
	}
	filters, params := f.list(s.dict["Filter"], s.dict["F"]), f.list(s.dict["DecodeParms"], s.dict["DP"])
	for i, v := range filters {
		if i >= 6 {
			return nil
		}
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		var ok bool
		if data, ok = f.filter(f.name(v), data, p); !ok {
			return nil
		}
	}
	return data
}

// list reads a value that may be one or several.
func (f *file) list(v, short any) array {
	v = f.get(v)
	if v == nil {
		v = f.get(short)
	}
	switch v := v.(type) {
	case array:
		return v
	case nil:
		return nil
	default:
		return array{v}
	}
}

func (f *file) filter(n name, data []byte, p dict) ([]byte, bool) {
	switch n {
	case "FlateDecode", "Fl":
		// A reader that skips the checksum and the header's check would read
		// more broken files; the header is skipped by hand where it is wrong.
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, false
		}
		return f.predict(f.readAll(r), p), true
	case "LZWDecode", "LZW":
		if f.number(p["EarlyChange"], 1) != 0 {
			return f.predict(f.lzw(data), p), true
		}
		return f.predict(f.readAll(lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8)), p), true
	case "ASCII85Decode", "A85":
		data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
		if i := bytes.IndexByte(data, '~'); i >= 0 {
			data = data[:i]
		}
		return f.readAll(ascii85.NewDecoder(bytes.NewReader(data))), true
	case "ASCIIHexDecode", "AHx":
		l := f.lexer(data, 0)
		return f.spend([]byte(l.hex())), true
	case "RunLengthDecode", "RL":
		return f.runLength(data), true
	case "Crypt":
		return data, true
	}
	return nil, false
}

// readAll reads what a filter makes, within the budget.
func (f *file) readAll(r io.Reader) []byte {
	var out []byte
	for {
		f.tick()
		if len(out)+16<<10 > cap(out) {
			out = append(make([]byte, 0, 2*cap(out)+64<<10), out...)
		}
		n, err := r.Read(out[len(out) : len(out)+16<<10])
		out = out[:len(out)+n]
		if f.left -= n; f.left < 0 {
			f.stop(fmt.Errorf("%w: the streams unpack to more than %d bytes", ErrTooBig, f.limits.Bytes))
		}
		if err != nil {
			return out
		}
		f.work(n / 256)
	}
}

// spend charges the budget for data that was made at once.
func (f *file) spend(b []byte) []byte {
	if f.left -= len(b); f.left < 0 {
		f.stop(fmt.Errorf("%w: the streams unpack to more than %d bytes", ErrTooBig, f.limits.Bytes))
	}
	return b
}

func (f *file) runLength(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data); {
		n := int(data[i])
		i++
		switch {
		case n < 128:
			end := min(len(data), i+n+1)
			out = append(out, f.spend(data[i:end])...)
			i = end
		case n > 128 && i < len(data):
			out = append(out, f.spend(bytes.Repeat(data[i:i+1], 257-n))...)
			i++
		default:
			return out
		}
	}
	return out
}

// lzw undoes LZW as PDF and TIFF have it, which widens its codes one code
// earlier than the standard library's.
func (f *file) lzw(data []byte) []byte {
	var out []byte
	table := make([][]byte, 258, 4096)
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	bits, have, width := 0, 0, 9
	var last []byte
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		if have < width {
			continue
		}
		f.tick()
		code := bits >> (have - width) & (1<<width - 1)
		have -= width
		bits &= 1<<have - 1
		switch {
		case code == 256:
			table, width, last = table[:258], 9, nil
			continue
		case code == 257:
			return out
		}
		var entry []byte
		switch {
		case code < len(table):
			entry = table[code]
		case code == len(table) && last != nil:
			entry = append(bytes.Clone(last), last[0])
		default:
			return out
		}
		out = append(out, f.spend(entry)...)
		if last != nil && len(table) < 4096 {
			table = append(table, append(bytes.Clone(last), entry[0]))
		}
		last = entry
		if n := len(table) + 1; n >= 2048 {
			width = 12
		} else if n >= 1024 {
			width = 11
		} else if n >= 512 {
			width = 10
		}
	}
	return out
}

// predict undoes the PNG predictors, which object streams are written with.
func (f *file) predict(data []byte, p dict) []byte {
	if f.number(p["Predictor"], 1) < 10 {
		return data
	}
	columns, colors, depth := f.number(p["Columns"], 1), f.number(p["Colors"], 1), f.number(p["BitsPerComponent"], 8)
	if columns < 1 || columns > 1<<20 || colors < 1 || colors > 32 || depth < 1 || depth > 16 {
		return nil
	}
	pixel := max(1, int(colors*depth)/8)
	row := (int(columns*colors*depth) + 7) / 8
	var out []byte
	last := make([]byte, row)
	for len(data) > 1 {
		f.tick()
		kind := data[0]
		line := bytes.Clone(data[1:min(len(data), row+1)])
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], last[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += last[i]
			case 3:
				line[i] += byte((int(left) + int(last[i])) / 2)
			case 4:
				line[i] += paeth(left, last[i], corner)
			}
		}
		out = append(out, line...)
		copy(last, line)
	}
	return out
}

func paeth(a, b, c byte) byte {
	pa, pb, pc := abs(int(b)-int(c)), abs(int(a)-int(c)), abs(int(a)+int(b)-2*int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
