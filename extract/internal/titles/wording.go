// Package titles knows titles of jobs: it clears what a format holds for one of what
// stands around it, tells what is none, and takes apart what names the employer
// beside the job. The formats only say where a title may stand.
package titles

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// wording is data/titles.yaml compiled.
type wording struct {
	labels, pages, departments, scales           map[string]bool
	alone, about, headlines, occupations, count  map[string]bool
	one, many                                    map[string]bool
	forms                                        map[string]bool // of companies, as the law has them
	files                                        map[string]bool // endings of their names
	asides                                       map[string]bool // what stands in brackets in front of a title
	parts, endings, genders, at, sites, siteEnds []string
	announced                                    func() *regexp.Regexp // in front of a title
	described                                    func() *regexp.Regexp // a word for the document, behind a title
	numbered                                     func() *regexp.Regexp // what numbers the postings of a text
	addressed, sought                            func() *regexp.Regexp // "As a Rover Pilot", "looking for a Rover Pilot"
	praise, vague                                map[string]bool
	opens, closes                                map[string]bool // words that announced begins with, and described ends with
}

// words is the wording that is built in.
var words = sync.OnceValue(func() *wording { return tables.Must(load(tables.Builtin.Titles)) })

// load checks and compiles the file.
func load(f tables.TitleFile) (*wording, error) {
	w := &wording{endings: f.Endings, genders: f.Genders, parts: f.Parts}
	for _, t := range []struct {
		name string
		to   *map[string]bool
		from []string
	}{
		{"labels", &w.labels, f.Labels}, {"pages", &w.pages, f.Pages}, {"departments", &w.departments, f.Departments}, {"scales", &w.scales, f.Scales},
		{"alone", &w.alone, f.Alone}, {"about", &w.about, f.About}, {"headlines", &w.headlines, f.Headlines}, {"occupations", &w.occupations, f.Occupations},
		{"several", &w.count, f.Several}, {"praise", &w.praise, f.Told.Praise}, {"vague", &w.vague, f.Told.Vague}, {"one", &w.one, f.One}, {"many", &w.many, f.Many},
		{"announces", nil, f.Announces}, {"calls", nil, f.Calls}, {"leads", nil, f.Leads}, {"asides", &w.asides, f.Asides}, {"forms", &w.forms, f.Forms}, {"trails", nil, f.Trails}, {"numbered", nil, f.Numbered}, {"as", nil, f.Told.As}, {"seeks", nil, f.Told.Seeks}, {"ends", nil, f.Told.Ends},
		{"sites", nil, f.Sites.Opens}, {"sites", nil, f.Sites.Ends}, {"endings", nil, f.Endings}, {"genders", nil, f.Genders}, {"files", &w.files, f.Files}, {"parts", nil, f.Parts},
	} {
		set, err := wordsOf(t.name, t.from)
		if err != nil {
			return nil, err
		}
		if t.to != nil {
			*t.to = set
		}
	}
	for _, s := range f.At {
		w.at = append(w.at, " "+s+" ")
	}
	for _, s := range f.Sites.Opens {
		w.sites = append(w.sites, s+" ")
	}
	for _, s := range f.Sites.Ends {
		w.siteEnds = append(w.siteEnds, " "+s)
	}
	w.announced = line.Pattern(`(?i)^` + oneOf(f.Labels, f.Announces) + `\s*(?::|\s[-–—|])\s*|^` + oneOf(f.Calls) + `\s*[:!–—-]\s*(?:an? )?|^` + oneOf(f.Leads) + `\s(?:an? |the )?`)
	w.described = line.Pattern(`(?i)\s*(?:[-–—|:]\s*|\s)` + oneOf(f.Trails) + `\s*$`)
	w.numbered = line.Pattern(`(?i)^(?:#{1,3}\s*)?(?:` + oneOf(f.Numbered) + `\s*(?:description)?\s*#?\d{1,2}\s*[:.)–-]\s*|\d{1,2}\s*[.)]\s+|#\s?\d{1,2}\s+|(?-i:[A-H]|I{1,3}|IV|VI{0,3}|IX|X)[.)]\s+)`)
	ends := `(?:\s` + oneOf(f.Told.Ends) + `\b|[.;:!?()@]|\s[-–—/]\s|$)`
	w.addressed = line.Pattern(`(?i)(?:^|[.!?:]\s+)` + oneOf(f.Told.As) + `\s([^.,;:!?()@]{4,80}?)(?:,|` + ends + `)`)
	w.sought = line.Pattern(`(?i)\b` + oneOf(f.Told.Seeks) + `\s(?:an?|our|the)\s([^.;:!?()@]{4,120}?)` + ends)
	w.opens, w.closes = map[string]bool{}, map[string]bool{}
	for _, s := range slices.Concat(f.Labels, f.Announces, f.Calls, f.Leads) {
		w.opens[firstWord(s)] = true
	}
	for _, s := range f.Trails {
		w.closes[lastWord(s)] = true
	}
	return w, nil
}

// firstWord returns the letters with which s begins, in lower case and without
// apostrophes.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(s)
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(s[:end]), "'", ""), "’", "")
}

// lastWord returns the word with which s ends, likewise.
func lastWord(s string) string {
	s = strings.TrimRight(s, " ")
	return firstWord(s[strings.LastIndexByte(s, ' ')+1:])
}

// wordsOf makes a set of a list, whose words are in normal form but for their
// apostrophes, and stand there once.
func wordsOf(name string, list []string) (map[string]bool, error) {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		n := vocabulary.NormalHeading(s)
		if n != strings.ReplaceAll(s, "'", "") {
			return nil, fmt.Errorf("extract/data/titles.yaml: %s: %q is not normalised, want %q", name, s, n)
		}
		if set[n] {
			return nil, fmt.Errorf("extract/data/titles.yaml: %s: %q stands twice", name, s)
		}
		set[n] = true
	}
	if len(set) == 0 {
		return nil, fmt.Errorf("extract/data/titles.yaml: %s is empty", name)
	}
	return set, nil
}

// oneOf is the expression of any of the phrases, with either apostrophe or none.
func oneOf(lists ...[]string) string {
	var all []string
	for _, list := range lists {
		for _, s := range list {
			s = strings.ReplaceAll(regexp.QuoteMeta(s), " ", `\s+`)
			all = append(all, strings.ReplaceAll(s, "'", "['’]?"))
		}
	}
	return "(?:" + strings.Join(all, "|") + ")"
}

// HasOccupation reports a word that job titles have.
func HasOccupation(h string) bool {
	w := words()
	for f := range strings.FieldsSeq(h) {
		if w.occupations[f] || len(f) > 8 && hasSuffix(f, w.endings) {
			return true
		}
	}
	return false
}

// OfMany reports the first part of a page's title that speaks of many jobs.
func OfMany(s string) bool {
	w, plural := words(), false
	for _, sep := range Separators[:5] {
		head, rest, ok := strings.Cut(s, sep)
		if ok && line.CountWords(head) < 2 {
			head, _, _ = strings.Cut(rest, sep)
		}
		s = head
	}
	for f := range strings.FieldsSeq(vocabulary.NormalHeading(s)) {
		if w.one[f] {
			return false
		}
		plural = plural || w.many[f]
	}
	for _, part := range w.parts {
		plural = plural || strings.Contains(s, part)
	}
	return plural
}

// Several reports a title in normal form that counts jobs: "multiple roles".
func Several(h string) bool {
	first, _, more := strings.Cut(h, " ")
	return more && words().count[first]
}

// OfSite reports the name of a site of careers, in normal form.
func OfSite(h string) bool {
	w := words()
	for _, s := range w.sites {
		if strings.HasPrefix(h, s) {
			return true
		}
	}
	return hasSuffix(h, w.siteEnds)
}

func hasSuffix(s string, ends []string) bool {
	for _, end := range ends {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
