package templates

// This file prints builders: the types that address resources, with a method for each step of a path and each request.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/plan"
)

// builder prints a builder and its methods.
func builder(f *jen.File, b *plan.Builder) {
	documented(f, b.Doc)
	f.Type().Id(b.GoName).Struct(jen.Id("at").Add(runtimeID("Resource")))
	for _, m := range b.Methods {
		method(f, m, jen.Id("r").Id(b.GoName), jen.Id("r").Dot("at"))
	}
}

// method prints one method; at is the expression for the resource that the receiver addresses.
func method(f *jen.File, m plan.Method, receiver, at *jen.Statement) {
	documented(f, m.Doc)
	head := f.Func().Params(receiver).Id(m.GoName)
	switch m.Kind {
	case plan.Key:
		head.ParamsFunc(func(g *jen.Group) { keyParams(g, m.Keys) })
		head.Id(m.Builder).Block(wrapped(m, at.Add(key(m))))
	case plan.Child:
		step := at.Dot("Child").Call(jen.Lit(m.Segment))
		if m.Restrictions != nil {
			step.Dot("Restrict").Call(restrictions(m.Restrictions))
		}
		head.Params().Id(m.Builder).Block(wrapped(m, step))
	case plan.Address:
		head.Params(jen.Id("path").String()).Id(m.Builder).Block(wrapped(m, at.Dot("PathTo").Call(jen.Id("path"))))
	case plan.Call:
		head.ParamsFunc(func(g *jen.Group) { keyParams(g, m.Arguments) })
		head.Id(m.Builder).Block(wrapped(m, called(m, at)))
	case plan.Resource:
		resource(head, m, at)
	case plan.Invoke:
		invoke(head, m, at)
	case plan.Cast:
		head.Params().Id(m.Builder).Block(wrapped(m, at.Dot("Cast").Call(jen.Lit(m.Segment))))
	case plan.Request:
		request(head, m, at)
	}
}

// called prints the expression for the resource that a call of an action or function addresses.
func called(m plan.Method, at *jen.Statement) *jen.Statement {
	name := "Call"
	if m.Parentheses && len(m.Arguments) == 0 {
		name = "CallEmpty"
	}
	s := at.Dot(name).CallFunc(func(g *jen.Group) {
		g.Lit(m.Segment)
		for _, a := range m.Arguments {
			g.Add(argument(a))
		}
	})
	if m.Restrictions != nil {
		s.Dot("Restrict").Call(restrictions(m.Restrictions))
	}
	return s
}

// argument prints the value of a function's parameter.
func argument(a plan.KeyParam) *jen.Statement {
	if a.Optional == nil {
		return runtimeID("Argument").Values(jen.Id("Name").Op(":").Lit(a.SchemaName), jen.Id("Value").Op(":").Add(literal(a)))
	}
	inner := a
	inner.GoName = "v"
	return runtimeID("OptionalArgument").Call(jen.Lit(a.SchemaName), jen.Id(a.GoName),
		jen.Func().Params(jen.Id("v").Add(goType(*a.Optional))).Add(runtimeID("Literal")).Block(jen.Return(literal(inner))))
}

// resource prints the rest of a method that returns a resource of the runtime.
func resource(head *jen.Statement, m plan.Method, at *jen.Statement) {
	construct := runtimeID("New" + m.Request)
	result := runtimeID(m.Request + "Resource")
	if m.Entity != nil {
		result.Types(goType(*m.Entity))
		construct.Types(goType(*m.Entity))
	}
	switch {
	case m.Media:
		construct = runtimeID("NewMedia")
	case len(m.Arguments) > 0 || m.Parentheses:
		at = called(m, at)
	case m.Segment != "":
		at = at.Dot("Child").Call(jen.Lit(m.Segment))
		if m.Restrictions != nil {
			at.Dot("Restrict").Call(restrictions(m.Restrictions))
		}
	}
	head.ParamsFunc(func(g *jen.Group) { keyParams(g, m.Arguments) })
	head.Add(result).Block(jen.Return(construct.Call(at)))
}

// invoke prints the rest of a method that calls an action or function.
func invoke(head *jen.Statement, m plan.Method, at *jen.Statement) {
	result, construct := runtimeID(m.Request+"Request"), runtimeID("New"+m.Request)
	if m.Entity != nil {
		result.Types(goType(*m.Entity))
		construct.Types(goType(*m.Entity))
	}
	args := []jen.Code{called(m, at)}
	head.ParamsFunc(func(g *jen.Group) {
		keyParams(g, m.Arguments)
		if m.Body != nil {
			g.Id("parameters").Add(goType(*m.Body))
		}
	})
	switch {
	case m.Body != nil:
		args = append(args, jen.Id("parameters"))
	case strings.HasPrefix(m.Request, "Action"):
		args = append(args, jen.Nil())
	}
	head.Add(result).Block(jen.Return(construct.Call(args...)))
}

// wrapped returns the builder for a resource.
func wrapped(m plan.Method, resource *jen.Statement) jen.Code {
	return jen.Return(jen.Id(m.Builder).Values(resource))
}

// request prints the rest of a method that returns a typed request.
func request(head *jen.Statement, m plan.Method, at *jen.Statement) {
	result, construct := runtimeID(m.Request+"Request"), runtimeID("New"+m.Request)
	args := []jen.Code{at}
	if m.Entity != nil {
		result.Types(goType(*m.Entity))
		construct.Types(goType(*m.Entity))
	}
	head.ParamsFunc(func(g *jen.Group) {
		if m.Body != nil {
			g.Id("body").Add(goType(*m.Body))
			args = append(args, jen.Id("body"))
		}
	})
	head.Add(result).Block(jen.Return(construct.Call(args...)))
}

func keyParams(g *jen.Group, params []plan.KeyParam) {
	for _, p := range params {
		g.Id(p.GoName).Add(goType(p.Type))
	}
}

// key prints the call that adds a key: a single value, or named parts.
func key(m plan.Method) *jen.Statement {
	params := m.Keys
	if len(params) == 1 && !m.Alternate {
		return jen.Dot("Key").CallFunc(func(g *jen.Group) {
			g.Add(literal(params[0]))
			for _, name := range m.Segments {
				g.Lit(name)
			}
		})
	}
	if !m.Parentheses && m.Alternate {
		return jen.Dot("KeySegment").Call(jen.Lit(params[0].SchemaName), literal(params[0]))
	}
	return jen.Dot("Keys").CallFunc(func(g *jen.Group) {
		for _, p := range params {
			g.Add(runtimeID("KeyPart")).Values(jen.Id("Name").Op(":").Lit(p.SchemaName), jen.Id("Value").Op(":").Add(literal(p)))
		}
	})
}

// literal prints the call that makes a URL literal of a key's value.
func literal(p plan.KeyParam) *jen.Statement {
	value := jen.Id(p.GoName)
	if p.Convert != "" {
		value = jen.Id(p.Convert).Call(value)
	}
	if p.EnumType != "" {
		return runtimeID("LitEnum").Call(jen.Lit(p.EnumType), value)
	}
	if p.Geo {
		return runtimeID("Lit"+p.Literal).Call(value, jen.Lit(p.SRID))
	}
	return runtimeID("Lit" + p.Literal).Call(value)
}

// restrictions prints what a collection or singleton demands.
func restrictions(r *plan.Restrictions) *jen.Statement {
	return runtimeID("Restrictions").CustomFunc(block, func(g *jen.Group) {
		for _, part := range [...]struct {
			name string
			r    *plan.Restriction
		}{{"Read", r.Read}, {"Insert", r.Insert}, {"Update", r.Update}, {"Delete", r.Delete}} {
			if part.r != nil {
				g.Id(part.name).Op(":").Add(restriction(part.r))
			}
		}
	})
}

func restriction(r *plan.Restriction) *jen.Statement {
	return runtimeID("Restriction").CustomFunc(block, func(g *jen.Group) {
		if len(r.Permissions) > 0 {
			g.Id("Permissions").Op(":").Index().Add(runtimeID("Permission")).CustomFunc(block, func(g *jen.Group) {
				for _, p := range r.Permissions {
					g.Values(jen.Id("Scheme").Op(":").Lit(p.Scheme), jen.Id("Scopes").Op(":").Add(stringList(p.Scopes)))
				}
			})
		}
		if len(r.Required) > 0 {
			g.Id("Required").Op(":").Add(stringList(r.Required))
		}
	})
}

// block is a composite literal with a line for each value, in the order given.
var block = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

func stringList(values []string) *jen.Statement {
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, v := range values {
			g.Lit(v)
		}
	})
}
