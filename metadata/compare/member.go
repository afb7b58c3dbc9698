package compare

// This file compares properties and navigation properties. They are listed where they are declared; one that moves
// between a type and its base types is the same member to a program, and is compared as such.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// members compares what the two types themselves declare.
func (c *comparer) members(old, new *metadata.StructuredType) {
	var properties, navigation guesser
	match(old.Properties, new.Properties, func(p *metadata.Property) string { return p.Name }, func(before, after **metadata.Property) {
		switch {
		case before == nil:
			c.addedProperty(old, new, *after, &properties)
		case after == nil:
			c.removedProperty(new, *before, &properties)
		default:
			c.property(*before, *after)
		}
	})
	c.guess(properties)
	match(old.Navigation, new.Navigation, func(n *metadata.NavigationProperty) string { return n.Name }, func(before, after **metadata.NavigationProperty) {
		switch {
		case before == nil:
			c.addedNavigation(old, *after, &navigation)
		case after == nil:
			c.removedNavigation(new, *before, &navigation)
		default:
			c.navigation(*before, *after)
		}
	})
	c.guess(navigation)
}

func (c *comparer) propertySubject(old, new *metadata.Property) subject {
	name := new.Owner.QualifiedName()
	r := c.memberRole(name)
	if vocab.Computed(new.Annotations) && (old == new || vocab.Computed(old.Annotations)) {
		if r == 0 {
			r = both
		}
		r &^= sent
	}
	return subject{kind: KindProperty, name: name + "/" + new.Name, old: old.Pos, new: new.Pos, role: r}
}

func (c *comparer) addedProperty(old, new *metadata.StructuredType, p *metadata.Property, guess *guesser) {
	s := c.propertySubject(p, p)
	if inherited := old.Property(p.Name); inherited != nil {
		rule := c.moved("property-moved", func() { c.propertyPair(s, inherited, p) })
		c.add(s, rule, useText(p.TypeRef))
		c.last().Old, c.last().Places = useText(inherited.TypeRef), places(inherited.Pos, p.Pos)
		return
	}
	rule := "property-added"
	if s.role != read && isRequired(new, p) {
		rule = "property-added-required"
	}
	guess.added(c.mark(), p.Name, "type", useText(p.TypeRef))
	c.add(s, rule, useText(p.TypeRef))
}

// isRequired says whether a create has to have the property: null is not allowed, and nobody else sets it.
func isRequired(of *metadata.StructuredType, p *metadata.Property) bool {
	isKey := slices.ContainsFunc(of.Keys(), func(k *metadata.PropertyRef) bool { return k.Path == p.Name })
	return !p.Nullable && !p.Collection && p.DefaultValue == nil && !isKey && !vocab.ComputedDefault(p.Annotations)
}

func (c *comparer) removedProperty(new *metadata.StructuredType, p *metadata.Property, guess *guesser) {
	s := c.propertySubject(p, p)
	if inherited := new.Property(p.Name); inherited != nil {
		rule := c.moved("property-moved", func() { c.propertyPair(s, p, inherited) })
		c.remove(s, rule, useText(p.TypeRef))
		c.last().New, c.last().Places = useText(inherited.TypeRef), places(p.Pos, inherited.Pos)
		return
	}
	guess.removed(c.mark(), p.Name, "type", useText(p.TypeRef))
	c.remove(s, narrower("property-removed", s.role), useText(p.TypeRef))
}

// moved is the rule for a member that is declared elsewhere now: that of the worst change besides, if there is any. The
// member is listed once, as added or removed where it was or is declared; its annotations are listed on their own.
func (c *comparer) moved(rule string, comparing func()) string {
	from := len(c.changes)
	comparing()
	all := slices.Clone(c.changes[from:])
	c.changes = c.changes[:from]
	worst := len(Classes())
	for _, change := range all {
		switch rank := slices.Index(Classes(), change.Class); {
		case change.Kind == KindAnnotation:
			c.changes = append(c.changes, change)
		case rank < worst && change.Kind != KindConstraint:
			rule, worst = change.Rule, rank
		}
	}
	return rule
}

func (c *comparer) property(old, new *metadata.Property) {
	c.propertyPair(c.propertySubject(old, new), old, new)
}

func (c *comparer) propertyPair(s subject, old, new *metadata.Property) {
	c.use(s, old.TypeRef, new.TypeRef)
	if !sameDefault(old, new) {
		c.note(s, "default-changed", textOf(old.DefaultValue), textOf(new.DefaultValue))
	}
	c.annotations(s, old.Annotations, new.Annotations)
}

// sameDefault says whether two properties have one default value. A floating-point number may be written in many ways.
func sameDefault(old, new *metadata.Property) bool {
	if old.DefaultValue == nil || new.DefaultValue == nil {
		return old.DefaultValue == new.DefaultValue
	}
	if form := wireForm(new.Type); form == "Double" || form == "Single" {
		const bits = 64
		before, oldErr := strconv.ParseFloat(*old.DefaultValue, bits)
		after, newErr := strconv.ParseFloat(*new.DefaultValue, bits)
		if oldErr == nil && newErr == nil && before == after {
			return true
		}
	}
	return *old.DefaultValue == *new.DefaultValue
}

// textOf is a text that may not be given, or nil.
func textOf(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

func (c *comparer) navigationSubject(old, new *metadata.NavigationProperty) subject {
	name := new.Owner.QualifiedName()
	return subject{kind: KindNavigation, name: name + "/" + new.Name, old: old.Pos, new: new.Pos, role: c.memberRole(name)}
}

func navigationText(n *metadata.NavigationProperty) string {
	return metadata.TypeText(n.Type, n.Collection)
}

func (c *comparer) addedNavigation(old *metadata.StructuredType, n *metadata.NavigationProperty, guess *guesser) {
	s := c.navigationSubject(n, n)
	if inherited, ok := old.Member(n.Name).(*metadata.NavigationProperty); ok {
		rule := c.moved("navigation-moved", func() { c.navigationPair(s, inherited, n) })
		c.add(s, rule, navigationText(n))
		c.last().Old, c.last().Places = navigationText(inherited), places(inherited.Pos, n.Pos)
		return
	}
	guess.added(c.mark(), n.Name, "type", navigationText(n))
	c.add(s, "navigation-added", navigationText(n))
}

func (c *comparer) removedNavigation(new *metadata.StructuredType, n *metadata.NavigationProperty, guess *guesser) {
	s := c.navigationSubject(n, n)
	if inherited, ok := new.Member(n.Name).(*metadata.NavigationProperty); ok {
		rule := c.moved("navigation-moved", func() { c.navigationPair(s, n, inherited) })
		c.remove(s, rule, navigationText(n))
		c.last().New, c.last().Places = navigationText(inherited), places(n.Pos, inherited.Pos)
		return
	}
	guess.removed(c.mark(), n.Name, "type", navigationText(n))
	c.remove(s, "navigation-removed", navigationText(n))
}

func (c *comparer) navigation(old, new *metadata.NavigationProperty) {
	c.navigationPair(c.navigationSubject(old, new), old, new)
}

func (c *comparer) navigationPair(s subject, old, new *metadata.NavigationProperty) {
	c.typeOfUse(s, old.Type, new.Type, old.Collection, new.Collection)
	if !old.Collection && !new.Collection && old.Nullable != new.Nullable {
		rule := narrower("not-null", s.role)
		if new.Nullable {
			rule = wider("nullable", s.role)
		}
		c.note(s, rule, old.Nullable, new.Nullable)
	}
	for _, e := range turned("containment-begun", "containment-ended", old.ContainsTarget, new.ContainsTarget) {
		c.note(s, e.rule, e.old, e.new)
	}
	if old.Partner != new.Partner {
		c.note(s, "partner-changed", orNil(old.Partner), orNil(new.Partner))
	}
	if old.OnDelete != new.OnDelete {
		c.note(s, "on-delete-changed", orNil(old.OnDelete), orNil(new.OnDelete))
	}
	c.constraints(s, old.Constraints, new.Constraints)
	c.annotations(s, old.Annotations, new.Annotations)
}

func (c *comparer) constraints(s subject, old, new []metadata.ReferentialConstraint) {
	id := func(r metadata.ReferentialConstraint) string { return r.Property }
	match(old, new, id, func(before, after *metadata.ReferentialConstraint) {
		switch {
		case before == nil:
			c.add(subject{kind: KindConstraint, name: s.name + "/" + after.Property, new: after.Pos}, "constraint-changed", after.ReferencedProperty)
		case after == nil:
			c.remove(subject{kind: KindConstraint, name: s.name + "/" + before.Property, old: before.Pos}, "constraint-changed", before.ReferencedProperty)
		default:
			of := subject{kind: KindConstraint, name: s.name + "/" + after.Property, old: before.Pos, new: after.Pos}
			if before.ReferencedProperty != after.ReferencedProperty {
				c.note(of, "constraint-changed", before.ReferencedProperty, after.ReferencedProperty)
			}
			c.annotations(of, before.Annotations, after.Annotations)
		}
	})
}

// text is a value of a change as text; lists are written with commas.
func text(value any) string {
	if list, ok := value.([]string); ok {
		return strings.Join(list, ", ")
	}
	return fmt.Sprint(value)
}
