package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// The postings of the tests: title, employer, text.
var postings = [][3]string{
	{"Product Manager", "Acme", "What you will do\nManage cross-team dependencies and drive technical programs across engineering teams.\nTrack risks, remove blockers and report program status to leadership.\nRun the program plan, its milestones and its release schedule.\n"},
	{"Technical Program Manager", "Borealis", "What you will do\nDrive technical programs from planning to launch.\nManage cross-functional dependencies, risks and milestones.\nReport status to executives and unblock engineering teams.\n"},
	{"TPM", "acme", "Responsibilities\nManage cross-team dependencies and technical programs.\nTrack risks and program milestones, and keep the program plan.\n"},
	{"Engineering Manager", "Cobalt", "What you will do\nManage a team of engineers: hire, coach and grow software engineers, hold one-on-ones and performance reviews.\nOwn the team's technical direction, code quality and on-call health.\n"},
	{"Product Manager", "Borealis", "What you will do\nOwn the product roadmap and prioritize features by customer research.\nDefine the go-to-market plan with marketing and sales.\nMeasure success by user engagement and revenue.\n"},
	{"Product Manager", "Delphi", "What you will do\nOwn the roadmap of our developer platform and APIs; your customers are developers.\nWrite technical requirements and API specifications with engineers and architects.\nReview architecture decisions and weigh technical trade-offs.\n"},
	{"Nurse", "Eldergate", "What you will do\nCare for patients on the ward, give medication and keep charts.\nSpeak with families and train student nurses in wound care.\n"},
}

// read reads postings as every command does.
func read(t testing.TB, texts bool, list ...[3]string) []Row {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	in := result.Reader{Classifier: classify.New(lex, classify.Options{}), KeepText: texts}
	var rows []Row
	for i, p := range list {
		for _, r := range in.Rows(collect.Document{Seq: int64(i), Name: p[0] + ".txt", Row: &collect.Row{Title: p[0], Company: p[1], Text: p[2]}}) {
			rows = append(rows, Row{Row: r})
		}
	}
	return rows
}

// write makes the page of rows.
func write(t testing.TB, rows []Row) []byte {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	p, err := New(&b, lex.RoleName)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := p.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked returns the data of a page.
func unpacked(t *testing.T, page []byte) (x index, details []detail) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<script type="application/gzip" class="(\w+)">([A-Za-z0-9+/=]*)</script>`).FindAllSubmatch(page, -1) {
		z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(m[2])))
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if string(m[1]) == "index" {
			err = json.Unmarshal(b, &x)
		} else {
			var some []detail
			err = json.Unmarshal(b, &some)
			details = append(details, some...)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return x, details
}

func TestSameBytes(t *testing.T) {
	rows := read(t, true, postings...)
	if !bytes.Equal(write(t, rows), write(t, rows)) {
		t.Error("the same rows give other bytes")
	}
}

// Each piece of evidence is marked where the row says that it stands, in the
// text and in the sentences that stand in for it; weights are the row's.
func TestEvidence(t *testing.T) {
	list := append(postings[:len(postings):len(postings)],
		[3]string{"TPM", "𝒜cme", "Était 😀 “quoted” 𝔘nicode\nManage cross-team dependencies 😀 and drive technical programs.\nTrack risks.\n"})
	for _, texts := range []bool{true, false} {
		rows := read(t, texts, list...)
		x, details := unpacked(t, write(t, rows))
		if x.N != len(rows) || len(details) != len(rows) || texts != (x.Texts == len(rows)) {
			t.Fatalf("%d rows, %d details, %d texts of %d rows", x.N, len(details), x.Texts, len(rows))
		}
		for i, d := range details {
			units := utf16.Encode([]rune(d.Text))
			if len(d.Evidence) != len(rows[i].Evidence) || len(d.Evidence) == 0 && i != 6 { // nothing speaks for the nurse
				t.Fatalf("row %d: %d pieces of evidence, want %d", i, len(d.Evidence), len(rows[i].Evidence))
			}
			for k, m := range d.Evidence {
				e := rows[i].Evidence[k]
				if got := string(utf16.Decode(units[int(m[3]):int(m[4])])); got != e.Text {
					t.Errorf("row %d, texts %v: %s is marked at %q, want %q", i, texts, e.Concept, got, e.Text)
				}
				if kind := x.Evident[int(m[0])]; kind.Concept != e.Concept || kind.Role != e.Role || m[1] != e.Weight || x.Zones[int(m[2])] != string(e.Zone) {
					t.Errorf("row %d: %v %v, want %v", i, kind, m, e)
				}
			}
		}
	}
}

// Evidence that the text does not hold is not marked, and counts.
func TestForeignEvidence(t *testing.T) {
	rows := read(t, true, postings[0])
	rows[0].Text = "Something else, é😀"
	rows[0].Evidence[0].Start, rows[0].Evidence[0].End = -5, 1<<40
	_, details := unpacked(t, write(t, rows))
	for _, m := range details[0].Evidence {
		if m[3] != 0 || m[4] != 0 {
			t.Errorf("marked from %v to %v", m[3], m[4])
		}
	}
	if len(details[0].Evidence) != len(rows[0].Evidence) {
		t.Error("evidence is lost")
	}
}

func TestLongText(t *testing.T) {
	rows := read(t, true, postings[0])
	rows[0].Text += strings.Repeat("ü", maxText)
	_, details := unpacked(t, write(t, rows))
	d := details[0]
	if len(d.Text) > maxText || d.Cut != len(rows[0].Text)-len(d.Text) || strings.TrimRight(d.Text, "ü") != strings.TrimRight(rows[0].Text, "ü") {
		t.Errorf("%d bytes are shown, %d are cut", len(d.Text), d.Cut)
	}
}

func TestTooManyRows(t *testing.T) {
	p, err := New(io.Discard, func(lexicon.Role) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	p.index.N = MaxRows
	if err := p.Add(read(t, true, postings[0])[0]); err == nil {
		t.Error("no error")
	}
}

func TestKind(t *testing.T) {
	rows := read(t, true, postings...)
	rows[0].Accepted = "known"
	x, _ := unpacked(t, write(t, rows))
	var got []string
	for _, k := range x.Kind {
		got = append(got, x.Kinds[k])
	}
	if want := "accepted agree resolved agree agree neighbours not-audited"; strings.Join(got, " ") != want {
		t.Errorf("verdicts %v, want %s", got, want)
	}
	if x.Company[0] != x.Company[2] || len(x.Companies) != 5 {
		t.Errorf("employers %v of %v", x.Company, x.Companies)
	}
}

// The policy allows the scripts and the style of the page, and the page has no
// others.
func TestPolicy(t *testing.T) {
	page := string(write(t, nil))
	for _, bad := range []string{"unsafe", "http:", "*"} {
		if strings.Contains(policy("x"), bad) {
			t.Errorf("the policy holds %q: %s", bad, policy("x"))
		}
	}
	found := regexp.MustCompile(`(?s)<(script|style)>(.*?)</(?:script|style)>`).FindAllStringSubmatch(page, -1)
	if n := len(scripts()) + 1; len(found) != n || strings.Count(page, "<script") != n { // the index is data
		t.Fatalf("%d scripts and styles, %d begin", len(found), strings.Count(page, "<script"))
	}
	for _, f := range found {
		h := sha256.Sum256([]byte(f[2]))
		if !strings.Contains(page, "'sha256-"+base64.StdEncoding.EncodeToString(h[:])+"'") {
			t.Errorf("a %s is not allowed: %.60s", f[1], f[2])
		}
	}
	for _, script := range scripts()[1:] { // the first is the chart library
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("} {
			if strings.Contains(script, bad) {
				t.Errorf("%s is used: %.80s", bad, script)
			}
		}
	}
}

// The chart library is the one that its note says.
func TestLibrary(t *testing.T) {
	note, err := os.ReadFile("d3/README.md")
	if err != nil {
		t.Fatal(err)
	}
	sums := regexp.MustCompile(`(?m)^([0-9a-f]{64})  (\S+)$`).FindAllStringSubmatch(string(note), -1)
	if len(sums) != 2 {
		t.Fatalf("the note names %d files", len(sums))
	}
	for _, s := range sums {
		b, err := os.ReadFile(filepath.Join("d3", s[2]))
		if err != nil {
			t.Fatal(err)
		}
		if h := sha256.Sum256(b); hex.EncodeToString(h[:]) != s[1] {
			t.Errorf("%s is not the file that the note says", s[2])
		}
	}
	version := regexp.MustCompile(`v(\d+\.\d+\.\d+) `).FindStringSubmatch(part("d3/d3.min.js")[:60])
	if version == nil || !strings.Contains(string(note), " "+version[1]+" ") {
		t.Errorf("the note names another version than %v", version)
	}
}

// Whatever a row says of its evidence, marks stand within the text.
func FuzzMarks(f *testing.F) {
	f.Add("Manage 😀 dependencies", "Manage", "Manage it", 0, 6)
	f.Add("\xff\xfeé", "é", "", 2, 4)
	f.Add("", "x", "yxx", -1, 1<<40)
	f.Fuzz(func(t *testing.T, text, words, sentence string, start, end int) {
		e := classify.Evidence{Concept: "c", Start: start, End: end, Text: words, Sentence: sentence}
		p := Writer{names: func(lexicon.Role) string { return "" }}
		for _, text := range []string{text, ""} {
			d := p.detail(&Row{Row: &result.Row{Result: classify.Result{Evidence: []classify.Evidence{e, e}}, Text: text}})
			n := float64(len(utf16.Encode([]rune(d.Text))))
			for _, m := range d.Evidence {
				if m[3] < 0 || m[3] > m[4] || m[4] > n {
					t.Errorf("marked from %v to %v of %v", m[3], m[4], n)
				}
			}
		}
	})
}
