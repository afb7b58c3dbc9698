package plan

// This file plans the methods between a type and those of the package that derive from it. The Go type of a member is
// that of the type that the schema declares, whatever else is selected; these methods lead from there to what a value
// really is, and back.
//
// They are there only where a program can meet the base type. In a package of many types most pairs are of a base that
// nothing is declared as, such as Graph's entity, from which nearly all derive: two methods for each of them, and what
// the runtime needs to make the type, would be a tenth of what the package compiles. A program that meets such a base
// all the same calls odata.AsDerived and odata.AsBase. What makes a base met only ever adds to that: selecting more
// brings methods, and takes none away.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/metadata"
)

// findMet finds the types that a program can meet, whatever a value really is: those that a field, a parameter, a
// result or a step of a request's path is declared as, and those that the configuration names, which programs read for
// themselves.
func (p *planner) findMet() {
	for _, m := range p.closure.Types {
		if p.closure.Named(m.Type) {
			p.met[m.Type] = true
		}
		s, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			continue
		}
		for _, prop := range p.closure.Properties(s) {
			p.met[prop.Type] = true
		}
		for _, nav := range p.closure.Navigation(s) {
			p.met[nav.Type] = true
		}
	}
	for _, op := range p.closure.Operations {
		for _, step := range op.Path {
			p.met[step.Of] = true
			if step.Call == nil {
				continue
			}
			for _, parameter := range step.Call.OwnParameters() {
				p.met[parameter.Type] = true
			}
		}
	}
}

// planConversions plans the methods of a model that lead to the types that derive from it, and to those that it derives
// from.
func (p *planner) planConversions(t *ir.Type, s *metadata.StructuredType) {
	for _, d := range p.derivedFrom(s) {
		c := p.conversion(d)
		c.Doc = ir.Doc{c.GoName + " returns a copy of " + modelReceiver + " as a " + c.Type + ", if its type name says that it is one. The copy has every member of " + modelReceiver + "."}
		c.Types = append(c.Types, p.spellings(d)[1:]...) // the runtime knows the name of the type itself
		for _, of := range p.closure.Family(d) {
			c.Types = append(c.Types, p.spellings(of)...)
		}
		t.Derived = append(t.Derived, c)
	}
	for base := s.Base; base != nil; base = base.Base {
		if p.closure.Has(base) == nil || !p.met[base] {
			continue
		}
		c := p.conversion(base)
		c.Doc = ir.Doc{c.GoName + " returns a copy of " + modelReceiver + " to use where the schema declares " + base.QualifiedName() + ". The copy has every member of " + modelReceiver + "."}
		t.Bases = append(t.Bases, c)
	}
}

// derivedFrom are the types of the package that methods of a model lead to.
func (p *planner) derivedFrom(s *metadata.StructuredType) []*metadata.StructuredType {
	if !p.met[s] {
		return nil
	}
	return p.closure.Family(s)
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
