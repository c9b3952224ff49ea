package collect

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// folder walks a folder. Symbolic links inside it are not followed, since
// they may lead out of it, or round in circles.
func (c *collector) folder(root string) bool {
	on := true
	filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			on = c.failed(p, err)
			if on && d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && p != root && (isHidden(d.Name()) || isAssets(p)):
			return fs.SkipDir
		case d.Type().IsRegular() && !isHidden(d.Name()) && !isAsset(p) && c.chosen(below(root, p)) && !c.skips(p):
			c.found = true
			on = c.file(p)
			c.found = false
		}
		if !on {
			return fs.SkipAll
		}
		return nil
	})
	return on
}

// below returns the path of p in the folder root, with slashes.
func below(root, p string) string {
	rel, err := filepath.Rel(root, p)
	if err != nil {
		return filepath.ToSlash(p)
	}
	return filepath.ToSlash(rel)
}

// chosen applies the globs to a path in a folder or an archive.
func (c *collector) chosen(p string) bool {
	return !matchAny(c.o.Exclude, p) && (len(c.o.Include) == 0 || matchAny(c.o.Include, p))
}

func matchAny(globs []string, p string) bool {
	for _, g := range globs {
		if !strings.Contains(g, "/") {
			if ok, _ := doublestar.Match(g, path.Base(p)); ok {
				return true
			}
			continue
		}
		if ok, _ := doublestar.Match(strings.TrimPrefix(g, "/"), p); ok {
			return true
		}
	}
	return false
}

// isAssets tells whether a folder holds what a browser saved beside a page:
// "Job.html" has its pictures and scripts in "Job_files".
func isAssets(dir string) bool {
	page, ok := strings.CutSuffix(dir, "_files")
	if !ok {
		return false
	}
	for _, ext := range []string{".html", ".htm"} {
		if _, err := os.Stat(page + ext); err == nil {
			return true
		}
	}
	return false
}

// comparePaths orders paths as a walk meets them: folder by folder, by name.
func comparePaths(a, b string) int {
	for {
		x, restX, moreX := strings.Cut(a, "/")
		y, restY, moreY := strings.Cut(b, "/")
		if c := strings.Compare(x, y); c != 0 || !moreX || !moreY {
			if c == 0 && moreX != moreY {
				return map[bool]int{true: 1, false: -1}[moreX]
			}
			return c
		}
		a, b = restX, restY
	}
}
