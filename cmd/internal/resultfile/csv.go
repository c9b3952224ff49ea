package resultfile

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"

	"rolecall/cmd/internal/escape"
)

func csvTable(name string, in io.Reader) (*Table, error) {
	r := csv.NewReader(bufio.NewReaderSize(in, 1<<18))
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	rows := func(yield func(Row, error) bool) {
		for {
			cells, err := r.Read()
			if err == io.EOF {
				return
			}
			for i := range cells {
				if t := strings.TrimPrefix(cells[i], "'"); t != cells[i] && escape.Cell(t) == cells[i] {
					cells[i] = t // as it was before it was made safe for spreadsheets
				}
			}
			if !yield(Row{texts: cells}, err) || err != nil {
				return
			}
		}
	}
	return &Table{name, header, rows, func() error { return nil }}, isResults(header)
}
