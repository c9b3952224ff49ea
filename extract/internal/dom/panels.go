package dom

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// Pages fold a posting up: into tabs, of which one is shown, and into panels that
// open below their heading. A reader opens them; here they are all open, each
// under its name.

// maxTabs is how many tabs one list of them has.
const maxTabs = 12

// MayHaveTabs asks the markup, before the tree is gone through for them: for
// tablist, tabs, tab-, tabbar, data-tab or role="tab, or labels of buttons.
func MayHaveTabs(markup []byte) bool {
	if bytes.Contains(markup, []byte("<label for=")) {
		return true
	}
	tab := []byte("tab")
	for at := 0; ; at += len(tab) {
		i := bytes.Index(markup[at:], tab)
		if i < 0 {
			return false
		}
		at += i
		rest := markup[at+len(tab):]
		for _, tail := range [...]string{"list", "s", "-", "bar"} {
			if len(rest) >= len(tail) && string(rest[:len(tail)]) == tail {
				return true
			}
		}
		if before := markup[:at]; bytes.HasSuffix(before, []byte(`role="`)) || bytes.HasSuffix(before, []byte("data-")) {
			return true
		}
	}
}

// NameTabs moves the name of every tab to the top of its panel, as a heading.
func NameTabs(root *html.Node) {
	var lists []*html.Node
	ids := map[string]*html.Node{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := Attr(n, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
		if len(lists) < 64 && listsTabs(n) {
			lists = append(lists, n)
		}
	}
	nameRadios(root, ids)
	for _, l := range lists {
		names := tabsOf(l)
		panels := panelsOf(l, names, ids)
		if len(panels) == 0 {
			continue
		}
		for i, p := range panels {
			openPanel(p, shortText(names[i]))
		}
		l.Parent.RemoveChild(l)
	}
}

// nameRadios names the panels of tabs that are made of radio buttons: their labels
// are the names, and the panels, as many, stand beside them or behind what holds
// them.
func nameRadios(root *html.Node, ids map[string]*html.Node) {
	groups := map[*html.Node][]*html.Node{}
	var parents []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.Label || n.Parent == nil || Attr(n, "for") == "" {
			continue
		}
		if ids[Attr(n, "for")] != nil || shortText(n) == "" {
			continue // fields are gone from the tree
		}
		if groups[n.Parent] == nil {
			parents = append(parents, n.Parent)
		}
		groups[n.Parent] = append(groups[n.Parent], n)
	}
	for _, parent := range parents {
		names := groups[parent]
		if len(names) < 2 || len(names) > maxTabs {
			continue
		}
		panels := radioPanels(parent, len(names))
		for i, p := range panels {
			openPanel(p, shortText(names[i]))
			parent.RemoveChild(names[i])
		}
	}
}

// radioPanels finds the panels of radio buttons whose labels stand in an element.
func radioPanels(parent *html.Node, want int) []*html.Node {
	var beside []*html.Node
	for c := range parent.ChildNodes() {
		if c.Type == html.ElementNode && c.DataAtom != atom.Label {
			beside = append(beside, c)
		}
	}
	if len(beside) == want && arePanels(beside) {
		return beside
	}
	if len(beside) == 1 {
		var inner []*html.Node
		for c := range beside[0].ChildNodes() {
			if c.Type == html.ElementNode {
				inner = append(inner, c)
			}
		}
		if len(inner) == want && arePanels(inner) {
			return inner
		}
	}
	return panelsAfter(parent, want)
}

// listsTabs reports a list of tabs: it says so, or it and its elements are called
// that.
func listsTabs(n *html.Node) bool {
	if Attr(n, "role") == "tablist" {
		return true
	}
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Nav:
		return namesPanels(n) || hasTabClass(Attr(n, "class"))
	}
	return false
}

// namesPanels reports an element of which every child says that it opens a tab.
func namesPanels(n *html.Node) bool {
	tabs := 0
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		if Attr(c, "data-tab") == "" && Attr(c, "data-w-tab") == "" && Attr(c, "data-tab-target") == "" && !strings.Contains(Attr(c, "class"), "tab-title") {
			return false
		}
		tabs++
	}
	return tabs > 1
}

// hasTabClass reports a class name of lists of tabs.
func hasTabClass(class string) bool {
	if !strings.Contains(class, "tab") && !strings.Contains(class, "Tab") {
		return false
	}
	for c := range strings.FieldsSeq(class) {
		if slices.Contains(tables.Builtin.Regions.Tabs, strings.ToLower(c)) {
			return true
		}
	}
	return false
}

// tabsOf lists the tabs: what has that role, else the list's own elements. It is
// empty where their texts are no names.
func tabsOf(list *html.Node) []*html.Node {
	var roles, own []*html.Node
	for n := range list.Descendants() {
		if n.Type == html.ElementNode && Attr(n, "role") == "tab" && len(roles) <= maxTabs {
			roles = append(roles, n)
		}
	}
	for n := range list.ChildNodes() {
		if n.Type == html.ElementNode && len(own) <= maxTabs {
			own = append(own, n)
		}
	}
	tabs := own
	if len(roles) > 1 {
		tabs = roles
	}
	if len(tabs) < 2 || len(tabs) > maxTabs {
		return nil
	}
	for _, t := range tabs {
		if shortText(t) == "" {
			return nil
		}
	}
	return tabs
}

// panelsOf finds the panel of each tab: by the id that the tab names, else by
// order, in the elements that say they are panels, or in the list's next sibling.
func panelsOf(list *html.Node, tabs []*html.Node, ids map[string]*html.Node) []*html.Node {
	if len(tabs) == 0 || list.Parent == nil {
		return nil
	}
	var panels []*html.Node
	for _, t := range tabs {
		if p := ids[target(t)]; p != nil && !within(list, p) && !within(p, list) {
			panels = append(panels, p)
		}
	}
	if len(panels) == len(tabs) {
		return panels
	}
	// The panels may stand beside the list, or beside what is around it.
	for up, near := list, list.Parent; near != nil && up.Parent != nil && (near.DataAtom != atom.Body || up == list); up, near = near, near.Parent {
		if panels = panelsIn(near, list, len(tabs)); len(panels) == len(tabs) {
			return panels
		}
		if panels = panelsAfter(up, len(tabs)); len(panels) == len(tabs) {
			return panels
		}
		if up != list && up.Parent != list.Parent {
			break
		}
	}
	return nil
}

// target is the id that a tab, or the link in it, names.
func target(tab *html.Node) string {
	for n := tab; n != nil; n = firstElement(n) {
		if id := Attr(n, "aria-controls"); id != "" {
			return id
		}
		for _, key := range []string{"href", "data-target", "data-bs-target"} {
			if id, ok := strings.CutPrefix(Attr(n, key), "#"); ok && id != "" {
				return id
			}
		}
	}
	return ""
}

func firstElement(n *html.Node) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

func within(n, of *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == of {
			return true
		}
	}
	return false
}

// panelsIn lists the elements below near that say they are panels.
func panelsIn(near, list *html.Node, want int) []*html.Node {
	var out []*html.Node
	for n := range near.Descendants() {
		if n.Type == html.ElementNode && Attr(n, "role") == "tabpanel" && !within(n, list) {
			if out = append(out, n); len(out) > want {
				return nil
			}
		}
	}
	return out
}

// panelsAfter lists the panels that follow n: its siblings, or the children of
// the next one.
func panelsAfter(n *html.Node, want int) []*html.Node {
	var after []*html.Node
	for s := n.NextSibling; s != nil && len(after) <= want; s = s.NextSibling {
		if s.Type == html.ElementNode {
			after = append(after, s)
		}
	}
	if len(after) == 0 {
		return nil
	}
	var children []*html.Node
	for c := range after[0].ChildNodes() {
		if c.Type == html.ElementNode {
			children = append(children, c)
		}
	}
	if len(children) == want && arePanels(children) {
		return children
	}
	if len(after) == want && arePanels(after) {
		return after
	}
	return nil
}

// arePanels reports elements of one kind with a text each that is more than a
// name.
func arePanels(list []*html.Node) bool {
	for _, n := range list {
		if n.DataAtom != list[0].DataAtom || shortText(n) != "" {
			return false
		}
	}
	return true
}

// maxTabName is how long a tab's name is.
const maxTabName = 60

// shortText is the text of an element, "" where it has none or more than a name.
func shortText(n *html.Node) string {
	var b strings.Builder
	for t := range n.Descendants() {
		if t.Type == html.TextNode {
			if b.WriteString(t.Data); b.Len() > 4*maxTabName {
				return ""
			}
			b.WriteByte(' ')
		}
	}
	s := line.OneLine(b.String())
	if len(s) > maxTabName {
		return ""
	}
	return s
}

// openPanel shows a panel under its name.
func openPanel(p *html.Node, name string) {
	show(p)
	if first := firstElement(p); first != nil && vocabulary.NormalHeading(shortText(first)) == vocabulary.NormalHeading(name) {
		return
	}
	h := &html.Node{Type: html.ElementNode, Data: "h3", DataAtom: atom.H3}
	h.AppendChild(&html.Node{Type: html.TextNode, Data: name})
	p.InsertBefore(h, p.FirstChild)
}

// show drops the attributes that hide an element.
func show(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden", a.Key == "aria-hidden":
			continue
		case a.Key == "style" && readStyle([]byte(a.Val)).region != 0:
			continue
		case a.Key == "class" && regions().read(strings.ToLower(a.Val)).region&line.InHidden != 0:
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// unfold shows the hidden elements that open below a name: behind a heading, a
// button or a few words. A menu opens so, too: it is links.
func (w *Rendering) unfold() {
	for i := range w.Blocks {
		s := &w.Blocks[i]
		if s.region&line.InHidden == 0 || s.region&(line.Unlikely|line.InModal) != 0 || s.End == s.Start || w.inHiddenSpan(s.Parent) || !foldedUp(s.Node) {
			continue
		}
		words, linked, size := 0, 0, 0
		for _, l := range w.Lines[s.Start:s.End] {
			words, linked, size = words+l.Words, linked+l.Linked, size+len(l.Text)
		}
		if words < 5 || linked*2 > size {
			continue
		}
		s.region &^= line.InHidden
		for k := s.Start; k < s.End; k++ {
			w.Lines[k].Region &^= line.InHidden
		}
	}
}

// inHiddenSpan reports a hidden element among those around.
func (w *Rendering) inHiddenSpan(i int) bool {
	for ; i > 0; i = w.Blocks[i].Parent {
		if w.Blocks[i].region&line.InHidden != 0 {
			return true
		}
	}
	return false
}

// foldedUp reports an element with its name before it.
func foldedUp(n *html.Node) bool {
	if Attr(n, "role") == "tabpanel" || n.Parent != nil && n.Parent.DataAtom == atom.Details {
		return true
	}
	for range 2 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
				return len(s.Data) <= maxTabName
			}
			if s.Type == html.ElementNode {
				return shortText(s) != ""
			}
		}
		if n = n.Parent; n == nil {
			return false
		}
	}
	return false
}
