package load

// This file reads the declarations of a schema into the Model: schemas and what stands directly in them. References
// stay names that resolve.go looks up; annotation.go's readers take the annotations on the way.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// readSchema reads one schema. A namespace has one schema; where a document has it twice, the declarations of both
// count, where documents that include each other have it, those of the first.
func (r *reader) readSchema(e *csdl.Element) {
	namespace := e.Get("Namespace")
	if namespace == "" {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<Schema> has no attribute Namespace")
		return
	}
	r.checkNamespace(e, namespace)
	if first := r.schemas[namespace]; first != nil && first.Pos.File != e.Pos.File {
		r.diags.Report(e.Pos, complaint.SchemaAgain, "the schema %s was already read from another document; this one is ignored", namespace).At(first.Pos, "read here")
		return
	} else if first != nil {
		r.diags.Report(e.Pos, complaint.SchemaTwice, "the schema %s is declared twice; the declarations of both count", namespace).At(first.Pos, "first here")
		r.readSchemaChildren(first, e)
		return
	}
	s := &metadata.Schema{Namespace: namespace, Alias: e.Get("Alias"), Version: r.scope.version, Pos: e.Pos}
	r.schemas[namespace] = s
	r.model.Schemas = append(r.model.Schemas, s)
	r.readSchemaChildren(s, e)
}

// checkNamespace checks the namespace of a schema (CSDL 4.01, sections 5 and 15.1).
func (r *reader) checkNamespace(e *csdl.Element, namespace string) {
	switch {
	case len(namespace) > maxNamespace:
		r.diags.Report(e.Pos, complaint.IdentifierLength, "the namespace has more than %d characters", maxNamespace)
		return
	case namespace == "Edm":
		r.diags.Report(e.Pos, complaint.ReservedName, "the schema has the namespace Edm, which belongs to the primitive types").Fixf("choose another namespace")
	case reserved(namespace):
		r.diags.Report(e.Pos, complaint.ReservedNameWarning, "the schema has the namespace %s, which is reserved", namespace).Fixf("choose another namespace")
	}
	for part := range strings.SplitSeq(namespace, ".") {
		r.checkIdentifier(e, "namespace", part)
	}
}

func (r *reader) readSchemaChildren(s *metadata.Schema, e *csdl.Element) {
	for _, c := range e.Children {
		r.readSchemaChild(s, c)
	}
}

func (r *reader) readSchemaChild(s *metadata.Schema, c *csdl.Element) {
	if csdl.IsOldSpace(c.Space) {
		r.diags.Report(c.Pos, complaint.OldOData, "<%s> is in the XML namespace %q; csdlgen reads OData 4 (%s)", c.Name, c.Space, csdl.EdmSpace).
			Fixf("ask the service for its OData 4 metadata, or convert the document")
		return
	}
	switch c.Name {
	case "EntityType", "ComplexType":
		r.readStructured(s, c)
	case "EnumType":
		r.readEnum(s, c)
	case "TypeDefinition":
		r.readTypeDefinition(s, c)
	case "Action", "Function":
		r.readOperation(s, c)
	case "EntityContainer":
		r.readContainer(s, c)
	case "Term":
		r.readTerm(s, c)
	case "Annotations":
		r.readTargeted(c, nil)
	case "Annotation":
		s.Annotations = r.appendAnnotation(s.Annotations, c)
	default:
		unexpected(c, "Schema", r.diags)
	}
}

// named reads the name of a declaration; ok is false where there is none.
func (r *reader) named(s *metadata.Schema, e *csdl.Element) (metadata.Named, bool) {
	name, ok := r.declaredName(e)
	return metadata.Named{Namespace: s.Namespace, Name: name, Pos: e.Pos, Annotations: r.inline(e)}, ok
}

// declaredName reads the Name attribute.
func (r *reader) declaredName(e *csdl.Element) (string, bool) {
	name, given := e.Attr("Name")
	if !given {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<%s> has no attribute Name", e.Name)
		return "", false
	}
	return name, r.checkIdentifier(e, e.Name, name)
}

// declare enters a type under its qualified name. Types and terms and operations are name spaces of their own.
func (r *reader) declare(t metadata.Type) bool {
	name := t.QualifiedName()
	if first := r.builder.DeclareType(t); first != nil {
		r.diags.Report(t.Position(), complaint.TypeTwice, "the type %s is declared twice", name).Fixf("remove or rename one of them").At(first.Position(), "first here")
		return false
	}
	return true
}

func (r *reader) readStructured(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	t := &metadata.StructuredType{
		Named: n, Entity: e.Name == "EntityType",
		Abstract: r.flag(e, "Abstract", false), OpenType: r.flag(e, "OpenType", false), HasStream: r.flag(e, "HasStream", false),
	}
	if !r.declare(t) {
		return
	}
	if t.Entity {
		s.Entities = append(s.Entities, t)
	} else {
		s.Complexes = append(s.Complexes, t)
	}
	if base, given := e.Attr("BaseType"); given {
		r.names.bases = append(r.names.bases, baseUse{of: t, name: r.name(e, base)})
	}
	r.noteDenials(t, e)
	for _, c := range e.Children {
		switch c.Name {
		case "Property":
			r.readProperty(t, e, c)
		case "NavigationProperty":
			r.readNavigation(t, e, c)
		case "Annotation":
		default:
			if t.Entity && c.Name == "Key" {
				r.readKey(t, c)
			} else {
				unexpected(c, e.Name, r.diags)
			}
		}
	}
}

// noteDenials keeps which of OpenType and HasStream a type says it is not: what it inherits may say that it is
// (sections 6.3 and 6.4).
func (r *reader) noteDenials(t *metadata.StructuredType, e *csdl.Element) {
	for _, name := range [...]string{"OpenType", "HasStream"} {
		if text := e.Get(name); strings.EqualFold(text, "false") || text == "0" {
			r.denials = append(r.denials, denial{t, name})
		}
	}
}

// member enters a property, which an element in the one of its type declares, under its name.
func (r *reader) member(t *metadata.StructuredType, m metadata.Member, of, e *csdl.Element) bool {
	first := r.builder.DeclareMember(t, m)
	if first == nil {
		return true
	}
	at := slices.IndexFunc(of.Children, func(c *csdl.Element) bool { return c.Pos == first.Position() })
	if at >= 0 && of.Children[at].Name == e.Name && r.same(of.Children[at], e, "Type") {
		r.diags.Report(m.Position(), complaint.PropertyTwiceWarning, "%s has the property %s twice; the first one counts", t.QualifiedName(), m.MemberName()).At(first.Position(), "first here")
		return false
	}
	r.diags.Report(m.Position(), complaint.PropertyTwice, "%s has two properties named %s", t.QualifiedName(), m.MemberName()).Fixf("remove or rename one of them").
		At(first.Position(), "first here")
	return false
}

func (r *reader) readProperty(t *metadata.StructuredType, of, e *csdl.Element) {
	name, ok := r.declaredName(e)
	if !ok {
		return
	}
	p := &metadata.Property{Name: name, Owner: t, Pos: e.Pos, Annotations: r.inline(e)}
	if value, given := e.Attr("DefaultValue"); given {
		p.DefaultValue = &value
	}
	if r.member(t, p, of, e) {
		r.typeRef(&p.TypeRef, e, "property "+t.QualifiedName()+"/"+name)
	}
}

func (r *reader) readNavigation(t *metadata.StructuredType, of, e *csdl.Element) {
	name, ok := r.declaredName(e)
	if !ok {
		return
	}
	n := &metadata.NavigationProperty{
		Name: name, Owner: t, Pos: e.Pos, Annotations: r.inline(e),
		Nullable: r.flag(e, "Nullable", true), ContainsTarget: r.flag(e, "ContainsTarget", false), Partner: r.path(e.Get("Partner")),
	}
	for _, c := range e.Children {
		switch c.Name {
		case "ReferentialConstraint":
			r.readConstraint(n, c)
		case "OnDelete":
			r.readOnDelete(n, c)
		case "Annotation":
		default:
			unexpected(c, e.Name, r.diags)
		}
	}
	if !r.member(t, n, of, e) {
		return
	}
	r.readNavigationType(n, e)
}

func (r *reader) readConstraint(n *metadata.NavigationProperty, e *csdl.Element) {
	own, principal := e.Get("Property"), e.Get("ReferencedProperty")
	if own == "" || principal == "" {
		r.diags.Report(e.Pos, complaint.ConstraintProperty, "a referential constraint of %s/%s has no attribute Property or no attribute ReferencedProperty; it is ignored", n.Owner.QualifiedName(), n.Name)
		return
	}
	n.Constraints = append(n.Constraints, metadata.ReferentialConstraint{Property: r.path(own), ReferencedProperty: r.path(principal), Annotations: r.inline(e), Pos: e.Pos})
}

// readOnDelete reads the action that a deletion has (section 8.6). An action that there is not is none.
func (r *reader) readOnDelete(n *metadata.NavigationProperty, e *csdl.Element) {
	what := n.Owner.QualifiedName() + "/" + n.Name
	if n.OnDelete != "" {
		r.diags.Report(e.Pos, complaint.OnDelete, "%s has a second OnDelete element; it is ignored", what)
		return
	}
	switch action := e.Get("Action"); action {
	case "Cascade", "None", "SetNull", "SetDefault":
		n.OnDelete = action
	default:
		r.diags.Report(e.Pos, complaint.OnDelete, "OnDelete of %s has the unknown action %q; it is ignored", what, action).Fixf("the actions are Cascade, None, SetNull and SetDefault")
	}
}

func (r *reader) readKey(t *metadata.StructuredType, e *csdl.Element) {
	if len(t.Key) > 0 {
		r.diags.Report(e.Pos, complaint.KeyAgain, "%s has a second Key element", t.QualifiedName()).
			Fixf("write all properties of the key into one element Key").At(t.Key[0].Pos, "the first is here")
		return
	}
	refs := 0
	for _, c := range e.Children {
		if c.Name != "PropertyRef" {
			unexpected(c, "Key", r.diags)
			continue
		}
		refs++
		path, ok := r.pathName(c)
		if !ok {
			continue
		}
		ref := &metadata.PropertyRef{Path: path, Alias: c.Get("Alias"), Pos: c.Pos}
		if ref.Alias == "" {
			ref.Alias = path
		} else if !r.checkIdentifier(c, "key alias", ref.Alias) {
			continue
		}
		t.Key = append(t.Key, ref)
		r.names.keys = append(r.names.keys, keyUse{of: t, ref: ref})
	}
	if refs == 0 {
		r.diags.Report(e.Pos, complaint.KeyEmpty, "the key of %s has no properties", t.QualifiedName()).Fixf("add a PropertyRef for each property of the key")
	}
}

// pathName reads a Name attribute that is a path.
func (r *reader) pathName(e *csdl.Element) (string, bool) {
	name := e.Get("Name")
	if name == "" {
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<%s> has no attribute Name", e.Name)
	}
	return name, name != ""
}

func (r *reader) readTypeDefinition(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	t := &metadata.TypeDefinition{Named: n, Facets: r.facets(e)}
	if r.declare(t) {
		s.TypeDefs = append(s.TypeDefs, t)
		r.readUnderlying(t, e)
	}
}

// maxAppliesTo bounds the words of AppliesTo; there are 31 kinds of element.
const maxAppliesTo = 100

func (r *reader) readTerm(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	t := &metadata.Term{Named: n, BaseTerm: r.unalias(e.Get("BaseTerm")), AppliesTo: strings.Fields(e.Get("AppliesTo"))}
	if len(t.AppliesTo) > maxAppliesTo {
		r.diags.Report(e.Pos, complaint.AppliesTo, "the term %s applies to %d kinds of element; only the first %d count", n.QualifiedName(), len(t.AppliesTo), maxAppliesTo)
		t.AppliesTo = t.AppliesTo[:maxAppliesTo]
	}
	if value, given := e.Attr("DefaultValue"); given {
		t.DefaultValue = &value
	}
	if first := r.builder.DeclareTerm(t); first != nil {
		r.diags.Report(e.Pos, complaint.TermTwice, "the term %s is declared twice", n.QualifiedName()).Fixf("remove or rename one of them").At(first.Named.Pos, "first here")
		return
	}
	s.Terms = append(s.Terms, t)
	r.termScopes[t] = r.scope
	r.typeRef(&t.TypeRef, e, "term "+n.QualifiedName())
}
