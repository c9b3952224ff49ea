package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"rolecall/classify"
	"rolecall/lexicon"
)

// A detail is what is unpacked when a posting is opened.
type detail struct {
	Text    string `json:"text"`
	Excerpt bool   `json:"excerpt"` // the row holds no text: these are the sentences of its evidence
	Cut     int    `json:"cut"`     // bytes of text that the page does not show

	Evidence []mark `json:"evidence"` // as the row has it, the largest weight first

	Work string `json:"work"` // of each statement the letter that it bears most likely, a space for none

	// By role, in the roles' order; null where nothing was read.
	Probabilities []float64 `json:"probabilities"`
	Body          []float64 `json:"body"`
	Scores        []float64 `json:"scores"`
	Bias          []float64 `json:"bias"`

	Duties     lexicon.Role             `json:"duties"` // the body's label, whose score the evidence adds up to
	Sure       float64                  `json:"sure"`   // the body's confidence
	Title      classify.TitleReading    `json:"title"`
	Candidates []lexicon.Role           `json:"candidates"`
	Suggested  string                   `json:"suggested"` // a title for what the duties describe; "" where it is right or not known
	Accepted   string                   `json:"accepted"`
	Aspects    []classify.AspectReading `json:"aspects"`

	Location string   `json:"location"`
	Date     string   `json:"date"`
	URL      string   `json:"url"`
	Strategy string   `json:"strategy"`
	Coverage float64  `json:"coverage"`
	Language string   `json:"language"`
	Warnings []string `json:"warnings"`
	Reason   string   `json:"reason"`
	Error    string   `json:"error"`
}

// A mark is a piece of evidence: the number of its kind, its weight, the number
// of its section's kind, and where it stands in the text, from and to, in
// UTF-16 code units as JavaScript counts; 0 and 0 where the text does not hold
// it.
type mark [5]float64

// An evidenceKind is what many pieces of evidence have in common.
type evidenceKind struct {
	Concept   string       `json:"concept"`
	Name      string       `json:"name"`
	Role      lexicon.Role `json:"role"`
	Documents []string     `json:"documents"`
}

// maxText is how many bytes of a text the page shows. Real postings have up to
// a tenth of it.
const maxText = 256 << 10

func (p *Writer) detail(r *Row) detail {
	d := detail{
		Probabilities: byRole(r.Probabilities), Body: byRole(r.Body.Probabilities), Scores: byRole(r.Body.Scores), Bias: byRole(r.Body.Bias),
		Work:   work(r.Statements),
		Duties: r.Body.Label, Sure: r.Body.Confidence, Title: r.TitleReading, Candidates: r.Candidates, Suggested: p.suggested(r),
		Accepted: r.Accepted, Aspects: r.Aspects, Location: r.Location, Date: r.Date, URL: r.URL,
		Strategy: r.Strategy, Coverage: r.Coverage, Language: r.Language, Warnings: r.Warnings, Reason: r.Reason, Error: r.Error,
	}
	var spans [][2]int
	if r.Text != "" {
		d.Text, spans = r.Text, spansIn(r.Text, r.Evidence)
		if len(d.Text) > maxText {
			d.Text = strings.ToValidUTF8(d.Text[:maxText], "")
			d.Cut = len(r.Text) - len(d.Text)
		}
	} else {
		d.Text, spans = excerpt(r.Evidence)
		d.Excerpt = true
	}
	units := utf16Offsets(d.Text)
	d.Evidence = make([]mark, len(r.Evidence))
	for i := range r.Evidence {
		e := &r.Evidence[i]
		d.Evidence[i] = mark{float64(p.kindOf(e)), e.Weight, float64(p.zones.number(string(e.Zone), func() string { return string(e.Zone) }))}
		if s := spans[i]; s[1] < len(units) {
			d.Evidence[i][3], d.Evidence[i][4] = float64(units[s[0]]), float64(units[s[1]])
		}
	}
	return d
}

func (p *Writer) kindOf(e *classify.Evidence) int {
	key := strings.Join(append([]string{e.Concept, e.Name, string(e.Role)}, e.Documents...), "\x00")
	return p.evident.number(key, func() evidenceKind { return evidenceKind{e.Concept, e.Name, e.Role, e.Documents} })
}

// maxStatements is of how many statements the page shows the letter. Long
// postings have some hundred.
const maxStatements = 2000

// work lists the first letters of statements.
func work(statements []classify.Statement) string {
	b := make([]byte, min(len(statements), maxStatements))
	for i := range b {
		b[i] = ' '
		if s := statements[i].Letters; s != "" {
			b[i] = s[0]
		}
	}
	return strings.ToValidUTF8(string(b), " ")
}

// suggested is the title that the duties would have, where they contradict the
// posting's or settle it.
func (p *Writer) suggested(r *Row) string {
	if !r.Verdict.Finding() && r.Verdict != classify.Resolved || r.Body.Label == lexicon.None {
		return ""
	}
	return p.names(r.Body.Label)
}

func byRole(m map[lexicon.Role]float64) []float64 {
	if len(m) == 0 {
		return nil
	}
	list := make([]float64, 0, lexicon.NumRoles)
	for _, r := range lexicon.Roles() {
		list = append(list, m[r])
	}
	return list
}

// spansIn tells where in the text each piece of evidence stands. A row of which
// somebody changed the text has pieces that stand nowhere.
func spansIn(text string, evidence []classify.Evidence) [][2]int {
	spans := make([][2]int, len(evidence))
	for i := range evidence {
		e := &evidence[i]
		if 0 <= e.Start && e.Start < e.End && e.End <= len(text) && text[e.Start:e.End] == e.Text {
			spans[i] = [2]int{e.Start, e.End}
		}
	}
	return spans
}

// excerpt puts the sentences of the evidence in the order of the text, each
// once, and tells where in them each piece stands.
func excerpt(evidence []classify.Evidence) (text string, spans [][2]int) {
	order := make([]int, len(evidence))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(evidence[a].Start, evidence[b].Start) })
	var b strings.Builder
	begins := map[string]int{}
	spans = make([][2]int, len(evidence))
	for _, i := range order {
		e := &evidence[i]
		begin, ok := begins[e.Sentence]
		if !ok {
			if b.Len() > maxText {
				continue
			}
			begin = b.Len()
			begins[e.Sentence] = begin
			b.WriteString(e.Sentence + "\n")
		}
		if at := strings.Index(e.Sentence, e.Text); at >= 0 && e.Text != "" {
			spans[i] = [2]int{begin + at, begin + at + len(e.Text)}
		}
	}
	return b.String(), spans
}

// utf16Offsets tells for each byte of s, and for its end, how many UTF-16 code
// units stand before it.
func utf16Offsets(s string) []int {
	units := make([]int, len(s)+1)
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		for k := range size {
			units[i+k] = n
		}
		i += size
		n++
		if r > 0xFFFF {
			n++
		}
	}
	units[len(s)] = n
	return units
}
