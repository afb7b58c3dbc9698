package generator

// This file says what of a service's description a configuration uses, line by line, so that a comparison can be
// limited to it and say which request lines and which Go names a change touches.

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

// lineUsage is what one request line, or one entry of types, uses: elements by their names as changes have them,
// children of the container with a slash before them, and types from which a type that is used derives with a tilde
// before them.
type lineUsage struct {
	text string
	used map[string]bool
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
			if isOf(op, line) {
				own = append(own, op)
			}
		}
		closure, _ := selection.Close(model, own, rules) // complained about already
		u.lines = append(u.lines, usageOfLine(text, own, closure))
	}
	for _, name := range config.Types {
		rules.Types = []selection.Name{name}
		closure, _ := selection.Close(model, nil, rules)
		u.lines = append(u.lines, usageOfLine("types: "+name.Text, nil, closure))
	}
	var ignored diag.List // gen complains about names
	u.plan, _ = plan.New(model, whole, planOptions(model, config, whole, nil, &ignored))
	return u
}

// isOf says whether an operation comes from a line of the configuration. The operations of a pattern have lines of
// their own, at the place of the pattern; a configuration that was made by a program has no places.
func isOf(op *selection.Operation, line Text) bool {
	if line.Pos.Line > 0 {
		return op.Line.Pos == line.Pos
	}
	return strings.TrimSpace(op.Line.Text) == strings.TrimSpace(line.Text)
}

// missesToo says whether the usage has a complaint about the entry of the configuration that a complaint is about,
// wherever in its text: what is missing may begin earlier in one model than in another. A configuration that was made
// by a program has no places.
func (u *usage) missesToo(d Diagnostic, config *Config) bool {
	entry := entryAt(d.Pos, config)
	return slices.ContainsFunc(u.complaints, func(c Diagnostic) bool {
		return entryAt(c.Pos, config) == entry && (entry.Line > 0 || c.Message == d.Message)
	})
}

// entryAt is where the request line or the type begins that a place is in; the place itself, where it is in neither.
func entryAt(pos Pos, config *Config) Pos {
	begin := pos
	for _, entry := range slices.Concat(config.Select, config.Types) {
		if at := config.at(entry.Pos); at.Line == pos.Line && at.Col <= pos.Col {
			begin = at
		}
	}
	return begin
}

func usageOfLine(text string, operations []*selection.Operation, closure *selection.Closure) lineUsage {
	l := lineUsage{text, map[string]bool{}}
	for _, m := range closure.Types {
		l.use(m.Type)
		s, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			continue
		}
		for _, p := range closure.Properties(s) {
			l.member(p.Owner, p.Name)
		}
		for _, n := range closure.Navigation(s) {
			l.member(n.Owner, n.Name)
		}
	}
	for _, op := range operations {
		for _, step := range op.Path {
			l.step(step)
		}
	}
	return l
}

// use notes that the line uses a type.
func (l lineUsage) use(t metadata.Type) {
	if t == nil {
		return
	}
	l.used[t.QualifiedName()] = true
	if s, ok := t.(*metadata.StructuredType); ok {
		for ; s != nil; s = s.Base {
			l.used["~"+s.QualifiedName()] = true
		}
	}
}

func (l lineUsage) member(of *metadata.StructuredType, name string) {
	l.used[of.QualifiedName()+"/"+name] = true
}

// step notes what a step of a request names, and the types that it leads to.
func (l lineUsage) step(s selection.Step) {
	l.use(s.Of)
	switch {
	case s.Set != nil:
		l.used["/"+s.Set.Name] = true
	case s.Singleton != nil:
		l.used["/"+s.Singleton.Name] = true
	case s.Import != nil:
		l.used["/"+s.Import.Name] = true
	case s.Navigation != nil:
		l.member(s.Navigation.Owner, s.Navigation.Name)
	case s.Property != nil:
		l.member(s.Property.Owner, s.Property.Name)
	}
	for _, k := range s.Keys {
		if p := k.Ref.Property; p != nil {
			l.member(p.Owner, p.Name)
			l.use(p.Type)
		}
	}
	if s.Call != nil {
		l.used[compare.OperationName(s.Call)] = true
	}
	for _, a := range s.Arguments {
		l.use(a.Parameter.Type)
	}
}

// element is what a change is about, by the parts of its name.
type element struct {
	// head is a type, the container, or an operation with its parentheses; member what stands in a type or the
	// container.
	head, member string
	kind         compare.Kind
}

func elementOf(c compare.Change) element {
	name, _, _ := strings.Cut(c.Name, "@")
	if end := strings.LastIndexByte(name, ')'); end >= 0 {
		return element{head: name[:end+1], kind: c.Kind}
	}
	e := element{kind: c.Kind}
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

// uses says whether a line uses the element. What is true of a type is true of those that derive from it, comments
// apart.
func (u *usage) uses(line lineUsage, e element) bool {
	if c := u.model.Container; c != nil && c.QualifiedName() == e.head {
		return e.member != "" && line.used["/"+e.member]
	}
	_, isStructured := u.model.ExactType(e.head).(*metadata.StructuredType)
	switch {
	case e.member != "" && isStructured:
		return line.used[e.head+"/"+e.member]
	case e.kind != compare.KindAnnotation && line.used["~"+e.head]:
		return true
	}
	return line.used[e.head]
}

// names are what the generated package calls the element: types, fields and constants; where it has no name of its own,
// the calls of the lines.
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
