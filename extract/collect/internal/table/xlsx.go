package table

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"
)

// maxUnpacked is how much of a workbook is unpacked: it is held in memory.
const maxUnpacked = 96 << 20

// A Workbook is an Excel file that is being read.
type Workbook struct {
	f *excelize.File
}

// OpenWorkbook opens an Excel file (.xlsx, .xlsm).
func OpenWorkbook(r io.Reader) (w *Workbook, err error) {
	defer recovered(&err)
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: false})
	if err != nil {
		return nil, brokenError("broken Excel file: %v", err)
	}
	return &Workbook{f}, nil
}

// recovered makes an error of a panic: the library has some on broken files.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = brokenError("broken Excel file: %v", r)
	}
}

// Sheets names the sheets in their order.
func (w *Workbook) Sheets() []string { return w.f.GetSheetList() }

// Close lets go of the file.
func (w *Workbook) Close() error { return w.f.Close() }

// A Sheet reads the rows of a sheet one by one.
type Sheet struct {
	rows *excelize.Rows
	line int
}

// Sheet opens a sheet.
func (w *Workbook) Sheet(name string) (s *Sheet, err error) {
	defer recovered(&err)
	rows, err := w.f.Rows(name)
	if err != nil {
		return nil, brokenError("broken Excel file: sheet %s: %v", name, err)
	}
	return &Sheet{rows: rows}, nil
}

// Line is the number of the last row, from 1.
func (s *Sheet) Line() int { return s.line }

// Next reads a row. At the end it returns io.EOF.
func (s *Sheet) Next() (record []string, err error) {
	defer recovered(&err)
	if !s.rows.Next() {
		if err := s.rows.Error(); err != nil {
			return nil, brokenError("broken Excel file: %v", err)
		}
		return nil, io.EOF
	}
	s.line++
	record, err = s.rows.Columns()
	switch {
	case err != nil:
		return nil, brokenError("broken Excel file: row %d: %v", s.line, err)
	case len(record) > MaxColumns:
		return nil, ErrTooWide
	}
	size := 0
	for _, c := range record {
		if size += len(c); size > maxRow {
			return nil, ErrTooLarge
		}
	}
	return record, nil
}

// maxRow is the largest row: a cell has 32,767 characters at most.
const maxRow = 64 << 20

// IsRecordError tells an error of one record, after which the next can be read.
func IsRecordError(err error) bool { return errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTooWide) }
