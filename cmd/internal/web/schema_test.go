package web

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"rolecall/cmd/internal/result"
)

// A property is what the description of the API says of a field.
type property struct {
	Type        any    `yaml:"type"`
	Ref         string `yaml:"$ref"`
	Enum        []any  `yaml:"enum"`
	Description string `yaml:"description"`
}

// The rows of the API are described as the list of fields has them: all fields,
// their types, and the same words.
func TestRowsAreDescribedAsTheyAre(t *testing.T) {
	source, err := assets.ReadFile("assets/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Required   []string            `yaml:"required"`
				Properties map[string]property `yaml:"properties"`
			} `yaml:"schemas"`
		} `yaml:"components"`
	}
	if err := yaml.Unmarshal(source, &doc); err != nil {
		t.Fatal(err)
	}
	of := map[string]string{"": "Result", "title_reading": "TitleReading", "body": "BodyReading", "evidence[]": "Evidence", "statements[]": "Statement", "aspects[]": "Aspect"}
	described := map[string]int{}
	for _, f := range result.Fields() {
		if f.Name == "text" {
			continue // rows of the API hold no texts
		}
		object, name := "", f.Name
		if i := strings.LastIndexByte(f.Name, '.'); i >= 0 {
			object, name = f.Name[:i], f.Name[i+1:]
		}
		schema := of[object]
		p, ok := doc.Components.Schemas[schema].Properties[name]
		if !ok && schema == "Result" {
			schema = "Row"
			p, ok = doc.Components.Schemas[schema].Properties[name]
		}
		switch {
		case schema == "" || !ok:
			t.Errorf("%s is not described", f.Name)
			continue
		case !slices.Contains(doc.Components.Schemas[schema].Required, name):
			t.Errorf("%s is not said to be always there", f.Name)
		case p.Description != f.Meaning:
			t.Errorf("%s: described as %q, and in the list of fields as %q", f.Name, p.Description, f.Meaning)
		case !slices.Contains(typesOf(f.Type), typeOf(p)):
			t.Errorf("%s: described as %s, it is a %s", f.Name, typeOf(p), f.Type)
		}
		described[schema]++
	}
	for _, schema := range append(slices.Collect(maps.Values(of)), "Row") {
		if n := len(doc.Components.Schemas[schema].Properties); n != described[schema] {
			t.Errorf("%s: %d fields are described, and there are %d", schema, n, described[schema])
		}
	}
}

func typeOf(p property) string {
	switch {
	case p.Ref != "":
		return p.Ref[strings.LastIndexByte(p.Ref, '/')+1:]
	case p.Enum != nil:
		return "string"
	}
	s, _ := p.Type.(string)
	return s
}

// typesOf are the ways in which a type is described.
func typesOf(t result.Type) []string {
	switch t {
	case result.Text:
		return []string{"string", "Role", "MaybeRole", "Kind"}
	case result.Number:
		return []string{"number", "Share"}
	case result.Integer:
		return []string{"integer"}
	case result.Flag:
		return []string{"boolean"}
	case result.ByRole:
		return []string{"Probabilities", "Scores"}
	case result.Object:
		return []string{"TitleReading", "BodyReading"}
	}
	return []string{"array"}
}
