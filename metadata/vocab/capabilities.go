package vocab

// This file reads the Capabilities vocabulary: what a service demands of requests to a resource, and which requests it
// does not have. The terms stand on an entity set, a singleton or a navigation property; NavigationRestrictions of what
// comes before a navigation property in a path may say more.

import "github.com/csdlgen/csdlgen/metadata"

const capabilities = "Org.OData.Capabilities.V1."

// PathRestriction is what the NavigationRestrictions of one resource say of a navigation property that is reached from
// it.
type PathRestriction struct {
	// Path leads to the navigation property.
	Path string
	of   *metadata.Record
}

// Navigation is what a resource says of the navigation properties that are reached from it.
type Navigation struct {
	// Navigability is how far requests may lead from the resource: Recursive, Single or None.
	Navigability Choice
	Restrictions []PathRestriction
}

// NavigationRestrictions reads what a resource says of the navigation properties that are reached from it.
func NavigationRestrictions(as metadata.Annotations) Navigation {
	r := recordOf(valueOf(as, capabilities+"NavigationRestrictions"))
	n := Navigation{Navigability: choice("Navigability", r.get("Navigability"))}
	for _, one := range metadata.RecordsOf(r.get("RestrictedProperties")) {
		if path, ok := pathOf(one.Get("NavigationProperty")); ok {
			n.Restrictions = append(n.Restrictions, PathRestriction{Path: path, of: one})
		}
	}
	return n
}

// Abilities are what the schema says of requests to a resource. The zero value says nothing.
type Abilities struct {
	paths []PathRestriction
	own   metadata.Annotations
}

// AbilitiesOf are the abilities of a resource with these annotations. The restrictions for the path by which it is
// reached count before them, in their order.
func AbilitiesOf(own metadata.Annotations, paths ...PathRestriction) Abilities {
	return Abilities{paths: paths, own: own}
}

// term is the value of a term of the vocabulary, or nil.
func (a Abilities) term(name string) metadata.Expression {
	for _, p := range a.paths {
		if value := p.of.Get(name); value != nil {
			return value
		}
	}
	return valueOf(a.own, capabilities+name)
}

func (a Abilities) record(name string) record { return recordOf(a.term(name)) }

// Navigability is how far requests may lead over the resource, as the paths to it say; absent where they do not.
func (a Abilities) Navigability() Choice {
	for _, p := range a.paths {
		if value := p.of.Get("Navigability"); value != nil {
			return choice("Navigability", value)
		}
	}
	return Choice{Name: "Navigability"}
}

// IndexableByKey says whether entities of a collection can be addressed by key.
func (a Abilities) IndexableByKey() Flag { return flag("IndexableByKey", a.term("IndexableByKey")) }

// Top says whether $top is supported.
func (a Abilities) Top() Flag { return flag("TopSupported", a.term("TopSupported")) }

// Skip says whether $skip is supported.
func (a Abilities) Skip() Flag { return flag("SkipSupported", a.term("SkipSupported")) }

// Select says whether $select is supported.
func (a Abilities) Select() Flag {
	return flag("Supported", a.record("SelectSupport").get("Supported"))
}

// Restriction is what the schema says of one kind of request. The zero value says nothing.
type Restriction struct {
	// Able says whether the service has such requests: Readable, Insertable, Updatable, Deletable.
	Able                         Flag
	Description, LongDescription string
	// Required are the paths of the properties that a body has to have.
	Required []string
	// NotSet are the paths of the properties, then navigation properties, that a create cannot set; NotChanged those
	// that an update cannot.
	NotSet, NotSetNavigation, NotChanged, NotChangedNavigation []string
	Headers, QueryOptions                                      []CustomParameter
	// Permissions are the permissions that a request needs, those of one of them.
	Permissions []Permission
	// UpdateMethod are the methods that an update may have.
	UpdateMethod Choice
}

// CustomParameter is a header or query option that the service has invented.
type CustomParameter struct {
	Name, Description string
	// HasDescription says whether the schema describes it, be it by an empty text.
	HasDescription bool
	Required       bool
}

// Insert is what the schema says of creating entities.
func (a Abilities) Insert() Restriction {
	return restriction(a.record("InsertRestrictions"), "Insertable")
}

// Update is what the schema says of changing and replacing entities.
func (a Abilities) Update() Restriction {
	return restriction(a.record("UpdateRestrictions"), "Updatable")
}

// Delete is what the schema says of deleting entities.
func (a Abilities) Delete() Restriction {
	return restriction(a.record("DeleteRestrictions"), "Deletable")
}

// Read is what the schema says of reading a collection or a single value.
func (a Abilities) Read() Restriction { return restriction(a.record("ReadRestrictions"), "Readable") }

// ReadByKey is what the schema says of reading one entity; what it says of reading counts where it does not say
// otherwise.
func (a Abilities) ReadByKey() Restriction {
	r := a.record("ReadRestrictions")
	if byKey, ok := r.get("ReadByKeyRestrictions").(*metadata.Record); ok {
		r = append(record{byKey}, r...)
	}
	return restriction(r, "Readable")
}

// OperationRestrictions is what the schema says of calling an action or a function.
func OperationRestrictions(as metadata.Annotations) Restriction {
	return restriction(recordOf(valueOf(as, capabilities+"OperationRestrictions")), "")
}

func restriction(r record, able string) Restriction {
	out := Restriction{
		Description: stringOf(r.get("Description")), LongDescription: stringOf(r.get("LongDescription")),
		Required: texts(r.get("RequiredProperties")),
		NotSet:   texts(r.get("NonInsertableProperties")), NotSetNavigation: texts(r.get("NonInsertableNavigationProperties")),
		NotChanged: texts(r.get("NonUpdatableProperties")), NotChangedNavigation: texts(r.get("NonUpdatableNavigationProperties")),
		Headers: customParameters(r.get("CustomHeaders")), QueryOptions: customParameters(r.get("CustomQueryOptions")),
		Permissions:  permissions(r.get("Permissions")),
		UpdateMethod: choice("UpdateMethod", r.get("UpdateMethod")),
	}
	if able != "" {
		out.Able = flag(able, r.get(able))
	}
	return out
}

func customParameters(e metadata.Expression) []CustomParameter {
	var all []CustomParameter
	for _, r := range metadata.RecordsOf(e) {
		name, ok := metadata.StringOf(r.Get("Name"))
		if !ok {
			continue
		}
		p := CustomParameter{Name: name, Required: flag("Required", r.Get("Required")).True()}
		p.Description, p.HasDescription = metadata.StringOf(r.Get("Description"))
		all = append(all, p)
	}
	return all
}

// Counting is what the schema says of $count.
type Counting struct {
	Countable Flag
	// Not are the paths of the collections that cannot be counted.
	Not []string
}

// Count is what the schema says of counting.
func (a Abilities) Count() Counting {
	r := a.record("CountRestrictions")
	return Counting{Countable: flag("Countable", r.get("Countable")), Not: texts(r.get("NonCountableProperties"))}
}

// Sorting is what the schema says of $orderby.
type Sorting struct {
	Sortable Flag
	// Not are the paths that cannot be sorted by; AscendingOnly and DescendingOnly those that sort in one direction.
	Not, AscendingOnly, DescendingOnly []string
}

// Sort is what the schema says of $orderby.
func (a Abilities) Sort() Sorting {
	r := a.record("SortRestrictions")
	return Sorting{
		Sortable: flag("Sortable", r.get("Sortable")), Not: texts(r.get("NonSortableProperties")),
		AscendingOnly: texts(r.get("AscendingOnlyProperties")), DescendingOnly: texts(r.get("DescendingOnlyProperties")),
	}
}

// Expanding is what the schema says of $expand.
type Expanding struct {
	Expandable Flag
	// Not are the paths that cannot be expanded.
	Not []string
}

// Expand is what the schema says of $expand.
func (a Abilities) Expand() Expanding {
	r := a.record("ExpandRestrictions")
	return Expanding{Expandable: flag("Expandable", r.get("Expandable")), Not: texts(r.get("NonExpandableProperties"))}
}

// Searching is what the schema says of $search.
type Searching struct {
	Searchable Flag
	// Unsupported are the expressions that $search does not understand: AND, OR, NOT, phrase, group.
	Unsupported []string
}

// Search is what the schema says of $search.
func (a Abilities) Search() Searching {
	r := a.record("SearchRestrictions")
	s := Searching{Searchable: flag("Searchable", r.get("Searchable")), Unsupported: members(r.get("UnsupportedExpressions"))}
	if len(s.Unsupported) > 0 && s.Unsupported[0] == "none" {
		s.Unsupported = nil
	}
	return s
}

// Filtering is what the schema says of $filter.
type Filtering struct {
	Filterable Flag
	// Needed says that every request has to have a filter; Required are the paths that it has to restrict.
	Needed   bool
	Required []string
	// Not are the paths that cannot be filtered by.
	Not []string
	// Expressions say which expressions a path may be in.
	Expressions []FilterExpression
}

// FilterExpression says which expressions a path may be in: SingleValue, MultiValue, SearchExpression and others.
type FilterExpression struct{ Path, Allowed string }

// Filter is what the schema says of $filter.
func (a Abilities) Filter() Filtering {
	r := a.record("FilterRestrictions")
	f := Filtering{
		Filterable: flag("Filterable", r.get("Filterable")), Needed: flag("RequiresFilter", r.get("RequiresFilter")).True(),
		Required: texts(r.get("RequiredProperties")), Not: texts(r.get("NonFilterableProperties")),
	}
	for _, one := range metadata.RecordsOf(r.get("FilterExpressionRestrictions")) {
		path, isPath := pathOf(one.Get("Property"))
		allowed, isText := metadata.StringOf(one.Get("AllowedExpressions"))
		if isPath && isText {
			f.Expressions = append(f.Expressions, FilterExpression{path, allowed})
		}
	}
	return f
}

// KeyAsSegmentSupported says of an entity container whether the service takes keys as segments of their own.
func KeyAsSegmentSupported(as metadata.Annotations) bool {
	return tagged(as, capabilities+"KeyAsSegmentSupported")
}

// BatchFormats are the media types of batches that the service takes, as its entity container says; none where it does
// not say.
func BatchFormats(as metadata.Annotations) []string {
	return texts(recordOf(valueOf(as, capabilities+"BatchSupport")).get("SupportedFormats"))
}
