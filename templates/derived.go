package templates

// This file prints the methods between a type and those that derive from it, two lines each: the runtime sets a
// variable, since a generic function that returns the model would be compiled for each type.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// conversions prints the methods to derived types, then those to base types.
func conversions(f *file, t *ir.Type) {
	result, ok := jen.Id(conversionResult), jen.Id("ok")
	for _, c := range t.Derived {
		documented(f, c.Doc)
		f.Func().Params(self(t)).Id(c.GoName).Params().Params(result.Clone().Op("*").Id(c.Type), ok.Clone().Bool()).Block(
			ok.Clone().Op("=").Add(runtimeID("AsDerived")).CallFunc(func(g *jen.Group) {
				g.Id(t.Receiver)
				g.Op("&").Add(result)
				for _, name := range c.Types {
					g.Lit(name)
				}
			}),
			jen.Return(result, ok))
	}
	for _, c := range t.Bases {
		documented(f, c.Doc)
		f.Func().Params(self(t)).Id(c.GoName).Params().Params(result.Clone().Op("*").Id(c.Type)).Block(
			runtimeID("AsBase").Call(jen.Id(t.Receiver), jen.Op("&").Add(result)),
			jen.Return(result))
	}
}

// conversionResult is the variable for what a conversion makes.
const conversionResult = "to"
