package plan

// This file reads the Capabilities vocabulary: what a service demands of requests, and which it does not have. Permissions and required
// properties go into the generated code; the rest makes comments (capabilitydoc.go) and warnings. The terms stand on an entity set, a singleton or
// a navigation property; on what stands before a navigation property in the path, NavigationRestrictions may say more of it.

import (
	"reflect"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

const (
	capabilities = "Org.OData.Capabilities.V1."

	navigationRestrictions = capabilities + "NavigationRestrictions"
)

// abilities are what the schema says of the resource that a step of a path leads to: records of NavigationRestrictions first, those furthest
// in front before the others, since they speak of this very path; then the annotations of the set, singleton or navigation property itself.
type abilities struct {
	paths []*metadata.Record
	own   metadata.Annotations
}

// term is the value of a term of the vocabulary, or nil.
func (a abilities) term(name string) metadata.Expression {
	for _, r := range a.paths {
		if value := r.Get(name); value != nil {
			return value
		}
	}
	if found := a.own.Find(capabilities + name); found != nil {
		return found.Value
	}
	return nil
}

// record is the value of a term that is a record; it has no members where there is none.
func (a abilities) record(name string) record {
	if r, ok := a.term(name).(*metadata.Record); ok {
		return record{r}
	}
	return nil
}

// record is a record with others behind it, which count where it has no member.
type record []*metadata.Record

// Get is the value of a member, or nil.
func (r record) Get(name string) metadata.Expression {
	for _, one := range r {
		if value := one.Get(name); value != nil {
			return value
		}
	}
	return nil
}

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

// abilitiesAt are the abilities of what the step at the index leads to, or of what it belongs to where it is a key or a cast.
func abilitiesAt(op *selection.Operation, at int) abilities {
	at = originAt(op, at)
	a := abilities{own: annotationsOf(op.Path[at])}
	if op.Path[at].Navigation == nil {
		return a
	}
	for i := range at {
		record, _ := valueOf(annotationsOf(op.Path[i]), navigationRestrictions).(*metadata.Record)
		if record == nil {
			continue
		}
		path := pathBetween(op.Path[i+1 : at+1])
		for _, r := range metadata.RecordsOf(record.Get("RestrictedProperties")) {
			if target, ok := r.Get("NavigationProperty").(*metadata.Path); ok && withoutCasts(target.Text) == path {
				a.paths = append(a.paths, r)
			}
		}
	}
	return a
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

// valueOf is the value of an annotation, or nil.
func valueOf(annotations metadata.Annotations, term string) metadata.Expression {
	if a := annotations.Find(term); a != nil {
		return a.Value
	}
	return nil
}

// restrictionTerm is the term that speaks of a kind of operation, and the member by which it denies it.
func restrictionTerm(kind selection.Kind) (term, able string) {
	switch kind {
	case selection.Create:
		return "InsertRestrictions", "Insertable"
	case selection.Update, selection.Replace:
		return "UpdateRestrictions", "Updatable"
	case selection.Delete:
		return "DeleteRestrictions", "Deletable"
	case selection.Count:
		return "CountRestrictions", "Countable"
	}
	return "ReadRestrictions", "Readable"
}

// restriction is what the schema says of a kind of operation. What it says of reading by key counts before what it says of reading.
func (a abilities) restriction(kind selection.Kind) record {
	term, _ := restrictionTerm(kind)
	r := a.record(term)
	if kind == selection.Get {
		if byKey, ok := r.Get("ReadByKeyRestrictions").(*metadata.Record); ok {
			r = append(record{byKey}, r...)
		}
	}
	return r
}

// origin is the element of the schema that a step names: a set, a singleton or a navigation property; nil for the other steps.
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

// findRestrictions plans what the runtime is told of each set, singleton and navigation property for the selected kinds of operation. A method leads to a
// navigation property by whatever path; where the paths of the selected lines have different restrictions, the runtime is told nothing, and
// the comments of the requests say what holds for which line.
func findRestrictions(operations []*selection.Operation) map[any]map[selection.Kind]*Restriction {
	all := map[any]map[selection.Kind]*Restriction{}
	for _, op := range operations {
		at := originAt(op, len(op.Path)-1)
		of := origin(op.Path[at])
		if of == nil {
			continue
		}
		if all[of] == nil {
			all[of] = map[selection.Kind]*Restriction{}
		}
		r := restriction(abilitiesAt(op, at).restriction(op.Kind))
		if before, there := all[of][op.Kind]; there && !reflect.DeepEqual(before, r) {
			r = nil
		}
		all[of][op.Kind] = r
	}
	return all
}

// restrictionsOf is what the runtime is told of what a step leads to; nil for nothing.
func (p *planner) restrictionsOf(s selection.Step) *Restrictions {
	kinds := p.restrictions[origin(s)]
	var r Restrictions
	for _, part := range [...]struct {
		kind selection.Kind
		to   **Restriction
	}{{selection.List, &r.Read}, {selection.Get, &r.Read}, {selection.Create, &r.Insert}, {selection.Update, &r.Update}, {selection.Replace, &r.Update}, {selection.Delete, &r.Delete}} {
		if *part.to == nil {
			*part.to = kinds[part.kind]
		}
	}
	r.Insert = requiring(s.Type, r.Insert)
	if r == (Restrictions{}) {
		return nil
	}
	return &r
}

// requiring is a restriction without the required properties that lead nowhere: nobody could ever send them, so that they would forbid every create.
// The metadata has a warning about them.
func requiring(t *metadata.StructuredType, r *Restriction) *Restriction {
	if r == nil || t == nil {
		return r
	}
	out := Restriction{Permissions: r.Permissions}
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

// leads says whether a path may lead to something from a type: open types, type casts and what is no structured type end the question.
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

func restriction(r record) *Restriction {
	out := Restriction{Permissions: permissions(r.Get("Permissions")), Required: texts(r.Get("RequiredProperties"))}
	if out.Permissions == nil && out.Required == nil {
		return nil
	}
	return &out
}

// permissions reads a collection of PermissionType: a scheme's name and its scopes.
func permissions(e metadata.Expression) []Permission {
	var all []Permission
	for _, r := range metadata.RecordsOf(e) {
		scheme, _ := metadata.StringOf(r.Get("SchemeName"))
		p := Permission{Scheme: folded(scheme)}
		for _, s := range metadata.RecordsOf(r.Get("Scopes")) {
			if scope, ok := metadata.StringOf(s.Get("Scope")); ok {
				p.Scopes = append(p.Scopes, scope)
			}
		}
		if len(p.Scopes) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// texts are the paths and strings of a collection.
func texts(e metadata.Expression) []string {
	list, ok := e.(*metadata.Collection)
	if !ok {
		return nil
	}
	var all []string
	for _, item := range list.Items {
		switch v := item.(type) {
		case *metadata.Path:
			all = append(all, v.Text)
		case *metadata.Constant:
			all = append(all, v.Text)
		}
	}
	return all
}

// warnDenied warns where the schema says that the service does not do what a request line asks for.
func (p *planner) warnDenied(op *selection.Operation) {
	for i, step := range op.Path {
		a := abilitiesAt(op, i)
		switch {
		case step.Kind == selection.KeyStep:
			p.denied(op, step, a.term("IndexableByKey"), "IndexableByKey")
		case step.Navigation != nil:
			if kind := a.navigability(op, i); kind != nil && slices.Equal(enumMembers(kind), []string{"None"}) {
				p.warnDenial(op, step, kind, "Navigability is None")
			}
		}
	}
	last := len(op.Path) - 1
	switch op.Kind {
	case selection.Invoke, selection.Reference, selection.Value, selection.Stream:
		return // the terms speak of entities
	}
	_, able := restrictionTerm(op.Kind)
	a := abilitiesAt(op, last)
	r := a.restriction(op.Kind)
	p.denied(op, op.Path[originAt(op, last)], r.Get(able), able)
	if method := r.Get("UpdateMethod"); method != nil && (op.Kind == selection.Update || op.Kind == selection.Replace) {
		if methods := enumMembers(method); !slices.Contains(methods, op.Method) {
			p.warnDenial(op, op.Path[originAt(op, last)], method, "UpdateMethod is "+strings.Join(methods, ", "))
		}
	}
}

// navigability is what the schema says of walking through the navigation property of a step: by a record for the path, or for all navigation from
// the step before.
func (a abilities) navigability(op *selection.Operation, at int) metadata.Expression {
	for _, r := range a.paths {
		if value := r.Get("Navigability"); value != nil {
			return value
		}
	}
	if at == 0 {
		return nil
	}
	if r, ok := valueOf(annotationsOf(op.Path[originAt(op, at-1)]), navigationRestrictions).(*metadata.Record); ok {
		return r.Get("Navigability")
	}
	return nil
}

// denied warns where the value is false.
func (p *planner) denied(op *selection.Operation, step selection.Step, value metadata.Expression, what string) {
	if able, ok := metadata.BoolOf(value); ok && !able {
		p.warnDenial(op, step, value, what+" is false")
	}
}

func (p *planner) warnDenial(op *selection.Operation, step selection.Step, value metadata.Expression, says string) {
	p.diags.Warnf(op.Line.Pos, "operation-denied", "the schema says that %s does not support this: %s", step.Text, says).At(value.Position(), "said here")
}
