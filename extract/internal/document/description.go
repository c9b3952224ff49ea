package document

import (
	"html"
	"index/suffixarray"
	"strings"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// DescriptionLines renders a description field: HTML, escaped HTML, or text
// with real or literal line breaks.
func DescriptionLines(s string) []line.Line {
	s = strings.TrimSpace(s)
	if s == "" || placeholder(s) {
		return nil
	}
	if strings.Count(s, `\n`) > 1 {
		s = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", `\t`, " ", `\"`, `"`).Replace(s)
	}
	s = cutMachineSummary(s)
	lines, ok := FragmentLines(s)
	if !ok {
		lines = vocabulary.SplitRunOn(line.Parse(breakHardSpaces(unescapeEntities(s))))
	}
	return lines
}

// lostBreak is a no-break space between a small letter and a capital.
var lostBreak = line.Pattern(`([\p{Ll}.;)])\x{a0}(\p{Lu})`)

// breakHardSpaces restores the line breaks of a text that holds no-break spaces
// in their place, as what is left of list items when a site drops the markup.
func breakHardSpaces(s string) string {
	if !strings.Contains(s, "\u00a0") || strings.Contains(s, "\n") || len(lostBreak().FindAllStringIndex(s, 3)) < 3 {
		return s
	}
	return lostBreak().ReplaceAllString(s, "$1\n$2")
}

// placeholder recognises template variables that nobody filled.
func placeholder(s string) bool {
	return len(s) < 80 && (strings.Contains(s, "{{") || strings.HasPrefix(s, "[[") || strings.EqualFold(s, "n/a") || strings.EqualFold(s, "null"))
}

// cutMachineSummary drops the line that some boards put in front of the
// description: "Title: X, Location: Y, ...<br>".
func cutMachineSummary(s string) string {
	head, rest, ok := strings.Cut(s, "\n\n")
	if ok && len(head) < 400 && strings.Count(head, ": ") >= 3 && !strings.Contains(head, ". ") && len(rest) > 3*len(head) && strings.Contains(strings.ToLower(head), "location:") && strings.Contains(strings.ToLower(head), "company:") {
		return rest
	}
	return s
}

// AppendPart adds a field of its own under its name, unless the description
// says the same already, as it mostly does.
func AppendPart(lines []line.Line, heading string, part []line.Line) []line.Line {
	if len(part) == 0 {
		return lines
	}
	total := 0
	have := map[string]bool{}
	for _, l := range lines {
		have[vocabulary.NormalHeading(l.Text)] = true
	}
	all := newContained(vocabulary.NormalHeading(line.Join(lines)), len(part))
	missing := 0
	for _, l := range part {
		total += l.Words
		if h := vocabulary.NormalHeading(l.Text); !have[h] && !all.has(h) {
			missing += l.Words
		}
	}
	if total < 4 || missing*2 < total {
		return lines
	}
	lines = append(lines, line.Line{Text: heading, Words: 1, Level: 3, Flags: line.Gap})
	return append(lines, part...)
}

// PlainField cleans a short field: entities decoded, tags dropped, one line.
func PlainField(s string) string {
	s = unescapeEntities(s)
	if dom.HasMarkup(s) {
		lines, _ := FragmentLines(s)
		s = line.Join(lines)
	}
	return line.OneLine(strings.ToValidUTF8(s, "\uFFFD"))
}

// unescapeEntities undoes entities, escaped once or twice.
func unescapeEntities(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	return s
}

// OpensWithHeading reports that a part brings its own heading.
func OpensWithHeading(part []line.Line) bool {
	l := part[0]
	if l.Level > 0 || (l.Has(line.Bold) && l.Words <= vocabulary.MaxHeadingWords) {
		return true
	}
	_, how := vocabulary.Headings().Lookup(l.Text)
	return how == vocabulary.Known && !l.Has(line.Item)
}

// A contained text is asked for many others whether it holds them.
type contained struct {
	text  string
	index *suffixarray.Index // nil where the questions are few
}

// fewSteps is the work up to which searching the text again for each question is
// cheaper than to index it.
const fewSteps = 1 << 24

func newContained(text string, questions int) contained {
	c := contained{text: text}
	if len(text)*questions > fewSteps {
		c.index = suffixarray.New([]byte(text))
	}
	return c
}

func (c contained) has(s string) bool {
	if c.index == nil || s == "" {
		return strings.Contains(c.text, s)
	}
	return len(c.index.Lookup([]byte(s), 1)) > 0
}
