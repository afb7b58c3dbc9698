package cli

// This file is csdlgen unused: what of a configuration no code uses.

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// unusedFlags are the flags of unused.
type unusedFlags struct {
	configFlags
	fix bool
}

func newUnused(r *reporter, code *int) *cobra.Command {
	var flags unusedFlags
	c := &cobra.Command{
		Use:   "unused [PACKAGES]",
		Short: "Name the request lines, types and properties that no code uses",
		Long: `unused loads Go packages, ./... where none are named, tests included, and names the entries of select:, types: and properties:
that none of their code uses. A request line is used where its chain of calls is, or one that may be it: c.Users().List(), or
List() on a variable that holds the same builder. What cannot be followed counts as used. All packages have to build.

With --fix, it takes these lines out of csdlgen.yaml and leaves comments and layout as they are. Afterwards run csdlgen
pull, if the metadata is a slice, and csdlgen gen.

Exit code: 0 all is used, or was taken out, 1 something is not used, 2 trouble.`,
		Example: `  csdlgen unused ./...
  csdlgen unused --fix ./... && csdlgen pull && csdlgen gen
  csdlgen unused -c internal/graph/csdlgen.yaml ./cmd/...`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if len(args) == 0 {
				args = []string{"./..."}
			}
			*code, err = flags.run(c.Context(), r, args)
			return err
		},
	}
	flags.add(c, r, "print what is not used or was taken out as JSON, one per line; errors too")
	c.Flags().BoolVar(&flags.fix, "fix", false, "take what is not used out of the configuration")
	return c
}

func (f *unusedFlags) run(ctx context.Context, r *reporter, patterns []string) (code int, err error) {
	configs, err := readConfigs(f.configs)
	if err != nil {
		return trouble, err
	}
	var errs []error
	for _, c := range configs {
		found, err := generator.Unused(ctx, c, patterns)
		if err == nil && f.fix && len(found) > 0 {
			if err = c.Fix(found); err == nil {
				errs = append(errs, r.tookOut(c, found))
				continue
			}
		}
		errs = append(errs, err)
		for _, d := range found {
			code = differs
			r.complain(d)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return trouble, err
	}
	return code, nil
}

// tookOut says what was taken out of a configuration.
func (r *reporter) tookOut(c *generator.Config, found generator.Diagnostics) error {
	if r.json {
		return r.value(struct {
			File    string                `json:"file"`
			TookOut int                   `json:"tookOut"`
			Entries generator.Diagnostics `json:"entries"`
		}{c.File, len(found), found})
	}
	r.printf("%s: took out %s\n", c.File, diag.Count(len(found), "line"))
	return nil
}
