package nature

import (
	"slices"
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
	case "past":
		return (*reading).past
	case "i":
		return (*reading).i
	case "blanks":
		return (*reading).blanks
	case "jobs":
		return func(r *reading) int { return r.Jobs }
	case "rows":
		return func(r *reading) int { return r.Rows }
	case "deeds":
		return (*reading).deeds
	case "plural":
		return (*reading).plural
	case "foreign":
		return (*reading).foreign
	case "prices":
		return (*reading).prices
	}
	if is := conditionOf(name); is != nil {
		return func(r *reading) int { return count(is(r)) }
	}
	return nil
}

// conditionOf is what counts once where it is so.
func conditionOf(name string) func(*reading) bool {
	switch name {
	case "unheaded":
		return (*reading).unheaded
	case "asks":
		return (*reading).asks
	case "quoted":
		return func(r *reading) bool { return r.Quoted && (r.asks() || r.unheaded()) }
	case "one":
		return func(r *reading) bool { return r.One }
	case "core":
		return func(r *reading) bool { return r.One && r.Core }
	case "told":
		return func(r *reading) bool { return r.Told }
	case "many":
		return func(r *reading) bool { return r.Many }
	case "listed":
		return func(r *reading) bool { return r.Listed }
	case "plain":
		return func(r *reading) bool { return r.Plain && !r.asks() }
	case "stated":
		return func(r *reading) bool { return r.Stated }
	case "apply":
		return func(r *reading) bool { return r.Apply }
	case "careers":
		return func(r *reading) bool { return r.Careers }
	case "alone":
		return func(r *reading) bool { return r.Alone }
	case "bare":
		return func(r *reading) bool { return r.Bare }
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
func speaksTo(s string) bool {
	return addresses(s) || hasWord(s, "yours", "youll", "i", "my", "me", "this")
}

// hasWord reports a text with one of the words in it.
func hasWord(s string, words ...string) (has bool) {
	line.EachWord(s, func(w string) { has = has || slices.Contains(words, w) })
	return has
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

// A voice is who a text speaks as, to and of: how many of its words are of each.
type voice struct {
	you, we, i, will, was int
	other, yours          int // he and she, and you, but where a line leaves open who it will be
}

// hear counts the words of the voice, once.
func (r *reading) hear() voice {
	if r.heard != nil {
		return *r.heard
	}
	v := voice{}
	for _, l := range r.lines {
		before := v
		line.EachWord(l.Text, v.count)
		v.yours += v.you - before.you
		if v.other > before.other && ofEither(l.Text) {
			v.other, v.yours = before.other, before.yours // of whoever it will be
		}
	}
	r.heard = &v
	return v
}

// ofEither reports a line that leaves open whether he or she.
func ofEither(s string) bool {
	return strings.Contains(s, "/her") || strings.Contains(s, "/she") || strings.Contains(s, "or she") || strings.Contains(s, "or her")
}

func (v *voice) count(w string) {
	switch w {
	case "he", "she", "his", "her", "hers", "him":
		v.other++
	case "you", "your":
		v.you++
	case "we", "our":
		v.we++
	case "i", "my", "me":
		v.i++
	case "will":
		v.will++
	case "was", "were", "had", "did":
		v.was++
	}
}

// narrated counts the words that tell of one other person.
func (r *reading) narrated() int {
	v := r.hear()
	return max(0, v.other-v.yours)
}

// past counts the words of what is over, beyond those to the reader and of what will be.
func (r *reading) past() int {
	v := r.hear()
	return max(0, v.was-v.you-v.we-v.will)
}

// i counts how often one person speaks of himself more than to the reader.
func (r *reading) i() int {
	v := r.hear()
	return max(0, v.i-v.you-v.we)
}

// minAddressed is how often a text speaks to who does the job.
const minAddressed = 2

// deeds counts the lines that say to whom does the one job what is done or asked.
func (r *reading) deeds() int {
	if !r.One || r.hear().you < minAddressed {
		return 0
	}
	return r.Deeds
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
