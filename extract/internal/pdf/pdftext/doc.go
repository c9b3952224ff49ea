// Package pdftext reads the text of PDF files: what is written, where on the page,
// how large and whether it is bold. It draws nothing, runs nothing and changes
// nothing.
//
//	doc, err := pdftext.Read(data, pdftext.Limits{})
//	for _, page := range doc.Pages {
//		for _, run := range page {
//			fmt.Println(run.X, run.Y, run.Text)
//		}
//	}
//
// It is written for files from strangers. Every loop is bounded by what is
// left of a budget of bytes, operations and time, which the libraries that were
// tried do not do: a character map of forty bytes made one of them allocate
// without end, and a stream that unpacks to a gigabyte was unpacked. Objects are
// found by their marks in the file and not by its cross-reference table, so that
// truncated, concatenated and repaired files are read like sound ones.
package pdftext
