package generator

// This file decides which faults of the metadata stand in the way. A fault is an error for those who need the element
// that it stands in, and a warning for everybody else: a service's users cannot correct its metadata.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// places are elements of a model, by where they stand.
type places map[diag.Pos]bool

// judge returns the complaints about the metadata: as they are where the package needs what is faulty, else as
// warnings. Where request lines could not be resolved, what is wrong with the container may be the reason.
func judge(found diag.List, model *metadata.Model, closure *selection.Closure, unresolved bool) diag.List {
	if len(found.Errors()) == 0 {
		return found
	}
	declared, needed := declaredIn(model), neededBy(model, closure.Needs(model))
	for _, c := range model.Containers {
		needed[c.Pos] = unresolved
	}
	return demoted(found, func(d Diagnostic) bool {
		if unresolved && d.Cause != nil {
			return true // What is missing may be in a document that is not read.
		}
		// Elements that are not in the model, as a second one of a name, are part of what they stand in.
		if i := slices.IndexFunc(d.Within, func(at diag.Pos) bool { return declared[at] }); i >= 0 && needed[d.Within[i]] {
			return true
		}
		return slices.ContainsFunc(d.Related, func(r diag.Related) bool { return needed[r.Pos] })
	})
}

// demoted makes warnings of the faults that nobody needs. What is wrong with a document as a whole stays an error.
func demoted(found diag.List, needed func(Diagnostic) bool) diag.List {
	all := slices.Clone(found)
	for i, d := range all {
		if d.Severity != diag.Warning && len(d.Within) > 0 && !needed(d) {
			all[i].Severity = diag.Warning
		}
	}
	return all
}

// unfounded are the errors about documents as a whole: what follows from such a document means nothing.
func unfounded(found diag.List) bool {
	return slices.ContainsFunc(found.Errors(), func(d Diagnostic) bool { return len(d.Within) == 0 })
}

// declaredIn are the elements of the model that something can need.
func declaredIn(model *metadata.Model) places {
	all := places{}
	for t := range model.DeclaredTypes() {
		all.addType(t)
		if s, ok := t.(*metadata.StructuredType); ok {
			for _, p := range s.Properties {
				all[p.Pos] = true
			}
			for _, n := range s.Navigation {
				all[n.Pos] = true
			}
		}
	}
	for _, s := range model.Schemas {
		for _, op := range s.Operations {
			all.addOperation(op)
		}
	}
	for _, c := range model.Containers {
		all[c.Pos] = true
		for _, child := range c.Children() {
			all[child.Pos] = true
		}
	}
	return all
}

// neededBy are the elements that a package depends on.
func neededBy(model *metadata.Model, needs *selection.Needs) places {
	all := places{}
	for t, members := range needs.Members {
		all.addType(t)
		for name := range members {
			if m := t.Own(name); m != nil {
				all[m.Position()] = true
			}
		}
	}
	for t := range needs.Types {
		all.addType(t)
	}
	for op := range needs.Called {
		all.addOperation(op)
	}
	if model.Container == nil {
		return all
	}
	for name, child := range model.Container.Children() {
		if needs.Children[name] {
			all[child.Pos] = true
		}
	}
	return all
}

// addType adds a type with its own key, but without its properties.
func (all places) addType(t metadata.Type) {
	all[t.Position()] = true
	if s, ok := t.(*metadata.StructuredType); ok {
		for _, ref := range s.Key {
			all[ref.Pos] = true
		}
	}
}

// addOperation adds an overload with its parameters and its result.
func (all places) addOperation(op *metadata.Operation) {
	all[op.Pos] = true
	for _, p := range op.Parameters {
		all[p.Pos] = true
	}
	if op.Return != nil {
		all[op.Return.Pos] = true
	}
}
