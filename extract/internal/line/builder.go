package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A Style is what the markup around a text says of it.
type Style struct {
	Region Region
	Node   *html.Node // the block element that holds it
	Level  int        // 1 to 6 inside a heading element
	Flags  Flag
	Link   bool
	Bold   bool
	Pre    bool // its own line breaks mean something
}

// A Builder makes lines of texts, with white space collapsed.
type Builder struct {
	Lines []Line

	arena strings.Builder // the text of lines that are put together, which are parts of it
	start int             // where in it the line being built starts
	only  string          // the line being built while it is one piece of a text: it need not be copied
	cur   Line            // the line being built
	faced bool            // a pictograph opened the line before
	bold  int             // bytes of it that are bold
	// space is a pending blank; edge marks an element boundary since the last
	// letter, where words must not be glued; gap an empty line before the next.
	space, Edge, Gap bool
}

// Text appends a text node to the current line, with white space collapsed.
func (b *Builder) Text(s string, c Style) {
	lines := c.Pre || bulletLines(s)
	for i := 0; i < len(s); {
		if n := visibleRun(s[i:]); n > 0 {
			b.put(s[i:i+n], c)
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\n' && lines:
			b.Flush()
		case !invisible(r):
			b.space = true
		}
	}
}

// put appends visible text.
func (b *Builder) put(s string, c Style) {
	if b.current() == "" {
		b.cur = Line{Level: c.Level, Flags: c.Flags, Region: c.Region, Node: c.Node}
		b.bold = 0
		b.only = s
	} else {
		b.join(s, c)
	}
	b.space, b.Edge = false, false
	b.cur.Region &= c.Region
	b.cur.Linked, b.bold = addIf(b.cur.Linked, c.Link, len(s)), addIf(b.bold, c.Bold, len(s))
}

// join appends to what the line has.
func (b *Builder) join(s string, c Style) {
	blank := b.space || b.Edge && gluesWords(b.current(), s)
	if b.only != "" {
		b.room()
		b.arena.WriteString(b.only)
		b.only = ""
	}
	if blank {
		b.arena.WriteByte(' ')
		b.cur.Linked, b.bold = addIf(b.cur.Linked, c.Link, 1), addIf(b.bold, c.Bold, 1)
	}
	b.arena.WriteString(s)
}

// room makes room for a line: in a new arena where little is left of the old
// one, which the lines before keep, rather than by copying all of it.
func (b *Builder) room() {
	if b.arena.Cap()-b.arena.Len() < 512 {
		b.arena, b.start = strings.Builder{}, 0
		b.arena.Grow(4 << 10)
	}
}

// current is the text of the line being built.
func (b *Builder) current() string {
	if b.only != "" {
		return b.only
	}
	return b.arena.String()[b.start:]
}

// Flush ends the current line.
func (b *Builder) Flush() {
	b.space, b.Edge = false, false
	l := b.cur
	if l.Text = b.current(); l.Text == "" {
		return
	}
	b.only, b.start = "", b.arena.Len()
	if b.bold >= len(l.Text)-1 {
		l.Flags |= Bold
	}
	if b.Gap && len(b.Lines) > 0 {
		l.Flags |= Gap
	}
	b.Gap = false
	if t, ok := CutBullet(l.Text); ok {
		if t == "" {
			return
		}
		l.Text, l.Flags = t, l.Flags|Item
	}
	b.face(&l)
	l.Words = CountWords(l.Text)
	b.Lines = append(b.Lines, l)
}

// face makes items of lines that follow each other with a pictograph in front: one alone
// may adorn a title. What markup makes an item is left as it is.
func (b *Builder) face(l *Line) {
	rest, ok := cutPictograph(l.Text)
	ok = ok && l.Level == 0 && l.Flags&(Bold|Cell|Item) == 0
	if ok && b.faced && len(b.Lines) > 0 {
		if last := &b.Lines[len(b.Lines)-1]; !last.Has(Item) {
			last.Text, _ = cutPictograph(last.Text)
			last.Flags |= Item
			last.Words = CountWords(last.Text)
		}
		l.Text, l.Flags = rest, l.Flags|Item
	}
	b.faced = ok
}

// visibleRun returns the length of what at the start of s can be taken over as
// it is: visible characters with single blanks between them.
func visibleRun(s string) int {
	end := 0 // of the last visible character
	for i := 0; i < len(s); {
		if i == end && len(s)-i >= 8 {
			if blank, ok := singleSpaced(load8(s[i:])); ok {
				if i += 8; blank {
					end = i - 1
				} else {
					end = i
				}
				continue
			}
		}
		c := s[i]
		switch {
		case c > ' ' && c < 0x7f:
			i++
			end = i
		case c == ' ' && i == end && i > 0:
			i++
		case c < utf8.RuneSelf:
			return end
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r) {
				return end
			}
			i += size
			end = i
		}
	}
	return end
}

// invisible reports characters that show nothing, and are in the way of every
// comparison.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060'
}

func addIf(n int, cond bool, by int) int {
	if cond {
		return n + by
	}
	return n
}

// gluesWords tells "ManagerOwn", two elements that a style sheet sets apart,
// from "Java" + "Script", one word in two elements.
func gluesWords(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsUpper(next) && (unicode.IsLower(last) || unicode.IsDigit(last) || strings.ContainsRune(".:;!?)", last))
}

// bulletLines reports a text node whose own line breaks mean something: the
// style sheet that says so was not saved, the bullets were.
func bulletLines(s string) bool {
	return len(s) > 80 && (strings.Count(s, "\n•") > 1 || strings.Count(s, "\n- ") > 1 || strings.Count(s, "\n* ") > 1)
}
