// Package extract finds the job posting in a saved document: its title, its
// description as plain text, and the sections of the description.
//
//	for _, x := range extract.Read("saved/rover-pilot.html", data, extract.Options{}) {
//		if !x.OK() {
//			fmt.Println(x.Reason, x.Detail) // a login wall, a list, an empty shell
//			continue
//		}
//		fmt.Println(x.Posting.Title, len(x.Posting.Sections))
//	}
//
// Here stands what is asked of it from outside, and the list of formats; each
// step is a package under internal. A page is decoded (charset), stripped of
// scripts and styles by a byte scan, parsed and rendered as lines (dom, line),
// gone through by one strategy after another (webpage), and divided into sections
// (vocabulary). The tree is built only when a strategy asks for it, and read off
// the tags where they nest plainly (dom/fasttree). What people know about sites,
// headings and the wording of pages without a posting is in the files of data/,
// which go generate checks and writes down as Go (tables).
//
// The package opens no file and no connection.
package extract
