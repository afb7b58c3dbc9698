package selection

// This file takes segments with a dot: type casts, and operations that are written with their namespace.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
)

// qualified takes a segment with a dot: a type cast, a bound operation, or (on a collection) a literal key with a dot.
func (w *walker) qualified(s segment, last bool) bool {
	here := w.here()
	s = w.spelled(s)
	t := w.model.Structured(s.name)
	related := here.related(t)
	operations := w.model.Operations(s.name)
	fitting := slices.DeleteFunc(w.bound(), func(op *metadata.Operation) bool { return !slices.Contains(operations, op) })
	switch {
	case len(fitting) > 0 && (!related || s.parens && !here.Collection || last && w.request.method == "POST"):
		return w.call(s, fitting, nil, last)
	case related:
		w.step(Step{Kind: CastStep, Text: s.text}, s, t, here.Collection)
		return w.keyOf(s)
	case t == nil && operations == nil && here.entities() && !s.parens && !w.knownNamespace(s.name):
		return w.keySegment(s)
	}
	w.misqualified(s, t, operations)
	return false
}

// related says whether the step leads to something that can be cast to the type.
func (s Step) related(t *metadata.StructuredType) bool {
	return t != nil && s.Type != nil && (t.IsA(s.Type) || s.Type.IsA(t))
}

// misqualified complains about a segment with a dot that has no meaning here; it may name a type or operations.
func (w *walker) misqualified(s segment, t *metadata.StructuredType, operations []*metadata.Operation) {
	here := w.here()
	switch {
	case t != nil && here.Type != nil:
		w.diags.Report(w.request.line.at(s.offset), complaint.UnrelatedCast, "%s cannot be cast to %s, which does not derive from it", here.Type.QualifiedName(), t.QualifiedName()).
			Fixf("%s", castFix(here.Type))
	case len(operations) > 0:
		w.boundElsewhere(s, operations)
	default:
		names := operationNames(w.bound())
		if here.Type != nil {
			names = append(names, derivedNames(here.Type)...)
		}
		w.unknown(s, "a path to "+here.Of.QualifiedName(), names)
	}
}

// spelled is a segment with a dot as the schema spells it, where it names a type or an operation that fits here but for
// its case.
func (w *walker) spelled(s segment) segment {
	if w.model.Structured(s.name) != nil || len(w.model.Operations(s.name)) > 0 {
		return s
	}
	var names []string
	for _, op := range w.bound() {
		names = append(names, op.QualifiedName())
	}
	if t := w.here().Type; t != nil {
		names = append(names, derivedNames(t)...)
		for _, base := range t.Lineage() {
			names = append(names, base.QualifiedName())
		}
	}
	for _, name := range names {
		if strings.EqualFold(name, w.model.Unalias(s.name)) {
			w.miscased(s, name)
			s.text = name + strings.TrimPrefix(s.text, s.name)
			s.name = name
			return s
		}
	}
	return s
}

func castFix(t *metadata.StructuredType) string {
	names := derivedNames(t)
	switch {
	case len(names) == 0:
		return "no type derives from it; leave the cast out"
	case len(names) > 5:
		return "derived types are " + strings.Join(names[:5], ", ") + " and others"
	}
	return "use " + strings.Join(names, " or ")
}

func derivedNames(t *metadata.StructuredType) []string {
	var names []string
	for _, d := range t.AllDerived() {
		names = append(names, d.QualifiedName())
	}
	return names
}

// knownNamespace says whether the part before the last dot is a namespace or alias of the model.
func (w *walker) knownNamespace(name string) bool {
	full := w.model.Unalias(name)
	namespace := full[:max(0, strings.LastIndexByte(full, '.'))]
	return slices.ContainsFunc(w.model.Schemas, func(s *metadata.Schema) bool { return s.Namespace == namespace })
}

// boundElsewhere complains about a qualified operation that is not bound to what the path leads to.
func (w *walker) boundElsewhere(s segment, operations []*metadata.Operation) {
	var bindings []string
	for _, op := range operations {
		text := "nothing: it is called through its import"
		if p := op.Binding(); p != nil {
			text = p.Type.QualifiedName()
			if p.Collection {
				text = "a collection of " + text
			}
		}
		if !slices.Contains(bindings, text) {
			bindings = append(bindings, text)
		}
	}
	w.diags.Report(w.request.line.at(s.offset), complaint.UnboundOperation, "%s is not bound to %s", s.name, w.here().what()).
		Fixf("it is bound to %s", strings.Join(bindings, ", "))
}
