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
// A page goes through these steps, each a file: decode, strip (scripts and
// styles out, by a byte scan), the strategies in their order, walk (the tree
// rendered as lines), sections. The tree is built only when a strategy asks for
// it, and read off the tags where they nest plainly. What people know about
// sites, headings and the wording of pages without a posting is in the files of
// data/, which go generate checks and writes down as Go.
//
// The package opens no file and no connection.
package extract
