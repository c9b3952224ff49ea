package metrics

import (
	"cmp"
	"slices"

	"rolecall/classify"
	"rolecall/lexicon"
)

// swapTitle returns the title that a posting of a role is given where titles
// are swapped: the plain name of another role, by the rotation
// TPM → PM → PM-T → EM → TPM. It is "" for another job.
func swapTitle(truth lexicon.Role) string {
	return [numRoles]string{"Product Manager", "Technical Product Manager", "Engineering Manager", "Technical Program Manager", ""}[truth.Index()]
}

// A SwapReport says how well the audit finds titles that do not match.
type SwapReport struct {
	// All are all swaps, and alarms of every kind: the audit with --strict.
	// Far leaves out the swaps between PM and PM-T, and such alarms: the audit
	// without it. Neighbours are those alone.
	All        Alarms `json:"swapped"`
	Far        Alarms `json:"swapped_far"`
	Neighbours Alarms `json:"swapped_neighbours"`

	// Natural are labelled postings under their own titles, where these read
	// as one role or another job: the mismatches are those whose label
	// differs. NaturalFar leaves out PM and PM-T, as Far does.
	Natural    Alarms `json:"own"`
	NaturalFar Alarms `json:"own_far"`

	// NaturalNeighbours are PM against PM-T alone.
	NaturalNeighbours Alarms  `json:"own_neighbours"`
	FalseAlarms       []Alarm `json:"false_alarms"` // of Natural, the worst first; none of sealed postings

	// Titles say how postings were labelled by title and duties, labelled by a
	// person or not, and Samples are some of those whose titles nearly name one
	// of the four roles.
	Titles  []TitleGroup  `json:"by_title"`
	Samples []TitleSample `json:"near_misses"`
}

// Alarms count what was found among titles that are wrong, and among those that
// are right.
type Alarms struct {
	Wrong     int     `json:"wrong"`        // titles that do not match
	Right     int     `json:"right"`        // titles that do
	Found     int     `json:"found"`        // wrong titles with the verdict mismatch
	False     int     `json:"false_alarms"` // right titles with it
	Precision float64 `json:"precision"`    // of the alarms, the share that is found; 0 to 1
	Recall    float64 `json:"recall"`       // of the wrong titles, the share that is found
	ROC       float64 `json:"roc_area"`     // see areas; the score is Conflict
	PR        float64 `json:"pr_area"`
}

// An Alarm is a title that was taken not to match.
type Alarm struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Truth    lexicon.Role `json:"label"`  // what a person said that the posting describes
	Duties   lexicon.Role `json:"duties"` // what its duties were read as
	Severity float64      `json:"severity"`
}

// kind says which alarms and which wrong titles count.
type kind int

const (
	every kind = iota
	far
	neighbours
)

// A trial is a posting under a title.
type trial struct {
	wrong      bool // the title does not match
	neighbours bool // it is wrong between PM and PM-T alone
	alarm      kind // far or neighbours
	found      bool
	conflict   float64
}

// Swap measures the audit on predictions from the duties alone. read reads a
// title.
func Swap(ps []Prediction, read func(title string) classify.TitleReading) SwapReport {
	var swapped, natural []trial
	var r SwapReport
	for i := range ps {
		p := &ps[i]
		if p.Truth == "" || p.Reading.Label == "" && swapTitle(p.Truth) == "" {
			continue
		}
		own := p.try(p.Reading)
		if p.Reading.Label != "" {
			natural = append(natural, own)
			if own.found && !own.wrong && !p.Sealed {
				r.FalseAlarms = append(r.FalseAlarms, p.alarm(own))
			}
		}
		if title := swapTitle(p.Truth); title != "" {
			swapped = append(swapped, p.try(read(title)))
			if !own.wrong {
				swapped = append(swapped, own)
			}
		}
	}
	r.All, r.Far, r.Neighbours = count(swapped, every), count(swapped, far), count(swapped, neighbours)
	r.Natural, r.NaturalFar, r.NaturalNeighbours = count(natural, every), count(natural, far), count(natural, neighbours)
	slices.SortFunc(r.FalseAlarms, func(a, b Alarm) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.ID, b.ID))
	})
	return r
}

// try judges the posting under a title.
func (p *Prediction) try(t classify.TitleReading) trial {
	label, confidence := p.best()
	body := classify.BodyReading{Label: lexicon.Roles()[label], Confidence: confidence, Probabilities: map[lexicon.Role]float64{}}
	for i, role := range lexicon.Roles() {
		body.Probabilities[role] = p.P[i]
	}
	verdict, _ := classify.Judge(t, body)
	x := trial{
		wrong:      t.Label != p.Truth,
		neighbours: classify.Neighbours(t, classify.BodyReading{Label: p.Truth}),
		alarm:      far,
		found:      verdict.Finding(),
		conflict:   classify.Conflict(t, body),
	}
	if classify.Neighbours(t, body) {
		x.alarm = neighbours
	}
	return x
}

func (p *Prediction) alarm(x trial) Alarm {
	label, _ := p.best()
	return Alarm{ID: p.ID, Title: p.Titled, Truth: p.Truth, Duties: lexicon.Roles()[label], Severity: x.conflict}
}

// count measures the trials of a kind: alarms of another kind are none, and
// wrong titles of another kind are left out.
func count(trials []trial, k kind) Alarms {
	var a Alarms
	var cases []scored
	for _, t := range trials {
		switch {
		case t.wrong && k != every && t.neighbours != (k == neighbours):
			continue
		case k != every && t.alarm != k:
			t.found, t.conflict = false, 0
		}
		cases = append(cases, scored{t.conflict, t.wrong})
		switch {
		case t.wrong:
			a.Wrong++
		default:
			a.Right++
		}
		switch {
		case t.found && t.wrong:
			a.Found++
		case t.found:
			a.False++
		}
	}
	a.Precision, a.Recall = ratio(a.Found, a.Found+a.False), ratio(a.Found, a.Wrong)
	a.ROC, a.PR = areas(cases)
	return a
}
