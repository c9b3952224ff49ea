package main

import (
	"debug/buildinfo"
	"strings"
	"testing"
)

// The licence of every module that is linked in is printed.
func TestLicenses(t *testing.T) {
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	notices, err := command(t, "licenses").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Deps {
		if !strings.Contains(string(notices), "\n"+m.Path+" "+m.Version+": ") {
			t.Errorf("no licence of %s %s: go generate ./cmd/internal/licenses", m.Path, m.Version)
		}
	}
	if !strings.HasPrefix(string(notices), strings.Repeat("=", 78)+"\nrolecall: LICENSE\n") {
		t.Errorf("the program's own does not come first: %.200s", notices)
	}
}
