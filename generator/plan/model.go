package plan

// This file plans structs: inherited members flattened in, base first; what a new value says of its type; the doc
// comment of every field.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// planModel plans the struct of an entity or complex type.
func (p *planner) planModel(t *ir.Type, s *metadata.StructuredType) {
	t.Kind, t.Receiver = ir.Complex, modelReceiver
	what := "complex type"
	if s.Entity {
		t.Kind, what = ir.Entity, "entity type"
	}
	if s.Abstract {
		what = "abstract " + what
	}
	if s.OpenType {
		what = "open " + what
	}
	first := t.GoName + " is the " + what + " " + t.SchemaName + "."
	if s.Base != nil {
		first = t.GoName + " is the " + what + " " + t.SchemaName + ", derived from " + s.Base.QualifiedName() + "."
		// A value of a root type can only stand where that type is declared; any other may stand for its base, so it
		// says what it is.
		t.WireType = "#" + t.SchemaName
	}
	t.Doc = docOf(first, s.Annotations, constraintDoc(s.Annotations)...)
	t.Validates = p.rules.isLeading(s)
	p.planConversions(t, s)
	p.planFields(t, s)
}

// planFields plans the fields of a model, with the rules for them.
func (p *planner) planFields(t *ir.Type, s *metadata.StructuredType) {
	var names []declaration
	add := func(f *ir.Field, owner *metadata.StructuredType, pos diag.Pos) {
		t.Fields = append(t.Fields, f)
		t.Rules = append(t.Rules, p.rules.of(s, f.SchemaName, f.GoName)...)
		pin := owner.QualifiedName() + "/" + f.SchemaName
		names = append(names, declaration{goName: f.GoName, what: pin, pin: pin, base: p.names.Member(s, f.SchemaName), pos: pos})
	}
	for _, prop := range p.closure.Properties(s) {
		if metadata.IsStream(prop.Type) {
			continue // never in a body
		}
		add(&ir.Field{
			SchemaName: prop.Name, GoName: p.names.Field(s, prop.Name), Type: p.typeOf(prop.TypeRef),
			Doc: docOf(propertySentence(s, prop), prop.Annotations),
		}, prop.Owner, prop.Pos)
	}
	for _, nav := range p.closure.Navigation(s) {
		add(&ir.Field{
			SchemaName: nav.Name, GoName: p.names.Field(s, nav.Name), Type: p.typeOf(metadata.TypeRef{Type: nav.Type, Collection: nav.Collection}),
			Doc: docOf("Navigation property "+nav.Owner.QualifiedName()+"/"+nav.Name+".", nav.Annotations),
		}, nav.Owner, nav.Pos)
	}
	for _, c := range slices.Concat(t.Derived, t.Bases) {
		other := p.model.Type(c.SchemaName)
		names = append(names, declaration{goName: c.GoName, what: "the conversion to " + c.SchemaName, pin: c.SchemaName, base: c.Type, pos: other.Position()})
	}
	p.clashes.check(t.GoName, names)
}

// propertySentence says what the Go type does not: where the property comes from and what the schema demands of it.
func propertySentence(s *metadata.StructuredType, prop *metadata.Property) string {
	text := prop.Name + ": " + typeText(prop.TypeRef)
	for _, k := range s.Keys() {
		if k.Path == prop.Name {
			text += ", key"
		}
	}
	if !prop.Nullable && !prop.Collection {
		text += ", not null"
	}
	said := valueAnnotations(prop)
	if vocab.Computed(said) {
		text += ", computed by the service"
	}
	if vocab.Immutable(said) {
		text += ", immutable"
	}
	if prop.DefaultValue != nil {
		text += ", default " + foldedQuote(*prop.DefaultValue)
	}
	text += unicodeFact(prop) + facts(said)
	if prop.Owner != s {
		text += ", inherited from " + prop.Owner.QualifiedName()
	}
	return text + "."
}

// valueAnnotations are the annotations that hold for the values of a property: its own, then those of a type
// definition.
func valueAnnotations(prop *metadata.Property) metadata.Annotations {
	if def, ok := prop.Type.(*metadata.TypeDefinition); ok {
		return slices.Concat(prop.Annotations, def.Annotations)
	}
	return prop.Annotations
}

// typeText is the type as the schema writes it.
func typeText(ref metadata.TypeRef) string {
	if ref.Collection {
		return "Collection(" + ref.Type.QualifiedName() + ")"
	}
	return ref.Type.QualifiedName()
}
