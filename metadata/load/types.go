package load

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// This file reads the uses of types: those of properties, parameters, results and terms with their facets, and those of
// navigation properties, type definitions, entity sets and singletons.

// typeRef reads the use of a type; the type itself is looked up later. Until then, and after a complaint, it is
// Edm.Untyped, so that nobody meets a nil.
func (r *reader) typeRef(ref *metadata.TypeRef, e *csdl.Element, what string) {
	ref.Pos = e.Pos
	ref.Facets = r.facets(e)
	_, ref.NullableGiven = e.Attr("Nullable")
	ref.Nullable = r.flag(e, "Nullable", true)
	ref.Type = r.model.ExactType("Edm.Untyped")
	name, given := e.Attr("Type")
	if !given {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "%s has no attribute Type", what)
		return
	}
	name, ref.Collection, given = r.collectionOf(e, name, what)
	if !given {
		return
	}
	r.names.types = append(r.names.types, typeUse{ref: ref, written: name, full: r.unalias(name), what: what})
}

// collectionOf takes Collection() off the name of a type, and complains where it is not well-formed.
func (r *reader) collectionOf(e *csdl.Element, name, what string) (inner string, collection, ok bool) {
	inner, collection = strings.CutPrefix(name, "Collection(")
	if !collection {
		return name, false, true
	}
	inner, ok = strings.CutSuffix(inner, ")")
	switch {
	case !ok:
		r.diags.Report(e.Pos, complaint.TypeSyntax, "%s has the type %q, which lacks a closing parenthesis", what, name).Fixf("write it as Collection(type)")
	case strings.HasPrefix(inner, "Collection("):
		r.diags.Report(e.Pos, complaint.TypeSyntax, "%s has the type %s, but collections of collections are not allowed", what, name).
			Fixf("put the inner collection into a complex type")
		return inner, true, false
	}
	return inner, true, ok
}

// readNavigationType reads the type of a navigation property.
func (r *reader) readNavigationType(n *metadata.NavigationProperty, e *csdl.Element) {
	n.Type = r.model.ExactType("Edm.EntityType")
	written, given := e.Attr("Type")
	what := "navigation property " + n.Owner.QualifiedName() + "/" + n.Name
	if !given {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "%s has no attribute Type", what)
		return
	}
	written, n.Collection, given = r.collectionOf(e, written, what)
	if !given {
		return
	}
	if _, nullable := e.Attr("Nullable"); nullable && n.Collection {
		r.diags.Report(e.Pos, complaint.NavigationNullable, "%s is a collection and has the attribute Nullable, which has no meaning there", what).Fixf("remove it")
	}
	r.names.navigations = append(r.names.navigations, navigationUse{of: n, name: r.name(e, written), what: what})
}

// readUnderlying reads what a type definition defines.
func (r *reader) readUnderlying(t *metadata.TypeDefinition, e *csdl.Element) {
	t.Underlying, _ = r.model.ExactType("Edm.String").(*metadata.PrimitiveType)
	written, given := e.Attr("UnderlyingType")
	if !given {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "the type definition %s has no attribute UnderlyingType", t.QualifiedName())
		return
	}
	r.names.definitions = append(r.names.definitions, definitionUse{of: t, name: r.name(e, written)})
}

// readEntityType reads an attribute that names an entity type. Until that is looked up, and after a complaint, it is an
// empty type, so that nobody meets a nil.
func (r *reader) readEntityType(to **metadata.StructuredType, e *csdl.Element, attribute, what string) {
	*to = &metadata.StructuredType{Entity: true}
	written, given := e.Attr(attribute)
	if !given {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<%s> has no attribute %s", e.Name, attribute)
		return
	}
	r.names.resources = append(r.names.resources, resourceUse{to: to, name: r.name(e, written), what: what})
}
