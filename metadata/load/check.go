package load

import (
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// This file checks the finished Model against the rules of CSDL that reading it does not show: one file for each subject, named check and
// the subject. What services get wrong without harm to a client is a warning; what would make generated code doubtful is an error.

// check looks at everything that the documents declare, vocabularies that csdlgen knows by itself left out.
func (l *loader) check() {
	for _, s := range l.model.Schemas {
		if l.schemas[s.Namespace] != s {
			continue
		}
		l.checkNames(s)
		for _, t := range s.Entities {
			l.checkEntity(t)
			l.checkMembers(t)
		}
		for _, t := range s.Complexes {
			l.checkMembers(t)
		}
		for _, t := range s.TypeDefs {
			l.checkTypeDefinition(t)
		}
		for _, t := range s.Terms {
			l.checkTerm(t)
		}
		l.checkOperations(s)
	}
	l.checkDenials()
	l.checkFinite()
	for _, c := range l.containers {
		l.checkContainer(c)
	}
	l.checkAnnotations()
}

// checkNames complains about names that declarations of different kinds share (CSDL 4.01, section 5). Those of one kind are
// complained about where they are declared. Types and operations may share names.
func (l *loader) checkNames(s *metadata.Schema) {
	first := map[string]diag.Pos{}
	for t := range s.Types() {
		_, name := metadata.SplitName(t.QualifiedName())
		first[name] = t.Position()
	}
	shared := func(what string, n metadata.Named) {
		if at, taken := first[n.Name]; taken {
			l.diags.Warnf(n.Pos, "name-shared", "the %s %s has the name of another declaration", what, n.QualifiedName()).Fixf("rename one of them").At(at, "the other one")
			return
		}
		first[n.Name] = n.Pos
	}
	for _, t := range s.Terms {
		shared("term", t.Named)
	}
	if s.Container != nil {
		shared("entity container", s.Container.Named)
	}
}

// checkMembers checks the properties of a structured type.
func (l *loader) checkMembers(t *metadata.StructuredType) {
	for _, p := range t.Properties {
		what := "property " + t.QualifiedName() + "/" + p.Name
		l.checkMemberName(t, p.Name, p.Pos)
		l.checkPropertyType(p, what)
		l.checkFacets(&p.TypeRef, what)
		l.checkDefault(p.DefaultValue, &p.TypeRef, what)
	}
	for _, n := range t.Navigation {
		l.checkMemberName(t, n.Name, n.Pos)
		l.checkNavigation(n)
	}
	l.checkContainers(t)
}

// checkMemberName complains about a property with the name of its type (CSDL 4.01, sections 6 and 9).
func (l *loader) checkMemberName(t *metadata.StructuredType, name string, pos diag.Pos) {
	if name == t.Name {
		l.diags.Warnf(pos, "property-type-name", "%s has a property with the name of the type", t.QualifiedName()).Fixf("rename one of them")
	}
}

// checkDenials complains about types that say that they are not what their base types are (CSDL 4.01, sections 6.3, 6.4 and 9.3).
func (l *loader) checkDenials() {
	for _, d := range l.denials {
		switch {
		case d.attribute == "OpenType" && d.of.OpenType:
			l.diags.Warnf(d.of.Pos, "open-base", "%s says OpenType=\"false\", but derives from an open type; it is open too", d.of.QualifiedName()).Fixf("remove OpenType")
		case d.attribute == "HasStream" && d.of.HasStream:
			l.diags.Warnf(d.of.Pos, "stream-base", "%s says HasStream=\"false\", but derives from a type with a stream; it has one too", d.of.QualifiedName()).Fixf("remove HasStream")
		}
	}
}

// declaredBelow says whether a type that derives from t has the member.
func (l *loader) declaredBelow(t *metadata.StructuredType, name string) bool {
	below, known := l.below[t]
	if !known {
		below = map[string]bool{}
		for _, d := range t.AllDerived() {
			for _, p := range d.Properties {
				below[p.Name] = true
			}
			for _, n := range d.Navigation {
				below[n.Name] = true
			}
		}
		l.below[t] = below
	}
	return below[name]
}

// related says whether a value of one type may be one of the other: one of them derives from the other.
func related(a, b *metadata.StructuredType) bool { return a == nil || b == nil || a.IsA(b) || b.IsA(a) }
