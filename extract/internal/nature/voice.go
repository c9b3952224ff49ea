package nature

import (
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// measureOf is what is counted under a name of the file's, nil where it is none.
func measureOf(name string) func(*reading) int {
	switch name {
	case "questions":
		return (*reading).questions
	case "definitions":
		return (*reading).definitions
	case "several":
		return (*reading).several
	case "narrated":
		return (*reading).narrated
	case "blanks":
		return (*reading).blanks
	case "jobs":
		return func(r *reading) int { return r.Jobs }
	case "nothing":
		return (*reading).nothing
	case "i":
		return (*reading).i
	case "told":
		return func(r *reading) int { return count(r.Told) }
	case "many":
		return func(r *reading) int { return count(r.Many) }
	case "stated":
		return func(r *reading) int { return count(r.Stated) }
	case "apply":
		return func(r *reading) int { return count(r.Apply) }
	case "careers":
		return func(r *reading) int { return count(r.Careers) }
	}
	return nil
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// maxQuestion is the longest question that heads an answer.
const maxQuestion = 16

// questions counts the headings that ask of somebody else than the reader and the
// one who writes: a posting asks "What will you do?".
func (r *reading) questions() (n int) {
	for _, l := range r.lines {
		if l.Words >= 3 && l.Words <= maxQuestion && strings.HasSuffix(l.Text, "?") && !speaksTo(l.Text) {
			n++
		}
	}
	return n
}

// speaksTo reports a text that speaks to its reader or of those who write it.
func speaksTo(s string) (is bool) {
	line.EachWord(s, func(w string) {
		switch w {
		case "you", "your", "yours", "youll", "we", "our", "us", "i", "my", "me", "this":
			is = true
		}
	})
	return is
}

// definitions counts the sentences that tell of an occupation what those who have it
// do, whoever they are: "A product manager is …", "Program managers work …".
func (r *reading) definitions() (n int) {
	for _, l := range r.lines {
		if l.Words < 6 {
			continue
		}
		for s := range strings.SplitSeq(l.Text, ". ") {
			if r.w.defines(vocabulary.NormalHeading(s[:min(len(s), line.MaxHeadingBytes)])) {
				n++
			}
		}
	}
	return n
}

// Bounds of who a sentence speaks of.
const (
	maxSubject = 7
	minSubject = 2
)

// defines reports a sentence in normal form whose subject is an occupation, any or
// many.
func (w *wording) defines(s string) bool {
	f := strings.Fields(s)
	if len(f) < minSubject+1 {
		return false
	}
	any := f[0] == "a" || f[0] == "an"
	for i := 1; i < min(len(f), maxSubject); i++ {
		if !w.habits[f[i]] {
			continue
		}
		last := f[i-1]
		singular := strings.TrimSuffix(last, "s")
		return any && i > minSubject-1 && titles.HasOccupation(last) || !any && singular != last && i > 1 && titles.HasOccupation(singular)
	}
	return false
}

// several counts the different occupations of which the lines say what those who have
// them do, or are there for: "The planner is responsible for".
func (r *reading) several() int {
	seen := map[string]bool{}
	for _, l := range r.lines {
		if l.Words < minSubject+1 {
			continue
		}
		for sentence := range strings.SplitSeq(l.Text, ". ") {
			if who := r.w.subject(vocabulary.NormalHeading(sentence[:min(len(sentence), line.MaxHeadingBytes)])); who != "" {
				seen[who] = true
			}
		}
	}
	return len(seen)
}

// subject is the occupation that a sentence in normal form is about, "" where it is
// about none.
func (w *wording) subject(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 || f[0] != "the" && f[0] != "a" && f[0] != "an" {
		return ""
	}
	for i := minSubject; i < min(len(f), maxSubject); i++ {
		if !w.habits[f[i]] {
			continue
		}
		if who := strings.Join(f[1:i], " "); titles.HasOccupation(f[i-1]) || titles.NamesJob(who) {
			return who
		}
		return ""
	}
	return ""
}

// narrated counts the words that tell of one other person.
func (r *reading) narrated() (n int) {
	you := 0
	for _, l := range r.lines {
		if strings.Contains(l.Text, "/her") || strings.Contains(l.Text, "/she") || strings.Contains(l.Text, "or she") || strings.Contains(l.Text, "or her") {
			continue // of whoever it will be
		}
		line.EachWord(l.Text, func(w string) {
			switch w {
			case "he", "she", "his", "her", "hers", "him":
				n++
			case "you", "your":
				you++
			}
		})
	}
	return max(0, n-you)
}

// nothing is 1 where a page with more than a text on it offers nothing, 2 where it
// names no job either; in other languages few signs of an offer are known.
func (r *reading) nothing() int {
	if r.offered || r.Alone || !r.English {
		return 0
	}
	return 1 + count(!r.One)
}

// i counts how often one person speaks of himself more than to the reader.
func (r *reading) i() (n int) {
	for _, l := range r.lines {
		line.EachWord(l.Text, func(w string) {
			switch w {
			case "i", "my", "me":
				n++
			case "you", "your", "we", "our":
				n--
			}
		})
	}
	return max(0, n)
}

// blanks counts what is to be filled in: "[Company name]".
func (r *reading) blanks() int {
	seen := map[string]bool{}
	for _, l := range r.lines {
		for _, pair := range [...]string{"[]", "{}"} {
			for rest := l.Text; ; {
				_, from, ok := strings.Cut(rest, pair[:1])
				inside, after, closed := strings.Cut(from, pair[1:])
				if !ok || !closed {
					break
				}
				if inside = vocabulary.NormalHeading(inside[:min(len(inside), line.MaxHeadingBytes)]); r.w.asksFor(inside) {
					seen[inside] = true
				}
				rest = after
			}
		}
	}
	return len(seen)
}

// asksFor reports a text in normal form that names what is to be filled in.
func (w *wording) asksFor(h string) bool {
	if h == "" || strings.Count(h, " ") > 4 {
		return false
	}
	for word := range strings.FieldsSeq(h) {
		if w.blanks[word] {
			return true
		}
	}
	return false
}
