// Package markdown reads postings in Markdown.
package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
)

// Bounds of what is parsed as Markdown: the parser's time grows with the square
// of the nesting and of unpaired marks. A text past them is read line by line.
const (
	maxMarkdown      = 128 << 10
	maxMarkdownMarks = 8000 // brackets, stars, underscores
	maxMarkdownDepth = 24   // quotations and lists inside each other
)

// Match recognises Markdown by its name, or by at least two kinds of
// its marks: a plain text may have hyphens in front of lines as well.
func Match(s *document.Input) bool {
	if s.Binary {
		return false
	}
	lower := strings.ToLower(s.Top[:min(len(s.Top), 512)])
	if strings.HasPrefix(lower, "<!doctype") || strings.HasPrefix(lower, "<html") || strings.HasPrefix(lower, "<?xml") || strings.Contains(lower, "<body") || strings.Contains(lower, "<head>") {
		return false
	}
	for _, end := range []string{".md", ".markdown", ".mdown", ".mkd"} {
		if strings.HasSuffix(strings.ToLower(s.Name), end) {
			return true
		}
	}
	m := countMarks(s.Top)
	return m.headings > 0 && (m.headings > 1 || m.items > 0 || m.links > 0 || m.bold > 0) && m.tags == 0
}

// marks counts what Markdown is recognised by.
type marks struct{ headings, items, links, bold, tags int }

func countMarks(text string) marks {
	var m marks
	for l := range strings.SplitSeq(text, "\n") {
		l = strings.TrimSpace(l)
		if _, _, ok := line.MarkdownHeading(l); ok {
			m.headings++
		}
		if strings.HasPrefix(l, "- ") || strings.HasPrefix(l, "* ") || strings.HasPrefix(l, "+ ") {
			m.items++
		}
		if i := strings.Index(l, "]("); i > 0 && strings.Contains(l[:i], "[") {
			m.links++
		}
		if strings.Count(l, "**") >= 2 {
			m.bold++
		}
		if strings.HasPrefix(l, "<") && dom.HasMarkup(l+" ") {
			m.tags++
		}
	}
	return m
}

// Read reads a posting in Markdown: front matter gives fields, the
// first heading of the first rank the title.
func Read(in *document.Input, o posting.Options) []posting.Extraction {
	raw := in.Text()
	if len(raw) > document.MaxPlainText {
		return []posting.Extraction{document.Refusal(posting.TooLarge, "%d bytes of Markdown, more than the %d that a posting can have", len(raw), document.MaxPlainText)}
	}
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	f, body := cutFrontMatter(text)
	if n := codeShare(body); n > 0.3 {
		return []posting.Extraction{document.Refusal(posting.NotAPosting, "documentation: %.0f%% of its lines are code", 100*n)}
	}
	if parts := document.PartPostings(body); parts != nil {
		return document.ReadEach(parts, func(text string) posting.Extraction { return readOne(document.Draft{}, text, o) })
	}
	return []posting.Extraction{readOne(f, body, o)}
}

// readOne reads one posting in Markdown.
func readOne(f document.Draft, body string, o posting.Options) posting.Extraction {
	f.Lines = markdownLines(body)
	if f.Title == "" && len(f.Lines) > 0 && f.Lines[0].Level == 0 {
		f.CutPasted() // a board's page whose description is written in Markdown
	}
	f.TakeProperties()
	if f.Title == "" {
		f.Lines = takeTitle(&f, f.Lines)
	}
	if roles := document.RolesNamed(f.Lines); roles != nil {
		return document.SeveralRoles(roles)
	}
	f.CutSurroundings("")
	return document.FromDraft("markdown", f, o)
}

// codeShare is the share of lines that are code between fences.
func codeShare(body string) float64 {
	fence, all, code := false, 0, 0
	for l := range strings.SplitSeq(body, "\n") {
		t := strings.TrimSpace(l)
		switch {
		case strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~"):
			fence = !fence
		case t != "":
			all++
			if fence && (strings.ContainsRune("{}[](),;:=\"'<>\\|&", rune(t[len(t)-1])) || strings.HasPrefix(t, "\"")) {
				code++
			}
		}
	}
	return float64(code) / float64(max(all, 1))
}

// takeTitle moves the first heading out of the text where it is the only one
// of its rank, or the first line of all.
func takeTitle(f *document.Draft, lines []line.Line) []line.Line {
	for i, l := range lines {
		if l.Level == 0 {
			continue
		}
		if l.Level > 2 || !titles.Shaped(line.Line{Text: strings.TrimRight(l.Text, ":"), Words: l.Words}) {
			return lines
		}
		if l.Level == 2 && i > 0 {
			return lines
		}
		f.Title = l.Text
		if i == 0 {
			return lines[1:]
		}
		return lines
	}
	return lines
}

// markdownLines renders Markdown as lines.
func markdownLines(body string) []line.Line {
	if !modest(body) {
		return line.Parse(body)
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.DefinitionList),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	var b bytes.Buffer
	if err := md.Convert([]byte(hardBreaks(dropAttributes(body))), &b); err != nil {
		return line.Parse(body)
	}
	lines, ok := document.FragmentLines(b.String())
	if !ok {
		return line.Parse(body)
	}
	return lines
}

// Pandoc's own marks: fences around divisions, and attributes after headings and
// spans.
var (
	divisionFence = line.Pattern(`(?m)^[ \t]*:{3,}.*$`)
	headingMark   = line.Pattern(`(?m)^(#{1,6} .*?)[ \t]*\{[#.][^{}\n]*\}[ \t]*$`)
	spanMark      = line.Pattern(`\[([^\[\]\n]*)\]\{[#.][^{}\n]*\}`)
)

// dropAttributes removes what pandoc writes of a page's identifiers and classes.
func dropAttributes(body string) string {
	body = divisionFence().ReplaceAllString(body, "")
	if !strings.Contains(body, "{#") && !strings.Contains(body, "{.") {
		return body
	}
	return spanMark().ReplaceAllString(headingMark().ReplaceAllString(body, "$1"), "$1")
}

// modest reports a text that the parser is quick on.
func modest(body string) bool {
	if len(body) > maxMarkdown {
		return false
	}
	marks := 0
	for l := range strings.SplitSeq(body, "\n") {
		opening := strings.IndexFunc(l, func(r rune) bool { return !strings.ContainsRune(" \t>-+*0123456789.)", r) })
		if opening < 0 {
			opening = len(l)
		}
		depth := 0
		for _, c := range []byte(l[:opening]) {
			if c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')' {
				depth++
			}
		}
		if depth > maxMarkdownDepth && strings.Trim(l, "-*_ =") != "" {
			return false
		}
		for _, c := range []byte(l) {
			if c == '[' || c == '*' || c == '_' || c == '`' || c == '<' || c == '|' || c == '~' {
				marks++
			}
		}
	}
	return marks <= maxMarkdownMarks
}

// hardBreaks keeps the line breaks that people meant: Markdown joins the lines
// of a paragraph, and takes an unmarked line after a list for its last item's
// continuation. Where the text is folded at a column, breaks are left to
// Markdown, except after lines that had room left.
func hardBreaks(body string) string {
	lines := strings.Split(body, "\n")
	width := line.FoldWidth(lines)
	var b strings.Builder
	b.Grow(len(body) + len(lines))
	fence := false
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fence = !fence
		}
		b.WriteString(l)
		if i+1 == len(lines) {
			break
		}
		next := lines[i+1]
		if !fence && breakMeant(l, t, next, width) {
			if line.StartsItem(t) {
				b.WriteString("\n")
			} else {
				b.WriteString("  ")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// breakMeant judges the break after a line of a paragraph or an item.
func breakMeant(raw, l, next string, width int) bool {
	n := strings.TrimSpace(next)
	if l == "" || n == "" || line.StartsItem(n) || strings.HasPrefix(l, "#") || strings.HasPrefix(l, "|") || strings.HasPrefix(l, ">") || strings.HasPrefix(n, "|") {
		return false
	}
	if strings.Trim(n, "=-") == "" || strings.HasPrefix(n, "#") || strings.HasPrefix(n, "```") || strings.HasPrefix(l, "<") || strings.HasPrefix(raw, "    ") {
		return false
	}
	if line.StartsItem(l) && (strings.HasPrefix(next, " ") || strings.HasPrefix(next, "\t")) {
		return false
	}
	return width == 0 || !line.Folded(l, utf8.RuneCountInString(raw), next, width)
}

// cutFrontMatter reads the fields that static-site generators put on top. Only
// plain "key: value" lines are understood: a title is all that is wanted.
func cutFrontMatter(text string) (document.Draft, string) {
	var f document.Draft
	text = strings.TrimLeft(text, "\ufeff \n\t")
	rule := "---"
	if strings.HasPrefix(text, "+++\n") {
		rule = "+++"
	}
	inner, ok := strings.CutPrefix(text, rule+"\n")
	if !ok {
		return f, text
	}
	head, body, ok := strings.Cut(inner, "\n"+rule)
	if !ok || len(head) > 8<<10 || !strings.Contains(head, ":") && !strings.Contains(head, "=") {
		return f, text
	}
	for l := range strings.SplitSeq(head, "\n") {
		readFrontField(&f, l)
	}
	_, body, _ = strings.Cut(body, "\n")
	return f, body
}

// readFrontField reads one line of front matter, YAML or TOML.
func readFrontField(f *document.Draft, l string) {
	i := strings.IndexAny(l, ":=")
	if i <= 0 || l[0] == ' ' || l[0] == '-' || l[0] == '#' {
		return
	}
	value := strings.Trim(strings.TrimSpace(l[i+1:]), `"'`)
	f.TakeFact(l[:i], value)
}
