package plan

// This file writes down how a selected request line is called: the Go expression that `csdlgen show` prints next to it.

import (
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
)

// planCall plans the expression on a client c for an operation.
func (p *planner) planCall(op *selection.Operation) *Operation {
	out := &Operation{Request: strings.TrimSpace(op.Line.Text), Params: []Param{}}
	taken := map[string]bool{"c": true}
	var call strings.Builder
	call.WriteString("c")
	for _, step := range op.Path {
		m := p.stepMethod(step, p.builder(step))
		call.WriteString("." + m.GoName + "(")
		for i, k := range m.Keys {
			if i > 0 {
				call.WriteString(", ")
			}
			call.WriteString(p.argument(step.Keys[i], k, taken, out))
		}
		call.WriteString(")")
	}
	name := strings.ToUpper(string(op.Kind[:1])) + string(op.Kind[1:])
	entity := p.value(op.Resource().Type).Qualified(p.options.Package)
	call.WriteString("." + name + "(")
	if op.Kind == selection.Create || op.Kind == selection.Update {
		body := local("body", taken)
		out.Params = append(out.Params, Param{Name: body, Type: entity})
		call.WriteString(body)
	}
	call.WriteString(")")
	out.Call = call.String()
	switch op.Kind {
	case selection.Delete:
	case selection.List:
		out.Result = runtimeType("Page", p.value(op.Resource().Type)).pointer().Qualified(p.options.Package)
	default:
		out.Result = entity
	}
	return out
}

func (t GoType) pointer() GoType { return pointerTo(t) }

// argument is one argument of Key: a literal of the request line, or a variable named after the placeholder.
func (p *planner) argument(value selection.KeyValue, param KeyParam, taken map[string]bool, out *Operation) string {
	if value.Placeholder == "" {
		switch param.Type.String() {
		case "string":
			return strconv.Quote(value.Literal)
		case "bool", "int8", "int16", "int32", "int64", "uint8":
			return value.Literal
		}
	}
	name := value.Placeholder
	if name == "" {
		name = param.SchemaName
	}
	variable := local(name, taken)
	out.Params = append(out.Params, Param{Name: variable, Type: param.Type.Qualified(p.options.Package)})
	return variable
}
