package output

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", without cgo

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
)

// sqliteTable is the table of results: the columns of the CSV file, with
// evidence as JSON.
func sqliteTable(columns []result.Column) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf("%q %s", c.Column, sqliteType(c.Type)))
	}
	return "CREATE TABLE results (" + strings.Join(parts, ", ") + ");"
}

// columnsNamed are the columns of results with these names.
func columnsNamed(names []string) []result.Column {
	all := result.Columns()
	list := make([]result.Column, 0, len(names))
	for _, name := range names {
		if i := slices.IndexFunc(all, func(c result.Column) bool { return c.Column == name }); i >= 0 {
			list = append(list, all[i])
		}
	}
	return list
}

// sqliteType is how a database stores a column: a type makes numbers of texts.
func sqliteType(t result.Type) string {
	switch t {
	case result.Number:
		return "REAL NOT NULL"
	case result.Integer, result.Flag:
		return "INTEGER NOT NULL"
	}
	return "TEXT NOT NULL"
}

// sqliteViews are questions that are often asked of it.
const sqliteViews = `
CREATE VIEW labels AS SELECT outcome, label, count(*) AS postings FROM results GROUP BY outcome, label ORDER BY postings DESC, outcome, label;
CREATE VIEW errors AS SELECT reason, count(*) AS postings FROM results WHERE outcome = 'unreadable' GROUP BY reason ORDER BY postings DESC, reason;
CREATE VIEW mismatches AS SELECT severity, name, title, title_label, body_label, body_confidence, company, url FROM results
  WHERE verdict = 'mismatch' ORDER BY severity DESC, seq;
CREATE VIEW matrix_cells AS SELECT
  CASE WHEN title_candidates <> '' THEN 'ambiguous' WHEN title_label = '' THEN 'unknown' ELSE title_label END AS title_label,
  CASE WHEN body_label = '' THEN 'unknown' ELSE body_label END AS body_label, count(*) AS postings
  FROM results WHERE outcome <> 'unreadable' GROUP BY 1, 2 ORDER BY 1, 2;
CREATE VIEW matrix AS SELECT title_label,
  sum(CASE body_label WHEN 'TPM' THEN postings ELSE 0 END) AS "TPM", sum(CASE body_label WHEN 'PM' THEN postings ELSE 0 END) AS "PM",
  sum(CASE body_label WHEN 'PM-T' THEN postings ELSE 0 END) AS "PM-T", sum(CASE body_label WHEN 'EM' THEN postings ELSE 0 END) AS "EM",
  sum(CASE body_label WHEN 'none' THEN postings ELSE 0 END) AS "none", sum(CASE body_label WHEN 'unknown' THEN postings ELSE 0 END) AS "unknown",
  sum(postings) AS postings FROM matrix_cells GROUP BY title_label ORDER BY title_label;
CREATE VIEW evidence AS SELECT r.name, r.seq, e.key AS rank, e.value ->> 'concept' AS concept, e.value ->> 'role' AS role,
  e.value ->> 'weight' AS weight, e.value ->> 'zone' AS zone, e.value ->> 'text' AS text, e.value ->> 'sentence' AS sentence
  FROM results AS r, json_each(r.evidence) AS e;
`

// insertsPerCommit bounds what is held in memory before it is written.
const insertsPerCommit = 5000

// sqliteRows writes Placed rows into a new database, in the file that out is: the
// columns of the header. The views are there where all columns are.
func sqliteRows(w *Writer, out stream, header []string, narrow bool) error {
	f, ok := out.(*outfile.File)
	if !ok {
		return errors.New("SQLite needs a file")
	}
	place, ok := f.Place()
	if !ok {
		return errors.New("SQLite needs a file, and no device or pipe")
	}
	// Nothing else reads the database before it is whole: no locks, no journal,
	// no syncs.
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: place}).EscapedPath()+"?nolock=1&_pragma=journal_mode(off)&_pragma=synchronous(off)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	t := &sqliteWriter{db: db, columns: columnsNamed(header)}
	schema := sqliteTable(t.columns)
	if !narrow {
		schema += sqliteViews
	}
	if _, err := db.Exec(schema); err != nil {
		return errors.Join(err, db.Close())
	}
	w.Write = func(r Row) error {
		if n, ok := r.(Narrow); ok {
			r = n.of
		}
		return t.insert(r.(Placed))
	}
	w.Close = func() error { return errors.Join(t.commit(), db.Close()) }
	w.Discard = func() { db.Close() }
	return nil
}

// A sqliteWriter inserts rows, many in a transaction.
type sqliteWriter struct {
	db      *sql.DB
	columns []result.Column
	tx      *sql.Tx
	into    *sql.Stmt
	values  []any
	n       int
}

func (t *sqliteWriter) insert(r Placed) error {
	if t.tx == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	t.values = t.values[:0]
	for _, c := range t.columns {
		cell := ""
		switch c.Type {
		case result.Objects:
			cell = string(c.AppendJSON(nil, r.Row))
		case result.Flag:
			cell = map[string]string{"true": "1", "false": "0"}[c.Cell(r.Row)]
		default:
			cell = c.Cell(r.Row)
		}
		t.values = append(t.values, cell) // a column's type makes numbers of its texts
	}
	if _, err := t.into.Exec(t.values...); err != nil {
		return err
	}
	if t.n++; t.n%insertsPerCommit == 0 {
		return t.commit()
	}
	return nil
}

func (t *sqliteWriter) begin() (err error) {
	if t.tx, err = t.db.Begin(); err != nil {
		return err
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(t.columns)), ",")
	t.into, err = t.tx.Prepare("INSERT INTO results VALUES (" + marks + ")")
	return err
}

func (t *sqliteWriter) commit() error {
	if t.tx == nil {
		return nil
	}
	tx := t.tx
	t.tx = nil
	return tx.Commit()
}
