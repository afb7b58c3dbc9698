package selection

// This file cuts models down to what a selection needs, and asks for the same lines again: they have to mean the same.

import (
	"slices"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// cutTo is a model without what is not needed. The model that it is made of is of no use any more.
func cutTo(m *metadata.Model, n *Needs) *metadata.Model {
	types, members, operations := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for t, names := range n.Members {
		types[t.QualifiedName()] = true
		for name := range names {
			members[t.QualifiedName()+"/"+name] = true
		}
	}
	for t := range n.Namesakes {
		types[t.QualifiedName()] = true
	}
	for _, kept := range []map[*metadata.Operation]bool{n.Called, n.Segments} {
		for op := range kept {
			operations[op.Pos.String()] = true
		}
	}
	children := n.Children
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
		n := c.Needs(whole)
		cut := cutTo(again, n)
		t.Logf("%s: %d lines need %d types and %d operations", source.Name, len(lines), len(n.Members), len(n.Called)+len(n.Segments))
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
				if !slices.Equal(operationNames(got), operationNames(want)) || !slices.Equal(namespacesCut, namespaces) {
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
