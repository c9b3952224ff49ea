package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolecall/classify"
	"rolecall/extract"
)

// Options steer a server.
type Options struct {
	Classifier *classify.Classifier
	Extract    extract.Options
	Root       *os.Root // in which files may be read; nil for nowhere
	Jobs       int      // postings read at once, at least 1
	Version    string   // of the program
}

// maxMessage is the longest message that is read, in bytes: more than the
// longest posting with its escapes.
const maxMessage = 8 << 20

// Serve answers until stdin or ctx ends.
func Serve(ctx context.Context, o Options, stdin io.Reader, stdout io.Writer) error {
	out := &messageWriter{w: stdout}
	transport := &sdk.IOTransport{Reader: io.NopCloser(newMessageReader(stdin, out)), Writer: out, MaxLineLength: maxMessage + 1}
	err := newTools(o).server(o.Version).Run(ctx, drained{transport})
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil // stopped as it was asked to
	}
	if err != nil {
		return fmt.Errorf("protocol: %w", err)
	}
	return nil
}

// A messageWriter writes whole messages, from several goroutines. It leaves its
// writer open.
type messageWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (m *messageWriter) Write(message []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.w.Write(message)
}

func (m *messageWriter) Close() error { return nil }
