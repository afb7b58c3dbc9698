package cli

// This file is csdlgen why: the chain from a line of the configuration to an element of the schema.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/why"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// whyFlags are the flags of why.
type whyFlags struct {
	configFlags
	all bool
}

func newWhy(r *reporter) *cobra.Command {
	var flags whyFlags
	c := &cobra.Command{
		Use:   "why NAME",
		Short: "Print which request line brings a type, property or operation",
		Long: `why prints the chain from a line of the configuration to what NAME names: a type, a property or other member (type/member),
an action or function, an entity set or singleton. Names may be written without their namespace.

It prints the shortest chain. With --all it prints one for each line that brings the element, and one for each member or
line that asks for it directly: what has to change until the package is without it.

Of what is not in the package, it says whether the metadata has it and what would bring it.

Exit code: 0 the package has it, 2 it does not, or failure.`,
		Example: `  csdlgen why microsoft.graph.identitySet
  csdlgen why --all identitySet
  csdlgen why user/mail
  csdlgen why --all --json identitySet | jq -r '.chains[][0].text'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("csdlgen why takes one argument, the name to ask about, but was given %d; write csdlgen why microsoft.graph.user", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return flags.run(c.Context(), r, args[0]) },
	}
	flags.add(c, r, "print the answers as JSON, one per line; errors too")
	completeConfig(c, fromPlans(&flags.configs, schemaNames))
	c.Flags().BoolVar(&flags.all, "all", false, "print all chains and not just the shortest")
	return c
}

// run answers for each configuration. That one has nothing of the name is an error where none has.
func (f *whyFlags) run(ctx context.Context, r *reporter, name string) error {
	configs, err := readConfigs(f.configs)
	if err != nil {
		return err
	}
	var errs, missing []error
	found := false
	for _, c := range configs {
		answers, err := generator.Why(ctx, c, name)
		switch {
		case isMissing(err):
			missing = append(missing, err)
		case err != nil:
			errs = append(errs, err)
		}
		for _, a := range answers {
			found = true
			if err := f.print(r, a); err != nil {
				return err
			}
		}
	}
	if !found {
		errs = append(errs, missing...)
	}
	return errors.Join(errs...)
}

// isMissing says whether an error is about what a package does not have, and nothing else.
func isMissing(err error) bool {
	var list generator.Diagnostics
	if !errors.As(err, &list) {
		return false
	}
	for _, d := range list {
		if d.Code != complaint.NotInPackage.Code && d.Code != complaint.UnknownName.Code {
			return false
		}
	}
	return true
}

func (f *whyFlags) print(r *reporter, a why.Answer) error {
	all := len(a.Chains)
	if !f.all {
		a.Chains = a.Chains[:1]
	}
	if r.json {
		text, err := json.Marshal(a)
		r.printf("%s\n", text)
		return err
	}
	r.printf("%s %s\n", a.Kind, r.bold(a.Name))
	for _, chain := range a.Chains {
		r.printf("\n")
		for i, link := range chain {
			if i > 0 {
				r.printf("    %s-> %s\n", strings.Repeat("   ", i-1), link.Text)
				continue
			}
			r.printf("    %s: %s\n", link.Pos, link.Text)
		}
	}
	if more := all - len(a.Chains); more > 0 {
		r.printf("\nand %s; --all prints them\n", diag.Count(more, "other chain"))
	}
	return nil
}
