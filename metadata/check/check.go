package check

// This file is the way through the Model, with a file for each subject. What services get wrong without harm to a
// client is a warning; what would make generated code doubtful is an error.

import (
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Check returns what the Model breaks of the rules of CSDL, errors and warnings, sorted by position. It changes
// nothing. The Model may be one that metadata/load complained about, or nil, of which there is nothing to say.
func Check(model *metadata.Model) diag.List {
	if model == nil {
		return nil
	}
	k := newChecker(model)
	for _, s := range model.Schemas {
		if !s.WellKnown {
			k.checkSchema(s)
		}
	}
	k.checkFinite()
	for _, c := range model.Containers {
		k.checkContainer(c)
	}
	k.checkAnnotations()
	found := k.diags.Done(k.file())
	for i, d := range found {
		if d.Severity != diag.Warning && d.Code != diag.TooMany.Code {
			found[i].Within = []diag.Pos{d.Pos} // All of this is about elements of the Model.
		}
	}
	return found
}

// checker is one run of Check: the Model, indexes of it that are made as they are needed, and the complaints.
type checker struct {
	model *metadata.Model
	diags diag.Collector
	paths *metadata.Walker
	// schemas are those of documents and well-known vocabularies by namespace, containers the containers by qualified
	// name.
	schemas    map[string]*metadata.Schema
	containers map[string]*metadata.EntityContainer
	// old are the documents of OData 4.0.
	old map[string]bool
	// children are what containers have by name, members the members of enumerations.
	children map[*metadata.EntityContainer]map[string]metadata.Child
	members  map[*metadata.EnumType]map[string]*metadata.EnumMember
	// contained are the navigation properties that lead from types to what contains their entities.
	contained map[*metadata.StructuredType]*metadata.NavigationProperty
	// labels are the names of labelled elements, labelled the references to them.
	labels   map[string]bool
	labelled []labelled
}

func newChecker(model *metadata.Model) *checker {
	k := &checker{
		model: model, paths: metadata.NewWalker(model),
		schemas: map[string]*metadata.Schema{}, containers: map[string]*metadata.EntityContainer{}, old: map[string]bool{},
		children:  map[*metadata.EntityContainer]map[string]metadata.Child{},
		members:   map[*metadata.EnumType]map[string]*metadata.EnumMember{},
		contained: map[*metadata.StructuredType]*metadata.NavigationProperty{},
		labels:    map[string]bool{},
	}
	for _, s := range model.Vocabularies {
		k.schemas[s.Namespace] = s
	}
	for _, s := range model.Schemas {
		if !s.WellKnown {
			k.schemas[s.Namespace] = s
			k.old[s.Pos.File] = s.Version == "4.0"
		}
	}
	for _, c := range model.Containers {
		k.containers[c.QualifiedName()] = c
	}
	return k
}

// file is the name of the main document.
func (k *checker) file() string {
	if len(k.model.Schemas) == 0 {
		return ""
	}
	return k.model.Schemas[0].Pos.File
}

// knows says whether a namespace is one whose declarations are all known.
func (k *checker) knows(namespace string) bool { return k.schemas[namespace] != nil }

// declares says whether a document declares the namespace.
func (k *checker) declares(namespace string) bool {
	return k.schemas[namespace] != nil && !k.schemas[namespace].WellKnown
}

// isOldVersion says whether a place is in a document of OData 4.0.
func (k *checker) isOldVersion(pos metadata.Pos) bool { return k.old[pos.File] }

// childrenOf are what a container has by name.
func (k *checker) childrenOf(c *metadata.EntityContainer) map[string]metadata.Child {
	if k.children[c] == nil {
		k.children[c] = c.Children()
	}
	return k.children[c]
}

// membersOf are the members of an enumeration by name.
func (k *checker) membersOf(t *metadata.EnumType) map[string]*metadata.EnumMember {
	if k.members[t] == nil {
		names := make(map[string]*metadata.EnumMember, len(t.Members))
		for _, m := range t.Members {
			names[m.Name] = m
		}
		k.members[t] = names
	}
	return k.members[t]
}

// checkSchema checks what stands in a schema, annotations apart.
func (k *checker) checkSchema(s *metadata.Schema) {
	k.checkNames(s)
	for _, t := range s.Entities {
		k.checkEntity(t)
		k.checkMembers(t)
	}
	for _, t := range s.Complexes {
		k.checkMembers(t)
	}
	for _, t := range s.TypeDefs {
		k.checkTypeDefinition(t)
	}
	for _, t := range s.Terms {
		k.checkTerm(t)
	}
	k.checkOperations(s)
}

// checkNames complains about names that declarations of different kinds share (CSDL 4.01, section 5). Those of one kind
// are complained about where they are declared. Types and operations may share names.
func (k *checker) checkNames(s *metadata.Schema) {
	first := map[string]diag.Pos{}
	for t := range s.Types() {
		_, name := metadata.SplitName(t.QualifiedName())
		first[name] = t.Position()
	}
	shared := func(what string, n metadata.Named) {
		if at, taken := first[n.Name]; taken {
			k.diags.Report(n.Pos, complaint.NameShared, "the %s %s has the same name as another declaration", what, n.QualifiedName()).Fixf("rename one of them").At(at, "the other one is here")
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
func (k *checker) checkMembers(t *metadata.StructuredType) {
	for _, p := range t.Properties {
		what := "property " + t.QualifiedName() + "/" + p.Name
		k.checkMemberName(t, p.Name, p.Pos)
		k.checkPropertyType(p, what)
		k.checkFacets(&p.TypeRef, what)
		k.checkDefault(p.DefaultValue, &p.TypeRef, what)
	}
	for _, n := range t.Navigation {
		k.checkMemberName(t, n.Name, n.Pos)
		k.checkNavigation(n)
	}
	k.checkContainers(t)
}

// checkMemberName complains about a property with the name of its type (CSDL 4.01, sections 6 and 9).
func (k *checker) checkMemberName(t *metadata.StructuredType, name string, pos diag.Pos) {
	if name == t.Name {
		k.diags.Report(pos, complaint.PropertyTypeName, "%s has a property with the same name as the type", t.QualifiedName()).Fixf("rename one of them")
	}
}

// related says whether a value of one type may be one of the other: one of them derives from the other.
func related(a, b *metadata.StructuredType) bool { return a == nil || b == nil || a.IsA(b) || b.IsA(a) }
