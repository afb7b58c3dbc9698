package load

// This file reads the entity container (CSDL 4.01, section 13): entity sets, singletons and operation imports.

import (
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

func (l *loader) readContainer(s *metadata.Schema, e *csdl.Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	c := &metadata.EntityContainer{Named: n}
	if !l.declareContainer(c) {
		return
	}
	s.Container = c
	if base, given := e.Attr("Extends"); given {
		l.extends[c] = l.unalias(base)
	}
	names := map[string]diag.Pos{}
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

// declareContainer enters a container under its name. A service has one; where a document has several, it is the last one.
func (l *loader) declareContainer(c *metadata.EntityContainer) bool {
	name := c.QualifiedName()
	if first := l.containerNames[name]; first != nil {
		l.diags.Errorf(c.Pos, "container-name-twice", "the entity container %s is declared twice", name).Fixf("remove or rename one of them").At(first.Pos, "first here")
		return false
	}
	same := func(n int) bool { return n >= 0 && l.containers[n].Pos.File == c.Pos.File }
	if n := len(l.containers); same(n-1) && !same(n-2) {
		before := l.containers[n-1]
		l.diags.Warnf(c.Pos, "container-again", "the document has the entity containers %s and %s; a document has one, and the last one counts", before.QualifiedName(), name).
			Fixf("put one of them into a document of its own").At(before.Pos, "the other one")
	}
	l.containerNames[name] = c
	l.containers = append(l.containers, c)
	return true
}

func (l *loader) readContainerChild(c *metadata.EntityContainer, e *csdl.Element, name string) {
	switch e.Name {
	case "EntitySet":
		s := &metadata.EntitySet{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(c, e), InServiceDocument: l.flag(e, "IncludeInServiceDocument", true)}
		c.Sets = append(c.Sets, s)
		l.later(func() { s.Type = l.entityType(e, "EntityType", "entity set "+name) })
	case "Singleton":
		s := &metadata.Singleton{Name: name, Pos: e.Pos, Annotations: l.inline(e), Bindings: l.bindings(c, e)}
		c.Singletons = append(c.Singletons, s)
		l.later(func() { s.Type = l.entityType(e, "Type", "singleton "+name) })
	case "ActionImport", "FunctionImport":
		i := &metadata.OperationImport{Name: name, EntitySet: e.Get("EntitySet"), Pos: e.Pos, Annotations: l.inline(e)}
		i.InServiceDocument = e.Name == "FunctionImport" && l.flag(e, "IncludeInServiceDocument", false)
		kind := e.Name[:len(e.Name)-len("Import")]
		if kind == "Action" {
			c.ActionImports = append(c.ActionImports, i)
		} else {
			c.FunctionImports = append(c.FunctionImports, i)
		}
		l.later(func() { l.resolveImport(i, e, kind) })
	default:
		l.unexpected(e, "EntityContainer")
	}
}

// bindings reads what navigation properties of a set or singleton lead to. A target in the same container goes without the container's name.
func (l *loader) bindings(container *metadata.EntityContainer, e *csdl.Element) []metadata.Binding {
	var all []metadata.Binding
	for _, c := range e.Children {
		switch c.Name {
		case "NavigationPropertyBinding":
			if c.Get("Path") == "" || c.Get("Target") == "" {
				l.diags.Warnf(c.Pos, "binding-path", "the navigation property binding of %s lacks the attribute Path or Target and is passed over", e.Get("Name"))
				continue
			}
			target := strings.TrimPrefix(l.path(c.Get("Target")), container.QualifiedName()+"/")
			all = append(all, metadata.Binding{Path: l.path(c.Get("Path")), Target: target, Pos: c.Pos})
		case "Annotation":
		default:
			l.unexpected(c, e.Name)
		}
	}
	return all
}

// resolveImport finds the unbound overloads that an import calls. An import that calls nothing is nothing that a program could call, so
// it is left out with a warning.
func (l *loader) resolveImport(i *metadata.OperationImport, e *csdl.Element, kind string) {
	name, given := e.Attr(kind)
	if !given {
		l.diags.Errorf(e.Pos, "attribute-missing", "<%s> has no attribute %s", e.Name, kind)
		return
	}
	for _, op := range l.model.ExactOperations(l.unalias(name)) {
		if !op.Bound && op.Function == (kind == "Function") {
			i.Operations = append(i.Operations, op)
		}
	}
	if len(i.Operations) == 0 {
		l.diags.Warnf(e.Pos, "unresolved-operation", "the import %s calls %s, but there is no such unbound %s; the import is passed over", i.Name, name, lower(kind))
	}
}

// dropImports leaves out the imports that call nothing.
func dropImports(c *metadata.EntityContainer) {
	empty := func(i *metadata.OperationImport) bool { return len(i.Operations) == 0 }
	c.ActionImports, c.FunctionImports = slices.DeleteFunc(c.ActionImports, empty), slices.DeleteFunc(c.FunctionImports, empty)
}

func lower(s string) string {
	if s == "Function" {
		return "function"
	}
	return "action"
}

// noContainer complains about an Extends that names nothing. Where it names something in a document that is not read, c is as good as it
// can be without.
func (l *loader) noContainer(c *metadata.EntityContainer, base string) {
	namespace, _ := metadata.SplitName(base)
	if u, ok := l.unread[namespace]; ok {
		l.diags.Warnf(c.Pos, "unresolved-container", "%s extends %s of the document %s, which is not read: %v", c.QualifiedName(), base, diag.Shortened(u.uri), u.reason).Cause = u.reason
		return
	}
	d := l.diags.Errorf(c.Pos, "unresolved-container", "%s extends %s, which does not exist", c.QualifiedName(), base)
	l.diags.Proposing(d, base, func() []string {
		var names []string
		for _, other := range l.containers {
			names = append(names, other.QualifiedName())
		}
		return names
	}, "")
}

// extend copies what the container that c extends has, after that one has what it extends itself. Above are the containers that
// are waiting for this one: meeting one of them again is a cycle, which clients have to live with (section 13.1).
func (l *loader) extend(c *metadata.EntityContainer, above []*metadata.EntityContainer) {
	base, open := l.extends[c]
	if !open {
		return
	}
	delete(l.extends, c)
	b := l.containerNames[base]
	above = append(above, c)
	switch {
	case b == nil:
		l.noContainer(c, base)
		return
	case slices.Contains(above, b):
		l.diags.Warnf(c.Pos, "container-cycle", "%s extends %s, which extends it in turn", c.QualifiedName(), b.QualifiedName()).
			Fixf("remove an Extends attribute").At(b.Pos, "%s is declared here", b.QualifiedName())
		return
	case len(above) > csdl.MaxDepth:
		l.diags.Errorf(c.Pos, "container-depth", "more than %d entity containers extend each other", csdl.MaxDepth)
		return
	}
	l.extend(b, above)
	l.inheritChildren(c, b)
}

// child is what a container has under a name: its kind, type and place.
type child struct {
	kind string
	of   metadata.Type // of sets and singletons
	pos  diag.Pos
}

// childrenOf are the children of a container whose Extends is done.
func (l *loader) childrenOf(c *metadata.EntityContainer) map[string]child {
	if l.children[c] == nil {
		l.children[c] = listChildren(c)
	}
	return l.children[c]
}

func listChildren(c *metadata.EntityContainer) map[string]child {
	all := map[string]child{}
	for _, s := range c.Sets {
		all[s.Name] = child{"entity set", s.Type, s.Pos}
	}
	for _, s := range c.Singletons {
		all[s.Name] = child{"singleton", s.Type, s.Pos}
	}
	for _, i := range c.ActionImports {
		all[i.Name] = child{"action import", nil, i.Pos}
	}
	for _, i := range c.FunctionImports {
		all[i.Name] = child{"function import", nil, i.Pos}
	}
	return all
}

// inheritChildren gives c what b has, but for the sets and singletons that it declares again with a derived type.
func (l *loader) inheritChildren(c, b *metadata.EntityContainer) {
	own, inherited := listChildren(c), listChildren(b)
	for _, name := range slices.Sorted(maps.Keys(own)) {
		mine := own[name]
		base, clash := inherited[name]
		if !clash || mine.kind == base.kind && mine.of != nil && metadata.IsA(mine.of, base.of) {
			continue
		}
		l.diags.Errorf(mine.pos, "container-inherited", "%s declares the %s %s, which it inherits from %s as another one", c.QualifiedName(), mine.kind, name, b.QualifiedName()).
			Fixf("remove or rename one of them; only an entity set or singleton may be declared again, with a derived type").At(base.pos, "declared here")
	}
	isNew := func(name string) bool { _, again := own[name]; return !again }
	c.Sets = append(slices.DeleteFunc(slices.Clone(b.Sets), func(s *metadata.EntitySet) bool { return !isNew(s.Name) }), c.Sets...)
	c.Singletons = append(slices.DeleteFunc(slices.Clone(b.Singletons), func(s *metadata.Singleton) bool { return !isNew(s.Name) }), c.Singletons...)
	dropped := func(i *metadata.OperationImport) bool { return !isNew(i.Name) }
	c.ActionImports = append(slices.DeleteFunc(slices.Clone(b.ActionImports), dropped), c.ActionImports...)
	c.FunctionImports = append(slices.DeleteFunc(slices.Clone(b.FunctionImports), dropped), c.FunctionImports...)
}
