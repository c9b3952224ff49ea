package classify

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"rolecall/lexicon"
)

// Parameters are a fitted model as it is stored: weights.json, beside this
// file, or a file of the user's own. All numbers are rounded to thousandths,
// so that the same fit gives the same bytes.
type Parameters struct {
	Format  int    `json:"format"`  // 1
	Lexicon string `json:"lexicon"` // the hash of the lexicon that they were fitted for
	Fitted  string `json:"fitted"`  // on what, in words

	Temperature float64         `json:"temperature"`
	Bias        Weights         `json:"bias"`
	Titles      TitleParameters `json:"titles"`

	// Concepts are ordered by id.
	Concepts []ConceptParameters `json:"concepts"`
}

// Weights are a number for each role, in the order of lexicon.Roles.
type Weights = [lexicon.NumRoles]float64

// ConceptParameters are the weights of one concept by zone: among the duties,
// the requirements, and aside (company, benefits, legal).
type ConceptParameters struct {
	Concept string            `json:"concept"`
	Zones   [NumZones]Weights `json:"zones"`
}

// TitleParameters say how title and duties are joined: the scores of the
// duties, divided by the temperature, are multiplied by Duties, and what the
// title's reading says is added.
type TitleParameters struct {
	Duties    float64                   `json:"duties"`
	Labels    [lexicon.NumRoles]Weights `json:"labels"`    // by the label read, in the order of lexicon.Roles
	Near      Weights                   `json:"near"`      // for a near miss
	Candidate float64                   `json:"candidate"` // for each candidate of an ambiguous title
}

// parametersFormat is the number that this program writes and reads.
const parametersFormat = 1

//go:embed weights.json
var shipped []byte

// Shipped returns the fitted weights that are built in.
func Shipped() (*Parameters, error) { return ReadParameters(bytes.NewReader(shipped)) }

// ReadParameters reads fitted weights as WriteParameters writes them.
func ReadParameters(r io.Reader) (*Parameters, error) {
	var p Parameters
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("fitted weights: %w", err)
	}
	if p.Format != parametersFormat {
		return nil, fmt.Errorf("fitted weights: format %d, this program reads %d", p.Format, parametersFormat)
	}
	if p.Temperature <= 0 {
		return nil, fmt.Errorf("fitted weights: temperature %v, must be above 0", p.Temperature)
	}
	return &p, nil
}

// WriteParameters writes fitted weights, a concept a line.
func WriteParameters(w io.Writer, p *Parameters) error {
	concepts := p.Concepts
	head := *p
	head.Concepts = nil
	b, err := json.MarshalIndent(head, "", " ")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(bytes.TrimSuffix(b, []byte("null\n}")))
	for i, c := range concepts {
		line, err := json.Marshal(c)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n  %s", map[bool]string{true: "[", false: ","}[i == 0], line)
	}
	if len(concepts) == 0 {
		out.WriteString("[")
	}
	out.WriteString("\n ]\n}\n")
	return out.Flush()
}

// NewModel returns the model of fitted weights over a lexicon. A concept that
// they do not know, of a lexicon that was changed since, keeps its weights of
// the documents' prior.
func NewModel(lex *lexicon.Lexicon, p *Parameters) *Model {
	m := Prior(lex)
	m.bias, m.temperature = p.Bias, p.Temperature
	m = m.WithTitles(p.Titles)
	byID := make(map[string]int, len(p.Concepts))
	for i := range p.Concepts {
		byID[p.Concepts[i].Concept] = i
	}
	for i := range lex.Concepts {
		if k, ok := byID[lex.Concepts[i].ID]; ok {
			for z, w := range p.Concepts[k].Zones {
				m.weights[i][z] = w
			}
		}
	}
	return m
}

// Parameters returns the model as it is stored.
func (m *Model) Parameters(lex *lexicon.Lexicon, fitted string) *Parameters {
	p := &Parameters{Format: parametersFormat, Lexicon: lex.Hash, Fitted: fitted,
		Temperature: math.Round(m.temperature*1000) / 1000, Bias: m.bias.thousandths()}
	for i, w := range m.titles.label {
		p.Titles.Labels[i] = w.thousandths()
	}
	p.Titles.Near = m.titles.near.thousandths()
	p.Titles.Duties, p.Titles.Candidate = math.Round(m.titles.duties*1000)/1000, math.Round(m.titles.candidate*1000)/1000
	for i := range lex.Concepts {
		c := ConceptParameters{Concept: lex.Concepts[i].ID}
		for z, w := range m.weights[i] {
			c.Zones[z] = w.thousandths()
		}
		p.Concepts = append(p.Concepts, c)
	}
	slices.SortFunc(p.Concepts, func(a, b ConceptParameters) int {
		return bytes.Compare([]byte(a.Concept), []byte(b.Concept))
	})
	return p
}
