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
