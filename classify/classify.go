package classify

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"rolecall/extract"
	"rolecall/lexicon"
)

// Options steer a Classifier. The zero value means the defaults.
type Options struct {
	Model    *Model // nil for the documents' prior
	BodyOnly bool   // label by the duties alone, whatever the title says

	// AnyLanguage reads postings that are not in English too. The lexicon is
	// English, so that little will be found in them.
	AnyLanguage bool

	// MinConfidence is the probability below which a label is not given and
	// the outcome is ambiguous; 0 means DefaultMinConfidence.
	MinConfidence float64

	Version string // of the program, copied into each result
}

// DefaultMinConfidence is the probability that a label needs: more likely
// than all others together, nearly.
const DefaultMinConfidence = 0.45

// WrongLanguage is the reason of a posting that the lexicon cannot read.
const WrongLanguage = "language"

// minMargin is how far the likeliest role must be ahead of the next.
const minMargin = 0.05

// A body of fewer words than minWords, or of fewer than thinWords with less than
// thinEvidence pieces of evidence, is too short to be anybody's duties.
const (
	minWords     = 12
	thinWords    = 40
	thinEvidence = 3
)

// A Classifier reads postings. It is safe for concurrent use.
type Classifier struct {
	lex      *lexicon.Lexicon
	model    *Model
	opts     Options
	concepts []conceptFacts // by the lexicon's index
	readings sync.Pool      // of *dutiesReading, to be used again
}

// reading returns a reading to be put back.
func (c *Classifier) reading() *dutiesReading {
	if d, ok := c.readings.Get().(*dutiesReading); ok {
		return d
	}
	return new(dutiesReading)
}

// New returns a classifier over a lexicon.
func New(lex *lexicon.Lexicon, opts Options) *Classifier {
	m := opts.Model
	if m == nil {
		m = Prior(lex)
	}
	if stems := m.stems(); len(stems) > 0 {
		lex = lex.WithWords(stems)
	}
	c := &Classifier{lex: lex, model: m.over(lex), opts: opts, concepts: conceptFactsOf(lex)}
	if opts.MinConfidence == 0 {
		c.opts.MinConfidence = DefaultMinConfidence
	}
	return c
}

// Model returns the weights that the classifier scores by.
func (c *Classifier) Model() *Model { return c.model }

// Lexicon returns the lexicon that the classifier reads by, with the words of
// its model.
func (c *Classifier) Lexicon() *lexicon.Lexicon { return c.lex }

// ReadTitle reads a title by the classifier's lexicon.
func (c *Classifier) ReadTitle(title string) TitleReading { return ReadTitle(c.lex, title) }

// Classify reads one extraction: a posting's role, or why there is none.
func (c *Classifier) Classify(e extract.Extraction) Result {
	p := &e.Posting
	r := Result{
		Title: p.Title, Company: p.Company, Location: p.Location, Date: p.Date, URL: p.URL,
		Strategy: p.Strategy, Coverage: p.Coverage, Language: p.Language,
		Warnings: append([]string{}, p.Warnings...), Candidates: []lexicon.Role{}, Statements: []Statement{}, Evidence: []Evidence{}, Aspects: []AspectReading{},
		Version: c.opts.Version,
	}
	r.TitleReading = ReadTitle(c.lex, p.Title)
	if e.Reason == extract.Empty && p.Title != "" {
		c.labelByTitle(&r)
		return r
	}
	if !e.OK() {
		r.Outcome, r.Reason, r.Error = Unreadable, string(e.Reason), e.Detail
		r.Verdict = NotAudited
		return r
	}
	if p.Language != "" && p.Language != lexicon.Language && !c.opts.AnyLanguage {
		r.Outcome, r.Reason, r.Verdict = Unreadable, WrongLanguage, NotAudited
		r.Error = fmt.Sprintf("the posting is in %q, the lexicon in %q", p.Language, lexicon.Language)
		return r
	}
	d := c.reading()
	defer c.readings.Put(d)
	c.lex.ReadInto(&d.text, p.Text)
	if d.text.Words < minWords || d.text.Words < thinWords && len(d.text.Hits) < thinEvidence {
		c.labelByTitle(&r)
		return r
	}
	c.readDuties(d, p.Sections)
	r.Statements = d.statements
	r.Aspects = c.readAspects(d)
	r.Body = c.bodyReading(d)
	r.Evidence = c.evidence(d, r.Body.Label)
	c.label(&r, d)
	r.Verdict, r.Severity = Judge(r.TitleReading, r.Body)
	if r.Verdict.Finding() && r.Label != "" && r.Label == r.TitleReading.Label {
		r.Verdict, r.Severity = Undecided, 0 // both together say what the title does
	}
	return r
}

// labelByTitle gives the outcome of a posting without duties: what its title
// may mean, and never a role. A title that plainly names another job is taken
// at its word.
func (c *Classifier) labelByTitle(r *Result) {
	t := &r.TitleReading
	r.Outcome, r.Verdict = Ambiguous, NotAudited
	switch {
	case t.Label == lexicon.None && t.Near == "":
		r.Outcome, r.Label = NoRole, lexicon.None
	case t.Label != "":
		r.Candidates = append(r.Candidates, t.Label)
	}
	r.Candidates = append(r.Candidates, t.Candidates...)
	c.state(r, c.model.titles.adds(r.TitleReading).softmax())
	r.Warnings = append(r.Warnings, "too few words to read duties from")
}

// label joins title and duties into the label.
func (c *Classifier) label(r *Result, d *dutiesReading) {
	p := d.probabilities
	if !c.opts.BodyOnly {
		p = c.model.titles.join(d.scores.scale(1/c.model.temperature), r.TitleReading).softmax()
	}
	p = c.state(r, p)
	switch role := roles[p.best()]; {
	case r.Confidence < c.opts.MinConfidence || r.Confidence-p[p.second()] < minMargin:
		r.Outcome = Ambiguous
		r.Candidates = append(r.Candidates, candidates(p)...)
	case role == lexicon.None:
		r.Outcome, r.Label = NoRole, role
	default:
		r.Outcome, r.Label = RoleFound, role
	}
}

// state puts probabilities into a result, as they are printed. A label that is
// not the likeliest role, as where a title was taken at its word, is no
// runner-up of its own.
func (c *Classifier) state(r *Result, p vector) vector {
	p = p.stated()
	r.Probabilities, r.Confidence = p.byRole(), p[p.best()]
	second := p.second()
	if r.Label != "" && roles[p.best()] != r.Label {
		second = p.best()
	}
	r.Second, r.SecondProbability = roles[second], p[second]
	return p
}

// candidates returns the roles worth naming of an ambiguous posting: those at
// least half as likely as the likeliest, and always two.
func candidates(p vector) []lexicon.Role {
	order := []int{0, 1, 2, 3, 4}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	var out []lexicon.Role
	for i, o := range order {
		if i < 2 || p[o] >= p[order[0]]/2 {
			out = append(out, roles[o])
		}
	}
	return out
}

func (c *Classifier) bodyReading(d *dutiesReading) BodyReading {
	p := d.probabilities.stated()
	best := p.best()
	return BodyReading{
		Label:         roles[best],
		Confidence:    p[best],
		Probabilities: p.byRole(),
		Scores:        d.scores.byRole(),
		Bias:          c.model.bias().byRole(),
		Temperature:   c.model.temperature,
	}
}
