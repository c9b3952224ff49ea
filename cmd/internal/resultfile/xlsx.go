package resultfile

import (
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"

	"rolecall/cmd/internal/result"
)

// maxUnpacked is how much of a workbook is unpacked: beyond maxSheetHeld in
// files of the system's folder for such.
const (
	maxUnpacked  = 4 << 30
	maxSheetHeld = 16 << 20
)

// xlsxTable reads the first sheet of an Excel workbook.
func xlsxTable(name string, f *os.File) (t *Table, err error) {
	defer brokenWorkbook(&err)
	book, err := excelize.OpenReader(f, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxSheetHeld})
	if err != nil {
		return nil, err
	}
	all, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		book.Close()
		return nil, err
	}
	t = &Table{name: name, Close: book.Close}
	if !all.Next() {
		return t, errNoResults
	}
	if t.Header, err = all.Columns(); err != nil {
		return t, err
	}
	t.Rows = func(yield func(Row, error) bool) {
		for {
			cells, err := sheetRow(all, t.Header)
			if cells == nil && err == nil || !yield(Row{texts: cells}, err) || err != nil {
				return
			}
		}
	}
	return t, isResults(t.Header)
}

// sheetRow reads a row, nil at the end.
func sheetRow(all *excelize.Rows, header []string) (cells []string, err error) {
	defer brokenWorkbook(&err)
	if !all.Next() {
		return nil, all.Error()
	}
	got, err := all.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, err
	}
	cells = make([]string, len(header)) // empty ones at the end are not there
	copy(cells, got)
	for i := range cells {
		if result.TypeOf(header[i]) == result.Flag {
			cells[i] = map[string]string{"1": "true", "0": "false"}[cells[i]]
		}
	}
	return cells, nil
}

// brokenWorkbook makes an error of a panic: the library has some on broken files.
func brokenWorkbook(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("broken Excel file: %v", r)
	}
}
