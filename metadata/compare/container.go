package compare

// This file compares what a service has at its root: entity sets, singletons, imports of actions and functions. The
// name of the container itself is in no request, so a container that is renamed keeps its children.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

func (c *comparer) container() {
	old, new := c.old.Container, c.new.Container
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		c.add(subject{kind: KindContainer, name: new.QualifiedName(), new: new.Pos}, "container-added", nil)
		old = &metadata.EntityContainer{Named: metadata.Named{Namespace: new.Namespace, Name: new.Name}}
	case new == nil:
		c.remove(subject{kind: KindContainer, name: old.QualifiedName(), old: old.Pos}, "container-removed", nil)
		new = &metadata.EntityContainer{Named: metadata.Named{Namespace: old.Namespace, Name: old.Name}}
	default:
		s := subject{kind: KindContainer, name: new.QualifiedName(), old: old.Pos, new: new.Pos}
		if old.QualifiedName() != new.QualifiedName() {
			c.note(s, "container-renamed", old.QualifiedName(), new.QualifiedName())
		}
		c.annotations(s, old.Annotations, new.Annotations)
	}
	before, after := children(old), children(new)
	var guess guesser
	match(before, after, func(r child) string { return string(r.kind) + " " + r.name }, func(before, after *child) {
		switch {
		case before == nil:
			guess.added(c.mark(), after.name, "type", string(after.kind)+after.typeText)
			c.add(after.subject(new), "resource-added", after.typeText)
		case after == nil:
			guess.removed(c.mark(), before.name, "type", string(before.kind)+before.typeText)
			c.remove(before.subject(old), "resource-removed", before.typeText)
		default:
			s := after.subject(new)
			s.old = before.pos
			c.child(s, *before, *after)
		}
	})
	c.guess(guess)
}

// child is something in a container.
type child struct {
	kind        Kind
	name        string
	typeText    string // the entity type, or the operation that is imported
	of          metadata.Type
	set         string
	listed      bool
	bindings    []metadata.Binding
	annotations metadata.Annotations
	pos         metadata.Pos
}

func (r child) subject(in *metadata.EntityContainer) subject {
	return subject{kind: r.kind, name: in.QualifiedName() + "/" + r.name, old: r.pos, new: r.pos, role: both}
}

func children(in *metadata.EntityContainer) []child {
	var all []child
	for _, s := range in.Sets {
		all = append(all, child{
			kind: KindEntitySet, name: s.Name, typeText: s.Type.QualifiedName(), of: s.Type, listed: s.InServiceDocument, bindings: s.Bindings,
			annotations: s.Annotations, pos: s.Pos,
		})
	}
	for _, s := range in.Singletons {
		all = append(all, child{
			kind: KindSingleton, name: s.Name, typeText: s.Type.QualifiedName(), of: s.Type, bindings: s.Bindings, annotations: s.Annotations, pos: s.Pos,
		})
	}
	imports := func(kind Kind, list []*metadata.OperationImport) {
		for _, i := range list {
			all = append(all, child{
				kind: kind, name: i.Name, typeText: imported(i), set: i.EntitySet, listed: i.InServiceDocument, annotations: i.Annotations, pos: i.Pos,
			})
		}
	}
	imports(KindActionImport, in.ActionImports)
	imports(KindFunctionImport, in.FunctionImports)
	return all
}

// imported is the name of what an import calls; its overloads are compared as operations.
func imported(i *metadata.OperationImport) string {
	if len(i.Operations) == 0 {
		return ""
	}
	return i.Operations[0].QualifiedName()
}

func (c *comparer) child(s subject, old, new child) {
	switch {
	case old.typeText == new.typeText:
	case new.of == nil || old.of == nil:
		c.note(s, "import-changed", old.typeText, new.typeText)
	default:
		c.typeOfUse(s, old.of, new.of, false, false)
	}
	if old.listed != new.listed {
		c.note(s, "service-document-changed", old.listed, new.listed)
	}
	if old.set != new.set {
		c.note(s, "import-set-changed", orNil(old.set), orNil(new.set))
	}
	c.bindings(s, old, new)
	c.annotations(s, old.annotations, new.annotations)
}

// bindings compares to which sets navigation properties lead. A path may be bound several times, to what is contained
// in several places.
func (c *comparer) bindings(s subject, old, new child) {
	before, after := targets(old.bindings), targets(new.bindings)
	match(before, after, func(t target) string { return t.path }, func(old, new *target) {
		switch {
		case old == nil:
			c.add(subject{kind: KindBinding, name: s.name + "/" + new.path, new: new.pos}, "binding-added", new.to)
		case new == nil:
			c.remove(subject{kind: KindBinding, name: s.name + "/" + old.path, old: old.pos}, "binding-removed", old.to)
		case old.to != new.to:
			c.note(subject{kind: KindBinding, name: s.name + "/" + new.path, old: old.pos, new: new.pos}, "binding-changed", old.to, new.to)
		}
	})
}

// target is where a path is bound to.
type target struct {
	path, to string
	pos      metadata.Pos
}

func targets(bindings []metadata.Binding) []target {
	var all []target
	at := map[string]int{}
	to := map[string][]string{}
	for _, b := range bindings {
		if _, known := at[b.Path]; !known {
			at[b.Path] = len(all)
			all = append(all, target{path: b.Path, pos: b.Pos})
		}
		to[b.Path] = append(to[b.Path], b.Target)
	}
	for i := range all {
		list := to[all[i].path]
		slices.Sort(list)
		all[i].to = strings.Join(slices.Compact(list), ", ")
	}
	return all
}
