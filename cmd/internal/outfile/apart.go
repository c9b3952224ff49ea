package outfile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A Named is a file that a command was given.
type Named struct {
	As   string // the flag, or what else people call it: "-o", "an input"
	Path string

	Info fs.FileInfo // of what is open already, in place of a path
}

// Apart refuses outputs that are inputs, or one another, under whatever name
// and by whatever link. Paths that are empty, "-", a device or a pipe are passed
// over.
func Apart(outputs, inputs []Named) error {
	for i, out := range outputs {
		if !isFile(out.Path) {
			continue
		}
		for _, in := range inputs {
			if isFile(in.Path) && Same(out.Path, in.Path) || in.Info != nil && isInfo(out.Path, in.Info) {
				return fmt.Errorf("%s %s is %s too: name another file, nothing was written", out.As, out.Path, named(in, out.Path))
			}
		}
		for _, other := range outputs[:i] {
			if isFile(other.Path) && Same(out.Path, other.Path) {
				return fmt.Errorf("%s %s is %s too: name two files, nothing was written", out.As, out.Path, named(other, out.Path))
			}
		}
	}
	return nil
}

func isFile(path string) bool { return path != "" && path != "-" && !Straight(path) }

func named(n Named, path string) string {
	if n.Path == path || n.Path == "" {
		return n.As
	}
	return n.As + " (" + n.Path + ")"
}

func isInfo(path string, info fs.FileInfo) bool {
	there, err := os.Stat(path)
	return err == nil && os.SameFile(there, info)
}

// Same tells whether two paths are one file, be it there or not.
func Same(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB)
	}
	return (errA == nil) == (errB == nil) && place(a) == place(b)
}

// place is the one name of a file that need not be there.
func place(path string) string {
	if to, err := Resolve(path); err == nil {
		path = to
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	return path
}
