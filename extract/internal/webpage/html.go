package webpage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// minStatedWords is the least that a page must state for machines to be taken
// at its word, where nothing longer is found.
const minStatedWords = 15

// HTML reads one HTML document or fragment in UTF-8. The result is a posting, or
// the reason why the page holds none.
func HTML(text []byte, o posting.Options) posting.Extraction {
	x, _ := ReadFramed(text, o)
	return x
}

// ReadFramed is HTML, and tells whether documents of frames stand in the page's
// attributes.
func ReadFramed(text []byte, o posting.Options) (x posting.Extraction, framed bool) {
	o = posting.WithDefaults(o)
	if len(bytes.TrimSpace(text)) == 0 {
		return posting.Extraction{Reason: posting.Empty, Detail: "no bytes"}, false
	}
	s := dom.Strip(text, SiteRows().marks.Asked)
	if s.Cut {
		return posting.Extraction{Reason: posting.TooLarge, Detail: fmt.Sprintf("more than %d MB of markup besides scripts and images", dom.MaxMarkup>>20)}, s.Framed
	}
	x, err := newPage(s, o).extract()
	switch {
	case errors.Is(err, posting.ErrTimeout):
		x = posting.Extraction{Reason: posting.TimedOut, Detail: posting.TooLong(err, o)}
	case err != nil:
		x = withoutTree(s, err, o)
	}
	return x, s.Framed
}

// extract tries the strategies in order.
func (p *page) extract() (posting.Extraction, error) {
	var x posting.Extraction
	var known document.Draft // what refused strategies know all the same
	for _, s := range chosenStrategies(p.limits) {
		if !s.bare {
			if err := p.grow(); err != nil {
				return x, err
			}
		}
		f, why := s.find(p)
		if err := posting.ClockOf(p.limits).Over(); err != nil {
			return x, err
		}
		if f != nil {
			known.Fill(f)
		}
		if f == nil || why != "" {
			x.Attempts = append(x.Attempts, posting.Attempt{Strategy: s.name, Accepted: false, Why: why})
			continue
		}
		x.Attempts = append(x.Attempts, posting.Attempt{Strategy: s.name, Accepted: true, Why: cmp.Or(f.Note, "found")})
		p.finish(&x, s.name, f, &known)
		return x, nil
	}
	if err := p.grow(); err != nil {
		return x, err
	}
	if known.Stated && known.Title != "" && line.Words(known.Lines) >= minStatedWords {
		p.finish(&x, "jsonld", &known, &known)
		x.Posting.Warnings = append(x.Posting.Warnings, "the description is very short")
		return x, nil
	}
	x.Reason, x.Detail = p.refuse(&known)
	x.Posting = posting.Posting{Title: known.Title, Company: known.Company, Location: known.Location, URL: p.url}
	if x.Posting.Title == "" && x.Reason != posting.List && x.Reason != posting.BotCheck {
		x.Posting.Title = titles.Clean(p.guessTitle(nil))
	}
	return x, nil
}

// finish makes the posting of what a strategy found.
func (p *page) finish(x *posting.Extraction, name string, f, known *document.Draft) {
	f.Fill(known)
	if f.Title == "" && !p.sited && p.grow() == nil {
		if g, _ := findSite(p); g != nil {
			f.Fill(g)
		}
	}
	lines := document.EnglishPart(vocabulary.DropButtons(f.Lines))
	if f.Title == "" && p.root != nil {
		f.Title = p.guessTitle(lines)
	}
	if p.root != nil && (titles.OfFile(f.Title) || !titles.HasOccupation(vocabulary.NormalHeading(f.Title))) {
		// A file's name, or that of a template, says less than the text itself.
		top := cmp.Or(titles.OnTop(lines), titles.OnTop(p.text.Lines))
		if titles.OfFile(f.Title) && !titles.Written(top) {
			top = titles.NearTop(p.text.Lines[max(0, p.indexOf(lines)-plainReach):])
		}
		if titles.Written(top) {
			f.Title = top
		}
	}
	if name == "content" && f.Company == "" {
		company, place := p.guessCompany(f.Title, lines)
		f.Company, f.Location = company, cmp.Or(f.Location, place)
	}
	if name == "content" || name == "visible" {
		f.Lines = lines
		f.Title = titles.Bare(f.Title, "")
		f.PartTitle()
	}
	shown, expired := p.showsAndExpiry()
	f.Company, f.Location, f.URL = cleanCompany(f.Company), cleanPlace(f.Location), cmp.Or(f.URL, p.address())
	post := posting.Posting{Strategy: name}
	f.Onto(&post)
	post.Text, post.Sections = vocabulary.Sections(titles.Drop(lines, post.Title))
	post.Language = line.Language(post.Text)
	if shown > 0 {
		post.Coverage = min(1, float64(line.Words(lines))/float64(shown))
	}
	if expired != "" {
		post.Warnings = append(post.Warnings, "expired: the page says "+document.Quote(expired))
	}
	if name == "visible" {
		post.Warnings = append(post.Warnings, "fallback: all visible text was taken")
	}
	x.Posting = post
}

// refuse says why a page without a posting has none.
func (p *page) refuse(known *document.Draft) (posting.Reason, string) {
	if known.Title != "" && known.Stated && p.words < 2*vocabulary.MinWords {
		return posting.Empty, "a posting with a title, and without a description"
	}
	if p.words == 0 && len(p.Scripts) == 0 {
		return posting.Empty, "no visible text"
	}
	if reason, why := document.GenreOf(p.text.Lines); reason != "" {
		return reason, why
	}
	if many, why := p.list(nil, nil); many {
		return posting.List, why
	}
	reason, wall := p.wall()
	if reason != "" && reason != posting.ConsentWall {
		return reason, wall
	}
	if why := p.applyForm(); why != "" {
		return posting.ApplyForm, why
	}
	if n, _ := p.repeatedLinks(nil); n >= 8 {
		return posting.List, fmt.Sprintf("%d links of one pattern, and no description", n)
	}
	switch {
	case reason != "" && p.words < 600 && !p.besideNotice():
		return reason, wall
	case p.words < maxShell && (len(p.Scripts) > 0 || p.NoJS):
		return posting.Shell, fmt.Sprintf("%d visible words, the rest is filled in by scripts", p.words)
	case p.Images > 0 && p.words < 150:
		return posting.NotAPosting, fmt.Sprintf("%d words and %d images: the description may be an image", p.words, p.Images)
	}
	return posting.NotAPosting, "no text that reads like a job description"
}

// withoutTree reads a document that the parser refused: its text only, and a
// warning with the posting.
func withoutTree(s dom.Stripped, cause error, o posting.Options) posting.Extraction {
	lines := tokenLines(s.Markup, o)
	x := posting.Extraction{Attempts: []posting.Attempt{{Strategy: "visible", Accepted: false, Why: "no tree: " + cause.Error()}}}
	if line.Words(lines) < vocabulary.MinWords || vocabulary.SignalsIn(lines) < 3 {
		x.Reason, x.Detail = posting.TooComplex, "no tree could be built ("+cause.Error()+"), and the bare text is no posting"
		return x
	}
	x.Attempts[0] = posting.Attempt{Strategy: "visible", Accepted: true, Why: "no tree: " + cause.Error()}
	x.Posting = posting.Posting{Strategy: "visible", Coverage: 1, Warnings: []string{"degraded: no tree could be built: " + cause.Error()}}
	x.Posting.Text, x.Posting.Sections = vocabulary.Sections(vocabulary.DropButtons(lines))
	x.Posting.Language = line.Language(x.Posting.Text)
	return x
}

// tokenLines renders the tokens of a document as lines, without a tree.
func tokenLines(markup []byte, o posting.Options) []line.Line {
	w := &line.Builder{}
	z := nethtml.NewTokenizer(strings.NewReader(string(markup)))
	for range 8 * o.MaxNodes {
		switch z.Next() {
		case nethtml.ErrorToken:
			w.Flush()
			return w.Lines
		case nethtml.TextToken:
			w.Text(string(z.Text()), line.Style{})
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			name, _ := z.TagName()
			if dom.KindOfTag(name) != dom.TagFormat && string(name) != "span" {
				w.Flush()
			}
		}
	}
	w.Flush()
	return w.Lines
}

// A strategy is one way of finding the posting in a page. find returns nil and
// the reason where it does not find one.
type strategy struct {
	name string
	find func(*page) (*document.Draft, string)
	bare bool // looks at what was set aside before parsing, and needs no tree
}

// strategies lists all of them in the order in which they are tried: what a
// page states about itself for machines comes before what is known about its
// site, and that before what can be told of its text.
func strategies() []strategy {
	return []strategy{
		{"jsonld", findJSONLD, true},
		{"microdata", findMicrodata, false},
		{"site", findSite, false},
		{"state", findState, false},
		{"content", findContent, false},
		{"visible", findVisible, false},
	}
}

// Strategies returns the names of all strategies in the order in which they are
// tried.
func Strategies() []string {
	var names []string
	for _, s := range strategies() {
		names = append(names, s.name)
	}
	return names
}

// chosenStrategies returns the strategies that the options name, in the options' order.
// Names that are none are passed over: Strategies lists those that are.
func chosenStrategies(o posting.Options) []strategy {
	all := strategies()
	if o.Strategies == nil {
		return all
	}
	var out []strategy
	for _, name := range o.Strategies {
		if i := slices.IndexFunc(all, func(s strategy) bool { return s.name == name }); i >= 0 {
			out = append(out, all[i])
		}
	}
	return out
}
