package main

import (
	"strings"
	"testing"
)

func TestAuditOptions(t *testing.T) {
	tests := []struct {
		failOn   string
		fails    bool
		severity float64
		err      string
	}{
		{"", false, 0, ""},
		{"mismatch", true, 0, ""},
		{"mismatch:0.8", true, 0.8, ""},
		{"mismatch:1", true, 1, ""},
		{"mismatch:", false, 0, "a severity from 0 to 1"},
		{"mismatch:1.1", false, 0, "a severity from 0 to 1"},
		{"mismatch:NaN", false, 0, "a severity from 0 to 1"},
		{"undecided", false, 0, "mismatch, or mismatch:S"},
	}
	for _, tt := range tests {
		o := auditOptions{failOn: tt.failOn}
		err := o.parse()
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: error %v, want %q", tt.failOn, err, tt.err)
		}
		if o.fails != tt.fails || o.severity != tt.severity {
			t.Errorf("%q: %v %v, want %v %v", tt.failOn, o.fails, o.severity, tt.fails, tt.severity)
		}
	}
	if err := (&auditOptions{update: true}).parse(); err == nil {
		t.Error("--update-baseline without --baseline is no error")
	}
}
