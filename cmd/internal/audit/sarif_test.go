package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// A sarifShape is what the schema of SARIF 2.1.0 says of the objects that an
// audit writes: the properties that must be there, and those that may be, each
// with its shape ("" for text, "#" for a number, "?" for true or false, "*" for
// anything, "[x" for an array of x). The schema itself is not at hand in the
// tests; against it the output was checked once (jsonschema, draft 4).
type sarifShape struct {
	must []string
	may  map[string]string
}

var sarifShapes = map[string]sarifShape{
	"log":           {[]string{"version", "runs"}, map[string]string{"$schema": "uri", "version": "=2.1.0", "runs": "[run"}},
	"run":           {[]string{"tool"}, map[string]string{"tool": "tool", "invocations": "[invocation", "results": "[result"}},
	"tool":          {[]string{"driver"}, map[string]string{"driver": "driver"}},
	"driver":        {[]string{"name"}, map[string]string{"name": "", "version": "", "rules": "[rule"}},
	"rule":          {[]string{"id"}, map[string]string{"id": "", "name": "", "shortDescription": "text", "fullDescription": "text", "help": "text", "defaultConfiguration": "configuration"}},
	"configuration": {nil, map[string]string{"level": "level"}},
	"text":          {[]string{"text"}, map[string]string{"text": ""}},
	"invocation":    {[]string{"executionSuccessful"}, map[string]string{"executionSuccessful": "?", "toolExecutionNotifications": "[notification"}},
	"notification":  {[]string{"message"}, map[string]string{"message": "text", "level": "level", "locations": "[location"}},
	"result":        {[]string{"message"}, map[string]string{"ruleId": "", "ruleIndex": "#", "level": "level", "rank": "#", "message": "text", "locations": "[location", "partialFingerprints": "*", "suppressions": "[suppression", "properties": "*"}},
	"suppression":   {[]string{"kind"}, map[string]string{"kind": "=external", "justification": ""}},
	"location":      {nil, map[string]string{"physicalLocation": "physical", "logicalLocations": "[logical"}},
	"physical":      {[]string{"artifactLocation"}, map[string]string{"artifactLocation": "artifact", "region": "region"}},
	"artifact":      {nil, map[string]string{"uri": "uri"}},
	"region":        {nil, map[string]string{"startLine": "#"}},
	"logical":       {nil, map[string]string{"fullyQualifiedName": ""}},
}

// sarifFaults lists what is not of a shape.
func sarifFaults(at, shape string, v any) []string {
	fault := []string{fmt.Sprintf("%s: %v is no %q", at, v, shape)}
	if element, ok := strings.CutPrefix(shape, "["); ok {
		list, ok := v.([]any)
		if !ok {
			return fault
		}
		var faults []string
		for i, x := range list {
			faults = append(faults, sarifFaults(fmt.Sprintf("%s[%d]", at, i), element, x)...)
		}
		return faults
	}
	if s, ok := sarifShapes[shape]; ok {
		return s.faults(at, v)
	}
	if isSARIFValue(shape, v) {
		return nil
	}
	return fault
}

func (s sarifShape) faults(at string, v any) (faults []string) {
	object, ok := v.(map[string]any)
	if !ok {
		return []string{at + " is no object"}
	}
	for _, name := range s.must {
		if _, ok := object[name]; !ok {
			faults = append(faults, at+" has no "+name)
		}
	}
	for name, x := range object {
		shape, ok := s.may[name]
		if !ok {
			faults = append(faults, at+" has "+name)
			continue
		}
		faults = append(faults, sarifFaults(at+"."+name, shape, x)...)
	}
	return faults
}

func isSARIFValue(shape string, v any) bool {
	text, isText := v.(string)
	switch shape {
	case "*":
		_, ok := v.(map[string]any)
		return ok
	case "?":
		_, ok := v.(bool)
		return ok
	case "#":
		_, ok := v.(float64)
		return ok
	case "uri":
		_, err := url.Parse(text)
		return isText && err == nil && !strings.ContainsAny(text, " <>\"\\^`{|}")
	case "level":
		return slices.Contains([]string{"none", "note", "warning", "error"}, text)
	case "":
		return isText
	}
	return isText && "="+text == shape
}

const sarifDuties = "You will lead complex technical programs across eight engineering teams. Manage cross-team dependencies, track risks and milestones, and remove blockers. Report status to leadership, and see the launch through on the promised date."

func TestSARIF(t *testing.T) {
	mismatch := auditOf(t, "a folder/100%.jsonl:7", "Product Manager", sarifDuties)
	accepted := auditOf(t, "/abs/ä.jsonl:8", "Product Manager", sarifDuties)
	accepted.Accepted = "agreed with <people>"
	hostile := auditOf(t, "c:\u202e<script>.html", "Product Manager [x](javascript:1) {0} </script>\x1b[31m\u202e", sarifDuties)
	unreadable := auditOf(t, "d", "", "")
	unreadable.Outcome, unreadable.Reason, unreadable.Error = "unreadable", "empty", "nothing\x1b[2J in {it}"
	tests := []struct {
		name            string
		rows            []*Row
		results, unread int
	}{
		{"nothing read", nil, 0, 0},
		{"nothing found", []*Row{auditOf(t, "a", "Technical Program Manager", sarifDuties)}, 0, 0},
		{"all", []*Row{mismatch, accepted, hostile, unreadable}, 3, 1},
	}
	for _, tt := range tests {
		Sort(tt.rows, Rules{})
		log := newSARIF(tt.rows)
		var b bytes.Buffer
		if err := log.write(&b); err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		for _, fault := range sarifFaults("log", "log", v) {
			t.Errorf("%s: %s", tt.name, fault)
		}
		if run := log.Runs[0]; len(run.Results) != tt.results || len(run.Invocations[0].Notifications) != tt.unread {
			t.Errorf("%s: %d results, %d notifications", tt.name, len(run.Results), len(run.Invocations[0].Notifications))
		}
		if strings.ContainsAny(b.String(), "\x1b\u202e<>") {
			t.Errorf("%s: unsafe text in %s", tt.name, b.String())
		}
	}
	if got := newSARIFResult(hostile).Message.Text; !strings.Contains(got, `\[x\](javascript:1) {{0}}`) {
		t.Errorf("message %q", got)
	}
	if got := newSARIFResult(accepted); len(got.Suppressions) != 1 || got.Locations[0].Physical.Artifact.URI != "file:///abs/%C3%A4.jsonl" {
		t.Errorf("accepted: %+v", got)
	}
	if got := newSARIFLocation(mismatch); got.Physical.Artifact.URI != "a%20folder/100%25.jsonl" || got.Physical.Region.StartLine != 7 {
		t.Errorf("location %+v", got)
	}
}

// The validator finds faults.
func TestSARIFFaults(t *testing.T) {
	for _, bad := range []string{`[]`, `{"version": "2.1.0"}`, `{"version": "2.0.0", "runs": []}`, `{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}`, `{"version": "2.1.0", "runs": [], "extra": 1}`} {
		var v any
		if err := json.Unmarshal([]byte(bad), &v); err != nil {
			t.Fatal(err)
		}
		if len(sarifFaults("log", "log", v)) == 0 {
			t.Errorf("no fault in %s", bad)
		}
	}
}
