package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// A parcel is what all archives of a release have in common.
type parcel struct {
	version string
	at      time.Time // of the commit: the time of all files
	files   []file
}

// parcelOf takes from the repository, and has the program write, what goes along
// with it.
func parcelOf(root, program, work string) (*parcel, error) {
	version, err := output(exec.Command(program, "--version"))
	if err != nil {
		return nil, err
	}
	p := &parcel{version: version[strings.LastIndexByte(version, ' ')+1:]}
	if p.at, err = commitTime(program); err != nil {
		return nil, err
	}
	for _, name := range []string{"README.md", "LICENSE"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		p.add(name, data)
	}
	for name, args := range map[string]string{
		"NOTICES.txt": "licenses", "completions/rolecall.bash": "completion bash", "completions/_rolecall": "completion zsh", "completions/rolecall.fish": "completion fish",
	} {
		data, err := exec.Command(program, strings.Fields(args)...).Output()
		if err != nil {
			return nil, fmt.Errorf("rolecall %s: %w", args, err)
		}
		p.add(name, data)
	}
	return p, p.addManual(program, filepath.Join(work, "man1"))
}

func (p *parcel) addManual(program, dir string) error {
	if out, err := exec.Command(program, "man", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("rolecall man: %w\n%s", err, out)
	}
	pages, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, page := range pages {
		data, err := os.ReadFile(filepath.Join(dir, page.Name()))
		if err != nil {
			return err
		}
		p.add(path.Join("man/man1", page.Name()), data)
	}
	return nil
}

func (p *parcel) add(name string, data []byte) {
	p.files = append(p.files, file{name: name, mode: 0o644, data: data})
}

// commitTime is when the commit was made that a program is built from; where
// that is not known, the first day that a zip can tell.
func commitTime(program string) (time.Time, error) {
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return first, err
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			t, err := time.Parse(time.RFC3339, s.Value)
			return t.UTC(), err
		}
	}
	return first, nil
}

// write writes the archive for a platform: zip for Windows, tar.gz for others,
// all files in one folder of the archive's name.
func (p *parcel) write(dir, goos, goarch, program string) (name string, err error) {
	data, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	folder := strings.Join([]string{"rolecall", p.version, goos, goarch}, "_")
	binary, ending, pack := "rolecall", ".tar.gz", tarGz
	if goos == "windows" {
		binary, ending, pack = "rolecall.exe", ".zip", zipped
	}
	var b bytes.Buffer
	if err := pack(&b, folder, append([]file{{name: binary, mode: 0o755, data: data}}, p.files...), p.at); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	name = filepath.Join(dir, folder+ending)
	return name, os.WriteFile(name, b.Bytes(), 0o666)
}

// writeSums writes the checksums of files as sha256sum does, in the order of
// their names.
func writeSums(name string, files []string) error {
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), filepath.Base(f))
	}
	return os.WriteFile(name, []byte(b.String()), 0o666)
}
