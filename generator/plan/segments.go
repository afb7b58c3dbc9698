package plan

// This file finds what a segment behind a collection may mean besides a key, so that the runtime can write keys of that name in parentheses: no
// value of a program may call a function or cast (OData URL Conventions 4.01, section 4.3.6).

import (
	"maps"
	"slices"

	"github.com/csdlgen/csdlgen/metadata"
)

// segmentNames are the names for the collections whose keys the package writes as segments, sorted: of operations, and the namespaces of
// operations and derived types with a dot behind.
func (p *planner) segmentNames() []string {
	if p.options.KeysInParentheses {
		return nil
	}
	names := map[string]bool{}
	for _, b := range p.builders {
		if b.Collection && slices.ContainsFunc(b.Methods, isTextKey) {
			p.addSegmentNames(p.model.Structured(b.SchemaName), names)
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// isTextKey says whether the method takes a single key that may be any text.
func isTextKey(m Method) bool {
	return m.Kind == Key && !m.Alternate && len(m.Keys) == 1 && m.Keys[0].Literal == "String"
}

func (p *planner) addSegmentNames(t *metadata.StructuredType, names map[string]bool) {
	for _, s := range t.Lineage() {
		for _, op := range p.model.BoundTo(s) {
			if op.Parameters[0].Collection {
				names[op.Name] = true
				p.addNamespace(op.Namespace, names)
			}
		}
	}
	for _, d := range t.AllDerived() {
		p.addNamespace(d.Namespace, names)
	}
}

// addNamespace adds a namespace and its alias.
func (p *planner) addNamespace(namespace string, names map[string]bool) {
	names[namespace+"."] = true
	for _, s := range p.model.Schemas {
		if s.Namespace == namespace && s.Alias != "" {
			names[s.Alias+"."] = true
		}
	}
}
