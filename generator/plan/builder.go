package plan

// This file plans builders: one type for one entity of a type and one for a collection of them, whatever path leads there,
// with the methods that the selected request lines walk through.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// builder is a builder while its methods are collected. The client is one too, of which only the methods count.
type builder struct {
	ir.Builder
	methods []method
}

// method is a method with what its builder has to know of it besides.
type method struct {
	ir.Method
	pin string // what the configuration's names would call what the method is for; "" where they cannot
}

func (p *planner) planClient() *ir.Client {
	return &ir.Client{
		File:              clientFile,
		GoName:            clientName,
		Constructor:       clientConstructor,
		Receiver:          clientReceiver,
		KeysInParentheses: p.options.KeysInParentheses,
		Doc:               docOf(clientName+" calls the operations of "+p.model.Container.QualifiedName()+".", p.model.Container.Annotations),
		Methods:           p.client.sorted(),
	}
}

// builder returns the builder for what a step leads to.
func (p *planner) builder(s selection.Step) *builder {
	if s.Type == nil {
		// Nothing in a schema is bound to a primitive value or to any entity at all, as far as we have seen.
		p.diags.Report(s.Pos, complaint.RequestUnsupported, "nothing can be called on what %q leads to", s.Text).Fixf("end the line there")
		return &builder{}
	}
	goName := p.names.Builder(s.Type, s.Collection)
	if b := p.builders[goName]; b != nil {
		return b
	}
	what := "one " + s.Type.QualifiedName()
	if s.Collection {
		what = "a collection of " + s.Type.QualifiedName()
	}
	b := &builder{Builder: ir.Builder{
		SchemaName: s.Type.QualifiedName(),
		GoName:     goName,
		Collection: s.Collection,
		File:       fileName(p.names.Type(s.Type)),
		Receiver:   builderReceiver,
		Doc:        ir.Doc{goName + " addresses " + what + "."},
	}}
	p.builders[goName] = b
	return b
}

// addMethod adds a method, unless it is there. Two different ones of one name are a clash.
func (p *planner) addMethod(b *builder, m method, pos diag.Pos) {
	for i, have := range b.methods {
		switch {
		case have.GoName != m.GoName:
			continue
		case have.Kind == m.Kind && have.Operation == m.Operation && have.pin == m.pin && (m.Operation != "" || m.Kind == ir.KeyMethod):
			b.methods[i].spell(m)
		case have.Kind != m.Kind || !have.sameAs(m) || have.Builder != m.Builder:
			p.clash(have, m, pos)
		}
		return
	}
	b.methods = append(b.methods, m)
}

// clash complains about two methods of one name, and shows the line that resolves it.
func (p *planner) clash(have, m method, pos diag.Pos) {
	d := p.diags.Report(pos, complaint.NameClash, "%s would be the method %s of a builder, as %s is", cmp.Or(m.Segment, "this request"), m.GoName, cmp.Or(have.Segment, "another request")).
		Fixf("select only one of them")
	for _, one := range [...]method{m, have} {
		if one.pin != "" {
			d.Fixf("select only one of them, or pin one in the configuration: names: {%s: %s}", one.pin, one.GoName+"2")
			return
		}
	}
}

// sameAs says whether two methods are for the same element of the schema: an operation may be written with and without its namespace.
func (m method) sameAs(other method) bool {
	if m.pin != "" || other.pin != "" {
		return m.pin == other.pin
	}
	return m.Segment == other.Segment
}

// spell takes over how another request line writes the call or key, if that is the longer form: with namespaces, with parentheses. Services that
// understand the shorter one understand it too, and which of the lines comes first decides nothing.
func (m *method) spell(other method) {
	if len(other.Segment) > len(m.Segment) || len(other.Segment) == len(m.Segment) && other.Segment < m.Segment {
		m.Segment = other.Segment
	}
	m.Parentheses = m.Parentheses || other.Parentheses
	for i, argument := range other.Arguments {
		if argument.EnumType != "" && i < len(m.Arguments) {
			m.Arguments[i] = argument
		}
	}
}

// sorted are the methods: key, children and casts by name, then requests, then calls by name.
func (b *builder) sorted() []ir.Method {
	methods := make([]ir.Method, len(b.methods))
	for i, m := range b.methods {
		methods[i] = m.Method
	}
	rank := func(m ir.Method) int {
		switch m.Kind {
		case ir.KeyMethod:
			return 0
		case ir.ChildMethod, ir.AddressMethod, ir.CallMethod, ir.ResourceMethod:
			return 1
		case ir.CastMethod:
			return 2
		case ir.InvokeMethod:
			return 3 + len(requestNames)
		}
		return 3 + slices.Index(requestNames[:], m.GoName)
	}
	slices.SortFunc(methods, func(a, b ir.Method) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.GoName, b.GoName))
	})
	return methods
}
