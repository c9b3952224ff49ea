package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// recipe runs a script of the recipes, with rolecall on its path.
func recipe(t *testing.T, stdin []byte, env []string, name string, args ...string) []byte {
	t.Helper()
	programs := filepath.Dir(program(t, "rolecall").Path)
	cmd := exec.CommandContext(t.Context(), "sh", append([]string{filepath.Join("recipes", name)}, args...)...)
	cmd.Env = append(append(os.Environ(), "PATH="+programs+":"+os.Getenv("PATH")), env...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stdin), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// Shards that are started in any way, and merged, are what batch writes.
func TestShardRecipes(t *testing.T) {
	dir := t.TempDir()
	in := generated(t, filepath.Join(dir, "in put.jsonl"), 500)
	want, _ := batch(t, in)
	for _, name := range []string{"xargs.sh", "parallel.sh"} {
		t.Run(name, func(t *testing.T) {
			if name == "parallel.sh" {
				if _, err := exec.LookPath("parallel"); err != nil {
					t.Skip("GNU parallel is not installed")
				}
			}
			out := filepath.Join(dir, name+".jsonl")
			recipe(t, nil, nil, name, "5", out, in)
			got, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			sameRows(t, got, want)
		})
	}
}

// The tasks of a Slurm array, which need not begin at 0, make the same rows when
// one of them is run twice.
func TestArrayRecipe(t *testing.T) {
	dir := t.TempDir()
	in := generated(t, filepath.Join(dir, "in.jsonl"), 300)
	want, _ := batch(t, in)
	args := []string{"merge", "-q"}
	for i, task := range []string{"3", "4", "3", "5"} {
		recipe(t, nil, []string{"SLURM_ARRAY_TASK_ID=" + task, "SLURM_ARRAY_TASK_MIN=3", "SLURM_ARRAY_TASK_COUNT=3"}, "array.sh", dir, in)
		if i != 2 {
			args = append(args, filepath.Join(dir, "part-"+string(task[0]-3)+".jsonl"))
		}
	}
	got, _ := program(t, "rolecall", args...).Output() // some could not be read, hence 3
	sameRows(t, got, want)
}

// A filter over partitions, an empty one among them, gives each posting the
// label and the evidence that batch gives it. Only its place is another.
func TestFilterRecipe(t *testing.T) {
	dir := t.TempDir()
	in := generated(t, filepath.Join(dir, "in.jsonl"), 300)
	rows, _ := batch(t, in)
	lines, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	for partition := range slices.Chunk(bytes.SplitAfter(lines, []byte{'\n'}), 70) {
		got = append(got, recipe(t, bytes.Join(partition, nil), nil, "filter.sh")...)
	}
	if out := recipe(t, nil, nil, "filter.sh"); len(out) > 0 {
		t.Errorf("nothing gives %s", out)
	}
	if g, w := withoutPlaces(t, got), withoutPlaces(t, rows); g != w {
		t.Errorf("the filter gives\n%.2000s\nbatch\n%.2000s", g, w)
	}
}

// withoutPlaces returns rows without what depends on the rows before.
func withoutPlaces(t *testing.T, rows []byte) string {
	t.Helper()
	var b strings.Builder
	for line := range bytes.Lines(rows) {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		for _, place := range []string{"name", "seq", "group", "duplicate"} {
			delete(row, place)
		}
		text, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(text, '\n'))
	}
	return b.String()
}
