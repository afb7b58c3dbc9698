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
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// Pin is a name that the configuration fixes: of a type ("ns.type"), a member ("ns.type/member"), an action or function ("ns.operation()") or a
// parameter of it ("ns.operation()/parameter"), or a child of the entity container ("ns.container/child").
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
	n.wantParameters(model)
	return n
}

// wantParameters counts the names of the structs for parameters. The overloads of an operation that are bound to the same share one.
func (n *names) wantParameters(model *metadata.Model) {
	seen := map[string]bool{}
	for _, s := range model.Schemas {
		for _, op := range s.Operations {
			name := n.parameters(op)
			if id := op.QualifiedName() + "|" + name; !seen[id] {
				seen[id] = true
				n.derived[name]++
			}
		}
	}
}

// pin checks the configuration's pins: each names something that exists and an exported identifier.
func (n *names) pin(model *metadata.Model, pins []Pin, diags *diag.List) {
	for _, p := range pins {
		id := n.pinned(model, p, diags)
		switch {
		case id == "":
		case !isExported(p.Go):
			diags.Report(p.Pos, complaint.BadName, "names: %q is no exported Go identifier", p.Go).Fixf("start it with a capital letter, then letters and digits")
		case model.Type(id) != nil && slices.Contains(reservedNames[:], p.Go):
			diags.Report(p.Pos, complaint.BadName, "names: %s is what every generated package calls something of its own", p.Go).Fixf("choose another name for %s", id)
		default:
			n.pins[id] = p.Go
		}
	}
}

// pinned is what a pin is for, without aliases; "" after a complaint.
func (n *names) pinned(model *metadata.Model, p Pin, diags *diag.List) string {
	name, member, _ := strings.Cut(p.Schema, "/")
	var members []string
	full := model.Unalias(name)
	operation, isOperation := strings.CutSuffix(name, "()")
	overloads := model.Operations(operation)
	switch t := model.Type(name); {
	case isOperation && len(overloads) > 0:
		full = model.Unalias(operation) + "()"
		for _, op := range overloads {
			members = append(members, op.ParameterNames()...)
		}
	case isOperation:
		diags.Report(p.Pos, complaint.UnknownOperation, "names: the metadata has no action or function %q", operation)
		return ""
	case t != nil:
		members = memberNames(t)
	case model.Container != nil && full == model.Container.QualifiedName() && member != "":
		members = model.Container.ChildNames()
	default:
		d := diags.Report(p.Pos, complaint.UnknownType, "names: the metadata has no type %q", name)
		if len(model.Operations(name)) > 0 {
			d.Fixf("write %s() for the action or function", name)
		}
		return ""
	}
	if member == "" {
		return full
	}
	if !slices.Contains(members, member) {
		diags.Report(p.Pos, complaint.UnknownMember, "names: %s has no member %q", full, member).Fixf("%s", nearest.DidYouMean(member, members))
		return ""
	}
	return full + "/" + member
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
		return []string{name + "Item", name + "Collection"}
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

// Parameters is the Go name of the struct for the parameters of an action.
func (n *names) Parameters(op *metadata.Operation) string {
	name := n.parameters(op)
	return n.free(name, name+"Struct")
}

func (n *names) parameters(op *metadata.Operation) string {
	name := n.Operation(op) + "Parameters"
	p := op.Binding()
	switch {
	case p == nil:
		return name
	case p.Collection:
		return n.typeOf(p.Type) + "Collection" + name
	}
	return n.typeOf(p.Type) + name
}

// Operation is the Go name of an action or function, which methods begin with.
func (n *names) Operation(op *metadata.Operation) string {
	if pinned := n.pins[op.QualifiedName()+"()"]; pinned != "" {
		return pinned
	}
	return exported(op.Name)
}

// Child is the Go name of what stands directly in the entity container.
func (n *names) Child(c *metadata.EntityContainer, name string) string {
	if pinned := n.pins[c.QualifiedName()+"/"+name]; pinned != "" {
		return pinned
	}
	return exported(name)
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

// free returns want unless a type of the schema, or another derived name, has it; then the long form, with a number where that is somebody's too.
func (n *names) free(want, long string) string {
	if !n.taken[want] && n.derived[want] <= 1 && !slices.Contains(reservedNames[:], want) {
		return want
	}
	name := long
	for i := 2; n.taken[name] || n.derived[name] > 0; i++ {
		name = long + strconv.Itoa(i)
	}
	return name
}

// member is the Go name of a type's member, pinned or made from its own.
func (n *names) member(t metadata.Type, name string) string {
	if n.members[t] == nil {
		of := []string{t.QualifiedName()}
		if s, ok := t.(*metadata.StructuredType); ok {
			for base := s.Base; base != nil; base = base.Base { // a pin for a member holds where the member is inherited
				of = append(of, base.QualifiedName())
			}
		}
		n.members[t] = n.nameMembers(of, memberNames(t))
	}
	return n.members[t][name]
}

// parameterFields are the Go names of the parameters of an operation.
func (n *names) parameterFields(op *metadata.Operation) map[string]string {
	return n.nameMembers([]string{op.QualifiedName() + "()"}, op.ParameterNames())
}

// nameMembers names the members of a type, or the parameters of an operation; of are the names by which pins may know their owner, the first one
// counts most. Where two names differ in nothing but what separates their words, as remoteControl and remote_Control do, the one with
// separators keeps them.
func (n *names) nameMembers(of []string, all []string) map[string]string {
	wanted := map[string]int{}
	for _, name := range all {
		wanted[exported(name)]++
	}
	named := make(map[string]string, len(all))
	for _, name := range all {
		switch pinned := n.pinOf(of, name); {
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

// pinOf is the first pin for a member; "" for none.
func (n *names) pinOf(of []string, member string) string {
	for _, owner := range of {
		if pinned := n.pins[owner+"/"+member]; pinned != "" {
			return pinned
		}
	}
	return ""
}

func isExported(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }
