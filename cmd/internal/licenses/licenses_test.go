package licenses

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The licence of each module is there that is linked in on any system that
// releases are for: some are needed on Windows alone.
func TestSystems(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		c := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}`, "rolecall/cmd/rolecall")
		c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%s: %v", system, err)
		}
		seen := map[string]bool{}
		for _, m := range strings.Split(strings.TrimSpace(string(out)), "\n") {
			if m != "" && !seen[m] && !strings.Contains(Notices, "\n"+m+": ") {
				t.Errorf("%s: no licence of %s: go generate ./cmd/internal/licenses", system, m)
			}
			seen[m] = true
		}
	}
}
