package posting

import (
	"context"
	"errors"
	"testing"
	"time"
)

// A document's time is over when both the wall and the process have had it.
func TestClock(t *testing.T) {
	const limit = 2 * time.Second
	for name, c := range map[string]struct {
		wall, cpu time.Duration
		unknown   bool // what the process worked
		over      bool
	}{
		"at once":                        {0, 0, false, false},
		"in time":                        {limit, limit, false, false},
		"stopped for an hour":            {time.Hour, time.Second, false, false},
		"many threads":                   {time.Second, 8 * limit, false, false},
		"too long":                       {limit + 1, limit, false, true},
		"too long, a tick not yet known": {limit + 1, limit - cpuTick + 1, false, true},
		"too long, by the wall alone":    {limit + 1, 0, true, true},
	} {
		began := time.Now()
		wall, cpu := began, time.Minute
		clock := startClock(context.Background(), limit, times{
			wall: func() time.Time { return wall },
			cpu:  func() (time.Duration, bool) { return cpu, !c.unknown },
		})
		wall, cpu = began.Add(c.wall), cpu+c.cpu
		if got := clock.Over(); errors.Is(got, ErrTimeout) != c.over {
			t.Errorf("%s: %v, want over %v", name, got, c.over)
		}
	}
}

// The process's own time is known, and goes on while it works.
func TestCPUTime(t *testing.T) {
	before, ok := cpuTime()
	if !ok {
		t.Skip("not known on this system")
	}
	for {
		if now, _ := cpuTime(); now > before {
			return
		}
	}
}
