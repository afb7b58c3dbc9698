package check

// This file visits the annotations of everything and checks their terms (CSDL 4.01, sections 14.1 and 14.2);
// checkvalues.go checks what they say. The specification wants clients to live with wrong annotations, so all of this
// is warnings.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

// annotated is an element with its annotations.
type annotated struct {
	// kind is the element in the words of AppliesTo.
	kind string
	// collection says whether values of the element are collections.
	collection bool
	// owner is the structured type that paths begin at, nil where paths cannot be followed. Paths of a property's
	// annotations may begin at the property's own type too: capabilities of a navigation property do.
	owner, also *metadata.StructuredType
	what        string
}

// checkAnnotations checks the annotations of everything that the documents declare.
func (k *checker) checkAnnotations() {
	for _, s := range k.model.Schemas {
		if s.WellKnown {
			continue
		}
		k.annotationsOf(annotated{kind: "Schema", what: "schema " + s.Namespace}, s.Annotations)
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			k.annotationsOfType(t)
		}
		for _, t := range s.Enums {
			k.annotationsOf(annotated{kind: "EnumType", what: t.QualifiedName()}, t.Annotations)
			for _, m := range t.Members {
				k.annotationsOf(annotated{kind: "Member", what: t.QualifiedName() + "/" + m.Name}, m.Annotations)
			}
		}
		for _, t := range s.TypeDefs {
			k.annotationsOf(annotated{kind: "TypeDefinition", what: t.QualifiedName()}, t.Annotations)
		}
		for _, t := range s.Terms {
			k.annotationsOf(annotated{kind: "Term", collection: t.Collection, what: t.QualifiedName()}, t.Named.Annotations)
		}
		for _, op := range s.Operations {
			k.annotationsOfOperation(op)
		}
	}
	for _, c := range k.model.Containers {
		k.annotationsOfContainer(c)
	}
	k.checkLabels()
}

func (k *checker) annotationsOfType(t *metadata.StructuredType) {
	kind := "ComplexType"
	if t.Entity {
		kind = "EntityType"
	}
	name := t.QualifiedName()
	k.annotationsOf(annotated{kind: kind, owner: t, what: name}, t.Annotations)
	for _, p := range t.Properties {
		if len(p.Annotations) > 0 {
			of, _ := p.Type.(*metadata.StructuredType)
			k.annotationsOf(annotated{kind: "Property", collection: p.Collection, owner: t, also: of, what: name + "/" + p.Name}, p.Annotations)
		}
	}
	for _, n := range t.Navigation {
		at := annotated{kind: "NavigationProperty", collection: n.Collection, owner: t, also: n.Target(), what: name + "/" + n.Name}
		k.annotationsOf(at, n.Annotations)
		for _, c := range n.Constraints {
			k.annotationsOf(annotated{kind: "ReferentialConstraint", owner: t, what: "constraint of " + at.what}, c.Annotations)
		}
	}
}

func (k *checker) annotationsOfOperation(op *metadata.Operation) {
	kind := "Action"
	if op.Function {
		kind = "Function"
	}
	name := op.QualifiedName()
	k.annotationsOf(annotated{kind: kind, what: name}, op.Annotations)
	for _, p := range op.Parameters {
		k.annotationsOf(annotated{kind: "Parameter", collection: p.Collection, what: name + "/" + p.Name}, p.Annotations)
	}
	if op.Return != nil {
		k.annotationsOf(annotated{kind: "ReturnType", collection: op.Return.Collection, what: name + "/$ReturnType"}, op.ReturnAnnotations)
	}
}

func (k *checker) annotationsOfContainer(c *metadata.EntityContainer) {
	name := c.QualifiedName()
	k.annotationsOf(annotated{kind: "EntityContainer", what: name}, c.Annotations)
	for _, s := range c.Sets {
		k.annotationsOf(annotated{kind: "EntitySet", collection: true, owner: s.Type, what: name + "/" + s.Name}, s.Annotations)
	}
	for _, s := range c.Singletons {
		k.annotationsOf(annotated{kind: "Singleton", owner: s.Type, what: name + "/" + s.Name}, s.Annotations)
	}
	for _, i := range c.ActionImports {
		k.annotationsOf(annotated{kind: "ActionImport", what: name + "/" + i.Name}, i.Annotations)
	}
	for _, i := range c.FunctionImports {
		k.annotationsOf(annotated{kind: "FunctionImport", what: name + "/" + i.Name}, i.Annotations)
	}
}

// annotationsOf checks the annotations of one element.
func (k *checker) annotationsOf(at annotated, all metadata.Annotations) {
	var first map[string]diag.Pos
	if len(all) > 1 {
		first = make(map[string]diag.Pos, len(all))
	}
	for _, a := range all {
		if first != nil {
			key := a.Term + "#" + a.Qualifier
			if before, twice := first[key]; twice {
				k.twice(a, at.what, before)
				continue
			}
			first[key] = a.Pos
		}
		k.checkAnnotation(at, a)
	}
	for _, a := range all {
		if term := k.model.ExactTerm(a.Term); term != nil && term.BaseTerm != "" {
			if _, applied := first[term.BaseTerm+"#"+a.Qualifier]; !applied {
				k.diags.Report(a.Pos, complaint.AnnotationBase, "%s has the annotation %s, but not the one of its base term %s", at.what, a.Term, term.BaseTerm).
					Fixf("add an annotation %s with the same qualifier", term.BaseTerm)
			}
		}
	}
}

// twice complains about an annotation that an element has already (section 3.7).
func (k *checker) twice(a *metadata.Annotation, what string, first diag.Pos) {
	k.diags.Report(a.Pos, complaint.AnnotationTwice, "%s has the annotation %s twice; the first one counts", what, a.Term).At(first, "first here")
}

// checkAnnotation checks one annotation, with those that it has itself.
func (k *checker) checkAnnotation(at annotated, a *metadata.Annotation) {
	namespace, name := metadata.SplitName(a.Term)
	var term *metadata.Term
	switch {
	case a.Term == "": // Complained about.
	case namespace == "" || !metadata.IsIdentifier(name):
		k.diags.Report(a.Pos, complaint.AnnotationTerm, "%s has an annotation with the term %q; a namespace or alias, a dot and a name are expected", at.what, a.Term)
	default:
		term = k.knownTerm(at, a, namespace)
	}
	if a.Qualifier != "" && !metadata.IsIdentifier(a.Qualifier) {
		k.diags.Report(a.Pos, complaint.AnnotationQualifier, "the annotation %s of %s has the qualifier %q, which is not an identifier", a.Term, at.what, a.Qualifier)
	}
	if term != nil {
		k.checkApplies(at, a, term)
	}
	if !a.Implied {
		v := value{at: at, what: "the annotation " + a.Term + " of " + at.what}
		if term != nil {
			v.use = &term.TypeRef
		}
		k.checkValue(v, a.Value)
	}
	k.annotationsOf(annotated{kind: "Annotation", owner: at.owner, what: "the annotation " + a.Term + " of " + at.what}, a.Annotations)
}

// knownTerm finds a term, and complains where its vocabulary is known and does not have it.
func (k *checker) knownTerm(at annotated, a *metadata.Annotation, namespace string) *metadata.Term {
	term := k.model.ExactTerm(a.Term)
	vocabulary := k.schemas[namespace]
	if term == nil && vocabulary != nil && (!vocabulary.WellKnown || len(vocabulary.Terms) > 0) {
		d := k.diags.Report(a.Pos, complaint.AnnotationTerm, "%s has the annotation %s, but %s has no such term", at.what, a.Term, namespace)
		k.diags.Proposing(d, a.Term, func() []string {
			var names []string
			for _, t := range vocabulary.Terms {
				names = append(names, t.QualifiedName())
			}
			return names
		}, "")
	}
	return term
}

// checkApplies checks that a term is for the element that it is applied to (section 14.1.2).
func (k *checker) checkApplies(at annotated, a *metadata.Annotation, term *metadata.Term) {
	if len(term.AppliesTo) == 0 || slices.Contains(term.AppliesTo, at.kind) {
		return
	}
	switch at.kind {
	case "EntitySet", "Property", "NavigationProperty", "Parameter", "ReturnType", "Term":
		if at.collection && slices.Contains(term.AppliesTo, "Collection") || !at.collection && slices.Contains(term.AppliesTo, "Singleton") {
			return
		}
	}
	k.diags.Report(a.Pos, complaint.AnnotationApplies, "%s has the annotation %s, which applies to %s, not to %s", at.what, a.Term, strings.Join(term.AppliesTo, ", "), at.kind)
}

// appliesTo are the words of AppliesTo (section 14.1.2), those of expressions included.
const appliesTo = "Action ActionImport Annotation Apply Cast Collection ComplexType EntityContainer EntitySet EntityType EnumType Function FunctionImport If Include " +
	"IsOf LabeledElement Member NavigationProperty Null OnDelete Parameter Property PropertyValue Record Reference ReferentialConstraint ReturnType Schema Singleton " +
	"Term TypeDefinition UrlRef And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod"

// checkTerm checks the declaration of a term (section 14.1).
func (k *checker) checkTerm(t *metadata.Term) {
	what := "term " + t.QualifiedName()
	k.checkCollection(&t.TypeRef, what)
	k.checkFacets(&t.TypeRef, what)
	k.checkDefault(t.DefaultValue, &t.TypeRef, what)
	for _, word := range t.AppliesTo {
		if !wordlist.Has(word, appliesTo) {
			d := k.diags.Report(t.Named.Pos, complaint.AppliesTo, "%s applies to %s, which is not a kind of element", what, word)
			k.diags.Proposing(d, word, func() []string { return strings.Fields(appliesTo) }, "")
		}
	}
	k.checkBaseTerm(t, what)
}

// maxBaseTerms bounds how far base terms are followed.
const maxBaseTerms = 200

// checkBaseTerm checks the term that another one specialises (section 14.1.1).
func (k *checker) checkBaseTerm(t *metadata.Term, what string) {
	if t.BaseTerm == "" {
		return
	}
	namespace, _ := metadata.SplitName(t.BaseTerm)
	seen := map[*metadata.Term]bool{t: true}
	for base := k.model.ExactTerm(t.BaseTerm); ; base = k.model.ExactTerm(base.BaseTerm) {
		switch {
		case base == nil && len(seen) == 1 && (k.knows(namespace)):
			d := k.diags.Report(t.Named.Pos, complaint.BaseTerm, "%s has the base term %s, which does not exist", what, t.BaseTerm)
			k.diags.Proposing(d, t.BaseTerm, func() []string { return k.model.TermNames() }, "")
			return
		case base == nil || len(seen) > maxBaseTerms:
			return
		case base == t:
			k.diags.Report(t.Named.Pos, complaint.BaseTerm, "the base terms of %s form a cycle", t.QualifiedName()).Fixf("remove a BaseTerm attribute")
			return
		case seen[base] || base.BaseTerm == "":
			return
		}
		seen[base] = true
	}
}
