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

// enumType prints the method that tells the runtime the type's name and members, below the constants and with the last
// first: a member that comes to an enumeration comes to its end, so that its constant and its line in the list are one
// hunk of a diff. The names are given as texts: a list of constants would be an array of a type of its own, which costs
// more than all else of it. The method is one of pointers, since one of values is compiled for pointers too.
func enumType(f *file, t *ir.Type) {
	members := arguments
	members.Open = "(" + strconv.Quote(t.SchemaName) + "," // one line less between the constants and the list
	if len(t.Members) == 0 {
		members = jen.Options{Open: "(" + strconv.Quote(t.SchemaName), Close: ")"}
	}
	f.Comment("// ODataEnum tells the runtime the qualified name and the members.")
	f.Func().Params(jen.Op("*").Id(t.GoName)).Id("ODataEnum").Params().Add(runtimeID("EnumType")).Block(
		jen.Return(runtimeID("EnumOf").CustomFunc(members, func(v *jen.Group) {
			for _, m := range slices.Backward(t.Members) {
				v.Lit(m.SchemaName)
			}
		})))
}

func enumMethods(f *file, t *ir.Type) {
	enumType(f, t)
	known, what := "Known", "is one of the declared members"
	if t.Flags {
		known, what = "AllKnown", "consists of declared members only"
	}
	value := jen.String().Call(jen.Id(t.Receiver))
	f.Comment("// IsKnown reports whether " + t.Receiver + " " + what + ".")
	f.Func().Params(jen.Id(t.Receiver).Id(t.GoName)).Id("IsKnown").Params().Bool().Block(
		jen.Return(jen.Id(t.Receiver).Dot("ODataEnum").Call().Dot(known).Call(value)))
	if t.Flags {
		flagsMethods(f, t)
	}
}

// flagsMethods prints what values of a flags enumeration have besides.
func flagsMethods(f *file, t *ir.Type) {
	e, flags := t.Receiver, jen.String().Call(jen.Id("f"))
	for _, m := range [...]struct{ name, text, function string }{
		{"Has", "reports whether every member of f is in " + e, "FlagsHas"},
		{"With", "returns " + e + " with the members of f added", "FlagsWith"},
		{"Without", "returns " + e + " with the members of f removed", "FlagsWithout"},
	} {
		result, call := jen.Id(t.GoName), runtimeID(m.function).Call(jen.String().Call(jen.Id(e)), flags)
		if m.name == "Has" {
			result = jen.Bool()
		} else {
			call = jen.Id(t.GoName).Call(call)
		}
		f.Comment("// " + m.name + " " + m.text + ".")
		f.Func().Params(jen.Id(e).Id(t.GoName)).Id(m.name).Params(jen.Id("f").Id(t.GoName)).Add(result).Block(jen.Return(call))
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
