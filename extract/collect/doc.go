// Package collect turns the places where people keep postings - files,
// folders, data sets, standard input - into one stream of documents, each with
// a stable name. What cannot be read is a document too, with the error: one
// bad file never stops the others.
//
//	for d := range collect.Documents(ctx, []string{"saved"}, collect.Options{}) {
//		for _, e := range d.Extract(extract.Options{}) {
//			fmt.Println(d.Name, e.Posting.Title, e.Reason)
//		}
//	}
package collect
