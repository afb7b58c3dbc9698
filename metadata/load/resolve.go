package load

// This file turns names into pointers, once every declaration is read. A name that names nothing is a complaint, with the
// names that are close.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

func (l *loader) resolve() {
	l.lookUp()
	l.adopt()
	l.checkBases()
	for _, look := range l.keys {
		look()
	}
	for _, c := range l.containers {
		dropImports(c)
	}
	for _, c := range l.containers {
		l.extend(c, nil)
	}
	for _, s := range l.model.Schemas {
		for _, t := range s.Entities {
			l.inherit(t)
		}
		for _, t := range s.Complexes {
			l.inherit(t)
		}
	}
	l.chooseContainer()
}

// lookUp looks up all names that are waiting. Looking up may bring in a vocabulary, whose names then wait too.
func (l *loader) lookUp() {
	outer := l.scope
	for i := 0; i < len(l.pending); i++ {
		l.pending[i]()
	}
	l.pending, l.scope = nil, outer
}

// chooseContainer takes the container of the service: that of the main document, or where it has none, the last one of the documents
// that it refers to.
func (l *loader) chooseContainer() {
	l.model.Container = l.mainContainer
	if n := len(l.containers); n > 0 && l.mainContainer == nil {
		l.model.Container = l.containers[n-1]
	}
}

// lookup finds a type by its name as written, or complains.
func (l *loader) lookup(e *csdl.Element, name, what string, keep func(metadata.Type) bool) metadata.Type {
	if inner, collection := strings.CutPrefix(name, "Collection("); collection {
		l.diags.Errorf(e.Pos, "type-syntax", "%s names %s; a type that is no collection is expected", what, name).Fixf("write %s", strings.TrimRight(inner, ")"))
		return nil
	}
	full := l.unalias(name)
	if t := l.typeOf(full); t != nil && keep(t) {
		return t
	} else if t != nil {
		l.diags.Errorf(e.Pos, "type-kind", "%s names %s, which is %s", what, name, kindOf(t))
		return nil
	}
	namespace, _ := metadata.SplitName(full)
	if u, ok := l.unread[namespace]; ok {
		d := l.diags.Errorf(e.Pos, "unresolved-type", "%s names the type %s of the document %s, which is not read: %v", what, name, diag.Shortened(u.uri), u.reason)
		d.Cause = u.reason
		return nil
	}
	d := l.diags.Errorf(e.Pos, "unresolved-type", "%s names the type %s, which does not exist", what, name)
	l.diags.Proposing(d, full, func() []string { return l.model.TypeNames(keep) }, "")
	return nil
}

func kindOf(t metadata.Type) string {
	switch t := t.(type) {
	case *metadata.PrimitiveType:
		if isBuiltIn(t) {
			return "an abstract type"
		}
		return "a primitive type"
	case *metadata.EnumType:
		return "an enumeration type"
	case *metadata.TypeDefinition:
		return "a type definition"
	case *metadata.StructuredType:
		if t.Entity {
			return "an entity type"
		}
	}
	return "a complex type"
}

func anyType(metadata.Type) bool { return true }

// typeRef reads the use of a type; the type itself is looked up later. Until then, and after a complaint, it is Edm.Untyped, so that
// nobody meets a nil.
func (l *loader) typeRef(ref *metadata.TypeRef, e *csdl.Element, what string) {
	ref.Pos = e.Pos
	ref.Facets = l.facets(e)
	_, ref.NullableGiven = e.Attr("Nullable")
	ref.Nullable = l.flag(e, "Nullable", true)
	ref.Type = l.model.ExactType("Edm.Untyped")
	name, given := e.Attr("Type")
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "%s has no attribute Type", what)
		return
	}
	name, ref.Collection, given = l.collectionOf(e, name, what)
	if !given {
		return
	}
	l.later(func() {
		if t := l.lookup(e, name, what, anyType); t != nil {
			ref.Type = t
		}
	})
}

// collectionOf takes Collection() off the name of a type, and complains where it is not well-formed.
func (l *loader) collectionOf(e *csdl.Element, name, what string) (inner string, collection, ok bool) {
	inner, collection = strings.CutPrefix(name, "Collection(")
	if !collection {
		return name, false, true
	}
	inner, ok = strings.CutSuffix(inner, ")")
	switch {
	case !ok:
		l.diags.Errorf(e.Pos, "type-syntax", "%s has the type %q, which lacks a closing parenthesis", what, name).Fixf("write it as Collection(type)")
	case strings.HasPrefix(inner, "Collection("):
		l.diags.Errorf(e.Pos, "type-syntax", "%s has the type %s; there are no collections of collections", what, name).
			Fixf("put the inner collection into a complex type")
		return inner, true, false
	}
	return inner, true, ok
}

func (l *loader) resolveBase(t *metadata.StructuredType, base string) {
	found := l.lookup(standIn(&t.Named), base, "the base type of "+t.QualifiedName(), func(b metadata.Type) bool {
		s, ok := b.(*metadata.StructuredType)
		return ok && s.Entity == t.Entity
	})
	if b, ok := found.(*metadata.StructuredType); ok {
		t.Base = b
	}
}

// standIn is a stand-in for complaints about a declaration.
func standIn(n *metadata.Named) *csdl.Element { return &csdl.Element{Name: n.Name, Pos: n.Pos} }

// checkBases complains about cycles of base types, once each, and about chains that are too long, and cuts them.
func (l *loader) checkBases() {
	depth := map[*metadata.StructuredType]int{} // of the types that are checked, from 1
	for t := range l.model.DeclaredTypes() {
		s, ok := t.(*metadata.StructuredType)
		if !ok {
			continue
		}
		var chain []*metadata.StructuredType
		for b := s; b != nil && depth[b] == 0; b = b.Base {
			if slices.Contains(chain, b) {
				l.cycle(chain, b)
				b.Base = nil
				break
			}
			chain = append(chain, b)
			if len(chain) > csdl.MaxDepth+1 {
				l.diags.Errorf(s.Pos, "base-depth", "%s has more than %d base types", s.QualifiedName(), csdl.MaxDepth)
				b.Base = nil
			}
		}
		for _, b := range slices.Backward(chain) {
			if depth[b] = 1; b.Base != nil {
				depth[b] = depth[b.Base] + 1
			}
			if depth[b] > csdl.MaxDepth+1 {
				l.diags.Errorf(b.Pos, "base-depth", "%s has more than %d base types", b.QualifiedName(), csdl.MaxDepth)
				b.Base, depth[b] = nil, 1
			}
		}
	}
	for t := range l.model.DeclaredTypes() {
		if s, ok := t.(*metadata.StructuredType); ok && s.Base != nil {
			s.Base.Derived = append(s.Base.Derived, s)
		}
	}
}

func (l *loader) cycle(chain []*metadata.StructuredType, first *metadata.StructuredType) {
	var names []string
	inside := false
	for _, t := range chain {
		if inside = inside || t == first; inside {
			names = append(names, t.QualifiedName())
		}
	}
	names = append(names, first.QualifiedName())
	if len(names) > 12 {
		names = append(names[:11], "...", first.QualifiedName())
	}
	l.diags.Errorf(first.Pos, "base-cycle", "the base types of %s form a cycle: %s", first.QualifiedName(), strings.Join(names, " -> ")).
		Fixf("remove one of the BaseType attributes")
}

// inherit takes over what a type has from its base types, and complains about members declared twice on the way.
func (l *loader) inherit(t *metadata.StructuredType) {
	for b := t.Base; b != nil; b = b.Base {
		t.OpenType = t.OpenType || b.OpenType
		t.HasStream = t.HasStream || b.HasStream
		l.redeclared(t, b)
	}
	if t.Entity && !t.Abstract && len(t.Keys()) == 0 && l.in(t.Pos).version == "4.0" {
		// From OData 4.01 on only those in collections need one, which are looked at there (section 6.5).
		l.diags.Warnf(t.Pos, "no-key", "the entity type %s has no key", t.QualifiedName())
	}
}

// redeclared complains about members of t that its base b has too. A property of the same type, or of one that derives from it (CSDL 4.01,
// sections 7 and 8), means what the inherited one means: it is dropped with a warning, since Graph has one.
func (l *loader) redeclared(t, b *metadata.StructuredType) {
	for _, p := range slices.Clone(t.Properties) {
		l.again(t, b, p, func(m metadata.Member) bool {
			inherited, ok := m.(*metadata.Property)
			return ok && inherited.Collection == p.Collection && metadata.IsA(p.Type, inherited.Type)
		})
	}
	for _, n := range slices.Clone(t.Navigation) {
		l.again(t, b, n, func(m metadata.Member) bool {
			inherited, ok := m.(*metadata.NavigationProperty)
			return ok && inherited.Collection == n.Collection && metadata.IsA(n.Type, inherited.Type)
		})
	}
}

// again looks at one member of t that its base b may have too.
func (l *loader) again(t, b *metadata.StructuredType, m metadata.Member, same func(inherited metadata.Member) bool) {
	inherited := b.Own(m.MemberName())
	switch {
	case inherited == nil:
	case same(inherited):
		l.diags.Warnf(m.Position(), "property-inherited", "%s declares %s, which it inherits from %s; the inherited one counts", t.QualifiedName(), m.MemberName(), b.QualifiedName()).
			At(inherited.Position(), "declared here")
		l.builder.DropMember(t, m)
	default:
		l.diags.Errorf(m.Position(), "property-inherited", "%s declares %s, which it inherits from %s with another type", t.QualifiedName(), m.MemberName(), b.QualifiedName()).
			Fixf("remove one of them").At(inherited.Position(), "declared here")
	}
}

// entityType resolves an attribute that names an entity type. After a complaint it is an empty type, so that nobody meets a nil.
func (l *loader) entityType(e *csdl.Element, attribute, what string) *metadata.StructuredType {
	name, given := e.Attr(attribute)
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute %s", e.Name, attribute)
	} else if t, ok := l.lookup(e, name, "the "+what, metadata.IsEntity).(*metadata.StructuredType); ok {
		return t
	}
	return &metadata.StructuredType{Entity: true}
}

func (l *loader) resolveNavigation(n *metadata.NavigationProperty, e *csdl.Element) {
	n.Type = l.model.ExactType("Edm.EntityType")
	name, given := e.Attr("Type")
	what := "navigation property " + n.Owner.QualifiedName() + "/" + n.Name
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "%s has no attribute Type", what)
		return
	}
	name, n.Collection, given = l.collectionOf(e, name, what)
	if !given {
		return
	}
	if _, nullable := e.Attr("Nullable"); nullable && n.Collection {
		l.diags.Warnf(e.Pos, "navigation-nullable", "%s is a collection and has the attribute Nullable, which means nothing there", what).Fixf("remove it")
	}
	if t := l.lookup(e, name, what, func(t metadata.Type) bool { return metadata.IsEntity(t) || t == n.Type }); t != nil {
		n.Type = t
	}
}

func (l *loader) resolveUnderlying(t *metadata.TypeDefinition, e *csdl.Element) {
	t.Underlying, _ = l.model.ExactType("Edm.String").(*metadata.PrimitiveType)
	name, given := e.Attr("UnderlyingType")
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "the type definition %s has no attribute UnderlyingType", t.QualifiedName())
		return
	}
	found := l.lookup(e, name, "the type definition "+t.QualifiedName(), func(t metadata.Type) bool { _, ok := t.(*metadata.PrimitiveType); return ok })
	if p, ok := found.(*metadata.PrimitiveType); ok {
		t.Underlying = p
	}
}

// resolveKey finds the property of a key, which may be inherited or inside a complex property. A key that names no property is left out with
// a warning: no request can use it.
func (l *loader) resolveKey(t *metadata.StructuredType, ref *metadata.PropertyRef) {
	owner := t
	for name := range strings.SplitSeq(ref.Path, "/") {
		ref.Property = owner.Property(name) // None where owner is nil: behind a primitive property.
		if ref.Property == nil {
			break
		}
		owner, _ = ref.Property.Type.(*metadata.StructuredType)
	}
	if ref.Property == nil {
		d := l.diags.Warnf(ref.Pos, "key-property", "the key of %s names %s, which is no property of it; the key is passed over", t.QualifiedName(), ref.Path)
		t.Key = nil
		l.diags.Proposing(d, ref.Path, func() []string { return t.MemberNames() }, "")
	}
}
