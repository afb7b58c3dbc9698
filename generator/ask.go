package generator

// This file answers questions about what a configuration asks for.

import (
	"context"

	"github.com/csdlgen/csdlgen/generator/why"
)

// Why says why the package of a configuration has what the name names: a type, a property, an operation; see [why.Ask]. What is missing is
// Diagnostics that say what would bring it.
func Why(ctx context.Context, config *Config, name string) ([]why.Answer, error) {
	u, err := understood(ctx, config)
	if err != nil {
		return nil, err
	}
	answers, missing := why.Ask(u.model, u.closure, name, config.File)
	return answers, missing.Err()
}
