package plan

// This file decides what Validate checks of a property: facets (CSDL 4.01, section 7.2), closed enumerations, and the
// terms of the Core and Validation vocabularies. Each rule is one call of the runtime's Validator.

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// futureMember is the member by which an evolvable enumeration announces that it will grow.
const futureMember = "unknownFutureValue"

// rules holds what Validate checks of the members of each type of the closure, and which types have rules.
type rules struct {
	model   *metadata.Model
	closure *selection.Closure
	// own are the rules of a type's members, by the member's name. The rules of the values in them are those of their
	// types.
	own map[*metadata.StructuredType]map[string][]ir.Rule
	// leading are the types that have rules, or lead to one that has: for the others there is nothing to validate.
	leading map[*metadata.StructuredType]bool
}

// findRules decides the rules of all types of the closure. A pattern that cannot be checked is a warning.
func findRules(model *metadata.Model, closure *selection.Closure, diags *diag.List) *rules {
	r := &rules{model: model, closure: closure, own: map[*metadata.StructuredType]map[string][]ir.Rule{}, leading: map[*metadata.StructuredType]bool{}}
	for _, m := range closure.Types {
		if s, ok := m.Type.(*metadata.StructuredType); ok {
			r.own[s] = r.memberRules(s, diags)
		}
	}
	r.findLeading()
	return r
}

// memberRules are the own rules of the members of a type.
func (r *rules) memberRules(s *metadata.StructuredType, diags *diag.List) map[string][]ir.Rule {
	all := map[string][]ir.Rule{}
	for _, prop := range r.closure.Properties(s) {
		if metadata.IsStream(prop.Type) {
			continue // never in a body
		}
		if list := r.propertyRules(s, prop, diags); len(list) > 0 {
			all[prop.Name] = list
		}
	}
	for _, nav := range r.closure.Navigation(s) {
		if list := r.derivedRule(nil, nav.Annotations, nav.Type, nav.Name); len(list) > 0 {
			all[nav.Name] = list
		}
	}
	return all
}

// findLeading finds the types with rules and who leads to them.
func (r *rules) findLeading() {
	users := map[*metadata.StructuredType][]*metadata.StructuredType{} // who has a member of the type
	var queue []*metadata.StructuredType
	mark := func(s *metadata.StructuredType) {
		if !r.leading[s] {
			r.leading[s] = true
			queue = append(queue, s)
		}
	}
	for _, m := range r.closure.Types {
		s, ok := m.Type.(*metadata.StructuredType)
		if !ok {
			continue
		}
		use := func(t metadata.Type) {
			if target, ok := t.(*metadata.StructuredType); ok {
				users[target] = append(users[target], s)
				for _, d := range r.closure.Family(target) {
					users[d] = append(users[d], s)
				}
			}
		}
		for _, prop := range r.closure.Properties(s) {
			use(prop.Type)
		}
		for _, nav := range r.closure.Navigation(s) {
			use(nav.Type)
		}
		if len(r.own[s]) > 0 {
			mark(s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for _, user := range users[s] {
			mark(user)
		}
	}
}

// isLeading says whether a value of the type, or of one that derives from it, has rules by itself.
func (r *rules) isLeading(t metadata.Type) bool {
	s, ok := t.(*metadata.StructuredType)
	return ok && (r.leading[s] || slices.ContainsFunc(r.closure.Family(s), func(d *metadata.StructuredType) bool { return r.leading[d] }))
}

// of are the rules of a member of a type of the closure; field is its Go name.
func (r *rules) of(s *metadata.StructuredType, name, field string) []ir.Rule {
	return forField(r.own[s][name], field)
}

// ofParameter are the rules of a parameter of an action, which is given as a property of the holder.
func (r *rules) ofParameter(holder *metadata.StructuredType, parameter *metadata.Property, field string, diags *diag.List) []ir.Rule {
	return forField(r.propertyRules(holder, parameter, diags), field)
}

// forField are a member's rules for its field.
func forField(own []ir.Rule, field string) []ir.Rule {
	list := slices.Clone(own)
	for i := range list {
		list[i].Field = field
	}
	return list
}

// ruleList collects the rules of one member.
type ruleList struct {
	property string
	rules    []ir.Rule
}

func (l *ruleList) add(check ir.Check, texts ...string) {
	l.rules = append(l.rules, ir.Rule{Check: check, Property: l.property, Texts: texts})
}

func (l *ruleList) number(check ir.Check, n int) {
	l.rules = append(l.rules, ir.Rule{Check: check, Property: l.property, Number: n})
}

// propertyRules are the own rules for one property of the type s, which may inherit it.
func (r *rules) propertyRules(s *metadata.StructuredType, prop *metadata.Property, diags *diag.List) []ir.Rule {
	l := &ruleList{property: prop.Name}
	said := valueAnnotations(prop)
	switch {
	case prop.Nullable || prop.Collection:
	case vocab.Computed(said) || isKey(s, prop) || prop.DefaultValue != nil || vocab.ComputedDefault(said):
		l.add(ir.CheckNotNull) // the service may be the one who sets it, so a create need not have it
	default:
		l.add(ir.CheckNonNullable)
	}
	if vocab.Computed(said) {
		l.add(ir.CheckComputed)
	}
	if vocab.Immutable(said) {
		l.add(ir.CheckImmutable)
	}
	l.facetRules(prop)
	l.termRules(prop, said, diags)
	l.itemRules(prop)
	switch t := prop.Type.(type) {
	case *metadata.EnumType:
		if isClosed(t) {
			l.add(ir.CheckEnum)
		}
	case *metadata.StructuredType:
		return r.derivedRule(l.rules, prop.Annotations, t, prop.Name)
	}
	return l.rules
}

// derivedRule adds the rule that a DerivedTypeConstraint makes: the declared type, the listed types and what derives
// from those. Where the declared type stands alone in the package there is nothing to check.
func (r *rules) derivedRule(list []ir.Rule, annotations metadata.Annotations, declared metadata.Type, property string) []ir.Rule {
	s, ok := declared.(*metadata.StructuredType)
	if !ok || len(r.closure.Family(s)) == 0 {
		return list
	}
	listed, ok := vocab.DerivedTypeConstraint(annotations)
	if !ok {
		return list
	}
	allowed := map[string]bool{s.QualifiedName(): !s.Abstract}
	for _, name := range listed {
		if t := r.model.Structured(name); t != nil && t.IsA(s) {
			allowed[t.QualifiedName()] = true
			for _, d := range t.AllDerived() {
				allowed[d.QualifiedName()] = true
			}
		}
	}
	var names []string
	for _, d := range append([]*metadata.StructuredType{s}, r.closure.Family(s)...) {
		if allowed[d.QualifiedName()] {
			names = append(names, d.QualifiedName())
		}
	}
	return append(list, ir.Rule{Check: ir.CheckDerivedType, Property: property, Texts: names})
}

// facetRules are the rules that the facets make. A type definition's facets hold where the property gives none.
func (l *ruleList) facetRules(prop *metadata.Property) {
	underlying, facets := facetsOf(prop)
	prim, ok := underlying.(*metadata.PrimitiveType)
	if !ok {
		return
	}
	switch prim.Name {
	case "String", "Binary":
		if facets.MaxLength != nil {
			l.number(ir.CheckMaxLength, *facets.MaxLength)
		}
		if prim.Name == "String" && facets.Unicode != nil && !*facets.Unicode {
			l.add(ir.CheckUnicode)
		}
	case "Decimal":
		l.decimalRules(facets)
	case "DateTimeOffset", "TimeOfDay", "Duration":
		if facets.Precision != nil {
			l.number(ir.CheckPrecision, *facets.Precision)
		}
	}
}

// decimalRules are the rules of a Decimal's digits on both sides of the point.
func (l *ruleList) decimalRules(facets metadata.Facets) {
	switch {
	case facets.Precision != nil && facets.ScaleSymbol == "floating":
		l.number(ir.CheckDigits, *facets.Precision)
	case facets.Precision != nil && facets.Scale != nil && *facets.Scale <= *facets.Precision:
		l.number(ir.CheckWholeDigits, *facets.Precision-*facets.Scale) // the rest of them stand after the point
	case facets.Precision != nil:
		l.number(ir.CheckPrecision, *facets.Precision)
	}
	if facets.Scale != nil {
		l.number(ir.CheckScale, *facets.Scale)
	}
}

// facetsOf are the type of a property's values, and their facets: those of a type definition hold where the property
// has none.
func facetsOf(prop *metadata.Property) (metadata.Type, metadata.Facets) {
	facets := prop.Facets
	def, ok := prop.Type.(*metadata.TypeDefinition)
	if !ok {
		return prop.Type, facets
	}
	facets.MaxLength = cmp.Or(facets.MaxLength, def.Facets.MaxLength)
	facets.Precision = cmp.Or(facets.Precision, def.Facets.Precision)
	facets.Unicode = cmp.Or(facets.Unicode, def.Facets.Unicode)
	if facets.Scale == nil && facets.ScaleSymbol == "" {
		facets.Scale, facets.ScaleSymbol = def.Facets.Scale, def.Facets.ScaleSymbol
	}
	return def.Underlying, facets
}

// termRules are the rules that the Validation vocabulary makes for values, and for the items of collections.
func (l *ruleList) termRules(prop *metadata.Property, said metadata.Annotations, diags *diag.List) {
	if pattern, ok := vocab.Pattern(said); ok {
		if _, err := regexp.Compile(pattern.Text); err != nil {
			diags.Report(pattern.Pos, complaint.PatternSkipped, "the pattern %s of %s/%s is not checked: Go's regular expressions do not support it (%v)",
				strconv.Quote(pattern.Text), prop.Owner.QualifiedName(), prop.Name, err)
		} else {
			l.add(ir.CheckPattern, pattern.Text)
		}
	}
	bound := func(check, exclusive ir.Check, b vocab.Bound, ok bool) {
		if ok && b.Exclusive {
			check = exclusive
		}
		if ok {
			l.add(check, b.Text)
		}
	}
	least, ok := vocab.Minimum(said)
	bound(ir.CheckMinimum, ir.CheckExclusiveMinimum, least, ok)
	most, ok := vocab.Maximum(said)
	bound(ir.CheckMaximum, ir.CheckExclusiveMaximum, most, ok)
	if divisor, ok := vocab.MultipleOf(said); ok {
		l.add(ir.CheckMultipleOf, divisor)
	}
	if values := vocab.AllowedValues(said); len(values) > 0 {
		l.add(ir.CheckAllowedValues, values...)
	}
}

// itemRules are the rules for a collection as a whole.
func (l *ruleList) itemRules(prop *metadata.Property) {
	if !prop.Collection {
		return
	}
	if prop.NullableGiven && !prop.Nullable {
		l.add(ir.CheckNoNullItems)
	}
	if n, ok := vocab.MinItems(prop.Annotations); ok {
		l.number(ir.CheckMinItems, n)
	}
	if n, ok := vocab.MaxItems(prop.Annotations); ok {
		l.number(ir.CheckMaxItems, n)
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
