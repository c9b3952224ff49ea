package web

import (
	"cmp"
	"context"
	"log"
	"net"
	"net/http"
	"runtime"
	"time"

	"golang.org/x/net/netutil"

	"rolecall/cmd/internal/result"
)

// Options steer a Server. The zero value of a bound means its default.
type Options struct {
	Reader  result.Reader // reads the documents of requests
	Version string        // of the program, told by /healthz

	MaxBytes int64         // largest body of a request; DefaultMaxBytes
	Memory   int64         // bytes of bodies and answers held at once; four times MaxBytes
	Jobs     int           // readings at once; as many as processors
	Waiting  int           // requests that wait for one of them, before others are sent away; DefaultWaiting
	Timeout  time.Duration // longest time for a request from when its body is there until its answer is; DefaultTimeout

	ErrorLog *log.Logger // of panics and of failures to accept; nil for the standard logger
}

// The bounds that hold where Options leaves them at zero.
const (
	DefaultMaxBytes = 16 << 20
	DefaultWaiting  = 256
	DefaultTimeout  = 30 * time.Second
)

// The bounds on a connection. A client has readTimeout to send its whole
// request, and what is left of writeTimeout after that and Options.Timeout to
// take the answer.
const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 30 * time.Second
	takeTimeout    = 30 * time.Second
	idleTimeout    = time.Minute
	maxHeaderBytes = 16 << 10
	maxConnections = 1024
)

// graceTimeout is how long requests under way may take once the server is to
// stop. Tests have a shorter one.
const graceTimeout = 10 * time.Second

// A Server answers requests. It keeps nothing from one to the next.
type Server struct {
	o       Options
	turns   *turns
	memory  *memory
	handler http.Handler
	grace   time.Duration
}

// New returns a server.
func New(o Options) *Server {
	o.MaxBytes = cmp.Or(o.MaxBytes, DefaultMaxBytes)
	o.Memory = cmp.Or(o.Memory, 4*o.MaxBytes)
	o.Jobs = cmp.Or(o.Jobs, runtime.GOMAXPROCS(0))
	o.Waiting = cmp.Or(o.Waiting, DefaultWaiting)
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	s := &Server{o: o, turns: newTurns(o.Jobs, o.Waiting), memory: newMemory(o.Memory), grace: graceTimeout}
	s.handler = guard(s.routes(), cmp.Or(o.ErrorLog, log.Default()))
	return s
}

// Handler returns the handler of all paths, with everything that guards them.
func (s *Server) Handler() http.Handler { return s.handler }

// Serve answers the requests that come to l until ctx ends; then it takes no
// more, and waits at most ten seconds for those under way. It closes l.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      readTimeout + s.o.Timeout + takeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          s.o.ErrorLog,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(l, maxConnections)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), s.grace)
	defer cancel()
	if server.Shutdown(grace) != nil {
		server.Close() // who has not sent a request by now, or taken its answer, is cut off
	}
	return nil
}
