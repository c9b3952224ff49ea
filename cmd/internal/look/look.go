// Package look is what the pages of this program have in common: the style
// sheet of colours, type and marks, and the scripts that make elements, know the
// signs of verdicts and roles, draw what a posting's reading is made of, and
// make files of what is listed.
package look

import _ "embed"

var (
	//go:embed look.css
	style string
	//go:embed dom.js
	dom string
	//go:embed words.js
	words string
	//go:embed draw.js
	draw string
	//go:embed table.js
	table string
)

// Style returns the common style sheet. A page adds its own behind it.
func Style() string { return style }

// DOM returns the script that makes elements, so that what a posting says
// becomes text and never markup.
func DOM() string { return dom }

// Words returns the script that has the signs of verdicts, what they mean, and
// the classes that colour roles.
func Words() string { return words }

// Draw returns the script that draws verdicts, roles, bars and marks. It runs
// behind DOM and Words.
func Draw() string { return draw }

// Table returns the script that makes a file for a spreadsheet of what is
// listed. It runs behind DOM.
func Table() string { return table }
