package word

import (
	"encoding/xml"
	"html"
	"strconv"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/titles"
)

// maxDOCXParagraphs bounds the tree that is built of a document.
const maxDOCXParagraphs = 60_000

// A reader renders the body of a Word document as a small HTML document,
// which then goes the way of all descriptions. A document nests paragraphs (a
// text box stands in a run), so their states are a stack.
type reader struct {
	styles     map[string]paragraphStyle
	out        strings.Builder
	stack      []paragraph
	fallback   int    // depth inside a fallback, which repeats what was read
	inText     bool   // inside a run's text
	heading    string // the paragraph in the style of titles
	paragraphs int
	cells      int // depth inside table cells
}

// A paragraph is a paragraph that is being read.
type paragraph struct {
	paragraphStyle
	text         []byte
	bold, run    bool // of the run
	hidden       bool
	inProperties bool // inside the paragraph's own properties, whose run properties mean its mark
}

// token handles one token of the document.
func (d *reader) token(tok xml.Token) {
	switch t := tok.(type) {
	case xml.StartElement:
		if t.Name.Local == "Fallback" {
			d.fallback++
		}
		if d.fallback == 0 {
			d.start(t)
		}
	case xml.EndElement:
		if t.Name.Local == "Fallback" {
			d.fallback = max(0, d.fallback-1)
		} else if d.fallback == 0 {
			d.end(t.Name.Local)
		}
	case xml.CharData:
		if p := d.top(); p != nil && d.inText && d.fallback == 0 {
			p.write(html.EscapeString(string(t)))
		}
	}
}

func (d *reader) top() *paragraph {
	if len(d.stack) == 0 {
		return nil
	}
	return &d.stack[len(d.stack)-1]
}

func (d *reader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "p":
		if len(d.stack) < 50 {
			d.stack = append(d.stack, paragraph{})
		}
		d.paragraphs++
		return
	case "tbl", "tr", "tc":
		d.table(t.Name.Local, "<")
		return
	case "t":
		d.inText = d.inText || d.top() != nil
		return
	}
	if p := d.top(); p != nil && !p.property(d.styles, t) {
		p.mark(t.Name.Local)
	}
}

// property reads what a paragraph, or a run in it, looks like.
func (p *paragraph) property(styles map[string]paragraphStyle, t xml.StartElement) bool {
	value := xmlAttr(t, "val")
	switch t.Name.Local {
	case "pPr":
		p.inProperties = true
	case "pStyle":
		p.style(styles, value)
	case "outlineLvl":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 6 {
			p.level = n + 1
		}
	case "numId":
		p.item = value != "0"
	case "b":
		if !p.inProperties {
			p.bold = value != "0" && value != "false" && value != "off"
		}
	case "vanish":
		p.hidden = !p.inProperties
	default:
		return false
	}
	return true
}

// mark writes what stands for characters, and begins a run.
func (p *paragraph) mark(name string) {
	switch name {
	case "r":
		p.bold, p.hidden, p.run = false, false, true
	case "tab":
		if p.run && !p.inProperties {
			p.write(" ")
		}
	case "br", "cr":
		p.text = append(p.text, "<br>"...)
	case "noBreakHyphen":
		p.write("-")
	case "sym":
		p.write("•")
	}
}

// style applies a paragraph style.
func (p *paragraph) style(styles map[string]paragraphStyle, id string) {
	s, ok := styles[id]
	if !ok || s == (paragraphStyle{}) {
		s = styleNamed(id)
	}
	p.paragraphStyle = s
}

// write appends text with the look of its run.
func (p *paragraph) write(escaped string) {
	switch {
	case p.hidden:
	case p.bold:
		p.text = append(p.text, "<b>"+escaped+"</b>"...)
	default:
		p.text = append(p.text, escaped...)
	}
}

func (d *reader) end(name string) {
	p := d.top()
	switch name {
	case "t":
		d.inText = false
	case "tbl", "tr", "tc":
		d.table(name, "</")
	case "pPr":
		if p != nil {
			p.inProperties = false
		}
	case "p":
		if p != nil {
			d.paragraph(p)
			d.stack = d.stack[:len(d.stack)-1]
		}
	}
}

// paragraph writes a paragraph that is complete.
func (d *reader) paragraph(p *paragraph) {
	text := strings.ReplaceAll(string(p.text), "</b><b>", "")
	if strings.TrimSpace(text) == "" {
		return
	}
	tag := "p"
	switch {
	case p.level > 0:
		tag = "h" + strconv.Itoa(p.level)
	case p.item:
		tag = "li"
	case d.cells > 0:
		tag = "div" // no empty lines between cells
	}
	if p.title && d.heading == "" {
		d.heading = text
	}
	d.out.WriteString("<" + tag + ">" + text + "</" + tag + ">\n")
}

// table writes a table's tags; its cells are lines of their own.
func (d *reader) table(name, open string) {
	switch {
	case name == "tc" && open == "<":
		d.cells++
	case name == "tc":
		d.cells = max(0, d.cells-1)
	}
	tag := map[string]string{"tbl": "table", "tr": "tr", "tc": "td"}[name]
	d.out.WriteString(open + tag + ">\n")
}

// title is the paragraph in the style of titles.
func (d *reader) title() string { return titles.Of(document.PlainField(d.heading)) }
