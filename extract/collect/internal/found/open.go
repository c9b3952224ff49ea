// Package found opens what was found in a folder.
package found

import (
	"errors"
	"os"
)

// ErrChanged says that what was found as a regular file is none any more.
var ErrChanged = errors.New("not a regular file any more")

// Open opens a file that was a regular one when it was found: what stands
// there now is not waited for, and not followed.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noWait|noFollow, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, ErrChanged
	}
	return f, nil
}
