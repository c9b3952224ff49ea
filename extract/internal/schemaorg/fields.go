package schemaorg

import (
	"cmp"
	"slices"
	"strings"

	"rolecall/extract/internal/document"
)

// IsType reports that an @type is, or lists, the type.
func IsType(v any, want string) bool {
	switch v := v.(type) {
	case string:
		return v == want || strings.HasSuffix(v, "/"+want) || strings.HasSuffix(v, ":"+want)
	case []any:
		for _, e := range v {
			if IsType(e, want) {
				return true
			}
		}
	}
	return false
}

// TextOf reads a value that may be a string, a list of strings, or an object
// with a name or a description.
func TextOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var parts []string
		for _, e := range v {
			if s := TextOf(e); strings.TrimSpace(s) != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n")
	case map[string]any:
		return TextOf(FirstOf(v, "description", "name", "@value", "text"))
	}
	return ""
}

// FirstOf returns the value of the first of the keys that an object has, nil where
// it has none.
func FirstOf(o map[string]any, keys ...string) any {
	for _, k := range keys {
		if v, ok := o[k]; ok && v != nil {
			return v
		}
	}
	return nil
}

// First returns the text of the first of the keys that has one, "" where none has.
func First(o map[string]any, keys ...string) string {
	for _, k := range keys {
		if s := strings.TrimSpace(TextOf(o[k])); s != "" {
			return s
		}
	}
	return ""
}

// Name reads an organisation or a country, which may be a string, an object, or
// a list, of which the first counts.
func Name(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return cmp.Or(Name(v["name"]), Name(v["legalName"]))
	case []any:
		if len(v) > 0 {
			return Name(v[0])
		}
	case string:
		return v
	}
	return ""
}

// location reads jobLocation: places with postal addresses.
func location(v any) string {
	var parts []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if s := location(e); s != "" && len(parts) < 5 && !slices.Contains(parts, s) {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		address, ok := v["address"].(map[string]any)
		if !ok {
			return document.PlainField(First(v, "address", "name"))
		}
		for _, k := range []string{"addressLocality", "addressRegion", "addressCountry"} {
			if s := document.PlainField(Name(address[k])); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
				parts = append(parts, s)
			}
		}
	case string:
		return document.PlainField(v)
	}
	return strings.Join(parts, ", ")
}

// Types returns the types of the objects that a page states on top, or as what it is
// about. Among the objects of one graph the people are authors.
func Types(v any) (types []string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			types = append(types, Types(e)...)
		}
	case map[string]any:
		types = typeNames(v["@type"])
		graph, _ := v["@graph"].([]any)
		for _, t := range Types(any(graph)) {
			if t != "Person" {
				types = append(types, t)
			}
		}
		if about, ok := v["mainEntity"].(map[string]any); ok {
			types = append(types, typeNames(about["@type"])...)
		}
	}
	return types
}

// typeNames reads an @type without the vocabulary's address.
func typeNames(v any) (names []string) {
	switch v := v.(type) {
	case string:
		names = []string{v[strings.LastIndexAny(v, "/:")+1:]}
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok {
				names = append(names, typeNames(s)...)
			}
		}
	}
	return names
}
