package resultfile

import (
	"io"
	"os"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquetTable reads the columns of a Parquet file; of evidence the words.
func parquetTable(name string, f *os.File) (*Table, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return nil, err
	}
	var header []string
	place := map[int]int{} // of leaves among the columns
	for leaf, path := range file.Schema().Columns() {
		if len(path) > 1 && path[len(path)-1] != "text" && path[len(path)-1] != "element" || strings.Contains(strings.Join(path, "."), "documents") {
			continue
		}
		place[leaf] = len(header)
		header = append(header, path[0])
	}
	rows := func(yield func(Row, error) bool) {
		for _, group := range file.RowGroups() {
			if !eachParquet(group, place, header, yield) {
				return
			}
		}
	}
	return &Table{name, header, rows, func() error { return nil }}, isResults(header)
}

func eachParquet(group parquet.RowGroup, place map[int]int, header []string, yield func(Row, error) bool) bool {
	rows := group.Rows()
	defer rows.Close()
	buf := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buf)
		for _, row := range buf[:n] {
			cells := make([]string, len(header))
			for _, v := range row {
				i, ok := place[v.Column()]
				if !ok || v.IsNull() {
					continue
				}
				if cells[i] != "" {
					cells[i] += separator(header[i])
				}
				cells[i] += v.String()
			}
			if !yield(Row{texts: cells}, nil) {
				return false
			}
		}
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			return yield(Row{}, err) && false
		}
	}
}

// separator stands between the elements of a list in one cell.
func separator(column string) string {
	if column == "warnings" || column == "evidence" {
		return "; "
	}
	return " "
}
