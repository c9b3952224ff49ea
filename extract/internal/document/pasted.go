package document

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// A fact is what a label says of a posting.
type fact int8

const (
	noFact fact = iota
	factTitle
	factCompany
	factPlace
	factDate
	factURL
	factOther
)

// pastedWords is the file compiled.
type pastedWords struct {
	labels               map[string]fact
	begins, lines, terms map[string]bool
	ends, goesOn         []string
	words                *line.PhraseSet
	pay                  *regexp.Regexp
}

var pasted = sync.OnceValue(func() *pastedWords { return tables.Must(loadPasted(tables.Builtin.Pasted)) })

// loadPasted checks and compiles the file.
func loadPasted(f tables.PastedFile) (*pastedWords, error) {
	w := &pastedWords{labels: map[string]fact{}, begins: map[string]bool{}, lines: map[string]bool{}, terms: map[string]bool{}, goesOn: f.GoesOn, words: line.NewPhraseSet(f.Words), ends: f.Ends}
	for i, list := range [][]string{titles.Labels(), f.Company, f.Place, f.Date, f.URL, f.Facts, f.Begins, f.Lines, f.Terms, f.GoesOn, f.Pay, f.Ends} {
		if len(list) == 0 {
			return nil, fmt.Errorf("extract/data/pasted.yaml: list %d is empty", i+1)
		}
		for _, s := range list {
			if n := vocabulary.NormalHeading(s); n != s {
				return nil, fmt.Errorf("extract/data/pasted.yaml: %q is not normalised: want %q", s, n)
			}
			switch kind := factTitle + fact(i); {
			case kind <= factOther:
				if _, ok := w.labels[s]; !ok {
					w.labels[s] = kind
				}
			case i == 6:
				w.begins[s] = true
			case i == 7:
				w.lines[s] = true
			case i == 8:
				w.terms[s] = true
			}
		}
	}
	w.pay = regexp.MustCompile(`(?i)\d\s?k\b|\b(?:` + strings.Join(f.Pay, "|") + `)\b`)
	return w, nil
}

// Bounds of what a page shows above a posting.
const (
	maxPastedHead  = 70 // lines
	prosePasted    = 12 // words of a line that is the description's
	minSentence    = 5  // words of a short sentence on top of the description
	minPastedSigns = 3
	maxEndWords    = 40 // of a line from which on the page speaks again
)

// CutPasted takes a text that was copied whole from a job board's page apart:
// title, company and place stand above the description, among what the page has
// to press and to say of itself, and other jobs stand below it.
func (f *Draft) CutPasted() {
	w := pasted()
	begin, signs := w.head(f.Lines)
	end := begin + w.tail(f.Lines[begin:])
	for _, l := range f.Lines[end:] {
		if w.isFurniture(l) || w.isEnd(l) || genres().isField(l) {
			signs++
		}
	}
	if signs < minPastedSigns || begin >= len(f.Lines) {
		return
	}
	if begin > 0 {
		head := f.Lines[:begin]
		f.Title = cmp.Or(f.Title, w.titleIn(head))
		f.readHead(w, head)
	}
	f.Lines = cutTail(f.Lines[begin:end])
	for len(f.Lines) > 0 && w.isFurniture(f.Lines[len(f.Lines)-1]) {
		f.Lines = f.Lines[:len(f.Lines)-1]
	}
	if len(f.Lines) > 0 {
		f.Lines[0].Flags &^= line.Gap
	}
}

// tail finds where the page speaks again below a description: nothing of the
// posting stands behind that line.
func (w *pastedWords) tail(lines []line.Line) int {
	before, end := 0, len(lines)
	for i, l := range lines {
		k, _ := vocabulary.Headings().Exactly(vocabulary.NormalHeading(l.Text))
		switch {
		case (k == posting.Duties || k == posting.Requirements) && !l.Has(line.Item):
			end = len(lines)
		case end == len(lines) && before >= vocabulary.MinWords && !l.Has(line.Item) && w.isEnd(l):
			end = i
		}
		before += l.Words
	}
	return end
}

// isEnd reports a line that such an end begins with.
func (w *pastedWords) isEnd(l line.Line) bool {
	return l.Words > 0 && l.Words <= maxEndWords && startsWithAny(vocabulary.NormalHeading(l.Text), w.ends)
}

// head finds where the description begins, and counts the lines above it that
// only a page has.
func (w *pastedWords) head(lines []line.Line) (begin, signs int) {
	prose, marked := -1, -1
	for i, l := range lines[:min(len(lines), maxPastedHead)] {
		h := vocabulary.NormalHeading(l.Text)
		switch {
		case w.begins[h] && i > 0:
			marked = i + 1
		case prose < 0 && w.beginsHere(l, h):
			prose = i
		}
		if marked >= 0 {
			break
		}
	}
	if begin = marked; begin < 0 {
		begin = max(prose, 0)
		for begin > 0 && lines[begin-1].Words >= minSentence && strings.HasSuffix(lines[begin-1].Text, ".") && !w.isFurniture(lines[begin-1]) {
			begin--
		}
	}
	for i, l := range lines[:begin] {
		if w.isFurniture(l) || i > 0 && w.labels[vocabulary.NormalHeading(lines[i-1].Text)] != noFact {
			signs++
		}
	}
	return begin, signs
}

// beginsHere reports prose, or a heading that postings have.
func (w *pastedWords) beginsHere(l line.Line, h string) bool {
	if w.isFurniture(l) || w.labels[h] != noFact {
		return false
	}
	k, known := vocabulary.Headings().Exactly(h)
	return l.Words >= prosePasted || l.Has(line.Item) || known && (k == posting.Duties || k == posting.Requirements || k == posting.Summary)
}

// isFurniture reports a line of a page, that is no part of any posting.
func (w *pastedWords) isFurniture(l line.Line) bool {
	if l.Words == 0 {
		return true
	}
	if l.Words > 25 {
		return false
	}
	return w.lines[vocabulary.NormalHeading(l.Text)] || strings.HasSuffix(l.Text, " /") || vocabulary.Words().IsButton(l) || w.words.Find(l.Text) != "" || isRating(l.Text)
}

// isRating reports a company's stars: "4.1", "3.9 ★".
func isRating(s string) bool {
	s = strings.TrimRight(s, " ★☆")
	return len(s) == 3 && s[1] == '.' && s[0] >= '1' && s[0] <= '5' && s[2] >= '0' && s[2] <= '9'
}

// titleIn finds the title above a description: what a label announces, else the
// first line that names a job.
func (w *pastedWords) titleIn(head []line.Line) string {
	for i, l := range head {
		if t := titles.Labelled(l.Text); t != "" {
			return t
		}
		if i > 0 && titles.IsLabel(head[i-1].Text) && titles.Shaped(l) {
			return titles.Clean(l.Text)
		}
	}
	for _, l := range head {
		if !w.isFurniture(l) && titles.Shaped(l) && titles.NamesJob(vocabulary.NormalHeading(l.Text)) {
			return titles.Clean(l.Text)
		}
	}
	return ""
}

// readHead finds company and place above a description.
func (f *Draft) readHead(w *pastedWords, head []line.Line) {
	at := -1
	for i, l := range head {
		if f.Title != "" && titles.Clean(l.Text) == f.Title && at < 0 {
			at = i
		}
		value := l.Text
		kind := noFact
		if i > 0 {
			kind = w.labels[vocabulary.NormalHeading(head[i-1].Text)]
		}
		if label, rest, ok := strings.Cut(l.Text, ":"); ok && kind == noFact {
			kind, value = w.labels[vocabulary.NormalHeading(label)], strings.TrimSpace(rest)
		}
		f.put(kind, value)
		if name, ok := strings.CutSuffix(l.Text, " logo"); ok && f.Company == "" {
			f.Company = name
		}
		if name, ok := strings.CutPrefix(l.Text, "at "); ok && i == at+1 && f.Company == "" && startsUpper(name) {
			name, _, _ = strings.Cut(name, " (")
			f.Company = name
		}
	}
	for _, l := range head {
		first, _, _ := strings.Cut(strings.TrimSuffix(l.Text, " /"), " · ")
		if f.Location == "" && isPlace(strings.TrimSpace(first)) && titles.Clean(l.Text) != f.Title {
			f.Location = strings.TrimSpace(first)
		}
	}
	if f.Company == "" && at >= 0 {
		f.Company = w.companyBeside(head, at, f.Location)
	}
	f.Company = vocabulary.CleanCompany(f.Company)
}

// companyBeside is the line next to the title that is neither place nor
// furniture: above it, else below.
func (w *pastedWords) companyBeside(head []line.Line, at int, place string) string {
	for i := at + 1; i+1 < len(head) && i <= at+3; i++ {
		if w.mayName(head, i, place) && belowName(head[i+1].Text, place) {
			name, _, _ := strings.Cut(head[i].Text, " · ")
			return name
		}
	}
	for i := at - 1; i >= 0 && i >= at-6; i-- {
		if w.mayName(head, i, place) {
			return head[i].Text
		}
	}
	return ""
}

// mayName reports a line that can be an employer's name: none of the page, no fact
// and no label's value, no place, pay or job.
func (w *pastedWords) mayName(head []line.Line, i int, place string) bool {
	l := head[i]
	if l.Words == 0 || l.Words > 6 || w.isFurniture(l) || w.isLabel(l) || i > 0 && w.isLabel(head[i-1]) {
		return false
	}
	s := l.Text
	return !isPlace(s) && !strings.HasPrefix(s, place+" ·") && s != place && !isPay(s) && !titles.HasOccupation(vocabulary.NormalHeading(s)) && !strings.Contains(s, ":") && startsUpper(s)
}

// isLabel reports the label of a fact.
func (w *pastedWords) isLabel(l line.Line) bool {
	return w.labels[vocabulary.NormalHeading(l.Text)] != noFact
}

// belowName reports what boards show below an employer's name: a place, its stars.
func belowName(s, place string) bool {
	return isPlace(s) || isRating(s) || strings.Contains(s, "out of 5") || s == place
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}

// put keeps a fact, unless it is known.
func (f *Draft) put(kind fact, value string) {
	if value == "" || len(value) > 200 {
		return
	}
	to := map[fact]*string{factTitle: &f.Title, factCompany: &f.Company, factPlace: &f.Location, factDate: &f.Date, factURL: &f.URL}[kind]
	if to != nil && *to == "" {
		*to = value
		if kind == factURL {
			*to = WebAddress(value)
		}
	}
}

// TakeFact keeps the fact that a label states, where it is one of those of postings.
func (f *Draft) TakeFact(label, value string) {
	f.put(pasted().labels[vocabulary.NormalHeading(label)], value)
}

// minProperties is how many lines of facts make a block of them.
const minProperties = 2

// TakeProperties takes the block of facts off that Notion and its like write
// below a page's title: "Company: Acme", a line each.
func (f *Draft) TakeProperties() {
	w := pasted()
	top := 0
	if len(f.Lines) > 0 && f.Lines[0].Words <= 14 && !w.isProperty(f.Lines[0]) {
		top = 1 // the title
	}
	f.Lines = w.joinCells(f.Lines, top)
	end := top
	for end < len(f.Lines) && w.isProperty(f.Lines[end]) {
		end++
	}
	if end-top < minProperties || end == len(f.Lines) {
		return
	}
	for _, l := range f.Lines[top:end] {
		label, value, _ := strings.Cut(l.Text, ":")
		f.TakeFact(label, strings.TrimSpace(value))
	}
	rest := append([]line.Line{}, f.Lines[:top]...)
	f.Lines = append(rest, f.Lines[end:]...)
	if top < len(f.Lines) {
		f.Lines[top].Flags |= line.Gap
	}
}

// joinCells writes the rows of a table of facts below the title as "label: value".
func (w *pastedWords) joinCells(lines []line.Line, from int) []line.Line {
	end := from
	for end+1 < len(lines) && w.labels[vocabulary.NormalHeading(lines[end].Text)] != noFact && lines[end].Has(line.Cell) && lines[end+1].Has(line.Cell) {
		end += 2
	}
	if end == from {
		return lines
	}
	out := append([]line.Line{}, lines[:from]...)
	for i := from; i < end; i += 2 {
		l := lines[i]
		l.Text += ": " + lines[i+1].Text
		l.Words += lines[i+1].Words
		out = append(out, l)
	}
	return append(out, lines[end:]...)
}

// isProperty reports "label: value" with a label that is known.
func (w *pastedWords) isProperty(l line.Line) bool {
	label, value, ok := strings.Cut(l.Text, ":")
	return ok && l.Words <= 25 && !l.Has(line.Item) && strings.TrimSpace(value) != "" && w.labels[vocabulary.NormalHeading(label)] != noFact
}

// CutFacts leaves out the facts that a page states on top of a description, or
// below it, a line each: its number, when it was posted, under which contract.
func CutFacts(lines []line.Line) []line.Line {
	top := factsOnTop(lines)
	end, told := len(lines), false
	for end > top && IsFact(lines[end-1]) {
		told = told || pasted().isRecord(lines[end-1])
		end--
	}
	if len(lines)-end < minProperties || !told || top == end {
		end = len(lines)
	}
	return lines[top:end]
}

// factsOnTop counts the lines of the facts on top. A few words may stand above
// them, or between two tables of them.
func factsOnTop(lines []line.Line) (top int) {
	facts, told := 0, false
	for i, l := range lines[:min(len(lines), maxPastedHead)] {
		switch {
		case IsFact(l):
			facts++
			if told = told || pasted().isRecord(l); facts >= minProperties && told {
				top = i + 1
			}
		case l.Words > vocabulary.MaxHeadingWords || i-top > 1 || opensSection(l):
			return top
		}
	}
	return top
}

// opensSection reports a heading of a posting, beside which facts do not stand.
func opensSection(l line.Line) bool {
	k, known := vocabulary.Headings().Exactly(vocabulary.NormalHeading(l.Text))
	return known && k != posting.Summary && k != posting.Other
}

// IsFact reports a line that states a fact of a posting beside its label.
func IsFact(l line.Line) bool {
	l.Flags &^= line.Item
	return l.Words <= maxFactWords && strings.Contains(l.Text, ":") && pasted().isProperty(l)
}

// maxFactWords is the longest line that states a fact.
const maxFactWords = 12

// isRecord reports a fact that says nothing of the job itself.
func (w *pastedWords) isRecord(l line.Line) bool {
	label, _, _ := strings.Cut(l.Text, ":")
	switch kind := w.labels[vocabulary.NormalHeading(label)]; kind {
	case factDate, factURL, factOther:
		return true
	}
	return false
}

// TakeOff takes what stands around a posting in a text off: a header, a page's
// furniture, facts, the form below. It returns the jobs that the text names
// where it describes none of them.
func (f *Draft) TakeOff() (roles []string) {
	if roles, ok := f.Headed(); ok {
		return roles
	}
	if roles := RolesNamed(f.Lines); roles != nil {
		return roles
	}
	f.CutPasted()
	f.TakeProperties()
	f.Lines = CutForm(f.Lines)
	return nil
}
