package odata

// This file is what programs ask of enumeration types. What values tell by themselves, such as IsKnown, they have
// methods for.

import "github.com/csdlgen/csdlgen/odata/internal/enum"

// EnumMembers returns the members that the schema declares for an enumeration type, in its order; the slice is the
// caller's:
//
//	for _, importance := range odata.EnumMembers[graph.Importance]() {
//
// It is nil for a type that was not generated for an enumeration type.
//
//go:noinline
func EnumMembers[E interface {
	~string
	IsKnown() bool
}]() []E {
	declared, ok := any(new(E)).(enum.Declared)
	if !ok {
		return nil
	}
	var all []E
	for _, m := range declared.ODataEnum().Members() {
		all = append(all, E(m))
	}
	return all
}
