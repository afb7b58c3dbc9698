package odataimpl

// This file is paths: generated builders hold a [Resource] and go on from it, step by step.

import (
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Resource is a path below a service root. It does not change: each of its methods returns another one. They are
//
//	Child(name string)                     an entity set, a singleton, a property
//	Key(value Literal, names ...string)    an entity by its key; the names are those that no key may call as a segment
//	Keys(parts ...KeyPart)                 an entity by a key of several parts
//	KeySegment(name string, value Literal) an entity by an alternate key, written as a segment
//	Cast(qualifiedName string)             the same as another type
//	Call(segment string, args ...Argument) what an operation returns; CallEmpty for no arguments, with parentheses
//	PathTo(path string)                    what a path of names with slashes between leads to
//	Media()                                the bare value, $value
//	Ref()                                  the references, $ref
//	Restrict(kinds Kinds, to Restriction)  the same, with what the schema says of requests of some kinds to it
//
// A Resource that cannot be written as a URL has an error, which every request to it returns.
type Resource = request.Resource

// KeyPart is one named value of a key.
type KeyPart = request.KeyPart

// Argument is the value of a parameter of a function.
type Argument = request.Argument

// OptionalArgument is the argument for an optional parameter: left out where the value is absent, null where it is
// null.
func OptionalArgument[T any](name string, value odata.Opt[T], literal func(T) Literal) Argument {
	if v, ok := value.Get(); ok {
		return Argument{Name: name, Value: literal(v)}
	}
	return Argument{Name: name, Value: LitNull(), Omit: value.State.IsAbsent()}
}

// NullableArgument is the argument for a parameter that cannot be left out: null where the value is null or absent.
func NullableArgument[T any](name string, value odata.Opt[T], literal func(T) Literal) Argument {
	if v, ok := value.Get(); ok {
		return Argument{Name: name, Value: literal(v)}
	}
	return Argument{Name: name, Value: LitNull()}
}

// Kinds are kinds of request, one or several: ForInsert | ForUpdate.
type Kinds = request.Kinds

// The kinds of request that a restriction may be for.
const (
	ForRead   = request.ForRead
	ForInsert = request.ForInsert
	ForUpdate = request.ForUpdate
	ForDelete = request.ForDelete
)

// Restriction is what requests to a collection or singleton need, as the schema says.
type Restriction = request.Restriction

// Permission is a scheme of authorization and its scopes, of which one is needed.
type Permission = request.Permission
