package dom

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
)

// classInfo is what an element's attributes say.
type classInfo struct {
	region line.Region
	bold   bool
	pre    bool
	icon   bool // the text names a picture of an icon font
}

// classify reads an element's attributes and name.
func (w *Rendering) classify(n *html.Node) classInfo {
	out := classInfo{region: elementRegion(n.DataAtom)}
	if n.DataAtom == 0 && strings.Contains(n.Data, "-") {
		say := w.index.read(n.Data)
		out.icon, out.region = say.icon, say.region&(line.InNav|line.InFooter|line.InCookie|line.InRelated)
	}
	whole := n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main
	for i := range n.Attr {
		a := &n.Attr[i]
		var say classInfo
		switch a.Key {
		case "class":
			say = w.classes(a.Val)
		case "id":
			w.Marked.add(w.marks.id[a.Val])
			say = w.index.read(strings.ToLower(a.Val))
		case "role":
			say.region = roleRegion(a.Val)
		case "style":
			say = readStyle([]byte(a.Val))
		case "hidden":
			say.region = line.InHidden
		case "aria-hidden":
			if a.Val == "true" && n.DataAtom != atom.Div {
				say.region = line.InHidden
			}
		case "itemtype", "typeof":
			if strings.HasSuffix(strings.TrimSpace(a.Val), "JobPosting") {
				w.Items = append(w.Items, n)
			}
		default:
			if rows := w.marks.attrs[a.Key]; rows != nil {
				w.Marked.add(rows[""])
				w.Marked.add(rows[a.Val])
			}
		}
		if whole {
			say.region = 0
		}
		out.add(say)
	}
	return out
}

func (c *classInfo) add(d classInfo) {
	c.region |= d.region
	c.bold, c.pre, c.icon = c.bold || d.bold, c.pre || d.pre, c.icon || d.icon
}

// elementRegion is what an element's name says.
func elementRegion(a atom.Atom) line.Region {
	switch a {
	case atom.Nav, atom.Menu:
		return line.InNav
	case atom.Header:
		return line.InHeader
	case atom.Footer:
		return line.InFooter
	case atom.Aside:
		return line.InAside
	case atom.Dialog:
		return line.InModal
	}
	return 0
}

func roleRegion(role string) line.Region {
	switch role {
	case "navigation", "menu", "menubar":
		return line.InNav
	case "banner":
		return line.InHeader
	case "contentinfo":
		return line.InFooter
	case "dialog", "alertdialog":
		return line.InModal
	case "complementary":
		return line.InAside
	}
	return 0
}

// readStyle reads the style attributes that the first pass kept.
func readStyle(style []byte) classInfo {
	var out classInfo
	if styled(style, "display:", "none") || styled(style, "visibility:", "hidden") {
		out.region = line.InHidden
	}
	out.bold = styled(style, "font-weight:", "bold") || styled(style, "font-weight:", "700")
	out.pre = styled(style, "white-space:", "pre-")
	return out
}

// styled reports a property with a value that starts so.
func styled(style []byte, property, value string) bool {
	i := bytes.Index(style, []byte(property))
	return i >= 0 && bytes.HasPrefix(bytes.TrimLeft(style[i+len(property):], " "), []byte(value))
}

// classes reads an element's class names. Pages repeat a few hundred lists of
// them.
func (w *Rendering) classes(names string) classInfo {
	info, ok := w.memo[names]
	if ok {
		return info
	}
	for t := range strings.FieldsSeq(names) {
		w.Marked.add(w.marks.class[t])
		info.add(w.index.read(strings.ToLower(t)))
	}
	w.memo[names] = info
	return info
}

// regionNames are the regions as data/regions.yaml calls them.
var regionNames = map[string]line.Region{
	"nav": line.InNav, "footer": line.InFooter, "cookie": line.InCookie, "related": line.InRelated, "share": line.InShare,
	"modal": line.InModal, "form": line.InForm, "aside": line.InAside, "hidden": line.InHidden,
}

// A regionIndex finds the region words inside class names in one pass: a letter
// pair that starts none of them is passed over.
type regionIndex struct {
	whole map[string]classInfo // what names say that are known whole
	pairs [1 << 16]uint8       // group of words that start with the pair, 0 for none
	words [][]regionWord
}

// A regionWord is a word that tells a region.
type regionWord struct {
	word string
	as   line.Region
}

var regions = sync.OnceValue(func() *regionIndex { return tables.Must(loadRegions(tables.Builtin.Regions)) })

// loadRegions checks and compiles the words of regions.
func loadRegions(f tables.RegionFile) (*regionIndex, error) {
	x := &regionIndex{whole: map[string]classInfo{}, words: make([][]regionWord, 1)}
	for name, words := range f.Holds {
		for _, w := range words {
			if regionNames[name] == 0 || len(w) < 2 {
				return nil, fmt.Errorf("regions: %q of %q: a word of two letters and more, of a region", w, name)
			}
			pair := &x.pairs[int(w[0])<<8|int(w[1])]
			if *pair == 0 {
				if len(x.words) > math.MaxUint8 {
					return nil, fmt.Errorf("regions: words begin in more than %d ways", math.MaxUint8)
				}
				*pair = uint8(len(x.words))
				x.words = append(x.words, nil)
			}
			x.words[*pair] = append(x.words[*pair], regionWord{w, regionNames[name]})
		}
	}
	add := func(words []string, say classInfo) {
		for _, w := range words {
			known := x.whole[w]
			known.add(say)
			x.whole[w] = known
		}
	}
	for name, words := range f.Is {
		if regionNames[name] == 0 {
			return nil, fmt.Errorf("regions: there is no region %q", name)
		}
		add(words, classInfo{region: regionNames[name]})
	}
	add(f.Bold, classInfo{bold: true})
	add(f.Pre, classInfo{pre: true})
	add(f.Icons, classInfo{icon: true})
	return x, nil
}

// read works out what one lower-case class name or id says.
func (x *regionIndex) read(t string) classInfo {
	out := x.whole[t]
	for i := 0; i+1 < len(t); i++ {
		for _, w := range x.words[x.pairs[int(t[i])<<8|int(t[i+1])]] {
			if strings.HasPrefix(t[i:], w.word) {
				out.region |= w.as
			}
		}
	}
	return out
}

// settleRegions takes back a region that covers most of the page's words: a
// page that is one big dialog, or whose wrapper is called "has-sidebar", says
// nothing by it.
func (w *Rendering) settleRegions() {
	sums := make([]int, len(w.Lines)+1)
	for i, l := range w.Lines {
		sums[i+1] = sums[i] + l.Words
	}
	total := sums[len(w.Lines)]
	for _, s := range w.Blocks {
		if s.region == 0 || sums[s.End]-sums[s.Start] <= total*3/5 {
			continue
		}
		for i := s.Start; i < s.End; i++ {
			w.Lines[i].Region &^= s.region
		}
	}
}
