package plan

// This file makes the names of the generated package's declarations. A name depends on what it names and on nothing
// else: that of a type on its qualified name and the main namespace, that of a member on its type's and its own name,
// that of a builder on its type. What else the schema declares, what is selected and in which order changes no name.
// What then clashes within the package is an error that clash.go words.
//
// A type of the main namespace keeps its bare name, any other is prefixed by the last part of its namespace. The main
// namespace is what the configuration says (namespace:), else that of the entity container; without one, that of the
// first selected type. The configuration fixes names (names:), by pins.

import (
	"cmp"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// Pin is a name that the configuration fixes: of a type ("ns.type"), a member ("ns.type/member"), an action or function
// ("ns.operation()") or a parameter of it ("ns.operation()/parameter"), or a child of the entity container
// ("ns.container/child").
type Pin struct {
	Schema string
	Go     string
	Pos    diag.Pos
}

// names makes names, and remembers those that it has made.
type names struct {
	main  string // the main namespace
	pins  map[string]string
	types map[metadata.Type]string
	// plain are the names that members have without a pin, by those in the schema: most are in many types. pinned are
	// the members of some type that has a pin for them.
	plain  map[string]string
	pinned map[string]bool
}

// newNames knows the pins.
func newNames(model *metadata.Model, closure *selection.Closure, options Options, diags *diag.List) *names {
	n := &names{
		main:   cmp.Or(options.Namespace, mainNamespace(model, closure)),
		pins:   map[string]string{},
		types:  map[metadata.Type]string{},
		plain:  map[string]string{},
		pinned: map[string]bool{},
	}
	if options.Namespace != "" {
		checkNamespace(closure, options, diags)
	}
	n.pin(model, options.Pins, diags)
	return n
}

// mainNamespace is the namespace of the entity container, else of the first selected type.
func mainNamespace(model *metadata.Model, closure *selection.Closure) string {
	switch {
	case model.Container != nil:
		return model.Container.Namespace
	case closure.First != nil:
		return namespaceOf(closure.First.Type.QualifiedName())
	}
	return ""
}

// checkNamespace complains about a main namespace of which nothing is needed. What there is besides does not count: a
// slice has less of it.
func checkNamespace(closure *selection.Closure, options Options, diags *diag.List) {
	needed := Namespaces(closure)
	if len(needed) > 0 && !slices.Contains(needed, options.Namespace) {
		diags.Report(options.NamespacePos, complaint.ConfigNamespace, "nothing that is selected is in the namespace %s", options.Namespace).
			Fixf("%s", cmp.Or(nearest.DidYouMean(options.Namespace, needed), "write one of "+strings.Join(needed, ", ")+", or leave it out"))
	}
}

// Namespaces are the namespaces of the types of a closure: that of most of them first, by name where two have as many.
func Namespaces(closure *selection.Closure) []string {
	count := map[string]int{}
	for _, m := range closure.Types {
		count[namespaceOf(m.Type.QualifiedName())]++
	}
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
}

func namespaceOf(qualified string) string {
	return qualified[:max(strings.LastIndexByte(qualified, '.'), 0)]
}

// pin checks the configuration's pins: each names something that exists and an exported identifier.
func (n *names) pin(model *metadata.Model, pins []Pin, diags *diag.List) {
	for _, p := range pins {
		id := n.pinFor(model, p, diags)
		switch {
		case id == "":
		case !isExported(p.Go):
			diags.Report(p.Pos, complaint.BadName, "names: %q is not an exported Go identifier", p.Go).Fixf("write a capital letter, followed by letters and digits")
		case model.Type(id) != nil && reserved.types.has(p.Go):
			diags.Report(p.Pos, complaint.BadName, "names: every generated package declares %s for itself", p.Go).Fixf("choose another name for %s", id)
		default:
			n.pins[id] = p.Go
			_, member, _ := strings.Cut(id, "/")
			n.pinned[member] = true
		}
	}
}

// pinFor is what a pin is for, without aliases; "" after a complaint.
func (n *names) pinFor(model *metadata.Model, p Pin, diags *diag.List) string {
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

// Type is the Go name of a type; of a primitive type, its own.
func (n *names) Type(t metadata.Type) string {
	if prim, ok := t.(*metadata.PrimitiveType); ok {
		return prim.Name
	}
	name, made := n.types[t]
	if !made {
		name = n.typeName(t.QualifiedName())
		n.types[t] = name
	}
	return name
}

func (n *names) typeName(qualified string) string {
	if pinned := n.pins[qualified]; pinned != "" {
		return pinned
	}
	namespace := namespaceOf(qualified)
	name := exported(qualified[len(namespace)+1:])
	if namespace != n.main {
		name = exported(namespace[strings.LastIndexByte(namespace, '.')+1:]) + name
	}
	return reserved.types.free(name)
}

// Builder is the Go name of the builder for one entity of the type or for a collection of them.
func (n *names) Builder(t *metadata.StructuredType, collection bool) string {
	if collection {
		return n.Type(t) + collectionBuilder
	}
	return n.Type(t) + entityBuilder
}

// Parameters is the Go name of the struct for the parameters of an action.
func (n *names) Parameters(op *metadata.Operation) string {
	name := n.Operation(op) + "Parameters"
	p := op.Binding()
	switch {
	case p == nil:
		return name
	case p.Collection:
		return n.Type(p.Type) + "Collection" + name
	}
	return n.Type(p.Type) + name
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

// Constant is the Go name of the constant for an enum's member.
func (n *names) Constant(t *metadata.EnumType, member string) string {
	return n.Type(t) + n.Member(t, member)
}

// Property is the Go name of the variable by which query options name a property.
func (n *names) Property(t *metadata.StructuredType, member string) string {
	return n.Type(t) + "Prop" + n.Member(t, member)
}

// Member is the Go name of a type's member, pinned or made from its own.
func (n *names) Member(t metadata.Type, name string) string {
	if !n.pinned[name] {
		return n.member(name)
	}
	of := []string{t.QualifiedName()}
	if s, ok := t.(*metadata.StructuredType); ok {
		for base := s.Base; base != nil; base = base.Base { // a pin for a member holds where the member is inherited
			of = append(of, base.QualifiedName())
		}
	}
	return n.pinnedOr(of, name)
}

// member is the Go name that a member's own name makes.
func (n *names) member(name string) string {
	made, ok := n.plain[name]
	if !ok {
		made = exported(name)
		n.plain[name] = made
	}
	return made
}

// Field is the Go name of the field for a member.
func (n *names) Field(t metadata.Type, name string) string {
	return reserved.fields.free(n.Member(t, name))
}

// ParameterField is the Go name of the field for a parameter of an action.
func (n *names) ParameterField(op *metadata.Operation, name string) string {
	return reserved.fields.free(n.pinnedOr([]string{op.QualifiedName() + "()"}, name))
}

// pinnedOr is the pin of the first owner that has one for a member, else what the member's name makes.
func (n *names) pinnedOr(owners []string, member string) string {
	for _, owner := range owners {
		if pinned := n.pins[owner+"/"+member]; pinned != "" {
			return pinned
		}
	}
	return n.member(member)
}

func isExported(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }
