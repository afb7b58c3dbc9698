package metadata

// This file reads the entity container (CSDL 4.01, section 13): entity sets, singletons and operation imports.

import "slices"

func (l *loader) readContainer(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	c := &EntityContainer{Named: n}
	l.containers = append(l.containers, c)
	s.Container = c
	if base, given := e.Attr("Extends"); given {
		l.extends[c] = base
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
		s := &EntitySet{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(e), InServiceDocument: l.flag(e, "IncludeInServiceDocument", true)}
		c.Sets = append(c.Sets, s)
		l.pending = append(l.pending, func() { s.Type = l.entityType(e, "EntityType", "entity set "+name) })
	case "Singleton":
		s := &Singleton{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(e)}
		c.Singletons = append(c.Singletons, s)
		l.pending = append(l.pending, func() { s.Type = l.entityType(e, "Type", "singleton "+name) })
	case "ActionImport", "FunctionImport":
		i := &OperationImport{Name: name, EntitySet: e.get("EntitySet"), Pos: e.Pos, Annotations: l.inline(e)}
		i.InServiceDocument = e.Name == "FunctionImport" && l.flag(e, "IncludeInServiceDocument", false)
		kind := e.Name[:len(e.Name)-len("Import")]
		if kind == "Action" {
			c.ActionImports = append(c.ActionImports, i)
		} else {
			c.FunctionImports = append(c.FunctionImports, i)
		}
		l.pending = append(l.pending, func() { l.resolveImport(i, e, kind) })
	default:
		l.unexpected(e, "EntityContainer")
	}
}

func (l *loader) bindings(e *Element) []Binding {
	var all []Binding
	for _, c := range e.Children {
		if c.Name == "NavigationPropertyBinding" {
			all = append(all, Binding{Path: l.path(c.get("Path"), l.model.aliases), Target: l.path(c.get("Target"), l.model.aliases), Pos: c.Pos})
		}
	}
	return all
}

// resolveImport finds the unbound overloads that an import calls.
func (l *loader) resolveImport(i *OperationImport, e *Element, kind string) {
	name, given := e.Attr(kind)
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute %s", e.Name, kind)
		return
	}
	for _, op := range l.model.Operations(name) {
		if !op.Bound && op.Function == (kind == "Function") {
			i.Operations = append(i.Operations, op)
		}
	}
	if len(i.Operations) == 0 {
		l.diags.Errorf(e.Pos, "unresolved-operation", "the import %s calls %s, but there is no such unbound %s", i.Name, name, lower(kind))
	}
}

func lower(s string) string {
	if s == "Function" {
		return "function"
	}
	return "action"
}

// extend copies what the container that c extends has, after that one has what it extends itself. Above are the containers that
// are waiting for this one: meeting one of them again is a cycle.
func (l *loader) extend(c *EntityContainer, above []*EntityContainer) {
	base, open := l.extends[c]
	if !open {
		return
	}
	delete(l.extends, c)
	full := l.model.Unalias(base)
	i := slices.IndexFunc(l.containers, func(b *EntityContainer) bool { return b.QualifiedName() == full })
	if i < 0 {
		l.diags.Errorf(c.Pos, "unresolved-container", "%s extends %s, which is not in the document", c.QualifiedName(), base)
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
