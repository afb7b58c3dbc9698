package generator

// This file says what of a service's description a configuration uses, line by line, so that a comparison can be limited to it and say which request
// lines and which Go names a change touches.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// usage is what a configuration uses of one model.
type usage struct {
	model *metadata.Model
	lines []lineUsage
	plan  *ir.Plan
	// complaints are those about the configuration's lines, warnings apart.
	complaints diag.List
}

// lineUsage is what one request line, or one entry of types, uses.
type lineUsage struct {
	text       string
	operations []*selection.Operation
	closure    *selection.Closure
}

func usageOf(model *metadata.Model, config *Config) *usage {
	u := &usage{model: model}
	whole := selectFrom(model, config, &u.complaints)
	u.complaints = u.complaints.Errors()
	rules := selection.Rules{Properties: config.Properties, Expand: config.Expand, Derived: config.Derived}
	for _, line := range config.Select {
		text := strings.TrimSpace(line.Text)
		var own []*selection.Operation
		for _, op := range whole.Operations {
			if strings.TrimSpace(op.Line.Text) == text {
				own = append(own, op)
			}
		}
		closure, _ := selection.Close(model, own, rules) // complained about already
		u.lines = append(u.lines, lineUsage{text, own, closure})
	}
	for _, name := range config.Types {
		rules.Types = []selection.Name{name}
		closure, _ := selection.Close(model, nil, rules)
		u.lines = append(u.lines, lineUsage{"types: " + name.Text, nil, closure})
	}
	var ignored diag.List // gen complains about names
	u.plan, _ = plan.New(model, whole, planOptions(model, config, whole, &ignored))
	return u
}

// element is what a change is about, by the parts of its name.
type element struct {
	head, member string
	operation    bool
	kind         compare.Kind
}

func elementOf(c compare.Change) element {
	name, _, _ := strings.Cut(c.Name, "@")
	e := element{kind: c.Kind}
	if end := strings.LastIndexByte(name, ')'); end >= 0 {
		e.head, e.operation = name[:end+1], true
		return e
	}
	e.head, e.member, _ = strings.Cut(name, "/")
	e.member, _, _ = strings.Cut(e.member, "/")
	return e
}

// touched are the lines that use the element.
func (u *usage) touched(e element) []string {
	var lines []string
	for _, line := range u.lines {
		if u.uses(line, e) && !slices.Contains(lines, line.text) {
			lines = append(lines, line.text)
		}
	}
	return lines
}

func (u *usage) uses(line lineUsage, e element) bool {
	if e.operation {
		return line.walks(func(s selection.Step) bool { return s.Call != nil && compare.OperationName(s.Call) == e.head })
	}
	if c := u.model.Container; c != nil && c.QualifiedName() == e.head {
		return e.member != "" && line.walks(func(s selection.Step) bool { return startsAt(s, e.member) })
	}
	switch t := u.model.ExactType(e.head).(type) {
	case nil:
		return false
	case *metadata.StructuredType:
		if e.member == "" {
			return line.usesType(t, e.kind)
		}
		return line.usesMember(t, e.member)
	default:
		return line.closure.Has(t) != nil || line.walks(func(s selection.Step) bool { return s.Of == t || usesKeyOf(s, t) })
	}
}

// startsAt says whether a step names a child of the container.
func startsAt(s selection.Step, child string) bool {
	return s.Set != nil && s.Set.Name == child || s.Singleton != nil && s.Singleton.Name == child || s.Import != nil && s.Import.Name == child
}

// walks says whether a step of the line's requests is such a one.
func (l lineUsage) walks(is func(selection.Step) bool) bool {
	return slices.ContainsFunc(l.operations, func(op *selection.Operation) bool { return slices.ContainsFunc(op.Path, is) })
}

// usesKeyOf says whether a key or a call has a value of the type.
func usesKeyOf(s selection.Step, t metadata.Type) bool {
	return slices.ContainsFunc(s.Keys, func(k selection.KeyValue) bool { return k.Ref.Property != nil && k.Ref.Property.Type == t }) ||
		slices.ContainsFunc(s.Arguments, func(a selection.Argument) bool { return a.Parameter.Type == t })
}

// usesType says whether the line needs the type, or walks over it. What is true of a type is true of those that derive from it, comments apart.
func (l lineUsage) usesType(t *metadata.StructuredType, kind compare.Kind) bool {
	if l.closure.Has(t) != nil || l.walks(func(s selection.Step) bool { return s.Type != nil && s.Type.IsA(t) }) {
		return true
	}
	return kind != compare.KindAnnotation && l.usesDerived(t, func(*metadata.StructuredType) bool { return true })
}

// usesDerived says whether one of the line's types is the type or derives from it, and is such a one.
func (l lineUsage) usesDerived(t *metadata.StructuredType, is func(*metadata.StructuredType) bool) bool {
	return slices.ContainsFunc(l.closure.Types, func(m *selection.Member) bool {
		d, ok := m.Type.(*metadata.StructuredType)
		return ok && d.IsA(t) && is(d)
	})
}

// usesMember says whether a type of the line has the member as a field, or a request walks over it.
func (l lineUsage) usesMember(t *metadata.StructuredType, name string) bool {
	walked := l.walks(func(s selection.Step) bool {
		return s.Navigation != nil && s.Navigation.Name == name && s.Navigation.Owner == t || s.Property != nil && s.Property.Name == name && s.Property.Owner == t ||
			slices.ContainsFunc(s.Keys, func(k selection.KeyValue) bool {
				return k.Ref.Property != nil && k.Ref.Property.Name == name && k.Ref.Property.Owner == t
			})
	})
	return walked || l.usesDerived(t, func(d *metadata.StructuredType) bool {
		return slices.ContainsFunc(l.closure.Properties(d), func(p *metadata.Property) bool { return p.Name == name && p.Owner == t }) ||
			slices.ContainsFunc(l.closure.Navigation(d), func(n *metadata.NavigationProperty) bool { return n.Name == name && n.Owner == t })
	})
}

// names are what the generated package calls the element: types, fields and constants; where it has no name of its own, the calls of the lines.
func (u *usage) names(e element, lines []string) []string {
	var names []string
	for _, t := range u.plan.Types {
		switch {
		case !u.has(t, e):
		case e.member == "":
			names = append(names, t.GoName)
		default:
			names = append(names, memberNames(t, e.member)...)
		}
	}
	if len(names) > 0 {
		return names
	}
	for _, op := range u.plan.Operations {
		if slices.Contains(lines, strings.TrimSpace(op.Request)) && !slices.Contains(names, op.Call) {
			names = append(names, op.Call)
		}
	}
	return names
}

// has says whether a type is the element's, or one that inherits the element.
func (u *usage) has(t *ir.Type, e element) bool {
	if t.SchemaName == e.head || e.member == "" {
		return t.SchemaName == e.head
	}
	derived, base := u.model.Structured(t.SchemaName), u.model.Structured(e.head)
	return derived != nil && base != nil && derived.IsA(base)
}

// memberNames are the field or the constant of a member.
func memberNames(t *ir.Type, member string) []string {
	var names []string
	for _, f := range t.Fields {
		if f.SchemaName == member {
			names = append(names, t.GoName+"."+f.GoName)
		}
	}
	for _, m := range t.Members {
		if m.SchemaName == member {
			names = append(names, m.GoName)
		}
	}
	return names
}
