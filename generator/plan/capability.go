package plan

// This file reads the Capabilities vocabulary: what a collection or singleton demands of requests. Permissions and required
// properties go into the generated code; the rest makes comments and warnings.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

const capabilities = "Org.OData.Capabilities.V1."

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

// restrictionRecord is the record of the restriction term, or nil.
func restrictionRecord(annotations metadata.Annotations, kind selection.Kind) *metadata.Record {
	term, _ := restrictionTerm(kind)
	a := annotations.Find(capabilities + term)
	if a == nil {
		return nil
	}
	r, _ := a.Value.(*metadata.Record)
	if kind == selection.Get && r != nil {
		if byKey, ok := r.Get("ReadByKeyRestrictions").(*metadata.Record); ok {
			return byKey
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

// kindsOf finds which kinds of operation are selected on each element that a path can name.
func kindsOf(operations []*selection.Operation) map[any]map[selection.Kind]bool {
	all := map[any]map[selection.Kind]bool{}
	for _, op := range operations {
		o := origin(op.Origin(len(op.Path) - 1))
		if all[o] == nil {
			all[o] = map[selection.Kind]bool{}
		}
		all[o][op.Kind] = true
	}
	return all
}

// restrictionsOf plans what the runtime is told of a collection or singleton for the selected kinds of operation; nil where the schema
// says nothing of them.
func (p *planner) restrictionsOf(s selection.Step) *Restrictions {
	kinds, annotations := p.kinds[origin(s)], annotationsOf(s)
	var r Restrictions
	for _, part := range [...]struct {
		kind selection.Kind
		to   **Restriction
	}{{selection.List, &r.Read}, {selection.Get, &r.Read}, {selection.Create, &r.Insert}, {selection.Update, &r.Update}, {selection.Replace, &r.Update}, {selection.Delete, &r.Delete}} {
		if kinds[part.kind] && *part.to == nil {
			*part.to = restriction(restrictionRecord(annotations, part.kind))
		}
	}
	if r == (Restrictions{}) {
		return nil
	}
	return &r
}

func restriction(r *metadata.Record) *Restriction {
	if r == nil {
		return nil
	}
	out := Restriction{Permissions: permissions(r.Get("Permissions")), Required: texts(r.Get("RequiredProperties"))}
	if out.Permissions == nil && out.Required == nil {
		return nil
	}
	return &out
}

// permissions reads a collection of PermissionType: a scheme's name and its scopes.
func permissions(e metadata.Expression) []Permission {
	list, ok := e.(*metadata.Collection)
	if !ok {
		return nil
	}
	var all []Permission
	for _, item := range list.Items {
		r, ok := item.(*metadata.Record)
		if !ok {
			continue
		}
		scheme, _ := metadata.StringOf(r.Get("SchemeName"))
		p := Permission{Scheme: strings.Join(paragraphs(scheme), " ")}
		scopes, _ := r.Get("Scopes").(*metadata.Collection)
		if scopes == nil {
			continue
		}
		for _, s := range scopes.Items {
			if sr, ok := s.(*metadata.Record); ok {
				if scope, ok := metadata.StringOf(sr.Get("Scope")); ok {
					p.Scopes = append(p.Scopes, scope)
				}
			}
		}
		if len(p.Scopes) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// restrictionDoc is what the schema says of one kind of operation on the collection or singleton, as paragraphs.
func restrictionDoc(annotations metadata.Annotations, kind selection.Kind) []string {
	switch kind {
	case selection.Reference, selection.Value, selection.Stream:
		return nil // the terms speak of entities
	case selection.List:
		return append(recordDoc(restrictionRecord(annotations, kind)), queryDoc(annotations)...)
	}
	return recordDoc(restrictionRecord(annotations, kind))
}

// queryDoc is which query options the schema says a collection does not have, as a paragraph.
func queryDoc(annotations metadata.Annotations) []string {
	var missing []string
	for _, option := range [...]struct{ name, term, able string }{
		{"$filter", "FilterRestrictions", "Filterable"}, {"$orderby", "SortRestrictions", "Sortable"}, {"$expand", "ExpandRestrictions", "Expandable"},
		{"$select", "SelectSupport", "Supported"}, {"$count", "CountRestrictions", "Countable"}, {"$search", "SearchRestrictions", "Searchable"},
		{"$top", "TopSupported", ""}, {"$skip", "SkipSupported", ""},
	} {
		a := annotations.Find(capabilities + option.term)
		if a == nil {
			continue
		}
		value := a.Value
		if record, ok := a.Value.(*metadata.Record); ok {
			value = record.Get(option.able)
		}
		if able, ok := metadata.BoolOf(value); ok && !able {
			missing = append(missing, option.name)
		}
	}
	var doc []string
	if len(missing) > 0 {
		doc = append(doc, "Not supported: "+strings.Join(missing, ", ")+".")
	}
	for _, part := range [...]struct{ text, term, member string }{
		{"Cannot be filtered by", "FilterRestrictions", "NonFilterableProperties"}, {"Must be filtered by", "FilterRestrictions", "RequiredProperties"},
		{"Cannot be sorted by", "SortRestrictions", "NonSortableProperties"}, {"Cannot be expanded", "ExpandRestrictions", "NonExpandableProperties"},
	} {
		if a := annotations.Find(capabilities + part.term); a != nil {
			if record, ok := a.Value.(*metadata.Record); ok {
				if names := texts(record.Get(part.member)); len(names) > 0 {
					doc = append(doc, part.text+": "+strings.Join(names, ", ")+".")
				}
			}
		}
	}
	return doc
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

// recordDoc is what a restriction record says of an operation, as paragraphs.
func recordDoc(record *metadata.Record) []string {
	if record == nil {
		return nil
	}
	var doc []string
	for _, member := range [...]string{"Description", "LongDescription"} {
		if text, ok := metadata.StringOf(record.Get(member)); ok {
			doc = append(doc, paragraphs(text)...)
		}
	}
	r := restriction(record)
	if r == nil {
		return doc
	}
	if len(r.Required) > 0 {
		doc = append(doc, "Required: "+strings.Join(r.Required, ", ")+".")
	}
	if len(r.Permissions) > 0 {
		parts := make([]string, len(r.Permissions))
		for i, p := range r.Permissions {
			parts[i] = p.Scheme + ": " + strings.Join(p.Scopes, ", ")
		}
		doc = append(doc, "Permissions: "+strings.Join(parts, "; ")+".")
	}
	return doc
}

// warnDenied warns where the schema says that the service does not do what a request line asks for.
func (p *planner) warnDenied(op *selection.Operation) {
	switch op.Kind {
	case selection.Invoke, selection.Reference, selection.Value, selection.Stream:
		return // the terms speak of entities
	}
	_, able := restrictionTerm(op.Kind)
	origin := op.Origin(len(op.Path) - 1)
	record := restrictionRecord(annotationsOf(origin), op.Kind)
	if record == nil {
		return
	}
	value := record.Get(able)
	if value == nil {
		return
	}
	if allowed, ok := metadata.BoolOf(value); ok && !allowed {
		p.diags.Warnf(op.Line.Pos, "operation-denied", "the schema says that %s does not support this: %s is false", origin.Text, able).
			At(value.Position(), "said here")
	}
}

// sameDoc says whether the paragraphs are there already.
func sameDoc(doc Doc, more []string) bool {
	for i := 0; i+len(more) <= len(doc); i++ {
		if slices.Equal(doc[i:i+len(more)], more) {
			return true
		}
	}
	return false
}
