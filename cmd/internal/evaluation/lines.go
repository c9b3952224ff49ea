package evaluation

import (
	"fmt"
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
func linesText(b *strings.Builder, s *marked.Score) {
	l := &s.Letters
	fmt.Fprintf(b, "LINES: %d marked lines, line F1 %.3f; %d stand in no statement\n%-6s %7s %9s %6s %6s\n", l.Lines, l.F1(), l.Alone, "LETTER", "MARKED", "PRECISION", "RECALL", "F1")
	for k := range l.Marked {
		precision, recall, f1 := l.Letter(k)
		fmt.Fprintf(b, "%-6s %7d %9.3f %6.3f %6.3f\n", marked.LetterNames[k:k+1], l.Marked[k], precision, recall, f1)
	}
	e := &s.Evidence
	fmt.Fprintf(b, "\nEVIDENCE: %d postings, %.1f%% with fewer than three pieces; %.3f of the lines with the label's letter have one\n%-16s %7s %8s %8s %8s %8s\n",
		e.Postings, 100*share(e.Few, e.Postings), e.Coverage(), "SOUND OF", "PIECES", "FIRST", "THREE", "FIVE", "ALL")
	for _, x := range soundnessOf(e) {
		fmt.Fprintf(b, "%-16s %7d %8.3f %8.3f %8.3f %8.3f\n", soundLabels[x.Of], x.Pieces, x.First, x.Three, x.Five, x.All)
	}
	fmt.Fprintf(b, "\n%-40s %8s %8s %8s %8s %8s\n", "SOURCE", "POSTINGS", "LINE F1", "SOUND@5", "SOUND", "COVERAGE")
	for _, x := range s.Sources() {
		fmt.Fprintf(b, "%s %8d %8.3f %8.3f %8.3f %8.3f\n", terminal.Fit(x.Name, 40), x.Postings, x.LineF1, x.Sound5, x.Sound, x.Coverage)
	}
	fmt.Fprintf(b, "\n%-40s %8s %8s %8s %8s\n", "CONCEPT", "CITED", "SOUND", "FOUND", "SOUND")
	for _, c := range s.Concepts() {
		fmt.Fprintf(b, "%s %8d %8s %8d %8s\n", terminal.Fit(c.ID, 40), c.Pieces, shareOr(c.SoundPieces, c.Pieces), c.Hits, shareOr(c.SoundHits, c.Hits))
	}
	patternsText(b, s)
	b.WriteByte('\n')
}

// patternsText lists the worst patterns, with lines that they hit.
func patternsText(b *strings.Builder, s *marked.Score) {
	poor := s.Poor()
	found, judged := s.PatternCounts()
	fmt.Fprintf(b, "\nPATTERNS: %d found, %d of them ten times and more; of those %d stand in lines with a letter of their concept less than six times in ten\n%-32s %6s %6s  PATTERN\n",
		found, judged, len(poor), "CONCEPT", "FOUND", "SOUND")
	for _, p := range poor[:min(len(poor), shownPatterns)] {
		fmt.Fprintf(b, "%s %6d %6s  %s\n", terminal.Fit(p.Concept, 32), p.Hits, shareOr(p.Sound, p.Hits), escape.Terminal(p.Text))
		for _, l := range p.False {
			fmt.Fprintf(b, "    not: %s\n", escape.Terminal(l))
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
