package jobboard

import (
	"cmp"
	"slices"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/script"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// An entry is an object that states a posting, or names one without
// describing it.
type entry struct {
	row    *row // nil for schema.org objects
	id     string
	f      document.Draft
	words  int
	listed bool     // stands in a list
	roles  []string // where it names several jobs
}

func (p entry) api() string {
	if p.row == nil {
		return "schema.org"
	}
	return p.row.name
}

// An reader collects the postings of one document.
type reader struct {
	rows  []row
	clock *posting.Clock
	full  []entry // with a description
	bare  []entry // without
	late  bool    // the time was over
	steps int     // that may be taken before it is asked for
}

// askEvery is how many values are looked at for each time that the clock is
// asked: some milliseconds.
const askEvery = 4096

// over counts steps, and tells that the time is over.
func (r *reader) over(steps int) bool {
	if r.steps -= steps; r.steps < 0 {
		r.steps = askEvery
		r.late = r.late || r.clock.Over() != nil
	}
	return r.late
}

// postingsIn finds the postings in decoded data. what names the kind of document.
func postingsIn(v any, what string, o posting.Options) []posting.Extraction {
	r := &reader{rows: rows(), clock: posting.ClockOf(o)}
	r.walk(v, 0, false)
	if len(r.full) == 0 {
		if err := r.clock.Over(); r.late && err != nil {
			return []posting.Extraction{document.Refusal(posting.TimedOut, "%s", posting.TooLong(err, o))}
		}
		return []posting.Extraction{r.refuse(what)}
	}
	var out []posting.Extraction
	for _, p := range r.inOrder() {
		out = append(out, p.extraction())
	}
	if r.late {
		out = append(out, document.Refusal(posting.TimedOut, "%d postings were read in %v, the rest was left", len(r.full), o.Timeout))
	}
	document.NameMembers(out)
	return out
}

// nameEmployer gives the postings of one employer its name, which stands once beside
// the list of them: those from full and from bare on were found inside of it.
func (r *reader) nameEmployer(account map[string]any, full, bare int) {
	name, ok := account["name"].(string)
	if !ok || !listsJobs(account) || titles.HasOccupation(vocabulary.NormalHeading(name)) {
		return
	}
	for _, all := range [][]entry{r.full[full:], r.bare[bare:]} {
		for i := range all {
			all[i].f.Company = cmp.Or(all[i].f.Company, document.PlainField(name))
		}
	}
}

// listsJobs reports an object with a list of jobs.
func listsJobs(o map[string]any) bool {
	for _, key := range [...]string{"jobs", "positions", "openings", "vacancies", "offers", "postings", "job_postings", "jobPostings", "jobListings"} {
		if _, ok := o[key].([]any); ok {
			return true
		}
	}
	return false
}

// walk looks at every object, outer ones first, and does not look inside those
// that state a posting.
func (r *reader) walk(v any, depth int, listed bool) {
	if depth > script.MaxDepth || r.over(1) {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.walk(e, depth+1, true)
		}
	case map[string]any:
		if r.object(v, listed) || r.over(len(v)) { // to sort its keys takes time
			return
		}
		full, bare := len(r.full), len(r.bare)
		for _, k := range script.SortedKeys(v) {
			r.walk(v[k], depth+1, listed)
		}
		r.nameEmployer(v, full, bare)
	}
}

// object reads one object, and reports whether it is done with.
func (r *reader) object(o map[string]any, listed bool) bool {
	if schemaorg.IsType(o["@type"], "JobPosting") {
		offer := schemaorg.ReadOffer(o)
		p := entry{f: document.Draft{Title: offer.Title, Company: offer.Company, Location: offer.Location, Date: offer.Date, URL: offer.URL, Lines: offer.Lines}, words: offer.Words, listed: listed}
		if id, ok := o["identifier"].(map[string]any); ok {
			p.id = document.PlainField(scalar(id["value"]))
		}
		r.take(p)
		return true
	}
	for i := range r.rows {
		row := &r.rows[i]
		if !row.matches(o) {
			continue
		}
		p := row.posting(o)
		p.listed = listed
		if row.headed {
			p.roles, _ = p.f.Headed()
		}
		if p.f.Title == "" || strings.HasPrefix(p.f.Title, "Ask HN") || !titles.Plausible(p.f.Title) {
			continue
		}
		if row.generic && (p.words < vocabulary.MinWords || !p.convinces(o)) {
			if p.f.URL != "" || p.f.Company != "" {
				p.f.Lines, p.words = nil, 0
				r.take(p)
			}
			return false
		}
		r.take(p)
		return true
	}
	return false
}

// leastDescription is how many words a description has at least where its place
// says that it is one; a shorter one is a teaser.
const leastDescription = 15

func (r *reader) take(p entry) {
	if p.words >= leastDescription {
		r.full = append(r.full, p)
	} else if len(r.bare) < maxDataObjects {
		p.f.Lines = nil
		r.bare = append(r.bare, p)
	}
	r.late = r.late || len(r.full)%16 == 15 && r.clock.Over() != nil
}

func (row *row) matches(o map[string]any) bool {
	for _, m := range row.marks {
		if !m.in(o) {
			return false
		}
	}
	return true
}

// posting reads an object by the row.
func (row *row) posting(o map[string]any) entry {
	p := entry{row: row, id: row.id.one(o)}
	p.f = document.Draft{Title: row.title.one(o), Company: row.company.one(o), Location: row.location.where(o), Date: row.date.day(o), URL: document.WebAddress(row.url.one(o))}
	for _, part := range row.parts {
		if part.each == nil {
			p.f.Lines = part.add(p.f.Lines, o, row.generic || part.extra)
			continue
		}
		for _, e := range part.each.values(o) {
			if inner, ok := e.(map[string]any); ok {
				p.f.Lines = part.add(p.f.Lines, inner, row.generic || part.extra)
			}
		}
	}
	p.words = line.Words(p.f.Lines)
	if p.f.Company == "" {
		if company, title, ok := titles.CutColon(p.f.Title); ok {
			p.f.Title, p.f.Company = title, company
		}
	}
	return p
}

// add appends a part with its heading. A guessed shape's first part must be
// there: requirements alone are no description.
func (c compiledPart) add(lines []line.Line, o map[string]any, generic bool) []line.Line {
	text := c.at.long(o)
	if text == "" {
		return lines
	}
	if c.items {
		text = "<ul>" + text + "</ul>"
	}
	part := document.DescriptionLines(text)
	if len(part) == 0 {
		return lines
	}
	heading := cmp.Or(c.titled.one(o), c.heading)
	if generic && len(lines) > 0 {
		return document.AppendPart(lines, heading, part)
	}
	if heading != "" && !document.OpensWithHeading(part) && (c.titled != nil || len(lines) > 0 || !c.first) {
		lines = append(lines, line.Line{Text: heading, Words: line.CountWords(heading), Level: 3, Flags: line.Gap})
		part[0].Flags &^= line.Gap
	} else {
		part[0].Flags |= line.Gap
	}
	return append(lines, part...)
}

// convinces asks a guessed shape for more than a title and a text: the text
// reads like a posting, or the object has fields that only jobs have.
func (p entry) convinces(o map[string]any) bool {
	if vocabulary.EvidenceIn(p.f.Lines).Enough() {
		return true
	}
	n := 0
	for _, k := range tables.Builtin.APIs.Fields {
		if !blank(o[k]) {
			n++
		}
	}
	return n >= 2 && p.words >= 60
}

// inOrder lists the postings and, beside those of one shape, the objects of the
// same shape that lack a description.
func (r *reader) inOrder() []entry {
	out := slices.Clone(r.full)
	shapes := map[string]bool{}
	for _, p := range r.full {
		shapes[p.api()] = p.row == nil || !p.row.generic
	}
	for _, p := range r.bare {
		if shapes[p.api()] {
			out = append(out, p)
		}
	}
	return out
}

// extraction makes the result of one object.
func (p entry) extraction() posting.Extraction {
	x := posting.Extraction{Member: p.id, ID: p.id}
	p.f.Onto(&x.Posting)
	lines := vocabulary.DropButtons(p.f.Lines)
	if len(p.roles) > 0 {
		several := document.SeveralRoles(p.roles)
		several.Member, several.ID, several.Posting = x.Member, x.ID, x.Posting
		several.Attempts = []posting.Attempt{{Strategy: "api", Accepted: false, Why: several.Detail}}
		return several
	}
	if len(lines) == 0 {
		x.Reason, x.Detail = posting.NotAPosting, "an entry without a description ("+p.api()+")"
		x.Attempts = []posting.Attempt{{Strategy: "api", Accepted: false, Why: x.Detail}}
		return x
	}
	post := &x.Posting
	post.Strategy, post.Coverage = "api", 1
	post.Text, post.Sections = vocabulary.Sections(titles.Drop(lines, post.Title))
	post.Language = line.Language(post.Text)
	if t := strings.TrimSpace(post.Text); p.words < 150 && (strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...")) {
		post.Warnings = append(post.Warnings, "truncated: the description breaks off")
	}
	x.Attempts = []posting.Attempt{{Strategy: "api", Accepted: true, Why: "shape " + p.api()}}
	return x
}

// refuse says why the data holds no posting.
func (r *reader) refuse(what string) posting.Extraction {
	bare := slices.DeleteFunc(slices.Clone(r.bare), func(p entry) bool { return p.row != nil && p.row.generic })
	if len(bare) == 0 {
		bare = jobsAmong(r.bare)
	}
	var x posting.Extraction
	switch {
	case len(bare) == 0:
		x = document.Refusal(posting.NotAPosting, "%s without a job posting", what)
	case len(bare) == 1 && !bare[0].listed:
		x = document.Refusal(posting.NotAPosting, "a job without a description (%s)", bare[0].api())
		x.Posting.Title = bare[0].f.Title
	default:
		x = document.Refusal(posting.List, "a list of %s without descriptions (%s)", document.Count(len(bare), "job"), bare[0].api())
	}
	x.Attempts = []posting.Attempt{{Strategy: "api", Accepted: false, Why: x.Detail}}
	return x
}

// jobsAmong keeps the guessed entries where enough of their titles name
// occupations for all of them to be jobs, each once.
func jobsAmong(all []entry) []entry {
	var out []entry
	jobs, seen := 0, map[string]bool{}
	for _, p := range all {
		key := p.id + "\x00" + p.f.Title
		if !p.listed || seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, p)
		if titles.HasOccupation(vocabulary.NormalHeading(p.f.Title)) {
			jobs++
		}
	}
	if jobs*5 < len(out) {
		return nil
	}
	return out
}
