package resultfile

import (
	"database/sql"
	"errors"
	"net/url"

	"rolecall/cmd/internal/result"
)

// databaseTable reads the table results of a SQLite file.
func databaseTable(name string) (*Table, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: name}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return nil, err
	}
	all, err := db.Query("SELECT * FROM results")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	header, err := all.Columns()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	rows := func(yield func(Row, error) bool) {
		for all.Next() {
			cells, to := make([]string, len(header)), make([]any, len(header))
			for i := range cells {
				to[i] = &cells[i]
			}
			err := all.Scan(to...)
			for i := range cells {
				if result.TypeOf(header[i]) == result.Flag {
					cells[i] = map[string]string{"1": "true", "0": "false"}[cells[i]]
				}
			}
			if !yield(Row{texts: cells}, err) || err != nil {
				return
			}
		}
		if err := all.Err(); err != nil {
			yield(Row{}, err)
		}
	}
	return &Table{name, header, rows, func() error { return errors.Join(all.Close(), db.Close()) }}, isResults(header)
}
