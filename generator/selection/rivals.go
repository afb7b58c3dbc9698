package selection

// This file finds what a segment in the place of a key may mean besides.

import (
	"slices"

	"github.com/csdlgen/csdlgen/metadata"
)

// KeyRivals are what a key in a collection of the type may be taken for where it is a segment of its own: operations
// that are bound to the collection, and the namespaces with which these, or casts of the collection, may begin (OData
// URL Conventions 4.01, section 4.3.6).
func KeyRivals(model *metadata.Model, t *metadata.StructuredType) (operations []*metadata.Operation, namespaces []string) {
	operations = BoundTo(model, t, true)
	add := func(namespace string) {
		if !slices.Contains(namespaces, namespace) {
			namespaces = append(namespaces, namespace)
		}
	}
	for _, op := range operations {
		add(op.Namespace)
	}
	for _, of := range slices.Concat(t.Lineage(), t.AllDerived()) {
		add(of.Namespace)
	}
	return operations, namespaces
}
