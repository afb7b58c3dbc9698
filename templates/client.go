package templates

// This file prints what a program starts with: the Client, and the handshake between the generated code and its
// runtime.

import (
	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// handshake prints the package comment and the check that generated code and runtime fit each other, at compile time.
func handshake(f *file) {
	for _, line := range lines(f.pkg.Doc) {
		f.PackageComment(line)
	}
	f.Comment("// If one of these lines does not compile, this package and " + ir.Runtime)
	f.Comment("// have incompatible versions: update the module, then run go generate again.")
	f.Const().Defs(
		jen.Id("_").Op("=").Add(runtimeID("EnforceVersion")).Call(jen.Lit(f.pkg.Runtime).Op("-").Add(runtimeID("MinVersion"))).Comment("// not too old"),
		jen.Id("_").Op("=").Add(runtimeID("EnforceVersion")).Call(runtimeID("MaxVersion").Op("-").Lit(f.pkg.Runtime)).Comment("// not too new"),
	)
}

// clientOptions are the options that every client of the package has, before those of the program.
func clientOptions(c *ir.Client) []jen.Code {
	var all []jen.Code
	for _, o := range []struct {
		name  string
		given bool
	}{
		{"WithKeysInParentheses", c.KeysInParentheses}, {"WithVersion401", c.Version401}, {"WithMultipartBatches", c.MultipartBatches},
	} {
		if o.given {
			all = append(all, runtimeID(o.name).Call())
		}
	}
	return all
}

// client prints the Client with a method for each resource that stands first in a path.
func client(f *file, c *ir.Client) {
	documented(f, c.Doc)
	f.Comment("//")
	f.Comment("// It is safe for concurrent use.")
	f.Type().Id(c.GoName).Struct(jen.Id("client").Op("*").Add(runtimeID("Client")))
	f.Comment("// " + c.Constructor + " returns a client for the service at the root URL, such as https://example.com/v1.0.")
	f.Func().Id(c.Constructor).Params(
		jen.Id("serviceRoot").String(),
		jen.Id("options").Op("...").Add(runtimeID("Option")),
	).Params(jen.Op("*").Id(c.GoName), jen.Error()).BlockFunc(func(g *jen.Group) {
		options := jen.Id("options").Op("...")
		if own := clientOptions(c); len(own) > 0 {
			g.Id("options").Op("=").Append(jen.Index().Add(runtimeID("Option")).Values(own...), jen.Id("options").Op("..."))
		}
		g.List(jen.Id("c"), jen.Err()).Op(":=").Add(runtimeID("NewClient")).Call(jen.Id("serviceRoot"), options)
		g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
		g.Return(jen.Op("&").Id(c.GoName).Values(jen.Id("c")), jen.Nil())
	})
	f.Comment("// OData returns the client of the runtime, for requests that this package does not provide. See odata.Get and its siblings.")
	f.Func().Params(jen.Id(c.Receiver).Op("*").Id(c.GoName)).Id("OData").Params().Op("*").Add(runtimeID("Client")).Block(
		jen.Return(jen.Id(c.Receiver).Dot("client")))
	for _, m := range c.Methods {
		method(f, m, jen.Id(c.Receiver).Op("*").Id(c.GoName), jen.Id(c.Receiver).Dot("client").Dot("Root").Call())
	}
}
