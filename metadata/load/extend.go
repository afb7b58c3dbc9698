package load

import (
	"maps"
	"slices"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// This file resolves what containers call and extend (CSDL 4.01, sections 13.1, 13.5 and 13.6).

// resolveImports finds the unbound overloads that imports call. An import that calls nothing is nothing that a program
// could call, so it is left out with a warning.
func (r *resolver) resolveImports() {
	for _, u := range r.names.imports {
		for _, op := range r.model.ExactOperations(r.dotted(u.name.full)) {
			if !op.Bound && op.Function == u.function {
				u.of.Operations = append(u.of.Operations, op)
			}
		}
		if len(u.of.Operations) == 0 {
			kind := "action"
			if u.function {
				kind = "function"
			}
			r.diags.Report(u.name.pos, complaint.UnresolvedOperation, "the import %s calls %s, but there is no such unbound %s; the import is ignored", u.of.Name, u.name.written, kind)
		}
	}
	for _, c := range r.model.Containers {
		dropImports(c)
	}
}

// extendAll gives every container what it extends.
func (r *resolver) extendAll() {
	for _, c := range r.model.Containers {
		r.extend(c, nil)
	}
}

// dropImports leaves out the imports that call nothing.
func dropImports(c *metadata.EntityContainer) {
	empty := func(i *metadata.OperationImport) bool { return len(i.Operations) == 0 }
	c.ActionImports, c.FunctionImports = slices.DeleteFunc(c.ActionImports, empty), slices.DeleteFunc(c.FunctionImports, empty)
}

// noContainer complains about an Extends that names nothing. Where it names something in a document that is not read, c
// is as good as it can be without.
func (r *resolver) noContainer(c *metadata.EntityContainer, base string) {
	namespace, _ := metadata.SplitName(base)
	if u, ok := r.unread[namespace]; ok {
		r.diags.Report(c.Pos, complaint.UnresolvedContainerWarning, "%s extends %s of the document %s, which is not read: %v", c.QualifiedName(), base, diag.Shortened(u.uri), u.reason).Because(u.reason)
		return
	}
	d := r.diags.Report(c.Pos, complaint.UnresolvedContainer, "%s extends %s, which does not exist", c.QualifiedName(), base)
	r.diags.Proposing(d, base, func() []string {
		var names []string
		for _, other := range r.model.Containers {
			names = append(names, other.QualifiedName())
		}
		return names
	}, "")
}

// extend copies what the container that c extends has, after that one has what it extends itself. Above are the
// containers that are waiting for this one: meeting one of them again is a cycle, which clients have to live with
// (section 13.1).
func (r *resolver) extend(c *metadata.EntityContainer, above []*metadata.EntityContainer) {
	base, open := r.extends[c]
	if !open {
		return
	}
	delete(r.extends, c)
	b := r.containers[base]
	above = append(above, c)
	switch {
	case b == nil:
		r.noContainer(c, base)
		return
	case slices.Contains(above, b):
		r.diags.Report(c.Pos, complaint.ContainerCycle, "%s extends %s, which in turn extends it", c.QualifiedName(), b.QualifiedName()).
			Fixf("remove an Extends attribute").At(b.Pos, "%s is declared here", b.QualifiedName())
		return
	case len(above) > csdl.MaxDepth:
		r.diags.Report(c.Pos, complaint.ContainerDepth, "more than %d entity containers extend each other", csdl.MaxDepth)
		return
	}
	r.extend(b, above)
	r.inheritChildren(c, b)
}

// inheritChildren gives c what b has, but for the sets and singletons that it declares again with a derived type.
func (r *resolver) inheritChildren(c, b *metadata.EntityContainer) {
	own, inherited := c.Children(), b.Children()
	for _, name := range slices.Sorted(maps.Keys(own)) {
		mine := own[name]
		base, clash := inherited[name]
		if !clash || mine.Kind == base.Kind && mine.Type != nil && mine.Type.IsA(base.Type) {
			continue
		}
		r.diags.Report(mine.Pos, complaint.ContainerInherited, "%s declares the %s %s, which it inherits from %s as something else", c.QualifiedName(), mine.Kind, name, b.QualifiedName()).
			Fixf("remove or rename one of them; only entity sets and singletons can be declared again, with a derived type").At(base.Pos, "declared here")
	}
	isNew := func(name string) bool { _, again := own[name]; return !again }
	c.Sets = append(slices.DeleteFunc(slices.Clone(b.Sets), func(s *metadata.EntitySet) bool { return !isNew(s.Name) }), c.Sets...)
	c.Singletons = append(slices.DeleteFunc(slices.Clone(b.Singletons), func(s *metadata.Singleton) bool { return !isNew(s.Name) }), c.Singletons...)
	dropped := func(i *metadata.OperationImport) bool { return !isNew(i.Name) }
	c.ActionImports = append(slices.DeleteFunc(slices.Clone(b.ActionImports), dropped), c.ActionImports...)
	c.FunctionImports = append(slices.DeleteFunc(slices.Clone(b.FunctionImports), dropped), c.FunctionImports...)
}
