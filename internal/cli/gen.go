package cli

// This file is csdlgen gen. Several configurations are generated and all their folders looked at before one is written,
// so that trouble with one changes nothing.

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/decl"
	"github.com/csdlgen/csdlgen/internal/diag"
)

func newGen(r *reporter) *cobra.Command {
	var flags changeFlags
	c := &cobra.Command{
		Use:   "gen [FOLDER/... | FOLDER | FILE] ...",
		Short: "Write the package, and delete own files that are stale",
		Long: `gen writes the package that a configuration describes. Files that are the same are not touched; files that csdlgen did
not generate are never changed or deleted. Where anything is wrong, nothing is written. One run at a time writes to a
folder; what a run that was killed left behind, the next one removes.

A package for which nothing has changed is not made again: what it was made from is remembered in the user's cache
folder, and compared. --no-cache does without.

After the number of files comes a line for each declaration that is new, gone or other than it was, at most ` + strconv.Itoa(fewChanges) + `: what programs
that use the package see of the change.

` + aboutArguments + `

With --json, standard output has a line for each package, with what was written, deleted and has changed.

Exit code: 0 success, 2 failure.`,
		Example: `  csdlgen gen
  csdlgen gen internal/graph
  csdlgen gen ./...

In a Go file beside csdlgen.yaml:
  //go:generate go tool csdlgen gen`,
		RunE: func(c *cobra.Command, args []string) error {
			paths, err := flags.paths(c, args)
			if err != nil {
				return err
			}
			return gen(c.Context(), r, paths, flags.memo())
		},
	}
	flags.add(c, r, "print what was done as JSON, one package per line; errors and warnings too")
	completeArguments(c)
	return c
}

func gen(ctx context.Context, r *reporter, paths []string, memo *generator.Memo) error {
	all, err := generate(ctx, r, paths, memo)
	errs := []error{err}
	declared := make([][]decl.Change, len(all))
	for i, p := range all {
		declared[i], err = p.declared()
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, p := range all {
		changes, err := p.write()
		if err != nil {
			return err
		}
		if err := r.generated(p.Summary, changes, declared[i]); err != nil {
			return err
		}
	}
	return nil
}

// summary says on one line what was done.
func summary(p generator.Summary, c generator.Changes) string {
	what := fmt.Sprintf("%s, %s, %s in %d lines of Go", diag.Count(p.Operations, "operation"), diag.Count(p.Types, "type"), diag.Count(p.Files, "file"), p.Lines)
	if !c.Any() {
		return what + "; up to date"
	}
	what += fmt.Sprintf("; wrote %d, deleted %d", len(c.Written), len(c.Deleted))
	if c.Unfinished {
		what += ", after an unfinished run"
	}
	return what
}
