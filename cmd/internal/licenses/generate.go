//go:build ignore

// Generate collects the licences of the modules that the command is linked
// from, of the standard library, and of the scripts in the page of reports.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const root = "../../../"

func main() {
	log.SetFlags(0)
	var out bytes.Buffer
	section(&out, "rolecall", root)
	section(&out, "The Go standard library", run("go", "env", "GOROOT"))
	section(&out, "D3 (in the page of reports)", root+"cmd/internal/page/d3")
	for _, m := range modules() {
		section(&out, m[0]+" "+m[1], m[2])
	}
	if err := os.WriteFile("notices.txt", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// modules are path, version and folder of all that is linked in on one of the
// systems that releases are for, by path.
func modules() (list [][]string) {
	const form = `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}`
	var lines []string
	for _, system := range []string{"linux", "darwin", "windows"} {
		os.Setenv("GOOS", system)
		lines = append(lines, strings.Split(run("go", "list", "-e", "-deps", "-f", form, root+"cmd/rolecall"), "\n")...)
	}
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		if fields := strings.Fields(line); len(fields) == 3 {
			list = append(list, fields)
		}
	}
	return list
}

var isLicense = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([-._].*)?$`)

// section writes the licences that stand in a folder.
func section(out *bytes.Buffer, name, dir string) {
	files, err := os.ReadDir(dir)
	if err != nil {
		log.Fatal(err)
	}
	found := false
	for _, f := range files {
		if f.IsDir() || !isLicense.MatchString(f.Name()) || strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			log.Fatal(err)
		}
		found = true
		fmt.Fprintf(out, "%s\n%s: %s\n%s\n\n%s\n\n", strings.Repeat("=", 78), name, f.Name(), strings.Repeat("=", 78), bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
	}
	if !found {
		log.Fatalf("%s: no licence in %s", name, dir)
	}
}

func run(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		log.Fatalf("%s %v: %v", name, args, err)
	}
	return strings.TrimSpace(string(out))
}
