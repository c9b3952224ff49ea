package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"rolecall/cmd/internal/look"
)

// parts are the page as people edit it, and the chart library as its makers
// publish it.
//
//go:embed page.html page.css d3/d3.min.js d3/LICENSE *.js
var parts embed.FS

// scripts are run in this order, each seeing the names of those before.
func scripts() []string {
	list := []string{part("d3/d3.min.js"), look.DOM(), look.Words(), look.Draw(), look.Table()}
	for _, name := range []string{"data.js", "filter.js", "charts.js", "list.js", "posting.js", "main.js"} {
		list = append(list, part(name))
	}
	return list
}

// part is a file of the page. It is embedded, so that it is there.
func part(name string) string {
	b, err := parts.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// writeHead writes all that stands before the data.
func writeHead(w io.Writer) error {
	style := look.Style() + part("page.css")
	_, err := strings.NewReplacer("{{policy}}", policy(style), "{{style}}", style, "{{licence}}", part("d3/LICENSE")).WriteString(w, part("page.html"))
	return err
}

// writeFoot writes the scripts. They stand behind the data that they read.
func writeFoot(w io.Writer) error {
	for _, script := range scripts() {
		if _, err := fmt.Fprintf(w, "<script>%s</script>\n", script); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</body>\n</html>\n")
	return err
}

// policy is the content security policy: the page's own scripts and styles, and
// nothing from anywhere. Trusted types without a policy forbid that text becomes
// markup, whatever a script tries.
func policy(style string) string {
	var hashes []string
	for _, script := range scripts() {
		hashes = append(hashes, hash(script))
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src " + strings.Join(hashes, " "), "style-src " + hash(style),
		"base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; ")
}

func hash(s string) string {
	h := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}
