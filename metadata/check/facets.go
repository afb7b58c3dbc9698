package check

// This file checks the types of properties, parameters and results, their facets and their default values (CSDL 4.01,
// sections 3.3, 3.4, 7.1 to 7.3 and 11.1).

import (
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

const (
	pathTypes     = "AnnotationPath AnyPropertyPath ModelElementPath NavigationPropertyPath PropertyPath"
	temporalTypes = "DateTimeOffset Duration TimeOfDay"
	// maxSeconds is how many digits the seconds of a time may have.
	maxSeconds = 12
)

// checkPropertyType checks that a structural property has a type that one may have.
func (k *checker) checkPropertyType(p *metadata.Property, what string) {
	k.checkCollection(&p.TypeRef, what)
	primitive := metadata.PrimitiveOf(p.Type)
	if t, ok := p.Type.(*metadata.StructuredType); ok && p.Collection && !t.Entity && k.isOldVersion(p.Pos) {
		if at := slices.IndexFunc(t.AllNavigation(), func(n *metadata.NavigationProperty) bool { return n.ContainsTarget }); at >= 0 {
			k.diags.Report(p.Pos, complaint.ContainmentCollection, "%s is a collection of %s, whose %s contains entities; OData 4.0 has no URL for them", what, t.QualifiedName(), t.AllNavigation()[at].Name).
				At(t.AllNavigation()[at].Pos, "declared here")
		}
	}
	switch {
	case metadata.IsEntity(p.Type) || primitive != nil && primitive.Name == "EntityType":
		k.diags.Report(p.Pos, complaint.PropertyType, "%s is of the entity type %s; entities are the values of navigation properties", what, p.Type.QualifiedName()).
			Fixf("make it a NavigationProperty")
	case p.Owner.Entity && primitive != nil && wordlist.Has(primitive.Name, pathTypes):
		k.diags.Report(p.Pos, complaint.PropertyType, "%s is of %s, which only terms can be of", what, p.Type.QualifiedName()).Fixf("use Edm.String")
	}
}

// checkCollection complains about collections that there are none of (sections 3.3 and 3.4).
func (k *checker) checkCollection(ref *metadata.TypeRef, what string) {
	primitive := metadata.PrimitiveOf(ref.Type)
	if !ref.Collection || primitive == nil {
		return
	}
	switch primitive.Name {
	case "Stream":
		k.diags.Report(ref.Pos, complaint.StreamCollection, "%s is a collection of streams, which is not allowed", what).Fixf("use a collection of a complex type with a stream")
	case "PrimitiveType":
		k.diags.Report(ref.Pos, complaint.PrimitiveCollection, "%s is a collection of Edm.PrimitiveType, which is not allowed", what).Fixf("use Collection(Edm.Untyped)")
	}
}

// facetTexts are the facets that are given, by attribute.
func facetTexts(f metadata.Facets) map[string]string {
	texts := map[string]string{"SRID": f.SRID, "Scale": f.ScaleSymbol}
	for _, facet := range [...]struct {
		name string
		n    *int
	}{{"MaxLength", f.MaxLength}, {"Precision", f.Precision}, {"Scale", f.Scale}} {
		if facet.n != nil {
			texts[facet.name] = strconv.Itoa(*facet.n)
		}
	}
	if f.Unicode != nil {
		texts["Unicode"] = strconv.FormatBool(*f.Unicode)
	}
	return texts
}

// facetFits says whether values of a type have a facet.
func facetFits(facet string, t *metadata.PrimitiveType) bool {
	switch facet {
	case "MaxLength":
		return wordlist.Has(t.Name, "Binary Stream String")
	case "Precision":
		return t.Name == "Decimal" || wordlist.Has(t.Name, temporalTypes)
	case "Scale":
		return t.Name == "Decimal"
	case "Unicode":
		return t.Name == "String"
	}
	return strings.HasPrefix(t.Name, "Geo")
}

// checkFacets checks the facets of the use of a type.
func (k *checker) checkFacets(ref *metadata.TypeRef, what string) {
	if ref.Facets == (metadata.Facets{}) {
		return
	}
	primitive := metadata.PrimitiveOf(ref.Type)
	if primitive != nil && (primitive.Name == "Untyped" || primitive.Name == "PrimitiveType") {
		return
	}
	definition, _ := ref.Type.(*metadata.TypeDefinition)
	texts := facetTexts(ref.Facets)
	for _, name := range [...]string{"MaxLength", "Precision", "Scale", "Unicode", "SRID"} {
		switch {
		case texts[name] == "":
		case primitive == nil || !facetFits(name, primitive):
			k.diags.Report(ref.Pos, complaint.FacetType, "%s has the facet %s, which values of %s do not have", what, name, ref.Type.QualifiedName()).Fixf("remove it")
		case definition != nil && facetTexts(definition.Facets)[name] != "":
			k.diags.Report(ref.Pos, complaint.FacetAgain, "%s has the facet %s, which is fixed by its type %s", what, name, ref.Type.QualifiedName()).
				Fixf("remove it").At(definition.Pos, "the type is here")
		}
	}
	if primitive != nil {
		k.checkFacetValues(ref.Facets, primitive, ref.Pos, what)
	}
}

// checkFacetValues checks the ranges of facets.
func (k *checker) checkFacetValues(f metadata.Facets, t *metadata.PrimitiveType, pos diag.Pos, what string) {
	if f.MaxLength != nil && *f.MaxLength == 0 {
		k.diags.Report(pos, complaint.FacetRange, "%s has MaxLength=\"0\"; a length is at least 1", what)
	}
	k.checkPrecision(f.Precision, t, pos, what)
	if f.Precision != nil && f.Scale != nil && *f.Scale > *f.Precision {
		k.diags.Report(pos, complaint.FacetScale, "%s has the scale %d, which is greater than its precision %d", what, *f.Scale, *f.Precision)
	}
	if _, err := strconv.ParseUint(f.SRID, 10, 31); f.SRID != "" && f.SRID != "variable" && err != nil {
		k.diags.Report(pos, complaint.FacetRange, "%s has SRID=%q; a non-negative number or \"variable\" is expected", what, f.SRID)
	}
	if f.ScaleSymbol == "floating" && k.isOldVersion(pos) {
		k.diags.Report(pos, complaint.FacetVersion, "%s has the scale floating, which OData 4.0 does not have", what).Fixf("use variable")
	}
}

// checkPrecision checks the range of a precision, which depends on the type.
func (k *checker) checkPrecision(precision *int, t *metadata.PrimitiveType, pos diag.Pos, what string) {
	switch {
	case precision == nil:
	case *precision == 0 && t.Name == "Decimal":
		k.diags.Report(pos, complaint.FacetRange, "%s has Precision=\"0\"; that of a decimal is at least 1", what)
	case *precision > maxSeconds && wordlist.Has(t.Name, temporalTypes):
		k.diags.Report(pos, complaint.FacetRange, "%s has Precision=\"%d\"; that of a time is at most %d", what, *precision, maxSeconds)
	}
}

// checkDefault checks a default value (section 7.3).
func (k *checker) checkDefault(text *string, ref *metadata.TypeRef, what string) {
	if text == nil {
		return
	}
	switch t := ref.Type.(type) {
	case *metadata.StructuredType:
		k.diags.Report(ref.Pos, complaint.DefaultValue, "%s has a default value, but values of %s cannot have one", what, metadata.TypeText(t, ref.Collection)).Fixf("remove it")
		return
	case *metadata.EnumType:
		if !ref.Collection && !k.enumLiteral(t, *text) {
			k.diags.Report(ref.Pos, complaint.DefaultValue, "the default value %q of %s is not a member of %s", *text, what, t.QualifiedName())
		}
		return
	}
	if primitive := metadata.PrimitiveOf(ref.Type); primitive != nil && !ref.Collection && !literalFits(primitive, *text) {
		k.diags.Report(ref.Pos, complaint.DefaultValue, "the default value %q of %s is not a value of %s", *text, what, primitive.QualifiedName())
	}
}

// enumLiteral says whether a text names members, or numbers, of an enumeration.
func (k *checker) enumLiteral(t *metadata.EnumType, text string) bool {
	words := strings.Split(text, ",")
	if len(words) > 1 && !t.IsFlags {
		return false
	}
	for _, w := range words {
		w = strings.TrimSpace(w[strings.LastIndexByte(w, '/')+1:])
		_, err := strconv.ParseInt(w, 10, 64)
		if err != nil && k.membersOf(t)[w] == nil {
			return false
		}
	}
	return true
}

// checkTypeDefinition checks what a type definition defines (section 11.1).
func (k *checker) checkTypeDefinition(t *metadata.TypeDefinition) {
	what := "the type definition " + t.QualifiedName()
	switch name := t.Underlying.Name; {
	case wordlist.Has(name, pathTypes+" ComplexType EntityType Untyped"):
		k.diags.Report(t.Pos, complaint.UnderlyingType, "%s is of %s, which is not allowed", what, t.Underlying.QualifiedName()).Fixf("use a primitive type such as Edm.String")
		return
	case name == "PrimitiveType" && k.isOldVersion(t.Pos):
		k.diags.Report(t.Pos, complaint.UnderlyingTypeWarning, "%s is of Edm.PrimitiveType, which OData 4.0 does not allow", what).Fixf("use a concrete type, or Version=\"4.01\"")
	}
	k.checkFacets(&metadata.TypeRef{Type: t.Underlying, Facets: t.Facets, Pos: t.Pos}, what)
}

// checkFinite complains about types whose values would have no end: chains of properties that are never null (sections
// 7.1 and 8.1).
func (k *checker) checkFinite() {
	const open, closed = 1, 2
	state := map[*metadata.StructuredType]int{}
	var visit func(t *metadata.StructuredType)
	visit = func(t *metadata.StructuredType) {
		state[t] = open
		follow := func(to metadata.Type, name string, pos diag.Pos) {
			next, ok := to.(*metadata.StructuredType)
			if !ok {
				return
			}
			if state[next] == open {
				k.diags.Report(pos, complaint.InfiniteType, "%s/%s cannot be null and leads back to %s, so a value would never end", t.QualifiedName(), name, next.QualifiedName()).
					Fixf("make it nullable: Nullable=\"true\"").At(next.Pos, "%s is declared here", next.QualifiedName())
			} else if state[next] == 0 {
				visit(next)
			}
		}
		for _, p := range t.AllProperties() {
			if !p.Collection && !p.Nullable {
				follow(p.Type, p.Name, p.Pos)
			}
		}
		for _, n := range t.AllNavigation() {
			if n.ContainsTarget && !n.Collection && !n.Nullable {
				follow(n.Type, n.Name, n.Pos)
			}
		}
		state[t] = closed
	}
	for t := range k.model.DeclaredTypes() {
		if s, ok := t.(*metadata.StructuredType); ok && state[s] == 0 {
			visit(s)
		}
	}
}
