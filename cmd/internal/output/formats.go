package output

import (
	"fmt"
	"path/filepath"
	"strings"

	"rolecall/cmd/internal/outfile"
)

// formatOf is the format that a file's ending means, "" for none.
func formatOf(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".json":
		return "json"
	case ".csv":
		return "csv"
	case ".parquet":
		return "parquet"
	case ".xlsx":
		return "xlsx"
	case ".db", ".sqlite", ".sqlite3":
		return "sqlite"
	case ".txt":
		return "table"
	case ".md", ".markdown":
		return "markdown"
	case ".sarif":
		return "sarif"
	case ".html", ".htm":
		return "html"
	}
	return ""
}

// endings lists how files of formats end.
func endings(formats []string) string {
	var list []string
	for _, f := range formats {
		switch f {
		case "table":
			list = append(list, ".txt")
		case "markdown":
			list = append(list, ".md")
		case "sqlite":
			list = append(list, ".sqlite", ".db")
		default:
			list = append(list, "."+f)
		}
	}
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " or " + list[n-1]
	}
	return list[0]
}

// CheckEnding refuses a file that does not end as what is written there does.
func CheckEnding(flag, path, format string) error {
	if path == "" || path == "-" {
		return nil
	}
	if formatOf(path) != format && !outfile.Straight(path) {
		return fmt.Errorf("%s %q: it must end in %s", flag, path, endings([]string{format}))
	}
	return nil
}

// FileFormats are the forms that hold rows past one process.
func FileFormats() []string { return []string{"jsonl", "csv", "parquet", "sqlite", "xlsx"} }
