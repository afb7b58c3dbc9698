package compare

// This file compares what the Capabilities vocabulary says of requests to a resource: which the service has, what they
// demand, which permissions they need.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// resource compares the restrictions of a resource, of navigation from it, and of calls.
func (p pair) resource() []effect {
	all := abilities(vocab.AbilitiesOf(p.old), vocab.AbilitiesOf(p.new))
	all = append(all, restriction("call", vocab.OperationRestrictions(p.old), vocab.OperationRestrictions(p.new))...)
	return append(all, navigation(vocab.NavigationRestrictions(p.old), vocab.NavigationRestrictions(p.new))...)
}

// navigation compares what a resource says of the navigation properties that are reached from it.
func navigation(old, new vocab.Navigation) []effect {
	all := changed("navigability-changed", members(old.Navigability), members(new.Navigability), orNil)
	match(old.Restrictions, new.Restrictions, func(r vocab.PathRestriction) string { return r.Path }, func(before, after *vocab.PathRestriction) {
		var was, is vocab.Abilities
		path := ""
		if before != nil {
			was, path = vocab.AbilitiesOf(nil, *before), before.Path
		}
		if after != nil {
			is, path = vocab.AbilitiesOf(nil, *after), after.Path
		}
		effects := append(abilities(was, is), changed("navigability-changed", members(was.Navigability()), members(is.Navigability()), orNil)...)
		for _, e := range effects {
			all = append(all, effect{e.rule, ofPath(path, e.old), ofPath(path, e.new)})
		}
	})
	return all
}

// ofPath says for which path a value holds.
func ofPath(path string, value any) any {
	if value == nil {
		return nil
	}
	return path + ": " + text(value)
}

func members(c vocab.Choice) string {
	return strings.Join(slices.Sorted(slices.Values(c.Members)), ",")
}

func abilities(old, new vocab.Abilities) []effect {
	return slices.Concat(
		restriction("insert", old.Insert(), new.Insert()), restriction("update", old.Update(), new.Update()), restriction("delete", old.Delete(), new.Delete()),
		restriction("read", old.Read(), new.Read()), readByKey(old, new), options(old, new), filter(old.Filter(), new.Filter()))
}

// readByKey compares reading one entity, as far as that is not what is said of reading in general.
func readByKey(old, new vocab.Abilities) []effect {
	var all []effect
	general := restriction("read", old.Read(), new.Read())
	for _, e := range restriction("read", old.ReadByKey(), new.ReadByKey()) {
		if !slices.ContainsFunc(general, func(g effect) bool {
			return g.rule == e.rule && text(g.old) == text(e.old) && text(g.new) == text(e.new)
		}) {
			all = append(all, e)
		}
	}
	return append(all, denied("index-by-key", old.IndexableByKey(), new.IndexableByKey())...)
}

// denied compares whether something is refused: the rules are NAME-refused and NAME-allowed.
func denied(name string, old, new vocab.Flag) []effect {
	if old.Denied() == new.Denied() {
		return nil
	}
	say := func(f vocab.Flag) any {
		if !f.Given {
			return nil
		}
		return f.Name + "=" + text(f.Value)
	}
	if new.Denied() {
		return []effect{{name + "-refused", say(old), say(new)}}
	}
	return []effect{{name + "-allowed", say(old), say(new)}}
}

// restriction compares what is said of one kind of request.
func restriction(name string, old, new vocab.Restriction) []effect {
	var all []effect
	if name != "call" {
		all = denied(name, old.Able, new.Able)
	}
	fixed := func(r vocab.Restriction) []string {
		return slices.Concat(r.NotSet, r.NotSetNavigation, r.NotChanged, r.NotChangedNavigation)
	}
	return slices.Concat(all,
		listed("required-properties-added", "required-properties-removed", old.Required, new.Required),
		listed("fixed-properties-added", "fixed-properties-removed", fixed(old), fixed(new)),
		listed("custom-parameter-required", "custom-parameter-optional", requiredParameters(old), requiredParameters(new)),
		changed("scopes-changed", scopes(old.Permissions), scopes(new.Permissions), orNil),
		updateMethods(old.UpdateMethod, new.UpdateMethod))
}

// requiredParameters are the headers and query options of the service's own that a request has to have.
func requiredParameters(r vocab.Restriction) []string {
	var all []string
	for _, p := range slices.Concat(r.Headers, r.QueryOptions) {
		if p.Required {
			all = append(all, p.Name)
		}
	}
	return all
}

func scopes(all []vocab.Permission) string {
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = p.Scheme + ": " + strings.Join(slices.Sorted(slices.Values(p.Scopes)), ", ")
	}
	slices.Sort(texts)
	return strings.Join(texts, "; ")
}

// updateMethods compares the methods that an update may have; one that is not said may be any.
func updateMethods(old, new vocab.Choice) []effect {
	switch {
	case !old.Given && !new.Given:
		return nil
	case !old.Given:
		return []effect{{"update-method-refused", nil, members(new)}}
	case !new.Given:
		return []effect{{"update-method-allowed", members(old), nil}}
	}
	return listed("update-method-allowed", "update-method-refused", old.Members, new.Members)
}

// options compares which query options the service has, and on what.
func options(old, new vocab.Abilities) []effect {
	oldCount, newCount := old.Count(), new.Count()
	oldSort, newSort := old.Sort(), new.Sort()
	oldExpand, newExpand := old.Expand(), new.Expand()
	oldSearch, newSearch := old.Search(), new.Search()
	return slices.Concat(
		denied("query-option", oldCount.Countable, newCount.Countable), denied("query-option", oldSort.Sortable, newSort.Sortable),
		denied("query-option", oldExpand.Expandable, newExpand.Expandable), denied("query-option", oldSearch.Searchable, newSearch.Searchable),
		denied("query-option", old.Select(), new.Select()), denied("query-option", old.Top(), new.Top()), denied("query-option", old.Skip(), new.Skip()),
		notIn(oldCount.Not, newCount.Not), notIn(oldSort.Not, newSort.Not), notIn(oldExpand.Not, newExpand.Not),
		notIn(oldSort.AscendingOnly, newSort.AscendingOnly), notIn(oldSort.DescendingOnly, newSort.DescendingOnly), notIn(oldSearch.Unsupported, newSearch.Unsupported))
}

// notIn compares what a query option cannot be used with.
func notIn(old, new []string) []effect {
	return listed("query-option-narrower", "query-option-wider", old, new)
}

func filter(old, new vocab.Filtering) []effect {
	expressions := func(f vocab.Filtering) []string {
		var all []string
		for _, e := range f.Expressions {
			all = append(all, e.Path+" "+e.Allowed)
		}
		return all
	}
	return slices.Concat(denied("query-option", old.Filterable, new.Filterable),
		turned("filter-required", "filter-not-required", old.Needed, new.Needed),
		listed("filter-required", "filter-not-required", old.Required, new.Required),
		notIn(old.Not, new.Not), notIn(expressions(old), expressions(new)))
}
