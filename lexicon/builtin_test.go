package lexicon

import (
	"os"
	"testing"
)

// What is built in is what the files say.
func TestBuiltin(t *testing.T) {
	want, err := Compile(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != builtin {
		t.Error("data/ is newer than what is built in: go generate ./lexicon")
	}
}

// What another version wrote makes no lexicon.
func TestBuiltinOfAnotherVersion(t *testing.T) {
	if _, err := open(builtin[:len(builtin)/2]); err == nil {
		t.Error("no error")
	}
}

// TestData reads the files that are built in to the same lexicon.
func TestData(t *testing.T) {
	data, err := Data()
	if err != nil {
		t.Fatal(err)
	}
	read, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if lex, err := Default(); err != nil || lex.Hash != read.Hash {
		t.Fatal(lex.Hash, read.Hash, err)
	}
}
