package webpage

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/nature"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/script"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// refuseContent says why a text on a page is no posting, "" where it is one.
func (p *page) refuseContent(lines []line.Line) string {
	e := vocabulary.EvidenceIn(lines)
	if e.Words < vocabulary.MinWords && !p.tellsShortly(lines, e) {
		return fmt.Sprintf("the longest run of prose has %d words", e.Words)
	}
	if _, why := document.GenreOf(lines); why != "" {
		return why
	}
	if many, why := p.list(lines, &e); many {
		return why
	}
	if e.Words < maxWalled {
		for _, l := range lines {
			if wall := vocabulary.Words().LoginWall(l.Text); wall != "" {
				return "a wall: " + document.Quote(wall)
			}
		}
	}
	if e.Words < maxWalled && e.Core == 0 && e.Deeds < 2 {
		if gone := p.mentions(vocabulary.Words().Expired); gone != "" {
			return "a notice in place of a description: " + document.Quote(gone)
		}
	}
	if gone := leftOver(lines); gone != "" {
		return "a notice, and hardly any of the description: " + document.Quote(gone)
	}
	if why := p.applyForm(); why != "" && !describes(e) && !p.besideForm(lines) {
		return why
	}
	if p.fillsIn(lines) {
		return "an application form: it is headed as one, and the text stands in it"
	}
	if e.Words > 1500 && e.Core == 0 {
		return fmt.Sprintf("%d words without a heading of duties or requirements", e.Words)
	}
	s := p.standing(lines) // last, since it looks at all of the page
	if !convincing(e, s) {
		return fmt.Sprintf("%d words that postings use, %d of their headings and %d duties are too few, on a page that %s", e.Signals, e.Kinds, e.Deeds, s)
	}
	return p.talks(lines, e, s)
}

// tellsShortly reports a text that is short for a description, and one all the same.
func (p *page) tellsShortly(lines []line.Line, e vocabulary.Evidence) bool {
	tells := e.Tells()
	if e.Words < minStatedWords || !tells && !e.PlainOffer() {
		return false
	}
	s := p.standing(lines)
	return s.role && (tells || s.hires) || s.lone && s.hires && e.PlainOffer()
}

// talks says by what signs the page offers no job, though it speaks of one.
func (p *page) talks(lines []line.Line, e vocabulary.Evidence, s standing) string {
	a := p.around(s)
	own := p.own()
	if !s.role && !s.bare {
		a.Jobs, a.Rows = jobs(own), max(jobs(lines), p.linkedJobs(lines))
		if !s.named { // what its heading names may be a job, beside which others stand
			a.Rows = max(a.Rows, a.Jobs)
		}
	}
	a.English = e.English() || leansEnglish(own)
	a.Core = e.Core >= 2
	a.Deeds = e.Deeds
	a.Quoted = quoted(lines)
	a.Plain = s.offersPlainly(e)
	a.Told = a.Core && s.role && (s.apply || s.careers)
	return nature.Of(own, a)
}

// leansEnglish weighs lines that are in English against lines that are not. What is
// short, or has signs and faces in it, tells its language by its letters alone badly.
func leansEnglish(lines []line.Line) bool {
	n := 0
	for _, l := range lines {
		n += l.Words * line.Leaning(l.Text)
	}
	return n > 0
}

// quoted reports a text of which a good part is quoted.
func quoted(lines []line.Line) bool {
	quote, all := 0, 0
	for _, l := range lines {
		all += l.Words
		if within(l.Node, atom.Blockquote) {
			quote += l.Words
		}
	}
	return quote*3 > all
}

// own are the lines of the page that are its own, not its site's.
func (p *page) own() []line.Line {
	var out []line.Line
	for _, l := range p.text.Lines {
		if l.Words > 0 && l.Region&(line.InNav|line.InFooter|line.InRelated|line.InHidden) == 0 {
			out = append(out, l)
		}
	}
	return out
}

// around gathers what the page says of itself besides its text.
func (p *page) around(s standing) nature.Around {
	a := nature.Around{
		Titles: []string{p.title}, Types: p.types(), Address: p.hosts(), Presses: p.text.Buttons, Stated: len(p.jobOffers()) > 0 || len(p.text.Items) > 0,
		Apply: s.apply, Careers: s.careers, Many: s.many, Listed: p.pluralTitle() && !s.many, Alone: !p.hasOtherButtons(), One: s.role, Bare: s.bare,
	}
	var firsts []string
	for _, l := range p.text.Lines {
		if l.Level == 1 && l.Region&line.Unlikely == 0 {
			firsts = append(firsts, l.Text)
		}
	}
	if len(firsts) == 1 {
		a.Titles = append(a.Titles, firsts[0]) // several are headings of parts
	}
	for _, link := range p.text.Links {
		if link.Region&(line.InNav|line.InHeader|line.InFooter) != 0 {
			a.Alone = false
		} else if says := dom.Label(link.Node); says != "" {
			a.Presses = append(a.Presses, says)
		}
	}
	return a
}

// hasOtherButtons reports something to press that is no tab of the posting's own.
func (p *page) hasOtherButtons() bool {
	return slices.ContainsFunc(p.text.Buttons, func(b string) bool { return vocabulary.Headings().CoreKind(b) == "" })
}

// jobs counts the different jobs that short lines name.
func jobs(lines []line.Line) int {
	seen := map[string]bool{}
	for _, l := range lines {
		noteJob(seen, l.Text)
	}
	return len(seen)
}

// linkedJobs counts the different jobs that links in a text name.
func (p *page) linkedJobs(lines []line.Line) int {
	seen, in := map[string]bool{}, make(map[*html.Node]bool, len(lines))
	for _, l := range lines {
		in[l.Node] = true
	}
	for _, a := range p.text.Links {
		if in[a.Block] {
			noteJob(seen, dom.Label(a.Node))
		}
	}
	return len(seen)
}

// Bounds of the words that name a job, and may say where it is.
const (
	minRow = 2
	maxRow = 10
)

// noteJob notes the job that a short text names.
func noteJob(seen map[string]bool, s string) {
	if n := line.CountWords(s); n < minRow || n > maxRow || strings.HasSuffix(s, ".") {
		return
	}
	if h := vocabulary.NormalHeading(s); titles.NamesJob(h) {
		seen[h] = true
	}
}

// types are the schema.org types that the page states of itself, not those of what it
// mentions.
func (p *page) types() []string {
	out := []string{strings.TrimPrefix(p.meta["og:type"], "og:")}
	for _, s := range p.Scripts {
		if !strings.Contains(strings.ToLower(s.Attrs), "ld+json") || len(s.Body) > script.MaxBytes {
			continue
		}
		if v, ok := script.ParseJSON(s.Body); ok {
			out = append(out, schemaorg.Types(v)...)
		}
	}
	return out
}

// maxWalled is the longest text that a page shows in place of a description.
const maxWalled = 120

// leftOver is the notice in a text that says that the job is gone and little else, ""
// where there is none, or more than that is left.
func leftOver(lines []line.Line) (gone string) {
	left := 0
	for _, l := range lines {
		said := ""
		if l.Words <= maxWallLine {
			said = vocabulary.Words().Expired.Find(l.Text)
		}
		if said != "" {
			gone = said
		} else if left += l.Words; left >= vocabulary.MinWords {
			return ""
		}
	}
	return gone
}

// besideForm reports a text under a heading that names a job, outside of the form to
// apply with.
func (p *page) besideForm(lines []line.Line) bool {
	return p.headOf(lines) != "" && !p.headsApplication() && !slices.ContainsFunc(lines, func(l line.Line) bool { return inForm(l.Node) })
}

// describes reports a text that is a posting though a form stands beside it.
func describes(e vocabulary.Evidence) bool {
	return e.Strong() || e.Core > 0 && e.Deeds >= 3 || e.Words > 200 && e.Kinds+e.Signals >= 5
}

// enoughPoints is what a text and its page must say together.
const enoughPoints = 6

// plainOffer is what a short offer in plain words is worth.
const plainOffer = 4

// maxPlainOffer is how long an offer is that names no job in words that are known.
const maxPlainOffer = 200

// convincing puts the text and its page together. In other languages than English
// the tables know fewer words, and what they know must do.
func convincing(e vocabulary.Evidence, s standing) bool {
	if e.Enough() && !e.English() {
		return true
	}
	if s.crowd && (e.Core == 0 || e.Deeds < 3) {
		s.role = false // one of them may stand on top of any text
	}
	n := e.Points()
	if short := enoughPoints - n - s.points() - s.fit(e); (short > 0 || !s.role) && s.roles <= maxHeads {
		// Whom a short text seeks, and all that one asks, need no heading that is known.
		if offer := e.OfferPoints(s.role); s.role || s.told || offer == vocabulary.MaxOffer && e.Words <= maxPlainOffer && !s.many {
			n += offer
			s.role = s.role || offer > 0
		}
		if s.offersPlainly(e) {
			n += plainOffer
			s.role = true
		}
	}
	return !ofEmployer(e, s) && n+s.points()+s.fit(e) >= enoughPoints
}

// ofEmployer reports what a company says of itself, under headings that postings have,
// too.
func ofEmployer(e vocabulary.Evidence, s standing) bool {
	switch {
	case s.role:
		return false
	case e.OnlyEmployer():
		return true
	case s.bare || e.Deeds >= 3:
		return false
	}
	return !s.named && !(e.Seeks && s.apply && e.Core > 0) || !e.Seeks && e.Core < 2
}

// A standing is what a page says around a text.
type standing struct {
	told    bool // where nothing else names a job, a sentence of the text does: whom it seeks
	role    bool // a heading or the page's title names one job
	titled  bool // a heading that names a job is the page's own title as well
	named   bool // a first-level heading is the page's own title, whatever it names
	lone    bool // the one first-level heading is written as the name of a job is, known or not
	apply   bool // something to press or to write to, to apply
	careers bool // the address or the title is that of careers
	hires   bool // the address or the title speaks of careers, or says that somebody is wanted
	crowd   bool // headings name many jobs, most of them outside of the text
	many    bool // the title speaks of many jobs, or of the employer
	roles   int  // different jobs that headings and links in the text name
	bare    bool // a description saved by itself, without anything around it that could name a job
}

// offersPlainly reports a short offer in plain words on a page that hires for one job.
func (s standing) offersPlainly(e vocabulary.Evidence) bool {
	return (s.role || s.lone) && s.hires && !s.crowd && e.PlainOffer()
}

// fit weighs how text and page go together: what names no job and asks nobody to apply
// must say the more.
func (s standing) fit(e vocabulary.Evidence) int {
	n := 0
	if !s.role && !s.apply && !s.bare {
		n--
	}
	if s.titled && e.Tells() {
		n++
		if e.Seeks && e.Deeds >= 2 {
			n++
		}
	}
	return n
}

// points weighs what stands around the text.
func (s standing) points() int {
	n := 0
	switch {
	case s.role:
		n += 3
	case s.bare:
		n += 2 // somebody saved the text, and nothing that could name the job
	}
	for _, sign := range []bool{s.named, s.apply, s.careers} {
		if sign {
			n++
		}
	}
	switch {
	case s.many && s.role:
		n -= 2
	case s.many:
		n -= 4 // of many jobs, and of none of them
	}
	if !s.role && s.roles > 1 {
		n -= s.roles
	}
	return n
}

func (s standing) String() string {
	switch {
	case s.roles > 2:
		return document.Count(s.roles, "job") + " stand on"
	case s.role:
		return "names a job"
	}
	return "names no job"
}

// Bounds of where the signs of a posting stand.
const (
	maxTitleDepth = 6 // lines of a text within which its title stands, if not above it
	maxLone       = 4 // words of a heading that may name a job in words that are not known
	maxPlainTitle = 6 // words of a title that no markup sets off
	applyReach    = 8 // lines at its end that say where an application goes to
)

// maxHeads is how many jobs a page about one of them names in its headings.
const maxHeads = 2

// standing looks around a text.
func (p *page) standing(lines []line.Line) standing {
	s := p.survey(lines)
	for i, l := range p.text.Lines {
		s.see(i, l)
	}
	return s.conclude(lines)
}

// A survey looks over a page, line by line, for what stands around a text.
type survey struct {
	standing
	p                    *page
	in                   map[string]bool // the lines of the text
	last                 int             // line of the page to which a heading may be the text's
	stated               string          // the page's own titles in normal form
	firsts               int             // first-level headings
	shaped               bool            // and one that is short, in capitals, and no site's name
	links, heads, plains map[string]bool // jobs, by links and headings in the text, headings up to its top, and its short lines
}

// survey begins one, with what the text itself and the page's head say.
func (p *page) survey(lines []line.Line) *survey {
	s := &survey{
		standing: standing{apply: p.Inputs > 0 && p.Files > 0, many: p.pluralTitle(), bare: p.title == "" && len(p.text.Buttons) == 0},
		p:        p, in: make(map[string]bool, len(lines)), last: len(p.text.Lines), stated: vocabulary.NormalHeading(p.title + " | " + p.meta["og:title"]),
		links: map[string]bool{}, heads: map[string]bool{}, plains: map[string]bool{},
	}
	for i, l := range lines {
		s.in[l.Text] = true
		s.apply = s.apply || i >= len(lines)-applyReach && vocabulary.Words().Applying.Find(l.Text) != ""
	}
	if first := p.indexOf(lines); first >= 0 {
		s.last = first + maxTitleDepth
	}
	return s
}

// see looks at line i of the page.
func (s *survey) see(i int, l line.Line) {
	s.bare = s.bare && l.Linked*2 <= len(l.Text)
	if l.Words == 0 || l.Words > titles.MaxWords || l.Region&(line.Unlikely&^line.InShare) != 0 {
		return
	}
	h := vocabulary.NormalHeading(l.Text)
	if l.Level == 1 {
		s.firsts++
		s.shaped = l.Words <= maxLone && titles.Shaped(l) && vocabulary.TitleCase(l.Text) && !s.p.isSiteName(l.Text) && !vocabulary.Words().Wants(l.Text)
	}
	switch {
	case l.Words >= 2 && l.Linked*2 > len(l.Text):
		if s.in[l.Text] && titles.NamesJob(h) {
			s.links[h] = true
		}
	case (s.setOff(l) || s.p.labelled(i)) && titles.NamesJob(titles.Normal(l.Text)) && !namesPerson(l.Text):
		s.head(i, l, h)
	case s.isPlain(l) && titles.NamesJob(h):
		s.plains[h] = true
	case s.namesPage(l, h):
		s.named = true
	}
	s.apply = s.apply || (h == "apply" || strings.HasPrefix(h, "apply ")) && l.Words <= 8
}

// setOff reports a heading, or a bold line outside of the text.
func (s *survey) setOff(l line.Line) bool {
	return l.Linked*2 <= len(l.Text) && (l.Level > 0 && l.Level < 4 || l.Has(line.Bold) && !s.in[l.Text])
}

// isPlain reports a short line of the text that nothing sets off.
func (s *survey) isPlain(l line.Line) bool {
	return l.Level == 0 && s.in[l.Text] && l.Words >= 2 && l.Words <= maxPlainTitle && !l.Has(line.Item)
}

// namesPage reports a first-level heading that opens the page's own title and is not
// the site's name.
func (s *survey) namesPage(l line.Line, h string) bool {
	return l.Level == 1 && l.Words <= 8 && strings.HasPrefix(s.stated, h) && titles.Plausible(l.Text) && !s.p.isSiteName(l.Text)
}

// head notes a heading that names a job.
func (s *survey) head(i int, l line.Line, h string) {
	if i <= s.last {
		job := titles.Normal(l.Text)
		s.heads[job] = true
		s.titled = s.titled || strings.HasPrefix(s.stated, job)
	}
	if s.in[l.Text] {
		s.links[h] = true
	}
}

// conclude counts what was seen.
func (s *survey) conclude(lines []line.Line) standing {
	s.roles = len(s.links)
	if len(s.plains) >= minOffers {
		s.roles, s.heads = max(s.roles, len(s.plains)), nil
	}
	if len(s.heads) > maxHeads {
		s.crowd, s.heads = true, nil
	}
	if s.p.headOf(lines) != "" && s.roles <= maxHeads {
		s.role, s.many = true, false
	}
	s.role = s.role || len(s.heads) > 0 || len(s.plains) < 2 && s.p.plainTitle(lines) || titles.NamesJob(vocabulary.NormalHeading(s.p.statedTitle()))
	s.lone = s.firsts == 1 && s.shaped
	s.told = !s.role && s.roles <= maxHeads && titles.Told(lines) != ""
	s.careers = s.p.onCareers()
	s.hires = s.careers || vocabulary.Words().Wants(s.p.title)
	s.apply = s.apply || s.p.hasApplyButton() || (s.role || s.told) && s.p.takesMail()
	return s.standing
}

// namesPerson reports "Sam Reed, Product Manager": who has a job, not the job.
func namesPerson(s string) bool {
	name, _, ok := strings.Cut(s, ",")
	return ok && line.CountWords(name) <= 3 && !titles.HasOccupation(vocabulary.NormalHeading(name))
}

// plainTitle reports a line right above a text, or on top of it, that is written as
// one job's title and not as a person's, in whatever element.
func (p *page) plainTitle(lines []line.Line) bool {
	first := p.indexOf(lines)
	for i := max(0, first-plainReach); i <= first; i++ {
		l := p.text.Lines[i]
		if l.Words < 2 || l.Words > 10 || l.Linked > 0 || l.Region&line.Unlikely != 0 || !titles.Shaped(l) {
			continue
		}
		job, _, _ := strings.Cut(l.Text, ",")
		if titles.NamesJob(vocabulary.NormalHeading(job)) {
			return true
		}
	}
	return false
}

// plainReach is how many lines above a text a title stands that no markup sets off.
const plainReach = 4

// onCareers reports an address or a title of careers.
func (p *page) onCareers() bool {
	for _, s := range append(p.hosts(), vocabulary.NormalHeading(p.title)) {
		for _, w := range tables.Builtin.Words.Careers {
			if strings.Contains(s, w) {
				return true
			}
		}
	}
	return false
}

// hasApplyButton reports a button or a link to apply with. Buttons are no lines.
func (p *page) hasApplyButton() bool {
	for _, b := range p.text.Buttons {
		for _, press := range tables.Builtin.Words.Presses {
			if strings.HasPrefix(b, press) {
				return true
			}
		}
	}
	return false
}

// takesMail reports what one sends to apply, beside an address to mail it to.
func (p *page) takesMail() bool {
	mails := map[*html.Node]bool{}
	for _, a := range p.text.Links {
		if href := dom.Attr(a.Node, "href"); len(href) > len(mailTo) && strings.EqualFold(href[:len(mailTo)], mailTo) {
			mails[a.Block] = true
		}
	}
	delete(mails, nil) // what stands in no block stands beside nothing
	own := p.own()
	for i, l := range own {
		if (mails[l.Node] || hasAddress(l.Text) || i+1 < len(own) && mails[own[i+1].Node]) && vocabulary.Words().AsksForPapers(l.Text) {
			return true
		}
	}
	return false
}

// mailTo begins the addresses of links that write a mail.
const mailTo = "mailto:"

// hasAddress reports a mail address in a text.
func hasAddress(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if name, host, ok := strings.Cut(w, "@"); ok && name != "" && strings.Contains(strings.TrimRight(host, ".,;)"), ".") {
			return true
		}
	}
	return false
}
