package classify

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// Parameters are a fitted model as it is stored: weights.json, beside this
// file, of which the weights that are built in are made, or a file of the
// user's own. Weights are natural logarithms of odds,
// rounded to thousandths, so that the same fit gives the same bytes.
type Parameters struct {
	Format  int    `json:"format"`  // 2
	Lexicon string `json:"lexicon"` // the hash of the lexicon that they were fitted for
	Fitted  string `json:"fitted"`  // on what, in words

	Temperature float64         `json:"temperature"`
	Titles      TitleParameters `json:"titles"`
	Sum         SumParameters   `json:"sum"`
	Lines       LineParameters  `json:"lines"`

	// Concepts are ordered by id, and say what a concept adds to each letter.
	Concepts []ConceptParameters `json:"concepts"`

	// Grams are words and pairs of words with what they add to each letter:
	// "own roadmap -3 41 6 -12 -20", in sixteenths, to be divided by the root
	// of how many grams a statement has. Ordered by their words.
	Grams []string `json:"grams"`

	hash string // of the bytes that they were read from
}

// Weights are a number for each role, in the order of lexicon.Roles.
type Weights = [lexicon.NumRoles]float64

// LetterWeights are a number for each letter: T, P, K, E, X.
type LetterWeights = [statement.NumLetters]float64

// SumParameters say how statements add up to a posting: what its letters weigh
// (see statement.Sum), and a bias.
type SumParameters struct {
	Bias    Weights                      `json:"bias"`
	Letters [statement.NumTotals]Weights `json:"letters"`

	// Words are what the words of a posting add (see statement.WordTable): "api
	// 97 -3 -41 46 -12 10", how rare the word is, then a number for each role, in
	// thirty-seconds. Ordered by their stems.
	Words []string `json:"words,omitempty"`
}

// LineParameters say how a statement is read.
type LineParameters struct {
	Bias     LetterWeights            `json:"bias"`
	Sections map[string]LetterWeights `json:"sections"` // by kind
	Voices   map[string]LetterWeights `json:"voices"`
	Rounds   []RoundParameters        `json:"rounds"` // the readings among the others
	Least    LetterWeights            `json:"least"`  // the probability from which on a statement bears a letter
}

// RoundParameters are the weights of one reading among the others.
type RoundParameters struct {
	Bias    LetterWeights                       `json:"bias"`
	Weights [statement.NumContext]LetterWeights `json:"weights"`
}

// ConceptParameters are what a concept adds: to each letter of a statement that
// it stands in, and to each role of the posting, by zone: among the duties, in
// what is asked, aside (company, benefits, legal).
type ConceptParameters struct {
	Concept string                      `json:"concept"`
	Letters LetterWeights               `json:"letters"`
	Zones   [statement.NumZones]Weights `json:"zones"`
}

// TitleParameters say how title and duties are joined: the scores of the
// duties, divided by the temperature, are multiplied by Duties, and what the
// title's reading says is added.
type TitleParameters struct {
	Duties    float64                   `json:"duties"`
	Labels    [lexicon.NumRoles]Weights `json:"labels"`          // by the label read, in the order of lexicon.Roles
	Near      Weights                   `json:"near"`            // for a near miss
	Kinds     map[string]Weights        `json:"kinds,omitempty"` // beside that, by the near miss named: a product owner is another thing than a scrum master
	Candidate float64                   `json:"candidate"`       // for each candidate of an ambiguous title
}

// parametersFormat is the number that this program writes and reads.
const parametersFormat = 2

// ReadParameters reads fitted weights as WriteParameters writes them.
func ReadParameters(r io.Reader) (*Parameters, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("fitted weights: %w", err)
	}
	var p Parameters
	head, grams := cutGrams(text)
	if err := decodeStrictly(head, &p); err != nil {
		return nil, fmt.Errorf("fitted weights: %w", err)
	}
	if grams != nil {
		p.Grams = grams
	}
	p.hash = hashOf(text)
	if p.Format != parametersFormat {
		return nil, fmt.Errorf("fitted weights: format %d, this program reads %d: fit again", p.Format, parametersFormat)
	}
	if p.Temperature <= 0 {
		return nil, fmt.Errorf("fitted weights: temperature %v, must be above 0", p.Temperature)
	}
	return &p, nil
}

// beginsGrams is where WriteParameters begins the grams, a line each.
const beginsGrams = "\n \"grams\": ["

// cutGrams takes the grams out of weights as WriteParameters writes them: they
// are nearly all of the file, and reading them line by line takes a tenth of
// the time. Weights that are written otherwise are left whole.
func cutGrams(text []byte) (head []byte, grams []string) {
	at := bytes.Index(text, []byte(beginsGrams))
	if at < 0 {
		return text, nil
	}
	lines := string(text[at+len(beginsGrams):])
	grams = make([]string, 0, strings.Count(lines, "\n"))
	for line := range strings.SplitSeq(lines, "\n") {
		line = strings.TrimSuffix(strings.TrimSpace(line), ",")
		switch {
		case line == "":
		case line == "]":
			return append(text[:at:at], " \"grams\": null}"...), grams
		case len(line) < 2 || line[0] != '"' || line[len(line)-1] != '"' || strings.IndexByte(line, '\\') >= 0:
			return text, nil
		default:
			grams = append(grams, line[1:len(line)-1])
		}
	}
	return text, nil
}

// decodeStrictly reads JSON that has no field but those of p: a misspelled one
// would be taken for nothing.
func decodeStrictly(text []byte, p *Parameters) error {
	if !json.Valid(text) {
		return json.Unmarshal(text, p) // which says where it goes wrong
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(p)
}

// WriteParameters writes fitted weights, a concept and a gram a line.
func WriteParameters(w io.Writer, p *Parameters) error {
	head := *p
	head.Concepts, head.Grams = nil, nil
	b, err := json.MarshalIndent(head, "", " ")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(bytes.TrimSuffix(b, []byte("null,\n \"grams\": null\n}")))
	if err := writeLines(out, p.Concepts); err != nil {
		return err
	}
	out.WriteString(",\n \"grams\": ")
	if err := writeLines(out, p.Grams); err != nil {
		return err
	}
	out.WriteString("\n}\n")
	return out.Flush()
}

// writeLines writes a JSON array, an element a line.
func writeLines[E any](out *bufio.Writer, elements []E) error {
	out.WriteString("[")
	for i, e := range elements {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if i > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(out, "\n  %s", line)
	}
	out.WriteString("\n ]")
	return nil
}

// NewModel returns the model of fitted weights over a lexicon. A concept that
// they do not know, of a lexicon that was changed since, keeps its weights of
// the documents' prior.
func NewModel(lex *lexicon.Lexicon, p *Parameters) (*Model, error) {
	grams, err := readGrams(p.Grams)
	if err != nil {
		return nil, err
	}
	words, err := readWords(p.Sum.Words)
	if err != nil {
		return nil, err
	}
	return newModel(lex, p, grams, words)
}

// newModel is NewModel of grams and words that were read already.
func newModel(lex *lexicon.Lexicon, p *Parameters, grams *statement.Grams, words []statement.PostingWord) (*Model, error) {
	m := Prior(lex)
	m.temperature = p.Temperature
	m = m.WithTitles(p.Titles)
	m.sum.Bias = statement.Scores(p.Sum.Bias)
	for i, w := range p.Sum.Letters {
		m.sum.Letters[i] = statement.Scores(w)
	}
	alone := &m.reader.Alone
	alone.Bias, m.reader.Least = p.Lines.Bias, p.Lines.Least
	for i, kind := range statement.Sections {
		alone.Sections[i] = p.Lines.Sections[string(kind)]
	}
	for i, voice := range statement.Voices {
		alone.Voices[i] = p.Lines.Voices[voice.String()]
	}
	for i := range p.Lines.Rounds {
		r := statement.Round{Bias: p.Lines.Rounds[i].Bias}
		for k, w := range p.Lines.Rounds[i].Weights {
			r.Weights[k] = w
		}
		m.reader.Rounds = append(m.reader.Rounds, r)
	}
	byID := make(map[string]int, len(p.Concepts))
	for i := range p.Concepts {
		byID[p.Concepts[i].Concept] = i
	}
	for i := range lex.Concepts {
		if k, ok := byID[lex.Concepts[i].ID]; ok {
			alone.Concepts[i] = p.Concepts[k].Letters
			for z, w := range p.Concepts[k].Zones {
				m.sum.Concepts[i][z] = statement.Scores(w)
			}
		}
	}
	m.grams, m.words, m.hash = grams, words, p.hash
	if m.hash == "" {
		var text bytes.Buffer
		if err := WriteParameters(&text, p); err != nil {
			return nil, err
		}
		m.hash = hashOf(text.Bytes())
	}
	return m, nil
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:16]
}

// Hash tells models apart: of fitted weights it is that of their bytes.
func (m *Model) Hash() string { return m.hash }

// readGrams reads grams as Parameters has them.
func readGrams(lines []string) (*statement.Grams, error) {
	grams := statement.NewGramBuilder(len(lines))
	for _, line := range lines {
		var weigh [statement.NumLetters]int8
		rest := line
		for l := statement.NumLetters - 1; l >= 0; l-- {
			at := strings.LastIndexByte(rest, ' ')
			n, err := strconv.ParseInt(rest[at+1:], 10, 8)
			if at <= 0 || err != nil {
				return nil, fmt.Errorf("fitted weights: gram %q: want one or two words and %d numbers from -128 to 127", line, statement.NumLetters)
			}
			weigh[l], rest = int8(n), rest[:at]
		}
		grams.Add(rest, weigh)
	}
	return &grams.Grams, nil
}
