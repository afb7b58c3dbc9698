package cli

// This file is csdlgen show: the plan of a package, for reading or as JSON.

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/ir"
)

func newShow(r *reporter) *cobra.Command {
	var flags configFlags
	c := &cobra.Command{
		Use:   "show",
		Short: "Print what was understood: calls, types, and why they are there",
		Long: `show prints, next to each request line, the Go expression that makes the call, then the types of the package. With --json it
prints the whole plan, from which the package is printed; docs/plan.md describes the format.

Exit code: 0 all is well, 2 trouble.`,
		Example: `  csdlgen show
  csdlgen show --json | jq '.operations[].call'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return show(c.Context(), r, flags.configs) },
	}
	flags.add(c, r, "print the plan as JSON; errors and warnings too, one a line")
	return c
}

func show(ctx context.Context, r *reporter, paths []string) error {
	configs, err := readConfigs(paths)
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range configs {
		p, warnings, err := generator.Plan(ctx, c)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.warn(c, warnings)
		if !r.json {
			r.plan(p)
			continue
		}
		text, err := p.JSON()
		if err != nil {
			return err
		}
		r.printf("%s", text)
	}
	return errors.Join(errs...)
}

// plan prints a plan for reading: what is called how, then what there is.
func (r *reporter) plan(p *ir.Plan) {
	r.printf("package %s\n", p.Name)
	for _, op := range p.Operations {
		r.printf("\n%s\n    %s\n", op.Request, op.Call)
		for _, param := range op.Params {
			r.printf("        %s %s\n", param.Name, param.Type)
		}
		if op.Result != "" {
			r.printf("    returns %s\n", op.Result)
		}
	}
	if len(p.Types) > 0 {
		r.printf("\ntypes\n")
	}
	for _, t := range p.Types {
		r.printf("    %s %s (%s) in %s, since %s\n", t.GoName, t.SchemaName, t.Kind, t.File, strings.Join(t.Why, " -> "))
	}
}
