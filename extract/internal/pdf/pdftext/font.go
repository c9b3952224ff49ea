package pdftext

import (
	"strings"
)

// A font turns the codes of a string into text and widths.
type font struct {
	wide     bool        // codes have two bytes
	unicode  bool        // and are UTF-16 themselves
	cmap     *cmap       // nil where the font has none
	table    [256]string // for one-byte codes
	widths   map[int]float64
	fallback float64 // width of the others
	guessed  bool    // no widths are given
	bold     bool
	symbols  bool // drawings, not letters
	math     bool // TeX's symbols, whose bullet has a code without a name
}

// readFont reads a font dictionary.
func (f *file) readFont(d dict) *font {
	out := &font{widths: map[int]float64{}, fallback: 500}
	base := string(f.name(d["BaseFont"]))
	lower := strings.ToLower(base)
	out.bold = strings.Contains(lower, "bold") || strings.Contains(lower, "black") || strings.Contains(lower, "heavy")
	out.symbols, out.math = isSymbols(base), strings.Contains(base, "CMSY")
	if s, ok := f.get(d["ToUnicode"]).(*stream); ok {
		out.cmap = f.readCMap(f.unpack(s))
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.readComposite(out, d)
		return out
	}
	f.readEncoding(out, d)
	first := int(f.number(d["FirstChar"], 0))
	for i, v := range f.array(d["Widths"]) {
		if i > 255 {
			break
		}
		out.widths[first+i] = f.number(v, 0)
	}
	descriptor := f.dict(d["FontDescriptor"])
	out.fallback = f.number(descriptor["MissingWidth"], 500)
	if out.fallback == 0 {
		out.fallback = 500
	}
	if f.number(descriptor["FontWeight"], 400) >= 600 || int(f.number(descriptor["Flags"], 0))&(1<<18) != 0 {
		out.bold = true
	}
	out.guessed = len(out.widths) == 0
	if f.name(d["Subtype"]) == "Type3" {
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			scale := f.number(m[0], 0.001) * 1000
			for k, w := range out.widths {
				out.widths[k] = w * scale
			}
		}
	}
	return out
}

// readEncoding reads the encoding of a font with one-byte codes.
func (f *file) readEncoding(out *font, d dict) {
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		out.table = baseEncoding(e)
	case dict:
		base := f.name(e["BaseEncoding"])
		if base == "" && f.name(d["Subtype"]) != "TrueType" {
			base = "StandardEncoding"
		}
		out.table = baseEncoding(base)
		at := 0
		for _, v := range f.array(e["Differences"]) {
			switch v := f.get(v).(type) {
			case float64:
				at = int(v)
			case name:
				if at >= 0 && at < 256 {
					if s := glyphRune(string(v)); s != "" {
						out.table[at] = s
					}
				}
				at++
			}
		}
	default:
		base := name("StandardEncoding")
		if f.name(d["Subtype"]) == "TrueType" {
			base = "WinAnsiEncoding"
		}
		out.table = baseEncoding(base)
	}
}

// readComposite reads a font with codes of more than one byte.
func (f *file) readComposite(out *font, d dict) {
	out.wide, out.fallback = true, 1000
	encoding := string(f.name(d["Encoding"]))
	out.unicode = strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16")
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	out.fallback = f.number(kid["DW"], 1000)
	if f.number(f.dict(kid["FontDescriptor"])["FontWeight"], 400) >= 600 {
		out.bold = true
	}
	w := f.array(kid["W"])
	for i := 0; i+1 < len(w) && len(out.widths) < maxCodes; {
		f.tick()
		first := int(f.number(w[i], 0))
		if list, ok := f.get(w[i+1]).(array); ok {
			for j, v := range list {
				out.widths[first+j] = f.number(v, 0)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, width := int(f.number(w[i+1], 0)), f.number(w[i+2], 0)
		for c := first; c <= last && c-first < maxCodes; c++ {
			out.widths[c] = width
		}
		i += 3
	}
}

// each calls do with every character of a string: its text ("" where nobody
// can tell), its width in thousandths, and whether it is the space that word
// spacing widens.
func (t *font) each(s string, do func(text string, width float64, space bool)) {
	for i := 0; i < len(s); {
		n := t.codeSize(s[i:])
		c := uint32(0)
		for j := range n {
			c = c<<8 | uint32(s[i+j])
		}
		i += n
		text := t.text(c, n)
		width, ok := t.widths[int(c)]
		if !ok {
			width = t.fallback
			if t.guessed {
				width = guessWidth(text)
			}
		}
		do(text, width, n == 1 && c == ' ')
	}
}

func (t *font) codeSize(s string) int {
	n := 1
	if t.wide {
		n = 2
		if t.cmap != nil && t.cmap.sizes[1] && !t.cmap.sizes[2] {
			n = 1
		}
	}
	return min(n, len(s))
}

func (t *font) text(c uint32, size int) string {
	if t.cmap != nil {
		if s, ok := t.cmap.text[c|uint32(size)<<28]; ok {
			return s
		}
		// Maps of one-byte fonts are written with two bytes, and the reverse.
		for n := uint32(1); n <= 2; n++ {
			if s, ok := t.cmap.text[c|n<<28]; ok {
				return s
			}
		}
	}
	switch {
	case t.unicode && (c < 0xD800 || c > 0xDFFF) && c >= ' ':
		return string(rune(c))
	case t.wide:
		return ""
	case t.symbols && c > ' ', t.math && c == 0x0f:
		return "•"
	}
	return t.table[byte(c)]
}

// guessWidth is about what Helvetica's letters measure, for the standard fonts,
// whose widths a file need not state.
func guessWidth(text string) float64 {
	if text == "" {
		return 0
	}
	switch c := text[0]; {
	case strings.IndexByte("ijl.,'!|:;tfI()[] /", c) >= 0:
		return 278
	case strings.IndexByte("mwMW@%", c) >= 0:
		return 833
	case c >= 'A' && c <= 'Z':
		return 667
	}
	return 556
}
