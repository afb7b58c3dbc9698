package check

// This file checks entity sets, singletons, their navigation property bindings, and imports (CSDL 4.01, sections 13.2
// to 13.6).

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

func (k *checker) checkContainer(c *metadata.EntityContainer) {
	children := k.childrenOf(c)
	for _, s := range c.Sets {
		if len(s.Type.Keys()) == 0 && s.Type.Name != "" {
			k.diags.Report(s.Pos, complaint.SetKey, "the entity set %s holds entities of %s, which has no key", s.Name, s.Type.QualifiedName()).
				Fixf("add a key to %s", s.Type.QualifiedName()).At(s.Type.Pos, "%s is declared here", s.Type.QualifiedName())
		}
		k.checkBindings(c, children, s.Name, s.Type, s.Bindings)
	}
	for _, s := range c.Singletons {
		k.checkBindings(c, children, s.Name, s.Type, s.Bindings)
	}
	for _, i := range c.ActionImports {
		k.checkImport(c, children, i)
	}
	for _, i := range c.FunctionImports {
		k.checkImport(c, children, i)
	}
}

func (k *checker) checkBindings(c *metadata.EntityContainer, children map[string]metadata.Child, name string, t *metadata.StructuredType, all []metadata.Binding) {
	first := map[string]diag.Pos{}
	for _, b := range all {
		if at, twice := first[b.Path]; twice {
			k.diags.Report(b.Pos, complaint.BindingTwice, "%s binds %s twice", name, b.Path).Fixf("remove one of them").At(at, "first here")
			continue
		}
		first[b.Path] = b.Pos
		n, cast := k.boundProperty(t, name, b)
		target, known := k.bindingTarget(c, children, name, b)
		if n == nil || !known || n.Target() == nil {
			continue
		}
		if cast == nil {
			cast = n.Target()
		}
		if !related(cast, target) {
			k.diags.Report(b.Pos, complaint.BindingType, "%s binds %s, which leads to %s, to %s, which holds entities of %s", name, b.Path, cast.QualifiedName(), b.Target, target.QualifiedName())
		}
	}
}

// boundProperty walks the path of a binding to its navigation property (section 13.4.1), and to the type cast after it.
func (k *checker) boundProperty(t *metadata.StructuredType, name string, b metadata.Binding) (found *metadata.NavigationProperty, cast *metadata.StructuredType) {
	if t.Name == "" {
		return nil, nil
	}
	for segment := range strings.SplitSeq(b.Path, "/") {
		if strings.Contains(segment, ".") {
			s, ok := k.model.ExactType(segment).(*metadata.StructuredType)
			if !ok || !related(s, t) {
				k.badBinding(name, b, segment, t)
				return nil, nil
			}
			t, cast = s, s
			continue
		}
		if found != nil && !found.ContainsTarget {
			k.diags.Report(b.Pos, complaint.BindingPath, "%s binds %s, which goes through the navigation property %s; only containment navigation properties are allowed before the last one", name, b.Path, found.Name).
				At(found.Pos, "declared here")
			return nil, nil
		}
		if t == nil {
			return nil, nil // Edm.EntityType: nothing is known of it.
		}
		cast = nil
		switch m := t.Member(segment).(type) {
		case *metadata.NavigationProperty:
			found, t = m, m.Target()
		case *metadata.Property:
			found = nil
			if t, _ = m.Type.(*metadata.StructuredType); t == nil {
				k.badBinding(name, b, segment, m.Owner)
				return nil, nil
			}
		default:
			k.badBinding(name, b, segment, t)
			return nil, nil
		}
	}
	switch {
	case found == nil:
		k.diags.Report(b.Pos, complaint.BindingPath, "%s binds %s, which is not a navigation property", name, b.Path)
	case found.ContainsTarget:
		k.diags.Report(b.Pos, complaint.BindingContained, "%s binds %s, but contained entities are never in another set", name, b.Path).Fixf("remove the binding").At(found.Pos, "declared here")
		return nil, nil
	}
	return found, cast
}

// badBinding complains about a segment that t does not have; a nil t is Edm.EntityType.
func (k *checker) badBinding(name string, b metadata.Binding, segment string, t *metadata.StructuredType) {
	from := "Edm.EntityType"
	if t != nil {
		from = t.QualifiedName()
	}
	d := k.diags.Report(b.Pos, complaint.BindingPath, "%s binds %s, but %s cannot be reached from %s", name, b.Path, segment, from)
	k.diags.Proposing(d, segment, t.MemberNames, "")
}

// bindingTarget finds the type of what a binding leads to (section 13.4.2); known is false where that cannot be said.
func (k *checker) bindingTarget(c *metadata.EntityContainer, children map[string]metadata.Child, name string, b metadata.Binding) (t *metadata.StructuredType, known bool) {
	t, kind, known := k.resource(c, children, b.Target)
	if known && kind == "" {
		d := k.diags.Report(b.Pos, complaint.BindingTarget, "%s binds %s to %s, which is not an entity set, a singleton or a contained collection", name, b.Path, b.Target)
		k.diags.Proposing(d, b.Target, c.ResourceNames, "")
		return nil, false
	}
	return t, known
}

// resource finds what a target path names: a child of this container or of another one, or what a containment
// navigation property leads to. An empty kind is nothing; known is false where the path leads into a document that is
// not read.
func (k *checker) resource(c *metadata.EntityContainer, children map[string]metadata.Child, path string) (t *metadata.StructuredType, kind string, known bool) {
	first, rest, nested := strings.Cut(path, "/")
	if strings.Contains(first, ".") {
		other := k.containers[first]
		if other == nil {
			namespace, _ := metadata.SplitName(first)
			return nil, "", !k.model.IsUnread(namespace)
		}
		if other != c {
			children = k.childrenOf(other)
		}
		first, rest, nested = strings.Cut(rest, "/")
	}
	found, ok := children[first]
	if t = found.Type; !ok || t == nil {
		return nil, "", true
	}
	if !nested {
		return t, found.Kind, true
	}
	n := (*metadata.NavigationProperty)(nil)
	for segment := range strings.SplitSeq(rest, "/") {
		if strings.Contains(segment, ".") {
			t, _ = k.model.ExactType(segment).(*metadata.StructuredType)
			continue
		}
		switch m := t.Member(segment).(type) {
		case *metadata.NavigationProperty:
			n, t = m, m.Target()
		case *metadata.Property:
			n = nil
			t, _ = m.Type.(*metadata.StructuredType)
		default:
			return nil, "", true
		}
	}
	if n == nil || !n.ContainsTarget {
		return nil, "", true
	}
	return t, "contained collection", true
}

// checkImport checks the entity set of an import's result (sections 13.5 and 13.6).
func (k *checker) checkImport(c *metadata.EntityContainer, children map[string]metadata.Child, i *metadata.OperationImport) {
	for _, op := range i.Operations {
		if i.InServiceDocument && len(op.Parameters) > 0 {
			k.diags.Report(i.Pos, complaint.ImportListed, "the import %s is in the service document, but %s has parameters", i.Name, op.QualifiedName()).
				Fixf("remove IncludeInServiceDocument").At(op.Pos, "%s is declared here", op.QualifiedName())
			break
		}
	}
	if i.EntitySet == "" {
		return
	}
	t, kind, known := k.resource(c, children, i.EntitySet)
	switch {
	case !known:
		return
	case kind != "entity set":
		d := k.diags.Report(i.Pos, complaint.ImportSet, "the import %s names %s as the entity set of its result, but there is no such entity set", i.Name, i.EntitySet)
		k.diags.Proposing(d, i.EntitySet, c.ResourceNames, "")
		return
	}
	for _, op := range i.Operations {
		if op.Return == nil {
			k.diags.Report(i.Pos, complaint.ImportSet, "the import %s names the entity set %s, but %s returns nothing", i.Name, i.EntitySet, op.QualifiedName()).Fixf("remove EntitySet")
			return
		}
		result, ok := op.Return.Type.(*metadata.StructuredType)
		if metadata.IsAbstract(op.Return.Type) {
			continue
		}
		if !ok || !result.Entity || !related(result, t) {
			k.diags.Report(i.Pos, complaint.ImportSet, "the import %s names the entity set %s of %s, but %s returns %s", i.Name, i.EntitySet, t.QualifiedName(), op.QualifiedName(),
				metadata.TypeText(op.Return.Type, op.Return.Collection))
			return
		}
	}
}
