package load

// This file visits the annotations of everything and checks their terms (CSDL 4.01, sections 14.1 and 14.2); checkvalues.go checks what they
// say. The specification wants clients to live with wrong annotations, so all of this is warnings.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// annotated is an element with its annotations.
type annotated struct {
	// kind is the element in the words of AppliesTo.
	kind string
	// collection says whether values of the element are collections.
	collection bool
	// owner is the structured type that paths begin at, nil where paths cannot be followed. Paths of a property's annotations may begin at
	// the property's own type too: capabilities of a navigation property do.
	owner, also *metadata.StructuredType
	what        string
}

// checkAnnotations checks the annotations of everything that the documents declare.
func (l *loader) checkAnnotations() {
	outer := l.scope
	for _, s := range l.model.Schemas {
		if l.schemas[s.Namespace] != s {
			continue
		}
		l.annotationsOf(annotated{kind: "Schema", what: "schema " + s.Namespace}, s.Annotations)
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			l.annotationsOfType(t)
		}
		for _, t := range s.Enums {
			l.annotationsOf(annotated{kind: "EnumType", what: t.QualifiedName()}, t.Annotations)
			for _, m := range t.Members {
				l.annotationsOf(annotated{kind: "Member", what: t.QualifiedName() + "/" + m.Name}, m.Annotations)
			}
		}
		for _, t := range s.TypeDefs {
			l.annotationsOf(annotated{kind: "TypeDefinition", what: t.QualifiedName()}, t.Annotations)
		}
		for _, t := range s.Terms {
			l.annotationsOf(annotated{kind: "Term", collection: t.Collection, what: t.QualifiedName()}, t.Named.Annotations)
		}
		for _, op := range s.Operations {
			l.annotationsOfOperation(op)
		}
	}
	for _, c := range l.containers {
		l.annotationsOfContainer(c)
	}
	l.checkLabels()
	l.scope = outer
}

func (l *loader) annotationsOfType(t *metadata.StructuredType) {
	kind := "ComplexType"
	if t.Entity {
		kind = "EntityType"
	}
	name := t.QualifiedName()
	l.annotationsOf(annotated{kind: kind, owner: t, what: name}, t.Annotations)
	for _, p := range t.Properties {
		if len(p.Annotations) > 0 {
			of, _ := p.Type.(*metadata.StructuredType)
			l.annotationsOf(annotated{kind: "Property", collection: p.Collection, owner: t, also: of, what: name + "/" + p.Name}, p.Annotations)
		}
	}
	for _, n := range t.Navigation {
		at := annotated{kind: "NavigationProperty", collection: n.Collection, owner: t, also: n.Target(), what: name + "/" + n.Name}
		l.annotationsOf(at, n.Annotations)
		for _, c := range n.Constraints {
			l.annotationsOf(annotated{kind: "ReferentialConstraint", owner: t, what: "constraint of " + at.what}, c.Annotations)
		}
	}
}

func (l *loader) annotationsOfOperation(op *metadata.Operation) {
	kind := "Action"
	if op.Function {
		kind = "Function"
	}
	name := op.QualifiedName()
	l.annotationsOf(annotated{kind: kind, what: name}, op.Annotations)
	for _, p := range op.Parameters {
		l.annotationsOf(annotated{kind: "Parameter", collection: p.Collection, what: name + "/" + p.Name}, p.Annotations)
	}
	if op.Return != nil {
		l.annotationsOf(annotated{kind: "ReturnType", collection: op.Return.Collection, what: name + "/$ReturnType"}, op.ReturnAnnotations)
	}
}

func (l *loader) annotationsOfContainer(c *metadata.EntityContainer) {
	name := c.QualifiedName()
	l.annotationsOf(annotated{kind: "EntityContainer", what: name}, c.Annotations)
	for _, s := range c.Sets {
		l.annotationsOf(annotated{kind: "EntitySet", collection: true, owner: s.Type, what: name + "/" + s.Name}, s.Annotations)
	}
	for _, s := range c.Singletons {
		l.annotationsOf(annotated{kind: "Singleton", owner: s.Type, what: name + "/" + s.Name}, s.Annotations)
	}
	for _, i := range c.ActionImports {
		l.annotationsOf(annotated{kind: "ActionImport", what: name + "/" + i.Name}, i.Annotations)
	}
	for _, i := range c.FunctionImports {
		l.annotationsOf(annotated{kind: "FunctionImport", what: name + "/" + i.Name}, i.Annotations)
	}
}

// annotationsOf checks the annotations of one element.
func (l *loader) annotationsOf(at annotated, all metadata.Annotations) {
	var first map[string]diag.Pos
	if len(all) > 1 {
		first = make(map[string]diag.Pos, len(all))
	}
	for _, a := range all {
		if first != nil {
			key := a.Term + "#" + a.Qualifier
			if before, twice := first[key]; twice {
				l.twice(a, at.what, before)
				continue
			}
			first[key] = a.Pos
		}
		l.checkAnnotation(at, a)
	}
	for _, a := range all {
		if term := l.model.ExactTerm(a.Term); term != nil && term.BaseTerm != "" {
			if _, applied := first[term.BaseTerm+"#"+a.Qualifier]; !applied {
				l.diags.Warnf(a.Pos, "annotation-base", "%s has the annotation %s, but not that of its base term %s", at.what, a.Term, term.BaseTerm).
					Fixf("add one of %s, with the same qualifier", term.BaseTerm)
			}
		}
	}
}

// twice complains about an annotation that an element has already (section 3.7).
func (l *loader) twice(a *metadata.Annotation, what string, first diag.Pos) {
	l.diags.Warnf(a.Pos, "annotation-twice", "%s has the annotation %s twice; the first one counts", what, a.Term).At(first, "first here")
}

// checkAnnotation checks one annotation, with those that it has itself.
func (l *loader) checkAnnotation(at annotated, a *metadata.Annotation) {
	l.in(a.Pos)
	namespace, name := metadata.SplitName(a.Term)
	var term *metadata.Term
	switch {
	case a.Term == "": // Complained about.
	case namespace == "" || !isIdentifier(name):
		l.diags.Warnf(a.Pos, "annotation-term", "%s has an annotation with the term %q; a namespace or alias, a dot and a name are expected", at.what, a.Term)
	default:
		term = l.knownTerm(at, a, namespace)
	}
	if a.Qualifier != "" && !isIdentifier(a.Qualifier) {
		l.diags.Warnf(a.Pos, "annotation-qualifier", "the annotation %s of %s has the qualifier %q, which is no identifier", a.Term, at.what, a.Qualifier)
	}
	if term != nil {
		l.checkApplies(at, a, term)
	}
	if !l.untagged[a] {
		v := value{at: at, what: "the annotation " + a.Term + " of " + at.what}
		if term != nil {
			v.use = &term.TypeRef
		}
		l.checkValue(v, a.Value)
	}
	l.annotationsOf(annotated{kind: "Annotation", owner: at.owner, what: "the annotation " + a.Term + " of " + at.what}, a.Annotations)
}

// knownTerm finds a term, and complains where its vocabulary is known and does not have it.
func (l *loader) knownTerm(at annotated, a *metadata.Annotation, namespace string) *metadata.Term {
	term := l.termOf(a.Term)
	vocabulary := l.schemas[namespace]
	if vocabulary == nil {
		vocabulary = l.vocabularies[namespace]
	}
	if term == nil && vocabulary != nil && (l.schemas[namespace] != nil || len(vocabulary.Terms) > 0) {
		d := l.diags.Warnf(a.Pos, "annotation-term", "%s has the annotation %s, but %s has no such term", at.what, a.Term, namespace)
		l.diags.Proposing(d, a.Term, func() []string {
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
func (l *loader) checkApplies(at annotated, a *metadata.Annotation, term *metadata.Term) {
	if len(term.AppliesTo) == 0 || slices.Contains(term.AppliesTo, at.kind) {
		return
	}
	switch at.kind {
	case "EntitySet", "Property", "NavigationProperty", "Parameter", "ReturnType", "Term":
		if at.collection && slices.Contains(term.AppliesTo, "Collection") || !at.collection && slices.Contains(term.AppliesTo, "Singleton") {
			return
		}
	}
	l.diags.Warnf(a.Pos, "annotation-applies", "%s has the annotation %s, which applies to %s and not to %s", at.what, a.Term, strings.Join(term.AppliesTo, ", "), at.kind)
}

// appliesTo are the words of AppliesTo (section 14.1.2), those of expressions included.
const appliesTo = "Action ActionImport Annotation Apply Cast Collection ComplexType EntityContainer EntitySet EntityType EnumType Function FunctionImport If Include " +
	"IsOf LabeledElement Member NavigationProperty Null OnDelete Parameter Property PropertyValue Record Reference ReferentialConstraint ReturnType Schema Singleton " +
	"Term TypeDefinition UrlRef And Or Not Eq Ne Gt Ge Lt Le Has In Add Sub Neg Mul Div DivBy Mod"

// checkTerm checks the declaration of a term (section 14.1).
func (l *loader) checkTerm(t *metadata.Term) {
	what := "term " + t.QualifiedName()
	l.checkCollection(&t.TypeRef, what)
	l.checkFacets(&t.TypeRef, what)
	l.checkDefault(t.DefaultValue, &t.TypeRef, what)
	for _, word := range t.AppliesTo {
		if !wordlist.Has(word, appliesTo) {
			d := l.diags.Warnf(t.Named.Pos, "applies-to", "%s applies to %s, which is no kind of element", what, word)
			l.diags.Proposing(d, word, func() []string { return strings.Fields(appliesTo) }, "")
		}
	}
	l.checkBaseTerm(t, what)
}

// checkBaseTerm checks the term that another one specialises (section 14.1.1).
func (l *loader) checkBaseTerm(t *metadata.Term, what string) {
	if t.BaseTerm == "" {
		return
	}
	namespace, _ := metadata.SplitName(t.BaseTerm)
	seen := map[*metadata.Term]bool{t: true}
	for base := l.termOf(t.BaseTerm); ; base = l.termOf(base.BaseTerm) {
		switch {
		case base == nil && len(seen) == 1 && (l.schemas[namespace] != nil || l.vocabularies[namespace] != nil):
			d := l.diags.Warnf(t.Named.Pos, "base-term", "%s has the base term %s, which does not exist", what, t.BaseTerm)
			l.diags.Proposing(d, t.BaseTerm, func() []string { return l.model.TermNames() }, "")
			return
		case base == nil || len(seen) > csdl.MaxDepth:
			return
		case base == t:
			l.diags.Warnf(t.Named.Pos, "base-term", "the base terms of %s form a cycle", t.QualifiedName()).Fixf("remove a BaseTerm attribute")
			return
		case seen[base] || base.BaseTerm == "":
			return
		}
		seen[base] = true
	}
}
