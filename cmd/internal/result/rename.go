package result

// AppendRenamed appends a row that stands in line as JSON, with another name.
// It is for rows that were made before the number of their line was known.
func AppendRenamed(b, line []byte, name string) []byte {
	b = appendText(append(b, `{"name":`...), name)
	at := len(`{"name":"`) // a Row's name stands first
	for at < len(line) && line[at] != '"' {
		if line[at] == '\\' {
			at++
		}
		at++
	}
	return append(b, line[min(at+1, len(line)):]...)
}
