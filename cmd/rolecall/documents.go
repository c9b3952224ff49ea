package main

import (
	"cmp"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/extract/collect"
)

// runDocuments reads the documents that args name, turns each into rows, and
// writes them in the documents' order.
func runDocuments(cmd *cobra.Command, args []string, in *inputFlags, out *outputFlags, t table, work func(collect.Document) []row) error {
	part, err := in.parse()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"-"}
	}
	w, err := out.open(cmd.OutOrStdout(), t)
	if err != nil {
		return err
	}
	var rows, unreadable int
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields})
	err = inOrder(cmd.Context(), part.filter(documents), in.jobs, work, func(rs []row) error {
		for _, r := range rs {
			rows++
			if r, ok := r.(interface{ unreadable() bool }); ok && r.unreadable() {
				unreadable++
			}
			if err := w.write(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err := cmp.Or(err, w.close()); err != nil {
		return err
	}
	switch {
	case rows == 0 && part.of == 0:
		return fmt.Errorf("nothing to read in %s", strings.Join(args, ", "))
	case unreadable > 0:
		return errPartial
	}
	return nil
}

// filter keeps the documents of the shard.
func (s shard) filter(in iter.Seq[collect.Document]) iter.Seq[collect.Document] {
	return func(yield func(collect.Document) bool) {
		in(func(d collect.Document) bool { return !s.holds(d.Name) || yield(d) })
	}
}

// memberName names a posting in a document that holds several.
func memberName(document, member string) string {
	if member == "" {
		return document
	}
	return document + "#" + member
}
