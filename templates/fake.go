package templates

// This file prints the service in memory: its type, a method for each set and singleton, and one for each handler.
// fakeschema.go prints what it is made of.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// testingID prints an identifier of the runtime's package for tests.
func testingID(name string) *jen.Statement { return jen.Qual(ir.Testing, name) }

// mainID prints an identifier of the main package.
func (f *file) mainID(name string) *jen.Statement { return f.goType(ir.GoType{Name: name}) }

// fake prints the service in memory.
func fake(f *file, s *ir.Fake) {
	documented(f, s.Doc)
	f.Type().Id(s.GoName).Struct(jen.Op("*").Add(testingID("Service")))
	f.Comment("// " + s.Constructor + " starts a service without entities, which stops at the end of the test.")
	f.Func().Id(s.Constructor).Params(
		jen.Id("t").Add(testingID("TB")),
		jen.Id("options").Op("...").Add(testingID("Option")),
	).Op("*").Id(s.GoName).Block(
		jen.Return(jen.Op("&").Id(s.GoName).Values(testingID("NewService").Call(jen.Id("t"), jen.Id(s.SchemaFunction).Call(), jen.Id("options").Op("...")))))
	client := f.plan.Client
	f.Comment("// " + s.Client + " returns a client for the service.")
	f.method(s, s.Client).Params(jen.Id("options").Op("...").Add(runtimeID("Option"))).Op("*").Add(f.mainID(client.GoName)).Block(
		jen.Return(testingID("NewClient").Call(jen.Id(s.Receiver), f.mainID(client.Constructor), jen.Id("options").Op("..."))))
	for _, a := range s.Accessors {
		accessor(f, s, a)
	}
	for _, h := range s.Handlers {
		handler(f, s, h)
	}
}

// method prints the beginning of a method of the service.
func (f *file) method(s *ir.Fake, name string) *jen.Statement {
	return f.Func().Params(jen.Id(s.Receiver).Op("*").Id(s.GoName)).Id(name)
}

// accessor prints the method for a set or singleton.
func accessor(f *file, s *ir.Fake, a ir.Accessor) {
	documented(f, a.Doc)
	f.method(s, a.GoName).Params().Op("*").Add(testingID(a.Kind())).Types(f.goType(a.Entity)).Block(
		jen.Return(testingID(a.Function()).Types(f.goType(a.Entity)).Call(jen.Id(s.Receiver), jen.Lit("/"+a.Segment))))
}

// handler prints the method that sets a handler: what it is called with is read of the request first.
func handler(f *file, s *ir.Fake, h ir.Handler) {
	documented(f, h.Doc)
	f.method(s, h.GoName).Params(jen.Id("handle").Add(f.handlerType(h))).BlockFunc(func(g *jen.Group) {
		answer := jen.Func().Params(jen.Id("c").Op("*").Add(testingID("Call"))).Params(jen.Any(), jen.Error()).BlockFunc(func(g *jen.Group) { f.answer(g, h) })
		if len(h.Requests) == 1 {
			g.Id(s.Receiver).Dot("Handle").Call(jen.Lit(h.Requests[0].Method), jen.Lit(h.Requests[0].Path), answer)
			return
		}
		g.Id("answer").Op(":=").Add(answer)
		for _, r := range h.Requests {
			g.Id(s.Receiver).Dot("Handle").Call(jen.Lit(r.Method), jen.Lit(r.Path), jen.Id("answer"))
		}
	})
}

// handlerType prints the type of the function that a handler is.
func (f *file) handlerType(h ir.Handler) *jen.Statement {
	function := jen.Func().ParamsFunc(func(g *jen.Group) {
		g.Id("ctx").Qual("context", "Context")
		for _, p := range h.Keys {
			g.Id(p.GoName).Add(f.goType(p.Type))
		}
		for _, p := range h.Arguments {
			g.Id(p.GoName).Add(f.goType(p.Type))
		}
		if h.Body != nil {
			g.Add(f.variable(h.Body))
		}
	})
	if h.Result == nil {
		return function.Error()
	}
	return function.Params(f.goType(*h.Result), jen.Error())
}

// answer prints what reads the parameters of a handler and calls it.
func (f *file) answer(g *jen.Group, h ir.Handler) {
	var names, values []jen.Code
	add := func(name string, value *jen.Statement) {
		names, values = append(names, jen.Id(name)), append(values, value)
	}
	for _, p := range h.Keys {
		add(p.GoName, testingID("Key").Types(f.goType(p.Type)).Call(jen.Id("c"), jen.Lit(p.SchemaName)))
	}
	for _, p := range h.Arguments {
		add(p.GoName, testingID("Argument").Types(f.goType(p.Type)).Call(jen.Id("c"), jen.Lit(p.SchemaName)))
	}
	if h.Body != nil {
		add(h.Body.GoName, testingID("BodyOf").Types(f.goType(*h.Body.Type.Pointer)).Call(jen.Id("c")))
	}
	if len(names) > 0 {
		g.List(names...).Op(":=").List(values...)
		g.If(jen.Err().Op(":=").Id("c").Dot("Err").Call(), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
	}
	call := jen.Id("handle").Call(append([]jen.Code{jen.Id("c").Dot("Context").Call()}, names...)...)
	if h.Result == nil {
		g.Return(jen.Nil(), call)
		return
	}
	g.Return(call)
}
