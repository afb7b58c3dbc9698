package plan

// This file writes down how a selected request line is called: the Go expression that `csdlgen show` prints next to it.

import (
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// caller writes a call.
type caller struct {
	p     *planner
	out   *ir.Operation
	taken map[string]bool
	text  strings.Builder
}

// newCaller begins a call with the variable of the client.
func newCaller(p *planner, op *selection.Operation) *caller {
	c := &caller{p: p, out: &ir.Operation{Request: strings.TrimSpace(op.Line.Text), Params: []ir.Param{}}, taken: map[string]bool{clientVariable: true}}
	c.text.WriteString(clientVariable)
	return c
}

// end writes the method that the request line ends in, and what comes after it.
func (c *caller) end(m method, op *selection.Operation) *ir.Operation {
	c.text.WriteString("." + m.GoName + "(")
	c.arguments(m, op.Resource())
	switch {
	case m.Body != nil:
		c.free(m.Body.GoName, m.Body.Type)
	case m.Request == ir.CreateMediaRequest:
		c.media()
	}
	c.text.WriteString(")")
	if m.Kind == ir.ResourceMethod {
		c.resource(m, op)
	} else {
		c.returns(m.Request.Result(m.Entity))
	}
	if m.Request != ir.ActionStreamRequest {
		c.options(op)
	}
	c.out.Options, c.out.Ends = m.Request.Options(), m.Request.Ends()
	c.out.Call = c.text.String()
	return c.out
}

// options writes what the line's query passes: the options that are placeholders. The id of a reference is a parameter
// of its request already.
func (c *caller) options(op *selection.Operation) {
	if op.Raw || op.Kind == selection.Reference {
		return
	}
	for _, o := range op.Options {
		if o.Placeholder != "" {
			c.text.WriteString(".Query(" + strconv.Quote(o.Name) + ", ")
			c.free(o.Placeholder, ir.GoType{Name: "string"})
			c.text.WriteString(")")
		}
	}
}

// returns says what Do returns.
func (c *caller) returns(t *ir.GoType) {
	if t != nil {
		c.out.Result = t.Qualified(c.p.options.Package)
	}
}

// step writes the method that makes a step.
func (c *caller) step(m method, s selection.Step) {
	c.text.WriteString("." + m.GoName + "(")
	switch m.Kind {
	case ir.KeyMethod:
		for i, k := range m.Keys {
			c.comma(i)
			c.argument(s.Keys[i].Placeholder, s.Keys[i].Literal, k, s.Keys[i].Ref.Property.Type)
		}
	case ir.AddressMethod:
		if s.AddressPlaceholder {
			c.free(s.Address, ir.GoType{Name: "string"})
		} else {
			c.text.WriteString(strconv.Quote(s.Address))
		}
	case ir.CallMethod:
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
func (c *caller) arguments(m method, s selection.Step) {
	for i, k := range m.Arguments {
		c.comma(i)
		a := s.Arguments[i]
		if a.Omitted {
			c.text.WriteString(k.Type.Qualified(c.p.options.Package) + "{}")
			continue
		}
		if a.Null && (k.Optional || k.Nullable) {
			c.text.WriteString("odata.Null[" + k.Type.Args[0].Qualified(c.p.options.Package) + "]()")
			continue
		}
		c.argument(a.Placeholder, a.Literal, k, a.Parameter.Type)
	}
}

// free writes a variable.
func (c *caller) free(name string, t ir.GoType) {
	variable := local(name, c.taken, c.p.hidden)
	c.out.Params = append(c.out.Params, ir.Param{Name: variable, Type: t.Qualified(c.p.options.Package)})
	c.text.WriteString(variable)
}

// argument writes one argument: a literal of the request line, or a variable named after the placeholder.
func (c *caller) argument(placeholder, literal string, param ir.KeyParam, of metadata.Type) {
	if placeholder == "" {
		if text, ok := c.literal(literal, param, of); ok {
			c.text.WriteString(text)
			return
		}
		placeholder = param.SchemaName
	}
	c.free(placeholder, param.Type)
}

// literal is the Go expression for a literal of the request line; ok is false where it has none that is a constant.
func (c *caller) literal(literal string, param ir.KeyParam, of metadata.Type) (text string, ok bool) {
	value, optional := param.Type, param.Optional || param.Nullable
	if optional {
		value = value.Args[0]
	}
	e, isEnum := of.(*metadata.EnumType)
	switch {
	case isEnum && param.Literal != ir.JSONLiteral:
		text = c.constant(e, literal)
	case value.String() == "string":
		text = strconv.Quote(literal)
	case isConstant(literal, value.String()):
		text = literal
	default:
		return "", false
	}
	if optional {
		kind := ""
		if !isEnum && value.String() != "string" && value.String() != "bool" {
			kind = "[" + value.Qualified(c.p.options.Package) + "]"
		}
		text = "odata.Some" + kind + "(" + text + ")"
	}
	return text, true
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

// isPlain says whether a number means in Go what it means in OData: no sign that Go's formatting drops, and no zeros
// before it, which make it octal.
func isPlain(number string) bool {
	digits := strings.TrimPrefix(number, "-")
	return !strings.HasPrefix(digits, "+") && (digits == "0" || !strings.HasPrefix(digits, "0"))
}

// resource writes the method of the runtime's resource that makes the request.
func (c *caller) resource(m method, op *selection.Operation) {
	switch {
	case op.Kind == selection.Count:
		c.text.WriteString(".Count()")
		c.returns(&ir.GoType{Name: "int64"})
	case m.Request == ir.StreamResource || m.Request == ir.MediaResource:
		c.stream(op.Method)
	case m.Request == ir.RefsResource:
		c.references(op.Method)
	case m.Request == ir.RefResource:
		c.reference(op.Method)
	case op.Raw:
		c.text.WriteString(".Raw()")
		c.returns(&ir.GoType{Name: "string"})
	case op.Method == "POST":
		c.ending(".Add", "item", *m.Entity)
	case op.Method == "PUT" && m.Request == ir.CollectionResource:
		c.ending(".Set", "items", ir.SliceOf(*m.Entity))
	case op.Method == "PUT":
		c.ending(".Set", "value", *m.Entity)
	case op.Method == "DELETE":
		c.text.WriteString(".Clear()")
	case m.Request == ir.CollectionResource:
		c.text.WriteString(".List()")
		page := ir.PointerTo(ir.RuntimeType("Page", *m.Entity))
		c.returns(&page)
	default:
		c.text.WriteString(".Get()")
		value := ir.Optional(*m.Entity)
		c.returns(&value)
	}
}

// ending writes a call with one variable.
func (c *caller) ending(method, name string, t ir.GoType) {
	c.text.WriteString(method + "(")
	c.free(name, t)
	c.text.WriteString(")")
}

// media writes the variables for a stream that is sent.
func (c *caller) media() {
	c.free("contentType", ir.GoType{Name: "string"})
	c.text.WriteString(", ")
	c.free("content", ir.GoType{Package: "io", Name: "Reader"})
}

// stream writes what a request does with a stream.
func (c *caller) stream(method string) {
	switch method {
	case "PUT", "PATCH":
		c.text.WriteString(map[string]string{"PUT": ".Upload(", "PATCH": ".Patch("}[method])
		c.media()
		c.text.WriteString(")")
	case "DELETE":
		c.text.WriteString(".Delete()")
	default:
		c.text.WriteString(".Download()")
		download := ir.PointerTo(ir.RuntimeType("Download"))
		c.returns(&download)
	}
}

// references writes what a request does with the references of a collection.
func (c *caller) references(method string) {
	switch method {
	case "POST":
		c.ending(".Add", "target", ir.RuntimeType("Reference"))
	case "DELETE":
		c.ending(".Remove", "target", ir.RuntimeType("Reference"))
	default:
		c.text.WriteString(".List()")
		page := ir.PointerTo(ir.RuntimeType("Page", ir.PointerTo(ir.RuntimeType("EntityReference"))))
		c.returns(&page)
	}
}

// reference writes what a request does with one reference.
func (c *caller) reference(method string) {
	switch method {
	case "PUT":
		c.ending(".Set", "target", ir.RuntimeType("Reference"))
	case "DELETE":
		c.text.WriteString(".Remove()")
	default:
		c.text.WriteString(".Get()")
		reference := ir.RuntimeType("Reference")
		c.returns(&reference)
	}
}
