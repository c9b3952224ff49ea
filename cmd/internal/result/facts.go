package result

import (
	"encoding/json"
	"strings"

	"rolecall/classify"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// Facts are what is counted of a row, and what puts it in order. The names are
// those of a Row's fields.
type Facts struct {
	Seq             int64
	Name            string
	Outcome, Label  string
	Verdict, Reason string
	TitleLabel      string
	TitleAmbiguous  bool
	BodyLabel       string
	Fingerprint     collect.Fingerprint
	Duplicate       bool
}

// Facts returns the facts of the row.
func (r *Row) Facts() *Facts {
	return &Facts{
		Seq: r.Seq, Name: r.Name, Outcome: string(r.Outcome), Label: string(r.Label), Verdict: string(r.Verdict), Reason: r.Reason,
		TitleLabel: string(r.TitleReading.Label), TitleAmbiguous: r.TitleReading.Ambiguous, BodyLabel: string(r.Body.Label),
		Fingerprint: r.Fingerprint, Duplicate: r.Duplicate,
	}
}

// titleCell is the row of the matrix that a posting counts in.
func (f *Facts) titleCell() string {
	return Says(&classify.TitleReading{Label: lexicon.Role(f.TitleLabel), Ambiguous: f.TitleAmbiguous})
}

// Of tells whether the row is of the document named.
func (f *Facts) Of(document string) bool {
	return f.Name == document || strings.HasPrefix(f.Name, document+"#")
}

// ReadFacts reads the facts of a row of JSON. It reports whether line is one
// whole row.
func ReadFacts(line []byte) (f *Facts, ok bool) {
	f = &Facts{Seq: -1}
	var fingerprint string
	version := false
	ok = collect.ScanObject(line, func(key string, value []byte) {
		switch key {
		case "seq":
			if json.Unmarshal(value, &f.Seq) != nil {
				f.Seq = -1
			}
		case "name":
			f.Name = collect.Unquote(value)
		case "outcome":
			f.Outcome = collect.Unquote(value)
		case "label":
			f.Label = collect.Unquote(value)
		case "verdict":
			f.Verdict = collect.Unquote(value)
		case "reason":
			f.Reason = collect.Unquote(value)
		case "title_reading":
			collect.ScanObject(value, func(key string, value []byte) {
				switch key {
				case "label":
					f.TitleLabel = collect.Unquote(value)
				case "ambiguous":
					f.TitleAmbiguous = string(value) == "true"
				}
			})
		case "body":
			collect.ScanObject(value, func(key string, value []byte) {
				if key == "label" {
					f.BodyLabel = collect.Unquote(value)
				}
			})
		case "fingerprint":
			fingerprint = collect.Unquote(value)
		case "duplicate":
			f.Duplicate = string(value) == "true"
		case "version":
			version = true
		}
	})
	if f.Fingerprint, ok = parsed(fingerprint, ok); !ok || !version || f.Seq < 0 {
		return nil, false
	}
	return f, true
}

func parsed(fingerprint string, ok bool) (collect.Fingerprint, bool) {
	f, sound := collect.ParseFingerprint(fingerprint)
	return f, ok && sound
}
