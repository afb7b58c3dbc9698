package templates

// This file prints enumeration types: a named string type that keeps any value, a constant for each member, and methods
// of one line. It prints type definitions too, which are as small.

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// enum prints an enumeration type.
func enum(f *file, t *ir.Type) {
	documented(f, t.Doc)
	f.Type().Id(t.GoName).String()
	if len(t.Members) > 0 {
		enumConstants(f, t)
	}
	enumMethods(f, t)
}

// enumConstants prints a constant for each member, with an empty line between: gofmt would align them otherwise, and
// one more member would change the lines of the others.
func enumConstants(f *file, t *ir.Type) {
	f.Comment("// The members of " + t.SchemaName + " with their underlying values.")
	f.Const().DefsFunc(func(g *jen.Group) {
		for i, m := range t.Members {
			if i > 0 {
				g.Line()
			}
			documented(g, m.Doc)
			g.Id(m.GoName).Id(t.GoName).Op("=").Lit(m.SchemaName).Comment("// " + strconv.FormatInt(m.Value, 10))
		}
	})
}

// values prints the method that lists the members, below the constants and with the last first: a member that comes to
// an enumeration comes to its end, so that its constant and its line in the list are one hunk of a diff. The names are
// given as texts: a list of constants would be an array of a type of its own, which costs more than all else of it.
func values(f *file, t *ir.Type) {
	f.Comment("// Values returns the declared members, in the order of the schema.")
	f.Func().Params(jen.Id(t.GoName)).Id("Values").Params().Index().Id(t.GoName).Block(
		jen.Return(runtimeID("EnumValues").Types(jen.Id(t.GoName)).CustomFunc(arguments, func(v *jen.Group) {
			for _, m := range slices.Backward(t.Members) {
				v.Lit(m.SchemaName)
			}
		})))
}

func enumMethods(f *file, t *ir.Type) {
	self := func() *jen.Statement { return jen.Id(t.Receiver).Id(t.GoName) }
	values(f, t)
	f.Comment("// TypeName returns the qualified name of the type, which is part of its literals in URLs.")
	f.Func().Params(jen.Id(t.GoName)).Id("TypeName").Params().String().Block(jen.Return(jen.Lit(t.SchemaName)))
	if !t.Flags {
		f.Comment("// IsKnown reports whether " + t.Receiver + " is one of the declared members.")
		f.Func().Params(self()).Id("IsKnown").Params().Bool().Block(
			jen.Return(runtimeID("EnumKnown").Call(jen.Id(t.Receiver), jen.Id(t.Receiver).Dot("Values").Call())))
		return
	}
	f.Comment("// IsKnown reports whether " + t.Receiver + " consists of declared members only.")
	f.Func().Params(self()).Id("IsKnown").Params().Bool().Block(
		jen.Return(runtimeID("FlagsKnown").Call(jen.Id(t.Receiver), jen.Id(t.Receiver).Dot("Values").Call())))
	e := t.Receiver
	for _, m := range [...]struct{ name, text, function string }{
		{"Has", "reports whether every member of f is in " + e, "FlagsHas"},
		{"With", "returns " + e + " with the members of f added", "FlagsWith"},
		{"Without", "returns " + e + " with the members of f removed", "FlagsWithout"},
	} {
		result := jen.Id(t.GoName)
		if m.name == "Has" {
			result = jen.Bool()
		}
		f.Comment("// " + m.name + " " + m.text + ".")
		f.Func().Params(self()).Id(m.name).Params(jen.Id("f").Id(t.GoName)).Add(result).Block(
			jen.Return(runtimeID(m.function).Call(jen.Id(t.Receiver), jen.Id("f"))))
	}
}

// typeDefinition prints a type definition.
func typeDefinition(f *file, t *ir.Type) {
	documented(f, t.Doc)
	s := f.Type().Id(t.GoName)
	if t.Alias {
		s.Op("=")
	}
	s.Add(f.goType(*t.Underlying))
}
