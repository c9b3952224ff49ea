package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/audit"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/own"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/selection"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newAuditCmd() *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
		out   outputFlags
		pick  selectFlags
		o     auditOptions
	)
	cmd := &cobra.Command{
		Use:   "audit PATH...",
		Short: "Find titles that do not match the job described",
		Long: `audit reads each posting's title and its duties apart - names of roles among the
duties do not count, so that the title cannot vouch for itself - and compares
them. The verdict is

  agree        both say the same
  mismatch     both are clear, and differ; severity, 0 to 1, says how clear
  resolved     the duties settle an ambiguous title, such as TPM
  undecided    the duties are not clear enough
  not-audited  no title or no duties to read

A mismatch between Product Manager and Product Manager - Technical is marked
as one of neighbours; it counts only with --strict. The worst come first. As a
table, those that agree are only counted, and the titles by what the duties
say, and what "TPM" and "PM" mean at each employer, stand at the end.

A baseline lists accepted findings, each with a person's reason.
--update-baseline adds what is new; a finding is accepted once its reason is
written. A finding is known again when its page was saved anew.

` + selectHelp + ` Those of
audit are the header of --format csv. Counts and --fail-on are of all postings.

Exit code 1 says that --fail-on was met, whatever else happened.`,
		Example: `  rolecall audit saved/
  rolecall audit --format csv -o audit.csv postings.jsonl.gz
  rolecall audit --fail-on mismatch:0.8 --baseline accepted.yaml saved/
  rolecall audit --update-baseline --baseline accepted.yaml saved/
  rolecall audit --format sarif -o audit.sarif saved/
  rolecall audit --report audit.html saved/`,
		Args: atLeastOne(nothingToRead),
		RunE: func(cmd *cobra.Command, args []string) error {
			host.TuneCollector(softMemory)
			if err := o.parse(); err != nil {
				return err
			}
			var err error
			if o.pick, err = pick.selection(audit.Header); err != nil {
				return err
			}
			c, lex, err := model.classifier()
			if err != nil {
				return err
			}
			return runAudit(cmd, args, c, lex, model.files(), &in, &out, &o)
		},
	}
	in.add(cmd)
	model.add(cmd)
	out.add(cmd, "table, json, jsonl, csv, xlsx, parquet, markdown or sarif")
	pick.add(cmd)
	o.add(cmd)
	return cmd
}

// auditOptions say what counts, and what is accepted.
type auditOptions struct {
	failOn   string
	fails    bool    // whether there is a --fail-on
	severity float64 // from which a mismatch fails
	baseline string
	update   bool
	strict   bool
	report   string // the page to make; "" for none

	pick *selection.Selection // the rows and columns that are written; nil for all
}

func (o *auditOptions) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&o.failOn, "fail-on", "", "exit with 1 on a `mismatch`, or on mismatch:0.8 for one of that severity or more")
	fs.StringVar(&o.baseline, "baseline", "", "`FILE` of accepted findings, which do not count")
	fs.BoolVar(&o.update, "update-baseline", false, "add the findings that are new to the baseline")
	fs.StringVar(&o.report, "report", "", "make a page of the audit too, with the postings' texts: `PAGE.html`")
	fs.BoolVar(&o.strict, "strict", false, "count mismatches between Product Manager and Product Manager - Technical too")
}

// parse reads the flags' values.
func (o *auditOptions) parse() error {
	if o.update && o.baseline == "" {
		return errors.New("--update-baseline: name the file with --baseline")
	}
	if o.failOn == "" {
		return nil
	}
	what, from, given := strings.Cut(o.failOn, ":")
	severity, err := strconv.ParseFloat(from, 64)
	if what != string(classify.Mismatch) || given && (err != nil || !(severity >= 0 && severity <= 1)) {
		return fmt.Errorf("--fail-on %q: mismatch, or mismatch:S with a severity from 0 to 1", o.failOn)
	}
	o.fails, o.severity = true, severity
	return nil
}

// rules say what counts.
func (o *auditOptions) rules() audit.Rules {
	return audit.Rules{Strict: o.strict, Severity: o.severity}
}

func runAudit(cmd *cobra.Command, args []string, c *classify.Classifier, lex *lexicon.Lexicon, read []outfile.Named, in *inputFlags, out *outputFlags, o *auditOptions) error {
	format, err := out.Choose(cmd.OutOrStdout(), audit.Formats())
	if err != nil {
		return err
	}
	if err := checkNarrow(o.pick, format, []string{"table", "json", "jsonl", "csv", "xlsx"}); err != nil {
		return err
	}
	if err := output.CheckEnding("--report", o.report, "html"); err != nil {
		return err
	}
	if err := o.checkFiles(cmd, args, read, out); err != nil {
		return err
	}
	accepted, err := audit.ReadBaseline(o.baseline, o.update)
	if err != nil {
		return err
	}
	noteNamed(cmd, out.quiet, args)
	passed := own.New(cmd.OutOrStdout(), out.File(), o.report, o.baseline)
	rows, err := auditRows(cmd, args, c, in, o.report != "", passed)
	if err == nil {
		err = spareAudit(rows, args, out.File(), o.report)
	}
	if err != nil {
		return err
	}
	accepted.Accept(rows)
	audit.Sort(rows, o.rules())
	sum := audit.Summarize(rows, o.rules())
	if err := audit.Write(cmd.OutOrStdout(), &out.Target, format, rows, &sum, o.pick); err != nil {
		return err
	}
	if o.report != "" {
		if err := auditReport(o.report, lex, rows); err != nil {
			return err
		}
	}
	if o.update {
		if err := accepted.Update(o.baseline, rows, o.rules()); err != nil {
			return err
		}
	}
	notePassed(cmd, out.quiet, passed)
	if !out.quiet {
		auditNotes(cmd.ErrOrStderr(), format, accepted, &sum, o)
	}
	switch {
	case o.fails && sum.Failing > 0:
		return errFound
	case sum.Unreadable > 0:
		return errPartial
	}
	return nil
}

// checkFiles refuses outputs that are inputs, or one another.
func (o *auditOptions) checkFiles(cmd *cobra.Command, args []string, read []outfile.Named, out *outputFlags) error {
	outputs := []outfile.Named{{As: "-o", Path: out.File()}, {As: "--report", Path: o.report}}
	if o.update {
		outputs = append(outputs, outfile.Named{As: "--baseline", Path: o.baseline})
	} else {
		read = append(slices.Clone(read), outfile.Named{As: "--baseline", Path: o.baseline})
	}
	return checkFiles(cmd, outputs, args, read...)
}

// spareAudit is the error of an audit in which nothing could be opened, where
// it would replace one of the files.
func spareAudit(rows []*audit.Row, args []string, files ...string) error {
	var seen tally
	for _, r := range rows {
		seen.add(r.Reason)
	}
	return seen.spare(shard{}, args, files...)
}

// auditRows audits each posting, in the documents' order. texts tells whether
// the rows keep the postings' texts.
func auditRows(cmd *cobra.Command, args []string, c *classify.Classifier, in *inputFlags, texts bool, passed *own.Files) ([]*audit.Row, error) {
	part, err := in.parse()
	if err != nil {
		return nil, err
	}
	var rows []*audit.Row
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields, Defer: true, Want: part.wants, Skip: passed.Skip, Note: noteTo(cmd)})
	work := func(d collect.Document) []*audit.Row { return audit.Of(c, d, in.extract(), texts) }
	err = pipeline.InOrder(cmd.Context(), documents, in.jobs, work, func(rs []*audit.Row) error {
		rows = append(rows, rs...)
		return nil
	})
	if err == nil && len(rows) == 0 && part.of == 0 {
		err = nothingIn(args)
	}
	return rows, err
}

// auditNotes says on standard error what the rows do not: the counts, where
// no table shows them, what of the baseline is of no use, and why it fails.
func auditNotes(w io.Writer, format string, accepted *audit.Baseline, sum *audit.Summary, o *auditOptions) {
	if format != "table" {
		fmt.Fprintln(w, sum.Counts())
	}
	for _, line := range accepted.Notes() {
		fmt.Fprintln(w, escape.Terminal(line))
	}
	if o.fails && sum.Failing > 0 {
		fmt.Fprintf(w, "--fail-on %s: %d of them\n", o.failOn, sum.Failing)
	}
}
