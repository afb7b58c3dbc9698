package plan

// This file writes what the Capabilities vocabulary says of a request into its comment: what it needs, what it may not have, which query options the
// service does not understand.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// restrictionDoc is what the schema says of one kind of operation on a resource, as paragraphs.
func restrictionDoc(a abilities, kind selection.Kind) []string {
	switch kind {
	case selection.Reference, selection.Value, selection.Stream:
		return nil // the terms speak of entities
	}
	return append(recordDoc(a.restriction(kind)), queryDoc(a, kind)...)
}

// recordDoc is what a restriction record says of an operation, as paragraphs.
func recordDoc(r record) []string {
	var doc []string
	for _, member := range [...]string{"Description", "LongDescription"} {
		if text, ok := metadata.StringOf(r.Get(member)); ok {
			doc = append(doc, paragraphs(text)...)
		}
	}
	for _, part := range [...]struct{ text, member string }{
		{"Required: ", "RequiredProperties"},
		{"Cannot be set: ", "NonInsertableProperties"}, {"Cannot be set: ", "NonInsertableNavigationProperties"},
		{"Cannot be changed: ", "NonUpdatableProperties"}, {"Cannot be changed: ", "NonUpdatableNavigationProperties"},
	} {
		if names := texts(r.Get(part.member)); len(names) > 0 {
			doc = append(doc, part.text+folded(strings.Join(names, ", "))+".")
		}
	}
	doc = append(doc, customDoc(r.Get("CustomHeaders"), "header")...)
	doc = append(doc, customDoc(r.Get("CustomQueryOptions"), "query option")...)
	if all := permissions(r.Get("Permissions")); len(all) > 0 {
		parts := make([]string, len(all))
		for i, p := range all {
			parts[i] = p.Scheme + ": " + strings.Join(p.Scopes, ", ")
		}
		doc = append(doc, "Permissions: "+strings.Join(parts, "; ")+".")
	}
	return doc
}

// customDoc is a paragraph for each header or query option that a service has invented.
func customDoc(e metadata.Expression, what string) []string {
	var doc []string
	for _, r := range metadata.RecordsOf(e) {
		name, ok := metadata.StringOf(r.Get("Name"))
		if !ok {
			continue
		}
		text := "May have the " + what + " " + folded(name)
		if required, _ := metadata.BoolOf(r.Get("Required")); required {
			text = "Needs the " + what + " " + folded(name)
		}
		if description, ok := metadata.StringOf(r.Get("Description")); ok {
			text += ": " + folded(description)
		}
		doc = append(doc, strings.TrimSuffix(text, ".")+".")
	}
	return doc
}

// queryOption is a query option, the term that speaks of it, the member by which the term denies it ("" for a term that is a Boolean), and the
// kinds of request that have it.
type queryOption struct {
	name, term, able string
	kinds            []selection.Kind
}

// queryDoc is which query options the schema says a request does not have, or has with limits, as paragraphs.
func queryDoc(a abilities, kind selection.Kind) []string {
	var missing []string
	list, read := []selection.Kind{selection.List}, []selection.Kind{selection.List, selection.Get}
	counted := []selection.Kind{selection.List, selection.Count}
	for _, option := range [...]queryOption{
		{"$filter", "FilterRestrictions", "Filterable", counted}, {"$orderby", "SortRestrictions", "Sortable", list}, {"$expand", "ExpandRestrictions", "Expandable", read},
		{"$select", "SelectSupport", "Supported", read}, {"$count", "CountRestrictions", "Countable", list}, {"$search", "SearchRestrictions", "Searchable", counted},
		{"$top", "TopSupported", "", list}, {"$skip", "SkipSupported", "", list},
	} {
		if !slices.Contains(option.kinds, kind) {
			continue
		}
		value := a.term(option.term)
		if option.able != "" {
			value = a.record(option.term).Get(option.able)
		}
		if able, ok := metadata.BoolOf(value); ok && !able {
			missing = append(missing, option.name)
		}
	}
	var doc []string
	if len(missing) > 0 {
		doc = append(doc, "Not supported: "+strings.Join(missing, ", ")+".")
	}
	if kind == selection.List || kind == selection.Count {
		doc = append(doc, filterDoc(a.record("FilterRestrictions"))...)
	}
	return append(doc, limitsDoc(a, kind)...)
}

// limitsDoc is which properties a query option does not take.
func limitsDoc(a abilities, kind selection.Kind) []string {
	var doc []string
	list := kind == selection.List
	for _, part := range [...]struct {
		text, term, member string
		of                 bool
	}{
		{"Cannot be sorted by: ", "SortRestrictions", "NonSortableProperties", list},
		{"Can be sorted in ascending order only: ", "SortRestrictions", "AscendingOnlyProperties", list},
		{"Can be sorted in descending order only: ", "SortRestrictions", "DescendingOnlyProperties", list},
		{"Cannot be expanded: ", "ExpandRestrictions", "NonExpandableProperties", list || kind == selection.Get},
		{"Cannot be counted: ", "CountRestrictions", "NonCountableProperties", list},
	} {
		if names := texts(a.record(part.term).Get(part.member)); part.of && len(names) > 0 {
			doc = append(doc, part.text+folded(strings.Join(names, ", "))+".")
		}
	}
	if list || kind == selection.Count {
		if unsupported := enumMembers(a.record("SearchRestrictions").Get("UnsupportedExpressions")); len(unsupported) > 0 && unsupported[0] != "none" {
			doc = append(doc, "$search does not understand: "+folded(strings.Join(unsupported, ", "))+".")
		}
	}
	return doc
}

// filterDoc is what the schema demands of a filter.
func filterDoc(r record) []string {
	var doc []string
	if needed, _ := metadata.BoolOf(r.Get("RequiresFilter")); needed {
		doc = append(doc, "Needs $filter.")
	}
	for _, part := range [...]struct{ text, member string }{{"Cannot be filtered by: ", "NonFilterableProperties"}, {"Must be filtered by: ", "RequiredProperties"}} {
		if names := texts(r.Get(part.member)); len(names) > 0 {
			doc = append(doc, part.text+folded(strings.Join(names, ", "))+".")
		}
	}
	for _, one := range metadata.RecordsOf(r.Get("FilterExpressionRestrictions")) {
		property, ok := one.Get("Property").(*metadata.Path)
		allowed, isText := metadata.StringOf(one.Get("AllowedExpressions"))
		if ok && isText {
			doc = append(doc, "Filters on "+folded(property.Text)+": "+folded(allowed)+".")
		}
	}
	return doc
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
