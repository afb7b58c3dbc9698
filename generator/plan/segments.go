package plan

// This file finds what a segment in the place of a key may mean besides, so that the runtime can write keys of that
// name in parentheses: no value of a program may call a function or cast (OData URL Conventions 4.01, section 4.3.6).

import (
	"maps"
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// segmentNames are the names behind a collection of the type, sorted: of operations that are bound to it, and the
// namespaces of these and of all types that it can be cast to, itself included, with a dot behind. A key that is
// neither text nor of an enumeration cannot be one of them.
func (p *planner) segmentNames(t *metadata.StructuredType, keys []ir.KeyParam) []string {
	if t == nil || p.options.KeysInParentheses || len(keys) != 1 || keys[0].Literal != ir.StringLiteral && keys[0].Literal != ir.EnumLiteral {
		return nil
	}
	names := map[string]bool{}
	operations, namespaces := selection.KeyRivals(p.model, t)
	for _, op := range operations {
		names[op.Name] = true
	}
	for _, n := range namespaces {
		p.addNamespace(n, names)
	}
	return slices.Sorted(maps.Keys(names))
}

// addNamespace adds a namespace and its aliases.
func (p *planner) addNamespace(namespace string, names map[string]bool) {
	names[namespace+"."] = true
	for alias, of := range p.model.Aliases() {
		if of == namespace {
			names[alias+"."] = true
		}
	}
}
