package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// Several postings in one text: pasted one below the other, with a rule or a
// heading between them.

// minPostingPart is the least that a posting among others has, in words.
const minPostingPart = 15

// maxPreamble is how many lines stand above the first of them.
const maxPreamble = 10

// isRule reports a line that parts a text: one mark again and again, with blanks
// between or none, or marks of several kinds.
func isRule(l string) bool {
	l = strings.TrimSpace(l)
	if l == "" || len(l) > maxRule || l[0] == '|' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l)
	marks, letters, same := 0, 0, true
	for _, r := range l {
		switch {
		case r == ' ' || r == '\t':
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if letters++; letters > 1 {
				return false // one may be scissors: --8<--
			}
			continue
		case r == '|':
			return false
		}
		marks++
		same = same && r == first
	}
	switch {
	case marks >= minRule+2*letters:
		return true
	case letters > 0 || !same || marks < 3:
		return false
	}
	// Three of a mark; of those that stand before text too, with room between.
	return !strings.ContainsRune("=.#", first) || strings.Contains(l, " ")
}

// A rule's least marks, where they are of several kinds, and its length in bytes.
const (
	minRule = 5
	maxRule = 400
)

// PartPostings parts a text into its postings, nil where it holds one. Every
// part has a job's title on top and reads like a posting by itself; what is
// shorter than one is a preamble or an end.
func PartPostings(text string) []string {
	lines := strings.Split(text, "\n")
	for n, starts := range []func(i int) bool{
		func(i int) bool { return i > 0 && isRule(lines[i-1]) },
		func(i int) bool { return startsApart(lines, i) },
		func(i int) bool { return titles.Labelled(strings.Trim(lines[i], "#* \r")) != "" },
		func(i int) bool { return headsPosting(lines, i) },
		func(i int) bool { return numbersPosting(lines, i) },
	} {
		// A rule, or room, stands between two; a heading stands on top of each.
		if n > 1 && heads(lines, starts) < 2 {
			continue
		}
		if parts := partAt(lines, starts); parts != nil {
			return parts
		}
	}
	return partAtTitles(lines)
}

// partAtTitles parts lines at titles that only stand by themselves, where every part
// has duties and what is asked under headings of their own.
func partAtTitles(lines []string) []string {
	starts := func(i int) bool {
		l := strings.TrimSpace(lines[i])
		return l != "" && (i == 0 || strings.TrimSpace(lines[i-1]) == "") && line.CountWords(l) <= maxNamingLine && !line.StartsItem(l) && !strings.ContainsAny(l[len(l)-1:], ".:;,?") &&
			titles.Written(l) && titles.NamesJob(vocabulary.NormalHeading(l))
	}
	if heads(lines, starts) < 2 {
		return nil
	}
	parts := partAt(lines, starts)
	for _, p := range parts {
		if vocabulary.EvidenceIn(line.Parse(p)).Core < 2 {
			return nil
		}
	}
	return parts
}

// maxNamingLine is how many words a title has that nothing but its place tells.
const maxNamingLine = 9

// heads counts the lines at which starts says that a posting starts.
func heads(lines []string, starts func(i int) bool) (n int) {
	for i := range lines {
		if starts(i) {
			n++
		}
	}
	return n
}

// partAt parts lines where starts says so.
func partAt(lines []string, starts func(i int) bool) []string {
	var parts []string
	from, named := 0, 0
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) && (i == 0 || !starts(i)) {
			continue
		}
		part := lines[from:i]
		if from == 0 {
			part = cutPreamble(part)
		}
		for len(part) > 0 && (isRule(part[len(part)-1]) || strings.TrimSpace(part[len(part)-1]) == "") {
			part = part[:len(part)-1]
		}
		from = i
		text := strings.Join(part, "\n")
		if line.CountWords(text) < minPostingPart {
			continue
		}
		posting, job := isPostingPart(text)
		if !posting {
			return nil
		}
		if parts = append(parts, text); job {
			named++
		}
	}
	if len(parts) < 2 || named*2 <= len(parts) {
		return nil
	}
	return parts
}

// cutPreamble drops what somebody wrote above the first posting: "Hi Sam, here are
// the three roles."
func cutPreamble(lines []string) []string {
	for i, l := range lines[:min(len(lines), maxPreamble)] {
		if t := cutNumber(l); line.CountWords(t) <= 14 && !strings.HasSuffix(strings.TrimSpace(t), ".") && (titles.NamesJob(vocabulary.NormalHeading(t)) || titles.Labelled(t) != "") {
			return lines[i:]
		}
	}
	return lines
}

// isPostingPart reports a text that has a title on top and is a posting's, and
// whether it is a title beyond doubt. Of one that is not, the text must say more.
func isPostingPart(text string) (posting, job bool) {
	lines := line.Parse(cutNumber(text))
	e := vocabulary.EvidenceIn(lines)
	if !titles.NamesJob(vocabulary.NormalHeading(partTitle(lines))) {
		return len(lines) > 2 && titles.Shaped(lines[0]) && e.Core > 1, false
	}
	return e.Core > 0 || e.Kinds > 0 && e.Signals > 0 || e.Signals >= 2, true
}

// partTitle is the title of a posting among others: it stands on top, whatever
// else the text has.
func partTitle(lines []line.Line) string {
	if t := titles.OnTop(lines); t != "" {
		return t
	}
	if len(lines) > 0 && titles.Shaped(lines[0]) && titles.NamesJob(vocabulary.NormalHeading(lines[0].Text)) {
		return titles.Clean(lines[0].Text)
	}
	return ""
}

// cutNumber removes what numbers a posting from its first line.
func cutNumber(text string) string {
	text = strings.TrimLeft(text, " \t\r\n")
	rest, _ := titles.CutNumber(text)
	return rest
}

// emptyBetween is how many empty lines part one posting from the next.
const emptyBetween = 3

// startsApart reports a line with a job's title behind more empty lines than a
// posting has inside.
func startsApart(lines []string, i int) bool {
	if i < emptyBetween || strings.TrimSpace(lines[i]) == "" {
		return false
	}
	for _, l := range lines[i-emptyBetween : i] {
		if strings.TrimSpace(l) != "" {
			return false
		}
	}
	return line.CountWords(lines[i]) <= 14 && titles.NamesJob(vocabulary.NormalHeading(cutNumber(lines[i])))
}

// headsPosting reports a heading of Markdown or of its like that is a job's title:
// "## X", "**X**", "== X ==", X over a line of marks.
func headsPosting(lines []string, i int) bool {
	l := strings.TrimSpace(lines[i])
	level, rest, ok := line.MarkdownHeading(l)
	switch {
	case ok && level <= maxJobLevel:
	case len(l) > 4 && strings.HasPrefix(l, "**") && strings.HasSuffix(l, "**"), len(l) > 4 && strings.HasPrefix(l, "==") && strings.HasSuffix(l, "=="):
		rest = strings.Trim(l, "*= ")
	case i+1 < len(lines) && isUnderline(lines[i+1]):
		rest = l
	default:
		return false
	}
	return titles.NamesJob(vocabulary.NormalHeading(cutNumber(rest)))
}

// maxJobLevel is the lowest heading that names one posting of several.
const maxJobLevel = 4

// isUnderline reports a line of the marks that make the line above a heading.
func isUnderline(l string) bool {
	l = strings.TrimSpace(l)
	return len(l) >= 3 && (strings.Trim(l, "=") == "" || strings.Trim(l, "-") == "")
}

// maxOrdinal is how long a bare number is: "10. ", "VIII. ".
const maxOrdinal = 6

// numbersPosting reports a numbered line that is a job's title. A bare number
// opens the items of lists as well: there, what stands behind it must be written
// as a title, apart from the line before it.
func numbersPosting(lines []string, i int) bool {
	l := strings.TrimSpace(lines[i])
	title, ok := titles.CutNumber(l)
	if !ok || line.CountWords(title) > 9 || strings.HasSuffix(title, ".") || !titles.NamesJob(vocabulary.NormalHeading(title)) {
		return false
	}
	if len(l)-len(title) > maxOrdinal {
		return true
	}
	return standsApart(lines, i) && vocabulary.TitleCase(title)
}

// standsApart reports a numbered line behind an empty one, and not in front of another
// number.
func standsApart(lines []string, i int) bool {
	if i == 0 || i+1 == len(lines) {
		return i == 0 || strings.TrimSpace(lines[i-1]) == ""
	}
	_, goesOn := titles.CutNumber(strings.TrimSpace(lines[i+1]))
	return strings.TrimSpace(lines[i-1]) == "" && !goesOn
}

// EachOf parts a page's posting that is several: its text has duties and what is
// asked more than once, each time below a title of its own. Any other it returns as it
// is.
func EachOf(x posting.Extraction, o posting.Options) []posting.Extraction {
	duties, asked := 0, 0
	for _, s := range x.Posting.Sections {
		switch {
		case s.Heading == "":
		case s.Kind == posting.Duties:
			duties++
		case s.Kind == posting.Requirements:
			asked++
		}
	}
	if duties < 2 || asked < 2 || x.Posting.Title == "" {
		return []posting.Extraction{x}
	}
	parts := partAtTitles(strings.Split(x.Posting.Title+"\n\n"+x.Posting.Text, "\n"))
	if parts == nil {
		return []posting.Extraction{x}
	}
	all := ReadEach(parts, func(text string) posting.Extraction {
		return FromDraft(x.Posting.Strategy, Draft{Lines: line.Parse(text), Company: x.Posting.Company, Location: x.Posting.Location, URL: x.Posting.URL}, o)
	})
	for _, part := range all {
		if !part.OK() {
			return []posting.Extraction{x}
		}
	}
	return all
}

// FromDrafts makes an extraction of each posting in a document: where headings of
// one rank name one job after the other, each opens one.
func FromDrafts(strategy string, f Draft, o posting.Options) []posting.Extraction {
	parts := partLines(f.Lines)
	if parts == nil {
		return []posting.Extraction{FromDraft(strategy, f, o)}
	}
	var all []posting.Extraction
	for _, lines := range parts {
		all = append(all, FromDraft(strategy, Draft{Lines: lines[1:], Title: lines[0].Text, Note: f.Note}, o))
	}
	NameMembers(all)
	return all
}

// partLines parts lines into postings, nil where they hold one.
func partLines(lines []line.Line) (parts [][]line.Line) {
	from, rank := -1, 0
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) && (!setApart(lines[i]) || rank != 0 && rankOf(lines[i]) != rank || !titles.Shaped(lines[i]) || !titles.NamesJob(vocabulary.NormalHeading(lines[i].Text))) {
			continue
		}
		if from >= 0 {
			part := lines[from:i]
			if e := vocabulary.EvidenceIn(part); len(part) < 3 || e.Words < minPostingPart || e.Core == 0 {
				return nil
			}
			parts = append(parts, part)
		}
		if from = i; i < len(lines) {
			rank = rankOf(lines[i])
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

func setApart(l line.Line) bool { return (l.Level > 0 || l.Has(line.Bold)) && !l.Has(line.Item) }

// rankOf tells headings from lines that are bold.
func rankOf(l line.Line) int {
	if l.Level > 0 {
		return l.Level
	}
	return 9
}

// ReadEach reads the postings of a text, each by itself.
func ReadEach(parts []string, read func(text string) posting.Extraction) []posting.Extraction {
	var all []posting.Extraction
	for _, p := range parts {
		x := read(cutNumber(p))
		if lines := line.Parse(cutNumber(p)); x.Posting.Title == "" {
			if x.Posting.Title = partTitle(lines); x.Posting.Title == "" && titles.Shaped(lines[0]) {
				x.Posting.Title = titles.Clean(lines[0].Text)
			}
		}
		all = append(all, x)
	}
	NameMembers(all)
	return all
}

// maxBeside is how many words for each job a text has that names several and
// describes none.
const maxBeside = 30

// RolesNamed lists the jobs that a text names, where it describes none of them;
// nil for any other.
func RolesNamed(lines []line.Line) []string {
	var roles []string
	seen := map[string]bool{}
	beside := 0
	for _, l := range lines {
		name := l.Text
		for _, sep := range [...]string{" (", " - ", " – ", " — ", " | ", ": http", ", "} {
			name, _, _ = strings.Cut(name, sep)
		}
		h := vocabulary.NormalHeading(name)
		if l.Words > 14 || !titles.NamesJob(h) || strings.HasSuffix(l.Text, ".") {
			beside += l.Words
			continue
		}
		if !seen[h] {
			seen[h] = true
			roles = append(roles, line.OneLine(name))
		}
	}
	if len(roles) < 3 || beside > maxBeside*len(roles) {
		return nil
	}
	if e := vocabulary.EvidenceIn(lines); e.Core > 0 {
		return nil
	}
	return roles
}

// NameMembers gives every extraction of several a name of its own: its id, with
// a number where ids repeat, or its index. One alone is the document itself.
func NameMembers(all []posting.Extraction) {
	seen := map[string]int{}
	for i := range all {
		x := &all[i]
		if len(all) == 1 {
			x.Member = ""
			return
		}
		if x.Member == "" || len(x.Member) > 100 {
			x.Member = strconv.Itoa(i)
		}
		id := x.Member
		for seen[x.Member] > 0 {
			seen[id]++
			x.Member = id + "#" + strconv.Itoa(seen[id])
		}
		seen[x.Member]++
	}
}
