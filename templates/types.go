package templates

// This file prints Go types.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// goType prints a type, qualified and imported where the file's package does not declare it.
func (f *file) goType(t ir.GoType) *jen.Statement {
	switch {
	case t.Pointer != nil:
		return jen.Op("*").Add(f.goType(*t.Pointer))
	case t.Slice != nil:
		return jen.Index().Add(f.goType(*t.Slice))
	}
	s := jen.Id(t.Name)
	switch main := f.plan.Packages[0]; {
	case t.Package != "":
		s = jen.Qual(f.plan.Imports[t.Package], t.Name)
	case t.Local() && f.pkg.Folder != main.Folder:
		s = jen.Qual(main.ImportPath, t.Name)
	}
	if len(t.Args) > 0 {
		args := make([]jen.Code, len(t.Args))
		for i, a := range t.Args {
			args[i] = f.goType(a)
		}
		s.Types(args...)
	}
	return s
}

// runtimeID prints an identifier of the runtime.
func runtimeID(name string) *jen.Statement { return jen.Qual(ir.RuntimePath(name), name) }
