// Package licenses holds the licence of rolecall, and those of all that is
// linked into it, which ask to be passed on with the program.
package licenses

import _ "embed"

//go:generate go run generate.go

// Notices is the text of all licences, the program's own first.
//
//go:embed notices.txt
var Notices string
