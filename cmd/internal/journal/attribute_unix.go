//go:build linux || darwin || freebsd || netbsd

package journal

import "golang.org/x/sys/unix"

// attributeName is that of the record of a run.
const attributeName = "user.rolecall.run"

// setAttribute keeps a value with a file, if the file system can.
func setAttribute(path string, value []byte) { unix.Setxattr(path, attributeName, value, 0) }

// attribute returns what setAttribute kept; nil for nothing.
func attribute(path string) []byte {
	b := make([]byte, 1<<16)
	n, err := unix.Getxattr(path, attributeName, b)
	if err != nil {
		return nil
	}
	return b[:n]
}
