package collect

import (
	"bytes"
	"regexp"
	"sync"
)

// What a scraper says while it runs stands between the rows that it writes, where
// both went to one file. Such lines are no rows, and are counted.

// maxLogLine is the longest line of a log that is looked at: rows are longer.
const maxLogLine = 4 << 10

// logLine is how programs write what they do: a time in front, a level, a comment,
// a bar of progress, a trace of calls.
var logLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\[?\d{4}[-/.]\d\d[-/.]\d\d[ T_]|[\[(]?\d\d:\d\d:\d\d\b|\[?\d{1,2}[/ ](?:\d\d|[A-Z][a-z]{2})[/ ]\d{4}[ :]|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d |[IWEF]\d{4} \d\d:\d\d:\d\d` +
		`|(?i:[\[(<]?(?:trace|debug|info|notice|warn|warning|error|critical|fatal)[\])>]?(?:\s*[:|\-]|\s+\[|[\])>]))|\[[A-Za-z][\w.:\- ]*\]|[\[(]\s*\d+\s*(?:/|of)\s*\d+\s*[\])]|\s*\d{1,3}%\|` +
		"|#|//|--|==|\\*\\*|```|Traceback \\(|  File \"|\\s+at [\\w.$]+\\(|(?:npm|yarn) |\\$ |>>> )")
})

// isLog recognises a line of a log.
func (c *collector) isLog(line []byte) bool {
	if len(line) == 0 || len(line) > maxLogLine {
		return false
	}
	if line[0] != '{' {
		return logLine().Match(line)
	}
	if !hasKey(line, "level", "levelname", "severity", "lvl") || !hasKey(line, "msg", "message", "event") {
		return false
	}
	_, err := c.cols.Parse(line)
	return err != nil
}

// hasKey finds one of the keys in an object, unread.
func hasKey(object []byte, keys ...string) bool {
	for _, k := range keys {
		if bytes.Contains(object, []byte(`"`+k+`"`)) {
			return true
		}
	}
	return false
}
