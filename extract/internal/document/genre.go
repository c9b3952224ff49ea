package document

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// genreWords is the file compiled to lookups.
type genreWords struct {
	own, names, shared, verbs, desks, closes, fields map[string]bool
	opens                                            []string
	starts                                           map[string][]string // by the first word
	phrases                                          *line.PhraseSet
}

var genres = sync.OnceValue(func() *genreWords { return tables.Must(loadGenres(tables.Builtin.Genres)) })

// loadGenres checks and compiles the file.
func loadGenres(f tables.GenreFile) (*genreWords, error) {
	w := &genreWords{opens: f.Letter.Opens, starts: map[string][]string{}, phrases: line.NewPhraseSet(f.Letter.Phrases)}
	for _, s := range f.Form.Starts {
		first, _, _ := strings.Cut(s, " ")
		w.starts[first] = append(w.starts[first], s)
	}
	for _, t := range []struct {
		to   *map[string]bool
		from []string
		name string
	}{{&w.own, f.Resume.Own, "own"}, {&w.names, f.Resume.Names, "names"}, {&w.shared, f.Resume.Shared, "shared"}, {&w.verbs, f.Resume.Verbs, "verbs"}, {&w.desks, f.Resume.Desks, "desks"},
		{&w.closes, f.Letter.Closes, "closes"}, {&w.fields, f.Form.Fields, "fields"},
		{new(map[string]bool), f.Letter.Opens, "opens"}, {new(map[string]bool), f.Form.Starts, "starts"}} {
		if len(t.from) == 0 {
			return nil, fmt.Errorf("extract/data/genres.yaml: nothing under %q", t.name)
		}
		*t.to = map[string]bool{}
		for _, s := range t.from {
			if n := vocabulary.NormalHeading(s); n != s || (*t.to)[s] {
				return nil, fmt.Errorf("extract/data/genres.yaml: %s: %q stands twice, or is not normalised: want %q", t.name, s, n)
			}
			(*t.to)[s] = true
		}
	}
	return w, nil
}

// GenreOf judges what kind of text lines are. It is the one place where a text
// is told to be a résumé, a cover letter or an application form; the reason is
// "" for what may be a posting. A page's own signs (its fields, its title, its
// address) are for the page to weigh; its text is judged here.
//
//   - A résumé is about a person who has done things: periods of years, a
//     person's contact on top, the headings of a life, items that begin with a
//     verb in the past, and nobody is spoken to.
//   - A cover letter is a person speaking of himself to somebody: it opens and
//     closes as a letter, says "I" and "my" more than "you", and applies.
//   - An application form is fields and questions, with no description of a job
//     in front of them.
func GenreOf(lines []line.Line) (posting.Reason, string) {
	if why := resumeSigns(lines); why != "" {
		return posting.Resume, why
	}
	if why := letterSigns(lines); why != "" {
		return posting.CoverLetter, why
	}
	if why := formSigns(lines); why != "" {
		return posting.ApplyForm, why
	}
	return "", ""
}

var (
	// period is a time that somebody spent somewhere: "Jan 2019 – Present".
	period = line.Pattern(`(?i)\b(?:19|20)\d\d\s*(?:-|–|—|to|until|bis)\s*(?:(?:[a-z]{3,9}\.?|\d{1,2}\s*[/.])\s*)?(?:(?:19|20)\d\d\b|present|current|now|today|date|heute|ongoing)`)
	since  = line.Pattern(`(?i)^(?:since|seit)\s+(?:[a-z]{3,9}\.?\s+)?(?:19|20)\d\d\b`)
	phone  = line.Pattern(`(?:\+\d{1,3}[ .-]?)?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}\b`)
)

// contactLines is how far down a person's contact stands.
const contactLines = 8

// A résumé's signs are worth enoughOfLife together; that items begin with what
// was done is worth didWorth.
const (
	enoughOfLife = 6
	didWorth     = 3
)

// A life is what the lines of a text tell of somebody's.
type life struct {
	periods, own, shared   int // times spent somewhere; headings that only résumés have, and that postings have too
	words                  int
	contact, named, duties bool // somebody's address; "résumé" on top; a heading of duties
}

// lifeIn reads the lines.
func (w *genreWords) lifeIn(lines []line.Line) (r life) {
	for i, l := range lines {
		r.words += l.Words
		if l.Words <= 6 {
			r.heading(w, vocabulary.NormalHeading(l.Text), i < 5)
		}
		r.contact = r.contact || i < contactLines && isContact(l.Text)
		if l.Words <= 25 && hasYear(l.Text) && (period().MatchString(l.Text) || since().MatchString(l.Text)) {
			r.periods++
		}
	}
	return r
}

// heading notes a short line, in normal form.
func (r *life) heading(w *genreWords, h string, onTop bool) {
	switch {
	case h == "":
	case w.own[h]:
		r.own++
	case w.shared[h]:
		r.shared++
	case onTop && w.names[h]:
		r.named = true
	default:
		k, _ := vocabulary.Headings().Exactly(h)
		r.duties = r.duties || k == posting.Duties
	}
}

// score weighs the signs.
func (r life) score() int {
	n := 2*min(r.periods, 3) + 2*min(r.own, 2) + min(r.shared, 3)
	if r.contact {
		n += 2
	}
	if r.named {
		n += 4
	}
	return n
}

// isTold reports a sign of a person's life besides the headings that postings have
// too. you counts the words to a reader.
func (r life) isTold(you int) bool {
	return r.named || r.periods > 1 || r.own > 0 && (r.contact || r.periods > 0) || r.contact && r.periods > 0 && r.shared >= 3 && you == 0 && !r.duties
}

// resumeSigns says by what the lines are a résumé, "" where they are not.
func resumeSigns(lines []line.Line) string {
	w := genres()
	r := w.lifeIn(lines)
	score := r.score()
	if score+didWorth < enoughOfLife {
		return "" // nearly always, before every word is looked at
	}
	did, past := w.did(lines)
	if did {
		score += didWorth
	}
	// There is hardly a "you": a posting speaks to its reader.
	you := countYou(lines)
	if score < enoughOfLife || !did && !r.isTold(you) || you*80 > r.words+80 {
		return ""
	}
	return fmt.Sprintf("a person's %s, %s and %s that begin with what was done", Count(r.periods, "period"), Count(r.own+r.shared, "heading"), Count(past, "item"))
}

// hasYear is the cheap question before the patterns.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '2' && s[i+1] == '0' || s[i] == '1' && s[i+1] == '9') && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isContact reports a person's address: not that of a desk.
func isContact(s string) bool {
	if !strings.ContainsAny(s, "@/0123456789") {
		return false
	}
	lower := strings.ToLower(s)
	if strings.Contains(lower, "linkedin.com/in/") || strings.Contains(lower, "github.com/") {
		return true
	}
	if len(s) < 160 && phone().MatchString(s) {
		return true
	}
	name, host, ok := strings.Cut(lower, "@")
	if !ok || !strings.Contains(host, ".") || len(s) > 160 {
		return false
	}
	name = name[strings.LastIndexAny(name, " :|<(,;")+1:]
	return name != "" && !genres().desks[name]
}

// past reports an item that begins with a verb in the past tense.
func (w *genreWords) past(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	word, _, _ := strings.Cut(s, " ")
	word = strings.ToLower(strings.Trim(word, ",.;:"))
	return len(word) > 4 && strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed") || w.verbs[word]
}

// did reports items that say what a person has done, and how many begin so.
func (w *genreWords) did(lines []line.Line) (did bool, past int) {
	items := 0
	for _, l := range lines {
		if l.Has(line.Item) {
			items++
			if w.past(l.Text) {
				past++
			}
		}
	}
	return past >= 3 && past*5 >= items*2, past
}

// countYou counts words that speak to the reader.
func countYou(lines []line.Line) (n int) {
	for _, l := range lines {
		line.EachWord(l.Text, func(w string) {
			if w == "you" || w == "your" || w == "yours" {
				n++
			}
		})
	}
	return n
}

// Where a letter opens and closes.
const (
	letterTop    = 16
	letterBottom = 8
)

// letterSigns says by what the lines are a cover letter, "" where they are not.
func letterSigns(lines []line.Line) string {
	i, you, words := 0, 0, 0
	for _, l := range lines {
		words += l.Words
		line.EachWord(l.Text, func(word string) {
			switch word {
			case "i", "my", "me", "myself":
				i++
			case "you", "your":
				you++
			}
		})
	}
	if i*33 < words || i <= you {
		return "" // nearly always, before phrases are looked for
	}
	letter, said := genres().letter(lines)
	if applies := said > 0 && said+letter >= 3; !applies && letter < 2 {
		return ""
	}
	return fmt.Sprintf("a letter: %d of %d words are I, my or me, and %s of one who applies", i, words, Count(said, "phrase"))
}

// letter counts how lines open and close as a letter does, and the different
// phrases of one who applies.
func (w *genreWords) letter(lines []line.Line) (ends, said int) {
	opens, closes := false, false
	seen := map[string]bool{}
	for at, l := range lines {
		if at < letterTop && !opens {
			opens = startsWithAny(vocabulary.NormalHeading(l.Text[:min(len(l.Text), 100)]), w.opens)
		}
		if at >= len(lines)-letterBottom && l.Words <= 6 {
			closes = closes || w.closes[vocabulary.NormalHeading(l.Text)]
		}
		w.phrases.Each(l.Text, func(s string) bool { seen[s] = true; return true })
	}
	if opens {
		ends++
	}
	if closes {
		ends++
	}
	return ends, len(seen)
}

func startsWithAny(s string, heads []string) bool {
	for _, h := range heads {
		if rest, ok := strings.CutPrefix(s, h); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// minFields is how many fields make a form.
const minFields = 4

// formSigns says by what the lines are an application form alone, "" where they
// are not: what stands in front of the first field may be a posting.
func formSigns(lines []line.Line) string {
	w := genres()
	fields, covered, first := 0, 0, len(lines)
	for i, l := range lines {
		if !w.isField(l) {
			continue
		}
		if fields++; fields == 1 {
			first = i
		}
		covered += l.Words
	}
	if fields < minFields {
		return ""
	}
	if lead := vocabulary.EvidenceIn(lines[:first]); lead.Words >= vocabulary.MinWords && lead.Enough() {
		return ""
	}
	// A posting may ask for a name somewhere; a form is made of such lines.
	if all := vocabulary.EvidenceIn(lines); all.Core > 0 && fields*4 < len(lines) {
		return ""
	}
	if fields*6 < len(lines) {
		return ""
	}
	return fmt.Sprintf("an application form: %d of %d lines are fields or questions of one", fields, len(lines))
}

// CutForm drops the fields of an application form that follow a description.
func CutForm(lines []line.Line) []line.Line {
	w, fields := genres(), 0
	for i := len(lines) - 1; i >= 0; i-- {
		if !w.isField(lines[i]) {
			continue
		}
		// From here to the end it is fields above all.
		if fields++; fields >= 3 && fields*3 >= len(lines)-i && !w.fieldBefore(lines[:i]) {
			return lines[:i]
		}
	}
	return lines
}

// fieldBefore reports a field shortly before the end of lines.
func (w *genreWords) fieldBefore(lines []line.Line) bool {
	for _, l := range lines[max(0, len(lines)-3):] {
		if w.isField(l) {
			return true
		}
	}
	return false
}

// The most words of a field's label, and of a question of a form.
const (
	maxLabel    = 8
	maxQuestion = 40
)

// isField reports a line that is a field's label or a question of a form.
func (w *genreWords) isField(l line.Line) bool {
	switch {
	case l.Words == 0 || l.Words > maxQuestion:
		return false
	case l.Words > maxLabel && !w.mayAsk(l.Text):
		return leavesBlank(l.Text) // nearly always, before all of it is brought to normal form
	}
	return w.isLabel(l, FieldLabel(l.Text))
}

// mayAsk is false of most lines that begin as no question of a form does.
func (w *genreWords) mayAsk(s string) bool {
	first, _, more := strings.Cut(vocabulary.NormalHeading(s[:min(len(s), 48)]), " ")
	return !more || w.starts[first] != nil
}

// isLabel reports a line with a field's label, in normal form, or a question of a
// form.
func (w *genreWords) isLabel(l line.Line, label string) bool {
	first, _, _ := strings.Cut(label, " ")
	return l.Words <= maxLabel && w.fields[label] || startsWithAny(label, w.starts[first]) || leavesBlank(l.Text)
}

// IsLabel reports a line of a few words whose FieldLabel is that of a field, or a
// question of an application form.
func IsLabel(l line.Line, label string) bool { return genres().isLabel(l, label) }

// FieldLabel is the label of a form's field, in normal form, without the marks of
// those that must be filled in, or need not.
func FieldLabel(s string) string {
	h := strings.TrimSuffix(vocabulary.NormalHeading(s), " required")
	return strings.TrimSuffix(h, " optional")
}

// leavesBlank reports a line of a paper form: room to write on, boxes to tick.
func leavesBlank(s string) bool {
	return strings.Contains(s, "____") || strings.Contains(s, ".......") || strings.Contains(s, "/ __") || strings.Count(s, "[ ]") > 1 || strings.Count(s, "☐") > 1 || strings.Count(s, "□") > 1
}
