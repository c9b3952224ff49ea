package journal

import (
	"os"

	"golang.org/x/sys/unix"
)

// beginWriteback has the system begin to write bytes of a file to the disk, and
// does not wait: a sync later finds them there. That it cannot is no fault.
func beginWriteback(f *os.File, from, to int64) {
	unix.SyncFileRange(int(f.Fd()), from, to-from, unix.SYNC_FILE_RANGE_WRITE)
}
