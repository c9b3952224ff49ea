//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps a second run from writing the same file. It is gone with the
// process, however that ends. File systems that cannot lock are not locked.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return nil
}
