package extract

import (
	"strings"
	"testing"

	"rolecall/extract/internal/tables"
)

// TestCompanyInTheFirstHeading finds the title on pages whose first heading, and
// own title, is the company's name.
func TestCompanyInTheFirstHeading(t *testing.T) {
	const sentence = "Orbit Freight flies cargo rovers between moons, and has done so for twenty years."
	for name, c := range map[string]struct{ page, want string }{
		"company": {`<title>Orbit Freight</title><h1>Orbit Freight</h1><main><h2>Rover Pilot, Mare Imbrium and Manager</h2><p>` + sentence + `</p>` + description + `</main>`,
			"Rover Pilot, Mare Imbrium and Manager"},
		"title": {`<title>Rover Pilot</title><h1>Rover Pilot</h1><main><h2>Orbit Freight</h2><p>` + sentence + `</p>` + description + `</main>`,
			"Rover Pilot"},
		"title that opens a sentence": {`<title>Rover Manager</title><h1>Rover Manager</h1><main><p>Rover Manager wanted for the dry lake beds of the far side.</p>` + description + `</main>`,
			"Rover Manager"},
	} {
		if x := HTML([]byte(c.page), Options{Strategies: []string{"content"}}); x.Posting.Title != c.want {
			t.Errorf("%s: title %q, want %q", name, x.Posting.Title, c.want)
		}
	}
}

// TestLabelsInEveryFormat finds the title by each of its labels wherever a format may
// have one: on a line above it, before a colon, in front matter, in a list of facts,
// above one posting of several.
func TestLabelsInEveryFormat(t *testing.T) {
	text := "Orbit Freight flies cargo rovers between moons, and has done so for twenty years.\n\nResponsibilities\n" +
		strings.Repeat("- You fly rovers over dry lakes and bring every one of them home.\n", 6) + "\nRequirements\n- Three years of experience with rovers\n- A licence to fly\n"
	formats := map[string]func(label string) (name, doc string){
		"page": func(label string) (string, string) {
			return "a.html", "<html><body><p>" + label + "</p><p>Keeper of Rovers</p><p>Mare Imbrium</p>" + description + "</body></html>"
		},
		"text": func(label string) (string, string) {
			return "a.txt", "Orbit Freight\n" + label + ": Keeper of Rovers\n\n" + text
		},
		"pasted": func(label string) (string, string) {
			return "a.txt", label + "\nKeeper of Rovers\nLocation\nMare Imbrium, Moon\nEmployment type\nFull time\nEasy apply\n\n" + text
		},
		"facts": func(label string) (string, string) {
			return "a.md", "# Saved jobs\n\nCompany: Orbit Freight\n\n" + label + ": Keeper of Rovers\n\nLocation: Mare Imbrium\n\n" + text
		},
		"front matter": func(label string) (string, string) {
			return "a.md", "---\n" + label + ": Keeper of Rovers\ncompany: Orbit Freight\n---\n\n" + text
		},
		"message": func(label string) (string, string) {
			return "a.eml", "From: a@example.com\nTo: b@example.com\nSubject: " + label + ": Keeper of Rovers\n\n" + text
		},
		"several": func(label string) (string, string) {
			return "a.txt", label + ": Keeper of Rovers\n" + text + "\n\n" + label + ": Rover Pilot\n" + text
		},
	}
	for format, write := range formats {
		for _, label := range tables.Builtin.Titles.Labels {
			name, doc := write(strings.ToUpper(label[:1]) + label[1:])
			if x := Read(name, []byte(doc), Options{})[0]; !x.OK() || x.Posting.Title != "Keeper of Rovers" {
				t.Errorf("%s, %s: %q, %s %s", format, label, x.Posting.Title, x.Reason, x.Detail)
			}
		}
	}
}

// TestFactsOfFrontMatter takes the facts of front matter by the labels that facts have
// in texts.
func TestFactsOfFrontMatter(t *testing.T) {
	x := Read("a.md", []byte("---\njob title: Rover Pilot\nemployer name: Orbit Freight\njob location: Mare Imbrium\npermalink: https://example.com/1\n---\n\n# Rover Pilot\n\n"+
		"We are looking for a pilot.\n\n## Responsibilities\n\n- You fly rovers over dry lakes and bring every one of them home.\n- You keep them in repair.\n\n## Requirements\n\n- Three years of experience with rovers\n- A licence to fly, and the skills that it takes\n"), Options{})[0]
	p := x.Posting
	if p.Title != "Rover Pilot" || p.Company != "Orbit Freight" || p.Location != "Mare Imbrium" || p.URL != "https://example.com/1" {
		t.Errorf("%q, %q, %q, %q: %s", p.Title, p.Company, p.Location, p.URL, x.Detail)
	}
}

// TestTitleInASentence takes the title of a page that was saved without one from a
// sentence of its text, and from there only; texts and messages state theirs or have none.
func TestTitleInASentence(t *testing.T) {
	text := "<p>Orbit is seeking a passionate and self-starting rover pilot. As a Rover Pilot at Orbit, you will fly cargo between moons.</p>" + description
	plain := "Orbit is looking for a strong, talented senior rover pilot who flies cargo between moons, by day and by night.\n\nResponsibilities\n" +
		strings.Repeat("- You fly rovers over dry lakes and bring every one of them home.\n", 6) + "\nRequirements\n- Three years of experience with rovers\n"
	for name, c := range map[string]struct{ file, doc, want string }{
		"page":             {"a.html", "<html><body>" + text, "Rover Pilot"},
		"page with a list": {"a.html", `<html><body><dl><dt>마감일</dt><dd>상시</dd></dl><h3>기업 소개</h3>` + text, "Rover Pilot"},
		"page with one":    {"a.html", "<html><head><title>Keeper of Rovers</title></head><body><h1>Keeper of Rovers</h1>" + text, "Keeper of Rovers"},
		"text":             {"a.txt", plain, ""},
		"message":          {"a.eml", "From: a@example.com\nTo: b@example.com\nSubject: Chief Keeper of Rovers\n\n" + plain, "Chief Keeper of Rovers"},
		"saved page":       {"a.mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.com/1\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Location: https://example.com/1\n\n<html><body>" + text + "\n--b--\n", "Rover Pilot"},
		"message in HTML":  {"a.eml", "From: a@example.com\nTo: b@example.com\nSubject: Chief Keeper of Rovers\nContent-Type: text/html\n\n<html><body>" + text, "Chief Keeper of Rovers"},
	} {
		if x := Read(c.file, []byte(c.doc), Options{})[0]; !x.OK() || x.Posting.Title != c.want {
			t.Errorf("%s: %q, want %q; %s", name, x.Posting.Title, c.want, x.Detail)
		}
	}
	if x := HTML([]byte("<html><body>"+text), Options{}); x.Posting.Title != "Rover Pilot" {
		t.Errorf("HTML: %q", x.Posting.Title)
	}
}

// TestPastedMarkdown reads a board's page that was copied with a description in
// Markdown as any other; a document in Markdown keeps what stands under its title.
func TestPastedMarkdown(t *testing.T) {
	text := "### **Responsibilities**\n\n" + strings.Repeat("* You fly **rovers** over dry lakes and bring every one of them home.\n", 6) +
		"\n### **Requirements**\n\n* Three years of experience with rovers\n* A [licence](https://example.com/licence) to fly, and the skills that it takes\n"
	for name, c := range map[string]struct{ doc, title, company, top string }{
		"pasted":   {"Orbit Freight\nShare\nSave\nEasy apply\nRover Pilot\nLeeds, UK\nAbout the job\n\n" + text + "\nShow less\nSimilar jobs\n", "Rover Pilot", "Orbit Freight", "Responsibilities"},
		"document": {"# Rover Pilot\n\nFull-time. Reports to the chief pilot.\n\n" + text, "Rover Pilot", "", "Full-time."},
	} {
		x := Read("a.md", []byte(c.doc), Options{})[0]
		if p := x.Posting; p.Title != c.title || p.Company != c.company || !strings.HasPrefix(p.Text, c.top) || strings.Contains(p.Text, "Easy apply") || p.Strategy != "markdown" {
			t.Errorf("%s: %q at %q by %s, %.40q", name, p.Title, p.Company, p.Strategy, p.Text)
		}
	}
}

// TestTitleOfPageFullAndBare takes the name that a page's facts write in full, and leaves
// the number of a requisition where it is.
func TestTitleOfPageFullAndBare(t *testing.T) {
	facts := `<table><tr><th>Title</th><td>Rover Pilot, Far Side Logistics</td></tr><tr><th>Grade</th><td>7</td></tr></table>`
	for name, c := range map[string]struct{ body, want string }{
		"number":                {`<h1>Rover Pilot (Nights) <small>#R-5581</small></h1>` + description, "Rover Pilot (Nights)"},
		"number in front":       {`<h1>REQ-10442 | Rover Pilot</h1>` + description, "Rover Pilot"},
		"in the facts":          {`<h1>Open position: Pilot FSL</h1>` + facts + description, "Rover Pilot, Far Side Logistics"},
		"below a list of parts": {`<h1>Open position: Pilot FSL</h1><ul><li>What you'll do</li><li>Requirements</li></ul>` + facts + description, "Rover Pilot, Far Side Logistics"},
		"a year":                {`<h1>Rover Pilot, Class of 2026</h1>` + description, "Rover Pilot, Class of 2026"},
	} {
		if x := HTML([]byte(`<title>Open position: Pilot FSL - Orbit Wiki</title>`+c.body), Options{}); x.Posting.Title != c.want {
			t.Errorf("%s: title %q, want %q", name, x.Posting.Title, c.want)
		}
	}
	// A role among the facts that the heading names in full is none in full.
	page := `<title>Product Manager – Lunar Freight - Orbit - Jobs</title><h1>Product Manager – Lunar Freight</h1>` + description + `<dl><dt>Role</dt><dd>Product Manager</dd><dt>Locations</dt><dd>Leeds</dd></dl>`
	if x := HTML([]byte(page), Options{}); x.Posting.Title != "Product Manager – Lunar Freight" {
		t.Errorf("a shortened role: title %q", x.Posting.Title)
	}
}
