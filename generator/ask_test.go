package generator_test

// This file asks why about everything that a real package has.

import (
	"context"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
)

// Every type of the package has a chain, each begins in the configuration, and each link after the first is of a type
// that is in the package too.
func TestWhy(t *testing.T) {
	ctx := context.Background()
	config, err := generator.ReadConfig("../generated/windowsupdate/csdlgen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	plan, _, err := generator.Plan(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, typ := range plan.Types {
		known[typ.SchemaName] = true
	}
	for _, typ := range plan.Types {
		answers, err := generator.Why(ctx, config, typ.SchemaName)
		if err != nil || len(answers) != 1 {
			t.Errorf("%s: %d answers, %v", typ.SchemaName, len(answers), err)
			continue
		}
		chains := answers[0].Chains
		var first []string
		for _, link := range chains[0] {
			first = append(first, link.Text)
		}
		if got, want := strings.Join(first, "\n"), strings.Join(typ.Why, "\n"); len(first) > len(typ.Why) || len(first) == len(typ.Why) && got != want {
			t.Errorf("%s: the shortest chain is %q, the plan says %q", typ.SchemaName, got, want)
		}
		for _, chain := range chains {
			if chain[0].Line == 0 {
				t.Errorf("%s: %v does not begin in the configuration", typ.SchemaName, chain)
			}
			for _, link := range chain[1:] {
				if of, _, _ := strings.Cut(link.Text, "/"); !known[of] {
					t.Errorf("%s: %q is of no type in the package", typ.SchemaName, link.Text)
				}
			}
		}
	}
}
