package templates

// This file prints builders: the types that address resources, with a method for each step of a path and each request.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// builder prints a builder and its methods.
func builder(f *file, b *ir.Builder) {
	documented(f, b.Doc)
	f.Type().Id(b.GoName).Struct(jen.Id("at").Add(runtimeID("Resource")))
	for _, m := range b.Methods {
		method(f, m, jen.Id(b.Receiver).Id(b.GoName), jen.Id(b.Receiver).Dot("at"))
	}
}

// method prints one method; at is the expression for the resource that the receiver addresses.
func method(f *file, m ir.Method, receiver, at *jen.Statement) {
	documented(f, m.Doc)
	head := f.Func().Params(receiver).Id(m.GoName)
	switch m.Kind {
	case ir.KeyMethod:
		head.ParamsFunc(func(g *jen.Group) { f.keyParams(g, m.Keys) })
		head.Id(m.Builder).Block(wrapped(m, at.Add(key(m))))
	case ir.ChildMethod:
		step := at.Dot("Child").Call(jen.Lit(m.Segment))
		restrict(step, m.Restrictions)
		head.Params().Id(m.Builder).Block(wrapped(m, step))
	case ir.AddressMethod:
		head.Params(f.variable(m.Address)).Id(m.Builder).Block(wrapped(m, at.Dot("PathTo").Call(jen.Id(m.Address.GoName))))
	case ir.CallMethod:
		head.ParamsFunc(func(g *jen.Group) { f.keyParams(g, m.Arguments) })
		head.Id(m.Builder).Block(wrapped(m, called(m, at)))
	case ir.ResourceMethod:
		f.resource(head, m, at)
	case ir.InvokeMethod:
		f.invoke(head, m, at)
	case ir.CastMethod:
		head.Params().Id(m.Builder).Block(wrapped(m, at.Dot("Cast").Call(jen.Lit(m.Segment))))
	case ir.RequestMethod:
		f.request(head, m, at)
	}
}

// called prints the expression for the resource that a call of an action or function addresses.
func called(m ir.Method, at *jen.Statement) *jen.Statement {
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
	restrict(s, m.Restrictions)
	return s
}

// argument prints the value of a function's parameter.
func argument(a ir.KeyParam) *jen.Statement {
	if !a.Optional && !a.Nullable {
		return runtimeID("Argument").Values(jen.Id("Name").Op(":").Lit(a.SchemaName), jen.Id("Value").Op(":").Add(literal(a)))
	}
	literal := runtimeID(a.Literal.Function())
	if a.Literal.In() != "" {
		literal = runtimeID(a.Literal.In()).Call(jen.Lit(a.SRID))
	}
	function := "OptionalArgument"
	if a.Nullable {
		function = "NullableArgument"
	}
	return runtimeID(function).Call(jen.Lit(a.SchemaName), jen.Id(a.GoName), literal)
}

// resource prints the rest of a method that returns a resource of the runtime.
func (f *file) resource(head *jen.Statement, m ir.Method, at *jen.Statement) {
	switch {
	case len(m.Arguments) > 0 || m.Parentheses:
		at = called(m, at)
	case m.Segment != "":
		at = at.Dot("Child").Call(jen.Lit(m.Segment))
		restrict(at, m.Restrictions)
	}
	if step := m.Request.Step(); step != "" {
		at = at.Dot(step).Call()
	}
	head.ParamsFunc(func(g *jen.Group) { f.keyParams(g, m.Arguments) })
	head.Add(f.resultType(m)).Block(jen.Return(f.made(m, at)))
}

// invoke prints the rest of a method that calls an action or function.
func (f *file) invoke(head *jen.Statement, m ir.Method, at *jen.Statement) {
	args := []jen.Code{called(m, at)}
	head.ParamsFunc(func(g *jen.Group) {
		f.keyParams(g, m.Arguments)
		if m.Body != nil {
			g.Add(f.variable(m.Body))
		}
	})
	switch {
	case m.Body != nil:
		args = append(args, jen.Id(m.Body.GoName))
	case m.Request.Parameters():
		args = append(args, jen.Nil())
	}
	head.Add(f.resultType(m)).Block(jen.Return(f.made(m, runtimeID(m.Request.Constructor()).Call(args...))))
}

// resultType prints the type of the request or resource that a method returns.
func (f *file) resultType(m ir.Method) *jen.Statement {
	return f.forEntity(m, m.Request.Type())
}

// made prints a request or resource of a call or path: a conversion to its type, or a call of what makes one of a
// generic type.
func (f *file) made(m ir.Method, of jen.Code) *jen.Statement {
	return f.forEntity(m, m.Request.Made(m.Entity != nil)).Call(of)
}

// forEntity prints an identifier of the runtime that is generic where a method has an entity.
func (f *file) forEntity(m ir.Method, identifier string) *jen.Statement {
	if m.Entity == nil {
		return runtimeID(identifier)
	}
	return runtimeID(identifier).Types(f.goType(*m.Entity))
}

// wrapped returns the builder for a resource.
func wrapped(m ir.Method, resource *jen.Statement) jen.Code {
	return jen.Return(jen.Id(m.Builder).Values(resource))
}

// request prints the rest of a method that returns a typed request.
func (f *file) request(head *jen.Statement, m ir.Method, at *jen.Statement) {
	args := []jen.Code{at}
	head.ParamsFunc(func(g *jen.Group) {
		switch {
		case m.Body != nil:
			g.Add(f.variable(m.Body))
			args = append(args, jen.Id(m.Body.GoName))
		case m.Request == ir.CreateMediaRequest:
			g.Id("contentType").String()
			g.Id("content").Qual("io", "Reader")
			args = append(args, jen.Id("contentType"), jen.Id("content"))
		}
	})
	head.Add(f.resultType(m)).Block(jen.Return(f.made(m, runtimeID(m.Request.Constructor()).Call(args...))))
}

// variable prints a parameter.
func (f *file) variable(v *ir.Variable) *jen.Statement { return jen.Id(v.GoName).Add(f.goType(v.Type)) }

func (f *file) keyParams(g *jen.Group, params []ir.KeyParam) {
	for _, p := range params {
		g.Id(p.GoName).Add(f.goType(p.Type))
	}
}

// key prints the call that adds a key: a single value, or named parts.
func key(m ir.Method) *jen.Statement {
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

// literal prints the call that makes a URL literal of a value.
func literal(p ir.KeyParam) *jen.Statement {
	function := runtimeID(p.Literal.Function())
	if p.Literal.In() != "" {
		return function.Call(jen.Id(p.GoName), jen.Lit(p.SRID))
	}
	return function.Call(jen.Id(p.GoName))
}

// restrict adds what requests to a resource need.
func restrict(at *jen.Statement, all []ir.Restriction) {
	for _, r := range all {
		kinds := &jen.Statement{}
		for i, use := range r.For {
			if i > 0 {
				kinds.Op("|")
			}
			kinds.Add(runtimeID(use.String()))
		}
		at.Dot("Restrict").Call(kinds, restriction(r))
	}
}

func restriction(r ir.Restriction) *jen.Statement {
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

// arguments is how a long list of arguments is printed.
var arguments = jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}

func stringList(values []string) *jen.Statement {
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, v := range values {
			g.Lit(v)
		}
	})
}
