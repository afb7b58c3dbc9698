package templates

// This file prints families: the interface that stands where a type is declared that other types derive from, and what tells the runtime
// which types it can make.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/plan"
)

// family prints the interface of a type and its derived types, with the runtime's odata.Family behind it.
func family(f *jen.File, t *plan.Type) {
	documented(f, t.Family.Doc)
	f.Type().Id(t.Family.GoName).Interface(
		jen.Id(membership(t.GoName)).Params().Id(maker(t.GoName)),
	)
	f.Comment("// " + maker(t.GoName) + " makes the values of " + t.Family.GoName + ".")
	f.Type().Id(maker(t.GoName)).Struct()
	f.Comment("// New returns a new value of the type with the qualified name.")
	f.Func().Params(jen.Id(maker(t.GoName))).Id("New").Params(jen.Id("typeName").String()).Any().Block(
		jen.Switch(jen.Id("typeName")).BlockFunc(func(g *jen.Group) {
			for _, m := range t.Family.Members {
				g.Case(jen.Lit(m.SchemaName)).Block(jen.Return(jen.New(jen.Id(m.GoName))))
			}
		}),
		jen.Return(jen.New(jen.Id(t.GoName))),
	)
}

// families prints the methods by which a type is in families.
func families(f *jen.File, t *plan.Type) {
	for _, base := range t.Families {
		f.Comment("// " + membership(base) + " puts " + t.GoName + " into the family of " + base + ".")
		f.Func().Params(jen.Op("*").Id(t.GoName)).Id(membership(base)).Params().Id(maker(base)).Block(
			jen.Return(jen.Id(maker(base)).Values()))
	}
}

// membership is the name of the method that says that a type is in a family. The words are small, so that no field can have the name.
func membership(base string) string { return "is" + base }

// maker is the name of the type that makes the values of a family.
func maker(base string) string { return "new" + base }
