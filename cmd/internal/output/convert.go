package output

import (
	"bufio"
	"fmt"
	"io"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
)

// Convert writes rows of JSON lines in another form, into a file.
func Convert(to *outfile.File, rows io.Reader, format string, sel *selection.Selection) error {
	shape := PlacedTable()
	shape.Selection = sel
	w, err := newWriter(format, to, shape, nil)
	if err != nil {
		return err
	}
	if err := eachRow(rows, func(r Placed) error { return w.Write(r) }); err != nil {
		if w.Discard != nil {
			w.Discard()
		}
		return err
	}
	return w.Close()
}

// eachRow reads rows of JSON lines back.
func eachRow(in io.Reader, do func(Placed) error) error {
	br := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		r, err := result.Read(line)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := do(Placed{r}); err != nil {
			return err
		}
	}
}
