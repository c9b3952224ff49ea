// Package outfile writes the files that a user names: whole, or as they were
// before, whatever stops the program. It knows no formats.
//
//	err := outfile.Write("roles.csv", func(f *outfile.File) error { … })
//
// A file is written beside its place under the name .NAME.rolecall, synced, and
// renamed. It keeps the mode of a file that was there, and a new one obeys the
// umask. A link is followed: the file that it leads to is replaced, and the link
// stays. A device or a pipe is written to as it is. What a killed run left
// behind is taken away by the next one that writes the same file.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A File is an output under way. Commit or Discard ends it.
type File struct {
	path   string // where it will be; "" where it is written straight
	file   *os.File
	buffer *bufio.Writer
}

// bufferSize is how much is given to the operating system at once.
const bufferSize = 1 << 18

// Create begins to write the file path. Nothing of what stands there is touched
// before Commit. A folder, a file that may not be written, and one that another
// run is writing are errors.
func Create(path string) (*File, error) {
	if Straight(path) {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return nil, err
		}
		return &File{file: f, buffer: bufio.NewWriterSize(f, bufferSize)}, nil
	}
	path, err := Resolve(path)
	if err != nil {
		return nil, err
	}
	mode, exists, err := replaceable(path)
	if err != nil {
		return nil, err
	}
	f, err := createBeside(tempPath(path), path)
	if err != nil {
		return nil, err
	}
	o := &File{path: path, file: f, buffer: bufio.NewWriterSize(f, bufferSize)}
	if exists {
		if err := f.Chmod(mode); err != nil {
			o.Discard()
			return nil, err
		}
	}
	return o, nil
}

// Write writes the file path by the function write.
func Write(path string, write func(*File) error) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Discard()
		return err
	}
	return f.Commit()
}

// WriteBytes writes the file path.
func WriteBytes(path string, b []byte) error {
	return Write(path, func(f *File) error {
		_, err := f.Write(b)
		return err
	})
}

// Write writes to what is under way; Commit says whether it could be kept.
func (f *File) Write(p []byte) (int, error) { return f.buffer.Write(p) }

// Flush gives to the operating system what was written.
func (f *File) Flush() error { return f.buffer.Flush() }

// Place returns the name of the file that is under way, for what opens files by
// itself. ok is false where there is none, since a device or a pipe is written.
func (f *File) Place() (name string, ok bool) { return f.file.Name(), f.path != "" }

// Commit puts the file in its place. After an error all is as it was before.
func (f *File) Commit() error {
	if f.path == "" {
		return errors.Join(f.buffer.Flush(), f.file.Close())
	}
	err := f.buffer.Flush()
	if err == nil {
		err = f.file.Sync()
	}
	if err == nil {
		err = Adopt(f.file, f.path)
	}
	if err != nil {
		f.Discard()
	}
	return err
}

// Discard leaves all as it was before. It does nothing after Commit.
func (f *File) Discard() {
	if f.path != "" && (!locks || isAt(f.file, f.file.Name())) {
		os.Remove(f.file.Name())
	}
	f.file.Close()
}

// Straight tells whether a path is written to as it is: a device, a pipe, or
// what the process has open.
func Straight(path string) bool {
	if strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/") {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// Resolve returns the path of the file that a link leads to, be it there or
// not; what is no link is returned as it is.
func Resolve(path string) (string, error) {
	for range 40 {
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil
		}
		if !filepath.IsAbs(to) { // not cleaned: the folder may be a link too
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		path = to
	}
	return "", &fs.PathError{Op: "open", Path: path, Err: errors.New("too many links")}
}

// Check tells whether the file path can be written at all, before there is
// anything to write.
func Check(path string) error {
	if Straight(path) {
		return nil
	}
	if _, _, err := replaceable(path); err != nil {
		return err
	}
	if to, err := Resolve(path); err != nil {
		return err
	} else if _, err := os.Stat(filepath.Dir(to)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no folder %s: make it first", path, filepath.Dir(to))
	} else if err != nil {
		return err
	}
	return nil
}

// Adopt puts a file that is written, synced and locked in the place of path,
// whose mode it gets, and closes it.
func Adopt(f *os.File, path string) error {
	mode, exists, err := replaceable(path)
	if err == nil && exists {
		err = f.Chmod(mode)
	}
	if err == nil && !locks { // an open file cannot be renamed everywhere
		err = f.Close()
	}
	if err == nil {
		err = Replace(f.Name(), path)
	}
	if err == nil && locks {
		return f.Close() // the lock was held until the name was gone
	}
	return err
}

// replaceable returns the mode of what stands at path.
func replaceable(path string) (mode fs.FileMode, exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	case info.IsDir():
		return 0, false, &fs.PathError{Op: "open", Path: path, Err: errors.New("is a directory")}
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0) // a rename would not ask
	if err != nil {
		return 0, false, err
	}
	return info.Mode().Perm(), true, f.Close()
}

// tempPath is the name under which a file is written.
func tempPath(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".rolecall")
}

// ErrLocked is wrapped by the error of a file that another run has.
var ErrLocked = errors.New("another run is writing it")

// createBeside makes a new file for this run alone, in place of one that a
// killed run left.
func createBeside(temp, path string) (*os.File, error) {
	for {
		f, err := os.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			if err := removeLeft(temp, path); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		if lock(f) == nil && isAt(f, temp) {
			return f, nil
		}
		f.Close() // taken for what was left, in the moment before the lock
	}
}

func removeLeft(temp, path string) error {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := lock(f); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if isAt(f, temp) {
		return os.Remove(temp)
	}
	return nil
}

// OpenLocked opens a file for this run alone; flag is added to os.O_RDWR. The
// lock is gone with the process, however that ends. Where another run has the
// file the error wraps ErrLocked.
func OpenLocked(path string, flag int) (*os.File, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|flag, 0o666)
		if err != nil {
			return nil, err
		}
		if err := lock(f); err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if isAt(f, path) {
			return f, nil
		}
		f.Close() // renamed or removed by who had the lock
	}
}

// isAt tells whether a file still has its name.
func isAt(f *os.File, path string) bool {
	open, err1 := f.Stat()
	there, err2 := os.Lstat(path)
	return err1 == nil && err2 == nil && os.SameFile(open, there)
}

// Replace renames a file, and makes that last.
func Replace(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	// Some systems cannot sync a folder, and need not.
	if d, err := os.Open(filepath.Dir(to)); err == nil {
		d.Sync()
		d.Close()
	}
	return nil
}
