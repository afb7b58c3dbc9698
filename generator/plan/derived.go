package plan

// This file plans the methods between a type and those of the package that derive from it. The Go type of a member is
// that of the type that the schema declares, whatever else is selected; these methods lead from there to what a value
// really is, and back.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/metadata"
)

// planConversions plans the methods of a model that lead to the types that derive from it, and to those that it derives
// from.
func (p *planner) planConversions(t *ir.Type, s *metadata.StructuredType) {
	for _, d := range p.closure.Family(s) {
		c := p.conversion(d)
		c.Doc = ir.Doc{c.GoName + " returns a copy of " + modelReceiver + " as a " + c.Type + ", if its type name says that it is one. The copy has every member of " + modelReceiver + "."}
		for _, of := range append([]*metadata.StructuredType{d}, p.closure.Family(d)...) {
			c.Types = append(c.Types, p.spellings(of)...)
		}
		t.Derived = append(t.Derived, c)
	}
	for base := s.Base; base != nil; base = base.Base {
		if p.closure.Has(base) == nil {
			continue
		}
		c := p.conversion(base)
		c.Doc = ir.Doc{c.GoName + " returns a copy of " + modelReceiver + " to use where the schema declares " + base.QualifiedName() + ". The copy has every member of " + modelReceiver + "."}
		t.Bases = append(t.Bases, c)
	}
}

func (p *planner) conversion(to *metadata.StructuredType) ir.Conversion {
	name := p.names.Type(to)
	return ir.Conversion{GoName: conversionPrefix + name, SchemaName: to.QualifiedName(), Type: name}
}

// spellings are the names by which a value may say its type: the qualified one, then those with an alias of the
// namespace (OData JSON Format 4.01, section 4.6.3).
func (p *planner) spellings(s *metadata.StructuredType) []string {
	var aliased []string
	for alias, namespace := range p.model.Aliases() {
		if namespace == s.Namespace {
			aliased = append(aliased, alias+"."+s.Name)
		}
	}
	slices.Sort(aliased)
	return append([]string{s.QualifiedName()}, aliased...)
}
