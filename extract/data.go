package extract

import (
	"bytes"
	"embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

// dataFiles are the tables that people edit. They are read when first needed,
// strictly: an unknown key or a key given twice is an error with its line.
//
//go:embed data/*.yaml
var dataFiles embed.FS

// readData decodes one data file into v.
func readData(name string, v any) error {
	b, err := dataFiles.ReadFile("data/" + name)
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict(), yaml.DisallowUnknownField())
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("extract/data/%s:%w", name, err)
	}
	return nil
}

// must is for data that is part of the binary: a broken table is a bug that
// the tests catch, and must never be taken for an empty one.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
