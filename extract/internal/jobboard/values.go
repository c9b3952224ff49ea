package jobboard

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/tables"
)

// maxPlaces is how many locations are listed.
const maxPlaces = 5

// short reads a place as a short field: scalars on one line, at most sep-joined
// maxPlaces of them, none twice.
func (p path) short(o map[string]any, sep string) string {
	var parts []string
	for _, v := range p.values(o) {
		s := document.PlainField(scalar(v))
		if s != "" && len(s) < 300 && !slices.Contains(parts, s) && len(parts) < maxPlaces {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, sep)
}

// where reads a path as a location: paths that are added up are the parts of
// one, such as city and country, save where they end in the same key.
func (p path) where(o map[string]any) string {
	for _, paths := range p {
		parts := len(paths) > 1 && paths[0][len(paths[0])-1] != paths[1][len(paths[1])-1]
		for _, one := range paths {
			parts = parts && len(appendAt(nil, o, one)) <= 1
		}
		sep := "; "
		if parts {
			sep = ", "
		}
		if s := (path{paths}).short(o, sep); s != "" {
			return s
		}
	}
	return ""
}

// one reads a place as one short field.
func (p path) one(o map[string]any) string {
	for _, v := range p.values(o) {
		if s := document.PlainField(scalar(v)); s != "" {
			return s
		}
	}
	return ""
}

// scalar reads a string, a number, or the name of an object.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case map[string]any:
		return scalar(schemaorg.FirstOf(v, tables.Builtin.APIs.Names...))
	}
	return ""
}

// day reads a date: numbers count seconds or milliseconds since 1970.
func (p path) day(o map[string]any) string {
	for _, v := range p.values(o) {
		n, ok := v.(float64)
		switch {
		case !ok:
			return feedDate(document.PlainField(scalar(v)))
		case n > 1e11 && n < 1e13:
			return time.UnixMilli(int64(n)).UTC().Format(time.DateOnly)
		case n > 1e8 && n < 1e11:
			return time.Unix(int64(n), 0).UTC().Format(time.DateOnly)
		}
	}
	return ""
}

// feedDate writes a date as RSS has it, "Sun, 01 Mar 2026 10:00:00 +0000", the way
// in which other sources write theirs.
func feedDate(s string) string {
	for _, form := range [...]string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return s
}

// long reads a place as a description: text or HTML.
func (p path) long(o map[string]any) string {
	var parts []string
	for _, v := range p.values(o) {
		if s := markup(v); s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	if len(parts) > 1 && dom.HasMarkup(parts[0]) {
		return strings.Join(parts, "<br>")
	}
	return strings.Join(parts, "\n")
}

// markup reads one value of a description.
func markup(v any) string {
	switch v := v.(type) {
	case string:
		if len(v) > maxDescription {
			return ""
		}
		return v
	case map[string]any:
		if s, ok := attributedText(v); ok {
			return s
		}
		return markup(schemaorg.FirstOf(v, tables.Builtin.APIs.Texts...))
	}
	return ""
}

// attributedText renders LinkedIn's text with attributes as HTML. The text
// itself is glued: its list items and paragraphs are told only by the
// attributes, which count in UTF-16 units.
func attributedText(o map[string]any) (string, bool) {
	text, ok := o["text"].(string)
	list, isList := o["attributes"].([]any)
	if !ok || !isList || len(text) > maxDescription || len(list) > 20_000 {
		return "", false
	}
	type mark struct {
		at    int
		close bool
		tag   string
	}
	var all []mark
	for _, e := range list {
		a, _ := e.(map[string]any)
		start, _ := a["start"].(float64)
		length, _ := a["length"].(float64)
		if tag := attributeTag(a); tag != "" && start >= 0 && length > 0 && start+length < 1e9 {
			all = append(all, mark{int(start), false, "<" + tag + ">"}, mark{int(start + length), true, "</" + tag + ">"})
		}
	}
	slices.SortStableFunc(all, func(a, b mark) int {
		if c := cmp.Compare(a.at, b.at); c != 0 || a.close == b.close {
			return c
		}
		if a.close {
			return -1
		}
		return 1
	})
	var b strings.Builder
	at, next := 0, 0
	for _, r := range text {
		for next < len(all) && all[next].at <= at {
			b.WriteString(all[next].tag)
			next++
		}
		if r == '\n' {
			b.WriteString("<br>")
		} else {
			b.WriteString(html.EscapeString(string(r)))
		}
		at += utf16.RuneLen(r)
	}
	return "<div>" + b.String() + "</div>", true
}

// attributeTag is the element that an attribute's type stands for.
func attributeTag(a map[string]any) string {
	kind, _ := a["type"].(map[string]any)
	name, _ := kind["$type"].(string)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	switch name {
	case "ListItem":
		return "li"
	case "Bold":
		return "b"
	case "Paragraph":
		return "p"
	}
	return ""
}
