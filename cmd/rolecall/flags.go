package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
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

// modelFlags say how postings are read.
type modelFlags struct {
	lexicon       string
	weights       string
	bodyOnly      bool
	anyLanguage   bool
	minConfidence float64
}

func (f *modelFlags) add(cmd *cobra.Command) {
	addLexicon(cmd, &f.lexicon)
	f.addScoring(cmd)
}

func addLexicon(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "lexicon", "", "read the lexicon from `DIR` in place of the built-in one")
}

// addScoring adds all flags but that of the lexicon.
func (f *modelFlags) addScoring(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.weights, "weights", "", "score by the weights of `FILE`, as fit writes them, or by the documents' prior alone (prior)")
	fs.BoolVar(&f.bodyOnly, "body-only", false, "label by the duties alone, whatever the title says")
	fs.BoolVar(&f.anyLanguage, "any-language", false, "read postings that are not in English too; the lexicon is English")
	fs.Float64Var(&f.minConfidence, "min-confidence", classify.DefaultMinConfidence, "probability below which the outcome is ambiguous, 0 to 1")
}

func (f *modelFlags) classifier() (*classify.Classifier, *lexicon.Lexicon, error) {
	if !(f.minConfidence > 0 && f.minConfidence <= 1) { // NaN is neither
		return nil, nil, fmt.Errorf("--min-confidence %v: between 0 and 1", f.minConfidence)
	}
	lex, err := openLexicon(f.lexicon)
	if err != nil {
		return nil, nil, err
	}
	m, err := f.model(lex)
	if err != nil {
		return nil, nil, err
	}
	return classify.New(lex, classify.Options{
		Model: m, BodyOnly: f.bodyOnly, AnyLanguage: f.anyLanguage, MinConfidence: f.minConfidence, Version: buildinfo.Version(),
	}), lex, nil
}

// model reads the weights: a file's, the documents' prior, or the built-in
// ones.
func (f *modelFlags) model(lex *lexicon.Lexicon) (*classify.Model, error) {
	if f.weights == "" {
		return classify.ShippedModel(lex)
	}
	p, err := f.parameters()
	if err != nil {
		return nil, err
	}
	if p == nil {
		return classify.Prior(lex), nil
	}
	m, err := classify.NewModel(lex, p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.weights, err)
	}
	return m, nil
}

// parameters reads the weights: a file's, or the built-in ones; nil for the
// documents' prior.
func (f *modelFlags) parameters() (*classify.Parameters, error) {
	switch f.weights {
	case "prior":
		return nil, nil
	case "":
		return classify.Shipped()
	}
	file, err := os.Open(f.weights)
	if err != nil {
		return nil, fmt.Errorf("--weights: %w: fit writes such a file", err)
	}
	defer file.Close()
	p, err := classify.ReadParameters(file)
	if err != nil {
		return nil, fmt.Errorf("--weights %s: %w: fit writes such a file", f.weights, err)
	}
	return p, nil
}

// files are what the flags name, and the command reads.
func (f *modelFlags) files() []outfile.Named {
	if f.weights == "prior" {
		return nil
	}
	return []outfile.Named{{As: "--weights", Path: f.weights}}
}

// openLexicon reads the lexicon of a folder, or the built-in one.
func openLexicon(dir string) (*lexicon.Lexicon, error) {
	if dir == "" {
		return lexicon.Default()
	}
	if err := isFolder(dir); err != nil {
		return nil, err
	}
	// What loading throws away is some 20 MB: to collect it on the way took a
	// third of the time in which it is loaded.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	lex, err := lexicon.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: %w", dir, err)
	}
	return lex, nil
}

// isFolder refuses a folder of a lexicon that is not there.
func isFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("--lexicon %s: there is no such folder; rolecall lexicon export DIR makes one", dir)
	}
	return nil
}

// outputFlags say what is written, and where.
type outputFlags struct {
	output.Target
	quiet bool
}

func (f *outputFlags) add(cmd *cobra.Command, formats string) {
	addTarget(cmd, &f.Target, formats+" (default: by the ending of FILE; a table on a terminal, JSON lines in a pipe)",
		"write to `FILE` in place of standard output, whole or not at all")
	fs := cmd.Flags()
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no notes on standard error")
	fs.BoolVar(&f.NoPager, "no-pager", false, "write long output to the terminal as it is (as does an empty environment variable PAGER)")
	fs.BoolVar(&f.NoColor, "no-color", false, "no colours (as does the environment variable NO_COLOR)")
}

// selectFlags say which rows and columns are wanted.
type selectFlags struct{ selection.Wanted }

func (f *selectFlags) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.Where, "where", "", "only rows for which the `CONDITION` holds, as 'label = TPM and confidence < 0.7'")
	fs.StringSliceVar(&f.Sort, "sort", nil, "put rows in the order of these `COLUMNS`; -COLUMN from high to low")
	fs.IntVar(&f.Top, "top", 0, "only the first `N` rows, after --where and --sort")
	fs.StringSliceVar(&f.Columns, "columns", nil, "only these `COLUMNS`, in this order, in JSON too")
}

// selectHelp documents the conditions.
const selectHelp = `--where compares columns with values: = != < <= > >=, ~ and !~ (holds a part, or
not), in (A, B), joined by and, or, not and parentheses. A value of several words
stands in quotes. Two numbers are compared as numbers, all else as text, whatever
its case; "" is an empty cell. rolecall columns lists the columns.`

// selection is nil where all is wanted. names are the table's columns.
func (f *selectFlags) selection(names []string) (*selection.Selection, error) {
	if f.Where == "" && len(f.Sort) == 0 && f.Top == 0 && len(f.Columns) == 0 {
		return nil, nil
	}
	return selection.New(f.Wanted, names)
}

// checkNarrow refuses columns in a format whose columns are fixed.
func checkNarrow(s *selection.Selection, format string, formats []string) error {
	if s != nil && s.Narrows() && !slices.Contains(formats, format) {
		return fmt.Errorf("--columns with %s: %s have chosen columns", format, strings.Join(formats, ", "))
	}
	return nil
}

// reader makes rows as every command does. texts tells whether they hold the
// postings' texts.
func (f *inputFlags) reader(c *classify.Classifier, texts bool) result.Reader {
	return result.Reader{Classifier: c, Extract: f.extract(), KeepText: texts}
}

// addTarget adds the flags that say where results go, and in which form.
func addTarget(cmd *cobra.Command, t *output.Target, formats, output string) {
	fs := cmd.Flags()
	fs.StringVar(&t.Format, "format", "", formats)
	fs.StringVarP(&t.Out, "output", "o", "", output)
	t.NoPager = true // on the terminal stands how far the command is
}

// checkFiles refuses outputs that are inputs, or one another. paths are what the
// command reads, others what its flags name.
func checkFiles(cmd *cobra.Command, outputs []outfile.Named, paths []string, others ...outfile.Named) error {
	inputs := slices.Clone(others)
	for _, p := range paths {
		if file, ok := collect.FileOf(p); ok {
			p = file
		}
		inputs = append(inputs, outfile.Named{As: "an input", Path: p})
	}
	if in, ok := cmd.InOrStdin().(*os.File); ok && (len(paths) == 0 || slices.Contains(paths, "-")) {
		if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
			inputs = append(inputs, outfile.Named{As: "standard input", Info: info})
		}
	}
	return outfile.Apart(outputs, inputs)
}
