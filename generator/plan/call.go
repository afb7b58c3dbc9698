package plan

// This file writes down how a selected request line is called: the Go expression that `csdlgen show` prints next to it.

import (
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// planCall plans the expression on a client c for an operation.
func (p *planner) planCall(op *selection.Operation) *Operation {
	c := caller{p: p, out: &Operation{Request: strings.TrimSpace(op.Line.Text), Params: []Param{}}, taken: map[string]bool{"c": true}}
	c.text.WriteString("c")
	steps, _ := pathAndEnd(op)
	for i, step := range steps {
		m := p.stepMethod(step, before(op, i), p.builder(step))
		c.step(m, step)
	}
	m := p.endMethod(op)
	switch {
	case m.Kind == Resource:
		c.resource(m, op)
	case m.Kind == Invoke:
		c.text.WriteString("." + m.GoName + "(")
		c.arguments(m, op.Resource())
		if m.Body != nil {
			c.free("parameters", *m.Body)
		}
		c.text.WriteString(")")
	default:
		c.text.WriteString("." + m.GoName + "(")
		if m.Body != nil {
			c.free("body", *m.Body)
		}
		c.text.WriteString(")")
	}
	c.out.Call = c.text.String()
	if m.Kind != Resource {
		c.out.Result = p.result(m)
	}
	return c.out
}

// result is the Go type of what the request of a method returns, "" for none.
func (p *planner) result(m Method) string {
	switch m.Request {
	case "List", "ActionList":
		return runtimeType("Page", *m.Entity).pointer().Qualified(p.options.Package)
	case "Delta":
		return runtimeType("DeltaPage", *m.Entity).pointer().Qualified(p.options.Package)
	case "Count", "EntityCount":
		return "int64"
	case "ActionStream":
		return runtimeType("Download").pointer().Qualified(p.options.Package)
	}
	if m.Entity == nil {
		return ""
	}
	return m.Entity.Qualified(p.options.Package)
}

func (t GoType) pointer() GoType { return pointerTo(t) }

// caller writes a call.
type caller struct {
	p     *planner
	out   *Operation
	taken map[string]bool
	text  strings.Builder
}

// step writes the method that makes a step.
func (c *caller) step(m Method, s selection.Step) {
	c.text.WriteString("." + m.GoName + "(")
	switch m.Kind {
	case Key:
		for i, k := range m.Keys {
			c.comma(i)
			c.argument(s.Keys[i].Placeholder, s.Keys[i].Literal, k, s.Keys[i].Ref.Property.Type)
		}
	case Address:
		if s.AddressPlaceholder {
			c.free(s.Address, GoType{Name: "string"})
		} else {
			c.text.WriteString(strconv.Quote(s.Address))
		}
	case Call:
		c.arguments(m, s)
	}
	c.text.WriteString(")")
}

func (c *caller) comma(i int) {
	if i > 0 {
		c.text.WriteString(", ")
	}
}

// arguments writes the arguments of a function.
func (c *caller) arguments(m Method, s selection.Step) {
	for i, k := range m.Arguments {
		c.comma(i)
		a := s.Arguments[i]
		if a.Omitted {
			c.text.WriteString(k.Type.Qualified(c.p.options.Package) + "{}")
			continue
		}
		c.argument(a.Placeholder, a.Literal, k, a.Parameter.Type)
	}
}

// free writes a variable.
func (c *caller) free(name string, t GoType) {
	variable := local(name, c.taken)
	c.out.Params = append(c.out.Params, Param{Name: variable, Type: t.Qualified(c.p.options.Package)})
	c.text.WriteString(variable)
}

// argument writes one argument: a literal of the request line, or a variable named after the placeholder.
func (c *caller) argument(placeholder, literal string, param KeyParam, of metadata.Type) {
	if placeholder == "" {
		if e, ok := of.(*metadata.EnumType); ok && param.Optional == nil && param.Literal != "JSON" {
			c.text.WriteString(c.constant(e, literal))
			return
		}
		switch param.Type.String() {
		case "string":
			c.text.WriteString(strconv.Quote(literal))
			return
		default:
			if isConstant(literal, param.Type.String()) {
				c.text.WriteString(literal)
				return
			}
		}
		placeholder = param.SchemaName
	}
	c.free(placeholder, param.Type)
}

// constant is the Go expression for a value of an enumeration type.
func (c *caller) constant(e *metadata.EnumType, value string) string {
	pkg := c.p.options.Package + "."
	for _, m := range e.Members {
		if m.Name == value {
			return pkg + c.p.names.Constant(e, m.Name)
		}
	}
	return pkg + c.p.names.Type(e) + "(" + strconv.Quote(value) + ")"
}

// integerBits are the Go types of integers, with their bits.
var integerBits = map[string]int{"int8": 8, "int16": 16, "int32": 32, "int64": 64}

// isConstant says whether the literal of a URL is a constant of the Go type as it stands.
func isConstant(literal, goType string) bool {
	switch goType {
	case "bool":
		return literal == "true" || literal == "false"
	case "uint8":
		_, err := strconv.ParseUint(literal, 10, 8)
		return err == nil && isPlain(literal)
	}
	bits, integer := integerBits[goType]
	_, err := strconv.ParseInt(literal, 10, bits)
	return integer && err == nil && isPlain(literal)
}

// isPlain says whether a number means in Go what it means in OData: no sign that Go's formatting drops, and no zeros before it, which make it octal.
func isPlain(number string) bool {
	digits := strings.TrimPrefix(number, "-")
	return !strings.HasPrefix(digits, "+") && (digits == "0" || !strings.HasPrefix(digits, "0"))
}

// resource writes the method of the runtime's resource, and what the request does with it.
func (c *caller) resource(m Method, op *selection.Operation) {
	c.text.WriteString("." + m.GoName + "(")
	c.arguments(m, op.Resource())
	c.text.WriteString(")")
	pkg := c.p.options.Package
	switch {
	case op.Kind == selection.Count:
		c.text.WriteString(".Count()")
		c.out.Result = "int64"
	case m.Request == "Stream":
		c.stream(op.Method)
	case m.Request == "Refs":
		c.references(op.Method)
	case m.Request == "Ref":
		c.reference(op.Method)
	case op.Raw:
		c.text.WriteString(".Raw()")
		c.out.Result = "string"
	case op.Method == "PUT":
		c.ending(".Set", "value", *m.Entity)
	case op.Method == "DELETE":
		c.text.WriteString(".Clear()")
	default:
		c.text.WriteString(".Get()")
		c.out.Result = optional(*m.Entity).Qualified(pkg)
	}
}

// ending writes a call with one variable.
func (c *caller) ending(method, name string, t GoType) {
	c.text.WriteString(method + "(")
	c.free(name, t)
	c.text.WriteString(")")
}

// stream writes what a request does with a stream.
func (c *caller) stream(method string) {
	switch method {
	case "PUT", "PATCH":
		c.text.WriteString(map[string]string{"PUT": ".Upload(", "PATCH": ".Patch("}[method])
		c.free("contentType", GoType{Name: "string"})
		c.text.WriteString(", ")
		c.free("content", GoType{Path: "io", Name: "Reader"})
		c.text.WriteString(")")
	case "DELETE":
		c.text.WriteString(".Delete()")
	default:
		c.text.WriteString(".Download()")
		c.out.Result = runtimeType("Download").pointer().Qualified("")
	}
}

// references writes what a request does with the references of a collection.
func (c *caller) references(method string) {
	switch method {
	case "POST":
		c.ending(".Add", "target", runtimeType("Reference"))
	case "DELETE":
		c.ending(".Remove", "target", runtimeType("Reference"))
	default:
		c.text.WriteString(".List()")
		c.out.Result = runtimeType("Page", runtimeType("EntityReference").pointer()).pointer().Qualified("")
	}
}

// reference writes what a request does with one reference.
func (c *caller) reference(method string) {
	switch method {
	case "PUT":
		c.ending(".Set", "target", runtimeType("Reference"))
	case "DELETE":
		c.text.WriteString(".Remove()")
	default:
		c.text.WriteString(".Get()")
		c.out.Result = runtimeType("Reference").Qualified("")
	}
}
