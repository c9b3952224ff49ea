package evaluation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/damage"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract"
	"rolecall/lexicon"
)

// asTheyAre is the kind of damage that is none.
const asTheyAre damage.Kind = "nothing"

// A damagedReading is what is measured of texts that lost something.
type damagedReading struct {
	Lost     damage.Kind `json:"lost"`
	N        int         `json:"n"`
	Duties   damaged     `json:"duties"`
	Combined damaged     `json:"title_and_duties"`
}

// damaged are the figures of one reading.
type damaged struct {
	MacroF1 float64 `json:"macro_f1"`
	Loss    float64 `json:"loss"`         // of macro-F1, next to the texts as they are
	ToNone  float64 `json:"fell_to_none"` // of the four roles' postings, the share labelled none

	predictions []metrics.Prediction
}

// readDamaged labels the labelled postings without what they can lose.
func readDamaged(into []damagedReading, c *classify.Classifier, examples []evaluate.Example) []damagedReading {
	if into == nil {
		for _, kind := range append([]damage.Kind{asTheyAre}, damage.Kinds()...) {
			into = append(into, damagedReading{Lost: kind})
		}
	}
	for i := range examples {
		if e := &examples[i]; e.Label != "" {
			for k := range into {
				into[k].read(c, e)
			}
		}
	}
	return into
}

func (d *damagedReading) read(c *classify.Classifier, e *evaluate.Example) {
	x := e.Extraction
	if d.Lost != asTheyAre {
		x = extract.PlainText(damage.Apply(d.Lost, x.Posting.Text), extract.Options{})
		x.Posting.Title, x.Posting.Language = e.Extraction.Posting.Title, e.Extraction.Posting.Language
	}
	r := c.Classify(x)
	d.N++
	d.Duties.predictions = append(d.Duties.predictions, predictionOf(e, r.Body.Probabilities))
	d.Combined.predictions = append(d.Combined.predictions, predictionOf(e, r.Probabilities))
}

// predictionOf has the probabilities as they are printed: none for a text of
// which no duties were read.
func predictionOf(e *evaluate.Example, probabilities map[lexicon.Role]float64) metrics.Prediction {
	p := metrics.Prediction{ID: e.ID, Employer: e.Employer, Truth: e.Label, Sure: e.Sure}
	for i, role := range lexicon.Roles() {
		p.P[i] = probabilities[role]
	}
	if len(probabilities) == 0 {
		p.P[lexicon.None.Index()] = 1
	}
	return p
}

// sum up what was read.
func sumDamaged(all []damagedReading) {
	for k := range all {
		d := &all[k]
		for _, x := range []struct{ of, whole *damaged }{{&d.Duties, &all[0].Duties}, {&d.Combined, &all[0].Combined}} {
			x.of.MacroF1, x.of.ToNone = metrics.Measure(x.of.predictions).MacroF1, fellToNone(x.of.predictions)
			x.of.Loss = x.whole.MacroF1 - x.of.MacroF1
		}
	}
}

// fellToNone is the share of the four roles' postings that are labelled none.
func fellToNone(ps []metrics.Prediction) float64 {
	n, fell := 0, 0
	for i := range ps {
		if t := ps[i].Truth; t == "" || t == lexicon.None {
			continue
		}
		n++
		if role, _ := ps[i].Best(); role == lexicon.None {
			fell++
		}
	}
	return float64(fell) / float64(max(n, 1))
}

func damagedText(b *strings.Builder, all []damagedReading, s *terminal.Style) {
	reading := func(name string) []terminal.Column {
		return []terminal.Column{{Heading: name, Width: 9}, {Heading: "LOSS", Width: 8}, {Heading: "TO NONE", Width: 9}}
	}
	t := terminal.NewFigures("TEXT LOST", 14, slices.Concat(terminal.Alike(7, "N"), reading("DUTIES"), reading("COMBINED"))...)
	cells := func(x *damaged) []string {
		return []string{fmt.Sprintf("%.3f", x.MacroF1), fmt.Sprintf("%+.3f", x.Loss), fmt.Sprintf("%.1f%%", 100*x.ToNone)}
	}
	for i := range all {
		d := &all[i]
		t.Add(string(d.Lost), slices.Concat([]string{strconv.Itoa(d.N)}, cells(&d.Duties), cells(&d.Combined))...)
	}
	b.WriteString(t.Draw(s) + "\n")
}

func damagedMarkdown(b *strings.Builder, all []damagedReading) {
	b.WriteString("\n## Damaged texts\n\nThe same postings, read without what some sources lose; the end is the second half of the words. To none are those of the\nfour roles that are labelled `none`.\n\n" +
		"| text lost | n | duties | loss | to none | title and duties | loss | to none |\n| --- | --: | --: | --: | --: | --: | --: | --: |\n")
	for i := range all {
		d := &all[i]
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.1f%% | %.3f | %.3f | %.1f%% |\n", d.Lost, d.N, d.Duties.MacroF1, d.Duties.Loss, 100*d.Duties.ToNone,
			d.Combined.MacroF1, d.Combined.Loss, 100*d.Combined.ToNone)
	}
}
