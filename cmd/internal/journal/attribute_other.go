//go:build !(linux || darwin || freebsd || netbsd)

package journal

// setAttribute is for systems whose files have attributes.
func setAttribute(string, []byte) {}

func attribute(string) []byte { return nil }
