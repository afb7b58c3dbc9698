package compare

// This file compares uses of types: by properties, parameters, results, type definitions. Its rules have the direction
// in their names: -sent where clients send such values, -read where the service alone does.

import (
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// use compares the use of a type in all respects.
func (c *comparer) use(s subject, old, new metadata.TypeRef) {
	c.typeOfUse(s, old.Type, new.Type, old.Collection, new.Collection)
	if old.Collection == new.Collection {
		c.nullable(s, old, new)
	}
	c.facets(s, wireForm(new.Type), old.Facets, new.Facets)
}

// typeOfUse compares the type and whether it is a collection.
func (c *comparer) typeOfUse(s subject, old, new metadata.Type, oldMany, newMany bool) {
	before, after := metadata.TypeText(old, oldMany), metadata.TypeText(new, newMany)
	switch {
	case before == after:
	case oldMany != newMany:
		c.note(s, "collection-changed", before, after)
	default:
		c.note(s, c.typeRule(old, new, s.role), before, after)
	}
}

// typeRule is the rule for a value that had one type and has another.
func (c *comparer) typeRule(old, new metadata.Type, r role) string {
	oldForm, newForm := wireForm(old), wireForm(new)
	switch {
	case oldForm == newForm && oldForm != "":
		return "type-respelled"
	case c.includes(new, old):
		return wider("type-widened", r)
	case c.includes(old, new):
		return narrower("type-narrowed", r)
	}
	return "type-replaced"
}

// wireForm is the primitive type as which values travel; "" for other types.
func wireForm(t metadata.Type) string {
	if p := metadata.PrimitiveOf(t); p != nil {
		return p.Name
	}
	return ""
}

// includes says whether every value of the smaller type is one of the larger type, written in JSON in the same way.
func (c *comparer) includes(larger, smaller metadata.Type) bool {
	if s, ok := smaller.(*metadata.StructuredType); ok {
		if l, ok := larger.(*metadata.StructuredType); ok {
			return c.derives(s.QualifiedName(), l.QualifiedName())
		}
		form := wireForm(larger)
		return form == "Untyped" || form == "ComplexType" && !s.Entity || form == "EntityType" && s.Entity
	}
	form := wireForm(smaller)
	if _, enum := smaller.(*metadata.EnumType); enum {
		form = "Enum"
	}
	if form == "" {
		return false
	}
	if large := wireForm(larger); large != "" {
		return contains(large, form)
	}
	return false
}

// derives says whether in either model the one structured type has the other as base.
func (c *comparer) derives(derived, base string) bool {
	for _, m := range []*metadata.Model{c.old, c.new} {
		d, _ := m.ExactType(derived).(*metadata.StructuredType)
		b, _ := m.ExactType(base).(*metadata.StructuredType)
		if d != nil && b != nil && d.IsA(b) {
			return true
		}
	}
	return false
}

// contains says whether values of a primitive type are values of another one, in JSON. "Enum" stands for enumerations.
func contains(larger, smaller string) bool {
	const (
		integers = " SByte Byte Int16 Int32 Int64 "
		texts    = " Binary Date DateTimeOffset Duration Guid TimeOfDay Enum "
	)
	in := func(list string) bool { return strings.Contains(list, " "+smaller+" ") }
	switch larger {
	case "Untyped", "PrimitiveType":
		return smaller != "Stream"
	case "String":
		return in(texts)
	case "Int16":
		return in(" SByte Byte ")
	case "Int32":
		return in(" SByte Byte Int16 ")
	case "Int64":
		return in(" SByte Byte Int16 Int32 ")
	case "Decimal":
		return in(integers)
	case "Single":
		return in(" SByte Byte Int16 ")
	case "Double":
		return in(" SByte Byte Int16 Int32 Single ")
	case "Geography", "Geometry":
		return strings.HasPrefix(smaller, larger)
	}
	return false
}

// nullable compares whether values, or the items of collections, may be null.
func (c *comparer) nullable(s subject, old, new metadata.TypeRef) {
	before, after := mayBeNull(old), mayBeNull(new)
	plain := isStructured(new.Type) || !old.Collection // in Go, null does not change the type
	switch {
	case before == after:
	case after == true && plain:
		c.note(s, wider("nullable", s.role), before, after)
	case after == true:
		c.note(s, "items-nullable", before, after)
	case before == true && after == nil && !plain:
		c.note(s, "items-nullable-unstated", before, after)
	case after == nil:
		c.note(s, "items-not-null-unstated", before, after)
	case before == true && !plain:
		c.note(s, narrower("items-not-null", s.role), before, after)
	case before == nil && s.role != read:
		c.note(s, "items-not-null-stated", before, after)
	default:
		c.note(s, narrower("not-null", s.role), before, after)
	}
}

// mayBeNull says whether values may be null: true or false, or nil for the items of a collection where the schema does
// not say so: a client can then assume neither.
func mayBeNull(r metadata.TypeRef) any {
	if r.Collection && !r.NullableGiven {
		return nil
	}
	return r.Nullable
}

func isStructured(t metadata.Type) bool {
	_, ok := t.(*metadata.StructuredType)
	return ok
}

// facets compares the facets (CSDL 4.01, section 7.2). Where services leave out Scale, or the Precision of a time, the
// specification says 0 and they mean nothing by it: to say it is a change of what is checked and not of what is legal.
func (c *comparer) facets(s subject, primitive string, old, new metadata.Facets) {
	c.limit(s, "max-length", old.MaxLength, new.MaxLength)
	if primitive == "Decimal" {
		c.limit(s, "precision", old.Precision, new.Precision)
	} else {
		c.stated(s, "precision", number(old.Precision), number(new.Precision), old.Precision, new.Precision)
	}
	c.scale(s, old, new)
	before, after := old.Unicode == nil || *old.Unicode, new.Unicode == nil || *new.Unicode
	switch {
	case before == after:
	case after:
		c.note(s, wider("unicode-wider", s.role), before, after)
	default:
		c.note(s, narrower("unicode-narrower", s.role), before, after)
	}
	if old.SRID != new.SRID {
		c.note(s, "srid-changed", orNil(old.SRID), orNil(new.SRID))
	}
}

// limit compares a facet that bounds values; nil is no bound.
func (c *comparer) limit(s subject, facet string, old, new *int) {
	switch {
	case old == nil && new == nil, old != nil && new != nil && *old == *new:
	case new == nil || old != nil && *new > *old:
		c.note(s, wider(facet+"-wider", s.role), number(old), number(new))
	default:
		c.note(s, narrower(facet+"-narrower", s.role), number(old), number(new))
	}
}

// stated compares a bound that means nothing where it is not given.
func (c *comparer) stated(s subject, facet string, before, after any, old, new *int) {
	switch {
	case before == after:
	case before == nil && s.role == read:
		c.note(s, facet+"-narrower-read", before, after)
	case before == nil:
		c.note(s, facet+"-stated", before, after)
	case after == nil:
		c.note(s, facet+"-unstated", before, after)
	default:
		c.limit(s, facet, old, new)
	}
}

// scale compares Scale, which may also be variable, as large as the precision, or floating, beyond that.
func (c *comparer) scale(s subject, old, new metadata.Facets) {
	const symbolic = 1 << 30
	bound := func(f metadata.Facets) (any, *int) {
		rank := symbolic
		switch f.ScaleSymbol {
		case "":
			return number(f.Scale), f.Scale
		case "floating":
			rank++
		}
		return f.ScaleSymbol, &rank
	}
	before, oldRank := bound(old)
	after, newRank := bound(new)
	from := len(c.changes)
	c.stated(s, "scale", before, after, oldRank, newRank)
	for i := from; i < len(c.changes); i++ {
		c.changes[i].Old, c.changes[i].New = before, after
	}
}

// number is a facet as a value that compares: an int or nil.
func number(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// useText is the use of a type as text: "Collection(Edm.String) MaxLength=10 Nullable=false".
func useText(r metadata.TypeRef) string {
	text := metadata.TypeText(r.Type, r.Collection)
	f := r.Facets
	for _, facet := range []struct {
		name  string
		value *int
	}{{"MaxLength", f.MaxLength}, {"Precision", f.Precision}, {"Scale", f.Scale}} {
		if facet.value != nil {
			text += " " + facet.name + "=" + strconv.Itoa(*facet.value)
		}
	}
	if f.ScaleSymbol != "" {
		text += " Scale=" + f.ScaleSymbol
	}
	if f.Unicode != nil && !*f.Unicode {
		text += " Unicode=false"
	}
	if f.SRID != "" {
		text += " SRID=" + f.SRID
	}
	if !r.Nullable {
		text += " Nullable=false"
	}
	return text
}
