package script

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"

	"rolecall/extract/internal/dom"
)

// Bounds of the search for assignments in one script.
const (
	maxAssigned   = 8   // values taken
	minAssigned   = 200 // bytes; less holds no description
	maxRescanning = 4   // how often, on the average, a byte may be read again in vain
)

// Values reads the values in a script: the whole of it where it is JSON,
// else what it assigns.
func Values(s dom.Script) []any {
	body := bytes.TrimSpace(s.Body)
	switch {
	case len(body) == 0:
		return nil
	case body[0] == '{' || body[0] == '[':
		v, ok := ParseJSON(body)
		if flat, isList := v.([]any); isList && strings.Contains(s.Attrs, "__NUXT_DATA__") {
			v = restoreNuxt(flat)
		}
		if ok {
			return []any{v}
		}
		return nil
	}
	return assignments(body)
}

// assignments reads what stands behind the equals signs of a script, so far
// as it is data and not code.
func assignments(body []byte) []any {
	var out []any
	budget := maxRescanning * len(body)
	for rest := body; len(out) < maxAssigned && budget > 0; {
		i := bytes.IndexByte(rest, '=')
		if i < 0 {
			break
		}
		rest = bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(rest) < minAssigned {
			break
		}
		v, n, ok := readAssignment(rest)
		if !ok {
			budget -= n
			continue
		}
		rest = rest[n:]
		if n >= minAssigned {
			out = append(out, v)
		}
	}
	return out
}

// readAssignment reads one value: JSON, an object as scripts write it, either of them
// in a string, or the call in which Nuxt 2 wraps its state. n is how much was
// read.
func readAssignment(b []byte) (v any, n int, ok bool) {
	switch b[0] {
	case '{', '[':
		var raw json.RawMessage
		d := json.NewDecoder(bytes.NewReader(b))
		if d.Decode(&raw) == nil {
			if len(raw) >= minAssigned {
				v, _ = ParseJSON(raw)
			}
			return v, int(d.InputOffset()), true
		}
		return readLiteral(b)
	case '(':
		return readCalled(b)
	case '"', '\'', 'J', 'd', 'u', 'a', 'w':
		return readEncoded(b)
	}
	return nil, 0, false
}

// stringDecoders are the calls that pages put around a string of state.
var stringDecoders = []struct {
	call   string
	decode func(string) (string, error)
}{
	{"JSON.parse(", func(s string) (string, error) { return s, nil }},
	{"decodeURIComponent(", url.PathUnescape},
	{"decodeURI(", url.PathUnescape},
	{"unescape(", url.PathUnescape},
	{"window.atob(", fromBase64},
	{"atob(", fromBase64},
}

func fromBase64(s string) (string, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	return string(b), err
}

// readEncoded reads JSON in a string, inside as many calls as stand around it.
func readEncoded(b []byte) (v any, n int, ok bool) {
	r := literal{b: b}
	var decoders []func(string) (string, error)
	for again := true; again && len(decoders) < 4; {
		again = false
		for _, d := range stringDecoders {
			if bytes.HasPrefix(r.b[r.i:], []byte(d.call)) {
				r.i += len(d.call)
				r.space()
				decoders, again = append(decoders, d.decode), true
			}
		}
	}
	s := r.text()
	if r.bad || len(s) < minAssigned {
		return nil, r.i, false
	}
	for i := len(decoders) - 1; i >= 0; i-- {
		var err error
		if s, err = decoders[i](s); err != nil {
			return nil, r.i, false
		}
	}
	if s = strings.TrimSpace(s); s == "" || (s[0] != '{' && s[0] != '[') {
		return nil, r.i, false
	}
	v, ok = ParseJSON([]byte(s))
	return v, r.i, ok
}

// MaxBytes is the largest script that is searched for state.
const MaxBytes = 8 << 20

// MayDescribe is in the key of every description that is worth a search.
var MayDescribe = []byte("escription")
