package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// twoPages are a posting whose title is what its duties say, and the same under
// another title.
func twoPages(t *testing.T) (right, wrong string) {
	t.Helper()
	right = string(readFile(t, "../../testdata/postings/ironbark-engineering-manager.html"))
	return right, strings.ReplaceAll(right, "Engineering Manager", "Product Manager")
}

// writeFiles makes files in a folder, which the test is in from then on.
func writeFiles(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// What others run of this repository fails where a title does not match, and
// nowhere else: the hook for pre-commit, and the example of a workflow.
func TestOthersChecks(t *testing.T) {
	var hooks []struct{ ID, Entry, Language, Files string }
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].Language != "golang" {
		t.Fatalf("%+v", hooks)
	}
	if name := regexp.MustCompile(hooks[0].Files); !name.MatchString("postings/a.html") || name.MatchString("main.go") {
		t.Errorf("the hook is for %s", name)
	}
	var workflow struct {
		Jobs map[string]struct{ Steps []struct{ Run string } }
	}
	readYAML(t, "../../.github/examples/audit.yml", &workflow)
	steps := workflow.Jobs["audit"].Steps
	last := steps[len(steps)-1].Run
	right, wrong := twoPages(t)
	for _, tt := range []struct {
		command string
		files   []string
	}{{hooks[0].Entry, []string{"postings/a.html"}}, {last, nil}} {
		args := append(strings.Fields(tt.command), tt.files...)
		for page, want := range map[string]int{right: exitOK, wrong: exitFound} {
			writeFiles(t, map[string]string{"postings/a.html": page})
			if code := run(t.Context(), args[1:], nil, io.Discard, io.Discard); args[0] != "rolecall" || code != want {
				t.Errorf("%q: exit %d, want %d", args, code, want)
			}
		}
	}
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// readmeSection is a section of the README.
func readmeSection(t *testing.T, heading string) string {
	t.Helper()
	_, after, ok := strings.Cut(string(readFile(t, "../../README.md")), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("the README has no section %q", heading)
	}
	section, _, _ := strings.Cut(after, "\n## ")
	return section
}

// What the README shows of selecting, showing and comparing runs as it stands
// there.
func TestReadmeCommands(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	commands := regexp.MustCompile(`(?m)^    (rolecall .*)$`).FindAllStringSubmatch(readmeSection(t, "Select, show, compare"), -1)
	path := filepath.Dir(program(t)) + string(os.PathListSeparator) + os.Getenv("PATH")
	right, wrong := twoPages(t)
	writeFiles(t, map[string]string{"saved/acme-tpm.html": right, "saved/b.html": wrong})
	for _, c := range commands {
		run := exec.Command(shell, "-c", c[1])
		run.Env = append(os.Environ(), "PATH="+path)
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", c[1], err, out)
		}
	}
	if len(commands) < 6 {
		t.Errorf("the README shows %d commands", len(commands))
	}
}

// The README's program of another module runs, by the line that it gives.
func TestReadmeModule(t *testing.T) {
	if testing.Short() {
		t.Skip("links a program")
	}
	section := readmeSection(t, "Install")
	code := regexp.MustCompile("(?s)```go\n(.*?)```").FindStringSubmatch(section)
	edit := regexp.MustCompile("`go (mod edit .*) -replace rolecall=../rolecall && go mod tidy`").FindStringSubmatch(section)
	if code == nil || edit == nil {
		t.Fatal("the README has no program, or no line for go.mod")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	sums := string(readFile(t, filepath.Join(root, "go.sum")))
	right, _ := twoPages(t)
	writeFiles(t, map[string]string{"main.go": code[1], "posting.html": right, "go.mod": "module example.com/other\n\ngo " + strings.TrimPrefix(runtime.Version(), "go") + "\n", "go.sum": sums})
	for _, args := range [][]string{append(strings.Fields(edit[1]), "-replace", "rolecall="+root), {"run", "-mod=mod", "."}} {
		out, err := exec.Command("go", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		if args[0] == "run" && !slices.Contains(strings.Fields(string(out)), "EM") {
			t.Errorf("it prints %s", out)
		}
	}
}
