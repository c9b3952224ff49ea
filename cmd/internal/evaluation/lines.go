package evaluation

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall/classify/evaluate/marked"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/terminal"
)

// LineFigures are a marked.Score as JSON has it.
type LineFigures struct {
	Reading  string           `json:"reading"`
	LineF1   float64          `json:"line_f1"`
	Letters  marked.Letters   `json:"letters"`
	Sound    []soundFigures   `json:"soundness"`
	Coverage float64          `json:"coverage"`
	Evidence marked.Evidence  `json:"evidence"`
	Sources  []marked.Source  `json:"by_source"`
	Concepts []marked.Concept `json:"by_concept"`
	Poor     []marked.Pattern `json:"poor_patterns"`
}

// soundFigures are the shares of sound pieces.
type soundFigures struct {
	Of     string  `json:"of"` // all, role or none: what the postings are labelled
	First  float64 `json:"sound_at_1"`
	Three  float64 `json:"sound_at_3"`
	Five   float64 `json:"sound_at_5"`
	All    float64 `json:"sound"`
	Pieces int     `json:"pieces"`
}

func soundnessOf(e *marked.Evidence) (out []soundFigures) {
	for _, x := range []struct {
		of string
		s  *marked.Soundness
	}{{"all", &e.All}, {"role", &e.Role}, {"none", &e.None}} {
		out = append(out, soundFigures{x.of, x.s.Sound(1), x.s.Sound(3), x.s.Sound(5), x.s.Sound(0), x.s.Pieces})
	}
	return out
}

func newLineFigures(s *marked.Score) LineFigures {
	return LineFigures{
		Reading: "lines", LineF1: s.Letters.F1(), Letters: s.Letters, Sound: soundnessOf(&s.Evidence), Coverage: s.Evidence.Coverage(),
		Evidence: s.Evidence, Sources: s.Sources(), Concepts: s.Concepts(), Poor: s.Poor(),
	}
}

// soundLabels name the postings by their labels, in the order of soundnessOf.
var soundLabels = map[string]string{"all": "all postings", "role": "labelled a role", "none": "labelled none"}

// shownPatterns is how many poor patterns are listed.
const shownPatterns = 20

// linesText says how well statements and evidence agree with readers' marks.
func linesText(b *strings.Builder, m *marked.Score, s *terminal.Style) {
	l, e := &m.Letters, &m.Evidence
	say := func(format string, args ...any) { b.WriteString(s.Fitted(fmt.Sprintf(format, args...), 2) + "\n") }
	say("LINES: %d marked lines, line F1 %.3f; %d stand in no statement", l.Lines, l.F1(), l.Alone)
	b.WriteString(lettersTable(l).Draw(s) + "\n")
	say("EVIDENCE: %d postings, %.1f%% with fewer than three pieces; %.3f of the lines with the label's letter have one", e.Postings, 100*share(e.Few, e.Postings), e.Coverage())
	b.WriteString(soundnessTable(e).Draw(s) + "\n")
	sources := terminal.NewFigures("SOURCE", 40, terminal.Alike(9, "POSTINGS", "LINE F1", "SOUND@5", "SOUND", "COVERAGE")...)
	for _, x := range m.Sources() {
		sources.Add(x.Name, append([]string{strconv.Itoa(x.Postings)}, thousandths(x.LineF1, x.Sound5, x.Sound, x.Coverage)...)...)
	}
	b.WriteString(sources.Draw(s) + "\n")
	concepts := terminal.NewFigures("CONCEPT", 40, terminal.Alike(9, "CITED", "SOUND", "FOUND", "SOUND")...)
	for _, c := range m.Concepts() {
		concepts.Add(c.ID, strconv.Itoa(c.Pieces), shareOr(c.SoundPieces, c.Pieces), strconv.Itoa(c.Hits), shareOr(c.SoundHits, c.Hits))
	}
	b.WriteString(concepts.Draw(s))
	patternsText(b, m, s)
	b.WriteByte('\n')
}

// lettersTable says how well the letters of statements are found.
func lettersTable(l *marked.Letters) *terminal.Figures {
	t := terminal.NewFigures("LETTER", 6, terminal.Column{Heading: "MARKED", Width: 8}, terminal.Column{Heading: "PRECISION", Width: 10},
		terminal.Column{Heading: "RECALL", Width: 7}, terminal.Column{Heading: "F1", Width: 7})
	for k := range l.Marked {
		precision, recall, f1 := l.Letter(k)
		t.Add(marked.LetterNames[k:k+1], append([]string{strconv.Itoa(l.Marked[k])}, thousandths(precision, recall, f1)...)...)
	}
	return t
}

// soundnessTable says which shares of the evidence are sound.
func soundnessTable(e *marked.Evidence) *terminal.Figures {
	t := terminal.NewFigures("SOUND OF", 16, append(terminal.Alike(8, "PIECES"), terminal.Alike(9, "FIRST", "THREE", "FIVE", "ALL")...)...)
	for _, x := range soundnessOf(e) {
		t.Add(soundLabels[x.Of], append([]string{strconv.Itoa(x.Pieces)}, thousandths(x.First, x.Three, x.Five, x.All)...)...)
	}
	return t
}

// patternsText lists the worst patterns, with lines that they hit.
func patternsText(b *strings.Builder, m *marked.Score, s *terminal.Style) {
	poor := m.Poor()
	found, judged := m.PatternCounts()
	b.WriteString("\n" + s.Fitted(fmt.Sprintf("PATTERNS: %d found, %d of them ten times and more; of those %d stand in lines with a letter of their concept less than six times in ten",
		found, judged, len(poor)), 2) + "\n")
	row := func(concept, found, sound, pattern string) {
		numbers := fmt.Sprintf("%s %6s %6s", terminal.Fit(concept, 32), found, sound)
		if s.Terminal { // the pattern is below
			b.WriteString(numbers + "\n    " + s.Wrapped(pattern, 6) + "\n")
			return
		}
		b.WriteString(numbers + "  " + pattern + "\n")
	}
	row("CONCEPT", "FOUND", "SOUND", "PATTERN")
	for _, p := range poor[:min(len(poor), shownPatterns)] {
		row(p.Concept, strconv.Itoa(p.Hits), shareOr(p.Sound, p.Hits), escape.Terminal(p.Text))
		for _, l := range p.False {
			b.WriteString("    " + s.Fitted("not: "+escape.Terminal(l), 6) + "\n")
		}
	}
}

func share(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// shareOr is a share, or nothing of nothing.
func shareOr(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", share(a, b))
}

// linesMarkdown says the same without any line: those belong to the postings.
func linesMarkdown(b *strings.Builder, s *marked.Score) {
	l, e := &s.Letters, &s.Evidence
	fmt.Fprintf(b, "\n## Lines\n\n%d marked lines: line F1 %.3f; %d stand in no statement.\n\n| letter | marked | precision | recall | F1 |\n| --- | --: | --: | --: | --: |\n", l.Lines, l.F1(), l.Alone)
	for k := range l.Marked {
		precision, recall, f1 := l.Letter(k)
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f |\n", marked.LetterNames[k:k+1], l.Marked[k], precision, recall, f1)
	}
	fmt.Fprintf(b, "\nEvidence of %d postings, of which %.1f%% have fewer than three pieces. A piece is sound where its line bears a letter of the role that\nit is said to speak for. Of the lines that bear the label's letter, %.3f have a piece.\n\n| postings | pieces | sound@1 | sound@3 | sound@5 | sound@all |\n| --- | --: | --: | --: | --: | --: |\n",
		e.Postings, 100*share(e.Few, e.Postings), e.Coverage())
	for _, x := range soundnessOf(e) {
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f | %.3f |\n", soundLabels[x.Of], x.Pieces, x.First, x.Three, x.Five, x.All)
	}
	b.WriteString("\n| source | postings | line F1 | sound@5 | sound@all | coverage |\n| --- | --: | --: | --: | --: | --: |\n")
	for _, x := range s.Sources() {
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f | %.3f |\n", escape.Markdown(x.Name), x.Postings, x.LineF1, x.Sound5, x.Sound, x.Coverage)
	}
	b.WriteString("\nConcepts, by how often they are cited as evidence, and by how often they are found and the line bears a letter of one of their roles:\n\n| concept | cited | sound | found | sound |\n| --- | --: | --: | --: | --: |\n")
	for _, c := range s.Concepts() {
		fmt.Fprintf(b, "| %s | %d | %s | %d | %s |\n", escape.Markdown(c.ID), c.Pieces, shareOr(c.SoundPieces, c.Pieces), c.Hits, shareOr(c.SoundHits, c.Hits))
	}
	poor := s.Poor()
	found, judged := s.PatternCounts()
	fmt.Fprintf(b, "\n%d patterns are found, %d of them ten times and more; of those %d stand in lines with a letter of their concept less than six times in\nten, the worst first:\n\n| concept | pattern | found | sound |\n| --- | --- | --: | --: |\n", found, judged, len(poor))
	for _, p := range poor[:min(len(poor), shownPatterns)] {
		fmt.Fprintf(b, "| %s | %s | %d | %s |\n", escape.Markdown(p.Concept), escape.Markdown(p.Text), p.Hits, shareOr(p.Sound, p.Hits))
	}
}
