//go:build unix

package posting

import (
	"syscall"
	"time"
)

// cpuTime is the time for which this process has worked, in all its threads.
func cpuTime() (time.Duration, bool) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
