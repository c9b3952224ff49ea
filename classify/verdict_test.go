package classify

import (
	"testing"

	"rolecall/lexicon"
)

// bodyOf is a reading of duties with the probabilities given, in the order of
// lexicon.Roles; all others share nothing.
func bodyOf(p ...float64) BodyReading {
	b := BodyReading{Probabilities: map[lexicon.Role]float64{}}
	for i, r := range lexicon.Roles() {
		b.Probabilities[r] = p[i]
		if p[i] > b.Confidence {
			b.Label, b.Confidence = r, p[i]
		}
	}
	return b
}

func TestJudge(t *testing.T) {
	title := func(l lexicon.Role) TitleReading { return TitleReading{Label: l} }
	tpm := TitleReading{Ambiguous: true, Candidates: []lexicon.Role{lexicon.TPM, lexicon.PMT}}
	near := TitleReading{Label: lexicon.None, Near: "program manager"}
	tests := []struct {
		name     string
		title    TitleReading
		body     BodyReading // TPM, PM, PM-T, EM, none
		want     Verdict
		severity float64
	}{
		{"same", title(lexicon.PM), bodyOf(0, 0.9, 0.1, 0, 0), Agree, 0},
		{"same, unclear", title(lexicon.PM), bodyOf(0.2, 0.5, 0.3, 0, 0), Undecided, 0},
		{"differ", title(lexicon.PM), bodyOf(0.9, 0.05, 0.05, 0, 0), Mismatch, 0.95 * titleConfidence},
		{"differ, surely", title(lexicon.PM), bodyOf(1, 0, 0, 0, 0), Mismatch, titleConfidence},
		{"differ, a little", title(lexicon.PM), bodyOf(0.8, 0.15, 0.05, 0, 0), Undecided, 0},
		{"one of two others, unclear which", title(lexicon.EM), bodyOf(0, 0.5, 0.5, 0, 0), Undecided, 0},
		{"one of many others", title(lexicon.EM), bodyOf(0.3, 0.3, 0.4, 0, 0), Undecided, 0},
		{"neighbours", title(lexicon.PM), bodyOf(0, 0.3, 0.7, 0, 0), Neighbour, 0.7 * titleConfidence},
		{"neighbours, the other way", title(lexicon.PMT), bodyOf(0, 0.7, 0.3, 0, 0), Neighbour, 0.7 * titleConfidence},
		{"a leader of neighbours", TitleReading{Candidates: []lexicon.Role{lexicon.PM, lexicon.None}, Ambiguous: true}, bodyOf(0, 0.3, 0.7, 0, 0), Neighbour, 0.7 * nearTitleConfidence},
		{"neighbours, unclear", title(lexicon.PM), bodyOf(0.1, 0.35, 0.55, 0, 0), Undecided, 0},
		{"near miss", near, bodyOf(0.99, 0, 0, 0, 0.01), Mismatch, 0.99 * nearTitleConfidence},
		{"another job", title(lexicon.None), bodyOf(0, 0, 0, 0.98, 0.02), Undecided, 0},
		{"another job, most surely", title(lexicon.None), bodyOf(0, 0, 0, 0.999, 0.001), Mismatch, titleConfidence * 9.99 / 10.99},
		{"no duties", title(lexicon.PM), BodyReading{}, Undecided, 0},
		{"resolved", tpm, bodyOf(0.1, 0, 0.9, 0, 0), Resolved, 0},
		{"resolved, the other way", tpm, bodyOf(0.9, 0, 0.1, 0, 0), Resolved, 0},
		{"neither candidate", tpm, bodyOf(0, 0, 0, 0.9, 0.1), Mismatch, nearTitleConfidence},
		{"perhaps neither", tpm, bodyOf(0.1, 0, 0.2, 0.7, 0), Undecided, 0},
		{"ambiguous title, unclear duties", tpm, bodyOf(0.5, 0, 0.5, 0, 0), Undecided, 0},
		{"unknown title", TitleReading{}, bodyOf(0, 0.9, 0.1, 0, 0), NotAudited, 0},
	}
	for _, tt := range tests {
		got, severity := Judge(tt.title, tt.body)
		if got != tt.want || severity < tt.severity-1e-9 || severity > tt.severity+1e-9 {
			t.Errorf("%s: %s %v, want %s %v", tt.name, got, severity, tt.want, tt.severity)
		}
	}
}

// A bare TPM is no mismatch, whichever of its two meanings the duties have,
// and however sure they are.
func TestBareTPMIsNoMismatch(t *testing.T) {
	tpm := TitleReading{Ambiguous: true, Candidates: []lexicon.Role{lexicon.TPM, lexicon.PMT}}
	for p := 0.0; p <= 1; p += 0.05 {
		if v, severity := Judge(tpm, bodyOf(p, 0, 1-p, 0, 0)); v == Mismatch || severity != 0 {
			t.Errorf("TPM %v, PM-T %v: %s %v", p, 1-p, v, severity)
		}
	}
}

func TestNeighbours(t *testing.T) {
	for _, title := range lexicon.Roles() {
		for _, body := range lexicon.Roles() {
			want := title != body && (title == lexicon.PM || title == lexicon.PMT) && (body == lexicon.PM || body == lexicon.PMT)
			if got := Neighbours(TitleReading{Label: title}, BodyReading{Label: body}); got != want {
				t.Errorf("%s over %s: %v", title, body, got)
			}
		}
	}
}
