package result

import (
	"strings"

	"rolecall/classify"
	"rolecall/extract"
	"rolecall/lexicon"
)

// A Column is one column of the table that rows are: of a CSV, a Parquet or an
// SQLite file.
type Column struct {
	About
	cell func(*Row) string
	json func(b []byte, r *Row) []byte
}

// Cell is the row's value as the cell of a spreadsheet has it.
func (c *Column) Cell(r *Row) string { return c.cell(r) }

// AppendJSON appends the row's value as JSON.
func (c *Column) AppendJSON(b []byte, r *Row) []byte { return c.json(b, r) }

// Columns are all columns of a table of rows, in their order. The list is not to
// be changed.
func Columns() []Column { return rowColumns }

// ReadingColumns are the columns of what is said of a posting alone, without its
// place among others: Columns without those behind the program's version.
func ReadingColumns() []Column { return rowColumns[:len(columnsOf(resultFields))] }

// Names are the names of columns.
func Names(columns []Column) []string {
	names := make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].Column
	}
	return names
}

// Cells is a row as a spreadsheet has it.
func Cells(columns []Column, r *Row) []string {
	cells := make([]string, len(columns))
	for i := range columns {
		cells[i] = columns[i].Cell(r)
	}
	return cells
}

// WordsOf are the words that a column of results or of an audit may hold, nil for
// one that may hold any.
func WordsOf(column string) []string {
	switch column {
	case "label", "second", "title_label", "body_label":
		return Strings(lexicon.Roles())
	case "outcome":
		return Strings([]classify.Outcome{classify.RoleFound, classify.NoRole, classify.Ambiguous, classify.Unreadable})
	case "verdict":
		return Strings([]classify.Verdict{classify.Agree, classify.Mismatch, classify.Neighbour, classify.Resolved, classify.Undecided, classify.NotAudited})
	}
	return nil
}

// TypeOf is the type of a column of results or of an audit.
func TypeOf(name string) Type {
	for _, c := range Columns() {
		if c.Column == name {
			return c.Type
		}
	}
	switch {
	case name == "neighbours":
		return Flag
	case strings.HasPrefix(name, "body_"):
		return Number
	}
	return Text
}

func columnsOf(fields []field[Row]) []Column {
	var list []Column
	for i := range fields {
		for _, c := range fields[i].columns {
			list = append(list, Column(c))
		}
	}
	return list
}

// Fields are all fields of a row as JSON has it, in their order, each object's
// fields behind it. Of one that is several columns, Column lists them.
func Fields() []About {
	var list []About
	for i := range rowFields {
		f := &rowFields[i]
		a := f.About
		if a.Type == ByRole {
			a.Column = columnNames(f.columns)
		}
		list = append(append(list, a), f.inner...)
	}
	return list
}

func columnNames(columns []column[Row]) string {
	names := make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].Column
	}
	return strings.Join(names, " ")
}

// evidenceCells is how many pieces of evidence the cell of a spreadsheet names.
const evidenceCells = 10

// The fields of a row, in the order of its JSON. All that is written of a row is
// made of them, or held to them by a test: JSON, the packed form, the columns of
// CSV, Parquet and SQLite, the description of the API, the reference of columns.
var (
	rowColumns   = columnsOf(rowFields)
	rowFields    = append(append([]field[Row]{}, resultFields...), placeFields...)
	resultFields = []field[Row]{
		text(about("name", "name", "The document: a path, and behind # or : the place in it", "As collect names it: path, path:LINE of a data set, archive!member, document#posting"), func(r *Row) *string { return &r.Name }),
		text(about("id", "id", "The id that a data set or the data of a job board gives the posting, empty for others", "The column of --id-field, or the one that is guessed; the field of the board's interface"), func(r *Row) *string { return &r.ID }),
		text(about("outcome", "outcome", "What came of it: role, none (another job), ambiguous, unreadable", "From the probabilities, and --min-confidence"), func(r *Row) *classify.Outcome { return &r.Outcome }),
		text(about("label", "label", "The role: TPM, PM, PM-T, EM, or none; empty where the outcome is ambiguous or unreadable", "The likeliest role, if it is likely enough and far enough ahead of the next"), func(r *Row) *lexicon.Role { return &r.Label }),
		texts(about("candidates", "candidates", "The roles of an ambiguous outcome, likeliest first", "Those at least half as likely as the likeliest, two at least"), " ", func(r *Row) *[]lexicon.Role { return &r.Candidates }),
		number(about("confidence", "confidence", "Probability of the likeliest role, 0 to 1", "The largest of the probabilities"), func(r *Row) *float64 { return &r.Confidence }),
		byRole(about("probabilities", "p_", "Probability of each role, 0 to 1", "Duties and title together, calibrated; with --body-only the duties alone"), func(r *Row) *map[lexicon.Role]float64 { return &r.Probabilities }),
		text(about("second", "second", "The runner-up: the role that is likeliest but for the label", "From the probabilities; empty where nothing was read"), func(r *Row) *lexicon.Role { return &r.Second }),
		number(about("second_probability", "second_probability", "Probability of the runner-up, 0 to 1", "From the probabilities"), func(r *Row) *float64 { return &r.SecondProbability }),
		text(about("title", "title", "The title of the posting", "Found in the document"), func(r *Row) *string { return &r.Title }),
		text(about("company", "company", "The employer", "Found in the document, empty where it is not stated"), func(r *Row) *string { return &r.Company }),
		text(about("location", "location", "The place of work", "Found in the document, empty where it is not stated"), func(r *Row) *string { return &r.Location }),
		text(about("date", "date", "The day on which it was posted, as the document writes it", "Found in the document, empty where it is not stated"), func(r *Row) *string { return &r.Date }),
		text(about("url", "url", "The address of the posting", "Found in the document, empty where it is not stated"), func(r *Row) *string { return &r.URL }),
		object(about("title_reading", "", "What the title alone may mean", "The grammar of titles"), func(r *Row) *classify.TitleReading { return &r.TitleReading }, titleFields),
		object(about("body", "", "What the duties alone say", "What the statements add up to"), func(r *Row) *classify.BodyReading { return &r.Body }, bodyFields),
		text(about("verdict", "verdict", "How the title fits the duties: agree, mismatch, neighbours, resolved, undecided, not-audited", "The title's reading against the duties' probabilities"), func(r *Row) *classify.Verdict { return &r.Verdict }),
		number(about("severity", "severity", "Of a mismatch or of neighbours, how sure it is that title and duties differ, 0 to 1; else 0", "The product of the two confidences"), func(r *Row) *float64 { return &r.Severity }),
		objects(about("evidence", "evidence", "The statements that speak for a role, strongest for the duties' label first", "Each with the phrase in it that says so, and what it adds"), func(r *Row) *[]classify.Evidence { return &r.Evidence },
			func(r *Row) string { return Why(&r.Result, evidenceCells) }, evidenceFields),
		objects(about("statements", "", "The lines of the text, or sentences of long ones, and for which roles each speaks", "Read line by line: what the score is the sum of"), func(r *Row) *[]classify.Statement { return &r.Statements }, nil, statementFields),
		objects(about("aspects", "", "What parts neighbouring roles", "Concepts of the lexicon, weighed by aspect"), func(r *Row) *[]classify.AspectReading { return &r.Aspects }, nil, aspectFields),
		text(about("strategy", "strategy", "How the posting was found in the document", "The first strategy that found one: jsonld, microdata, site, state, content, visible; or the format: text, pdf, docx, markdown, an API"), func(r *Row) *string { return &r.Strategy }),
		number(about("coverage", "coverage", "Share of the visible text that the posting is, 0 to 1", "Words of the posting by words of the document"), func(r *Row) *float64 { return &r.Coverage }),
		text(about("language", "language", "The language of the description, ISO 639-1", "Told from its words; empty where it cannot be"), func(r *Row) *string { return &r.Language }),
		texts(about("warnings", "warnings", "What to be careful about, in words", "From reading the document and the duties"), "; ", func(r *Row) *[]string { return &r.Warnings }),
		text(about("reason", "reason", "Why it is unreadable, in a word such as login-wall; else empty", "From reading the document"), func(r *Row) *string { return &r.Reason }),
		text(about("error", "error", "The reason in words", "From reading the document"), func(r *Row) *string { return &r.Error }),
		text(about("version", "version", "The version of the program", "Built in"), func(r *Row) *string { return &r.Version }),
	}
	placeFields = []field[Row]{
		optional(text(about("text", "", "The text of the posting, into which the evidence points; absent unless it was asked for", "Found in the document; with --text"), func(r *Row) *string { return &r.Text })),
		integer(about("seq", "seq", "The number of the document in the input, from 0, those of other shards counted", "Counted in the order of the input"), func(r *Row) *int64 { return &r.Seq }),
		newField(about("fingerprint", "fingerprint", "A sketch of the description, the same for nearly the same words", "Hashes of its words; 32 bytes in hexadecimal digits, empty for a text that is too short"), Text,
			func(b []byte, r *Row) []byte { return appendText(b, r.Fingerprint.String()) },
			func(p *Packer, r *Row) { p.bytes(r.Fingerprint[:]) },
			func(r *Row) string { return r.Fingerprint.String() }),
		unpacked(text(about("group", "group", "The same for the same posting in other places", "Fingerprints that agree in nine tenths, among the 524,288 distinct ones before"), func(r *Row) *string { return &r.Group })),
		unpacked(flag(about("duplicate", "duplicate", "Whether an earlier row has the group", "Told in the order of the rows"), func(r *Row) *bool { return &r.Duplicate })),
	}
	titleFields = []field[classify.TitleReading]{
		text(about("label", "title_label", "The one role that the title means, none for another job, empty where it cannot be told", "The grammar of titles"), func(t *classify.TitleReading) *lexicon.Role { return &t.Label }),
		texts(about("candidates", "title_candidates", "The roles that an ambiguous title may mean", "The grammar of titles"), " ", func(t *classify.TitleReading) *[]lexicon.Role { return &t.Candidates }),
		flag(about("ambiguous", "", "Whether the title may mean several roles", "Whether there are candidates"), func(t *classify.TitleReading) *bool { return &t.Ambiguous }),
		text(about("near", "title_near", "The near miss that the title names, such as product owner", "The grammar of titles"), func(t *classify.TitleReading) *string { return &t.Near }),
		text(about("level", "level", "The seniority that the title states: intern, junior, senior, …; empty for none", "The grammar of titles"), func(t *classify.TitleReading) *string { return &t.Level }),
	}
	bodyFields = []field[classify.BodyReading]{
		text(about("label", "body_label", "The role that the duties alone describe", "The likeliest of the duties' probabilities; empty where no duties were read"), func(x *classify.BodyReading) *lexicon.Role { return &x.Label }),
		number(about("confidence", "body_confidence", "Probability of that role by the duties alone, 0 to 1", "The largest of the duties' probabilities"), func(x *classify.BodyReading) *float64 { return &x.Confidence }),
		byRole(about("probabilities", "", "Probability of each role by the duties alone, 0 to 1", "The scores, divided by the temperature, through a softmax"), func(x *classify.BodyReading) *map[lexicon.Role]float64 { return &x.Probabilities }),
		byRole(about("scores", "", "The score of each role: natural logarithm of odds, times the temperature", "The bias and what all statements add"), func(x *classify.BodyReading) *map[lexicon.Role]float64 { return &x.Scores }),
		byRole(about("bias", "", "The score of each role before any statement", "Fitted"), func(x *classify.BodyReading) *map[lexicon.Role]float64 { return &x.Bias }),
		number(about("temperature", "", "What the scores are divided by before they become probabilities", "Fitted"), func(x *classify.BodyReading) *float64 { return &x.Temperature }),
	}
	evidenceFields = []field[classify.Evidence]{
		text(about("concept", "", "The id of the concept that the words state, or by-its-words", "A pattern of the concept was found in a statement that speaks for its role"), func(e *classify.Evidence) *string { return &e.Concept }),
		text(about("role", "", "The role that it speaks for", "The statement's letters"), func(e *classify.Evidence) *lexicon.Role { return &e.Role }),
		number(about("weight", "", "What the statement adds to the score of the duties' label by speaking for the role", "Fitted"), func(e *classify.Evidence) *float64 { return &e.Weight }),
		text(about("zone", "", "The kind of section that it stands in", "Headings of the posting"), func(e *classify.Evidence) *extract.Kind { return &e.Zone }),
		integer(about("start", "", "Where it begins, in bytes of the posting's text", "Found"), func(e *classify.Evidence) *int { return &e.Start }),
		integer(about("end", "", "Where it ends, in bytes of the posting's text", "Found"), func(e *classify.Evidence) *int { return &e.End }),
		text(about("text", "", "The words", "Copied from the posting"), func(e *classify.Evidence) *string { return &e.Text }),
		text(about("sentence", "", "The sentence that they stand in; of a long one the words around", "Copied from the posting"), func(e *classify.Evidence) *string { return &e.Sentence }),
		texts(about("documents", "", "The documents that state the concept; empty for one from the field", "The lexicon"), " ", func(e *classify.Evidence) *[]string { return &e.Documents }),
		text(about("name", "", "The concept in words", "The lexicon"), func(e *classify.Evidence) *string { return &e.Name }),
	}
	statementFields = []field[classify.Statement]{
		integer(about("start", "", "Where it begins, in bytes of the posting's text", "Found"), func(s *classify.Statement) *int { return &s.Start }),
		integer(about("end", "", "Where it ends, in bytes of the posting's text", "Found"), func(s *classify.Statement) *int { return &s.End }),
		text(about("letters", "", "For which roles it speaks, the likelier first: T (TPM), P (PM), K (technical depth of product work), E (EM), X (another job); empty for none", "Its words and concepts, among those of the posting"), func(s *classify.Statement) *string { return &s.Letters }),
	}
	aspectFields = []field[classify.AspectReading]{
		text(about("aspect", "", "The aspect: technical-depth, people-management, program-delivery", "The lexicon"), func(a *classify.AspectReading) *string { return &a.Aspect }),
		number(about("value", "", "How much of it there is, 0 to 1", "The concepts found, weighed"), func(a *classify.AspectReading) *float64 { return &a.Value }),
		texts(about("concepts", "", "The concepts that it was read from", "Found in the text"), " ", func(a *classify.AspectReading) *[]string { return &a.Concepts }),
	}
)
