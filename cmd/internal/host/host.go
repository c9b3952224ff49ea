// Package host is what the commands ask of the machine that they run on, and
// of the environment: the same for each of them.
package host

import (
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
)

// PDFToText is where pdftotext is installed, "" where it is not. It reads some
// PDF files better, and others not: it is for who asks.
var PDFToText = sync.OnceValue(func() string {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	return path
})

// garbagePercent is for a heap below its limit, where there is no need to
// collect often: a short run takes a tenth less of its time.
const garbagePercent = 400

// TuneCollector has the collector aim to stay below so many bytes, and do little
// below them, where the environment (GOMEMLIMIT, GOGC) does not say otherwise.
func TuneCollector(limit int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
}
