package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// A messageReader passes on the lines that are messages. What is none is
// answered with an error, since the SDK would end the session.
type messageReader struct {
	in   *bufio.Reader
	out  io.Writer
	line []byte // of a message, what is not yet passed on
}

func newMessageReader(in io.Reader, out io.Writer) *messageReader {
	return &messageReader{in: bufio.NewReaderSize(in, 64<<10), out: out}
}

func (r *messageReader) Read(p []byte) (int, error) {
	for len(r.line) == 0 {
		line, long, err := r.next()
		switch {
		case long:
			if err := r.refuse(nil, codeInvalid, fmt.Sprintf("a message has %d bytes at most", maxMessage)); err != nil {
				return 0, err
			}
		case len(line) > 0:
			if fault := r.check(line); fault != nil {
				return 0, fault
			}
		}
		if err != nil && len(r.line) == 0 {
			return 0, err
		}
	}
	n := copy(p, r.line)
	r.line = r.line[n:]
	return n, nil
}

// next reads a line, without spaces around it; of one that is too long only
// that it is.
func (r *messageReader) next() (line []byte, long bool, err error) {
	for {
		part, err := r.in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxMessage; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSpace(line), long, err
		}
	}
}

// The codes of JSON-RPC.
const (
	codeParse   = -32700 // no JSON
	codeInvalid = -32600 // JSON, and no message
)

// check passes a line on, or answers it. The error is that of the answer.
func (r *messageReader) check(line []byte) error {
	if !json.Valid(line) {
		return r.refuse(nil, codeParse, "the line is no JSON; a message is one line")
	}
	if line[0] != '{' {
		return r.refuse(nil, codeInvalid, "a message is a JSON object; batches are not taken")
	}
	if _, err := jsonrpc.DecodeMessage(line); err != nil {
		var known struct {
			ID json.RawMessage `json:"id"`
		}
		json.Unmarshal(line, &known) // an id that cannot be told is null
		return r.refuse(known.ID, codeInvalid, "the line is no message of JSON-RPC 2.0")
	}
	r.line = append(line, '\n')
	return nil
}

// refuse answers what is no message. Only texts and numbers are ids.
func (r *messageReader) refuse(id json.RawMessage, code int, why string) error {
	if len(id) == 0 || id[0] == '{' || id[0] == '[' || id[0] == 't' || id[0] == 'f' {
		id = json.RawMessage("null")
	}
	answer := struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Error   any             `json:"error"`
	}{"2.0", id, struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}{code, why}}
	b, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	_, err = r.out.Write(append(b, '\n'))
	return err
}
