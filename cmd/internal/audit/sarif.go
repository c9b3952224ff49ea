package audit

import (
	"cmp"
	"encoding/json"
	"io"
	"math"
	"net/url"
	"path/filepath"
	"strings"

	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
)

// The parts of SARIF 2.1.0 (OASIS, errata 01) that an audit needs. Names are
// those of the standard.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"` // never null: that would say that nothing was looked for
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID        string             `json:"id"`
		Name      string             `json:"name"`
		Short     sarifMessage       `json:"shortDescription"`
		Full      sarifMessage       `json:"fullDescription"`
		Help      sarifMessage       `json:"help"`
		Configure sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Rank         float64            `json:"rank"` // severity, 0 to 100
		Message      sarifMessage       `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions"` // of an accepted finding
		Properties   map[string]any     `json:"properties"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// sarifRules are the two findings that there are, the graver first.
var sarifRules = []sarifRule{
	{
		ID: "title-mismatch", Name: "TitleMismatch",
		Short:     sarifMessage{"The title names another role than the duties describe."},
		Full:      sarifMessage{"The title of the posting and its duties, read apart, name different roles, both clearly."},
		Help:      sarifMessage{"Name the posting by the role that its duties describe, or rewrite the duties. If the title is right, accept the finding in a baseline, with the reason."},
		Configure: sarifConfiguration{"warning"},
	},
	{
		ID: "title-neighbour", Name: "TitleNeighbour",
		Short:     sarifMessage{"Product Manager and Product Manager – Technical are taken for each other."},
		Full:      sarifMessage{"The title says Product Manager and the duties ask for technical depth, or the other way around. The roles are neighbours, so that this is milder than another mismatch."},
		Help:      sarifMessage{"Say in the title whether the role is technical. If the title is right, accept the finding in a baseline, with the reason."},
		Configure: sarifConfiguration{"note"},
	},
}

// WriteSARIF writes a log of the mismatches, those accepted too (as suppressed), and
// of what could not be read.
func WriteSARIF(w io.Writer, rows []*Row) error {
	log := newSARIF(rows)
	return log.write(w)
}

// newSARIF makes a log of the mismatches, those accepted too (as suppressed),
// and of what could not be read.
func newSARIF(rows []*Row) sarifLog {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "rolecall", Version: buildinfo.Version(), Rules: sarifRules}},
		Invocations: []sarifInvocation{{Successful: true, Notifications: []sarifNotification{}}},
		Results:     []sarifResult{},
	}
	for _, r := range rows {
		switch {
		case r.Unreadable():
			n := sarifNotification{Level: "warning", Message: sarifText("not read: " + cmp.Or(r.Error, r.Reason)), Locations: []sarifLocation{newSARIFLocation(r)}}
			run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, n)
		case r.Verdict.Finding():
			run.Results = append(run.Results, newSARIFResult(r))
		}
	}
	return sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
}

func newSARIFResult(r *Row) sarifResult {
	rule := 0
	if r.Neighbours {
		rule = 1
	}
	text := "The title “" + r.Title + "” says " + result.TitleText(r.TitleReading) + ", but the posting " + r.Suggestion + "."
	x := sarifResult{
		RuleID: sarifRules[rule].ID, RuleIndex: rule, Level: sarifRules[rule].Configure.Level, Rank: math.Round(1000*r.Severity) / 10,
		Message:      sarifText(text),
		Locations:    []sarifLocation{newSARIFLocation(r)},
		Fingerprints: map[string]string{"rolecallPosting/v1": r.FindingID},
		Suppressions: []sarifSuppression{},
		Properties: map[string]any{
			"title": escape.Terminal(r.Title), "company": escape.Terminal(r.Company), "titleLabel": result.Says(&r.TitleReading),
			"dutiesLabel": r.Body.Label, "dutiesConfidence": r.Body.Confidence, "severity": r.Severity, "suggestedTitle": r.SuggestedTitle,
		},
	}
	if r.Counted {
		x.Level = sarifRules[0].Configure.Level // neighbours with --strict
	}
	if r.Accepted != "" {
		x.Suppressions = append(x.Suppressions, sarifSuppression{"external", escape.Terminal(r.Accepted)})
	}
	return x
}

// sarifText makes a message of text from a posting. Brackets in it would be
// links, and braces places to fill in.
func sarifText(s string) sarifMessage {
	return sarifMessage{strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "{", "{{", "}", "}}").Replace(escape.Terminal(s))}
}

func newSARIFLocation(r *Row) sarifLocation {
	l := sarifLocation{Logical: []sarifLogical{{escape.Terminal(r.Name)}}, Physical: sarifPhysical{Artifact: sarifArtifact{sarifURI(r.Document)}}}
	if r.Line > 0 {
		l.Physical.Region = &sarifRegion{r.Line}
	}
	return l
}

// sarifURI is a path as a URI, or as a reference relative to where the command
// ran.
func sarifURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return u.String()
}

// write writes the log. Angle brackets are escaped, for pages that embed it.
func (l *sarifLog) write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(l)
}
