package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/result"
	"rolecall/extract"
	"rolecall/extract/collect"
)

// inputFlags say what is read, and how.
type inputFlags struct {
	jobs      int
	shard     string
	fields    collect.Fields
	pdftotext bool
}

func (f *inputFlags) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.IntVar(&f.jobs, "jobs", defaultJobs(), "documents read at once; the output is the same at any number")
	fs.StringVar(&f.shard, "shard", "", "read only shard `i/n` of the documents, 0/n to n-1/n, by a hash of their names")
	fs.StringVar(&f.fields.ID, "id-field", "", "column of a data set that holds the id (guessed)")
	fs.StringVar(&f.fields.Title, "title-field", "", "column that holds the title (guessed)")
	fs.StringVar(&f.fields.Text, "text-field", "", "column that holds the description as text (guessed)")
	fs.StringVar(&f.fields.HTML, "html-field", "", "column that holds the description as HTML (guessed)")
	fs.BoolVar(&f.pdftotext, "pdftotext", false, "read PDF files with poppler's pdftotext too, and take it where it reads more")
}

// defaultJobs is how many documents are read at once.
func defaultJobs() int { return min(runtime.GOMAXPROCS(0), maxJobs) }

// maxJobs is more than machines have processors.
const maxJobs = 1024

func checkJobs(n int) error {
	switch {
	case n < 1:
		return fmt.Errorf("--jobs %d: at least 1", n)
	case n > maxJobs:
		return fmt.Errorf("--jobs %d: at most %d", n, maxJobs)
	}
	return nil
}

// atLeastOne refuses a command without arguments, and says what they are.
func atLeastOne(otherwise string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New(otherwise)
		}
		return nil
	}
}

// nothingToRead says to a command that reads documents what it was not given.
const nothingToRead = "nothing to read: name files, folders, archives or data sets, or - for standard input"

// nothingLabelled says it to one that reads labelled postings.
const nothingLabelled = "nothing to read: name data sets of labelled postings, or - for standard input"

// A shard is a part of the documents.
type shard struct{ index, of uint32 }

// parse reads the flag. The zero shard is all documents.
func (f *inputFlags) parse() (shard, error) {
	if err := checkJobs(f.jobs); err != nil {
		return shard{}, err
	}
	if f.pdftotext && host.PDFToText() == "" {
		return shard{}, errors.New("--pdftotext: there is no pdftotext here: install poppler-utils, or leave the flag out")
	}
	if f.shard == "" {
		return shard{}, nil
	}
	i, n, _ := strings.Cut(f.shard, "/")
	index, err1 := strconv.ParseUint(i, 10, 32)
	of, err2 := strconv.ParseUint(n, 10, 32)
	if err1 != nil || err2 != nil || index >= of {
		return shard{}, fmt.Errorf("--shard %q: write i/n, from 0/n to n-1/n", f.shard)
	}
	return shard{uint32(index), uint32(of)}, nil
}

// extract returns how documents are read. A program that is installed on one
// machine and not on another takes part only where it is asked to: the same
// bytes give the same rows.
func (f *inputFlags) extract() extract.Options {
	if !f.pdftotext {
		return extract.Options{}
	}
	return extract.Options{PDFToText: host.PDFToText()}
}

func (s shard) holds(name string) bool {
	if s.of == 0 {
		return true
	}
	h := fnv.New32a()
	io.WriteString(h, name)
	return h.Sum32()%s.of == s.index
}

// reader makes rows as every command does. texts tells whether they hold the
// postings' texts.
func (f *inputFlags) reader(c *classify.Classifier, texts bool) result.Reader {
	return result.Reader{Classifier: c, Extract: f.extract(), KeepText: texts}
}
