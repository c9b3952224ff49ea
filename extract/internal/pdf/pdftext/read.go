package pdftext

import (
	"bytes"
	"fmt"
	"slices"
)

// A Document is what was read of a file.
type Document struct {
	Pages     [][]Run // in the order in which the runs are drawn
	Total     int     // pages that the file has; more than len(Pages) where the limit was met
	Unknown   int     // characters whose text the file does not tell
	Images    bool    // a page draws images
	Title     string  // as the file's metadata states it
	Truncated error   // why reading stopped early; the pages before it are kept
}

// Read reads a file's text. The error wraps ErrMalformed, ErrEncrypted,
// ErrTooBig or what Limits.Over said; a limit that is met after some pages is no error,
// see Document.Truncated.
func Read(data []byte, limits Limits) (doc *Document, err error) {
	doc = &Document{}
	defer func() {
		switch x := recover().(type) {
		case nil:
			return
		case abort:
			err = x.err
		default:
			// The reading of broken structures is not proven to be free of
			// mistakes; one of them must not take a whole batch down.
			err = fmt.Errorf("%w: %v", ErrMalformed, x)
		}
		if len(doc.Pages) > 0 {
			doc.Truncated, err = err, nil
		}
	}()
	start := bytes.Index(data[:min(len(data), 2048)], []byte("%PDF-"))
	if start < 0 {
		return nil, fmt.Errorf("%w: no PDF header", ErrMalformed)
	}
	f := open(data[start:], limits.withDefaults())
	pages := f.pages()
	if len(pages) == 0 {
		return nil, fmt.Errorf("%w: no pages found in %d objects", ErrMalformed, len(f.objects))
	}
	doc.Total = len(pages)
	doc.Title = f.title()
	for _, p := range pages[:min(len(pages), f.limits.Pages)] {
		f.page(doc, p)
	}
	return doc, nil
}

// title reads the title in the file's metadata. In an encrypted file a string is
// encrypted, unless it came out of a stream.
func (f *file) title() string {
	s, _ := f.get(f.dict(f.trailer["Info"])["Title"]).(str)
	info, isRef := f.trailer["Info"].(ref)
	if f.crypt != nil && !f.crypt.none && isRef && f.objects[int(info)].inside == 0 {
		s = str(f.crypt.decrypt([]byte(s), int(info)))
	}
	return textString(string(s))
}

// textString decodes a string of the document's metadata.
func textString(s string) string {
	if b, ok := bytes.CutPrefix([]byte(s), []byte("\xfe\xff")); ok {
		return utf16Text(string(b))
	}
	table, out := baseEncoding("WinAnsiEncoding"), ""
	for i := 0; i < len(s) && i < 500; i++ {
		out += table[s[i]]
	}
	return out
}

// A pageOf is a page with what it inherits.
type pageOf struct {
	dict dict
	res  dict
}

// pages lists the pages in order: by the page tree, or, where that is broken,
// all objects that call themselves pages, as they stand in the file.
func (f *file) pages() []pageOf {
	var out []pageOf
	seen := map[int]bool{}
	var walk func(v any, res dict, depth int)
	walk = func(v any, res dict, depth int) {
		f.tick()
		if r, ok := v.(ref); ok {
			if seen[int(r)] {
				return
			}
			seen[int(r)] = true
		}
		d := f.dict(v)
		if d == nil || depth > maxDepth || len(out) >= 10_000 {
			return
		}
		if own := f.dict(d["Resources"]); own != nil {
			res = own
		}
		if kids := f.array(d["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, res, depth+1)
			}
		} else if f.name(d["Type"]) == "Page" || d["Contents"] != nil {
			out = append(out, pageOf{d, res})
		}
	}
	walk(f.dict(f.trailer["Root"])["Pages"], nil, 0)
	if len(out) > 0 {
		return out
	}
	for _, num := range f.inFileOrder() {
		if d := f.dict(ref(num)); f.name(d["Type"]) == "Page" {
			out = append(out, pageOf{d, f.inherited(d)})
		}
	}
	return out
}

// inherited finds a page's resources in the nodes above it.
func (f *file) inherited(d dict) dict {
	for range maxDepth {
		if res := f.dict(d["Resources"]); res != nil || d == nil {
			return res
		}
		d = f.dict(d["Parent"])
	}
	return nil
}

func (f *file) inFileOrder() []int {
	var nums []int
	for n := range f.objects {
		nums = append(nums, n)
	}
	slices.SortFunc(nums, func(a, b int) int {
		pa, pb := f.objects[a], f.objects[b]
		if pa.inside != pb.inside || pa.offset == pb.offset {
			return a - b
		}
		return pa.offset - pb.offset
	})
	return nums
}

// page reads one page.
func (f *file) page(doc *Document, p pageOf) {
	in := &interpreter{f: f, s: state{ctm: identity, scale: 1}, tm: identity, tlm: identity}
	var data []byte
	for _, v := range f.list(p.dict["Contents"], nil) {
		if s, ok := f.get(v).(*stream); ok {
			data = append(append(data, f.unpack(s)...), '\n')
		}
	}
	for _, v := range f.dict(p.res["XObject"]) {
		if s, ok := f.get(v).(*stream); ok && f.name(s.dict["Subtype"]) == "Image" {
			doc.Images = true
		}
	}
	in.run(data, p.res)
	doc.Unknown += in.unknown
	doc.Pages = append(doc.Pages, in.runs)
}

// font reads a font once.
func (f *file) font(v any) *font {
	r, isRef := v.(ref)
	if t, ok := f.fonts[int(r)]; ok && isRef {
		return t
	}
	d := f.dict(v)
	if d == nil {
		return nil
	}
	t := f.readFont(d)
	if isRef {
		f.fonts[int(r)] = t
	}
	return t
}
