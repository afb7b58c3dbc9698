package templates

// This file prints the validators: one call of the runtime for each rule of the plan.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/plan"
)

// validator prints Validate, ValidateStrict and, where there are rules, CheckOData.
func validator(f *jen.File, t *plan.Type) {
	f.Comment("// Validate returns all that the schema forbids in m as one *odata.ValidationError, or nil.")
	f.Func().Params(self(t)).Id("Validate").Params().Error().Block(
		jen.Return(runtimeID("Validate").Call(jen.Id("m"))))
	f.Comment("// ValidateStrict is Validate that also demands every member that cannot be null.")
	f.Func().Params(self(t)).Id("ValidateStrict").Params().Error().Block(
		jen.Return(runtimeID("ValidateStrict").Call(jen.Id("m"))))
	rules(f, t)
}

// rules prints CheckOData, which tells the rules of a type; a type without rules has none.
func rules(f *jen.File, t *plan.Type) {
	if len(t.Rules) == 0 {
		return
	}
	f.Comment("// CheckOData tells v the rules of " + t.SchemaName + ".")
	f.Func().Params(self(t)).Id("CheckOData").Params(jen.Id("v").Op("*").Add(runtimeID("Validator"))).BlockFunc(func(g *jen.Group) {
		for _, r := range t.Rules {
			args := []jen.Code{jen.Lit(r.Property), jen.Op("&").Id("m").Dot(r.Field)}
			for _, a := range r.Args {
				args = append(args, jen.Lit(a))
			}
			g.Id("v").Dot(r.Check).Call(args...)
		}
	})
}
