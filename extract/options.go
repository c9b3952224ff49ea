package extract

import "time"

// The bounds that hold where Options leaves them at zero.
const (
	defaultMaxBytes = 64 << 20
	defaultMaxNodes = 300_000
	defaultTimeout  = 2 * time.Second
)

func withDefaults(o Options) Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxNodes <= 0 {
		o.MaxNodes = defaultMaxNodes
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	return o
}
