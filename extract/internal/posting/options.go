package posting

import (
	"context"
	"time"
)

// The bounds that hold where Options leaves them at zero: bytes, nodes of a tree,
// time.
const (
	DefaultMaxBytes = 64 << 20
	DefaultMaxNodes = 300_000
	DefaultTimeout  = 2 * time.Second
)

// WithDefaults fills what is zero, and starts the clock.
func WithDefaults(o Options) Options { return Under(context.Background(), o) }

// WithBounds returns options whose bounds are set; no clock starts.
func WithBounds(o Options) Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxNodes <= 0 {
		o.MaxNodes = DefaultMaxNodes
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	return o
}
