package templates

// This file prints the validators: one call of the runtime for each rule of the plan.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// validator prints Validate where there is something to validate and, where the type has rules of its own, CheckOData.
// ValidateStrict, which few programs call, is a function of the runtime only.
func validator(f *file, t *ir.Type) {
	if !t.Validates {
		return
	}
	f.Comment("// Validate returns an *odata.ValidationError with every violation of the schema in " + t.Receiver + ", or nil.")
	f.Func().Params(self(t)).Id("Validate").Params().Error().Block(
		jen.Return(runtimeID("Validate").Call(jen.Id(t.Receiver))))
	rules(f, t)
}

// rules prints CheckOData, which tells the rules of a type; a type without rules has none.
func rules(f *file, t *ir.Type) {
	if len(t.Rules) == 0 {
		return
	}
	f.Comment("// CheckOData checks " + t.Receiver + " against the rules of " + t.SchemaName + " and reports violations to v.")
	f.Func().Params(self(t)).Id("CheckOData").Params(jen.Id("v").Op("*").Add(runtimeID("Validator"))).BlockFunc(func(g *jen.Group) {
		for _, r := range t.Rules {
			args := []jen.Code{jen.Lit(r.Property), jen.Op("&").Id(t.Receiver).Dot(r.Field)}
			if r.Check.TakesNumber() {
				args = append(args, jen.Lit(r.Number))
			}
			for _, text := range r.Texts {
				arg := jen.Lit(text)
				if r.Check.TakesPattern() { // the runtime does not import regexp, which most packages do without
					arg = jen.Qual("regexp", "MustCompile").Call(arg)
				}
				args = append(args, arg)
			}
			g.Id("v").Dot(r.Check.Method()).Call(args...)
		}
	})
}
