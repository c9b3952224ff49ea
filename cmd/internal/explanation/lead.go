package explanation

import (
	"fmt"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// workNames say what a statement's letter stands for.
func workNames() []workName {
	return []workName{
		{"T", "program delivery"}, {"P", "product work"}, {"K", "technical product work"}, {"E", "engineering management"}, {"X", "another job's work"},
	}
}

type workName struct{ letter, name string }

// lead says in three sentences what the statements are, what the title says, and
// what decided and what speaks against it.
func (r Row) lead(b *strings.Builder, s *terminal.Style) {
	say := func(sentence string) { fmt.Fprintln(b, s.Wrapped(sentence, 0)) }
	say(r.workSentence())
	switch t := r.TitleReading; {
	case r.Title == "":
		say("There is no title.")
	default:
		say(fmt.Sprintf("The title, %q, %s.", escape.Terminal(r.Title), titleSentence(t)))
	}
	if decided := r.decidedSentence(); decided != "" {
		say(decided)
	}
}

func (r Row) workSentence() string {
	counts, all := map[string]int{}, 0
	for _, s := range r.Statements {
		if s.Letters != "" {
			counts[s.Letters[:1]]++
			all++
		}
	}
	read := fmt.Sprintf("The duties read as %s, %s sure: ", roleText(r.Body.Label), percent(r.Body.Confidence))
	if all == 0 {
		return read + "no statement is about the work of one of the roles."
	}
	kinds := workNames()
	slices.SortStableFunc(kinds, func(x, y workName) int { return counts[y.letter] - counts[x.letter] })
	var parts []string
	for _, k := range kinds {
		if n := counts[k.letter]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k.name))
		}
	}
	first := fmt.Sprintf("%d of %d statements about the work are %s", counts[kinds[0].letter], all, kinds[0].name)
	if all == 1 {
		first = "the one statement about the work is " + kinds[0].name
	}
	if len(parts) > 1 {
		first += ", " + strings.Join(parts[1:], ", ")
	}
	return read + first + "."
}

// percent is a probability in words: never all.
func percent(p float64) string {
	if p > 0.99 {
		return "more than 99%"
	}
	return fmt.Sprintf("%.0f%%", 100*p)
}

// roleText is a role within a sentence.
func roleText(r lexicon.Role) string {
	if r == lexicon.None {
		return "another job"
	}
	return string(r)
}

func titleSentence(t classify.TitleReading) string {
	switch {
	case t.Ambiguous:
		return "may mean " + strings.Join(result.Strings(t.Candidates), " or ")
	case t.Near != "":
		return "is that of a " + t.Near + ", none of the four roles"
	case t.Label == lexicon.None:
		return "is that of another job"
	case t.Label != "":
		return "means " + string(t.Label)
	}
	return "tells nothing"
}

// decidedSentence names the strongest evidence for the label of the duties, and
// the strongest against it.
func (r Row) decidedSentence() string {
	if len(r.Evidence) == 0 || r.Body.Label == "" {
		return ""
	}
	most, least := &r.Evidence[0], &r.Evidence[0]
	for i := range r.Evidence {
		e := &r.Evidence[i]
		if e.Weight > most.Weight {
			most = e
		}
		if e.Weight < least.Weight {
			least = e
		}
	}
	quote := func(e *classify.Evidence) string { return "“" + escape.Terminal(e.Text) + "”" }
	against := "nothing speaks against it"
	if least.Weight < 0 {
		against = quote(least) + " speaks against it"
	}
	if most.Weight <= 0 {
		return fmt.Sprintf("Nothing that is cited decided for %s, and %s.", roleText(r.Body.Label), against)
	}
	return fmt.Sprintf("%s says most for %s; %s.", quote(most), roleText(r.Body.Label), against)
}
