//go:build !unix

package found

// How a file is opened that was found in a folder; Unix has more to be careful
// about.
const (
	noWait   = 0
	noFollow = 0
)
