package compare

// This file is what a comparison results in: plain values that print as JSON.

import (
	"cmp"
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Class says what a change does to a program that uses the service.
type Class string

// The classes, the worst first. A change has the worst of those that apply.
const (
	// Wire: a request or value that was legal is refused, or is read differently.
	Wire Class = "wire"
	// Go: what compiled against the generated package does not compile any more.
	Go Class = "go"
	// Behavior: what compiled does, and behaves differently: validation is stricter, an enumeration is closed,
	// something is deprecated.
	Behavior Class = "behavior"
	// Safe: nothing of the above.
	Safe Class = "safe"
)

// Classes are the classes in their order.
func Classes() []Class { return []Class{Wire, Go, Behavior, Safe} }

// Text says what the class means, as the end of a sentence that begins with the change.
func (c Class) Text() string {
	switch c {
	case Wire:
		return "breaks the wire"
	case Go:
		return "breaks Go callers"
	case Behavior:
		return "behaves differently"
	}
	return "safe"
}

// Breaking says whether a program has to be changed.
func (c Class) Breaking() bool { return c == Wire || c == Go }

// Action says what happened to an element.
type Action string

// The actions.
const (
	Added   Action = "added"
	Removed Action = "removed"
	Changed Action = "changed"
)

// Kind is the kind of element that a change is about.
type Kind string

// The kinds.
const (
	KindDocument       Kind = "document"
	KindSchema         Kind = "schema"
	KindEntityType     Kind = "entityType"
	KindComplexType    Kind = "complexType"
	KindEnumType       Kind = "enumType"
	KindTypeDefinition Kind = "typeDefinition"
	KindProperty       Kind = "property"
	KindNavigation     Kind = "navigationProperty"
	KindConstraint     Kind = "referentialConstraint"
	KindMember         Kind = "member"
	KindKey            Kind = "key"
	KindAction         Kind = "action"
	KindFunction       Kind = "function"
	KindParameter      Kind = "parameter"
	KindContainer      Kind = "entityContainer"
	KindEntitySet      Kind = "entitySet"
	KindSingleton      Kind = "singleton"
	KindActionImport   Kind = "actionImport"
	KindFunctionImport Kind = "functionImport"
	KindBinding        Kind = "navigationPropertyBinding"
	KindTerm           Kind = "term"
	KindAnnotation     Kind = "annotation"
)

// Change is one difference. Its JSON form is that of csdlgen diff.
type Change struct {
	Action Action `json:"change"`
	Kind   Kind   `json:"kind"`
	// Name is the qualified name of the element as annotation targets have it: "ns.type", "ns.type/member",
	// "ns.action(ns.bound)/parameter", "ns.container/set"; of an annotation "ns.type/member@ns.Term#qualifier".
	Name string `json:"name"`
	// Rule is the name of the rule that the change follows; see Rules.
	Rule  string `json:"rule"`
	Class Class  `json:"class"`
	// AlsoBreaksGo says of a change of the class Wire that what compiled does not compile any more, either.
	AlsoBreaksGo bool `json:"alsoBreaksGo,omitempty"`
	// Old and New are what changed: a string, an int, a bool or a []string; nil where there is nothing to say.
	Old any `json:"old"`
	New any `json:"new"`
	// Guess is what probably became of an element that is removed, or where one that is added probably comes from.
	Guess *Guess `json:"guess,omitempty"`
	// Places are where the element stands: in the old document, then in the new one, as far as it is in them.
	Places []Place `json:"places"`
	// Requests and Names are what of a configuration the change touches: its request lines, and names and calls of the
	// generated package. Models leaves them empty.
	Requests []string `json:"requests,omitempty"`
	Names    []string `json:"names,omitempty"`
}

// Guess is a renaming that nothing but likeness speaks for.
type Guess struct {
	// RenamedTo and RenamedFrom are names of elements of the same kind; one of them is "".
	RenamedTo   string `json:"renamedTo,omitempty"`
	RenamedFrom string `json:"renamedFrom,omitempty"`
	// Because is what speaks for it.
	Because string `json:"because"`
}

// Side says which of the two documents.
type Side string

// The sides.
const (
	Old Side = "old"
	New Side = "new"
)

// Place is a place in one of the two documents.
type Place struct {
	Document Side `json:"document"`
	diag.Pos
}

// places are the places of an element that has them in one or both documents.
func places(old, new metadata.Pos) []Place {
	all := []Place{}
	if old != (metadata.Pos{}) {
		all = append(all, Place{Old, old})
	}
	if new != (metadata.Pos{}) {
		all = append(all, Place{New, new})
	}
	return all
}

// sorted orders changes: the worst class first, then by name, so that an element's changes stand together. What is
// there twice is left out.
func sorted(changes []Change) []Change {
	rank := Classes()
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(slices.Index(rank, a.Class), slices.Index(rank, b.Class)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Action, b.Action), cmp.Compare(a.Rule, b.Rule))
	})
	// A schema and a type may have one name, and the annotations of both are those of either.
	return slices.CompactFunc(changes, func(a, b Change) bool {
		return a.Action == b.Action && a.Kind == b.Kind && a.Name == b.Name && a.Rule == b.Rule && slices.Equal(a.Places, b.Places) && text(a.Old) == text(b.Old) && text(a.New) == text(b.New)
	})
}

// Count counts the changes of a class.
func Count(changes []Change, class Class) int {
	n := 0
	for _, c := range changes {
		if c.Class == class {
			n++
		}
	}
	return n
}

// Breaking says whether one of the changes breaks the wire or Go callers.
func Breaking(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Class.Breaking() })
}
