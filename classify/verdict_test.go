package classify

import (
	"testing"

	"rolecall/lexicon"
)

func TestJudge(t *testing.T) {
	title := func(l lexicon.Role) TitleReading { return TitleReading{Label: l} }
	tpm := TitleReading{Ambiguous: true, Candidates: []lexicon.Role{lexicon.TPM, lexicon.PMT}}
	near := TitleReading{Label: lexicon.None, Near: "program manager"}
	body := func(l lexicon.Role, p float64) BodyReading { return BodyReading{Label: l, Confidence: p} }
	tests := []struct {
		name     string
		title    TitleReading
		body     BodyReading
		want     Verdict
		severity float64
	}{
		{"same", title(lexicon.PM), body(lexicon.PM, 0.9), Agree, 0},
		{"differ", title(lexicon.PM), body(lexicon.TPM, 0.9), Mismatch, 0.9},
		{"differ, surely", title(lexicon.PM), body(lexicon.TPM, 0.99), Mismatch, titleConfidence},
		{"near miss", near, body(lexicon.TPM, 0.99), Mismatch, nearTitleConfidence},
		{"unclear duties", title(lexicon.PM), body(lexicon.TPM, 0.5), Undecided, 0},
		{"no duties", title(lexicon.PM), BodyReading{}, Undecided, 0},
		{"resolved", tpm, body(lexicon.PMT, 0.9), Resolved, 0},
		{"neither candidate", tpm, body(lexicon.EM, 0.9), Mismatch, nearTitleConfidence},
		{"ambiguous title, unclear duties", tpm, body(lexicon.PMT, 0.4), Undecided, 0},
		{"unknown title", TitleReading{}, body(lexicon.PM, 0.9), NotAudited, 0},
	}
	for _, tt := range tests {
		if got, severity := judge(tt.title, tt.body); got != tt.want || severity != tt.severity {
			t.Errorf("%s: %s %v, want %s %v", tt.name, got, severity, tt.want, tt.severity)
		}
	}
}
