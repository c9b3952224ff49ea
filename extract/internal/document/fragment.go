package document

import (
	"fmt"
	"html"
	"strings"
	"sync"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// Fragment reads an HTML description that is already known to be one, as the
// fields of data sets hold it. Markup that was escaped, once or twice, is
// unescaped first; text without any markup is read as PlainText does.
func Fragment(fragment string, o posting.Options) posting.Extraction {
	if len(fragment) > maxText {
		return posting.Extraction{Reason: posting.TooLarge, Detail: "more text than a posting can have"}
	}
	room := rooms.Get().(*dom.Room)
	lines, ok := fragmentLines(fragment, room)
	if !ok {
		rooms.Put(room)
		return PlainText(fragment, o)
	}
	x := FromLines(lines) // which keeps none of them
	if room.Keep() {
		rooms.Put(room)
	}
	return x
}

// rooms are for the descriptions of data sets: the tree of each was a tenth of what a
// run allocates.
var rooms = sync.Pool{New: func() any { return new(dom.Room) }}

// FragmentLines renders a description. ok is false where it has no markup.
func FragmentLines(fragment string) ([]line.Line, bool) {
	return fragmentLines(fragment, new(dom.Room))
}

func fragmentLines(fragment string, room *dom.Room) ([]line.Line, bool) {
	s := unescapeMarkup(line.ValidText(fragment))
	if !dom.HasMarkup(s) {
		return nil, false
	}
	lines := room.Lines(s)
	for i := range lines {
		lines[i].Region = 0
	}
	return vocabulary.SplitRunOn(lines), true
}

// unescapeMarkup undoes escaping for as long as the markup is escaped. Twice is
// the most that was seen; one more costs nothing. Text in which none can be is
// left as it is.
func unescapeMarkup(s string) string {
	if !mayHideMarkup(s) {
		return s
	}
	for range 3 {
		if dom.HasMarkup(s) || !strings.Contains(s, "&") {
			return s
		}
		u := html.UnescapeString(s)
		if u == s {
			return s
		}
		s = u
	}
	return s
}

// mayHideMarkup is false for a text without "<" and without what may stand for one:
// nearly all of those with an "&".
func mayHideMarkup(s string) bool {
	if strings.Contains(s, "<") {
		return true
	}
	for _, rest, ok := strings.Cut(s, "&"); ok; _, rest, ok = strings.Cut(rest, "&") {
		if rest != "" && strings.IndexByte("#aAlLn", rest[0]) >= 0 {
			return true // &#60; &amp;lt; &lt; &nvlt;
		}
	}
	return false
}

// FromLines makes a posting of lines that are the description.
func FromLines(lines []line.Line) posting.Extraction {
	lines = vocabulary.DropButtons(lines)
	if len(lines) == 0 {
		return posting.Extraction{Reason: posting.Empty, Detail: "no visible text"}
	}
	p := posting.Posting{Strategy: "text", Coverage: 1}
	p.Text, p.Sections = vocabulary.Sections(lines)
	if p.Language = line.Language(p.Text); p.Language != "en" {
		if part := EnglishPart(lines); len(part) < len(lines) {
			p.Text, p.Sections = vocabulary.Sections(part)
			p.Language = line.Language(p.Text)
		}
	}
	return posting.Extraction{Posting: p, Attempts: []posting.Attempt{{Strategy: p.Strategy, Accepted: true, Why: "the document is the description"}}}
}

// PlainText reads a description that has no markup: a data set's field, a text
// file, something pasted. Lines become lines, bullets become items, and where a
// text came without its line breaks the headings inside it start new ones. No
// word is changed, added or left out.
func PlainText(text string, o posting.Options) posting.Extraction {
	o = posting.WithBounds(o)
	if len(text) > min(o.MaxBytes, maxText) {
		return posting.Extraction{Reason: posting.TooLarge, Detail: fmt.Sprintf("%d bytes of text, more than a posting can have", len(text))}
	}
	if strings.Count(text, "\n") > MaxTextLines {
		return posting.Extraction{Reason: posting.TooLarge, Detail: "more lines than a posting can have"}
	}
	return FromLines(vocabulary.SplitRunOn(line.Parse(line.ValidText(text))))
}

// MaxTextLines bounds what lines cost besides their text.
const MaxTextLines = 200_000

// maxText is the longest text that is read as one posting.
const maxText = 4 << 20
