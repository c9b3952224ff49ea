package resultfile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"rolecall/cmd/internal/result"
)

// jsonTable reads JSON lines, compressed or not.
func jsonTable(name string, in io.Reader) (*Table, error) {
	f, err := readLines(name, in)
	if err != nil {
		return nil, err
	}
	header := result.Names(result.Columns())
	if head, _ := f.r.Peek(1 << 18); bytes.Contains(head, []byte(`,"finding_id":`)) {
		header = append(header, AuditFields()...)
	}
	return &Table{name, header, func(yield func(Row, error) bool) { eachRaw(f, yield) }, f.Close}, nil
}

func eachRaw(f *Lines, yield func(Row, error) bool) {
	lines := bufio.NewScanner(f.r)
	lines.Buffer(make([]byte, 0, 1<<18), 1<<30)
	for n := 1; lines.Scan(); n++ {
		line := lines.Bytes()
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		raw, ok := result.ReadRaw(line)
		if !ok {
			yield(Row{}, fmt.Errorf("%s:%d: not a row of results; batch, classify and audit write them", f.name, n))
			return
		}
		if !yield(Row{Raw: raw, Line: line}, nil) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		yield(Row{}, fmt.Errorf("%s: %w", f.name, err))
	}
}
