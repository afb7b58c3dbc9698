// Package selection finds what a package has to hold: it gives request lines a meaning in a service's model, and
// computes the closure of types that the selected operations and types need, with the reason for each.
package selection

// This file computes what has to be in the package: the bodies and results of the selected operations, the types that
// are asked for by name, the types of their properties, and so on. Everything in the closure knows why it is there.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// Name is a text of the configuration and where it stands.
type Name struct {
	Text string
	Pos  diag.Pos
}

// Rules say what the closure takes besides what the operations need.
type Rules struct {
	// Types are qualified names or globs: "*" stands for any part of a name without a dot, "**" for any part.
	Types []Name
	// Properties are allow-lists of structural properties, by the type's qualified name.
	Properties []Members
	// Expand names the navigation properties that become fields, by the type's qualified name.
	Expand []Members
	// Derived names the derived types that come along with a type, by the type's qualified name; "all" stands for every
	// one.
	Derived []Members
}

// Members names members of a type.
type Members struct {
	Type  Name
	Names []Name
}

// Closure is what a package holds. Types are sorted by qualified name.
type Closure struct {
	Operations []*Operation
	Types      []*Member
	// First is the type that the configuration asks for first; nil where it asks for none.
	First    *Member
	byType   map[metadata.Type]*Member
	expanded map[*metadata.StructuredType][]*metadata.NavigationProperty
	allowed  map[*metadata.StructuredType][]string
	derived  map[*metadata.StructuredType][]*metadata.StructuredType
	families map[*metadata.StructuredType][]*metadata.StructuredType
	named    map[metadata.Type]bool
}

// Member is a type of the closure and why it is there.
type Member struct {
	Type metadata.Type
	// Reason is what asked for the type first: a request line, "types: pattern", or a member of the type From.
	Reason string
	// From is the type whose member asked; nil where the configuration did.
	From *Member
	// Pos is where the configuration asks; only where From is nil.
	Pos diag.Pos
	// Others are the further reasons, in the order in which they were found; they have no Others themselves.
	Others []*Member
	// order is the place in the configuration of what asked, request lines first; only where From is nil.
	order int
}

// Rank is the place in the configuration of what brought the type: the index of a request line among the operations,
// after them that of an entry of types.
func (m *Member) Rank() int {
	for m.From != nil {
		m = m.From
	}
	return m.order
}

// Chain returns the reasons from the configuration down to the member, one per line.
func (m *Member) Chain() []string {
	if m == nil {
		return nil
	}
	return append(m.From.Chain(), m.Reason)
}

// Has returns the member for the type, or nil.
func (c *Closure) Has(t metadata.Type) *Member { return c.byType[t] }

// Properties returns the properties of the type that become fields: all, or the ones of its allow-list; keys always.
func (c *Closure) Properties(t *metadata.StructuredType) []*metadata.Property {
	allowed, restricted := c.allowed[t]
	all := t.AllProperties()
	if !restricted {
		return all
	}
	keys := t.Keys()
	return slices.DeleteFunc(all, func(p *metadata.Property) bool {
		isKey := slices.ContainsFunc(keys, func(k *metadata.PropertyRef) bool { return k.Path == p.Name })
		return !isKey && !slices.Contains(allowed, p.Name)
	})
}

// Restricted says whether the type has an allow-list of properties.
func (c *Closure) Restricted(t *metadata.StructuredType) bool {
	_, restricted := c.allowed[t]
	return restricted
}

// Navigation returns the navigation properties of the type that become fields, base first.
func (c *Closure) Navigation(t *metadata.StructuredType) []*metadata.NavigationProperty {
	var all []*metadata.NavigationProperty
	for _, s := range t.Lineage() {
		for _, n := range c.expanded[s] {
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all
}

// Family returns the types of the closure that derive from the type, directly or not, sorted by qualified name.
func (c *Closure) Family(t *metadata.StructuredType) []*metadata.StructuredType { return c.families[t] }

// Named says whether the configuration names the type itself: under types, where a glob is not a name, or as one whose
// derived types come along.
func (c *Closure) Named(t metadata.Type) bool { return c.named[t] }

// group finds the families, once all types are there and sorted.
func (c *Closure) group() {
	for _, m := range c.Types {
		if d, ok := m.Type.(*metadata.StructuredType); ok {
			for base := d.Base; base != nil; base = base.Base {
				c.families[base] = append(c.families[base], d)
			}
		}
	}
}

// Close computes the closure. Rules that name nothing are errors; all of them come back at once.
func Close(model *metadata.Model, operations []*Operation, rules Rules) (*Closure, diag.List) {
	b := closer{
		model: model,
		Closure: &Closure{
			Operations: operations,
			byType:     map[metadata.Type]*Member{},
			expanded:   map[*metadata.StructuredType][]*metadata.NavigationProperty{},
			allowed:    map[*metadata.StructuredType][]string{},
			derived:    map[*metadata.StructuredType][]*metadata.StructuredType{},
			families:   map[*metadata.StructuredType][]*metadata.StructuredType{},
			named:      map[metadata.Type]bool{},
		},
	}
	b.members(rules.Properties, b.allow)
	b.members(rules.Expand, b.expand)
	b.members(rules.Derived, b.derive)
	for i, op := range operations {
		for _, t := range op.needs() {
			b.add(t, &Member{Reason: strings.TrimSpace(op.Line.Text), Pos: op.Line.Pos, order: i})
		}
	}
	for i, name := range rules.Types {
		b.glob(name, len(operations)+i)
	}
	if len(b.Types) > 0 {
		b.First = b.Types[0]
	}
	b.drain()
	sortByName(b.Types, func(m *Member) string { return m.Type.QualifiedName() })
	b.group()
	b.diags.Sort()
	return b.Closure, b.diags
}

// sortByName sorts by names, each of which is made once.
func sortByName[T any](all []T, name func(T) string) {
	type named struct {
		name string
		item T
	}
	names := make([]named, len(all))
	for i, item := range all {
		names[i] = named{name(item), item}
	}
	slices.SortFunc(names, func(a, b named) int { return strings.Compare(a.name, b.name) })
	for i := range names {
		all[i] = names[i].item
	}
}

// closer grows a closure: queue holds the types whose members have not been looked at.
type closer struct {
	*Closure
	model *metadata.Model
	queue []*Member
	diags diag.List
}

func (b *closer) add(t metadata.Type, m *Member) {
	if _, primitive := t.(*metadata.PrimitiveType); primitive {
		return
	}
	m.Type = t
	if first := b.byType[t]; first != nil {
		first.Others = append(first.Others, m)
		return
	}
	b.byType[t] = m
	b.Types = append(b.Types, m)
	b.queue = append(b.queue, m)
}

// drain takes breadth first, so that the reason of a type is the shortest chain.
func (b *closer) drain() {
	for len(b.queue) > 0 {
		m := b.queue[0]
		b.queue = b.queue[1:]
		t, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			continue
		}
		name := t.QualifiedName()
		for _, d := range b.derived[t] {
			b.add(d, &Member{Reason: "derived: " + name, From: m})
		}
		for _, p := range b.Properties(t) {
			if _, primitive := p.Type.(*metadata.PrimitiveType); !primitive { // as most of them are, in large services
				b.add(p.Type, &Member{Reason: name + "/" + p.Name, From: m})
			}
		}
		for _, n := range b.Navigation(t) {
			b.add(n.Type, &Member{Reason: name + "/" + n.Name, From: m})
		}
	}
}

// glob adds every type that the name or pattern fits.
func (b *closer) glob(name Name, order int) {
	reason := func() *Member { return &Member{Reason: "types: " + name.Text, Pos: name.Pos, order: order} }
	if !strings.Contains(name.Text, "*") {
		t := b.model.Type(name.Text)
		if _, primitive := t.(*metadata.PrimitiveType); t == nil || primitive {
			b.noType(name)
			return
		}
		b.named[t] = true
		b.add(t, reason())
		return
	}
	pattern := regexp.QuoteMeta(b.model.Unalias(name.Text))
	pattern = strings.ReplaceAll(pattern, `\*\*`, ".*")
	pattern = strings.ReplaceAll(pattern, `\*`, "[^.]*")
	re, err := regexp.Compile("^" + pattern + "$")
	if err != nil {
		b.noType(name)
		return
	}
	var found []metadata.Type
	for t := range b.model.DeclaredTypes() {
		if re.MatchString(t.QualifiedName()) {
			found = append(found, t)
		}
	}
	sortByName(found, metadata.Type.QualifiedName)
	for _, t := range found {
		b.add(t, reason())
	}
	if len(found) == 0 {
		b.noType(name)
	}
}

func (b *closer) noType(name Name) {
	var names []string
	for t := range b.model.DeclaredTypes() {
		names = append(names, t.QualifiedName())
	}
	d := b.diags.Report(name.Pos, complaint.UnknownType, "no type in the metadata matches %q", name.Text)
	if proposal := nearest.DidYouMean(name.Text, names); proposal != "" {
		d.Fixf("%s", proposal)
	}
}

// members looks up the types of an allow-list or expand list and hands each on.
func (b *closer) members(lists []Members, use func(*metadata.StructuredType, []Name)) {
	for _, list := range lists {
		t := b.model.Structured(list.Type.Text)
		if t == nil {
			b.noType(list.Type)
			continue
		}
		use(t, list.Names)
	}
}

func (b *closer) allow(t *metadata.StructuredType, names []Name) {
	var known []string
	for _, p := range t.AllProperties() {
		known = append(known, p.Name)
	}
	b.allowed[t] = []string{}
	for _, name := range names {
		if slices.ContainsFunc(t.AllNavigation(), func(n *metadata.NavigationProperty) bool { return n.Name == name.Text }) {
			b.diags.Report(name.Pos, complaint.UnknownMember, "%s/%s is a navigation property, not a property", t.QualifiedName(), name.Text).
				Fixf("name it under expand: instead, which makes it a field")
			continue
		}
		if !slices.Contains(known, name.Text) {
			b.noMember(t, "property", name, known)
			continue
		}
		b.allowed[t] = append(b.allowed[t], name.Text)
	}
}

// expand remembers the navigation properties under the type that the list is for, so that derived types have them too.
func (b *closer) expand(t *metadata.StructuredType, names []Name) {
	all := t.AllNavigation()
	var known []string
	for _, n := range all {
		known = append(known, n.Name)
	}
	wanted := make([]bool, len(all))
	for _, name := range names {
		i := slices.Index(known, name.Text)
		if i < 0 {
			b.noMember(t, "navigation property", name, known)
			continue
		}
		wanted[i] = true
	}
	for i, n := range all {
		if wanted[i] {
			b.expanded[t] = append(b.expanded[t], n)
		}
	}
}

// allDerived is what a derived: list says for the whole family.
const allDerived = "all"

// derive remembers the derived types that come along with the type.
func (b *closer) derive(t *metadata.StructuredType, names []Name) {
	family := slices.SortedFunc(slices.Values(t.AllDerived()), func(x, y *metadata.StructuredType) int {
		return strings.Compare(x.QualifiedName(), y.QualifiedName())
	})
	b.named[t] = true
	var known []string
	for _, d := range family {
		known = append(known, d.QualifiedName())
	}
	for _, name := range names {
		if name.Text == allDerived {
			b.derived[t] = append(b.derived[t], family...)
			continue
		}
		i := slices.Index(known, b.model.Unalias(name.Text))
		if i < 0 {
			b.noMember(t, "derived type", name, known)
			continue
		}
		b.derived[t] = append(b.derived[t], family[i])
	}
}

func (b *closer) noMember(t *metadata.StructuredType, what string, name Name, known []string) {
	d := b.diags.Report(name.Pos, complaint.UnknownMember, "%s has no %s %q", t.QualifiedName(), what, name.Text)
	if proposal := nearest.DidYouMean(name.Text, known); proposal != "" {
		d.Fixf("%s", proposal)
	}
}
