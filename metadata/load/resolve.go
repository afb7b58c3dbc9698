package load

// This file turns names into pointers, once every declaration is read. A name that names nothing is a complaint, with
// the names that are close.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// resolver looks names up.
type resolver struct {
	*declarations

	unread map[string]unread
	diags  *diag.Collector
}

// resolve turns the names that the declarations use into pointers: first types, then what needs the types of others -
// keys, inherited members, the children of containers.
func resolve(d *declarations, left map[string]unread, diags *diag.Collector) {
	r := &resolver{declarations: d, unread: left, diags: diags}
	for namespace := range left {
		d.builder.DeclareUnread(namespace)
	}
	r.resolveTypes()
	d.adopt()
	r.checkBases()
	r.resolveKeys()
	r.resolveImports()
	r.extendAll()
	for _, s := range d.model.Schemas {
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			r.inherit(t)
		}
	}
	r.checkDenials()
	r.chooseContainer()
}

// resolveTypes looks up the types that declarations name. After a complaint a type stays what the reader put there, so
// that nobody meets a nil.
func (r *resolver) resolveTypes() {
	for _, u := range r.names.bases {
		found := r.lookup(u.name, "the base type of "+u.of.QualifiedName(), func(b metadata.Type) bool {
			s, ok := b.(*metadata.StructuredType)
			return ok && s.Entity == u.of.Entity
		})
		u.of.Base, _ = found.(*metadata.StructuredType)
	}
	for _, u := range r.names.types {
		n := name{written: u.written, full: u.full, pos: u.ref.Pos}
		if t := r.lookup(n, u.what, anyType); t != nil {
			u.ref.Type = t
		}
	}
	for _, u := range r.names.navigations {
		abstract := u.of.Type
		if t := r.lookup(u.name, u.what, func(t metadata.Type) bool { return metadata.IsEntity(t) || t == abstract }); t != nil {
			u.of.Type = t
		}
	}
	for _, u := range r.names.definitions {
		found := r.lookup(u.name, "the type definition "+u.of.QualifiedName(), func(t metadata.Type) bool { _, ok := t.(*metadata.PrimitiveType); return ok })
		if p, ok := found.(*metadata.PrimitiveType); ok {
			u.of.Underlying = p
		}
	}
	for _, u := range r.names.resources {
		if t, ok := r.lookup(u.name, "the "+u.what, metadata.IsEntity).(*metadata.StructuredType); ok {
			*u.to = t
		}
	}
}

// chooseContainer takes the container of the service: that of the main document, or where it has none, the last one of
// the documents that it refers to.
func (r *resolver) chooseContainer() {
	r.model.Container = r.main
	if n := len(r.model.Containers); n > 0 && r.main == nil {
		r.model.Container = r.model.Containers[n-1]
	}
}

// lookup finds a type by its name, or complains.
func (r *resolver) lookup(n name, what string, keep func(metadata.Type) bool) metadata.Type {
	if inner, collection := strings.CutPrefix(n.written, "Collection("); collection {
		r.diags.Report(n.pos, complaint.TypeSyntax, "%s names %s; a type that is not a collection is expected", what, n.written).Fixf("write %s", strings.TrimRight(inner, ")"))
		return nil
	}
	if r.model.ExactType(n.full) == nil {
		n.full = r.dotted(n.full)
	}
	if t := r.model.ExactType(n.full); t != nil && keep(t) {
		return t
	} else if t != nil {
		r.diags.Report(n.pos, complaint.TypeKind, "%s names %s, which is %s", what, n.written, kindOf(t))
		return nil
	}
	namespace, _ := metadata.SplitName(n.full)
	if u, ok := r.unread[namespace]; ok {
		d := r.diags.Report(n.pos, complaint.UnresolvedType, "%s names the type %s of the document %s, which is not read: %v", what, n.written, diag.Shortened(u.uri), u.reason)
		d.Because(u.reason)
		return nil
	}
	d := r.diags.Report(n.pos, complaint.UnresolvedType, "%s names the type %s, which does not exist", what, n.written)
	r.diags.Proposing(d, n.full, func() []string { return r.model.TypeNames(keep) }, "")
	return nil
}

// dotted replaces the alias of a name that has dots of its own, after which it means something; else the name stays.
func (r *resolver) dotted(full string) string {
	if r.model.ExactOperations(full) != nil {
		return full
	}
	last := strings.LastIndexByte(full, '.') // What is before it is no alias, or would be replaced already.
	for i, c := range full {
		if c != '.' || i == last {
			continue
		}
		for _, a := range r.aliases {
			if name := a.namespace + full[i:]; a.alias == full[:i] && (r.model.ExactType(name) != nil || r.model.ExactOperations(name) != nil) {
				return name
			}
		}
	}
	return full
}

func kindOf(t metadata.Type) string {
	switch t := t.(type) {
	case *metadata.PrimitiveType:
		if metadata.IsAbstract(t) {
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

// checkBases complains about cycles of base types, once each, and about chains that are too long, and cuts them.
func (r *resolver) checkBases() {
	depth := map[*metadata.StructuredType]int{} // of the types that are checked, from 1
	for t := range r.model.DeclaredTypes() {
		s, ok := t.(*metadata.StructuredType)
		if !ok {
			continue
		}
		var chain []*metadata.StructuredType
		for b := s; b != nil && depth[b] == 0; b = b.Base {
			if slices.Contains(chain, b) {
				r.cycle(chain, b)
				b.Base = nil
				break
			}
			chain = append(chain, b)
			if len(chain) > csdl.MaxDepth+1 {
				r.diags.Report(s.Pos, complaint.BaseDepth, "%s has more than %d base types", s.QualifiedName(), csdl.MaxDepth)
				b.Base = nil
			}
		}
		for _, b := range slices.Backward(chain) {
			if depth[b] = 1; b.Base != nil {
				depth[b] = depth[b.Base] + 1
			}
			if depth[b] > csdl.MaxDepth+1 {
				r.diags.Report(b.Pos, complaint.BaseDepth, "%s has more than %d base types", b.QualifiedName(), csdl.MaxDepth)
				b.Base, depth[b] = nil, 1
			}
		}
	}
	for t := range r.model.DeclaredTypes() {
		if s, ok := t.(*metadata.StructuredType); ok && s.Base != nil {
			s.Base.Derived = append(s.Base.Derived, s)
		}
	}
}

func (r *resolver) cycle(chain []*metadata.StructuredType, first *metadata.StructuredType) {
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
	r.diags.Report(first.Pos, complaint.BaseCycle, "the base types of %s form a cycle: %s", first.QualifiedName(), strings.Join(names, " -> ")).
		Fixf("remove one of the BaseType attributes")
}
