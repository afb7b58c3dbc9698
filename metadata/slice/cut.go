package slice

// This file copies what is kept out of the documents, and puts it into an order of its own: kinds, then names. Members
// keep the order that the service gives them, since Go code has it too. Facts about what is not kept - partners,
// constraints, bindings - are left out.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// cutter copies elements of one document after the other.
type cutter struct {
	*keeper
	// annotated are the annotations that stay.
	annotated map[metadata.Pos]bool
	// elements are those of the Model of which something is left out, by position; expressions are the annotations, for
	// documents in JSON.
	elements   map[metadata.Pos]any
	namespaces []string
	// scope is that of the schema that is copied.
	scope *scope
	// container is that of the slice, once the document that has it was copied; children are those of containers that
	// it extends.
	container *csdl.Element
	children  []*csdl.Element
}

func newCutter(model *metadata.Model, k *keeper, namespaces []string) *cutter {
	c := &cutter{keeper: k, annotated: k.annotated(), elements: map[metadata.Pos]any{}, namespaces: namespaces}
	for _, s := range model.Schemas {
		for _, t := range slices.Concat(s.Entities, s.Complexes) {
			for _, n := range t.Navigation {
				c.elements[n.Pos] = n
				for _, constraint := range n.Constraints {
					c.elements[constraint.Pos] = constrained{n, constraint}
				}
			}
		}
		for _, op := range s.Operations {
			c.elements[op.Pos] = op
		}
	}
	if model.Container == nil {
		return c
	}
	for _, s := range model.Container.Sets {
		c.bindings(s.Type, s.Bindings)
	}
	for _, s := range model.Container.Singletons {
		c.bindings(s.Type, s.Bindings)
	}
	return c
}

// constrained is a referential constraint with the navigation property that it is of.
type constrained struct {
	of *metadata.NavigationProperty
	metadata.ReferentialConstraint
}

// bound is a navigation property binding with the type that its path begins at.
type bound struct {
	from *metadata.StructuredType
	metadata.Binding
}

func (c *cutter) bindings(from *metadata.StructuredType, all []metadata.Binding) {
	for _, b := range all {
		c.elements[b.Pos] = bound{from, b}
	}
}

// document returns the schemas of a document, as far as they are kept.
func (c *cutter) document(d *csdl.Document, s *scope) []*csdl.Element {
	var schemas []*csdl.Element
	for schema := range named(d) {
		if schema.Name != "Schema" {
			continue
		}
		c.scope = s.in(schema)
		if out := c.schema(schema); out != nil {
			c.scope.rewrite(out)
			schemas = append(schemas, out)
		}
	}
	return schemas
}

// schema copies a schema; nil where nothing in it is kept.
func (c *cutter) schema(e *csdl.Element) *csdl.Element {
	out := shallow(e)
	needed := slices.Contains(c.namespaces, e.Get("Namespace"))
	for _, child := range e.Children {
		switch child.Name {
		case "Annotation":
			out.Add(c.copy(child))
		case "Annotations": // they go to what they are about; see annotations.go
		case "EntityContainer":
			needed = c.entityContainer(out, child) || needed
		default:
			if c.kept[child.Pos] {
				out.Add(c.copy(child))
				needed = true
			}
		}
	}
	if !needed {
		return nil
	}
	return out
}

// anySchema is the first schema of a document, without what is in it; nil where it has none.
func anySchema(d *csdl.Document) *csdl.Element {
	for e := range named(d) {
		if e.Name == "Schema" {
			return shallow(e)
		}
	}
	return nil
}

// shallow is an element without children.
func shallow(e *csdl.Element) *csdl.Element {
	out := *e
	out.Attributes, out.Children = slices.Clone(e.Attributes), nil
	return &out
}

// entityContainer adds the container to its schema. What another one has that it extends goes into it; it extends
// nothing then.
func (c *cutter) entityContainer(schema, e *csdl.Element) (added bool) {
	out := shallow(e)
	out.Attributes = slices.DeleteFunc(out.Attributes, func(a csdl.ElementAttribute) bool { return a.Name == "Extends" })
	for _, child := range e.Children {
		if child.Name == "Annotation" || c.kept[child.Pos] {
			out.Add(c.copy(child))
		}
	}
	if !c.kept[e.Pos] {
		c.scope.rewrite(out)
		c.children = append(c.children, out.Children...)
		return false
	}
	c.container = out
	schema.Add(out)
	return true
}

// copy copies an element that is kept; nil for an annotation, or a fact about other elements, that is not.
func (c *cutter) copy(e *csdl.Element) *csdl.Element {
	switch e.Name {
	case "Annotation":
		if !c.annotated[e.Pos] {
			return nil
		}
		return e.Clone()
	case "Property", "NavigationProperty", "PropertyRef":
		if !c.kept[e.Pos] {
			return nil
		}
	case "ReferentialConstraint", "NavigationPropertyBinding":
		if !c.holds(e) {
			return nil
		}
	}
	out := shallow(e)
	c.leaveOut(out)
	for _, child := range e.Children {
		out.Add(c.copy(child))
	}
	if e.Name == "Key" && len(out.Children) == 0 {
		return nil
	}
	return out
}

// holds says whether a fact is about nothing but what is kept.
func (c *cutter) holds(e *csdl.Element) bool {
	switch f := c.elements[e.Pos].(type) {
	case constrained:
		return c.leads(f.of.Owner, f.Property) && c.leads(f.of.Target(), f.ReferencedProperty)
	case bound:
		target := f.Target
		for _, container := range c.model.Containers {
			target = strings.TrimPrefix(target, container.QualifiedName()+"/")
		}
		name, _, _ := strings.Cut(target, "/")
		return c.leads(f.from, f.Path) && c.hasChild(name)
	}
	return false
}

// hasChild says whether an entity set or singleton of the container is kept.
func (c *cutter) hasChild(name string) bool {
	child, ok := c.model.Container.Children()[name]
	return ok && c.kept[child.Pos]
}

// leaveOut takes away attributes that are about what is not kept.
func (c *cutter) leaveOut(e *csdl.Element) {
	gone := ""
	switch of := c.elements[e.Pos].(type) {
	case *metadata.NavigationProperty:
		if of.Partner != "" && !c.leads(of.Target(), of.Partner) {
			gone = "Partner"
		}
	case *metadata.Operation:
		first, rest, _ := strings.Cut(of.EntitySetPath, "/")
		if b := of.Binding(); b == nil || b.Name != first || rest != "" && !c.leadsFrom(b.Type, rest) {
			gone = "EntitySetPath"
		}
	default:
		if name := e.Get("EntitySet"); (e.Name == "ActionImport" || e.Name == "FunctionImport") && !c.hasChild(name[strings.LastIndexByte(name, '/')+1:]) {
			gone = "EntitySet"
		}
	}
	e.Attributes = slices.DeleteFunc(e.Attributes, func(a csdl.ElementAttribute) bool { return a.Space == "" && a.Name == gone })
}

func (c *cutter) leadsFrom(t metadata.Type, path string) bool {
	s, _ := t.(*metadata.StructuredType)
	return c.leads(s, path)
}

// kinds are the elements of a schema and of a container, in the order of the slice.
const kinds = " Annotation EntityContainer EntitySet Singleton ActionImport FunctionImport EntityType ComplexType EnumType TypeDefinition Action Function Term "

// extended gives the container what those have that it extends.
func (c *cutter) extended() {
	if c.container != nil {
		c.container.Add(c.children...)
	}
}

// order puts what was copied into its order.
func (c *cutter) order(services *csdl.Element) {
	if c.container != nil {
		arrange(c.container)
	}
	for _, s := range services.Children {
		arrange(s)
	}
	slices.SortStableFunc(services.Children, func(a, b *csdl.Element) int { return strings.Compare(a.Get("Namespace"), b.Get("Namespace")) })
}

// arrange sorts what stands in a schema or a container. Overloads are told apart by their parameters.
func arrange(of *csdl.Element) {
	slices.SortStableFunc(of.Children, func(a, b *csdl.Element) int {
		return cmp.Or(cmp.Compare(strings.Index(kinds, " "+a.Name+" "), strings.Index(kinds, " "+b.Name+" ")), strings.Compare(sortName(a), sortName(b)))
	})
}

// sortName is by what an element is sorted among those of its kind.
func sortName(e *csdl.Element) string {
	name := e.Get("Name")
	if wordlist.Has(e.Name, "Action Function") {
		for _, p := range e.Children {
			if p.Name == "Parameter" {
				name += "\x00" + p.Get("Type") + "\x00" + p.Get("Name")
			}
		}
	}
	return name
}
