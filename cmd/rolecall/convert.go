package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rolecall/cmd/internal/result"
)

// outFormat tells by its ending what a file of results is to be.
func outFormat(path string) (string, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
		return "jsonl", nil
	case ".csv":
		return "csv", nil
	case ".parquet":
		return "parquet", nil
	case ".db", ".sqlite", ".sqlite3":
		return "sqlite", nil
	}
	return "", fmt.Errorf("output %q: it must end in .jsonl, .csv, .parquet, .sqlite or .db", path)
}

// convert writes a file of results in another form, whole or not at all.
func convert(rows, out, format string) error {
	in, err := os.Open(rows)
	if err != nil {
		return err
	}
	defer in.Close()
	return writeRows(out, format, func(write func(placedRow) error) error { return eachRow(rows, in, write) })
}

// writeRows writes the rows that each calls write with, whole or not at all.
func writeRows(out, format string, each func(write func(placedRow) error) error) error {
	if format == "sqlite" {
		return writeSQLite(out, each)
	}
	return writeWhole(out, func(w io.Writer) error {
		rw := &rowWriter{}
		if format == "csv" {
			csvRows(rw, w, placedHeader())
		} else {
			parquetRows(rw, w)
		}
		if err := each(func(r placedRow) error { return rw.write(r) }); err != nil {
			return err
		}
		return rw.close()
	})
}

// eachRow reads rows of JSON lines back.
func eachRow(name string, in io.Reader, do func(placedRow) error) error {
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
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if err := do(placedRow{r}); err != nil {
			return err
		}
	}
}
