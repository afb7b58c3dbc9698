package load

// This file reads the declarations of a schema into the Model: schemas and what stands directly in them. References stay
// names that resolve.go looks up; annotation.go's readers take the annotations on the way.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

func (l *loader) unexpected(e *csdl.Element, in string) {
	if e.Space == csdl.EdmSpace || e.Space == csdl.EdmxSpace {
		l.diags.Warnf(e.Pos, "unknown-element", "<%s> means nothing in %s and is passed over", e.Name, in)
	}
}

// readSchema reads one schema. A namespace has one schema; where documents that include each other both have it, the first counts.
func (l *loader) readSchema(e *csdl.Element) {
	namespace := e.Get("Namespace")
	if namespace == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<Schema> has no attribute Namespace")
		return
	}
	l.checkNamespace(e, namespace)
	if first := l.schemas[namespace]; first != nil && first.Pos.File != e.Pos.File {
		l.diags.Warnf(e.Pos, "schema-again", "the schema %s was read from another document already; this one is passed over", namespace).At(first.Pos, "read here")
		return
	} else if first != nil {
		l.diags.Errorf(e.Pos, "schema-twice", "the schema %s is declared twice", namespace).Fixf("put all of it into one of them").At(first.Pos, "first here")
		return
	}
	s := &metadata.Schema{Namespace: namespace, Alias: e.Get("Alias"), Pos: e.Pos}
	l.schemas[namespace] = s
	l.model.Schemas = append(l.model.Schemas, s)
	l.readSchemaChildren(s, e)
}

// checkNamespace checks the namespace of a schema (CSDL 4.01, sections 5 and 15.1).
func (l *loader) checkNamespace(e *csdl.Element, namespace string) {
	switch {
	case len(namespace) > maxNamespace:
		l.diags.Errorf(e.Pos, "identifier-length", "the namespace has more than %d characters", maxNamespace)
		return
	case namespace == "Edm":
		l.diags.Errorf(e.Pos, "reserved-name", "the schema has the namespace Edm, which is that of the primitive types").Fixf("choose another namespace")
	case reserved(namespace):
		l.diags.Warnf(e.Pos, "reserved-name", "the schema has the namespace %s, which is reserved", namespace).Fixf("choose another namespace")
	}
	for part := range strings.SplitSeq(namespace, ".") {
		l.checkIdentifier(e, "namespace", part)
	}
}

func (l *loader) readSchemaChildren(s *metadata.Schema, e *csdl.Element) {
	for _, c := range e.Children {
		l.readSchemaChild(s, c)
	}
}

func (l *loader) readSchemaChild(s *metadata.Schema, c *csdl.Element) {
	if csdl.IsOldSpace(c.Space) {
		l.diags.Errorf(c.Pos, "old-odata", "<%s> is of the XML namespace %q; csdlgen reads OData 4 (%s)", c.Name, c.Space, csdl.EdmSpace).
			Fixf("ask the service for its OData 4 metadata, or convert the document")
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
		s.Annotations = l.appendAnnotation(s.Annotations, c)
	default:
		l.unexpected(c, "Schema")
	}
}

// named reads the name of a declaration; ok is false where there is none.
func (l *loader) named(s *metadata.Schema, e *csdl.Element) (metadata.Named, bool) {
	name, ok := l.name(e)
	return metadata.Named{Namespace: s.Namespace, Name: name, Pos: e.Pos, Annotations: l.inline(e)}, ok
}

// name reads the Name attribute.
func (l *loader) name(e *csdl.Element) (string, bool) {
	name, given := e.Attr("Name")
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute Name", e.Name)
		return "", false
	}
	return name, l.checkIdentifier(e, e.Name, name)
}

// declare enters a type under its qualified name. Types and terms and operations are name spaces of their own.
func (l *loader) declare(t metadata.Type) bool {
	name := t.QualifiedName()
	if first := l.builder.DeclareType(t); first != nil {
		l.diags.Errorf(t.Position(), "type-twice", "the type %s is declared twice", name).Fixf("remove or rename one of them").At(first.Position(), "first here")
		return false
	}
	return true
}

func (l *loader) readStructured(s *metadata.Schema, e *csdl.Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &metadata.StructuredType{
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
	l.noteDenials(t, e)
	for _, c := range e.Children {
		switch c.Name {
		case "Property":
			l.readProperty(t, c)
		case "NavigationProperty":
			l.readNavigation(t, c)
		case "Annotation":
		default:
			if t.Entity && c.Name == "Key" {
				l.readKey(t, c)
			} else {
				l.unexpected(c, e.Name)
			}
		}
	}
}

// noteDenials keeps which of OpenType and HasStream a type says it is not: what it inherits may say that it is (sections 6.3 and 6.4).
func (l *loader) noteDenials(t *metadata.StructuredType, e *csdl.Element) {
	for _, name := range [...]string{"OpenType", "HasStream"} {
		if text := e.Get(name); text == "false" || text == "0" {
			l.denials = append(l.denials, denial{t, name})
		}
	}
}

// member enters a property under its name.
func (l *loader) member(t *metadata.StructuredType, m metadata.Member) bool {
	if first := l.builder.DeclareMember(t, m); first != nil {
		l.diags.Errorf(m.Position(), "property-twice", "%s has two properties called %s", t.QualifiedName(), m.MemberName()).Fixf("remove or rename one of them").
			At(first.Position(), "first here")
		return false
	}
	return true
}

func (l *loader) readProperty(t *metadata.StructuredType, e *csdl.Element) {
	name, ok := l.name(e)
	if !ok {
		return
	}
	p := &metadata.Property{Name: name, Owner: t, Pos: e.Pos, Annotations: l.inline(e)}
	if value, given := e.Attr("DefaultValue"); given {
		p.DefaultValue = &value
	}
	if l.member(t, p) {
		l.typeRef(&p.TypeRef, e, "property "+t.QualifiedName()+"/"+name)
	}
}

func (l *loader) readNavigation(t *metadata.StructuredType, e *csdl.Element) {
	name, ok := l.name(e)
	if !ok {
		return
	}
	n := &metadata.NavigationProperty{
		Name: name, Owner: t, Pos: e.Pos, Annotations: l.inline(e),
		Nullable: l.flag(e, "Nullable", true), ContainsTarget: l.flag(e, "ContainsTarget", false), Partner: e.Get("Partner"),
	}
	for _, c := range e.Children {
		switch c.Name {
		case "ReferentialConstraint":
			l.readConstraint(n, c)
		case "OnDelete":
			l.readOnDelete(n, c)
		case "Annotation":
		default:
			l.unexpected(c, e.Name)
		}
	}
	if !l.member(t, n) {
		return
	}
	l.later(func() { l.resolveNavigation(n, e) })
}

func (l *loader) readConstraint(n *metadata.NavigationProperty, e *csdl.Element) {
	own, principal := e.Get("Property"), e.Get("ReferencedProperty")
	if own == "" || principal == "" {
		l.diags.Warnf(e.Pos, "constraint-property", "the referential constraint of %s/%s lacks the attribute Property or ReferencedProperty and is passed over", n.Owner.QualifiedName(), n.Name)
		return
	}
	n.Constraints = append(n.Constraints, metadata.ReferentialConstraint{Property: own, ReferencedProperty: principal, Annotations: l.inline(e), Pos: e.Pos})
}

// readOnDelete reads the action that a deletion has (section 8.6). An action that there is not is none.
func (l *loader) readOnDelete(n *metadata.NavigationProperty, e *csdl.Element) {
	what := n.Owner.QualifiedName() + "/" + n.Name
	if n.OnDelete != "" {
		l.diags.Warnf(e.Pos, "on-delete", "%s has a second element OnDelete, which is passed over", what)
		return
	}
	switch action := e.Get("Action"); action {
	case "Cascade", "None", "SetNull", "SetDefault":
		n.OnDelete = action
	default:
		l.diags.Warnf(e.Pos, "on-delete", "OnDelete of %s has the action %q and is passed over", what, action).Fixf("the actions are Cascade, None, SetNull and SetDefault")
	}
}

func (l *loader) readKey(t *metadata.StructuredType, e *csdl.Element) {
	if len(t.Key) > 0 {
		l.diags.Errorf(e.Pos, "key-again", "%s has a second element Key", t.QualifiedName()).
			Fixf("write all properties of the key into one element Key").At(t.Key[0].Pos, "the first is here")
		return
	}
	refs := 0
	for _, c := range e.Children {
		if c.Name != "PropertyRef" {
			l.unexpected(c, "Key")
			continue
		}
		refs++
		path, ok := l.pathName(c)
		if !ok {
			continue
		}
		ref := &metadata.PropertyRef{Path: path, Alias: c.Get("Alias"), Pos: c.Pos}
		if ref.Alias == "" {
			ref.Alias = path
		} else if !l.checkIdentifier(c, "key alias", ref.Alias) {
			continue
		}
		t.Key = append(t.Key, ref)
		l.keys = append(l.keys, func() { l.resolveKey(t, ref) })
	}
	if refs == 0 {
		l.diags.Warnf(e.Pos, "key-empty", "the key of %s has no PropertyRef", t.QualifiedName()).Fixf("add one for each property of the key")
	}
}

// pathName reads a Name attribute that is a path.
func (l *loader) pathName(e *csdl.Element) (string, bool) {
	name := e.Get("Name")
	if name == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute Name", e.Name)
	}
	return name, name != ""
}

func (l *loader) readTypeDefinition(s *metadata.Schema, e *csdl.Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &metadata.TypeDefinition{Named: n, Facets: l.facets(e)}
	if l.declare(t) {
		s.TypeDefs = append(s.TypeDefs, t)
		l.later(func() { l.resolveUnderlying(t, e) })
	}
}

// maxAppliesTo bounds the words of AppliesTo; there are 31 kinds of element.
const maxAppliesTo = 100

func (l *loader) readTerm(s *metadata.Schema, e *csdl.Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &metadata.Term{Named: n, BaseTerm: l.unalias(e.Get("BaseTerm")), AppliesTo: strings.Fields(e.Get("AppliesTo"))}
	if len(t.AppliesTo) > maxAppliesTo {
		l.diags.Warnf(e.Pos, "applies-to", "the term %s applies to %d kinds of element; the first %d count", n.QualifiedName(), len(t.AppliesTo), maxAppliesTo)
		t.AppliesTo = t.AppliesTo[:maxAppliesTo]
	}
	if value, given := e.Attr("DefaultValue"); given {
		t.DefaultValue = &value
	}
	if first := l.builder.DeclareTerm(t); first != nil {
		l.diags.Errorf(e.Pos, "term-twice", "the term %s is declared twice", n.QualifiedName()).Fixf("remove or rename one of them").At(first.Named.Pos, "first here")
		return
	}
	s.Terms = append(s.Terms, t)
	l.typeRef(&t.TypeRef, e, "term "+n.QualifiedName())
}
