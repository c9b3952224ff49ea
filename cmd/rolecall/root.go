package main

import (
	"github.com/spf13/cobra"

	"rolecall/cmd/internal/buildinfo"
)

func newRootCmd() *cobra.Command {
	root := &cobra.Command{
		Use:   "rolecall",
		Short: "Say which role a job posting really describes",
		Long: `rolecall reads saved job postings and says which role each one describes by its
duties: TPM (Technical Program Manager), PM (Product Manager), PM-T (Product
Manager - Technical), EM (Engineering Manager), or none of these, with a
confidence and the evidence. It works offline.

Exit codes: 0 all done; 1 audit --fail-on was met; 2 wrong usage, or nothing
could be done; 3 done, but some inputs could not be read (each has a row that
says why).`,
		Example: `  rolecall classify saved/
  rolecall explain saved/acme-tpm.html
  zcat postings.jsonl.gz | rolecall classify --format csv - > roles.csv`,
		Version:       buildinfo.Version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(usageError)
	root.AddCommand(newClassifyCmd(), newBatchCmd(), newAuditCmd(), newExplainCmd(), newExtractCmd(), newReportCmd(), newServeCmd(), newMCPCmd(),
		newMergeCmd(), newShowCmd(), newDiffCmd(), newColumnsCmd(), newLexiconCmd(), newEvaluateCmd(), newFitCmd(), newLicensesCmd(), newManCmd())
	subcommands(root)
	completeFlags(root)
	return root
}
