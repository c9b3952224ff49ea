package lexicon

import (
	"encoding/json"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"
)

// schemaOf reads the schema of a data file, and the type that it is loaded into.
func schemaOf(t *testing.T, file string) (*jsonschema.Schema, reflect.Type) {
	t.Helper()
	name, into := strings.TrimSuffix(file, ".yaml"), map[string]any{
		"words.yaml": contents{}.Words, "roles.yaml": roleFile{}, "sources.yaml": []Source{}, "titles.yaml": TitleGrammar{},
		"aspects.yaml": []Aspect{}, "voice.yaml": []voiceRule{},
	}[file]
	if into == nil {
		name, into = "concepts", []conceptYAML{}
	}
	text, err := sources.ReadFile("data/schema/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &s, reflect.TypeOf(into)
}

// The schemas for editors take what stands in the data, have the fields that are
// loaded and no others, and name the values that there are.
func TestSchemas(t *testing.T) {
	data, err := Data()
	if err != nil {
		t.Fatal(err)
	}
	files, err := readFiles(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			s, into := schemaOf(t, f.name)
			sameFields(t, f.name, s, into)
			if err := validate(t, s, f.text); err != nil {
				t.Error(err)
			}
		})
	}
	found, err := fs.Glob(data, "schema/*.json")
	if err != nil || len(found) != 7 {
		t.Errorf("schemas %q, %v", found, err)
	}
	s, _ := schemaOf(t, "concepts/")
	kinds, speaks := s.Items.Properties["kind"].Enum, s.Items.Properties["speaks-for"].Items.Enum
	for _, k := range Kinds() {
		if !slices.Contains(kinds, any(string(k))) || len(kinds) != len(Kinds()) {
			t.Errorf("kinds %v", kinds)
		}
	}
	for _, r := range Roles() {
		if !slices.Contains(speaks, any(string(r))) || len(speaks) != NumRoles+1 {
			t.Errorf("speaks for %v", speaks)
		}
	}
}

// sameFields holds the fields of a schema to those that a type is loaded from.
func sameFields(t *testing.T, where string, s *jsonschema.Schema, typ reflect.Type) {
	t.Helper()
	switch {
	case typ == reflect.TypeFor[textYAML]() || typ == reflect.TypeFor[fieldYAML]() || typ.Kind() == reflect.String || typ.Kind() == reflect.Bool || typ.Kind() == reflect.Uint8:
	case typ.Kind() == reflect.Slice:
		sameFields(t, where+"[]", s.Items, typ.Elem())
	case typ.Kind() == reflect.Map:
		sameFields(t, where+"{}", s.AdditionalProperties, typ.Elem())
	case typ.Kind() == reflect.Struct:
		var loaded, described []string
		for _, f := range reflect.VisibleFields(typ) {
			if name := f.Tag.Get("yaml"); name != "" {
				loaded = append(loaded, name)
				if p := s.Properties[name]; p != nil {
					sameFields(t, path.Join(where, name), p, f.Type)
				}
			}
		}
		for name := range s.Properties {
			described = append(described, name)
		}
		slices.Sort(loaded)
		slices.Sort(described)
		if !slices.Equal(loaded, described) {
			t.Errorf("%s: loaded are %q, the schema has %q", where, loaded, described)
		}
	default:
		t.Errorf("%s: what is a %v?", where, typ)
	}
}

func validate(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(asJSON, &v); err != nil {
		t.Fatal(err)
	}
	return resolved.Validate(v)
}

// Slips of the pen are seen while one writes.
func TestSchemaRefuses(t *testing.T) {
	const good = `- {concept: ours, kind: skill, speaks-for: [TPM], source: field, reason: said so, patterns: ["own the roadmap"]}`
	s, _ := schemaOf(t, "concepts/")
	if err := validate(t, s, []byte(good)); err != nil {
		t.Error(err)
	}
	for _, slip := range [][2]string{
		{"ours", "Our_s"}, {"skill", "craft"}, {"kind", "kindd"}, {"[TPM]", "[CEO]"}, {"[TPM]", "[]"}, {"reason: said so, ", ""}, {`["own the roadmap"]`, "[]"},
		{"source: field", `source: field, attested: [{document: "000", at: here}]`},
	} {
		if err := validate(t, s, []byte(strings.Replace(good, slip[0], slip[1], 1))); err == nil {
			t.Errorf("%s in place of %s is taken", slip[1], slip[0])
		}
	}
}
