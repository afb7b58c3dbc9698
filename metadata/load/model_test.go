package load_test

// This file checks what a document means: every construct of CSDL XML in one small schema.

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

func loaded(t *testing.T, overlays ...string) *metadata.Model {
	t.Helper()
	options := load.Options{}
	for _, o := range overlays {
		options.Overlays = append(options.Overlays, source("o.xml", o))
	}
	m, found := load.Load(source("m.xml", corpus.InSchema(corpus.Shop)), options)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

// same compares printed values.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

func TestTypes(t *testing.T) {
	m := loaded(t)
	thing, part := m.Structured("self.thing"), m.Structured("s.part")
	same(t, "base", part.Base == thing && len(thing.Derived) == 1 && thing.Derived[0] == part && part.IsA(thing) && !thing.IsA(part), true)
	same(t, "inherited", []any{part.OpenType, part.HasStream, thing.HasStream, len(part.AllProperties()), len(part.AllNavigation()), len(part.Keys())}, "[true true false 5 2 2]")
	key := thing.Keys()[1]
	same(t, "key", []any{key.Path, key.Alias, key.Property.Name}, "[size/width w width]")
	price, tags, code := thing.Properties[2], thing.Properties[3], thing.Properties[4]
	same(t, "price", []any{*price.Facets.Precision, price.Facets.Scale, price.Facets.ScaleSymbol, *price.DefaultValue, price.Nullable, price.NullableGiven}, "[9 <nil> variable 1.5 true false]")
	same(t, "tags", []any{tags.Collection, tags.Facets.MaxLength, *tags.Facets.Unicode, tags.NullableGiven}, "[true <nil> false true]")
	def := code.Type.(*metadata.TypeDefinition)
	same(t, "code", []any{def.QualifiedName(), def.Underlying.QualifiedName(), *def.Facets.MaxLength}, "[s.code Edm.String 3]")
	parts, whole := thing.Navigation[0], part.Navigation[0]
	same(t, "parts", []any{parts.Collection, parts.ContainsTarget, parts.Partner, parts.OnDelete, parts.Target() == part}, "[true true whole Cascade true]")
	same(t, "whole", []any{whole.Nullable, whole.Constraints[0].Property, whole.Constraints[0].ReferencedProperty}, "[false id id]")
	step := m.Type("s.step").(*metadata.EnumType)
	same(t, "implicit values", []any{step.Members[0].Value, step.Members[1].Value, step.Members[2].Value}, "[0 7 8]")
	color := m.Type("s.color").(*metadata.EnumType)
	same(t, "flags", []any{color.IsFlags, color.Underlying.QualifiedName()}, "[true Edm.Int64]")
}

func TestOperationsAndContainer(t *testing.T) {
	m := loaded(t)
	same(t, "overloads", len(m.Operations("self.move")), 2)
	same(t, "bound", len(m.BoundTo(m.Type("s.thing"))), 3)
	best := m.Operations("s.best")[0]
	same(t, "best", []any{best.Function, best.Composable, best.EntitySetPath, best.Return.Type.QualifiedName(), best.Return.Nullable}, "[true true it/parts s.part false]")
	same(t, "optional", m.Operations("s.count")[0].Parameters[0].Optional, true)
	c := m.Container
	same(t, "container", []any{c.QualifiedName(), c.Sets[0].Name, c.Singletons[0].Name, len(c.FunctionImports[0].Operations)}, "[s.all Things Best 1]")
	same(t, "binding", c.Sets[0].Bindings[0].Path+" "+c.Sets[0].Bindings[0].Target, "s.part/whole Things")
}

func TestAnnotations(t *testing.T) {
	m := loaded(t)
	thing := m.Structured("s.thing")
	same(t, "tagging", thing.Properties[0].Annotations.Find("Org.OData.Core.V1.Computed").Value.(*metadata.Constant).Text, "true")
	text, _ := metadata.StringOf(thing.Annotations.Find("s.note").Value)
	same(t, "default of the term", text, "none")
	same(t, "qualifier", thing.Annotations[1].Qualifier, "q")
	a := thing.Properties[2].Annotations[0]
	r := a.Value.(*metadata.Record)
	list := r.Get("c").(*metadata.Collection).Items
	call := r.Get("f").(*metadata.Call)
	_, isNull := r.Get("n").(*metadata.Null)
	same(t, "record", []any{a.Qualifier, r.Type, r.Get("p").(*metadata.Path).Text, isNull, list[0].(*metadata.Constant).Text, list[1].(*metadata.Constant).Kind,
		list[2].(*metadata.EnumValue).Type, list[2].(*metadata.EnumValue).Members, call.Name, call.Attributes, call.Args[1].(*metadata.Constant).Text},
		"[z s.size s.part/whole true a Int s.color [red green] Apply [{Function odata.concat}]  x ]")
	moves := m.Operations("s.move")
	for what, list := range map[string]metadata.Annotations{
		"true": m.Type("s.color").(*metadata.EnumType).Members[0].Annotations, "2": moves[1].Annotations, "3": m.Operations("s.best")[0].ReturnAnnotations,
		"4": moves[0].Parameters[1].Annotations, "5": m.Container.Singletons[0].Annotations, "6": m.Container.Annotations,
	} {
		if len(list) != 1 || list[0].Value.(*metadata.Constant).Text != what {
			t.Errorf("annotation %s is not where it belongs: %v", what, list)
		}
	}
	same(t, "other overload", len(moves[0].Annotations), 0)
}

func TestOverlayAddsAndOverrides(t *testing.T) {
	m := loaded(t, corpus.InSchema(`<Annotations Target="self.thing"><Annotation Term="self.note" String="mine"/><Annotation Term="a.c" String="new"/></Annotations>`))
	var got []string
	for _, a := range m.Structured("s.thing").Annotations {
		text, _ := metadata.StringOf(a.Value)
		got = append(got, a.Term+"#"+a.Qualifier+"="+text)
	}
	same(t, "annotations", got, "[s.note#=mine s.note#q=x a.c#=new]")
}

// A default value that is a path has the aliases of the document that declares the term, whatever an overlay calls its
// own schemas.
func TestDefaultPathOfTerm(t *testing.T) {
	overlay := strings.ReplaceAll(corpus.InSchema(`<Annotations Target="s.thing"><Annotation Term="s.way"/></Annotations>`), `Namespace="s" Alias="self"`, `Namespace="o" Alias="self"`)
	m, found := load.Load(source("m.xml", corpus.InSchema(`<ComplexType Name="thing"/><Term Name="way" Type="Edm.PropertyPath" DefaultValue="self.thing/id"/>`)),
		load.Options{Overlays: []load.Source{source("o.xml", overlay)}})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	path, _ := m.Structured("s.thing").Annotations.Find("s.way").Value.(*metadata.Path)
	if path == nil || path.Text != "s.thing/id" {
		t.Errorf("the path is %v, want s.thing/id", path)
	}
}

// A file that holds nothing but a schema is a document of its own; booleans may have capitals.
func TestSchemaAlone(t *testing.T) {
	m, found := load.Load(source("shop.csdl", `<?xml version="1.0"?><Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="size">
<Property Name="width" Type="Edm.Int32" Nullable="False"/><Property Name="height" Type="Edm.Int32" Nullable="TRUE"/></ComplexType></Schema>`), load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	size := m.Structured("shop.size")
	same(t, "size", []any{m.Version, size.Properties[0].Nullable, size.Properties[1].Nullable, len(found)}, "[4.0 false true 2]")
}

// Every real document loads, what it refers to read where it is there.
func TestEveryRealDocument(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/csdl/*")
	if len(files) == 0 {
		t.Skip("the real schemas are not here")
	}
	for _, f := range files {
		for _, open := range []func(load.Reference) (load.Source, error){nil, corpus.Beside} {
			_, found := load.Load(corpus.Real(t, filepath.Base(f)), load.Options{Open: open})
			if err := found.Err(); err != nil {
				t.Errorf("%s: %v", filepath.Base(f), err)
				continue
			}
			t.Logf("%s: %d warnings", filepath.Base(f), len(found))
		}
	}
}

func ExampleLoad() {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(corpus.InSchema(`<EntityType Name="thing">
  <Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
</EntityType>`))}, load.Options{})
	if err := found.Err(); err != nil {
		fmt.Println(err) // file:line:col: what is wrong, for each complaint
		return
	}
	for _, p := range model.Structured("s.thing").AllProperties() {
		fmt.Println(p.Name, p.Type.QualifiedName(), p.Pos)
	}
	// Output: id Edm.String shop.xml:6:3
}
