package plan

// This file plans builders: one type for one entity of a type and one for a collection of them, whatever path leads
// there, with the methods that the selected request lines walk through.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// builder is a builder while its methods are collected. The client is one too, of which only the methods count.
type builder struct {
	ir.Builder
	of      *metadata.StructuredType
	rank    int // of the request line that brought it
	methods []method
	calls   calls
}

// method is a method with what its builder has to know of it besides.
type method struct {
	ir.Method
	call *metadata.Operation // what it calls; nil for nothing
	pin  string              // what the configuration's names would call what the method is for; "" where they cannot
	base string              // the part of the method's name that a pin replaces
	pos  diag.Pos            // of the request line's segment
}

func (p *planner) planClient() *ir.Client {
	return &ir.Client{
		File:              clientFile,
		GoName:            clientName,
		Constructor:       clientConstructor,
		Receiver:          clientReceiver,
		KeysInParentheses: p.options.KeysInParentheses,
		Version401:        p.options.Version401,
		MultipartBatches:  p.options.MultipartBatches,
		Doc:               docOf(clientName+" calls the operations of "+p.model.Container.QualifiedName()+".", p.model.Container.Annotations),
		Methods:           p.client.sorted(),
	}
}

// builderID is what a builder is for.
type builderID struct {
	of         *metadata.StructuredType
	collection bool
}

// builder returns the builder for what a step leads to.
func (p *planner) builder(s selection.Step) *builder {
	if s.Type == nil {
		// Nothing in a schema is bound to a primitive value or to any entity at all, as far as we have seen.
		p.diags.Report(s.Pos, complaint.RequestUnsupported, "nothing can be called on what %q leads to", s.Text).Fixf("end the line there")
		return &builder{}
	}
	id := builderID{s.Type, s.Collection}
	if b := p.builders[id]; b != nil {
		return b
	}
	goName := p.names.Builder(s.Type, s.Collection)
	what := "one " + s.Type.QualifiedName()
	if s.Collection {
		what = "a collection of " + s.Type.QualifiedName()
	}
	b := &builder{of: s.Type, rank: p.rank, Builder: ir.Builder{
		SchemaName: s.Type.QualifiedName(),
		GoName:     goName,
		Collection: s.Collection,
		File:       fileName(p.names.Type(s.Type)),
		Receiver:   builderReceiver,
		Doc:        ir.Doc{goName + " addresses " + what + "."},
	}}
	p.builders[id] = b
	return b
}

// addMethod adds a method with paragraphs for its comment, unless they are there. Two different ones of one name are a
// clash.
func (p *planner) addMethod(b *builder, m method, said ...string) {
	for i, have := range b.methods {
		switch {
		case have.GoName != m.GoName:
			continue
		case !have.sameAs(m):
			p.clashes.add(cmp.Or(b.GoName, clientName), have.declaration(), m.declaration())
			return
		}
		if !sameDoc(have.Doc, said) {
			b.methods[i].Doc = append(have.Doc, said...)
		}
		b.methods[i].spell(m)
		return
	}
	m.Doc = append(m.Doc, said...)
	b.methods = append(b.methods, m)
}

// declaration is the method as complaints speak of it.
func (m method) declaration() declaration {
	what := cmp.Or(m.pin, m.Segment)
	if what == "" {
		what = "the method " + m.GoName
	}
	return declaration{goName: m.GoName, what: what, pin: m.pin, base: m.base, pos: m.pos}
}

// sameAs says whether two methods of one name do the same, however their request lines write it.
func (m method) sameAs(other method) bool {
	if m.Kind != other.Kind || m.Request != other.Request || m.Builder != other.Builder || m.call != other.call || m.pin != other.pin {
		return false
	}
	return m.pin != "" || m.Segment == other.Segment
}

// spell takes over how another request line writes the call or key, if that is the longer form: with namespaces, with
// parentheses. Services that understand the shorter one understand it too, and which of the lines comes first decides
// nothing.
func (m *method) spell(other method) {
	if len(other.Segment) > len(m.Segment) || len(other.Segment) == len(m.Segment) && other.Segment < m.Segment {
		m.Segment = other.Segment
	}
	m.Parentheses = m.Parentheses || other.Parentheses
	for i, argument := range other.Arguments {
		if argument.Literal == ir.EnumLiteral && i < len(m.Arguments) {
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
