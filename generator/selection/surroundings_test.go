package selection

// This file cuts models down to what a selection needs, and asks for the same lines again: they have to mean the same.

import (
	"slices"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// cutTo is a model without what a closure and its surroundings do not name. The model that it is made of is of no use
// any more.
func cutTo(m *metadata.Model, c *Closure, s Surroundings) *metadata.Model {
	types, members, operations, children := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, t := range c.Types {
		types[t.Type.QualifiedName()] = true
		if structured, ok := t.Type.(*metadata.StructuredType); ok {
			for _, of := range structured.Lineage() {
				types[of.QualifiedName()] = true
			}
			for _, p := range c.Properties(structured) {
				members[p.Owner.QualifiedName()+"/"+p.Name] = true
			}
		}
	}
	for _, t := range s.Types {
		types[t.QualifiedName()] = true
	}
	for _, member := range s.Members {
		switch member := member.(type) {
		case *metadata.Property:
			members[member.Owner.QualifiedName()+"/"+member.Name] = true
		case *metadata.NavigationProperty:
			members[member.Owner.QualifiedName()+"/"+member.Name] = true
		}
	}
	for _, op := range s.Operations {
		operations[op.Pos.String()] = true
	}
	for _, set := range s.Sets {
		children[set.Name] = true
	}
	for _, one := range s.Singletons {
		children[one.Name] = true
	}
	for _, i := range s.Imports {
		children[i.Name] = true
	}
	b := metadata.NewBuilder()
	for _, schema := range m.Schemas {
		unkept := func(t *metadata.StructuredType) bool { return !types[t.QualifiedName()] }
		schema.Entities, schema.Complexes = slices.DeleteFunc(schema.Entities, unkept), slices.DeleteFunc(schema.Complexes, unkept)
		for _, t := range slices.Concat(schema.Entities, schema.Complexes) {
			for _, name := range t.MemberNames() {
				if own := t.Own(name); own != nil && !members[t.QualifiedName()+"/"+name] {
					b.DropMember(t, own)
				}
			}
			t.Derived = slices.DeleteFunc(t.Derived, unkept)
			b.DeclareType(t)
		}
		schema.Operations = slices.DeleteFunc(schema.Operations, func(op *metadata.Operation) bool { return !operations[op.Pos.String()] })
		for _, op := range schema.Operations {
			b.DeclareOperation(op)
		}
		b.DeclareAlias(schema.Alias, schema.Namespace)
	}
	container := m.Container
	container.Sets = slices.DeleteFunc(container.Sets, func(s *metadata.EntitySet) bool { return !children[s.Name] })
	container.Singletons = slices.DeleteFunc(container.Singletons, func(s *metadata.Singleton) bool { return !children[s.Name] })
	unkept := func(i *metadata.OperationImport) bool { return !children[i.Name] }
	container.FunctionImports, container.ActionImports = slices.DeleteFunc(container.FunctionImports, unkept), slices.DeleteFunc(container.ActionImports, unkept)
	b.Model.Schemas, b.Model.Container = m.Schemas, container
	return b.Finish()
}

func TestLinesMeanTheSameInACutModel(t *testing.T) {
	shopSource := load.Source{Name: "shop.xml", Data: []byte(shop)}
	check := func(source load.Source, lines []Line) {
		t.Helper()
		whole, found := load.Load(source, load.Options{})
		again, _ := load.Load(source, load.Options{})
		if err := found.Err(); err != nil {
			t.Fatal(err)
		}
		operations, diags := Resolve(whole, lines)
		if err := diags.Err(); err != nil {
			t.Fatal(err)
		}
		c, _ := Close(whole, operations, Rules{})
		s := c.Surroundings(whole)
		cut := cutTo(again, c, s)
		t.Logf("%s: %d lines, %d types and %d members beside %d types of the closure, %d operations, %d namespaces", source.Name, len(lines), len(s.Types), len(s.Members), len(c.Types), len(s.Operations), len(s.Namespaces))
		second, diags := Resolve(cut, lines)
		if err := diags.Err(); err != nil {
			t.Fatal(err)
		}
		if len(second) != len(operations) {
			t.Fatalf("%d operations, want %d", len(second), len(operations))
		}
		for i, op := range operations {
			if got, want := second[i].identity(), op.identity(); got != want {
				t.Errorf("%s: %s, want %s", op.Line.Text, got, want)
			}
			for k, step := range op.Path {
				if step.Kind != KeyStep {
					continue
				}
				want, namespaces := KeyRivals(whole, step.Type)
				got, namespacesCut := KeyRivals(cut, second[i].Path[k].Type)
				slices.Sort(namespaces)
				slices.Sort(namespacesCut)
				if !slices.Equal(operationNames(got), operationNames(want)) || !within(namespacesCut, namespaces) || !within(namespaces, s.Namespaces) {
					t.Errorf("%s: a key may be taken for %v %v, want %v %v", op.Line.Text, operationNames(got), namespacesCut, operationNames(want), namespaces)
				}
			}
		}
	}
	check(shopSource, []Line{line("GET /Things/{id}/my.shop.special/lines(order={o},no={n})"), line("PATCH /Best/whole"), line("GET /Things/{id}/parts(name='x')")})
	check(shopSource, []Line{line("* /Things/**")})

	graph := graphSchema(t, "v1.0")
	m := loaded(t, graph)
	var all []Line
	for _, text := range documentedLines(t, "v1.0") {
		if operations, _ := Resolve(m, []Line{line(text)}); len(operations) == 1 {
			all = append(all, line(text))
		}
	}
	check(graph, all)
	check(graph, all[len(all)/2:len(all)/2+1])
}

// within says whether all of some are among others.
func within(some, others []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(others, s) })
}
