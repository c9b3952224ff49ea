package output

import (
	"encoding/json"
	"io"
)

// WriteJSON writes one value, with a line end.
func WriteJSON(w io.Writer, v any, indent string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(v)
}

// jsonLines writes a row a line.
func jsonLines(w *Writer, out io.Writer) {
	var buf []byte
	w.Encode = func(r Row) {
		if p, ok := r.(Placed); ok {
			p.Encode()
		}
	}
	w.Write = func(r Row) error {
		p, ok := r.(Placed)
		if !ok {
			return WriteJSON(out, r, "")
		}
		buf = append(p.AppendJSON(buf[:0]), '\n')
		_, err := out.Write(buf)
		return err
	}
	w.Close = func() error { return nil }
}

func jsonArray(w *Writer, out io.Writer) {
	sep := "["
	w.Write = func(r Row) error {
		_, err := io.WriteString(out, sep+"\n")
		sep = ","
		if err != nil {
			return err
		}
		return WriteJSON(out, r, "  ")
	}
	w.Close = func() error {
		if sep == "[" {
			_, err := io.WriteString(out, "[]\n")
			return err
		}
		_, err := io.WriteString(out, "]\n")
		return err
	}
}
