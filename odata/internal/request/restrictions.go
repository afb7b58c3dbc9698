package request

// This file is what a schema says a request needs: the Org.OData.Capabilities.V1 annotations of the collection or
// singleton that it goes to.

import "slices"

// restrictions are what the requests to a collection or singleton need, for each of the kinds (ReadRestrictions,
// InsertRestrictions, UpdateRestrictions and DeleteRestrictions of the Capabilities vocabulary). They do not change.
type restrictions [4]Restriction

// Kinds are kinds of request, one or several.
type Kinds uint8

// The kinds of request that a restriction may be for.
const (
	ForRead Kinds = 1 << iota
	ForInsert
	ForUpdate
	ForDelete
)

// of is what requests of one kind need; of nil restrictions nothing.
//
//go:noinline
func (r *restrictions) of(kind Kinds) Restriction {
	if r == nil {
		return Restriction{}
	}
	for i := range r {
		if kind == 1<<i {
			return r[i]
		}
	}
	return Restriction{}
}

// with are the restrictions, which may be nil, with one for kinds of request.
func (r *restrictions) with(kinds Kinds, one Restriction) *restrictions {
	var out restrictions
	for i := range out {
		out[i] = r.of(1 << i)
		if kinds&(1<<i) != 0 {
			out[i] = one
		}
	}
	return &out
}

// Restriction is what requests of a kind need.
type Restriction struct {
	// Permissions are the schemes of authorization; under each, one of the scopes is needed.
	Permissions []Permission
	// Required are the properties that the body must have; only of Insert.
	Required []string
}

// Permission is a scheme of authorization and its scopes, of which one is needed; the service's documentation lists the
// least one first.
type Permission struct {
	Scheme string
	Scopes []string
}

// ScopesOf are the scopes of the schemes, or of all, each once.
func (r Restriction) ScopesOf(schemes []string) []string {
	var all []string
	for _, p := range r.Permissions {
		if len(schemes) > 0 && !slices.Contains(schemes, p.Scheme) {
			continue
		}
		for _, s := range p.Scopes {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}
