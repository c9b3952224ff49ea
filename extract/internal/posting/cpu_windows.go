package posting

import (
	"syscall"
	"time"
)

// cpuTime is the time for which this process has worked, in all its threads.
func cpuTime() (time.Duration, bool) {
	self, err := syscall.GetCurrentProcess()
	if err != nil {
		return 0, false
	}
	var begun, ended, kernel, user syscall.Filetime
	if err := syscall.GetProcessTimes(self, &begun, &ended, &kernel, &user); err != nil {
		return 0, false
	}
	return sinceZero(kernel) + sinceZero(user), true
}

// sinceZero is a time that is counted from nothing, in tenths of microseconds.
func sinceZero(t syscall.Filetime) time.Duration {
	return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
}
