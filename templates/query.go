package templates

// This file prints the constants by which programs name properties in query options.

import (
	"github.com/csdlgen/csdlgen/generator/ir"
)

// constants prints a constant for each property of a type. Each is a declaration of its own: gofmt would align a block,
// and one more property would change every line of it.
func constants(f *file, t *ir.Type) {
	f.Comment("// The properties of " + t.SchemaName + ", for query options.")
	for _, c := range t.Constants {
		f.Const().Id(c.GoName).Add(f.goType(c.Type)).Op("=").Lit(c.SchemaName)
	}
}
