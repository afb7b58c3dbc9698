package plan

// This file writes what the Capabilities vocabulary says of a request into its comment: what it needs, what it may not
// have, which query options the service does not understand.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// restrictionDoc is what the schema says of one kind of operation on a resource, as paragraphs.
func restrictionDoc(a vocab.Abilities, kind selection.Kind) []string {
	switch kind {
	case selection.Reference, selection.Value, selection.Stream:
		return nil // the terms speak of entities
	}
	return append(recordDoc(restrictionOf(a, kind)), queryDoc(a, kind)...)
}

// recordDoc is what a restriction says of an operation, as paragraphs.
func recordDoc(r vocab.Restriction) []string {
	var doc []string
	for _, text := range [...]string{r.Description, r.LongDescription} {
		doc = append(doc, paragraphs(text)...)
	}
	doc = append(doc, namesDoc("Required: ", r.Required)...)
	doc = append(doc, namesDoc("Cannot be set: ", r.NotSet)...)
	doc = append(doc, namesDoc("Cannot be set: ", r.NotSetNavigation)...)
	doc = append(doc, namesDoc("Cannot be changed: ", r.NotChanged)...)
	doc = append(doc, namesDoc("Cannot be changed: ", r.NotChangedNavigation)...)
	doc = append(doc, customDoc(r.Headers, "header")...)
	doc = append(doc, customDoc(r.QueryOptions, "query option")...)
	if all := permissions(r); len(all) > 0 {
		parts := make([]string, len(all))
		for i, p := range all {
			parts[i] = p.Scheme + ": " + strings.Join(p.Scopes, ", ")
		}
		doc = append(doc, "Permissions: "+strings.Join(parts, "; ")+".")
	}
	return doc
}

// namesDoc is a paragraph that lists names; none where there are none.
func namesDoc(text string, names []string) []string {
	if len(names) == 0 {
		return nil
	}
	return []string{text + folded(strings.Join(names, ", ")) + "."}
}

// customDoc is a paragraph for each header or query option that a service has invented.
func customDoc(all []vocab.CustomParameter, what string) []string {
	var doc []string
	for _, c := range all {
		text := "Optional " + what + " " + folded(c.Name)
		if c.Required {
			text = "Required " + what + " " + folded(c.Name)
		}
		if c.HasDescription {
			text += ": " + folded(c.Description)
		}
		doc = append(doc, strings.TrimSuffix(text, ".")+".")
	}
	return doc
}

// queryDoc is which query options the schema says a request does not have, or has with limits, as paragraphs.
func queryDoc(a vocab.Abilities, kind selection.Kind) []string {
	list := []selection.Kind{selection.List}
	read := []selection.Kind{selection.List, selection.Get}
	counted := []selection.Kind{selection.List, selection.Count}
	var missing []string
	for _, option := range [...]struct {
		name  string
		able  vocab.Flag
		kinds []selection.Kind
	}{
		{"$filter", a.Filter().Filterable, counted}, {"$orderby", a.Sort().Sortable, list}, {"$expand", a.Expand().Expandable, read},
		{"$select", a.Select(), read}, {"$count", a.Count().Countable, list}, {"$search", a.Search().Searchable, counted},
		{"$top", a.Top(), list}, {"$skip", a.Skip(), list},
	} {
		if slices.Contains(option.kinds, kind) && option.able.Denied() {
			missing = append(missing, option.name)
		}
	}
	var doc []string
	if len(missing) > 0 {
		doc = append(doc, "Not supported: "+strings.Join(missing, ", ")+".")
	}
	if slices.Contains(counted, kind) {
		doc = append(doc, filterDoc(a.Filter())...)
	}
	return append(doc, limitsDoc(a, kind)...)
}

// limitsDoc is which properties a query option does not take.
func limitsDoc(a vocab.Abilities, kind selection.Kind) []string {
	var doc []string
	if kind == selection.List {
		doc = append(doc, namesDoc("Cannot be sorted by: ", a.Sort().Not)...)
		doc = append(doc, namesDoc("Can be sorted in ascending order only: ", a.Sort().AscendingOnly)...)
		doc = append(doc, namesDoc("Can be sorted in descending order only: ", a.Sort().DescendingOnly)...)
	}
	if kind == selection.List || kind == selection.Get {
		doc = append(doc, namesDoc("Cannot be expanded: ", a.Expand().Not)...)
	}
	if kind == selection.List {
		doc = append(doc, namesDoc("Cannot be counted: ", a.Count().Not)...)
	}
	if kind == selection.List || kind == selection.Count {
		doc = append(doc, namesDoc("Not supported in $search: ", a.Search().Unsupported)...)
	}
	return doc
}

// filterDoc is what the schema demands of a filter.
func filterDoc(f vocab.Filtering) []string {
	var doc []string
	if f.Needed {
		doc = append(doc, "Requires $filter.")
	}
	doc = append(doc, namesDoc("Cannot be filtered by: ", f.Not)...)
	doc = append(doc, namesDoc("Must be filtered by: ", f.Required)...)
	for _, e := range f.Expressions {
		doc = append(doc, "Filters on "+folded(e.Path)+": "+folded(e.Allowed)+".")
	}
	return doc
}

// sameDoc says whether the paragraphs are there already.
func sameDoc(doc ir.Doc, more []string) bool {
	for i := 0; i+len(more) <= len(doc); i++ {
		if slices.Equal(doc[i:i+len(more)], more) {
			return true
		}
	}
	return false
}
