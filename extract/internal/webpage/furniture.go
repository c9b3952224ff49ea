package webpage

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// What a page says besides its posting and shows in elements of its own: other
// jobs, an application form, a policy, a second copy of the title. It is marked
// before the lines are scored, so that no run of prose reaches into it.

// markFurniture marks it.
func (c *content) markFurniture() {
	c.markOthers()
	c.markLinked()
	c.markReplies()
	c.markForms()
	c.markPolicies()
	c.markQuotes()
	c.markContents()
	c.markFoot()
}

// footReach is how many lines from the end of a page its foot stands, that only its
// links tell, and footLinks is how many of them do.
const (
	footReach = 12
	footLinks = 2
	footWords = 40 // the longest
)

// markFoot marks a line at the end of a page that ends in links side by side: whose
// page it is, and its policies.
func (c *content) markFoot() {
	for i := max(0, len(c.lines)-footReach); i < len(c.lines); i++ {
		l := c.lines[i]
		if l.Linked == 0 || l.Level > 0 || l.Words > footWords || l.Has(line.Item) || l.Node == nil || strings.HasSuffix(l.Text, ".") {
			continue
		}
		n, last := 0, ""
		for _, link := range c.p.text.Links {
			if link.Block == l.Node {
				if says := dom.Label(link.Node); says != "" && strings.Contains(l.Text, says) {
					n, last = n+1, says
				}
			}
		}
		if n >= footLinks && strings.HasSuffix(l.Text, last) && vocabulary.Words().Applying.Find(l.Text) == "" {
			c.lines[i].Region |= line.InFooter
		}
	}
}

// minQuotes is how many lines say what others say.
const minQuotes = 2

// markQuotes marks what others say of an employer or of its work: lines in quotation
// marks with a name behind, and the heading over them.
func (c *content) markQuotes() {
	for i := 0; i < len(c.lines); i++ {
		from := i
		for i < len(c.lines) && isQuote(c.lines[i].Text) {
			i++
		}
		if i-from < minQuotes {
			continue
		}
		if from > 0 && c.lines[from-1].Level > 0 {
			from--
		}
		c.mark(dom.Block{Start: from, End: i}, line.InRelated)
	}
}

// isQuote reports a quoted saying with somebody's name behind it.
func isQuote(s string) bool {
	if !strings.HasPrefix(s, "\"") && !strings.HasPrefix(s, "“") && !strings.HasPrefix(s, "„") {
		return false
	}
	end := strings.LastIndexAny(s, "\"”“")
	if end <= 0 {
		return false // never closed
	}
	_, behind := utf8.DecodeRuneInString(s[end:])
	by := strings.TrimLeft(s[end+behind:], " –—-~,")
	return by != "" && line.CountWords(by) <= maxQuoted
}

// maxQuoted is how many words name who said something.
const maxQuoted = 8

// minContents is how many parts a list of them names.
const minContents = 2

// markContents marks a page's list of its own parts: links to headings below it.
func (c *content) markContents() {
	var heads map[string]bool
	for i := 0; i < len(c.lines); i++ {
		from := i
		for i < len(c.lines) && c.lines[i].Has(line.Item) && c.lines[i].Linked == len(c.lines[i].Text) {
			i++
		}
		if i-from < minContents {
			continue
		}
		if heads == nil {
			heads = map[string]bool{}
			for _, l := range c.lines {
				if l.Level > 0 {
					heads[l.Text] = true
				}
			}
		}
		if !slices.ContainsFunc(c.lines[from:i], func(l line.Line) bool { return !heads[l.Text] }) {
			c.mark(dom.Block{Start: from, End: i}, line.InNav)
		}
	}
}

// markOthers marks what stands under a heading such as "Similar jobs": the
// largest element that starts with the heading, unless it holds the headings of
// a posting as well.
func (c *content) markOthers() {
	for i := range c.lines {
		if c.stops[i] {
			c.markFrom(i, line.InRelated, 1)
			c.markUnder(i)
		}
	}
}

// markUnder marks the jobs that stand under a heading such as "Similar jobs", beside
// it and in no element of their own: up to the next heading of its rank.
func (c *content) markUnder(i int) {
	level := c.lines[i].Level
	if level == 0 || c.lines[i].Region&line.InRelated != 0 {
		return
	}
	end := c.span(i, i+2).End
	for k := i + 1; k < end; k++ {
		if l := c.lines[k].Level; l > 0 && l <= level {
			end = k
		}
	}
	if s := (dom.Block{Start: i + 1, End: end}); end > i+1 && c.offersJobs(s) && !c.hasJobHeading(s) {
		c.mark(s, line.InRelated)
	}
}

// Bounds of a list of other jobs.
const (
	minLinked   = 3 // jobs
	linkedReach = 6 // lines from one to the next
)

// markLinked marks the other jobs that a page about one job links to, one after the
// other, whatever the heading over them says.
func (c *content) markLinked() {
	own := vocabulary.NormalHeading(c.p.statedTitle())
	if !titles.NamesJob(own) && c.firsts[len(c.lines)] == 0 {
		return
	}
	at := make(map[*html.Node]int, len(c.lines))
	for i, l := range c.lines {
		if _, known := at[l.Node]; !known && l.Linked > 0 && l.Region&line.Unlikely == 0 {
			at[l.Node] = i
		}
	}
	jobs, first, last := map[string]bool{}, 0, 0
	for _, link := range c.p.text.Links {
		i, ok := at[link.Block]
		if !ok {
			continue
		}
		h := vocabulary.NormalHeading(dom.Label(link.Node))
		if h == own || !titles.NamesJob(h) {
			continue
		}
		if len(jobs) > 0 && i-last > linkedReach {
			c.markOffers(len(jobs), first, last)
			clear(jobs)
		}
		if len(jobs) == 0 {
			first = i
		}
		jobs[h], last = true, i
	}
	c.markOffers(len(jobs), first, last)
}

// markOffers marks so many other jobs on lines first to last, and what is said of the
// last.
func (c *content) markOffers(jobs, first, last int) {
	if jobs < minLinked {
		return
	}
	if s := (dom.Block{Start: first, End: max(last+1, c.blockOf(last).End)}); !c.hasJobHeading(s) {
		c.mark(s, line.InRelated)
	}
}

// blockOf is the smallest element that holds line i.
func (c *content) blockOf(i int) dom.Block {
	return c.p.text.Blocks[max(c.firstSpan(i+1)-1, 0)]
}

// maxByline is the longest line that says by whom and when something was written.
const maxByline = 14

// byline is the time in it.
var byline = line.Pattern(`(?i)\b(?:19|20)\d\d\b|\b(?:ago|yesterday)\b|\b\d{1,2}:\d\d\b|\bvor \d+ \w+`)

// markReplies marks the replies to a post, which stand beside it in elements like its
// own, each with a byline, and the bylines themselves.
func (c *content) markReplies() {
	spans := c.p.text.Blocks
	posts := map[replyKey][]dom.Block{}
	for _, s := range spans {
		if key, ok := c.keyOf(s); ok {
			posts[key] = append(posts[key], s)
		}
	}
	for _, all := range posts {
		if len(all) < 2 || c.between(all[0].Start, all[0].End) < vocabulary.MinWords {
			continue
		}
		at := c.bylineIn(all[0])
		if at < 0 {
			continue
		}
		replies := slices.DeleteFunc(all[1:], func(s dom.Block) bool { return c.bylineIn(s) < 0 })
		if len(replies) == 0 || slices.ContainsFunc(replies, c.opensPosting) {
			continue
		}
		for _, s := range replies {
			c.mark(s, line.InRelated)
		}
		if !c.hasJobHeading(dom.Block{Start: all[0].Start, End: at}) {
			c.mark(dom.Block{Start: at, End: at + 1}, line.InRelated)
		}
	}
}

// A replyKey is what posts of one thread share.
type replyKey struct {
	parent     *html.Node
	tag, class string
}

// keyOf is the key of an element that may be a post: it has a class, and says something.
func (c *content) keyOf(s dom.Block) (replyKey, bool) {
	if s.Node == nil || s.Node.Parent == nil || s.Node.Data == "body" || s.End < s.Start+2 {
		return replyKey{}, false
	}
	class, _, _ := strings.Cut(dom.Attr(s.Node, "class"), " ")
	if class == "" {
		return replyKey{}, false
	}
	return replyKey{s.Node.Parent, s.Node.Data, class}, true
}

// bylineReach is how far down a post its byline stands.
const bylineReach = 8

// bylineIn is the line of an element's byline, -1 where there is none.
func (c *content) bylineIn(s dom.Block) int {
	for i := s.Start; i < min(s.End, s.Start+bylineReach); i++ {
		if l := c.lines[i]; l.Words > 1 && l.Words <= maxByline && !l.Has(line.Item) && byline().MatchString(l.Text) {
			return i
		}
	}
	return -1
}

// opensPosting reports an element that names a job on top, or a part of a posting: one
// of several.
func (c *content) opensPosting(s dom.Block) bool {
	if c.hasJobHeading(s) {
		return true
	}
	for _, l := range c.lines[s.Start:min(s.End, s.Start+bylineReach)] {
		if l.Words > 1 && (l.Level > 0 || l.Has(line.Bold) || l.Linked > 0) && titles.NamesJob(vocabulary.NormalHeading(l.Text)) {
			return true
		}
	}
	return c.titled(s)
}

// markPolicies marks the policies that pages carry along: the element that a
// heading on privacy or cookies opens, where it is longer than a notice to
// applicants.
func (c *content) markPolicies() {
	for i, l := range c.lines {
		if l.Level == 0 || l.Words > 14 || l.Region&line.Unlikely != 0 {
			continue
		}
		h := vocabulary.NormalHeading(l.Text)
		if vocabulary.IsPolicy(h) {
			c.markFrom(i, line.InPolicy, 120)
		}
	}
}

// markFrom marks the largest element that starts with line i, has so many words
// at least and holds no heading of a posting.
func (c *content) markFrom(i int, as line.Region, words int) {
	spans := c.p.text.Blocks
	for j := c.firstSpan(i); j < len(spans) && spans[j].Start == i; j++ {
		s := spans[j]
		if s.End > i+1 && s.Node.Data != "body" && !c.hasJobHeading(s) {
			if c.between(s.Start, s.End) >= words {
				c.mark(s, as)
			}
			return
		}
	}
}

// firstSpan is the first, and so the outermost, of the elements that start at
// line i or behind it: they stand in the document's order.
func (c *content) firstSpan(i int) int {
	spans := c.p.text.Blocks
	return sort.Search(len(spans), func(j int) bool { return spans[j].Start >= i })
}

func (c *content) mark(s dom.Block, as line.Region) {
	for k := s.Start; k < s.End; k++ {
		c.lines[k].Region |= as
	}
}

// formReach is how many lines apart the fields of one form stand: a list of
// countries is no field.
const formReach = 12

// markForms marks application forms by the labels of their fields, whatever
// elements they are made of: the largest element around three of them that holds
// nothing of the posting.
func (c *content) markForms() {
	w := vocabulary.Words()
	first, last, n := 0, 0, 0
	for i, l := range c.lines {
		if l.Words == 0 || l.Words > 6 {
			continue
		}
		if label := document.FieldLabel(l.Text); !w.Apply[label] && !document.IsLabel(l, label) {
			continue
		}
		if n > 0 && i-last > formReach {
			c.markForm(first, last, n)
			n = 0
		}
		if n == 0 {
			first = i
		}
		n++
		last = i
	}
	c.markForm(first, last, n)
}

// markForm marks the form whose n fields stand on lines first to last.
func (c *content) markForm(first, last, n int) {
	if n < 3 {
		return
	}
	spans := c.p.text.Blocks
	best := dom.Block{Start: first, End: last + 1}
	j := c.firstSpan(first+1) - 1
	for ; j > 0 && spans[j].End <= last; j = spans[j].Parent {
	}
	for ; j > 0 && spans[j].Node.Data != "body" && !c.hasJobHeading(spans[j]) && c.prose(spans[j])*2 < c.prose(spans[0]); j = spans[j].Parent {
		best = spans[j]
	}
	c.mark(best, line.InForm|line.InPolicy)
	c.markBehind(best)
}

// markBehind marks what a page shows behind the form that ends its posting: what others
// say of the employer, its news.
func (c *content) markBehind(form dom.Block) {
	before, behind := dom.Block{End: form.Start}, dom.Block{Start: form.End, End: len(c.lines)}
	if c.prose(before) >= 2*max(c.prose(behind), vocabulary.MinWords) && !c.hasJobHeading(behind) {
		c.mark(behind, line.InPolicy)
	}
}

// prose counts the words of an element's long lines.
func (c *content) prose(s dom.Block) int { return c.long[s.End] - c.long[s.Start] }
