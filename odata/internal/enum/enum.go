// Package enum is what the runtime knows of generated enumeration types: what they are called, and which members the
// schema declares. A value is the text of the wire; the value of a flags enumeration is a list of members with commas
// between (OData ABNF, enumValue). Nothing here is generic: a generated package compiles it for no type.
package enum

import (
	"reflect"
	"slices"
	"strings"
)

// Type is an enumeration type. The zero value is one without a name and members.
type Type struct {
	name      string
	lastFirst []string
}

// New is the type with the qualified name and the members, which are given with the last first.
func New(name string, lastFirst ...string) Type { return Type{name, lastFirst} }

// Declared is what pointers to values of generated enumeration types have. Values have no such method, which would be
// compiled twice: for the type and for its pointer.
type Declared interface{ ODataEnum() Type }

// Of is the enumeration type that a Go type was generated for; false for any other Go type.
func Of(t reflect.Type) (Type, bool) {
	if t == nil || t.Kind() != reflect.String {
		return Type{}, false
	}
	declared, ok := reflect.New(t).Interface().(Declared)
	if !ok {
		return Type{}, false
	}
	return declared.ODataEnum(), true
}

// Name is the qualified name, which is part of literals in URLs.
func (t Type) Name() string { return t.name }

// Members are the declared members, in the order of the schema.
func (t Type) Members() []string {
	all := slices.Clone(t.lastFirst)
	slices.Reverse(all)
	return all
}

// Known reports whether value is one of the declared members. Services read members ignoring case (OData URL
// Conventions 4.01, section 5.1.1.6.1), so case does not count.
func (t Type) Known(value string) bool {
	return slices.ContainsFunc(t.lastFirst, func(m string) bool { return strings.EqualFold(m, value) })
}

// AllKnown reports whether value consists of declared members only. Case does not count.
func (t Type) AllKnown(value string) bool {
	return value != "" && !slices.ContainsFunc(Split(value), func(m string) bool { return !t.Known(m) })
}

// Split is the members in a value; spaces around them do not count.
func Split(value string) []string {
	if strings.TrimSpace(value) == "" {
		return nil
	}
	members := strings.Split(value, ",")
	for i, m := range members {
		members[i] = strings.TrimSpace(m)
	}
	return members
}

// Has reports whether all members of flags are in value.
func Has(value, flags string) bool {
	have := Split(value)
	return !slices.ContainsFunc(Split(flags), func(m string) bool { return !slices.Contains(have, m) })
}

// With is value with the members of flags that it does not have, in their order.
func With(value, flags string) string {
	all := Split(value)
	for _, m := range Split(flags) {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return strings.Join(all, ",")
}

// Without is value without the members of flags.
func Without(value, flags string) string {
	drop := Split(flags)
	return strings.Join(slices.DeleteFunc(Split(value), func(m string) bool { return slices.Contains(drop, m) }), ",")
}
