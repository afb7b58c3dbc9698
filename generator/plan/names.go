package plan

// This file decides the names of the generated package's declarations, once, for the whole schema: what is selected, and in
// which order the schema declares things, changes no name. The scopes are the package (here) and the members of a type
// (model.go, builder.go).
//
// A type of the main namespace keeps its bare name, any other is prefixed by the last part of its namespace. Everything
// else that a package declares for a type - constants, builders - is named after the type; where such a derived name is the name
// of another type of the schema, it yields to it by a longer form. Two types that would have the same name are an error that
// shows how to pin one (names: in the configuration), but only once both are selected.

import (
	"go/token"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Pin is a name that the configuration fixes: of a type ("ns.type") or a member ("ns.type/member").
type Pin struct {
	Schema string
	Go     string
	Pos    diag.Pos
}

// names holds the decided names.
type names struct {
	pins    map[string]string
	types   map[metadata.Type]string
	taken   map[string]bool // by types of the schema
	derived map[string]int  // how many derived names in the schema want this one
	members map[metadata.Type]map[string]string
}

// reserved are the package-level names that every generated package may declare itself.
var reservedNames = [...]string{"Client", "NewClient"}

// newNames names every type of the model.
func newNames(model *metadata.Model, pins []Pin, diags *diag.List) *names {
	n := &names{
		pins:    map[string]string{},
		types:   map[metadata.Type]string{},
		taken:   map[string]bool{},
		derived: map[string]int{},
		members: map[metadata.Type]map[string]string{},
	}
	n.pin(model, pins, diags)
	main := mainNamespace(model)
	for t := range model.DeclaredTypes() {
		name := n.typeName(t, main)
		n.types[t] = name
		n.taken[name] = true
	}
	for t := range model.DeclaredTypes() {
		for _, name := range n.wanted(t) {
			n.derived[name]++
		}
	}
	wanted := map[string]bool{} // the overloads of an operation share a name
	for _, s := range model.Schemas {
		for _, op := range s.Operations {
			if name := n.parameters(op); !wanted[name] {
				wanted[name] = true
				n.derived[name]++
			}
		}
	}
	return n
}

// pin checks the configuration's pins: each names something that exists and an exported identifier.
func (n *names) pin(model *metadata.Model, pins []Pin, diags *diag.List) {
	for _, p := range pins {
		typeName, member, _ := strings.Cut(p.Schema, "/")
		t := model.Type(typeName)
		switch {
		case t == nil:
			diags.Errorf(p.Pos, "unknown-type", "names: the metadata has no type %q", typeName)
		case member != "" && !slices.Contains(memberNames(t), member):
			diags.Errorf(p.Pos, "unknown-member", "names: %s has no member %q", t.QualifiedName(), member)
		case !isExported(p.Go):
			diags.Errorf(p.Pos, "bad-name", "names: %q is no exported Go identifier", p.Go).Fixf("start it with a capital letter, then letters and digits")
		default:
			n.pins[strings.TrimSuffix(t.QualifiedName()+"/"+member, "/")] = p.Go
		}
	}
}

func memberNames(t metadata.Type) []string {
	var all []string
	switch t := t.(type) {
	case *metadata.StructuredType:
		for _, p := range t.AllProperties() {
			all = append(all, p.Name)
		}
		for _, n := range t.AllNavigation() {
			all = append(all, n.Name)
		}
	case *metadata.EnumType:
		for _, m := range t.Members {
			all = append(all, m.Name)
		}
	}
	return all
}

// mainNamespace is the namespace of the entity container, else of the first schema.
func mainNamespace(model *metadata.Model) string {
	if model.Container != nil {
		return model.Container.Namespace
	}
	for _, s := range model.Schemas {
		return s.Namespace
	}
	return ""
}

func (n *names) typeName(t metadata.Type, main string) string {
	qualified := t.QualifiedName()
	if pinned := n.pins[qualified]; pinned != "" {
		return pinned
	}
	dot := strings.LastIndexByte(qualified, '.')
	namespace, bare := qualified[:dot], qualified[dot+1:]
	name := exported(bare)
	if namespace != main {
		name = exported(namespace[strings.LastIndexByte(namespace, '.')+1:]) + name
	}
	if slices.Contains(reservedNames[:], name) {
		name += "Type"
	}
	return name
}

// wanted are the names that a type would like to declare besides its own.
func (n *names) wanted(t metadata.Type) []string {
	name := n.types[t]
	switch t := t.(type) {
	case *metadata.StructuredType:
		all := []string{name + "Item", name + "Collection"}
		if len(t.Derived) > 0 {
			all = append(all, "Any"+name)
		}
		return all
	case *metadata.EnumType:
		all := make([]string, len(t.Members))
		for i, m := range t.Members {
			all[i] = name + n.member(t, m.Name)
		}
		return all
	}
	return nil
}

// Type is the Go name of a type.
func (n *names) Type(t metadata.Type) string { return n.types[t] }

// Builder is the Go name of the builder for one entity of the type or for a collection of them.
func (n *names) Builder(t *metadata.StructuredType, collection bool) string {
	suffix := "Item"
	if collection {
		suffix = "Collection"
	}
	return n.free(n.types[t]+suffix, n.types[t]+suffix+"Builder")
}

// Family is the Go name of the interface of a type and those that derive from it.
func (n *names) Family(t *metadata.StructuredType) string {
	return n.free("Any"+n.types[t], "Any"+n.types[t]+"Type")
}

// Parameters is the Go name of the struct for the parameters of an action.
func (n *names) Parameters(op *metadata.Operation) string {
	name := n.parameters(op)
	return n.free(name, name+"Struct")
}

func (n *names) parameters(op *metadata.Operation) string {
	name := exported(op.Name) + "Parameters"
	p := op.Binding()
	switch {
	case p == nil:
		return name
	case p.Collection:
		return n.typeOf(p.Type) + "Collection" + name
	}
	return n.typeOf(p.Type) + name
}

// typeOf is the Go name of a type, or for a primitive type its own.
func (n *names) typeOf(t metadata.Type) string {
	if prim, ok := t.(*metadata.PrimitiveType); ok {
		return prim.Name
	}
	return n.types[t]
}

// Constant is the Go name of the constant for an enum's member.
func (n *names) Constant(t *metadata.EnumType, member string) string {
	name := n.types[t]
	return n.free(name+n.member(t, member), name+"Member"+n.member(t, member))
}

// free returns want unless a type of the schema, or another derived name, has it; then the long form.
func (n *names) free(want, long string) string {
	if n.taken[want] || n.derived[want] > 1 || slices.Contains(reservedNames[:], want) {
		return long
	}
	return want
}

// member is the Go name of a type's member, pinned or made from its own.
func (n *names) member(t metadata.Type, name string) string {
	if n.members[t] == nil {
		n.members[t] = n.nameMembers(t)
	}
	return n.members[t][name]
}

// nameMembers names the members of a type. Where two names differ in nothing but what separates their words, as
// remoteControl and remote_Control do, the one with separators keeps them.
func (n *names) nameMembers(t metadata.Type) map[string]string {
	all := memberNames(t)
	wanted := map[string]int{}
	for _, name := range all {
		wanted[exported(name)]++
	}
	named := make(map[string]string, len(all))
	for _, name := range all {
		switch pinned := n.pins[t.QualifiedName()+"/"+name]; {
		case pinned != "":
			named[name] = pinned
		case wanted[exported(name)] > 1:
			named[name] = separated(name)
		default:
			named[name] = exported(name)
		}
	}
	return named
}

// scope finds names that two declarations of one scope share.
type scope struct {
	of    string // what the scope is, for messages
	owner map[string]declared
}

type declared struct {
	schema string // what a pin would name
	pos    diag.Pos
}

func newScope(of string) *scope { return &scope{of: of, owner: map[string]declared{}} }

// declare takes a name, or complains that another declaration has it and shows the line that resolves it.
// The pin that it proposes is free, which is the name with a number.
func (s *scope) declare(goName, schema, free string, pos diag.Pos, diags *diag.List) {
	first, taken := s.owner[goName]
	if !taken {
		s.owner[goName] = declared{schema, pos}
		return
	}
	if first.schema == schema {
		return
	}
	diags.Errorf(pos, "name-clash", "%s and %s would both be called %s in %s", first.schema, schema, goName, s.of).
		Fixf("pin one of them in the configuration: names: {%s: %s}", schema, free+"2").
		At(first.pos, "the other is declared here")
}

func isExported(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }
