package output

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/own"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
)

// sheetName is that of the one sheet.
const sheetName = "results"

// maxSheetRows is how many rows a sheet has, that of the names among them.
const maxSheetRows = 1 << 20

// asText is Excel's number format of a cell that is a text, whatever stands in
// it: also one that is edited never becomes a formula.
const asText = 49

// xlsxRows writes rows as an Excel workbook of one sheet: a table with filters,
// under a line of names that stays. Numbers are numbers, all else is text. What is
// written out goes to a file of the system's folder for such past some megabytes.
func xlsxRows(w *Writer, out io.Writer, header []string) error {
	x, err := newWorkbook(out, header)
	if err != nil {
		return err
	}
	w.Write = func(r Row) error { return x.write(r.Cells()) }
	w.Close = x.close
	w.Discard = func() { x.file.Close() }
	return nil
}

// A workbook is an Excel file under way.
type workbook struct {
	file  *excelize.File
	sheet *excelize.StreamWriter
	types []result.Type
	text  int // the style of texts
	cells []any
	rows  int
}

func newWorkbook(out io.Writer, header []string) (*workbook, error) {
	x := &workbook{file: excelize.NewFile(), cells: make([]any, len(header))}
	// Straight into the output: the library would hold the whole file else.
	x.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	x.types = make([]result.Type, len(header))
	for i, name := range header {
		x.types[i] = result.TypeOf(name)
	}
	if err := x.begin(header); err != nil {
		return nil, errors.Join(err, x.file.Close())
	}
	return x, nil
}

func (x *workbook) begin(header []string) (err error) {
	if err := x.file.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	// The times are those of the library's empty file: the same rows give the same bytes.
	if err := x.file.SetDocProps(&excelize.DocProperties{Creator: own.Creator, LastModifiedBy: own.Creator}); err != nil {
		return err
	}
	if x.text, err = x.file.NewStyle(&excelize.Style{NumFmt: asText}); err != nil {
		return err
	}
	if x.sheet, err = x.file.NewStreamWriter(sheetName); err != nil {
		return err
	}
	for i, name := range header {
		if err := x.sheet.SetColWidth(i+1, i+1, columnWidth(name, x.types[i])); err != nil {
			return err
		}
	}
	if err := x.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, name := range header {
		x.cells[i] = name
	}
	return x.add()
}

// columnWidth is how wide a column stands, in digits.
func columnWidth(name string, t result.Type) float64 {
	switch {
	case name == "title" || name == "name" || name == "evidence" || name == "strongest" || name == "moved":
		return 40
	case t == result.Text || t == result.Texts:
		return 16
	}
	return 11
}

func (x *workbook) write(cells []string) error {
	if x.rows == maxSheetRows {
		return fmt.Errorf("an Excel sheet has no room for more than %s rows: write .csv or .parquet, or select with --where", terminal.Thousands(maxSheetRows-1))
	}
	for i, cell := range cells {
		x.cells[i] = x.value(i, cell)
	}
	return x.add()
}

func (x *workbook) add() error {
	x.rows++
	return x.sheet.SetRow("A"+strconv.Itoa(x.rows), x.cells)
}

// value is what a cell holds; nothing, where it is empty.
func (x *workbook) value(column int, cell string) any {
	if cell == "" {
		return nil
	}
	switch x.types[column] {
	case result.Number, result.Integer:
		if n, err := strconv.ParseFloat(cell, 64); err == nil {
			return n
		}
	case result.Flag:
		return cell == "true"
	}
	return excelize.Cell{StyleID: x.text, Value: sheetText(cell)}
}

// sheetText is text as a cell of a sheet takes it: without what is not seen, and
// as long as a cell is.
func sheetText(s string) string {
	s = escape.Visible(s)
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > excelize.TotalCellChars {
			return s[:i]
		}
	}
	return s
}

func (x *workbook) close() error {
	err := x.table()
	if err == nil {
		_, err = x.file.WriteToBuffer() // see SetZipWriter: nothing is buffered
	}
	return errors.Join(err, x.file.Close())
}

func (x *workbook) table() error {
	last, err := excelize.CoordinatesToCellName(len(x.types), x.rows)
	if err != nil {
		return err
	}
	if err := x.sheet.AddTable(&excelize.Table{Range: "A1:" + last, Name: sheetName, StyleName: "TableStyleLight1"}); err != nil {
		return err
	}
	return x.sheet.Flush()
}
