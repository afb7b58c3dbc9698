package plan

// This file decides what Validate checks of a property: facets (CSDL 4.01, section 7.2), closed enumerations, and the terms of
// the Core and Validation vocabularies. Each rule is one call of the runtime's Validator.

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// futureMember is the member by which an evolvable enumeration announces that it will grow.
const futureMember = "unknownFutureValue"

// rules are the rules for one property of the type s, which may inherit it.
func (p *planner) rules(s *metadata.StructuredType, prop *metadata.Property, field string) []Rule {
	var rules []Rule
	said := valueAnnotations(prop)
	add := func(check string, args ...any) {
		rules = append(rules, Rule{Check: check, Property: prop.Name, Field: field, Args: args})
	}
	switch {
	case prop.Nullable || prop.Collection:
	case vocab.Computed(said) || isKey(s, prop) || prop.DefaultValue != nil || vocab.ComputedDefault(said):
		add("NotNull") // the service may be the one who sets it, so a create need not have it
	default:
		add("NonNullable")
	}
	if vocab.Computed(said) {
		add("Computed")
	}
	if vocab.Immutable(said) {
		add("Immutable")
	}
	p.facetRules(prop, add)
	p.termRules(prop, said, add)
	itemRules(prop, add)
	switch t := prop.Type.(type) {
	case *metadata.EnumType:
		if isClosed(t) {
			add("Enum")
		}
	case *metadata.StructuredType:
		rules = append(rules, p.derivedRule(prop.Annotations, t, prop.Name, field)...)
		if p.isRuled(t) {
			add("Nested")
		}
	}
	return rules
}

// derivedRule is the rule that a DerivedTypeConstraint makes: the declared type, the listed types and what derives from those. Where the
// declared type stands alone in the package there is nothing to check.
func (p *planner) derivedRule(annotations metadata.Annotations, declared metadata.Type, name, field string) []Rule {
	s, ok := declared.(*metadata.StructuredType)
	if !ok || len(p.closure.Family(s)) == 0 {
		return nil
	}
	listed, ok := vocab.DerivedTypeConstraint(annotations)
	if !ok {
		return nil
	}
	allowed := map[string]bool{s.QualifiedName(): !s.Abstract}
	for _, name := range listed {
		if t := p.model.Structured(name); t != nil && t.IsA(s) {
			allowed[t.QualifiedName()] = true
			for _, d := range t.AllDerived() {
				allowed[d.QualifiedName()] = true
			}
		}
	}
	var args []any
	for _, d := range append([]*metadata.StructuredType{s}, p.closure.Family(s)...) {
		if allowed[d.QualifiedName()] {
			args = append(args, d.QualifiedName())
		}
	}
	return []Rule{{Check: "DerivedType", Property: name, Field: field, Args: args}}
}

// facetRules are the rules that the facets make. A type definition's facets hold where the property gives none.
func (p *planner) facetRules(prop *metadata.Property, add func(string, ...any)) {
	facets := prop.Facets
	underlying := prop.Type
	if def, ok := prop.Type.(*metadata.TypeDefinition); ok {
		underlying = def.Underlying
		if facets.MaxLength == nil {
			facets.MaxLength = def.Facets.MaxLength
		}
		if facets.Precision == nil {
			facets.Precision = def.Facets.Precision
		}
		if facets.Scale == nil && facets.ScaleSymbol == "" {
			facets.Scale, facets.ScaleSymbol = def.Facets.Scale, def.Facets.ScaleSymbol
		}
		if facets.Unicode == nil {
			facets.Unicode = def.Facets.Unicode
		}
	}
	prim, ok := underlying.(*metadata.PrimitiveType)
	if !ok {
		return
	}
	switch prim.Name {
	case "String", "Binary":
		if facets.MaxLength != nil {
			add("MaxLength", *facets.MaxLength)
		}
		if prim.Name == "String" && facets.Unicode != nil && !*facets.Unicode {
			add("Unicode")
		}
	case "Decimal":
		switch {
		case facets.Precision != nil && facets.ScaleSymbol == "floating":
			add("Digits", *facets.Precision)
		case facets.Precision != nil:
			add("Precision", *facets.Precision)
		}
		if facets.Scale != nil {
			add("Scale", *facets.Scale)
		}
	case "DateTimeOffset", "TimeOfDay", "Duration":
		if facets.Precision != nil {
			add("Precision", *facets.Precision)
		}
	}
}

// termRules are the rules that the Validation vocabulary makes for values, and for the items of collections.
func (p *planner) termRules(prop *metadata.Property, said metadata.Annotations, add func(string, ...any)) {
	if pattern, ok := vocab.Pattern(said); ok {
		if _, err := regexp.Compile(pattern.Text); err != nil {
			p.diags.Warnf(pattern.Pos, "pattern-skipped", "the pattern %s of %s/%s is not checked: Go's regular expressions do not have it (%v)",
				strconv.Quote(pattern.Text), prop.Owner.QualifiedName(), prop.Name, err)
		} else {
			add("Pattern", pattern.Text)
		}
	}
	bound := func(check string, b vocab.Bound, ok bool) {
		if ok && b.Exclusive {
			check = "Exclusive" + check
		}
		if ok {
			add(check, b.Text)
		}
	}
	least, ok := vocab.Minimum(said)
	bound("Minimum", least, ok)
	most, ok := vocab.Maximum(said)
	bound("Maximum", most, ok)
	if divisor, ok := vocab.MultipleOf(said); ok {
		add("MultipleOf", divisor)
	}
	if values := vocab.AllowedValues(said); len(values) > 0 {
		args := make([]any, len(values))
		for i, v := range values {
			args[i] = v
		}
		add("AllowedValues", args...)
	}
}

// itemRules are the rules for a collection as a whole.
func itemRules(prop *metadata.Property, add func(string, ...any)) {
	if !prop.Collection {
		return
	}
	if prop.NullableGiven && !prop.Nullable {
		add("NoNullItems")
	}
	if n, ok := vocab.MinItems(prop.Annotations); ok {
		add("MinItems", n)
	}
	if n, ok := vocab.MaxItems(prop.Annotations); ok {
		add("MaxItems", n)
	}
}

func isKey(s *metadata.StructuredType, prop *metadata.Property) bool {
	return slices.ContainsFunc(s.Keys(), func(k *metadata.PropertyRef) bool { return k.Path == prop.Name })
}

// isClosed says whether a value besides the declared members is a mistake: the schema does not announce that the
// enumeration will grow. An enumeration without members says nothing.
func isClosed(e *metadata.EnumType) bool {
	return len(e.Members) > 0 && !slices.ContainsFunc(e.Members, func(m *metadata.EnumMember) bool { return m.Name == futureMember })
}

func foldedQuote(text string) string { return strconv.Quote(folded(text)) }

// findRuled finds the structured types of the closure that have a rule, or lead to one that has: the others need no
// CheckOData, and nobody calls it.
func (p *planner) findRuled() map[*metadata.StructuredType]bool {
	p.ruled = map[*metadata.StructuredType]bool{}
	users := map[*metadata.StructuredType][]*metadata.StructuredType{} // who has a member of the type
	var queue []*metadata.StructuredType
	mark := func(s *metadata.StructuredType) {
		if !p.ruled[s] {
			p.ruled[s] = true
			queue = append(queue, s)
		}
	}
	quiet := *p // looking is not complaining
	quiet.diags = nil
	for _, m := range p.closure.Types {
		s, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			continue
		}
		use := func(t metadata.Type) {
			if target, ok := t.(*metadata.StructuredType); ok {
				users[target] = append(users[target], s)
				for _, d := range p.closure.Family(target) {
					users[d] = append(users[d], s)
				}
			}
		}
		for _, prop := range p.closure.Properties(s) {
			use(prop.Type)
			if !isStream(prop.Type) && len(quiet.rules(s, prop, "")) > 0 {
				mark(s)
			}
		}
		for _, nav := range p.closure.Navigation(s) {
			use(nav.Type)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, user := range users[s] {
			mark(user)
		}
	}
	return p.ruled
}

func (p *planner) isRuled(t metadata.Type) bool {
	s, ok := t.(*metadata.StructuredType)
	return ok && (p.ruled[s] || slices.ContainsFunc(p.closure.Family(s), func(d *metadata.StructuredType) bool { return p.ruled[d] }))
}
