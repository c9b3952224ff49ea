package evaluate

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"rolecall/classify"
	"rolecall/classify/evaluate/marked"
	"rolecall/classify/evaluate/metrics"
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

func defaultLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// duties are what invented postings of a role say, by role.
var duties = [numRoles][]string{
	{"Manage dependencies between engineering teams", "Track risks and remove blockers", "Report program status to leadership"},
	{"Own the product roadmap", "Talk to customers and prioritize features", "Run competitive analysis of the market"},
	{"Write technical requirements for our APIs", "Developers are your users", "A degree in computer science is required"},
	{"Manage engineers as direct reports", "Hire and coach engineers", "Write performance reviews"},
	{"Care for patients on the ward", "Keep clinical records", "Give medication on time"},
}

// office is long enough for a posting not to be too short to be read.
const office = "Office number %d is open on all days of the week from nine to five, and its kitchen has a window to a yard in which a tree stands that is older than the house and all houses beside it"

// invented returns n postings of the roles in turn, with marked lines, and a
// lexicon that numbers their words.
func invented(t testing.TB, n int) (*lexicon.Lexicon, []Example) {
	var words []string
	for _, lines := range duties {
		for _, line := range lines {
			for w := range strings.FieldsSeq(line) {
				words = append(words, strings.Fields(defaultLexicon(t).Stem(w))...)
			}
		}
	}
	lex := defaultLexicon(t).WithWords(words)
	c := classify.New(lex, classify.Options{})
	var examples []Example
	for i := range n {
		role := i % numRoles
		var lines []marked.Line
		for k := range 3 {
			lines = append(lines, marked.Line{Text: duties[role][(i/numRoles+k)%3], Letters: statement.LetterNames[role : role+1]})
		}
		lines = append(lines, marked.Line{Text: fmt.Sprintf(office, i)})
		text := ""
		for _, l := range lines {
			text += l.Text + "\n"
		}
		posting := extract.PlainText(text, extract.Options{})
		o := c.Observe(posting)
		examples = append(examples, Example{
			ID: fmt.Sprint(i), Employer: fmt.Sprint("employer", i%31), Source: fmt.Sprint("source", i%7), Label: lexicon.Roles()[role], Sure: 0.9,
			Words: o.Words, Statements: o.Statements, Marks: MarksOf(&o, lines), Extraction: posting, Lines: lines,
		})
	}
	return lex, examples
}

// What was fitted is read as it was marked and labelled.
func TestFitLearns(t *testing.T) {
	lex, examples := invented(t, 200)
	var body []metrics.Prediction
	var lines marked.Score
	err := Folding{Folds: 3}.Each(lex, examples, func(c *classify.Classifier, out []Example) {
		b, _ := Predict(c, out)
		body = append(body, b...)
		ScoreLines(&lines, c, out)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := metrics.Measure(body).MacroF1; got < 0.95 {
		t.Errorf("macro-F1 %v in folds", got)
	}
	if got := lines.Letters.F1(); got < 0.95 {
		t.Errorf("line F1 %v in folds", got)
	}
}

// The same data gives the same bytes.
func TestFitIsReproducible(t *testing.T) {
	var first []byte
	for range 2 {
		lex, examples := invented(t, 100)
		fit, err := FitAll(lex, examples, nil)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := classify.WriteParameters(&b, fit.Parameters); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Error("two fits differ")
		}
	}
}

// Sealed postings are scored, and what is said of them changes no fold.
func TestSealedTeachNothing(t *testing.T) {
	lex, examples := invented(t, 100)
	for i := range examples {
		examples[i].Sealed = i%5 == i/5%5 // a fifth of each role
	}
	predicted := func() []metrics.Prediction {
		body, _, err := CrossValidate(lex, examples, Folding{Folds: 2})
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	before := predicted()
	for i := range examples {
		if e := &examples[i]; e.Sealed {
			e.Label, e.Marks = lexicon.Roles()[(e.Label.Index()+1)%numRoles], nil
		}
	}
	after := predicted()
	if len(before) != len(examples) || len(after) != len(examples) {
		t.Fatalf("%d and %d of %d are scored", len(before), len(after), len(examples))
	}
	for i := range before {
		if before[i].ID != after[i].ID || before[i].P != after[i].P {
			t.Errorf("%s: %v, and %v where the sealed say something else", before[i].ID, before[i].P, after[i].P)
		}
	}
	if err := TeachesFolds(examples[:1], 2); err == nil {
		t.Error("folds of what is sealed alone")
	}
}

// What only teaches is learned from in every fold but those of its group, and
// scored in none.
func TestTeachingOnly(t *testing.T) {
	examples := []Example{
		{ID: "a", Employer: "x", Label: lexicon.PM}, {ID: "b", Employer: "y", Label: lexicon.EM},
		{ID: "c", Employer: "x", Label: lexicon.PM, TeachingOnly: true}, {ID: "d", Employer: "z", Label: lexicon.TPM, TeachingOnly: true},
	}
	learned := map[string]int{}
	for k := range 3 {
		in, out := split(examples, 3, k)
		for _, e := range out {
			if e.TeachingOnly {
				t.Errorf("fold %d: %s is scored", k, e.ID)
			}
			for _, other := range in {
				if other.Employer == e.Employer {
					t.Errorf("fold %d: %s of %s teaches for %s", k, other.ID, e.Employer, e.ID)
				}
			}
		}
		for _, e := range in {
			learned[e.ID]++
		}
	}
	if learned["c"] != 2 || learned["d"] < 2 {
		t.Errorf("learned from %v times", learned)
	}
	if j := Judged(examples); len(j) != 2 {
		t.Errorf("%d are judged by", len(j))
	}
}

// A curve's smaller samples are part of the larger ones; what nobody labelled
// stays.
func TestSample(t *testing.T) {
	var all []Example
	for i := range 40 {
		e := Example{ID: fmt.Sprint(i)}
		if i%4 > 0 {
			e.Label = lexicon.PM
		}
		all = append(all, e)
	}
	taken := map[string]bool{}
	for _, n := range []int{5, 12, 100} {
		in := Folding{Labels: n}.sample(all)
		if labelled := len(Labelled(in)); labelled != min(n, 30) || len(in)-labelled != 10 {
			t.Errorf("%d labels: %d labelled of %d", n, labelled, len(in))
		}
		here := map[string]bool{}
		for _, e := range in {
			here[e.ID] = true
		}
		for id := range taken {
			if !here[id] {
				t.Errorf("%s is among fewer labels and not among %d", id, n)
			}
		}
		taken = here
	}
}

// What cannot teach is refused.
func TestTeaches(t *testing.T) {
	labelled := func(n, groups int, roles ...lexicon.Role) (out []Example) {
		for i := range n {
			out = append(out, Example{ID: fmt.Sprint(i), Employer: fmt.Sprint("e", i%groups), Label: roles[i%len(roles)]})
		}
		return out
	}
	for _, x := range []struct {
		name     string
		examples []Example
		folds    int
		want     string
	}{
		{"two rows", labelled(2, 2, lexicon.PM, lexicon.EM), 2, "2 labelled postings cannot teach"},
		{"one role", labelled(30, 30, lexicon.PM), 2, "all 30 labelled postings have one label"},
		{"two employers", labelled(60, 2, lexicon.PM, lexicon.EM, lexicon.TPM), 3, "3 folds of 2 groups"},
		{"a fold of nearly all", labelled(24, 24, lexicon.PM, lexicon.EM), 2, "without fold"},
		{"enough", labelled(300, 100, lexicon.PM, lexicon.EM), 5, ""},
	} {
		err := TeachesFolds(x.examples, x.folds)
		if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}
}

func TestFitWithoutLabels(t *testing.T) {
	lex, examples := invented(t, 5)
	for i := range examples {
		examples[i].Label = ""
	}
	if _, err := FitAll(lex, examples, nil); err == nil {
		t.Error("fitted to nothing")
	}
}

// checkGradient compares a gradient with differences of the value.
func checkGradient(t *testing.T, x []float64, value func([]float64) float64, gradient func(grad, x []float64)) {
	t.Helper()
	grad := make([]float64, len(x))
	for i := range x {
		x[i] += 0.1 * math.Sin(float64(i))
	}
	gradient(grad, x)
	for i := 0; i < len(x); i += max(1, len(x)/80) {
		const h = 1e-5
		save := x[i]
		x[i] = save + h
		up := value(x)
		x[i] = save - h
		down := value(x)
		x[i] = save
		if want := (up - down) / (2 * h); math.Abs(want-grad[i]) > 1e-3*(1+math.Abs(want)) {
			t.Errorf("parameter %d: gradient %v, by differences %v", i, grad[i], want)
		}
	}
}

func TestGradients(t *testing.T) {
	lex, examples := invented(t, 60)
	examples[3].Label, examples[3].Title = "", classify.ReadTitle(lex, "Product Manager")
	examples[4].Second = lexicon.TPM
	letters := make([][]statement.Vector, len(examples))
	for i := range examples {
		letters[i] = make([]statement.Vector, len(examples[i].Statements))
		for j, m := range examples[i].Marks {
			letters[i][j] = m.vector()
		}
	}
	prior := classify.ConceptPriors(lex)
	sum := newSumProblem(newPostingWords(lex, examples), examples, letters, prior, -1)
	loss := sum.loss()
	checkGradient(t, append([]float64(nil), sum.prior...), loss.Value, loss.Gradient)

	a := newAloneProblem(&aloneFit{vocabulary: newVocabulary(lineSamples(examples, -1)), concepts: len(prior)}, lineSamples(examples, -1), letterPriors(prior))
	x := make([]float64, (a.Features+1)*numLetters)
	loss = a.Loss()
	checkGradient(t, x, loss.Value, loss.Gradient)
}

// A statement has the letters of the line that it is, whatever stands around.
func TestMarksOf(t *testing.T) {
	o := classify.Observation{Text: "Own the roadmap\nTeam\nHire engineers; coach them every week.", Starts: []int{0, 16, 21}, Ends: []int{15, 20, 58}, Statements: make([]statement.Statement, 3)}
	marks := MarksOf(&o, []marked.Line{{Text: "• Own the roadmap", Letters: "P"}, {Text: "Team", Letters: ""}, {Text: "Hire engineers;", Letters: "E"}, {Text: "coach them every week.", Letters: "EX"}, {Text: "A team of own", Letters: "T"}})
	if want := []Mark{"P", "", "EX"}; fmt.Sprint(marks) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", marks, want)
	}
}

// Which sentence of a longer line has its letters nobody said, but that a line
// without letters has none.
func TestMarksOfSentences(t *testing.T) {
	o := classify.Observation{Text: "We sell ships. You own the roadmap. Lunch is free here. Nobody works late.", Starts: []int{0, 15, 36, 56}, Ends: []int{14, 35, 55, 74}, Statements: make([]statement.Statement, 4)}
	marks := MarksOf(&o, []marked.Line{{Text: "We sell ships. You own the roadmap.", Letters: "P"}, {Text: "Lunch is free here. Nobody works late.", Letters: ""}})
	if want := []Mark{"", unsaid, "", ""}; fmt.Sprint(marks) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", marks, want)
	}
}

// Folds by source part the largest source by employer.
func TestGroupBy(t *testing.T) {
	examples := []Example{
		{ID: "1", Employer: "a", Source: "large", Label: lexicon.PM}, {ID: "2", Employer: "b", Source: "large", Label: lexicon.PM},
		{ID: "3", Employer: "a", Source: "small", Label: lexicon.EM}, {ID: "4", Source: "small"},
	}
	GroupBy(examples, BySourceGroup)
	for i, want := range []string{"a", "b", "small", "small"} {
		if examples[i].Group != want {
			t.Errorf("%s: group %q, want %q", examples[i].ID, examples[i].Group, want)
		}
	}
}

// Labels of one role alone, without marks, are enough to fit to.
func TestFitWithoutMarks(t *testing.T) {
	lex, examples := invented(t, 60)
	for i := range examples {
		examples[i].Marks = nil
		if i%numRoles > 1 {
			examples[i].Label, examples[i].Title = "", classify.ReadTitle(lex, "Nurse")
		}
	}
	fit, err := FitAll(lex, examples, nil)
	if err != nil {
		t.Fatal(err)
	}
	if w := fit.Parameters.Sum.Bias; math.IsNaN(w[0]) || len(fit.Parameters.Grams) > 0 {
		t.Errorf("bias %v, %d grams", w, len(fit.Parameters.Grams))
	}
}
