package collect

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"rolecall/extract"
)

// FileOf returns the file that a row's name begins with: p300.jsonl of
// p300.jsonl:5, a.zip of a.zip!dir/x.html, x.html of x.html#2. It is false where
// the name is that of a file, of a folder, or of nothing that is there.
func FileOf(name string) (file string, ok bool) {
	n := naming(name)
	if n == nil {
		return "", false
	}
	return n.file, true
}

// A named place is what one row's name leads back to.
type named struct {
	file  string // to read, or "-" for standard input
	name  string // of the row
	found bool
	err   error // why a part of the file could not be read
}

// naming takes a name apart; nil where it does not begin with a file, or is one.
// Of several files that it begins with the longest is meant.
func naming(name string) *named {
	if exists(name) {
		return nil
	}
	for i := len(name) - 1; i > 0; i-- {
		if !strings.ContainsRune(":!#", rune(name[i])) {
			continue
		}
		file := name[:i]
		if file == "-" {
			return &named{file: file, name: name}
		}
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return &named{file: file, name: name}
		}
		if raw := rawName(file); raw != file && exists(raw) {
			return &named{file: raw, name: name}
		}
	}
	if raw := rawName(name); raw != name && exists(raw) {
		return &named{file: raw, name: name}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// rawName undoes validName: \xff is a byte.
func rawName(name string) string {
	var b []byte
	for i := 0; i < len(name); i++ {
		if strings.HasPrefix(name[i:], `\x`) && i+4 <= len(name) {
			if c, err := strconv.ParseUint(name[i+2:i+4], 16, 8); err == nil && c >= 0x80 {
				b, i = append(b, byte(c)), i+3
				continue
			}
		}
		b = append(b, name[i])
	}
	return string(b)
}

// named reads the one row of a file, and the others are passed over.
func (c *collector) named(n *named) bool {
	outer := c.place
	c.place = n
	defer func() { c.place = outer }()
	if on := c.path(n.file); !on || n.found || c.files != nil {
		return on
	}
	c.place = nil
	err := accessError("there is no such row or member in " + n.file)
	if n.err != nil {
		return c.failed(n.name, fmt.Errorf("%w: %w", err, n.err))
	}
	return c.failed(n.name, err)
}

// holds tells whether the document of a name is the one, or holds it as the
// member that is returned.
func (n *named) holds(document string) (member string, ok bool) {
	rest, ok := strings.CutPrefix(n.name, document)
	switch {
	case !ok || rest != "" && rest[0] != '#':
		return "", false
	case rest != "":
		member = rest[1:]
	}
	n.found = true
	return member, true
}

// member keeps the one posting of a document that a name asks for.
func (d *Document) member(all []extract.Extraction) []extract.Extraction {
	if d.only == "" {
		return all
	}
	var names []string
	for i := range all {
		if all[i].Member == d.only {
			return all[i : i+1]
		}
		if all[i].Member != "" && len(names) < maxNamed {
			names = append(names, "#"+all[i].Member)
		}
	}
	why := "it holds one posting, and no members"
	if len(names) > 0 {
		why = "there are " + strings.Join(names, ", ")
		if len(all) > len(names) {
			why += ", …"
		}
	}
	return []extract.Extraction{{Member: d.only, Reason: extract.NoAccess, Detail: fmt.Sprintf("no posting #%s in it: %s", d.only, why)}}
}

// maxNamed is how many members an error names.
const maxNamed = 5
