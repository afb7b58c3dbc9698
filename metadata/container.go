package metadata

// This file reads the entity container (CSDL 4.01, section 13): entity sets, singletons and operation imports.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/nearest"
)

func (l *loader) readContainer(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	c := &EntityContainer{Named: n}
	l.containers = append(l.containers, c)
	s.Container = c
	if base, given := e.Attr("Extends"); given {
		l.extends[c] = l.unalias(base)
	}
	names := map[string]Pos{}
	for _, child := range e.Children {
		if child.Name == "Annotation" {
			continue
		}
		name, ok := l.name(child)
		if !ok {
			continue
		}
		if at, twice := names[name]; twice {
			l.diags.Errorf(child.Pos, "container-twice", "%s has two children called %s", c.QualifiedName(), name).Fixf("remove or rename one of them").At(at, "first here")
			continue
		}
		names[name] = child.Pos
		l.readContainerChild(c, child, name)
	}
}

func (l *loader) readContainerChild(c *EntityContainer, e *Element, name string) {
	switch e.Name {
	case "EntitySet":
		s := &EntitySet{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(c, e), InServiceDocument: l.flag(e, "IncludeInServiceDocument", true)}
		c.Sets = append(c.Sets, s)
		l.later(func() { s.Type = l.entityType(e, "EntityType", "entity set "+name) })
	case "Singleton":
		s := &Singleton{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(c, e)}
		c.Singletons = append(c.Singletons, s)
		l.later(func() { s.Type = l.entityType(e, "Type", "singleton "+name) })
	case "ActionImport", "FunctionImport":
		i := &OperationImport{Name: name, EntitySet: e.get("EntitySet"), Pos: e.Pos, Annotations: l.inline(e)}
		i.InServiceDocument = e.Name == "FunctionImport" && l.flag(e, "IncludeInServiceDocument", false)
		kind := e.Name[:len(e.Name)-len("Import")]
		if kind == "Action" {
			c.ActionImports = append(c.ActionImports, i)
		} else {
			c.FunctionImports = append(c.FunctionImports, i)
		}
		l.later(func() { l.resolveImport(c, i, e, kind) })
	default:
		l.unexpected(e, "EntityContainer")
	}
}

// bindings reads what navigation properties of a set or singleton lead to. A target in the same container goes without the container's name.
func (l *loader) bindings(container *EntityContainer, e *Element) []Binding {
	var all []Binding
	for _, c := range e.Children {
		if c.Name == "NavigationPropertyBinding" {
			target := strings.TrimPrefix(l.path(c.get("Target")), container.QualifiedName()+"/")
			all = append(all, Binding{Path: l.path(c.get("Path")), Target: target, Pos: c.Pos})
		}
	}
	return all
}

// resolveImport finds the unbound overloads that an import calls. An import that calls nothing is nothing that a program could call, so
// it is left out with a warning.
func (l *loader) resolveImport(c *EntityContainer, i *OperationImport, e *Element, kind string) {
	name, given := e.Attr(kind)
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute %s", e.Name, kind)
		return
	}
	for _, op := range l.model.operations[l.unalias(name)] {
		if !op.Bound && op.Function == (kind == "Function") {
			i.Operations = append(i.Operations, op)
		}
	}
	if len(i.Operations) == 0 {
		l.diags.Warnf(e.Pos, "unresolved-operation", "the import %s calls %s, but there is no such unbound %s; the import is passed over", i.Name, name, lower(kind))
		is := func(other *OperationImport) bool { return other == i }
		c.ActionImports, c.FunctionImports = slices.DeleteFunc(c.ActionImports, is), slices.DeleteFunc(c.FunctionImports, is)
	}
}

func lower(s string) string {
	if s == "Function" {
		return "function"
	}
	return "action"
}

// noContainer complains about an Extends that names nothing. Where it names something in a document that is not read, c is as good as it
// can be without.
func (l *loader) noContainer(c *EntityContainer, base string) {
	namespace, _ := splitName(base)
	if u, ok := l.unread[namespace]; ok {
		l.diags.Warnf(c.Pos, "unresolved-container", "%s extends %s of the document %s, which is not read: %v", c.QualifiedName(), base, shortened(u.uri), u.reason).Cause = u.reason
		return
	}
	var names []string
	for _, other := range l.containers {
		names = append(names, other.QualifiedName())
	}
	d := l.diags.Errorf(c.Pos, "unresolved-container", "%s extends %s, which does not exist", c.QualifiedName(), base)
	if proposal := nearest.DidYouMean(base, names); proposal != "" {
		d.Fixf("%s", proposal)
	}
}

// extend copies what the container that c extends has, after that one has what it extends itself. Above are the containers that
// are waiting for this one: meeting one of them again is a cycle.
func (l *loader) extend(c *EntityContainer, above []*EntityContainer) {
	base, open := l.extends[c]
	if !open {
		return
	}
	delete(l.extends, c)
	i := slices.IndexFunc(l.containers, func(b *EntityContainer) bool { return b.QualifiedName() == base })
	if i < 0 {
		l.noContainer(c, base)
		return
	}
	b := l.containers[i]
	if first := slices.Index(append(above, c), b); first >= 0 {
		l.diags.Errorf(b.Pos, "container-cycle", "%s extends itself, by way of others or directly", b.QualifiedName()).Fixf("remove an Extends attribute")
		return
	}
	l.extend(b, append(above, c))
	c.Sets = append(slices.Clone(b.Sets), c.Sets...)
	c.Singletons = append(slices.Clone(b.Singletons), c.Singletons...)
	c.ActionImports = append(slices.Clone(b.ActionImports), c.ActionImports...)
	c.FunctionImports = append(slices.Clone(b.FunctionImports), c.FunctionImports...)
}
