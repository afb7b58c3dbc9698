package odata

// This file is what the generated enumeration types share. A value is the text of the wire; the value of a flags enumeration is a
// list of members with commas between (OData ABNF, enumValue).

import (
	"slices"
	"strings"
)

// EnumKnown reports whether value is one of the known members. Services read members ignoring case (OData URL
// Conventions 4.01, section 5.1.1.6.1), so case does not count.
func EnumKnown[E ~string](value E, known []E) bool {
	for _, m := range known { // without a closure, which every enumeration would compile again
		if strings.EqualFold(string(m), string(value)) {
			return true
		}
	}
	return false
}

// FlagsKnown reports whether value consists of known members only. Case does not count.
func FlagsKnown[E ~string](value E, known []E) bool {
	for _, m := range flags(string(value)) {
		if !EnumKnown(E(m), known) {
			return false
		}
	}
	return value != ""
}

// FlagsHas reports whether all members of f are in value.
func FlagsHas[E ~string](value, f E) bool {
	have := flags(string(value))
	for _, m := range flags(string(f)) {
		if !slices.Contains(have, m) {
			return false
		}
	}
	return true
}

// FlagsWith returns value with the members of f that it does not have, in their order.
func FlagsWith[E ~string](value, f E) E {
	all := flags(string(value))
	for _, m := range flags(string(f)) {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return E(strings.Join(all, ","))
}

// FlagsWithout returns value without the members of f.
func FlagsWithout[E ~string](value, f E) E {
	drop := flags(string(f))
	return E(strings.Join(slices.DeleteFunc(flags(string(value)), func(m string) bool { return slices.Contains(drop, m) }), ","))
}

// flags are the members of a list; spaces around them do not count.
func flags(list string) []string {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	members := strings.Split(list, ",")
	for i, m := range members {
		members[i] = strings.TrimSpace(m)
	}
	return members
}
