package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolecall/cmd/internal/audit"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/resultfile"
	"rolecall/extract"
	"rolecall/lexicon"
)

// completeFlags tells shells the values of the flags of a command and of those
// below it. Of a flag that is not named here they complete files.
func completeFlags(cmd *cobra.Command) {
	each := func(f *pflag.Flag) {
		if complete := completionOf(cmd, f); complete != nil {
			cmd.RegisterFlagCompletionFunc(f.Name, complete) // the flag is there, and is told once
		}
	}
	cmd.LocalFlags().VisitAll(each)
	for _, c := range cmd.Commands() {
		completeFlags(c)
	}
}

func completionOf(cmd *cobra.Command, f *pflag.Flag) cobra.CompletionFunc {
	of := func(values ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	}
	files := func(endings ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
	}
	switch f.Name {
	case "format":
		return of(formatsIn(f.Usage)...)
	case "role":
		return of(result.Strings(lexicon.Roles())...)
	case "kind":
		return of(result.Strings(lexicon.Kinds())...)
	case "strategies":
		return listOf(extract.Strategies(), "")
	case "columns":
		return listOf(columnNamesOf(cmd), "")
	case "sort":
		return listOf(columnNamesOf(cmd), "-")
	case "where":
		return of(columnNamesOf(cmd)...)
	case "fail-on":
		if cmd.Name() == "diff" {
			return of("label", "verdict")
		}
		return of("mismatch", "mismatch:0.8")
	case "group":
		return of("employer", "source")
	case "ablate":
		return of("documents", "kinds")
	case "weights":
		return weightsCompletion
	case "labels", "lines":
		return files("jsonl", "csv", "gz")
	case "baseline":
		return files("yaml", "yml")
	case "report":
		return files("html")
	case "summary":
		return files("json")
	case "lexicon", "root":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case "output":
		return nil
	}
	if f.Value.Type() == "bool" {
		return nil
	}
	return cobra.NoFileCompletions
}

// weightsCompletion is the prior, or a file.
func weightsCompletion(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if begun != "" && strings.HasPrefix("prior", begun) {
		return []cobra.Completion{"prior"}, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
}

// formatsIn are the formats that the text of a flag --format lists.
func formatsIn(usage string) []string {
	list, _, _ := strings.Cut(usage, " (")
	return strings.Split(strings.ReplaceAll(list, " or ", ", "), ", ")
}

// columnNamesOf are the columns of what a command writes.
func columnNamesOf(cmd *cobra.Command) []string {
	switch names := result.Names(result.Columns()); cmd.Name() {
	case "audit":
		return audit.Header
	case "show":
		return append(names, resultfile.AuditFields()...)
	default:
		return names
	}
}

// listOf completes the last of several values, with commas between, each of
// which may have a sign before it.
func listOf(values []string, sign string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndexByte(begun, ',')+1]
		word := begun[len(before):]
		if sign != "" && strings.HasPrefix(word, sign) {
			before += sign
		}
		list := make([]cobra.Completion, len(values))
		for i, v := range values {
			list[i] = before + v
		}
		return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completeConcepts completes the id of a concept.
func completeConcepts(dir *string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		lex, err := openLexicon(*dir)
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		list := make([]cobra.Completion, len(lex.Concepts))
		for i := range lex.Concepts {
			list[i] = cobra.CompletionWithDesc(lex.Concepts[i].ID, lex.Concepts[i].Name)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}
