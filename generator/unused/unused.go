// Package unused finds what of a generated package no code uses: request lines, types and properties that a
// configuration asks for. It is careful: what it cannot follow counts as used.
package unused

// This file loads the code and asks of every entry of a configuration whether anything in the code is its own. calls.go
// follows chains of calls, objects.go names what an identifier means.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// Code is what the packages of a module use of a generated package. It is read-only and safe for concurrent use.
type Code struct {
	// names are the types, functions and constants that are used, and the fields and methods as Type.Name.
	names map[string]bool
	// chains are the chains of calls on builders, by the method that they end in.
	chains map[string][]chain
}

// Load reads the packages that match the patterns, tests included, and what they use of the package in a folder. Dir is
// where patterns begin. That a package cannot be built is an error, and so is that none uses the generated package:
// then nothing can be said.
func Load(ctx context.Context, dir, generated string, patterns []string) (*Code, error) {
	own, err := packages.Load(&packages.Config{Context: ctx, Mode: packages.NeedName, Dir: generated}, ".")
	if err != nil {
		return nil, err
	}
	if len(own) != 1 || own[0].PkgPath == "" || len(own[0].Errors) > 0 {
		return nil, fmt.Errorf("%s is not a Go package that can be loaded; run csdlgen gen first", generated)
	}
	loaded, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir, Tests: true,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes | packages.NeedSyntax |
			packages.NeedTypesInfo,
	}, patterns...)
	if err != nil {
		return nil, err
	}
	c := &Code{names: map[string]bool{}, chains: map[string][]chain{}}
	found := false
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("what is used cannot be said before %s builds: %w", p.PkgPath, p.Errors[0])
		}
		r := reader{code: c, info: p.TypesInfo, path: own[0].PkgPath, owners: owners{}}
		for _, file := range p.Syntax {
			if !isGenerated(file) {
				found = r.file(file) || found
			}
		}
	}
	if !found {
		return nil, fmt.Errorf("no package that matches %s uses %s; name those that do, such as ./... in the root of the module", strings.Join(patterns, " "), own[0].PkgPath)
	}
	return c, nil
}

// Calls says whether the code makes the request, or may make it.
func (c *Code) Calls(p *ir.Plan, op *ir.Operation) bool {
	line := lineChain(p, op)
	if len(line) == 0 {
		return true
	}
	for n := len(line); n > 0; n-- {
		end := line[n-1]
		if end.receiver == "" {
			continue // of the runtime
		}
		return slices.ContainsFunc(c.chains[end.receiver+"."+end.name], func(code chain) bool { return code.fits(line, n) })
	}
	return true
}

// HasType says whether the code names the type, or a member of it.
func (c *Code) HasType(t *ir.Type) bool {
	if c.names[t.GoName] {
		return true
	}
	for _, f := range slices.Concat(t.Fields, t.QueryProperties) {
		if c.names[f.GoName] || c.names[t.GoName+"."+f.GoName] {
			return true
		}
	}
	return slices.ContainsFunc(t.Members, func(m ir.EnumMember) bool { return c.names[m.GoName] })
}

// HasProperty says whether the code uses the field or the variable of a property, of the type or of one that derives
// from it.
func (c *Code) HasProperty(p *ir.Plan, schemaType, property string) bool {
	known := false
	for _, t := range p.Types {
		if t.SchemaName != schemaType && !derives(p, t, schemaType) {
			continue
		}
		for _, f := range slices.Concat(t.Fields, t.QueryProperties) {
			if f.SchemaName != property {
				continue
			}
			if known = true; c.names[f.GoName] || c.names[t.GoName+"."+f.GoName] {
				return true
			}
		}
	}
	return !known
}

func derives(p *ir.Plan, t *ir.Type, base string) bool {
	return slices.ContainsFunc(p.Types, func(b *ir.Type) bool {
		return b.SchemaName == base && slices.ContainsFunc(b.Derived, func(d ir.Conversion) bool { return d.SchemaName == t.SchemaName })
	})
}
