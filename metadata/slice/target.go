package slice

// This file keeps what is named like the target of an annotation (CSDL 4.01, section 14.2.2), as overlays and
// configurations name elements.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// Targets are the targets of the annotations in a document that is no part of the model, an overlay, without aliases;
// none where it cannot be read.
func Targets(source csdl.Source, model *metadata.Model) []string {
	overlay, err := csdl.Parse(source)
	if err != nil {
		return nil
	}
	s := &scope{aliases: model.Aliases()}
	for e := range named(overlay) {
		if alias := e.Get("Alias"); alias != "" {
			s.aliases[alias] = e.Get("Namespace")
		}
	}
	var all []string
	for e := range named(overlay) {
		for _, c := range e.Children {
			if target := c.Get("Target"); c.Name == "Annotations" && target != "" {
				all = append(all, s.unaliased(target))
			}
		}
	}
	return all
}

// target keeps what has the name: a type, a container or something in it, the overloads of an operation, a term - and
// what a path leads to from there.
func (k *keeper) target(name string) {
	name, rest, _ := strings.Cut(withoutSignature(name), "/")
	if t := k.model.ExactType(name); t != nil {
		k.describe(t)
		if s, ok := t.(*metadata.StructuredType); ok && rest != "" {
			k.path(s, rest)
		}
	}
	for _, op := range k.model.ExactOperations(name) {
		k.operation(op)
	}
	k.term(name)
	if c := k.model.Container; c != nil && slices.ContainsFunc(k.model.Containers, func(c *metadata.EntityContainer) bool { return c.QualifiedName() == name }) {
		child, inner, _ := strings.Cut(rest, "/")
		k.child(c, child, inner)
	}
}

// child keeps what a container has under a name, and what a path leads to from there.
func (k *keeper) child(c *metadata.EntityContainer, name, path string) {
	for _, s := range c.Sets {
		if s.Name == name {
			k.resource(s.Pos, s.Type, s.Annotations)
			k.path(s.Type, path)
		}
	}
	for _, s := range c.Singletons {
		if s.Name == name {
			k.resource(s.Pos, s.Type, s.Annotations)
			k.path(s.Type, path)
		}
	}
	for _, i := range slices.Concat(c.ActionImports, c.FunctionImports) {
		if i.Name == name {
			k.operationImport(i)
		}
	}
}

// withoutSignature is a name without the parameter types of an overload.
func withoutSignature(name string) string {
	open := strings.IndexByte(name, '(')
	end := strings.LastIndexByte(name, ')')
	if open < 0 || end < open {
		return name
	}
	return name[:open] + name[end+1:]
}
