package mail

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// wording is data/mail.yaml compiled.
type wording struct {
	replies, forwarded, from, subject map[string]bool
	disclaims                         *line.PhraseSet // what a mail says of itself below its text
	wrote                             *regexp.Regexp  // what a program puts above the message that is answered
}

// words is the wording that is built in.
var words = sync.OnceValue(func() *wording { return tables.Must(loadWords(tables.Builtin.Mail)) })

// loadWords checks and compiles the file.
func loadWords(f tables.MailFile) (*wording, error) {
	w := &wording{}
	for _, t := range []struct {
		to   *map[string]bool
		from []string
	}{{&w.replies, f.Replies}, {&w.forwarded, f.Forwarded}, {&w.from, f.From}, {&w.subject, f.Subject}} {
		*t.to = map[string]bool{}
		for _, s := range t.from {
			if n := vocabulary.NormalHeading(s); n != s || (*t.to)[s] {
				return nil, fmt.Errorf("extract/data/mail.yaml: %q stands twice, or is not normalised: want %q", s, n)
			}
			(*t.to)[s] = true
		}
	}
	if len(f.Opens) == 0 || len(f.Wrote) == 0 {
		return nil, fmt.Errorf("extract/data/mail.yaml: nothing that a line above an answer says")
	}
	w.disclaims = line.NewPhraseSet(f.Disclaims)
	w.wrote = regexp.MustCompile(`^(?:` + oneOf(f.Opens) + `) .{5,150}\PL(?:` + oneOf(f.Wrote) + `)(?:\PL.{0,60})?:$`)
	return w, nil
}

// oneOf is the expression of any of the words.
func oneOf(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = regexp.QuoteMeta(s)
	}
	return strings.Join(quoted, "|")
}
