package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The sample in the README is what the program prints of the postings that it
// names; -update writes it.
func TestGoldenReadme(t *testing.T) {
	t.Chdir("../..")
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, sample, _ := strings.Cut(string(text), "\n```\n")
	sample, _, _ = strings.Cut(sample, "```\n")
	args := []string{"classify", "--format", "table", "--no-color"}
	for _, line := range strings.Split(strings.TrimSpace(sample), "\n")[1:] {
		words := strings.Fields(line)
		args = append(args, words[len(words)-1])
	}
	var out, said bytes.Buffer
	code := run(t.Context(), args, nil, &out, &said)
	if *update && code == exitOK {
		anew := strings.Replace(string(text), sample, out.String(), 1)
		if err := os.WriteFile("README.md", []byte(anew), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if code != exitOK || out.String() != sample {
		t.Errorf("rolecall %s: exit %d %s\n%s\nREADME.md has\n%s", strings.Join(args, " "), code, said.String(), out.String(), sample)
	}
}
