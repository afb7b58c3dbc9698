package odataimpl

// This file is what the generated enumeration types share. A value is the text of the wire; the value of a flags
// enumeration is a list of members with commas between (OData ABNF, enumValue).

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// EnumValues returns the members of an enumeration. They are given with the last first.
//
//go:noinline
func EnumValues[E ~string](lastFirst ...string) []E {
	all := make([]E, len(lastFirst))
	for i, m := range lastFirst {
		all[len(all)-1-i] = E(m)
	}
	return all
}

// EnumKnown reports whether value is one of the known members. Services read members ignoring case (OData URL
// Conventions 4.01, section 5.1.1.6.1), so case does not count.
//
//go:noinline
func EnumKnown[E ~string](value E, known []E) bool {
	for _, m := range known { // without a closure, which every enumeration would compile again
		if strings.EqualFold(string(m), string(value)) {
			return true
		}
	}
	return false
}

// FlagsKnown reports whether value consists of known members only. Case does not count.
//
//go:noinline
func FlagsKnown[E ~string](value E, known []E) bool {
	for _, m := range urltext.Members(string(value)) {
		if !EnumKnown(E(m), known) {
			return false
		}
	}
	return value != ""
}

// FlagsHas reports whether all members of f are in value.
//
//go:noinline
func FlagsHas[E ~string](value, f E) bool {
	have := urltext.Members(string(value))
	for _, m := range urltext.Members(string(f)) {
		if !slices.Contains(have, m) {
			return false
		}
	}
	return true
}

// FlagsWith returns value with the members of f that it does not have, in their order.
//
//go:noinline
func FlagsWith[E ~string](value, f E) E {
	all := urltext.Members(string(value))
	for _, m := range urltext.Members(string(f)) {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return E(strings.Join(all, ","))
}

// FlagsWithout returns value without the members of f.
//
//go:noinline
func FlagsWithout[E ~string](value, f E) E {
	drop := urltext.Members(string(f))
	return E(strings.Join(slices.DeleteFunc(urltext.Members(string(value)), func(m string) bool { return slices.Contains(drop, m) }), ","))
}
