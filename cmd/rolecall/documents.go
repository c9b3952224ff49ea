package main

import (
	"cmp"
	"fmt"
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
	options := collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields, Defer: true, Want: part.wants}
	documents := collect.Documents(cmd.Context(), args, options)
	err = inOrder(cmd.Context(), documents, in.jobs, encoding(w, work), func(rs []row) error {
		for _, r := range rs {
			rows++
			if t.place != nil {
				t.place(r)
			}
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

// encoding has the workers do what the writer can do ahead.
func encoding(w *rowWriter, work func(collect.Document) []row) func(collect.Document) []row {
	if w.encode == nil {
		return work
	}
	return func(d collect.Document) []row {
		rows := work(d)
		for _, r := range rows {
			w.encode(r)
		}
		return rows
	}
}

// wants keeps the documents of the shard, before they are read.
func (s shard) wants(_ int64, name string) bool { return s.holds(name) }
