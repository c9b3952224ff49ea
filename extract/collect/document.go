package collect

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"rolecall/extract"
)

// A Document is one saved document, or one row of a data set.
type Document struct {
	Name string // stable: the path, with :LINE for a row; "-" for standard input
	Data []byte // of a saved document
	Row  *Row   // of a data set; nil for a saved document
	Err  error  // why it could not be read
}

// ErrTooLarge is wrapped by the error of a document over Options.MaxBytes.
var ErrTooLarge = errors.New("too large")

// Extract pulls the postings out of the document. A document that could not
// be read gives one extraction with the reason.
func (d *Document) Extract(o extract.Options) []extract.Extraction {
	switch {
	case errors.Is(d.Err, ErrTooLarge):
		return []extract.Extraction{{Reason: extract.TooLarge, Detail: d.Err.Error()}}
	case d.Err != nil:
		return []extract.Extraction{{Reason: extract.NoAccess, Detail: d.Err.Error()}}
	case d.Row != nil:
		return []extract.Extraction{d.Row.extract(o)}
	}
	return extract.Read(d.Name, d.Data, o)
}

// plainError says what failed without repeating the path, which the
// document's name already says.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("cannot %s: %w", pe.Op, pe.Err)
	}
	return err
}

// readAll reads at most limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, plainError(err)
	}
	if int64(len(b)) > limit {
		return nil, tooLarge(limit)
	}
	return b, nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)
}
