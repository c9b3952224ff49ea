// Release makes the files of a release: for each system an archive with the
// program, its manual pages, completions for shells, the licence, the notices of
// all that is linked in, and the README; and the checksums of the archives.
//
//	go run ./cmd/internal/release DIR [OS/ARCH]...
//
// The same commit, built by the same Go, gives the same bytes.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// platforms are those that a release is for.
func platforms() []string {
	return []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64"}
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	if len(os.Args) < 2 || strings.HasPrefix(os.Args[1], "-") {
		log.Fatal("usage: go run ./cmd/internal/release DIR [OS/ARCH]...")
	}
	for _, p := range os.Args[2:] {
		if goos, goarch, ok := strings.Cut(p, "/"); !ok || goos == "" || goarch == "" {
			log.Fatalf("%q is no OS/ARCH, such as linux/arm64", p)
		}
	}
	of := os.Args[2:]
	if len(of) == 0 {
		of = platforms()
	}
	// The version is told from the commit, also where GOFLAGS would not.
	if err := release(os.Args[1], of, "-buildvcs=true", "-trimpath", "-ldflags=-s -w"); err != nil {
		log.Fatal(err)
	}
}

// release writes the archives for some platforms, and their checksums, into a
// folder. Flags are those of go build.
func release(dir string, of []string, flags ...string) error {
	root, err := repository()
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "rolecall-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	host := filepath.Join(work, "rolecall")
	if err := build(root, host, nil, flags); err != nil {
		return err
	}
	p, err := parcelOf(root, host, work)
	if err != nil {
		return err
	}
	var archives []string
	for _, platform := range of {
		goos, goarch, _ := strings.Cut(platform, "/")
		program := host
		if goos != runtime.GOOS || goarch != runtime.GOARCH {
			program = filepath.Join(work, goos+"-"+goarch)
			if err := build(root, program, []string{"GOOS=" + goos, "GOARCH=" + goarch}, flags); err != nil {
				return err
			}
		}
		archive, err := p.write(dir, goos, goarch, program)
		if err != nil {
			return err
		}
		archives = append(archives, archive)
	}
	return writeSums(filepath.Join(dir, "SHA256SUMS"), archives)
}

// repository is the folder of the module.
func repository() (string, error) {
	out, err := output(exec.Command("go", "env", "GOMOD"))
	if err != nil || filepath.Base(out) != "go.mod" {
		return "", errors.Join(errors.New("run it in the repository"), err)
	}
	return filepath.Dir(out), nil
}

// build builds the command, without C, so that it runs on any machine of its
// kind.
func build(root, program string, env, flags []string) error {
	c := exec.Command("go", append(append([]string{"build", "-o", program}, flags...), "./cmd/rolecall")...)
	c.Dir, c.Env = root, append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(append(env, c.Args...), " "), err, out)
	}
	return nil
}

// output is what a command prints, without the line end.
func output(c *exec.Cmd) (string, error) {
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", strings.Join(c.Args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
