package metadata

// This file reads the declarations of a schema into the Model: schemas and what stands directly in them. References stay
// names that resolve.go looks up; annotation.go's readers take the annotations on the way.

import (
	"strings"
)

func (l *loader) unexpected(e *Element, in string) {
	if e.Space == edmSpace || e.Space == edmxSpace {
		l.diags.Warnf(e.Pos, "unknown-element", "<%s> means nothing in %s and is passed over", e.Name, in)
	}
}

// readSchema reads one schema. A namespace has one schema; where documents that include each other both have it, the first counts.
func (l *loader) readSchema(e *Element) {
	namespace := e.get("Namespace")
	if namespace == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<Schema> has no attribute Namespace")
		return
	}
	for part := range strings.SplitSeq(namespace, ".") {
		l.checkIdentifier(e, "namespace", part)
	}
	if first := l.schemas[namespace]; first != nil && first.Pos.File != e.Pos.File {
		l.diags.Warnf(e.Pos, "schema-again", "the schema %s was read from another document already; this one is passed over", namespace).At(first.Pos, "read here")
		return
	} else if first != nil {
		l.diags.Errorf(e.Pos, "schema-twice", "the schema %s is declared twice", namespace).At(first.Pos, "first here")
		return
	}
	s := &Schema{Namespace: namespace, Alias: e.get("Alias"), Pos: e.Pos}
	l.schemas[namespace] = s
	l.model.Schemas = append(l.model.Schemas, s)
	l.readSchemaChildren(s, e)
}

func (l *loader) readSchemaChildren(s *Schema, e *Element) {
	for _, c := range e.Children {
		l.readSchemaChild(s, c)
	}
}

func (l *loader) readSchemaChild(s *Schema, c *Element) {
	if c.Space != edmSpace {
		return
	}
	switch c.Name {
	case "EntityType", "ComplexType":
		l.readStructured(s, c)
	case "EnumType":
		l.readEnum(s, c)
	case "TypeDefinition":
		l.readTypeDefinition(s, c)
	case "Action", "Function":
		l.readOperation(s, c)
	case "EntityContainer":
		l.readContainer(s, c)
	case "Term":
		l.readTerm(s, c)
	case "Annotations":
		l.outOfLine = append(l.outOfLine, targeted{element: c, scope: l.scope})
	case "Annotation":
		s.Annotations = append(s.Annotations, l.annotation(c))
	default:
		l.unexpected(c, "Schema")
	}
}

// named reads the name of a declaration; ok is false where there is none.
func (l *loader) named(s *Schema, e *Element) (Named, bool) {
	name, ok := l.name(e)
	return Named{Namespace: s.Namespace, Name: name, Pos: e.Pos, Annotations: l.inline(e)}, ok
}

// name reads the Name attribute.
func (l *loader) name(e *Element) (string, bool) {
	name, given := e.Attr("Name")
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute Name", e.Name)
		return "", false
	}
	return name, l.checkIdentifier(e, e.Name, name)
}

// declare enters a type under its qualified name. Types and terms and operations are name spaces of their own.
func (l *loader) declare(t Type) bool {
	name := t.QualifiedName()
	if first := l.model.types[name]; first != nil {
		l.diags.Errorf(t.Position(), "type-twice", "the type %s is declared twice", name).Fixf("remove or rename one of them").At(first.Position(), "first here")
		return false
	}
	l.model.types[name] = t
	return true
}

func (l *loader) readStructured(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &StructuredType{
		Named: n, Entity: e.Name == "EntityType",
		Abstract: l.flag(e, "Abstract", false), OpenType: l.flag(e, "OpenType", false), HasStream: l.flag(e, "HasStream", false),
	}
	if !l.declare(t) {
		return
	}
	if t.Entity {
		s.Entities = append(s.Entities, t)
	} else {
		s.Complexes = append(s.Complexes, t)
	}
	if base, given := e.Attr("BaseType"); given {
		l.later(func() { l.resolveBase(t, base) })
	}
	own := map[string]any{}
	l.properties[t] = own
	for _, c := range e.Children {
		switch c.Name {
		case "Property":
			l.readProperty(t, own, c)
		case "NavigationProperty":
			l.readNavigation(t, own, c)
		case "Key":
			l.readKey(t, c)
		case "Annotation":
		default:
			l.unexpected(c, e.Name)
		}
	}
}

// member enters a property under its name.
func (l *loader) member(t *StructuredType, own map[string]any, name string, pos Pos, m any) bool {
	if first, taken := own[name]; taken {
		l.diags.Errorf(pos, "property-twice", "%s has two properties called %s", t.QualifiedName(), name).Fixf("remove or rename one of them").
			At(memberPos(first), "first here")
		return false
	}
	own[name] = m
	return true
}

func memberPos(m any) Pos {
	switch m := m.(type) {
	case *Property:
		return m.Pos
	case *NavigationProperty:
		return m.Pos
	}
	return Pos{}
}

func (l *loader) readProperty(t *StructuredType, own map[string]any, e *Element) {
	name, ok := l.name(e)
	if !ok {
		return
	}
	p := &Property{Name: name, Owner: t, Pos: e.Pos, Annotations: l.inline(e)}
	if value, given := e.Attr("DefaultValue"); given {
		p.DefaultValue = &value
	}
	if l.member(t, own, name, e.Pos, p) {
		t.Properties = append(t.Properties, p)
		l.typeRef(&p.TypeRef, e, "property "+t.QualifiedName()+"/"+name)
	}
}

func (l *loader) readNavigation(t *StructuredType, own map[string]any, e *Element) {
	name, ok := l.name(e)
	if !ok {
		return
	}
	n := &NavigationProperty{
		Name: name, Owner: t, Pos: e.Pos, Annotations: l.inline(e),
		Nullable: l.flag(e, "Nullable", true), ContainsTarget: l.flag(e, "ContainsTarget", false), Partner: e.get("Partner"),
	}
	for _, c := range e.Children {
		switch c.Name {
		case "ReferentialConstraint":
			n.Constraints = append(n.Constraints, ReferentialConstraint{
				Property: c.get("Property"), ReferencedProperty: c.get("ReferencedProperty"), Annotations: l.inline(c), Pos: c.Pos})
		case "OnDelete":
			n.OnDelete = c.get("Action")
		case "Annotation":
		default:
			l.unexpected(c, e.Name)
		}
	}
	if !l.member(t, own, name, e.Pos, n) {
		return
	}
	t.Navigation = append(t.Navigation, n)
	l.later(func() { l.resolveNavigation(n, e) })
}

func (l *loader) readKey(t *StructuredType, e *Element) {
	for _, c := range e.Children {
		if c.Name != "PropertyRef" {
			continue
		}
		path, ok := l.name2(c)
		if !ok {
			continue
		}
		ref := &PropertyRef{Path: path, Alias: c.get("Alias"), Pos: c.Pos}
		if ref.Alias == "" {
			ref.Alias = path
		}
		t.Key = append(t.Key, ref)
		l.keys = append(l.keys, func() { l.resolveKey(t, ref) })
	}
}

// name2 reads a Name attribute that is a path.
func (l *loader) name2(e *Element) (string, bool) {
	name := e.get("Name")
	if name == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute Name", e.Name)
	}
	return name, name != ""
}

func (l *loader) readTypeDefinition(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &TypeDefinition{Named: n, Facets: l.facets(e)}
	if l.declare(t) {
		s.TypeDefs = append(s.TypeDefs, t)
		l.later(func() { l.resolveUnderlying(t, e) })
	}
}

func (l *loader) readTerm(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &Term{Named: n, BaseTerm: l.unalias(e.get("BaseTerm")), AppliesTo: strings.Fields(e.get("AppliesTo"))}
	if value, given := e.Attr("DefaultValue"); given {
		t.DefaultValue = &value
	}
	if first := l.model.terms[n.QualifiedName()]; first != nil {
		l.diags.Errorf(e.Pos, "term-twice", "the term %s is declared twice", n.QualifiedName()).At(first.Named.Pos, "first here")
		return
	}
	l.model.terms[n.QualifiedName()] = t
	s.Terms = append(s.Terms, t)
	l.typeRef(&t.TypeRef, e, "term "+n.QualifiedName())
}
