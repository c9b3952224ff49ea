package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"rolecall/classify/evaluate/metrics"
)

// On real postings whose titles were swapped, read by folds that the fit did
// not see, the audit stays above its floors.
func TestSwappedTitles(t *testing.T) {
	if _, err := os.Stat(realPostings); err != nil {
		t.Skipf("real postings are absent: %v", err)
	}
	if os.Getenv("ROLECALL_LONG") == "" {
		t.Skip("fits five times, which takes minutes: ROLECALL_LONG=1 runs it")
	}
	var out, errs bytes.Buffer
	args := append([]string{"evaluate", "--swap-titles", "--format", "json", realPostings}, bySource()...)
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var r metrics.SwapReport
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	floor := func(name string, a metrics.Alarms, precision, recall float64) {
		t.Helper()
		if a.Precision < precision || a.Recall < recall {
			t.Errorf("%s: precision %.3f at recall %.3f, at least %.2f at %.2f", name, a.Precision, a.Recall, precision, recall)
		}
	}
	floor("all", r.All, 0.95, 0.75)
	floor("but for PM/PM-T", r.Far, 0.96, 0.79)
	floor("PM/PM-T", r.Neighbours, 0.93, 0.65)
	floor("their own", r.Natural, 0.78, 0.46)
	if r.All.ROC < 0.94 || r.All.PR < 0.94 {
		t.Errorf("areas %.3f and %.3f, at least 0.94", r.All.ROC, r.All.PR)
	}
}
