package pdftext

import (
	"bytes"
	"fmt"
	"math"
	"strings"
)

// A Run is a piece of text that was shown at once, on one baseline, without a
// gap in it. Lengths are in points, from the page's lower left corner.
type Run struct {
	Text string
	X, Y float64 // where its baseline begins
	End  float64 // where it ends
	Size float64 // of the font
	Bold bool
}

// A matrix is an affine map: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{1, 0, 0, 1, 0, 0}

// times applies m first and n after it.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// state is what q saves and Q restores.
type state struct {
	ctm                  matrix
	font                 *font
	size, char, word     float64
	scale, leading, rise float64
}

// An interpreter reads content streams for their text.
type interpreter struct {
	f       *file
	runs    []Run
	fonts   map[name]*font // of the current resources
	res     dict
	s       state
	saved   []state
	tm, tlm matrix
	depth   int // of forms in forms
	marks   []bool
	aside   int // inside page headers and footers, as the file marks them
	unknown int // characters without a text
	cur     Run
	buf     strings.Builder
}

const maxForms = 8

// run interprets one content stream.
func (in *interpreter) run(data []byte, res dict) {
	fonts, old := in.fonts, in.res
	in.fonts, in.res = map[name]*font{}, res
	l := in.f.lexer(data, 0)
	var args []any
loop:
	for {
		in.f.tick()
		switch v := l.next().(type) {
		case end:
			break loop
		case keyword:
			if v == "ID" {
				skipImage(l)
			} else {
				in.op(string(v), args)
			}
			clear(args)
			args = args[:0]
		default:
			if len(args) < 64 {
				args = append(args, v)
			}
		}
	}
	in.flush()
	in.fonts, in.res = fonts, old
}

// skipImage goes to the end of an inline image's data.
func skipImage(l *lexer) {
	for l.pos < len(l.b) {
		n := bytes.Index(l.b[l.pos:], []byte("EI"))
		if n < 0 {
			l.pos = len(l.b)
			return
		}
		at := l.pos + n
		l.pos = at + 2
		if (at == 0 || isSpace(l.b[at-1])) && (l.pos >= len(l.b) || isSpace(l.b[l.pos])) {
			return
		}
	}
}

func num(args []any, i int) float64 {
	if i < len(args) {
		if n, ok := args[i].(float64); ok && !math.IsInf(n, 0) && math.Abs(n) < 1e9 {
			return n
		}
	}
	return 0
}

func toMatrix(args []any) (matrix, bool) {
	if len(args) < 6 {
		return identity, false
	}
	return matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}, true
}

// op carries out one operator; those that show no text and move none are left
// out.
func (in *interpreter) op(op string, args []any) {
	switch op {
	case "q", "Q", "cm":
		in.graphics(op, args)
	case "Tf":
		in.setFont(args)
	case "Tc", "Tw", "Tz", "TL", "Ts":
		in.spacing(op, num(args, 0))
	case "BT", "Tm", "TD", "Td", "T*":
		in.place(op, args)
	case "'", `"`, "Tj", "TJ":
		in.showText(op, args)
	case "Do":
		in.form(args)
	case "BMC", "BDC":
		in.mark(args)
	case "EMC":
		in.unmark()
	}
}

// graphics saves, restores and moves the state of all graphics.
func (in *interpreter) graphics(op string, args []any) {
	switch op {
	case "q":
		if len(in.saved) < 256 {
			in.saved = append(in.saved, in.s)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			in.s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		if m, ok := toMatrix(args); ok {
			in.s.ctm = m.times(in.s.ctm)
		}
	}
}

// spacing sets how letters, words and lines stand apart.
func (in *interpreter) spacing(op string, n float64) {
	switch op {
	case "Tc":
		in.s.char = n
	case "Tw":
		in.s.word = n
	case "Tz":
		in.s.scale = n / 100
	case "TL":
		in.s.leading = n
	case "Ts":
		in.s.rise = n
	}
}

// place says where the next text stands.
func (in *interpreter) place(op string, args []any) {
	switch op {
	case "BT":
		in.tm, in.tlm = identity, identity
	case "Tm":
		if m, ok := toMatrix(args); ok {
			in.tm, in.tlm = m, m
		}
	case "TD":
		in.s.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "T*":
		in.move(0, -in.s.leading)
	}
}

// showText shows text, on the next line where the operator says so.
func (in *interpreter) showText(op string, args []any) {
	switch op {
	case `"`:
		in.s.word, in.s.char = num(args, 0), num(args, 1)
		args = args[min(2, len(args)):]
		in.move(0, -in.s.leading)
	case "'":
		in.move(0, -in.s.leading)
	}
	in.showAll(args)
}

// unmark ends marked content.
func (in *interpreter) unmark() {
	if n := len(in.marks); n > 0 {
		if in.marks[n-1] {
			in.aside--
		}
		in.marks = in.marks[:n-1]
	}
}

// mark notes marked content that is a page's header or footer.
func (in *interpreter) mark(args []any) {
	aside := false
	if len(args) > 1 && args[0] == name("Artifact") {
		d, ok := args[1].(dict)
		if n, isName := args[1].(name); isName {
			d, ok = in.f.dict(in.f.dict(in.res["Properties"])[n]), true
		}
		aside = ok && in.f.name(d["Type"]) == "Pagination"
	}
	if len(in.marks) < 512 {
		in.marks = append(in.marks, aside)
		if aside {
			in.aside++
		}
	}
}

func (in *interpreter) setFont(args []any) {
	if len(args) < 2 {
		return
	}
	n, _ := args[0].(name)
	in.s.size = num(args, 1)
	t, ok := in.fonts[n]
	if !ok {
		t = in.f.font(in.f.dict(in.res["Font"])[n])
		in.fonts[n] = t
	}
	in.s.font = t
}

func (in *interpreter) move(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.times(in.tlm)
	in.tm = in.tlm
}

// form interprets a form, a content stream of its own.
func (in *interpreter) form(args []any) {
	if len(args) == 0 || in.depth >= maxForms {
		return
	}
	n, _ := args[0].(name)
	s, ok := in.f.get(in.f.dict(in.res["XObject"])[n]).(*stream)
	if !ok || in.f.name(s.dict["Subtype"]) != "Form" {
		return
	}
	saved, stack, tm, tlm := in.s, in.saved, in.tm, in.tlm
	if m, ok := toMatrix(in.f.array(s.dict["Matrix"])); ok {
		in.s.ctm = m.times(in.s.ctm)
	}
	res := in.f.dict(s.dict["Resources"])
	if res == nil {
		res = in.res
	}
	in.depth++
	in.saved = nil
	in.run(in.f.unpack(s), res)
	in.depth--
	in.s, in.saved, in.tm, in.tlm = saved, stack, tm, tlm
}

// showAll shows the strings among the arguments; numbers move the next one.
func (in *interpreter) showAll(args []any) {
	if in.s.font == nil || in.aside > 0 {
		return
	}
	for _, a := range args {
		switch a := a.(type) {
		case str:
			in.show(string(a))
		case array:
			for _, e := range a {
				switch e := e.(type) {
				case str:
					in.show(string(e))
				case float64:
					in.advance(-e / 1000 * in.s.size * in.s.scale)
				}
			}
		}
	}
}

func (in *interpreter) advance(x float64) {
	in.tm = matrix{1, 0, 0, 1, x, 0}.times(in.tm)
}

// show shows one string: its characters join the current run where they follow
// on it.
func (in *interpreter) show(s string) {
	st := &in.s
	apart := in.apart(s)
	st.font.each(s, func(text string, width float64, space bool) {
		in.f.tick()
		if in.f.glyphs++; in.f.glyphs > in.f.limits.Glyphs {
			in.f.stop(fmt.Errorf("%w: more than %d characters", ErrTooBig, in.f.limits.Glyphs))
		}
		m := matrix{st.size * st.scale, 0, 0, st.size, 0, st.rise}.times(in.tm).times(st.ctm)
		w := width/1000*st.size*st.scale + st.char*st.scale
		if space {
			w += st.word * st.scale
		}
		end := matrix{1, 0, 0, 1, w - apart, 0}.times(in.tm)
		in.advance(w)
		after := matrix{1, 0, 0, 1, 0, st.rise}.times(end).times(st.ctm)
		if text == "" {
			in.unknown++
			return
		}
		// Text that is turned is a watermark or stands in the margin.
		if math.Abs(m.b) > math.Abs(m.a) {
			return
		}
		in.put(text, Run{X: m.e, Y: m.f, End: after.e, Size: math.Hypot(m.c, m.d), Bold: st.font.bold})
	})
}

// apart is the part of the spacing between characters that sets them apart as
// words. Ghostscript writes two or three characters with gaps between them so,
// such as a list's mark and the first letter of its item; over a longer string
// the spacing is a matter of style.
func (in *interpreter) apart(s string) float64 {
	st := &in.s
	if st.char < 0.2*st.size {
		return 0
	}
	n := 0
	st.font.each(s, func(string, float64, bool) { n++ })
	if n > 3 {
		return 0
	}
	return st.char * st.scale
}

// put adds a character to the current run, or begins a new one.
func (in *interpreter) put(text string, at Run) {
	c := &in.cur
	gap := at.X - c.End
	if in.buf.Len() > 0 && (math.Abs(at.Y-c.Y) > 0.3*at.Size || gap > 0.15*at.Size || gap < -0.5*at.Size || at.Bold != c.Bold || math.Abs(at.Size-c.Size) > 0.5) {
		in.flush()
	}
	if in.buf.Len() == 0 {
		*c = at
	}
	c.End = at.End
	in.buf.WriteString(text)
}

// flush ends the current run.
func (in *interpreter) flush() {
	if in.buf.Len() > 0 {
		in.cur.Text = in.buf.String()
		in.runs = append(in.runs, in.cur)
		in.buf.Reset()
	}
}
