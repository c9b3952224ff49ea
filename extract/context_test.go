package extract

import (
	"context"
	"strings"
	"testing"
	"time"
)

// A document that nobody waits for any more is left, whatever it would say, and
// so is one whose time is over before its first strategy is.
func TestReadContext(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx    context.Context
		o      Options
		detail string
	}{
		"cancelled": {gone, Options{}, "reading was cancelled"},
		"late":      {context.Background(), Options{Timeout: time.Nanosecond}, "reading took longer than the limit of 1ns"},
	} {
		for kind, data := range map[string]string{
			"page":     roverPage(),
			"frame":    shellPage(`<iframe srcdoc="` + strings.ReplaceAll(roverPage(), `"`, "&quot;") + `"></iframe>`),
			"unclosed": "<table><b><p>" + roverPage(),
			"data":     "[" + strings.Repeat("{},", 9000) + "{}]",
		} {
			x := ReadContext(c.ctx, "", []byte(data), c.o)[0]
			if x.Reason != TimedOut || x.Detail != c.detail || x.Posting.Text != "" {
				t.Errorf("%s %s: %q (%s), text %.40q", name, kind, x.Reason, x.Detail, x.Posting.Text)
			}
		}
	}
	if x := ReadContext(context.Background(), "", []byte(roverPage()), Options{})[0]; !x.OK() {
		t.Errorf("in time: %s (%s)", x.Reason, x.Detail)
	}
}
