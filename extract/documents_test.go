package extract

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"
	"unicode/utf16"
)

// The posting of these tests, in the forms in which documents hold it.
const (
	roverIntro = "Orbit Freight flies cargo rovers between moons, and you will lead the programs that keep them flying."
	roverHTML  = `<p>` + roverIntro + `</p><h3>What you will do</h3><ul><li>Own the launch plan across four engineering teams</li>` +
		`<li>Track risks and dependencies, and report on them every week</li><li>Run the review after every incident</li></ul>` +
		`<h3>Requirements</h3><ul><li>5+ years of experience in program management</li><li>Strong communication skills</li><li>A degree in engineering or equivalent experience</li></ul>`
	roverText = roverIntro + "\n\nWhat you will do\n- Own the launch plan across four engineering teams\n- Track risks and dependencies, and report on them every week\n" +
		"- Run the review after every incident\n\nRequirements\n- 5+ years of experience in program management\n- Strong communication skills\n- A degree in engineering or equivalent experience\n"
	roverTitle = "Technical Program Manager, Rovers"
)

// wantRover checks that an extraction is the posting of these tests: all lines
// of their own, two sections with headings, the title.
func wantRover(t *testing.T, x Extraction, strategy string) {
	t.Helper()
	if !x.OK() {
		t.Fatalf("refused: %s: %s; %v", x.Reason, x.Detail, x.Attempts)
	}
	for _, l := range []string{roverIntro, "Own the launch plan across four engineering teams", "Run the review after every incident", "Strong communication skills"} {
		if !strings.Contains("\n"+x.Posting.Text+"\n", "\n"+l+"\n") {
			t.Errorf("no line %q in\n%s", l, x.Posting.Text)
		}
	}
	if x.Posting.Title != roverTitle {
		t.Errorf("title %q, want %q", x.Posting.Title, roverTitle)
	}
	if x.Posting.Strategy != strategy {
		t.Errorf("strategy %q, want %q", x.Posting.Strategy, strategy)
	}
	kinds := map[Kind]bool{}
	for _, s := range x.Posting.Sections {
		kinds[s.Kind] = true
	}
	if !kinds[Duties] || !kinds[Requirements] {
		t.Errorf("sections %+v", x.Posting.Sections)
	}
	if x.Posting.Language != "en" {
		t.Errorf("language %q", x.Posting.Language)
	}
	if n := strings.Count(x.Posting.Text, "Run the review"); n != 1 {
		t.Errorf("stands %d times", n)
	}
}

// roverPage is a page of a known system that holds the posting.
func roverPage() string {
	return `<html><head><title>` + roverTitle + `</title><meta charset="utf-8"></head><body><div class="job__title"><h1>` + roverTitle +
		`</h1><div class="job__location">Oslo</div></div><div class="job__description body">` + roverHTML + `</div></body></html>`
}

// shellPage is a company's page around a frame.
func shellPage(frame string) string {
	return `<html><head><title>Careers at Orbit Freight</title></head><body><nav><a href="/a">Home</a><a href="/b">Team</a></nav><p>We are hiring.</p>` + frame + `</body></html>`
}

func quoted(s string) string {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func folded76(s string) string {
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	return b.String() + s
}

// mhtml builds a saved page of parts: header lines, then the encoded body.
func mhtml(parts ...string) []byte {
	var b bytes.Buffer
	b.WriteString("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://jobs.example.org/rover\r\nSubject: =?utf-8?Q?Rover_jobs?=\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Bound--x\"\r\n\r\n")
	for _, p := range parts {
		b.WriteString("\r\n------Bound--x\r\n" + p + "\r\n")
	}
	b.WriteString("------Bound--x--\r\n")
	return b.Bytes()
}

func TestMHTML(t *testing.T) {
	page := "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://jobs.example.org/rover\r\n\r\n"
	image := "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://jobs.example.org/a.png\r\n\r\n" + folded76(base64.StdEncoding.EncodeToString(make([]byte, 900)))
	frame := "Content-Type: text/html; charset=\"utf-8\"\r\nContent-ID: <frame-2@mhtml.blink>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://boards.example.org/embed\r\n\r\n"
	latin := strings.ReplaceAll(strings.Replace(page, "text/html", "text/html; charset=windows-1252", 1), "quoted-printable", "8bit")
	for name, c := range map[string]struct {
		data []byte
		url  string
	}{
		"quoted-printable root": {mhtml(page+quoted(roverPage()), image), "https://jobs.example.org/rover"},
		"posting in a frame": {mhtml(page+quoted(shellPage(`<iframe src="cid:frame-2@mhtml.blink"></iframe>`)), image,
			frame+folded76(base64.StdEncoding.EncodeToString([]byte(roverPage())))), "https://boards.example.org/embed"},
		"root is not first": {mhtml(image, frame+folded76(base64.StdEncoding.EncodeToString([]byte("<p>An advertisement"+strings.Repeat(" buy our pans", 60)+"</p>"))), page+quoted(roverPage())), "https://jobs.example.org/rover"},
		"windows-1252":      {mhtml(latin + strings.Replace(roverPage(), "Oslo", "Troms\xf8", 1)), "https://jobs.example.org/rover"},
		"line feeds only":   {bytes.ReplaceAll(mhtml(page+quoted(roverPage())), []byte("\r\n"), []byte("\n")), "https://jobs.example.org/rover"},
		"no end":            {bytes.TrimSuffix(mhtml(page+quoted(roverPage())), []byte("------Bound--x--\r\n")), "https://jobs.example.org/rover"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Read("page.mhtml", c.data, Options{})[0]
			wantRover(t, x, "site")
			if x.Posting.URL != c.url {
				t.Errorf("address %q, want %q", x.Posting.URL, c.url)
			}
			if name == "windows-1252" && x.Posting.Location != "Tromsø" {
				t.Errorf("location %q", x.Posting.Location)
			}
		})
	}
	if x := Read("x.mht", mhtml(image), Options{})[0]; x.Reason != NotAPosting {
		t.Errorf("without a page: %s %s", x.Reason, x.Detail)
	}
}

func TestFrames(t *testing.T) {
	escaped := strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace
	inner := escaped(roverPage())
	for name, page := range map[string]string{
		"srcdoc":         shellPage(`<iframe srcdoc="` + inner + `"></iframe>`),
		"frame in frame": shellPage(`<iframe srcdoc="` + escaped(shellPage(`<iframe srcdoc="`+inner+`"></iframe>`)+strings.Repeat(" ", 300)) + `"></iframe>`),
		"data address":   shellPage(`<iframe src="data:text/html;base64,` + base64.StdEncoding.EncodeToString([]byte(roverPage())) + `"></iframe>`),
		"beside others":  shellPage(`<iframe srcdoc="<p>` + strings.Repeat("buy our pans ", 60) + `</p>"></iframe><iframe srcdoc='` + strings.ReplaceAll(inner, "'", "&#39;") + `'></iframe>`),
	} {
		t.Run(name, func(t *testing.T) { wantRover(t, Read("page.html", []byte(page), Options{})[0], "site") })
	}
	own := strings.Replace(roverPage(), "</body>", `<iframe srcdoc="<h1>Cook</h1><p>`+strings.Repeat("pans and pots ", 60)+`"></iframe></body>`, 1)
	wantRover(t, Read("page.html", []byte(own), Options{})[0], "site")
}

func TestEmail(t *testing.T) {
	head := "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\r\nFrom: Ann <ann@example.org>\r\nTo: bob@example.org\r\nSubject: Fwd: RE: " + roverTitle + "\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
	alternative := func(parts ...string) string {
		s := head + "Content-Type: multipart/alternative; boundary=b1\r\n\r\n"
		for _, p := range parts {
			s += "--b1\r\n" + p + "\r\n"
		}
		return s + "--b1--\r\n"
	}
	html := "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted("<html><body>"+roverHTML+"</body></html>")
	plain := "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
	forwarded := strings.ReplaceAll("Look at this one!\n\n---------- Forwarded message ---------\nFrom: C <c@example.org>\nDate: Sun, 1 Mar 2026\nSubject: "+roverTitle+"\nTo: Ann <ann@example.org>\n\n"+roverText, "\n", "\r\n")
	part := func(body string) string {
		return "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted("<html><body>"+body+"</body></html>")
	}
	outlook := part("<p class=MsoNormal>Look at this one!<o:p></o:p></p><div style='border:none'><p class=MsoNormal><b>From:</b> C &lt;c@example.org&gt;<br><b>Sent:</b> Sunday, 1 March 2026<br><b>To:</b> Ann<br><b>Subject:</b> " + roverTitle + "<o:p></o:p></p></div>" + roverHTML)
	gmail := part("<div dir=ltr>Look at this one!<br><br><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: <strong>C</strong> &lt;c@example.org&gt;<br>Date: Sun, 1 Mar 2026<br>Subject: " + roverTitle + "<br>To: Ann<br></div><br><br>" + roverHTML + "</div></div>")
	quote := "> " + strings.ReplaceAll(roverText, "\n", "\r\n> ")
	for name, c := range map[string]struct{ data, strategy string }{
		"html part":       {alternative(plain+"see the HTML part", html), "content"},
		"plain part":      {alternative(plain + roverText), "text"},
		"no parts":        {head + "\r\n" + roverText, "text"},
		"forwarded":       {strings.Replace(head, roverTitle, "for you", 1) + "\r\n" + forwarded, "text"},
		"quoted":          {head + "\r\n" + quote, "text"},
		"mailbox":         {"From ann@example.org Mon Mar  2 10:00:00 2026\r\n" + head + "\r\n" + roverText, "text"},
		"Outlook":         {strings.Replace(alternative(outlook), roverTitle, "for you", 1), "content"},
		"Gmail":           {strings.Replace(alternative(gmail), roverTitle, "for you", 1), "content"},
		"answered":        {head + "\r\nLooks good.\r\n\r\nOn Mon, 2 Mar 2026 at 10:00, Bob Example <bob@example.org>\r\nwrote:\r\n\r\n" + quote, "text"},
		"attached":        {head + "Content-Type: multipart/mixed; boundary=b2\r\n\r\n--b2\r\n" + plain + "see below\r\n--b2\r\nContent-Type: message/rfc822\r\n\r\n" + alternative(html) + "--b2--\r\n", "content"},
		"encoded subject": {strings.Replace(alternative(html), "Fwd: RE: "+roverTitle, "=?iso-8859-1?Q?WG=3A_"+strings.ReplaceAll(roverTitle, " ", "_")+"?=", 1), "content"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Read("mail.eml", []byte(c.data), Options{})[0]
			wantRover(t, x, c.strategy)
			for _, junk := range []string{"Look at", "example.org", "wrote", "Subject"} {
				if strings.Contains(x.Posting.Text, junk) {
					t.Errorf("%q is left in\n%s", junk, x.Posting.Text)
				}
			}
		})
	}
	for name, c := range map[string]struct {
		data string
		want Reason
	}{
		"small talk": {head + "\r\nSee you at lunch.", NotAPosting},
		"no text":    {head + "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA", NotAPosting},
	} {
		if x := Read("m.eml", []byte(c.data), Options{})[0]; x.Reason != c.want {
			t.Errorf("%s: %q %s, want %q", name, x.Reason, x.Detail, c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	body := "We fly **cargo**.\n\n" + strings.NewReplacer("What you will do\n", "## What you will do\n\n", "Requirements\n", "## Requirements\n\n").Replace(roverText)
	lazy := "# " + roverTitle + "\n\n" + strings.NewReplacer("\n\nWhat", "\n\n**What", "do\n-", "do**\n-", "\n\nRequirements", "\nRequirements").Replace(roverText) + "\n[Apply](https://example.org/apply)\n"
	for name, c := range map[string]struct{ file, data string }{
		"heading":      {"a.md", "# " + roverTitle + "\n\n" + body},
		"setext":       {"a.md", roverTitle + "\n====\n\n" + body},
		"front matter": {"a.md", "---\ntitle: \"" + roverTitle + "\"\ncompany: Orbit Freight\n---\n" + body},
		"toml":         {"a.md", "+++\ntitle = '" + roverTitle + "'\n+++\n\n" + body},
		"by content":   {"a.txt", "# " + roverTitle + "\n\n" + body},
		"lazy":         {"", lazy},
		"folded":       {"a.md", "# " + roverTitle + "\n\n" + foldAt(body, 60)},
		"from pandoc":  {"a.md", "::: {#main .wrap}\n# " + roverTitle + " {#top}\n\n" + strings.NewReplacer("## Requirements", "## Requirements {#req .x}", "cargo rovers", "[cargo]{.b} rovers").Replace(body) + "\n:::\n"},
		"HTML in it":   {"a.md", "# " + roverTitle + "\n\n<div align=center>\n\n" + body + "\n\n</div>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Read(c.file, []byte(c.data), Options{})[0]
			wantRover(t, x, "markdown")
			if strings.ContainsAny(x.Posting.Text, "#*[]{}") {
				t.Errorf("marks are left in\n%s", x.Posting.Text)
			}
		})
	}
	doc := "# API\n\n* [one](#a)\n* [two](#b)\n\n```json\n{\n" + strings.Repeat("  \"id\": \"1\",\n", 40) + "}\n```\n"
	if x := Read("api.md", []byte(doc), Options{})[0]; x.Reason != NotAPosting {
		t.Errorf("documentation: %q %s", x.Reason, x.Detail)
	}
}

// foldAt breaks the long lines of a text at a column.
func foldAt(s string, column int) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		at := 0
		var b strings.Builder
		for w := range strings.FieldsSeq(l) {
			if at > 0 && at+1+len(w) > column {
				b.WriteString("\n")
				at = 0
				if strings.HasPrefix(l, "- ") {
					b.WriteString("  ")
					at = 2
				}
			} else if at > 0 {
				b.WriteByte(' ')
				at++
			}
			b.WriteString(w)
			at += len(w)
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n")
}

func TestPlainTextDocument(t *testing.T) {
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(roverTitle + "\n\n" + roverText)) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for name, data := range map[string][]byte{
		"title on top": []byte(roverTitle + "\n\n" + roverText),
		"labelled":     []byte("Job title: " + roverTitle + "\nLocation: Oslo\n\n" + roverText),
		"UTF-16":       utf16le,
		"HTTP header":  []byte("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + roverTitle + "\n\n" + roverText),
		"folded":       []byte(roverTitle + "\n\n" + foldAt(roverText+strings.Repeat("We believe that every rover deserves a home and that every moon deserves a rover to call its own.\n", 6), 64)),
	} {
		t.Run(name, func(t *testing.T) { wantRover(t, Read("a.txt", data, Options{})[0], "text") })
	}
	for _, top := range []string{"We are looking for a program manager to join us.", "About the role", "Responsibilities:"} {
		if x := Read("", []byte(top+"\n\n"+roverText), Options{})[0]; x.Posting.Title != "" {
			t.Errorf("%q became the title %q", top, x.Posting.Title)
		}
	}
}

// docx builds a Word document of a body.
func docx(body string, more ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	files := append([]string{"[Content_Types].xml", "<Types/>", "word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}, more...)
	for i := 0; i < len(files); i += 2 {
		w, _ := z.Create(files[i])
		w.Write([]byte(files[i+1]))
	}
	z.Close()
	return b.Bytes()
}

// wordParagraph builds a paragraph in a style, its text split over two runs as
// Word does it.
func wordParagraph(style, text string) string {
	mid := len(text) / 2
	props := ""
	switch style {
	case "item":
		props = `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>`
	case "bold":
		return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
	case "":
	default:
		props = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + props + `<w:r><w:t xml:space="preserve">` + text[:mid] + `</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>` + text[mid:] + `</w:t></w:r></w:p>`
}

func wordRover(title, heading string) string {
	var b strings.Builder
	b.WriteString(wordParagraph(title, roverTitle))
	for l := range strings.SplitSeq(strings.TrimSpace(roverText), "\n") {
		switch {
		case l == "":
		case strings.HasPrefix(l, "- "):
			b.WriteString(wordParagraph("item", l[2:]))
		case l == roverIntro:
			b.WriteString(wordParagraph("", l))
		default:
			b.WriteString(wordParagraph(heading, l))
		}
	}
	return b.String()
}

func TestDOCX(t *testing.T) {
	styles := `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>`
	box := `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + wordParagraph("", "Oslo or remote") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + wordParagraph("", "Oslo or remote") + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	table := `<w:tbl><w:tr><w:tc>` + wordParagraph("", "Team") + `</w:tc><w:tc>` + wordParagraph("", "Rovers") + `</w:tc></w:tr></w:tbl>`
	for name, data := range map[string][]byte{
		"styles":      docx(wordRover("Title", "Heading2")),
		"translated":  docx(wordRover("Titel", "berschrift2"), "word/styles.xml", styles),
		"bold":        docx(wordRover("bold", "bold")),
		"with a box":  docx(wordRover("Title", "Heading1") + box),
		"with tables": docx(wordRover("Title", "Heading1") + table),
	} {
		t.Run(name, func(t *testing.T) {
			x := Read("a.docx", data, Options{})[0]
			wantRover(t, x, "docx")
			if strings.Contains(x.Posting.Text, "gone") {
				t.Error("deleted text is read")
			}
			if name == "with a box" && strings.Count(x.Posting.Text, "Oslo or remote") != 1 {
				t.Errorf("text box:\n%s", x.Posting.Text)
			}
			if name == "with tables" && !strings.HasSuffix(x.Posting.Text, "Team\nRovers") {
				t.Errorf("table:\n%s", x.Posting.Text)
			}
		})
	}
	var other bytes.Buffer
	z := zip.NewWriter(&other)
	w, _ := z.Create("xl/workbook.xml")
	w.Write([]byte("<x/>"))
	z.Close()
	for name, c := range map[string]struct {
		data []byte
		want Reason
	}{
		"workbook":  {other.Bytes(), Binary},
		"truncated": {docx(wordRover("Title", "Heading1"))[:300], Malformed},
		"no words":  {docx(""), Empty},
		"letter":    {docx(wordParagraph("", "Dear all, "+strings.Repeat("the picnic is on Friday. ", 30))), NotAPosting},
		"old Word":  {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), Binary},
		"rich text": {[]byte(`{\rtf1\ansi hello}`), Binary},
	} {
		x := Read("", c.data, Options{})[0]
		if x.Reason != c.want || x.Detail == "" {
			t.Errorf("%s: %q %s, want %q", name, x.Reason, x.Detail, c.want)
		}
	}
}

func TestFormatNames(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range formats() {
		if seen[f.name] {
			t.Errorf("two formats %q", f.name)
		}
		seen[f.name] = true
	}
}
