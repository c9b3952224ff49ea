//go:build unix

package outfile

import (
	"errors"
	"os"
	"syscall"
)

// locks tells whether there are locks here.
const locks = true

// lock keeps a second run from writing the same file. File systems that cannot
// lock are not locked.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return nil
}
