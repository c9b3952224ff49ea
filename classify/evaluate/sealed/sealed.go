// Package sealed knows the postings that are for scoring finished states only:
// nobody reads how they were misread, and nothing is fitted to them, so that
// their figures say what the program does with postings that nobody has seen.
// They are told by their ids, whatever file they stand in.
package sealed

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
)

//go:embed ids.txt
var ids string

// Holds reports whether the posting of an id is sealed.
func Holds(id string) bool {
	sum := sha256.Sum256([]byte("sealed " + id))
	return strings.Contains(ids, "\n"+hex.EncodeToString(sum[:])[:16]+"\n")
}
