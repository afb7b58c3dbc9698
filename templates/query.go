package templates

// This file prints the variables by which programs name properties in query options.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// queryProperties prints a variable for each property of a type. Each is a declaration of its own: gofmt would align a
// block, and one more property would change every line of it.
func queryProperties(f *file, t *ir.Type) {
	f.Comment("// The properties of " + t.SchemaName + ", for query options.")
	for _, p := range t.QueryProperties {
		f.Var().Id(p.GoName).Op("=").Add(f.goType(p.Type)).Values(jen.Id("Name").Op(":").Lit(p.SchemaName))
	}
}
