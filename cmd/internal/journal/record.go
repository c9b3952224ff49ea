package journal

import (
	"encoding/json"
	"os"

	"rolecall/cmd/internal/outfile"
)

// A record says of a finished OUT what run it is of. It is kept as an attribute
// of the file, where the file system has those, so that nothing stands beside.
type record struct {
	Run      Key   `json:"run"`
	Partial  bool  `json:"partial"`  // some inputs could not be read
	Size     int64 `json:"size"`     // of OUT; a file that was changed since is of no known run
	Modified int64 `json:"modified"` // nanoseconds since 1970
}

// note keeps the record with a file that is all written. That it cannot be
// kept is no fault: nothing is then known of the file.
func (r record) note(f *os.File) {
	info, err := f.Stat()
	if err != nil {
		return
	}
	r.Size, r.Modified = info.Size(), info.ModTime().UnixNano()
	if b, err := json.Marshal(r); err == nil {
		setAttribute(f.Name(), b)
	}
}

func (r record) noteAt(to *outfile.File) error {
	name, ok := to.Place()
	if !ok {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r.note(f)
	return nil
}

// Finished tells what is known of a finished OUT: whether it is there, in what
// its run differs from another ("" for nothing), and whether it was partial.
func Finished(out string, run *Key) (there bool, differs string, partial bool) {
	info, err := os.Stat(out)
	if err != nil {
		return false, "", false
	}
	var r record
	b := attribute(out)
	if json.Unmarshal(b, &r) != nil || r.Size != info.Size() || r.Modified != info.ModTime().UnixNano() {
		return true, "run, or was changed since: what it is of is not known", false
	}
	return true, r.Run.Differs(run), r.Partial
}
