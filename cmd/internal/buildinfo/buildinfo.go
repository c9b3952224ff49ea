// Package buildinfo says what this program was built from, for the commands to
// print and for rows to carry.
package buildinfo

import (
	"runtime/debug"
	"time"
)

// Version is the main module's version, or the first 12 digits of the commit
// that the program was built from; "devel" or "unknown" where neither is known.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	if commit := setting(info, "vcs.revision"); len(commit) >= 12 {
		return commit[:12]
	}
	return "devel"
}

// Time is when the commit was made that the program was built from, in UTC;
// 1970 where it is not known. The same program always says the same.
func Time() time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		if t, err := time.Parse(time.RFC3339, setting(info, "vcs.time")); err == nil {
			return t.UTC()
		}
	}
	return time.Unix(0, 0).UTC()
}

// setting is what the go command noted of the build; "" for nothing.
func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
