package templates

// This file prints Go types.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
)

// goType prints a type, qualified and imported as its path demands.
func goType(t plan.GoType) *jen.Statement {
	switch {
	case t.Pointer != nil:
		return jen.Op("*").Add(goType(*t.Pointer))
	case t.Slice != nil:
		return jen.Index().Add(goType(*t.Slice))
	}
	s := jen.Id(t.Name)
	if t.Path != "" {
		s = jen.Qual(t.Path, t.Name)
	}
	if len(t.Args) > 0 {
		args := make([]jen.Code, len(t.Args))
		for i, a := range t.Args {
			args[i] = goType(a)
		}
		s.Types(args...)
	}
	return s
}

// runtime prints an identifier of the runtime.
func runtimeID(name string) *jen.Statement { return jen.Qual(ir.RuntimePath(name), name) }
