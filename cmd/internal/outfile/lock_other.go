//go:build !unix

package outfile

import "os"

// locks tells whether there are locks here.
const locks = false

func lock(*os.File) error { return nil }
