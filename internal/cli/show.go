package cli

// This file is csdlgen show: the plan of a package, for reading or as JSON.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

func newShow(r *reporter) *cobra.Command {
	var flags configFlags
	c := &cobra.Command{
		Use:   "show [FILTER]",
		Short: "Print what was understood: calls, types, and why they are there",
		Long: `show prints, next to each request line, the Go expression that makes the call, with the methods that send it and those that change it
before; then the types of the package. With FILTER, it prints only request lines and types that have all of its words in the line,
the expression or a name, whatever their case. On a terminal, expressions are folded to its width.

With --json it prints the plan, from which the package is printed; docs/plan.md describes the format. With FILTER, that is the
operations and types that fit, and the builders whose names do.

Exit code: 0 success, 2 failure, or the filter fits nothing.`,
		Example: `  csdlgen show
  csdlgen show messages post
  csdlgen show --json messages | jq -r '.operations[].call'`,
		RunE: func(c *cobra.Command, args []string) error { return show(c.Context(), r, flags.configs, args) },
	}
	flags.add(c, r, "print the plan as JSON; errors and warnings too, one per line")
	completeConfig(c, fromPlans(&flags.configs, shownNames))
	return c
}

func show(ctx context.Context, r *reporter, paths, filter []string) error {
	configs, err := readConfigs(paths)
	if err != nil {
		return err
	}
	var errs []error
	shown := false
	for _, c := range configs {
		p, warnings, err := generator.Plan(ctx, c)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.warn(c, warnings)
		p = filtered(p, filter)
		if len(filter) > 0 && len(p.Operations) == 0 && len(p.Types) == 0 {
			continue
		}
		shown = true
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
	if !shown && len(errs) == 0 {
		return fmt.Errorf("no request line and no type of the package has %q; csdlgen find searches the service", strings.Join(filter, " "))
	}
	return errors.Join(errs...)
}

// filtered is a plan with what fits a filter; all of it without one.
func filtered(p *ir.Plan, filter []string) *ir.Plan {
	if len(filter) == 0 {
		return p
	}
	part := *p
	part.Client = nil
	part.Operations = slices.DeleteFunc(slices.Clone(p.Operations), func(op *ir.Operation) bool { return !fits(filter, op.Request, op.Call) })
	isOther := func(t *ir.Type) bool { return !fits(filter, t.SchemaName, t.GoName) }
	part.Types = slices.DeleteFunc(slices.Clone(p.Types), isOther)
	part.Parameters = slices.DeleteFunc(slices.Clone(p.Parameters), isOther)
	part.Fake = filteredFake(p.Fake, filter)
	part.Builders = slices.DeleteFunc(slices.Clone(p.Builders), func(b *ir.Builder) bool { return !fits(filter, b.SchemaName, b.GoName) })
	return &part
}

// filteredFake is a service in memory with the methods that fit a filter; nil where none does.
func filteredFake(s *ir.Fake, filter []string) *ir.Fake {
	if s == nil {
		return nil
	}
	part := *s
	part.Schema = schema.Service{}
	part.Accessors = slices.DeleteFunc(slices.Clone(s.Accessors), func(a ir.Accessor) bool { return !fits(filter, a.GoName, a.Segment) })
	part.Handlers = slices.DeleteFunc(slices.Clone(s.Handlers), func(h ir.Handler) bool { return !fits(filter, h.GoName, h.Doc[0]) })
	if len(part.Accessors)+len(part.Handlers) == 0 {
		return nil
	}
	return &part
}

// plan prints a plan for reading: what is called how, then what there is.
func (r *reporter) plan(p *ir.Plan) {
	columns := width(r.out)
	r.printf("package %s\n", p.Name)
	for _, op := range p.Operations {
		r.printf("\n%s\n%s\n", r.bold(op.Request), folded(op.Call, "    ", columns))
		for _, param := range op.Params {
			r.printf("        %s %s\n", param.Name, param.Type)
		}
		if op.Result != "" {
			r.printf("    returns %s\n", op.Result)
		}
		r.printf("%s\n", folded(rest(op), "    ", columns))
	}
	if len(p.Types) > 0 {
		r.printf("\ntypes\n")
	}
	for _, t := range p.Types {
		r.printf("    %s %s (%s) in %s, since %s\n", t.GoName, t.SchemaName, t.Kind, t.File, strings.Join(t.Why, " -> "))
	}
	if p.Fake != nil {
		r.fake(p)
	}
}

// fake prints what the service in memory has, of the package with the name.
func (r *reporter) fake(p *ir.Plan) {
	r.printf("\ntests: svc := %s.%s(t)\n    svc.%s() *%s.Client\n", p.Packages[1].Name, p.Fake.Constructor, p.Fake.Client, p.Name)
	for _, a := range p.Fake.Accessors {
		r.printf("    svc.%s() *odatatest.%s[%s]\n", a.GoName, a.Kind(), a.Entity.Qualified(p.Name))
	}
	for _, h := range p.Fake.Handlers {
		r.printf("    svc.%s(%s)\n", h.GoName, h.Signature(p.Name))
	}
}

// fits says whether one text or another has each word of a filter.
func fits(filter []string, texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	for _, word := range filter {
		if !strings.Contains(all, strings.ToLower(word)) {
			return false
		}
	}
	return true
}

// rest is how the call of an operation goes on: what may come next, and what sends it.
func rest(op *ir.Operation) string {
	text := "then "
	for _, option := range op.Options {
		arguments := "(...)"
		if option == "Count" { // alone in having none
			arguments = "()"
		}
		text += "." + option + arguments
	}
	if len(op.Options) > 0 {
		text += " and "
	}
	for i, end := range op.Ends {
		if i > 0 {
			text += " or "
		}
		text += "." + end + "(ctx)"
	}
	return text
}
