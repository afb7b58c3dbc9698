package plan

// This file decides what becomes of the Capabilities vocabulary: what a service demands of requests, and which it does
// not have. Permissions and required properties go into the generated code; the rest makes comments (capabilitydoc.go)
// and warnings. The terms stand on an entity set, a singleton or a navigation property; on what stands before a
// navigation property in the path, NavigationRestrictions may say more of it.

import (
	"reflect"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// annotationsOf are the annotations of the collection or singleton that a step names.
func annotationsOf(s selection.Step) metadata.Annotations {
	switch {
	case s.Set != nil:
		return s.Set.Annotations
	case s.Singleton != nil:
		return s.Singleton.Annotations
	case s.Navigation != nil:
		return s.Navigation.Annotations
	case s.Property != nil:
		return s.Property.Annotations
	}
	return nil
}

// abilitiesAt are the abilities of what the step at the index leads to, or of what it belongs to where it is a key or a
// cast.
func abilitiesAt(op *selection.Operation, at int) vocab.Abilities {
	at = originAt(op, at)
	own := annotationsOf(op.Path[at])
	if op.Path[at].Navigation == nil {
		return vocab.AbilitiesOf(own)
	}
	var paths []vocab.PathRestriction
	for i := range at {
		path := pathBetween(op.Path[i+1 : at+1])
		for _, r := range vocab.NavigationRestrictions(annotationsOf(op.Path[i])).Restrictions {
			if withoutCasts(r.Path) == path {
				paths = append(paths, r)
			}
		}
	}
	return vocab.AbilitiesOf(own, paths...)
}

// originAt is the index of the step that names what the step at the index belongs to.
func originAt(op *selection.Operation, at int) int {
	for at > 0 && origin(op.Path[at]) == nil && op.Path[at].Kind != selection.CallStep {
		at--
	}
	return at
}

// pathBetween are the names of the properties that steps walk through, as the paths of annotations have them.
func pathBetween(steps []selection.Step) string {
	var names []string
	for _, s := range steps {
		switch {
		case s.Navigation != nil:
			names = append(names, s.Navigation.Name)
		case s.Property != nil:
			names = append(names, s.Property.Name)
		case s.Kind == selection.CallStep:
			names = append(names, "()") // no path of an annotation leads through a call
		}
	}
	return strings.Join(names, "/")
}

// withoutCasts is a path without the names of types.
func withoutCasts(path string) string {
	segments := strings.Split(path, "/")
	return strings.Join(slices.DeleteFunc(segments, func(s string) bool { return strings.Contains(s, ".") }), "/")
}

// restrictionOf is what the schema says of a kind of operation; of counting it says nothing but whether there is such a
// thing.
func restrictionOf(a vocab.Abilities, kind selection.Kind) vocab.Restriction {
	switch kind {
	case selection.Create:
		return a.Insert()
	case selection.Update, selection.Replace:
		return a.Update()
	case selection.Delete:
		return a.Delete()
	case selection.Count:
		return vocab.Restriction{Able: a.Count().Countable}
	case selection.Get:
		return a.ReadByKey()
	}
	return a.Read()
}

// origin is the element of the schema that a step names: a set, a singleton or a navigation property; nil for the other
// steps.
func origin(s selection.Step) any {
	switch {
	case s.Set != nil:
		return s.Set
	case s.Singleton != nil:
		return s.Singleton
	case s.Navigation != nil:
		return s.Navigation
	case s.Property != nil:
		return s.Property
	}
	return nil
}

// findRestrictions plans what the runtime is told of each set, singleton and navigation property for the selected kinds
// of operation. A method leads to a navigation property by whatever path; where the paths of the selected lines have
// different restrictions, the runtime is told nothing, and the comments of the requests say what holds for which line.
func findRestrictions(operations []*selection.Operation) map[any]map[selection.Kind]*ir.Restriction {
	all := map[any]map[selection.Kind]*ir.Restriction{}
	for _, op := range operations {
		at := originAt(op, len(op.Path)-1)
		of := origin(op.Path[at])
		if of == nil {
			continue
		}
		if all[of] == nil {
			all[of] = map[selection.Kind]*ir.Restriction{}
		}
		r := restriction(restrictionOf(abilitiesAt(op, at), op.Kind))
		if before, there := all[of][op.Kind]; there && !reflect.DeepEqual(before, r) {
			r = nil
		}
		all[of][op.Kind] = r
	}
	return all
}

// restrictionsOf is what the runtime is told of what a step leads to; nil for nothing.
func (p *planner) restrictionsOf(s selection.Step) []ir.Restriction {
	kinds := p.restrictions[origin(s)]
	var all []ir.Restriction
	for _, part := range [...]struct {
		use   ir.Use
		kinds []selection.Kind // the first that has one counts
	}{
		{ir.ForRead, []selection.Kind{selection.List, selection.Get}}, {ir.ForInsert, []selection.Kind{selection.Create}},
		{ir.ForUpdate, []selection.Kind{selection.Update, selection.Replace}}, {ir.ForDelete, []selection.Kind{selection.Delete}},
	} {
		var r *ir.Restriction
		for _, kind := range part.kinds {
			if r == nil {
				r = kinds[kind]
			}
		}
		if part.use == ir.ForInsert {
			r = requiring(s.Type, r)
		}
		if r != nil {
			all = withRestriction(all, part.use, *r)
		}
	}
	return all
}

// withRestriction adds a restriction, or its use to an equal one.
func withRestriction(all []ir.Restriction, use ir.Use, r ir.Restriction) []ir.Restriction {
	for i, have := range all {
		if reflect.DeepEqual(have.Permissions, r.Permissions) && slices.Equal(have.Required, r.Required) {
			all[i].For = append(have.For, use)
			return all
		}
	}
	r.For = []ir.Use{use}
	return append(all, r)
}

// requiring is a restriction without the required properties that lead nowhere: nobody could ever send them, so that
// they would forbid every create. The metadata has a warning about them.
func requiring(t *metadata.StructuredType, r *ir.Restriction) *ir.Restriction {
	if r == nil || t == nil {
		return r
	}
	out := ir.Restriction{Permissions: r.Permissions}
	for _, path := range r.Required {
		if leads(t, path) {
			out.Required = append(out.Required, path)
		}
	}
	if out.Permissions == nil && out.Required == nil {
		return nil
	}
	return &out
}

// leads says whether a path may lead to something from a type: open types, type casts and what is no structured type
// end the question.
func leads(t *metadata.StructuredType, path string) bool {
	name, rest, deeper := strings.Cut(path, "/")
	if t == nil || t.OpenType || strings.Contains(name, ".") {
		return true
	}
	for _, p := range t.AllProperties() {
		if p.Name == name {
			s, _ := p.Type.(*metadata.StructuredType)
			return !deeper || leads(s, rest)
		}
	}
	for _, n := range t.AllNavigation() {
		if n.Name == name {
			s, _ := metadata.Type(n.Type).(*metadata.StructuredType)
			return !deeper || leads(s, rest)
		}
	}
	return false
}

func restriction(r vocab.Restriction) *ir.Restriction {
	out := ir.Restriction{Permissions: permissions(r), Required: r.Required}
	if out.Permissions == nil && out.Required == nil {
		return nil
	}
	return &out
}

// permissions are those that a request needs.
func permissions(r vocab.Restriction) []ir.Permission {
	var all []ir.Permission
	for _, p := range r.Permissions {
		all = append(all, ir.Permission{Scheme: folded(p.Scheme), Scopes: p.Scopes})
	}
	return all
}

// warnDenied warns where the schema says that the service does not do what a request line asks for.
func (p *planner) warnDenied(op *selection.Operation) {
	for i, step := range op.Path {
		a := abilitiesAt(op, i)
		switch {
		case step.Kind == selection.KeyStep:
			p.denied(op, step, a.IndexableByKey())
		case step.Navigation != nil:
			if c := navigability(a, op, i); c.Is("None") {
				p.warnDenial(op, step, c.Name+" is None", c.Pos)
			}
		}
	}
	switch op.Kind {
	case selection.Invoke, selection.Reference, selection.Value, selection.Stream:
		return // the terms speak of entities
	}
	last := len(op.Path) - 1
	r, of := restrictionOf(abilitiesAt(op, last), op.Kind), op.Path[originAt(op, last)]
	p.denied(op, of, r.Able)
	isUpdate := op.Kind == selection.Update || op.Kind == selection.Replace
	if m := r.UpdateMethod; isUpdate && m.Given && !slices.Contains(m.Members, op.Method) {
		p.warnDenial(op, of, m.Name+" is "+strings.Join(m.Members, ", "), m.Pos)
	}
}

// navigability is what the schema says of walking through the navigation property of a step: by a record for the path,
// or for all navigation from the step before.
func navigability(a vocab.Abilities, op *selection.Operation, at int) vocab.Choice {
	if c := a.Navigability(); c.Given || at == 0 {
		return c
	}
	return vocab.NavigationRestrictions(annotationsOf(op.Path[originAt(op, at-1)])).Navigability
}

// denied warns where the schema says false.
func (p *planner) denied(op *selection.Operation, step selection.Step, f vocab.Flag) {
	if f.Denied() {
		p.warnDenial(op, step, f.Name+" is false", f.Pos)
	}
}

func (p *planner) warnDenial(op *selection.Operation, step selection.Step, says string, at metadata.Pos) {
	p.diags.Report(op.Line.Pos, complaint.OperationDenied, "the schema says that %s does not support this: %s", step.Text, says).
		Fixf("leave out %s, or correct the schema by an overlay", op.Line.Text).At(at, "declared here")
}
