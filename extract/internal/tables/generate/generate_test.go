package main

import (
	"bytes"
	"os"
	"reflect"
	"testing"
	"testing/fstest"

	"rolecall/extract/internal/tables"
)

// What is built in is what the files say.
func TestBuiltin(t *testing.T) {
	want, err := read(os.DirFS("../../../data"))
	if err != nil {
		t.Fatal(err)
	}
	src, err := source(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("../builtin.go"); err != nil || !bytes.Equal(got, src) {
		t.Errorf("data/ is newer than builtin.go (%v): go generate ./extract/...", err)
	}
	if !reflect.DeepEqual(tables.Builtin, want) {
		t.Error("builtin.go does not say what data/ says")
	}
}

// A key that nobody reads is an error that names its place.
func TestUnknownKey(t *testing.T) {
	if _, err := read(fstest.MapFS{"sections.yaml": {Data: []byte("kinds: {}\nkins: {}\n")}}); err == nil {
		t.Error("taken")
	}
}
