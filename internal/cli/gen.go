package cli

// This file is csdlgen gen. Several configurations are generated and all their folders looked at before one is written,
// so that trouble with one changes nothing.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/diag"
)

func newGen(r *reporter) *cobra.Command {
	var flags configFlags
	c := &cobra.Command{
		Use:   "gen",
		Short: "Write the package, and delete own files that are stale",
		Long: `gen writes the package that a configuration describes. Files that are the same are not touched; files that csdlgen did
not generate are never changed or deleted. Where anything is wrong, nothing is written. One run at a time writes to a
folder; what a run that was killed left behind, the next one removes.

Exit code: 0 success, 2 failure.`,
		Example: `  csdlgen gen
  csdlgen gen -c internal/graph/csdlgen.yaml

In a Go file beside csdlgen.yaml:
  //go:generate go tool csdlgen gen`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return gen(c.Context(), r, flags.configs) },
	}
	flags.add(c, r, "print errors and warnings as JSON, one per line")
	completeConfig(c, cobra.NoFileCompletions)
	return c
}

func gen(ctx context.Context, r *reporter, paths []string) error {
	all, err := generate(ctx, r, paths)
	if err != nil {
		return err
	}
	var errs []error
	for _, p := range all {
		if _, _, err := p.Check(); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, p := range all {
		changes, err := p.Write()
		if err != nil {
			return err
		}
		r.printf("%s: %s\n", shown(p.Dir), summary(p.Result, changes))
	}
	return nil
}

// summary says on one line what was done.
func summary(r *generator.Result, c generator.Changes) string {
	lines := 0
	for _, text := range r.Files {
		lines += strings.Count(string(text), "\n")
	}
	what := fmt.Sprintf("%s, %s, %s in %d lines of Go", diag.Count(len(r.Plan.Operations), "operation"), diag.Count(len(r.Plan.Types), "type"),
		diag.Count(len(r.Files), "file"), lines)
	if !c.Any() {
		return what + "; up to date"
	}
	what += fmt.Sprintf("; wrote %d, deleted %d", len(c.Written), len(c.Deleted))
	if c.Unfinished {
		what += ", after an unfinished run"
	}
	return what
}
