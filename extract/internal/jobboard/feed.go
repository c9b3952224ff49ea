package jobboard

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
)

// MatchFeed recognises XML that is no page: a feed of postings.
func MatchFeed(s *document.Input) bool {
	if s.Binary || !strings.HasPrefix(s.Top, "<") || strings.HasPrefix(strings.ToLower(s.Top[:min(len(s.Top), 9)]), "<!doctype") {
		return false
	}
	top := strings.ToLower(s.Top)
	known := false
	for _, root := range []string{"<?xml", "<rss", "<workzag-jobs", "<feed", "<source>", "<jobs>", "<job>", "<position>", "<positions>"} {
		known = known || strings.HasPrefix(top, root)
	}
	return known && !strings.Contains(top, "<html") && !strings.Contains(top, "<!doctype html")
}

// ReadFeed reads the postings in XML by the same table as those in JSON.
func ReadFeed(in *document.Input, o posting.Options) []posting.Extraction {
	return readFeed(in.Text(), o)
}

func readFeed(text []byte, o posting.Options) []posting.Extraction {
	v, err := decodeXML(text)
	switch {
	case errors.Is(err, posting.ErrTooComplex):
		return []posting.Extraction{document.Refusal(posting.TooComplex, "XML: %v", err)}
	case err != nil:
		return []posting.Extraction{document.Refusal(posting.Malformed, "XML that cannot be read: %v", err)}
	}
	return postingsIn(v, "XML", o)
}

// A feedElement is an element that is being read.
type feedElement struct {
	name     string
	children map[string]any
	text     strings.Builder
}

// decodeXML reads XML as objects: an element with children is an object, one
// without is its text, elements of one name are a list. Attributes are left
// out, except an address.
func decodeXML(text []byte) (any, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the text is UTF-8 by now
	stack := []*feedElement{{}}
	elements := 0
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if elements++; elements > maxDataObjects || len(stack) > maxDataDepth {
				return nil, fmt.Errorf("%w: %d elements, %d deep", posting.ErrTooComplex, elements, len(stack))
			}
			stack = append(stack, newElement(t))
		case xml.CharData:
			stack[len(stack)-1].text.Write(t)
		case xml.EndElement:
			stack = closeElement(stack, t.Name.Local)
		}
	}
	for len(stack) > 1 {
		stack = closeElement(stack, stack[len(stack)-1].name)
	}
	return stack[0].value(), nil
}

func newElement(t xml.StartElement) *feedElement {
	e := &feedElement{name: t.Name.Local}
	for _, a := range t.Attr {
		if a.Name.Local == "href" {
			e.text.WriteString(a.Value) // Atom's links
		}
	}
	return e
}

// closeElement ends the innermost element of the name with all inside it. An
// end tag without an element is left out.
func closeElement(stack []*feedElement, name string) []*feedElement {
	open := len(stack) - 1
	for open > 0 && stack[open].name != name {
		open--
	}
	if open == 0 {
		return stack
	}
	for len(stack) > open {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		stack[len(stack)-1].add(e.name, e.value())
	}
	return stack
}

func (e *feedElement) value() any {
	if e.children == nil {
		return strings.TrimSpace(e.text.String())
	}
	return e.children
}

func (e *feedElement) add(name string, v any) {
	if e.children == nil {
		e.children = map[string]any{}
	}
	switch have := e.children[name].(type) {
	case nil:
		e.children[name] = v
	case []any:
		e.children[name] = append(have, v)
	default:
		e.children[name] = []any{have, v}
	}
}
