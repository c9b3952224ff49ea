//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// onTerminal runs a command on a terminal of a size, and returns what stands
// there in the end.
func onTerminal(t *testing.T, columns, rows uint16, args ...string) string {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal: ", err)
	}
	defer master.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Cols: columns, Rows: rows}); err != nil {
		t.Fatal(err)
	}
	shown := make(chan []byte)
	go func() {
		b, _ := io.ReadAll(master) // ends with an error where the other side is closed
		shown <- b
	}()
	code := run(t.Context(), args, strings.NewReader(""), tty, tty)
	tty.Close()
	out := string(bytes.ReplaceAll(<-shown, []byte("\r\n"), []byte("\n")))
	if code == exitUsage {
		t.Fatalf("%v: %s", args, out)
	}
	return out
}

// terminalRows are postings with titles and names that are hard to fit.
const terminalRows = `{"id": "a1", "title": "TPM", "company": "Acme", "description": "You will lead complex technical programs, manage cross-team dependencies, track risks and milestones, and report status to leadership until launch."}
{"id": "b2", "title": "技術プログラムマネージャー 決済基盤 グローバル 展開 担当 シニア スタッフ プリンシパル", "company": "株式会社アクメ", "description": "You will lead complex technical programs, manage cross-team dependencies, track risks and milestones, and report status to leadership until launch."}
{"id": "c3", "title": "Product Manager, Recipes and Planning and Everything Else That Nobody Wanted To Own", "company": "A company with quite a long name", "description": "Manage a team of eight engineers as direct reports. Hire engineers, hold one-on-ones, coach careers, write performance reviews."}
{"id": "d4", "title": "👩‍💻 Engineering Manager 🚀 Платформа", "description": "You own the roadmap, talk to customers, prioritize the backlog, and define success metrics."}
{"id": "e5", "title": "Nobody"}
`

// Whatever is shown fits the terminal, words are whole, and nothing moves the
// cursor.
func TestTerminalWidths(t *testing.T) {
	t.Setenv("PAGER", "")
	t.Setenv("NO_COLOR", "")
	dir := filepath.Join(t.TempDir(), "a folder of a longer name", "that holds what was saved")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	rows, before, after := filepath.Join(dir, "postings-of-the-autumn.jsonl"), filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")
	if err := os.WriteFile(rows, []byte(terminalRows), 0o666); err != nil {
		t.Fatal(err)
	}
	onTerminal(t, 80, 24, "batch", "-q", rows, "-o", before)
	onTerminal(t, 80, 24, "batch", "-q", "--body-only", "--weights", "prior", rows, "-o", after)
	marked, labels, lines := writeMarked(t)
	misread := filepath.Join(dir, "misread.jsonl")
	if err := os.WriteFile(misread, []byte(`{"id": "a", "label": "EM", "second": "PM-T", "confidence": 0.7}`), 0o666); err != nil {
		t.Fatal(err)
	}
	measured := []string{"--format", "table", "--text-field", "description_text", "--labels", labels, marked}
	for _, args := range [][]string{
		{"classify", rows},
		{"classify", "--columns", "title,label,confidence,name", rows},
		{"audit", rows},
		{"explain", "../../testdata/postings/acme-tpm-payments.html", rows + ":2"},
		{"explain", "--score", rows + ":1", rows + ":5"},
		{"extract", "--explain", "../../testdata/postings/acme-tpm-payments.html", rows},
		{"batch", "--force", rows, "-o", before},
		{"show", before},
		{"show", before, "--columns", "name,title,company,label,second,confidence,verdict,severity,evidence,language,strategy"},
		{"diff", before, after},
		{"columns"},
		{"lexicon", "list", "--role", "EM"},
		{"lexicon", "show", "cross-team-dependencies"},
		{"lexicon", "sources"},
		append([]string{"evaluate", "--lines", lines, "--damage"}, measured...),
		{"evaluate", "--errors", "--format", "table", "--text-field", "description_text", "--labels", misread, marked},
		append([]string{"evaluate", "--swap-titles"}, measured...),
		append([]string{"evaluate", "--ablate", "kinds"}, measured...),
	} {
		whole := wordsOf(onTerminal(t, 4000, 24, args...))
		widths := []uint16{60, 80, 120, 200}
		if testing.Short() {
			widths = widths[:1]
		}
		for _, columns := range widths {
			t.Run(fmt.Sprint(args[0], " ", columns), func(t *testing.T) {
				drawn := onTerminal(t, columns, 24, args...)
				out := ansi.Strip(drawn)
				for _, line := range strings.FieldsFunc(out, func(r rune) bool { return r == '\n' || r == '\r' }) {
					if w := ansi.StringWidth(line); w > int(columns) {
						t.Errorf("%d wide: %q", w, line)
					}
				}
				for word := range wordsOf(drawn) {
					if !whole[word] {
						t.Errorf("%q is broken", word)
					}
				}
			})
		}
	}
}

// wordsOf are the words of what a terminal shows, in Latin letters, but for those
// that are cut at their front, which names are, and those of a bar that was taken
// away.
func wordsOf(out string) map[string]bool {
	words := map[string]bool{}
	out = regexp.MustCompile(`[^\r\n]*\r\x1b\[K`).ReplaceAllString(out, "")
	for _, w := range strings.FieldsFunc(ansi.Strip(strings.ToLower(out)), func(r rune) bool { return strings.ContainsRune(" \r\n-|/", r) }) {
		if w = strings.Trim(w, ",.;:[]()^"); !strings.HasPrefix(w, "…") && !strings.ContainsFunc(w, func(r rune) bool { return r > 'ż' && r != '…' || r >= '0' && r <= '9' }) {
			words[strings.TrimRight(strings.TrimSuffix(w, "…"), ",.;:[]()")] = true
		}
	}
	return words
}

// Long output goes through the pager, and nothing else does.
func TestPager(t *testing.T) {
	const long, short = "../../testdata/postings/acme-tpm-payments.html", "../../testdata/unreadable/connectly-login-wall.html"
	paged := func(out string) bool { return strings.HasPrefix(out, ">") }
	explain := func(args ...string) string { return onTerminal(t, 80, 24, append([]string{"explain"}, args...)...) }
	t.Setenv("NO_COLOR", "1")
	t.Setenv("PAGER", "sed s/^/>/")
	all := explain("--no-pager", long)
	if paged(all) {
		t.Error("--no-pager pages")
	}
	if got := explain(long); strings.ReplaceAll(strings.TrimPrefix(got, ">"), "\n>", "\n") != all {
		t.Errorf("the pager got another text: %q", got)
	}
	if paged(explain(short)) {
		t.Error("what fits the terminal is paged")
	}
	var piped bytes.Buffer
	run(t.Context(), []string{"explain", "--format", "table", long}, strings.NewReader(""), &piped, io.Discard)
	if paged(piped.String()) {
		t.Error("a pipe is paged")
	}
	for _, none := range []string{"", "cat", "no-such-program -R"} {
		t.Setenv("PAGER", none)
		if got := explain(long); got != all {
			t.Errorf("PAGER=%q: %q", none, got)
		}
	}
	t.Setenv("PAGER", "true") // it leaves at once
	explain(long)
}
