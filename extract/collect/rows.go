package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"rolecall/extract"
)

var (
	errNotRegular = errors.New("not a regular file")
	errNoStdin    = errors.New("no standard input")
)

// Fields name the columns of a data set. An empty name is guessed from those
// in common use.
type Fields struct {
	ID, Title, Text, HTML string
}

// A Row is a posting of a data set.
type Row struct {
	ID, Title, Company, Location, Date, URL string

	Text string // the description as plain text
	HTML string // the description as HTML; preferred, since it has the structure

	Label  string // what a person labelled it, where the data set says so
	Source string // where the data set has it from
}

// The common names of columns, likeliest first.
var (
	idNames       = []string{"id", "job_id", "jobId", "posting_id", "uuid", "req_id"}
	titleNames    = []string{"title", "job_title", "jobTitle", "position", "job_name"}
	companyNames  = []string{"company", "company_name", "companyName", "employer", "organization", "hiringOrganization"}
	locationNames = []string{"location", "job_location", "city", "place"}
	dateNames     = []string{"date", "date_posted", "datePosted", "posted_at", "published_at", "created_at"}
	urlNames      = []string{"url", "job_url", "jobUrl", "link", "apply_url", "absolute_url"}
	textNames     = []string{"description_text", "text", "description", "job_description", "jobDescription", "body", "content", "descriptionPlain"}
	sourceNames   = []string{"source", "source_repo", "site"}
	htmlNames     = []string{"description_html", "html", "job_description_html", "descriptionHtml"}
)

// rows yields a document for each JSON line. A line that is none is a
// document with the error.
func (c *collector) rows(name string, br *bufio.Reader) bool {
	for n := 1; ; n++ {
		line, err := readLine(br, c.o.MaxBytes)
		if err == io.EOF {
			return true
		}
		d := Document{Name: fmt.Sprintf("%s:%d", name, n), Err: err}
		if err == nil {
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			d.Row, d.Err = parseRow(line, c.o.Fields)
		}
		if !c.yield(d) {
			return false
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return true // the stream is broken: there is no next line
		}
	}
}

// readLine returns the next line, however long, up to limit; of a longer one
// it returns an error and goes to its end. At the end of input it returns io.EOF.
func readLine(br *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	over := false
	for {
		part, err := br.ReadSlice('\n')
		if over = over || int64(len(line)+len(part)) > limit; !over {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case over && (err == nil || err == io.EOF):
			return nil, tooLarge(limit)
		case err == io.EOF && len(line) > 0:
			return line, nil
		}
		return line, err
	}
}

// parseRow reads one JSON object by its column names.
func parseRow(line []byte, f Fields) (*Row, error) {
	var cols map[string]json.RawMessage
	if err := json.Unmarshal(line, &cols); err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	r := &Row{
		ID:       column(cols, f.ID, idNames),
		Title:    column(cols, f.Title, titleNames),
		Company:  column(cols, "", companyNames),
		Location: column(cols, "", locationNames),
		Date:     column(cols, "", dateNames),
		URL:      column(cols, "", urlNames),
		Text:     column(cols, f.Text, textNames),
		HTML:     column(cols, f.HTML, htmlNames),
		Label:    scalar(cols["label"]),
		Source:   column(cols, "", sourceNames),
	}
	if r.Text == "" && r.HTML == "" && r.Title == "" {
		return nil, fmt.Errorf("no title and no description: name the columns with --title-field, --text-field or --html-field")
	}
	return r, nil
}

// column returns the value of a column as text: the named one, or the first
// of the common names that has one.
func column(cols map[string]json.RawMessage, name string, common []string) string {
	if name != "" {
		return scalar(cols[name])
	}
	for _, n := range common {
		if s := scalar(cols[n]); s != "" {
			return s
		}
	}
	return ""
}

func scalar(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	case '{':
		var named struct{ Name string }
		if json.Unmarshal(raw, &named) != nil {
			return ""
		}
		return named.Name
	case '[', 'n', 't', 'f':
		return ""
	}
	return string(raw)
}

// looksLikeRows tells whether text begins with a line that is a JSON object.
func looksLikeRows(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n\ufeff")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	line, _, whole := bytes.Cut(head, []byte("\n"))
	if !json.Valid(line) {
		return !whole && len(head) > 1<<19 // a first line longer than what was looked at
	}
	r, err := parseRow(line, Fields{})
	return err == nil && r != nil
}

// extract makes a posting of the row.
func (r *Row) extract(o extract.Options) extract.Extraction {
	var e extract.Extraction
	if r.HTML != "" {
		e = extract.Fragment(r.HTML, o)
	} else if r.Text != "" {
		e = extract.PlainText(r.Text, o)
	}
	p := &e.Posting
	p.Title, p.Company, p.Location, p.Date, p.URL = r.Title, r.Company, r.Location, r.Date, r.URL
	return e
}
