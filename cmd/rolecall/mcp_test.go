package main

import (
	"context"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Over the pipes of a process, which ends when its input does.
func TestMCPProcess(t *testing.T) {
	cmd := exec.Command(program(t), "mcp")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if info := s.InitializeResult(); info.ServerInfo.Name != "rolecall" || info.ServerInfo.Version == "" || info.Instructions == "" {
		t.Errorf("%+v", info)
	}
	listed, err := s.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range listed.Tools {
		names = append(names, tool.Name)
		if tool.Description == "" || tool.InputSchema == nil || tool.OutputSchema == nil || !tool.Annotations.ReadOnlyHint || *tool.Annotations.OpenWorldHint {
			t.Errorf("%+v", tool)
		}
		if input, _ := json.Marshal(tool.InputSchema); strings.Contains(string(input), `"path"`) {
			t.Errorf("%s takes a path though no folder was named", tool.Name)
		}
	}
	if want := []string{"audit_posting", "classify_posting", "explain_role"}; !slices.Equal(names, want) {
		t.Errorf("tools %q", names)
	}
	r, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: "classify_posting", Arguments: map[string]any{"title": "TPM", "text": "You will lead complex technical programs across teams, manage cross-team dependencies, track risks and milestones, and report status to leadership."}})
	if err != nil || r.IsError {
		t.Fatalf("%v: %+v", err, r)
	}
	if b, err := json.Marshal(r.StructuredContent); err != nil || !strings.Contains(string(b), `"label":"TPM"`) {
		t.Errorf("%v: %s", err, b)
	}
	if err := s.Close(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if stderr.String() != "" {
		t.Errorf("it said %q", stderr.String())
	}
}
