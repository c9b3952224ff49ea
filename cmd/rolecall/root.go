package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
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
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(newClassifyCmd(), newAuditCmd(), newExplainCmd(), newExtractCmd(), newLexiconCmd(), newEvaluateCmd(), newFitCmd(), newBatchCmd(), newMergeCmd(), newManCmd(), newReportCmd(), newServeCmd(), newMCPCmd())
	return root
}

// version is the module's version, or the commit that the program was built
// from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return "devel"
}

// defaultJobs is how many documents are read at once.
func defaultJobs() int { return runtime.GOMAXPROCS(0) }
