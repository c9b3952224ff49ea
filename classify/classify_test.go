package classify

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/extract"
	"rolecall/lexicon"
)

const (
	programDuties = `You will lead complex technical programs across eight engineering teams.
Manage cross-team dependencies, track risks and milestones, and remove blockers.
Report status to leadership, and see the launch through on the promised date.`

	technicalProductDuties = `You own the roadmap for our developer platform.
Write technical requirements and API specifications, prioritize the backlog, and join architecture discussions with engineers.
Talk to the developers who use our APIs. A degree in computer science is required.`

	productDuties = `You own the product vision and the roadmap of our recipe app.
Talk to customers, run market research and competitive analysis, and prioritize features by customer feedback.
Work with marketing and sales on pricing and the go-to-market; grow monthly active users.`

	engineeringDuties = `Manage a team of eight engineers as direct reports.
Hire engineers, hold one-on-ones, coach careers and write performance reviews.
Answer for the reliability and the architecture of our services.`

	nurseDuties = `Care for patients on a surgical ward, give medication on time, and keep clinical records that the next shift can rely on.
Speak with families, assist the surgeons on their rounds, and train student nurses in wound care and hygiene.
You are a registered nurse with two years of patient care in a hospital, hold a BLS certification, and work in three shifts.`
)

func newClassifier(t testing.TB, o Options) *Classifier {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return New(lex, o)
}

func posting(title, text string) extract.Extraction {
	e := extract.PlainText(text, extract.Options{})
	e.Posting.Title = title
	return e
}

func TestClassify(t *testing.T) {
	c := newClassifier(t, Options{})
	tests := []struct {
		title, text string
		outcome     Outcome
		label       lexicon.Role
		verdict     Verdict
	}{
		{"Technical Program Manager", programDuties, RoleFound, lexicon.TPM, Agree},
		{"TPM", programDuties, RoleFound, lexicon.TPM, Resolved},
		{"TPM", technicalProductDuties, RoleFound, lexicon.PMT, Resolved},
		{"Product Manager", technicalProductDuties, RoleFound, lexicon.PMT, Neighbour},
		{"Director of Widgets", productDuties, RoleFound, lexicon.PM, NotAudited},
		{"Product Manager", productDuties, RoleFound, lexicon.PM, Agree},
		{"", productDuties, RoleFound, lexicon.PM, NotAudited},
		{"Chef de produit", productDuties, RoleFound, lexicon.PM, NotAudited},
		{"Engineering Manager", engineeringDuties, RoleFound, lexicon.EM, Agree},
		{"Nurse", nurseDuties, NoRole, lexicon.None, Agree},
		{"TPM", "", Ambiguous, "", NotAudited},
		{"Nurse", "", NoRole, lexicon.None, NotAudited},
		{"PM", "Our client looks for a PM. Immediate start. Competitive salary. Please send your resume and your earliest starting date to us.", Ambiguous, "", NotAudited},
		{"Technical Program Manager", "Apply today.", Ambiguous, "", NotAudited},
	}
	for _, tt := range tests {
		r := c.Classify(posting(tt.title, tt.text))
		if r.Outcome != tt.outcome || r.Label != tt.label || r.Verdict != tt.verdict {
			t.Errorf("%q over %.30q: %s %s %s, want %s %s %s", tt.title, tt.text, r.Outcome, r.Label, r.Verdict, tt.outcome, tt.label, tt.verdict)
		}
	}
}

// The candidates of a bare TPM without duties are both of its meanings.
func TestBareTPM(t *testing.T) {
	r := newClassifier(t, Options{}).Classify(posting("TPM", ""))
	if d := cmp.Diff([]lexicon.Role{lexicon.TPM, lexicon.PMT}, r.Candidates); d != "" {
		t.Errorf("candidates: (-want +got)\n%s", d)
	}
	if r.Confidence > 0.6 {
		t.Errorf("confidence %v", r.Confidence)
	}
}

func TestUnreadable(t *testing.T) {
	c := newClassifier(t, Options{})
	r := c.Classify(extract.Extraction{Reason: extract.LoginWall, Detail: "asks to sign in"})
	if r.Outcome != Unreadable || r.Reason != "login-wall" || r.Error != "asks to sign in" || r.Label != "" || r.Probabilities != nil {
		t.Errorf("%+v", r)
	}
	german := posting("Krankenpfleger", "Sie pflegen unsere Patientinnen und Patienten auf der chirurgischen Station und geben Medikamente aus. Sie haben eine abgeschlossene Ausbildung in der Krankenpflege und arbeiten gern im Team mit Ärzten zusammen.")
	if r := c.Classify(german); r.Outcome != Unreadable || r.Reason != WrongLanguage {
		t.Errorf("German: %s %s, language %q", r.Outcome, r.Reason, r.Language)
	}
	if r := newClassifier(t, Options{AnyLanguage: true}).Classify(german); r.Outcome == Unreadable {
		t.Errorf("German with AnyLanguage: %s", r.Error)
	}
}

// The title moves the label, and is left out where the duties alone are asked
// for.
func TestBodyOnly(t *testing.T) {
	with := newClassifier(t, Options{}).Classify(posting("Engineering Manager", productDuties))
	without := newClassifier(t, Options{BodyOnly: true}).Classify(posting("Engineering Manager", productDuties))
	if with.Probabilities[lexicon.EM] <= without.Probabilities[lexicon.EM] {
		t.Errorf("EM: %v with the title, %v without", with.Probabilities[lexicon.EM], without.Probabilities[lexicon.EM])
	}
	if d := cmp.Diff(without.Body.Probabilities, without.Probabilities); d != "" {
		t.Errorf("the duties alone, and the label: (-body +label)\n%s", d)
	}
}

// The bias and what the statements add make the score, and evidence weighs what
// its statement adds.
func TestStatementsAddUp(t *testing.T) {
	c := newClassifier(t, Options{})
	for _, text := range []string{programDuties, technicalProductDuties, productDuties, engineeringDuties, nurseDuties, strings.Repeat(programDuties+"\n", 20)} {
		r := c.Classify(posting("", text))
		all := r.Body.Bias
		for i := range r.Statements {
			for role, x := range r.Statements[i].Adds() {
				all[role] += x
			}
		}
		for i := range r.Evidence {
			e := &r.Evidence[i]
			if e.Weight != e.Adds()[r.Body.Label] {
				t.Errorf("%q weighs %v, and adds %v", e.Text, e.Weight, e.Adds())
			}
			if e.Text != text[e.Start:e.End] && !strings.Contains(r.Evidence[i].Sentence, e.Text) {
				t.Errorf("evidence %q is not at %d..%d", e.Text, e.Start, e.End)
			}
		}
		for role, want := range r.Body.Scores {
			if math.Abs(all[role]-want) > 1e-9 {
				t.Errorf("%.30q: %s adds up to %v, the score is %v", text, role, all[role], want)
			}
		}
	}
}

// Names of roles are no evidence: a body full of them reads as one without.
func TestMentionsDoNotScore(t *testing.T) {
	c := newClassifier(t, Options{})
	names := " You work with the Engineering Manager, with Technical Program Managers, TPMs and Product Owners."
	plain, named := c.Classify(posting("", productDuties)), c.Classify(posting("", productDuties+names))
	for role, want := range plain.Body.Scores {
		// "You work with the …" may itself be a shared concept, which scores nothing.
		if got := named.Body.Scores[role]; math.Abs(got-want) > 0.5 {
			t.Errorf("%s: score %v with names of roles, %v without", role, got, want)
		}
	}
}

// What a company says of itself is hardly evidence.
func TestCompanyTextWeighsLittle(t *testing.T) {
	c := newClassifier(t, Options{})
	about := "About us\n" + strings.Repeat(engineeringDuties+"\n", 3) + "\nWhat you will do\n" + productDuties
	if r := c.Classify(posting("", about)); r.Body.Label != lexicon.PM {
		t.Errorf("labelled %s", r.Body.Label)
	}
}

func TestExplain(t *testing.T) {
	x := newClassifier(t, Options{}).Explain(posting("Product Manager", technicalProductDuties))
	if x.RunnerUp == "" || x.RunnerUp == x.Label || len(x.Lacked) == 0 {
		t.Errorf("runner-up %q, lacked %v", x.RunnerUp, x.Lacked)
	}
	for _, l := range x.Lacked {
		for i := range x.Evidence {
			if x.Evidence[i].Concept == l.Concept {
				t.Errorf("%s is lacking, and evidence", l.Concept)
			}
		}
	}
}

// One classifier serves many goroutines, and says the same to all.
func TestConcurrent(t *testing.T) {
	c := newClassifier(t, Options{})
	want, err := json.Marshal(c.Classify(posting("TPM", programDuties)))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got, _ := json.Marshal(c.Classify(posting("TPM", programDuties))); string(got) != string(want) {
					t.Errorf("got %s\nwant %s", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func ExampleClassifier_Classify() {
	lex, err := lexicon.Default()
	if err != nil {
		panic(err)
	}
	e := extract.PlainText("You will lead complex technical programs, manage cross-team dependencies, remove blockers and report status to leadership.", extract.Options{})
	e.Posting.Title = "TPM"
	r := New(lex, Options{}).Classify(e)
	fmt.Println(r.Label, r.Verdict, r.Evidence[0].Concept)
	// Output: TPM resolved technical-programs
}

// Aspects part neighbouring roles.
func TestAspects(t *testing.T) {
	c := newClassifier(t, Options{})
	value := func(text, aspect string) float64 {
		for _, a := range c.Classify(posting("", text)).Aspects {
			if a.Aspect == aspect {
				return a.Value
			}
		}
		t.Fatalf("no aspect %s", aspect)
		return 0
	}
	for _, tt := range []struct{ aspect, more, less string }{
		{"technical-depth", technicalProductDuties, productDuties},
		{"people-management", engineeringDuties, technicalProductDuties},
		{"program-delivery", programDuties, engineeringDuties},
	} {
		if more, less := value(tt.more, tt.aspect), value(tt.less, tt.aspect); more < 0.4 || less > 0.3 {
			t.Errorf("%s: %v and %v", tt.aspect, more, less)
		}
	}
}
