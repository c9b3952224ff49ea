//go:build unix

package found

import "syscall"

// How a file is opened that was found in a folder: at once, whatever it is by
// now, and not where a link leads.
const (
	noWait   = syscall.O_NONBLOCK
	noFollow = syscall.O_NOFOLLOW
)
