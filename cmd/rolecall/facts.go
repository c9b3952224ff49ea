package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"rolecall/classify"
	"rolecall/extract/collect"
)

// facts are what is counted of a row, and what puts it in order.
type facts struct {
	seq             int64
	name            string
	outcome, label  string
	verdict, reason string
	titleLabel      string
	titleAmbiguous  bool
	bodyLabel       string
	fingerprint     collect.Fingerprint
	duplicate       bool
}

func (r *placedRow) facts() *facts {
	return &facts{
		seq: r.Seq, name: r.Name, outcome: string(r.Outcome), label: string(r.Label), verdict: string(r.Verdict), reason: r.Reason,
		titleLabel: string(r.TitleReading.Label), titleAmbiguous: r.TitleReading.Ambiguous, bodyLabel: string(r.Body.Label),
		fingerprint: r.Fingerprint, duplicate: r.Duplicate,
	}
}

// titleCell is the row of the matrix that a posting counts in.
func (f *facts) titleCell() string {
	switch {
	case f.titleAmbiguous:
		return ambiguousCell
	case f.titleLabel == "":
		return unknownCell
	}
	return f.titleLabel
}

// of tells whether the row is of the document named.
func (f *facts) of(document string) bool {
	return f.name == document || strings.HasPrefix(f.name, document+"#")
}

// readFacts reads the facts of a row of JSON. It reports whether line is one
// whole row.
func readFacts(line []byte) (f *facts, ok bool) {
	f = &facts{seq: -1}
	var fingerprint string
	version := false
	ok = collect.ScanObject(line, func(key string, value []byte) {
		switch key {
		case "seq":
			if json.Unmarshal(value, &f.seq) != nil {
				f.seq = -1
			}
		case "name":
			f.name = collect.Unquote(value)
		case "outcome":
			f.outcome = collect.Unquote(value)
		case "label":
			f.label = collect.Unquote(value)
		case "verdict":
			f.verdict = collect.Unquote(value)
		case "reason":
			f.reason = collect.Unquote(value)
		case "title_reading":
			collect.ScanObject(value, func(key string, value []byte) {
				switch key {
				case "label":
					f.titleLabel = collect.Unquote(value)
				case "ambiguous":
					f.titleAmbiguous = string(value) == "true"
				}
			})
		case "body":
			collect.ScanObject(value, func(key string, value []byte) {
				if key == "label" {
					f.bodyLabel = collect.Unquote(value)
				}
			})
		case "fingerprint":
			fingerprint = collect.Unquote(value)
		case "duplicate":
			f.duplicate = string(value) == "true"
		case "version":
			version = true
		}
	})
	if f.fingerprint, ok = parsed(fingerprint, ok); !ok || !version || f.seq < 0 {
		return nil, false
	}
	return f, true
}

func parsed(fingerprint string, ok bool) (collect.Fingerprint, bool) {
	f, sound := collect.ParseFingerprint(fingerprint)
	return f, ok && sound
}

// readRow reads a whole row of JSON back.
func readRow(line []byte) (*placedRow, error) {
	var x struct {
		classify.Result
		Seq         int64  `json:"seq"`
		Fingerprint string `json:"fingerprint"`
		Group       string `json:"group"`
		Duplicate   bool   `json:"duplicate"`
	}
	if err := json.Unmarshal(line, &x); err != nil {
		return nil, fmt.Errorf("not a row of results: %w", err)
	}
	f, _ := collect.ParseFingerprint(x.Fingerprint)
	return &placedRow{resultRow: resultRow{x.Result}, Seq: x.Seq, Fingerprint: f, Group: x.Group, Duplicate: x.Duplicate}, nil
}
