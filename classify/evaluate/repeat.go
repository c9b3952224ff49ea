package evaluate

import (
	"strings"

	"rolecall/classify"
)

// manyTitles is the number of different titles of one employer from which a
// paragraph that stands under all of them is the employer's standard text. Two
// are often one job in two grades, whose duties are the same.
//
// Chosen by cross-validation, over six divisions into folds: 3 gains 0.004 of
// the duties' macro-F1, 4 and 5 less. To leave such text out altogether gains
// nothing, and so does every rule by how much the titles differ. Reading, as
// against fitting, must not look at other postings: the same posting is to be
// read the same in any company.
const manyTitles = 3

// A standard is a paragraph of an employer.
type standard struct {
	employer  string
	paragraph uint64
}

// repeated finds the paragraphs that employers say of all their jobs.
func repeated(examples []Example) map[standard]bool {
	titles := map[standard]map[string]bool{}
	for i := range examples {
		e := &examples[i]
		if e.Employer == "" {
			continue
		}
		for _, m := range e.Marks {
			k := standard{e.Employer, m.Paragraph}
			if titles[k] == nil {
				titles[k] = map[string]bool{}
			}
			titles[k][strings.ToLower(e.Titled)] = true
		}
	}
	standards := map[standard]bool{}
	for k, t := range titles {
		standards[k] = k.paragraph != 0 && len(t) >= manyTitles
	}
	return standards
}

// teaches returns what an example teaches: its features, with the employer's
// standard text put aside. What stands in every posting of an employer tells
// of the employer, and not of the job; it would teach that the one role that
// is labelled there talks so.
func teaches(e *Example, standards map[standard]bool) []classify.Feature {
	marks := make([]classify.Mark, len(e.Marks))
	for i, m := range e.Marks {
		if standards[standard{e.Employer, m.Paragraph}] {
			m.Zone = classify.AsideZone
		}
		marks[i] = m
	}
	return classify.Features(marks)
}
