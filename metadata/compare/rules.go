package compare

// This file is the table of rules. docs/diff.md is made of it, and the names are what configurations ignore: they do
// not change.

import "slices"

// Rule says what a kind of change does to programs.
type Rule struct {
	// Name is kebab-case and stable.
	Name string
	// Class is the worst that the change does.
	Class Class
	// BreaksGo says that what compiled may not compile any more. Rules of the class Go have it; of those of the class
	// Wire, some.
	BreaksGo bool
	// Text says on one line what the change is and why it has its class.
	Text string
}

// Group is rules that belong together.
type Group struct {
	Title string
	Rules []Rule
}

// Rules returns all rules.
func Rules() []Rule {
	var all []Rule
	for _, g := range Groups() {
		all = append(all, g.Rules...)
	}
	return all
}

// Groups returns all rules by what they are about, as docs/diff.md has them.
func Groups() []Group {
	return []Group{
		{"Types", typeRules()},
		{"Enumerations", enumRules()},
		{"Properties and navigation properties", memberRules()},
		{"Uses of types", useRules()},
		{"Facets", facetRules()},
		{"Actions and functions", operationRules()},
		{"Entity sets, singletons, imports", containerRules()},
		{"Documents, schemas, terms", documentRules()},
		{"What annotations say of values", valueRules()},
		{"What annotations say of requests", requestRules()},
		{"Other annotations", annotationRules()},
	}
}

// RuleNames returns the names of all rules, sorted.
func RuleNames() []string {
	var names []string
	for _, r := range Rules() {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	return names
}

const breaksGo = true

func typeRules() []Rule {
	return []Rule{
		{"type-added", Safe, false, "A type is new."},
		{"derived-type-added", Safe, false, "A type is new that derives from one that the service returns. Its values may come where the base type is declared: they are read as that and keep what it lacks."},
		{"type-removed", Wire, breaksGo, "A type is gone."},
		{"base-type-added", Behavior, false, "A type derives from more types than before: it has their members too, and new values say their type in `@odata.type`."},
		{"base-type-changed", Go, breaksGo, "A type derives from others than before. It has all its members, and nothing declares what it does not derive from any more; in Go, it cannot be converted to that."},
		{"base-type-removed", Wire, breaksGo, "A type does not derive any more from one that it derived from: it cannot stand in its place, and lacks its members."},
		{"abstract-sent", Wire, false, "A type that clients send became abstract: there are only values of derived types."},
		{"abstract-read", Safe, false, "A type that the service alone returns became abstract."},
		{"concrete", Safe, false, "An abstract type became one that has values."},
		{"closed-sent", Wire, false, "A type that clients send is not open any more: dynamic properties are refused."},
		{"closed-read", Safe, false, "A type that the service alone returns is not open any more."},
		{"opened", Safe, false, "A type became open. What is not declared is kept in any case."},
		{"stream-removed", Wire, breaksGo, "Entities have no media stream (`$value`) any more."},
		{"stream-added", Safe, false, "Entities have a media stream (`$value`)."},
		{"key-added", Safe, false, "An entity type without a key has one."},
		{"key-removed", Wire, breaksGo, "An entity type has no key any more."},
		{"key-changed", Wire, breaksGo, "The key has other parts, or a part has another name in URLs. The order of the parts does not count."},
		{"key-moved", Safe, false, "The key is declared by a base type now, or not any more by one, and has the same parts."},
	}
}

func enumRules() []Rule {
	return []Rule{
		{"member-added", Safe, false, "A member is new in an enumeration that announces to grow (`unknownFutureValue`), or that clients only send."},
		{"member-added-closed", Behavior, false, "A member is new in an enumeration that did not announce to grow and that the service returns: programs did not expect it."},
		{"member-removed-sent", Wire, breaksGo, "A member of an enumeration that clients send is gone."},
		{"member-removed-read", Go, breaksGo, "A member of an enumeration that the service alone returns is gone."},
		{"member-value", Wire, false, "A member has another number. Where numbers travel in place of names, they mean something else."},
		{"enum-closed", Behavior, false, "An enumeration does not announce any more to grow: `Validate` refuses members that it does not know."},
		{"enum-opened", Safe, false, "An enumeration announces to grow: it has the member `unknownFutureValue`."},
		{"flags-added-sent", Safe, false, "Values of an enumeration that clients only send may be several members."},
		{"flags-added-read", Wire, false, "Values of an enumeration that the service returns may be several members: what compares them with one member reads them wrongly."},
		{"flags-removed-sent", Wire, breaksGo, "Values of an enumeration that clients send cannot be several members any more."},
		{"flags-removed-read", Go, breaksGo, "Values of an enumeration that the service alone returns cannot be several members any more."},
		{"enum-underlying", Behavior, false, "An enumeration has another underlying type: its members may have other numbers."},
	}
}

func memberRules() []Rule {
	return []Rule{
		{"property-added", Safe, false, "A property is new."},
		{"property-added-required", Behavior, false, "A property is new that cannot be null, has no default and is sent: `ValidateStrict` demands it in a create."},
		{"property-removed-sent", Wire, breaksGo, "A property that clients send is gone."},
		{"property-removed-read", Go, breaksGo, "A property that the service alone returns is gone."},
		{"property-moved", Safe, false, "A property is declared by a base type now, or not any more by one. The type still has it. Where it changed as well, the rule for that counts."},
		{"navigation-added", Safe, false, "A navigation property is new."},
		{"navigation-removed", Wire, breaksGo, "A navigation property is gone."},
		{"navigation-moved", Safe, false, "A navigation property is declared by a base type now, or not any more by one. The type still has it. Where it changed as well, the rule for that counts."},
		{"containment-ended", Go, breaksGo, "What a navigation property leads to is not contained any more: it is created, related and deleted in another way, and patterns of request lines (`/**`) do not lead there."},
		{"containment-begun", Behavior, false, "What a navigation property leads to is contained: it is created, related and deleted in another way."},
		{"partner-changed", Safe, false, "A navigation property has another partner."},
		{"on-delete-changed", Behavior, false, "Deleting an entity does something else to those that depend on it."},
		{"constraint-changed", Safe, false, "A referential constraint is new, gone, or leads to another property."},
		{"default-changed", Behavior, false, "A property has another default value: a create without it makes something else."},
	}
}

func useRules() []Rule {
	return []Rule{
		{"type-replaced", Wire, breaksGo, "A value has another type."},
		{"type-widened-sent", Go, breaksGo, "A value that clients only send has a type with more values."},
		{"type-widened-read", Wire, breaksGo, "A value that the service returns has a type with more values: it may be one that programs cannot read."},
		{"type-narrowed-sent", Wire, breaksGo, "A value that clients send has a type with fewer values."},
		{"type-narrowed-read", Go, breaksGo, "A value that the service alone returns has a type with fewer values."},
		{"type-respelled", Go, breaksGo, "A value has a type of another name that is the same on the wire: a type definition in place of its underlying type, say."},
		{"collection-changed", Wire, breaksGo, "A collection became a single value, or the other way round."},
		{"nullable-sent", Safe, false, "A value that clients only send may be null."},
		{"nullable-read", Behavior, false, "A value that the service returns may be null."},
		{"not-null-sent", Wire, false, "A value that clients send cannot be null any more."},
		{"not-null-read", Safe, false, "A value that the service alone returns is never null any more."},
		{"items-nullable", Go, breaksGo, "Items of a collection may be null: in Go they are optional values."},
		{"items-nullable-unstated", Go, breaksGo, "It is not said any more that items of a collection may be null: in Go they are plain values."},
		{"items-not-null-sent", Wire, breaksGo, "Items of a collection that clients send cannot be null any more."},
		{"items-not-null-read", Go, breaksGo, "Items of a collection that the service alone returns are never null any more: in Go they are plain values."},
		{"items-not-null-stated", Behavior, false, "It is said that items of a collection are never null, where nothing was said: `Validate` refuses null."},
		{"items-not-null-unstated", Safe, false, "It is not said any more that items of a collection are never null."},
	}
}

func facetRules() []Rule {
	bounds := func(facet, what string) []Rule {
		return []Rule{
			{facet + "-narrower-sent", Wire, false, what + " allows less of a value that clients send."},
			{facet + "-narrower-read", Safe, false, what + " allows less of a value that the service alone returns."},
			{facet + "-wider-sent", Safe, false, what + " allows more of a value that clients only send."},
			{facet + "-wider-read", Behavior, false, what + " allows more of a value that the service returns: what stores it may not have the room."},
		}
	}
	stated := func(facet, what string) []Rule {
		return []Rule{
			{facet + "-stated", Behavior, false, what + " is given, where nothing was said: `Validate` checks it."},
			{facet + "-unstated", Safe, false, what + " is not given any more: `Validate` does not check it."},
		}
	}
	return slices.Concat(
		bounds("max-length", "`MaxLength`"), bounds("precision", "`Precision`"), stated("precision", "`Precision` of a time or duration"),
		bounds("scale", "`Scale`"), stated("scale", "`Scale`"), bounds("unicode", "`Unicode`"),
		[]Rule{{"srid-changed", Wire, false, "A place is in another coordinate system (`SRID`)."}})
}

func operationRules() []Rule {
	return []Rule{
		{"operation-added", Safe, false, "An action, a function, or an overload is new."},
		{"overload-added-shorter", Go, breaksGo, "An overload of a function is new that has fewer parameters than the others: where a pattern of request lines (`/**`) reaches them, it has the short name in Go."},
		{"operation-removed", Wire, breaksGo, "An action, a function, or an overload is gone."},
		{"composable-removed", Wire, false, "A path cannot go on after a call of the function any more."},
		{"composable-added", Safe, false, "A path can go on after a call of the function."},
		{"entity-set-path-changed", Safe, false, "What is returned belongs to another entity set."},
		{"return-added", Go, breaksGo, "An action that returned nothing returns a value."},
		{"return-removed", Wire, breaksGo, "An action returns nothing any more."},
		{"binding-parameter-renamed", Safe, false, "The binding parameter has another name, which is in no request."},
		{"function-parameter-added", Go, breaksGo, "A function has a new parameter that may be left out: in Go its method has one more argument."},
		{"function-parameter-added-required", Wire, breaksGo, "A function has a new parameter that calls have to have."},
		{"action-parameter-added", Safe, false, "An action has a new parameter that may be left out."},
		{"action-parameter-added-required", Wire, false, "An action has a new parameter that calls have to have."},
		{"parameter-removed", Wire, breaksGo, "A parameter is gone."},
		{"function-parameter-optional", Go, breaksGo, "A parameter of a function may be left out: in Go it is an optional value."},
		{"function-parameter-required", Wire, breaksGo, "A parameter of a function cannot be left out any more."},
		{"action-parameter-optional", Safe, false, "A parameter of an action may be left out."},
		{"action-parameter-required", Wire, false, "A parameter of an action cannot be left out any more."},
		{"parameter-default-changed", Behavior, false, "A parameter that is left out counts as another value."},
	}
}

func containerRules() []Rule {
	return []Rule{
		{"container-added", Safe, false, "A document that only held types has an entity container."},
		{"container-removed", Wire, breaksGo, "The document has no entity container any more."},
		{"container-renamed", Safe, false, "The entity container has another name, which is in no request. `names:` and overlays may name it."},
		{"resource-added", Safe, false, "An entity set, a singleton or an import of an operation is new."},
		{"resource-removed", Wire, breaksGo, "An entity set, a singleton or an import of an operation is gone."},
		{"import-changed", Wire, breaksGo, "An import calls another action or function."},
		{"import-set-changed", Safe, false, "What an import returns belongs to another entity set."},
		{"service-document-changed", Safe, false, "An entity set or import is listed in the service document, or is not any more."},
		{"binding-added", Safe, false, "It is said to which entity set a navigation property leads."},
		{"binding-removed", Behavior, false, "It is not said any more to which entity set a navigation property leads."},
		{"binding-changed", Behavior, false, "A navigation property leads to another entity set: what is related to it has other URLs."},
	}
}

func documentRules() []Rule {
	return []Rule{
		{"version-changed", Behavior, false, "The document is of another version of OData."},
		{"schema-added", Safe, false, "A schema is new. What it holds is listed too."},
		{"schema-removed", Safe, false, "A schema is gone. What it held is listed too."},
		{"alias-changed", Behavior, false, "A schema has another alias: lines of a configuration that use the old one find nothing."},
		{"term-added", Safe, false, "A term is new."},
		{"term-removed", Safe, false, "A term is gone."},
		{"term-changed", Safe, false, "A term has another type, base term, default or use."},
	}
}

func valueRules() []Rule {
	return []Rule{
		{"computed-added", Behavior, false, "The service alone sets a value: `Validate` refuses it in a create or update."},
		{"computed-removed", Safe, false, "Clients may set a value that the service alone set."},
		{"immutable-added", Behavior, false, "A value cannot change after the create: `Validate` refuses it in an update."},
		{"immutable-removed", Safe, false, "A value may change after the create."},
		{"permissions-changed", Behavior, false, "Clients may do something else with a value (`Core.Permissions`)."},
		{"computed-default-added", Safe, false, "The service sets a value that a create leaves out."},
		{"computed-default-removed", Behavior, false, "The service does not set a value any more that a create leaves out: `ValidateStrict` may demand it."},
		{"pattern-added", Behavior, false, "A text has to match a pattern."},
		{"pattern-changed", Behavior, false, "A text has to match another pattern."},
		{"pattern-removed", Safe, false, "A text need not match a pattern any more."},
		{"minimum-stricter", Behavior, false, "There is a smallest value, or a larger one than before."},
		{"minimum-looser", Safe, false, "The smallest value is smaller, or there is none any more."},
		{"maximum-stricter", Behavior, false, "There is a largest value, or a smaller one than before."},
		{"maximum-looser", Safe, false, "The largest value is larger, or there is none any more."},
		{"multiple-of-changed", Behavior, false, "Values have to be multiples of a number, or of another one."},
		{"multiple-of-removed", Safe, false, "Values need not be multiples of a number any more."},
		{"items-stricter", Behavior, false, "A collection has to have more items, or cannot have as many."},
		{"items-looser", Safe, false, "A collection may have fewer items, or more."},
		{"allowed-values-stricter", Behavior, false, "Values that were allowed are not any more."},
		{"allowed-values-looser", Safe, false, "More values are allowed."},
		{"derived-types-stricter", Behavior, false, "Values cannot be of some derived types any more."},
		{"derived-types-looser", Safe, false, "Values may be of more derived types."},
		{"constraint-stated", Safe, false, "It is said what has to hold for a value. Only the service can check it."},
		{"constraint-withdrawn", Safe, false, "It is not said any more what has to hold for a value."},
		{"validation-read", Safe, false, "It is said something else of which values there are, of one that the service alone returns."},
		{"unit-changed", Wire, false, "A number is in another unit or currency: the same number means something else."},
		{"media-type-changed", Behavior, false, "A stream or a binary value has another media type."},
		{"media-type-refused", Wire, false, "The service does not accept a media type any more."},
		{"media-type-accepted", Safe, false, "The service accepts another media type."},
	}
}

func requestRules() []Rule {
	var rules []Rule
	for _, r := range []struct{ name, what string }{
		{"insert", "Entities cannot be created"}, {"update", "Entities cannot be changed"}, {"delete", "Entities cannot be deleted"},
		{"read", "The resource cannot be read"}, {"index-by-key", "Entities cannot be addressed by key"},
		{"query-option", "The resource does not have a query option"},
	} {
		rules = append(rules, Rule{r.name + "-refused", Wire, false, r.what + " any more."},
			Rule{r.name + "-allowed", Safe, false, "It is not said any more: \"" + r.what + "\"."})
	}
	return append(rules,
		Rule{"query-option-narrower", Wire, false, "A query option cannot be used with a property or an expression any more."},
		Rule{"query-option-wider", Safe, false, "A query option can be used with another property or expression."},
		Rule{"filter-required", Wire, false, "A request has to have a filter, or has to restrict a property."},
		Rule{"filter-not-required", Safe, false, "A request need not have a filter any more, or need not restrict a property."},
		Rule{"required-properties-added", Behavior, false, "A create or update has to have a property: the request's validation demands it."},
		Rule{"required-properties-removed", Safe, false, "A create or update need not have a property any more."},
		Rule{"fixed-properties-added", Behavior, false, "A create or update cannot set a property any more."},
		Rule{"fixed-properties-removed", Safe, false, "A create or update can set a property."},
		Rule{"custom-parameter-required", Wire, false, "A request has to have a header or query option of the service's own."},
		Rule{"custom-parameter-optional", Safe, false, "A request need not have a header or query option of the service's own any more."},
		Rule{"update-method-refused", Wire, false, "An update cannot have a method any more."},
		Rule{"update-method-allowed", Safe, false, "An update can have another method."},
		Rule{"scopes-changed", Behavior, false, "A request needs other permissions: `Scopes()` says which, and a token may lack them."},
		Rule{"navigability-changed", Behavior, false, "Requests may lead less far from a resource, or farther."},
		Rule{"alternate-key-added", Safe, false, "There is another alternate key."},
		Rule{"alternate-key-removed", Wire, false, "An alternate key is gone."})
}

func annotationRules() []Rule {
	return []Rule{
		{"deprecated", Behavior, false, "An element is deprecated: linters say so where it is used."},
		{"deprecation-changed", Behavior, false, "It is said something else of why or until when an element is deprecated."},
		{"deprecation-withdrawn", Safe, false, "An element is not deprecated any more."},
		{"revisions-changed", Safe, false, "The history of an element has changed, but for its deprecation."},
		{"description-changed", Safe, false, "An element is described in other words. They are comments in Go."},
		{"annotation-added", Safe, false, "There is another annotation, of which csdlgen makes nothing but comments."},
		{"annotation-removed", Safe, false, "An annotation is gone, of which csdlgen made nothing but comments."},
		{"annotation-changed", Safe, false, "An annotation has another value, of which csdlgen makes nothing but comments."},
	}
}
