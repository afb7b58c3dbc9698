package templates

// This file prints what a service in memory is made of, one element of the schema a line, so that a change of the
// schema is a change of a line. Members that are empty are left out.

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// schemaID prints an identifier of the runtime's package for schemas.
func schemaID(name string) *jen.Statement { return jen.Qual(ir.TestingSchema, name) }

// fakeSchema prints the function that returns the schema.
func fakeSchema(f *file, s *ir.Fake) {
	of := s.Schema
	f.Comment("// " + s.SchemaFunction + " is what the service is made of: the part of the metadata that the selected requests need.")
	f.Func().Id(s.SchemaFunction).Params().Add(schemaID("Service")).Block(jen.Return(schemaID("Service").CustomFunc(block, func(g *jen.Group) {
		field(g, "Version", jen.Lit(of.Version))
		elements(g, "Structs", "Struct", of.Structs, structLiteral)
		elements(g, "Enums", "Enum", of.Enums, enumLiteral)
		elements(g, "Aliases", "Alias", of.Aliases, func(a schema.Alias) *jen.Statement {
			return newLine().text("Name", a.Name).text("Type", a.Type).literal()
		})
		elements(g, "Sets", "Set", of.Sets, setLiteral)
		elements(g, "Operations", "Operation", of.Operations, operationLiteral)
		elements(g, "Imports", "Import", of.Imports, func(i schema.Import) *jen.Statement {
			return newLine().text("Name", i.Name).text("Operation", i.Operation).text("Set", i.Set).literal()
		})
		elements(g, "Requests", "Request", of.Requests, func(r schema.Request) *jen.Statement {
			l := newLine().text("Method", r.Method).text("Path", r.Path).text("Line", r.Line).text("Handler", r.Handler)
			if len(r.Headers) > 0 {
				l.add("Headers", stringList(r.Headers))
			}
			return l.literal()
		})
	})))
}

// field prints a member of a literal.
func field(g *jen.Group, name string, value *jen.Statement) { g.Id(name).Op(":").Add(value) }

// elements prints a member that is a list, with a line for each element.
func elements[T any](g *jen.Group, name, of string, all []T, literal func(T) *jen.Statement) {
	if len(all) > 0 {
		field(g, name, list(of, all, literal))
	}
}

// list prints a list with a line for each element.
func list[T any](of string, all []T, literal func(T) *jen.Statement) *jen.Statement {
	return jen.Index().Add(schemaID(of)).CustomFunc(block, func(g *jen.Group) {
		for _, one := range all {
			g.Add(literal(one))
		}
	})
}

// inline prints a list on one line.
func inline[T any](of *jen.Statement, all []T, literal func(T) *jen.Statement) *jen.Statement {
	return jen.Index().Add(of).ValuesFunc(func(g *jen.Group) {
		for _, one := range all {
			g.Add(literal(one))
		}
	})
}

// line is a literal without the name of its type, on one line but for lists in it.
type line struct{ members []jen.Code }

func newLine() *line { return &line{} }

func (l *line) add(name string, value *jen.Statement) *line {
	l.members = append(l.members, jen.Id(name).Op(":").Add(value))
	return l
}

func (l *line) text(name, value string) *line {
	if value == "" {
		return l
	}
	return l.add(name, jen.Lit(value))
}

func (l *line) flag(name string, value bool) *line {
	if !value {
		return l
	}
	return l.add(name, jen.True())
}

func (l *line) number(name string, value int) *line {
	if value == 0 {
		return l
	}
	return l.add(name, jen.Lit(value))
}

func (l *line) literal() *jen.Statement { return jen.Values(l.members...) }

// structLiteral prints a type: what it is on one line, then its members.
func structLiteral(s schema.Struct) *jen.Statement {
	l := newLine().text("Name", s.Name).text("Base", s.Base).flag("Entity", s.Entity).flag("Open", s.Open).flag("Abstract", s.Abstract).flag("Media", s.Media)
	if len(s.Key) > 0 {
		l.add("Key", inline(schemaID("Key"), s.Key, keyLiteral))
	}
	if len(s.Alternates) > 0 {
		l.add("Alternates", inline(jen.Index().Add(schemaID("Key")), s.Alternates, func(key []schema.Key) *jen.Statement {
			return jen.ValuesFunc(func(g *jen.Group) {
				for _, k := range key {
					g.Add(keyLiteral(k))
				}
			})
		}))
	}
	if len(s.Properties) > 0 {
		l.add("Properties", list("Property", s.Properties, propertyLiteral))
	}
	if len(s.Links) > 0 {
		l.add("Links", list("Link", s.Links, linkLiteral))
	}
	return l.literal()
}

func keyLiteral(k schema.Key) *jen.Statement {
	return newLine().text("Path", k.Path).text("Alias", k.Alias).literal()
}

func propertyLiteral(p schema.Property) *jen.Statement {
	return newLine().text("Name", p.Name).text("Type", p.Type).flag("Null", p.Null).
		number("MaxLength", p.MaxLength).number("Precision", p.Precision).number("Scale", p.Scale).text("Default", p.Default).
		flag("Computed", p.Computed).flag("Immutable", p.Immutable).flag("Required", p.Required).literal()
}

func linkLiteral(l schema.Link) *jen.Statement {
	out := newLine().text("Name", l.Name).text("Type", l.Type).flag("Null", l.Null).flag("Contains", l.Contains).
		text("Partner", l.Partner).flag("Required", l.Required).flag("Cascade", l.Cascade)
	if len(l.Constraints) > 0 {
		out.add("Constraints", inline(schemaID("Constraint"), l.Constraints, func(c schema.Constraint) *jen.Statement {
			return newLine().text("Property", c.Property).text("Referenced", c.Referenced).literal()
		}))
	}
	return out.literal()
}

func enumLiteral(e schema.Enum) *jen.Statement {
	l := newLine().text("Name", e.Name).flag("Flags", e.Flags)
	if len(e.Members) > 0 {
		l.add("Members", list("Member", e.Members, memberLiteral))
	}
	return l.literal()
}

func memberLiteral(m schema.Member) *jen.Statement {
	l := newLine().text("Name", m.Name)
	if m.Value != 0 {
		l.add("Value", jen.Id(strconv.FormatInt(m.Value, 10)))
	}
	return l.literal()
}

func setLiteral(s schema.Set) *jen.Statement {
	l := newLine().text("Name", s.Name).text("Type", s.Type).flag("Singleton", s.Singleton)
	if len(s.Bindings) > 0 {
		l.add("Bindings", list("Binding", s.Bindings, func(b schema.Binding) *jen.Statement {
			return newLine().text("Path", b.Path).text("Target", b.Target).literal()
		}))
	}
	return l.literal()
}

func operationLiteral(o schema.Operation) *jen.Statement {
	l := newLine().text("Name", o.Name).flag("Action", o.Action).flag("Bound", o.Bound)
	if len(o.Parameters) > 0 {
		l.add("Parameters", list("Parameter", o.Parameters, func(p schema.Parameter) *jen.Statement {
			return newLine().text("Name", p.Name).text("Type", p.Type).flag("Null", p.Null).flag("Optional", p.Optional).literal()
		}))
	}
	return l.text("Returns", o.Returns).flag("Null", o.Null).flag("Composable", o.Composable).literal()
}
