package load

// This file reads the entity container (CSDL 4.01, section 13): entity sets, singletons and operation imports.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

func (r *reader) readContainer(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	c := &metadata.EntityContainer{Named: n}
	if !r.declareContainer(c) {
		return
	}
	s.Container = c
	if base, given := e.Attr("Extends"); given {
		r.extends[c] = r.unalias(base)
	}
	first := map[string]*csdl.Element{}
	for _, child := range e.Children {
		if child.Name == "Annotation" {
			continue
		}
		name, ok := r.declaredName(child)
		if !ok {
			continue
		}
		switch before := first[name]; {
		case before == nil:
			first[name] = child
			r.readContainerChild(c, child, name)
		case before.Name == child.Name && r.same(before, child, "EntityType", "Type", "Action", "Function"):
			r.diags.Report(child.Pos, complaint.ContainerTwiceWarning, "%s has the %s %s twice; the first one counts", c.QualifiedName(), child.Name, name).At(before.Pos, "first here")
		default:
			r.diags.Report(child.Pos, complaint.ContainerTwice, "%s has two children named %s", c.QualifiedName(), name).Fixf("remove or rename one of them").At(before.Pos, "first here")
		}
	}
}

// declareContainer enters a container under its name. A service has one; where a document has several, it is the last
// one.
func (r *reader) declareContainer(c *metadata.EntityContainer) bool {
	name := c.QualifiedName()
	if first := r.containers[name]; first != nil {
		r.diags.Report(c.Pos, complaint.ContainerNameTwice, "the entity container %s is declared twice", name).Fixf("remove or rename one of them").At(first.Pos, "first here")
		return false
	}
	all := r.model.Containers
	same := func(n int) bool { return n >= 0 && all[n].Pos.File == c.Pos.File }
	if n := len(all); same(n-1) && !same(n-2) {
		before := all[n-1]
		r.diags.Report(c.Pos, complaint.ContainerAgain, "the document has the entity containers %s and %s; a document has one, so only the last one counts", before.QualifiedName(), name).
			Fixf("move one of them to a document of its own").At(before.Pos, "the other one is here")
	}
	r.containers[name] = c
	r.model.Containers = append(all, c)
	return true
}

func (r *reader) readContainerChild(c *metadata.EntityContainer, e *csdl.Element, name string) {
	switch e.Name {
	case "EntitySet":
		s := &metadata.EntitySet{Name: name, Pos: e.Pos, Annotations: r.inline(e), Bindings: r.bindings(c, e), InServiceDocument: r.flag(e, "IncludeInServiceDocument", true)}
		c.Sets = append(c.Sets, s)
		r.readEntityType(&s.Type, e, "EntityType", "entity set "+name)
	case "Singleton":
		s := &metadata.Singleton{Name: name, Pos: e.Pos, Annotations: r.inline(e), Bindings: r.bindings(c, e)}
		c.Singletons = append(c.Singletons, s)
		r.readEntityType(&s.Type, e, "Type", "singleton "+name)
	case "ActionImport", "FunctionImport":
		i := &metadata.OperationImport{Name: name, EntitySet: r.path(e.Get("EntitySet")), Pos: e.Pos, Annotations: r.inline(e)}
		i.InServiceDocument = e.Name == "FunctionImport" && r.flag(e, "IncludeInServiceDocument", false)
		kind := e.Name[:len(e.Name)-len("Import")]
		if kind == "Action" {
			c.ActionImports = append(c.ActionImports, i)
		} else {
			c.FunctionImports = append(c.FunctionImports, i)
		}
		if written, given := e.Attr(kind); given {
			r.names.imports = append(r.names.imports, importUse{of: i, name: r.name(e, written), function: kind == "Function"})
		} else {
			r.diags.Report(e.Pos, complaint.AttributeMissing, "<%s> has no attribute %s", e.Name, kind)
		}
	default:
		unexpected(e, "EntityContainer", r.diags)
	}
}

// bindings reads what navigation properties of a set or singleton lead to. A target in the same container goes without
// the container's name.
func (r *reader) bindings(container *metadata.EntityContainer, e *csdl.Element) []metadata.Binding {
	var all []metadata.Binding
	for _, c := range e.Children {
		switch c.Name {
		case "NavigationPropertyBinding":
			if c.Get("Path") == "" || c.Get("Target") == "" {
				r.diags.Report(c.Pos, complaint.BindingPath, "a navigation property binding of %s has no attribute Path or no attribute Target; it is ignored", e.Get("Name"))
				continue
			}
			target := strings.TrimPrefix(r.path(c.Get("Target")), container.QualifiedName()+"/")
			all = append(all, metadata.Binding{Path: r.path(c.Get("Path")), Target: target, Pos: c.Pos})
		case "Annotation":
		default:
			unexpected(c, e.Name, r.diags)
		}
	}
	return all
}
