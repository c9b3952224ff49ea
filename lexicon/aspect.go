package lexicon

import "slices"

// An Aspect is a quality of a job that parts neighbouring roles, read from a
// few concepts: data/aspects.yaml.
type Aspect struct {
	Name     string   `yaml:"aspect"`
	What     string   `yaml:"what"`
	Concepts []string `yaml:"concepts"` // ids

	set map[string]bool
}

// Has reports whether the aspect is read from a concept.
func (a *Aspect) Has(id string) bool { return a.set[id] }

// aspectFaults says which concepts of aspects there are not.
func (l *Lexicon) aspectFaults() (errs []error) {
	for _, a := range l.Aspects {
		for i, id := range a.Concepts {
			if !slices.ContainsFunc(l.Concepts, func(c Concept) bool { return c.ID == id }) {
				errs = append(errs, faultAt("aspects.yaml", id, "%s: no concept %q", a.Name, id))
			}
			if slices.Contains(a.Concepts[:i], id) {
				errs = append(errs, faultAt("aspects.yaml", id, "%s: concept %q stands there twice", a.Name, id))
			}
		}
	}
	return errs
}
