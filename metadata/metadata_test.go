package metadata_test

// This file asks a Model of documents everything that it can be asked.

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

func model(t testing.TB, declarations string) *metadata.Model {
	t.Helper()
	m, found := load.Load(load.Source{Name: "m.xml", Data: []byte(corpus.InSchema(declarations))}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestNames(t *testing.T) {
	m := model(t, corpus.Shop)
	same(t, "unalias", []string{m.Unalias("self.thing"), m.Unalias("other.thing"), m.Unalias("thing"), m.Aliases()["self"]}, []string{"s.thing", "other.thing", "thing", "s"})
	same(t, "exact names have no alias", []bool{m.Type("self.thing") != nil, m.ExactType("self.thing") != nil, m.Term("self.note") != nil, m.ExactTerm("self.note") != nil,
		m.Operations("self.move") != nil, m.ExactOperations("self.move") != nil}, []bool{true, false, true, false, true, false})
	same(t, "terms", slices.Contains(m.TermNames(), "s.note"), true)
	enums := m.TypeNames(func(of metadata.Type) bool {
		_, ok := of.(*metadata.EnumType)
		return ok && strings.HasPrefix(of.QualifiedName(), "s.")
	})
	same(t, "enumerations", enums, []string{"s.color", "s.step"})
	namespace, name := metadata.SplitName("a.b.c")
	same(t, "split", []string{namespace, name}, []string{"a.b", "c"})
	same(t, "identifiers", []bool{metadata.IsIdentifier("größe_1"), metadata.IsIdentifier("1a"), metadata.IsIdentifier("a b"), metadata.IsIdentifier("")}, []bool{true, false, false, false})
}

func TestMembers(t *testing.T) {
	m := model(t, corpus.Shop)
	thing, part := m.Structured("s.thing"), m.Structured("s.part")
	same(t, "inherited", []bool{part.Member("id") != nil, part.Own("id") != nil, part.Own("whole") != nil, part.Property("whole") != nil}, []bool{true, false, true, false})
	same(t, "names", part.MemberNames(), []string{"code", "id", "parts", "price", "size", "tags", "whole"})
	same(t, "member", part.Member("whole").MemberName()+" "+part.Member("id").Position().String(), "whole m.xml:5:1")
	same(t, "derived", []bool{len(thing.AllDerived()) == 1, metadata.IsA(part, thing), metadata.IsA(thing, part), metadata.IsA(m.Type("Edm.String"), m.Type("Edm.String"))}, []bool{true, true, false, true})
}

func TestKindsOfTypes(t *testing.T) {
	m := model(t, corpus.Shop)
	same(t, "primitive", []string{metadata.PrimitiveOf(m.Type("s.code")).Name, metadata.PrimitiveOf(m.Type("Edm.Guid")).Name}, []string{"String", "Guid"})
	same(t, "others", []bool{metadata.PrimitiveOf(m.Type("s.color")) == nil, metadata.IsEntity(m.Type("s.thing")), metadata.IsEntity(m.Type("s.size")), metadata.IsAbstract(m.Type("Edm.Untyped")),
		metadata.IsAbstract(m.Type("Edm.String"))}, []bool{true, true, false, true, false})
	same(t, "text", metadata.TypeText(m.Type("s.size"), true)+" "+metadata.TypeText(m.Type("Edm.Int32"), false), "Collection(s.size) Edm.Int32")
	for name, want := range map[string]int64{"Byte": 255, "SByte": 127, "Int16": 1<<15 - 1, "Int32": 1<<31 - 1, "Int64": 1<<63 - 1} {
		p := &metadata.PrimitiveType{Name: name}
		_, high, ok := p.IntegerRange()
		kind, constant := p.ConstantKind()
		same(t, name, []any{high, ok, kind, constant}, []any{want, true, metadata.Int, true})
	}
	kinds := map[string]metadata.ConstantKind{"Double": metadata.Float, "Boolean": metadata.Bool, "Date": metadata.Date, "String": ""}
	for name, want := range kinds {
		kind, _ := (&metadata.PrimitiveType{Name: name}).ConstantKind()
		same(t, name, kind, want)
	}
}

func TestContainer(t *testing.T) {
	m := model(t, corpus.Shop)
	same(t, "children", m.Container.ChildNames(), []string{"Things", "Best", "Count"})
	same(t, "resources", m.Container.ResourceNames(), []string{"Things", "Best"})
	children := m.Container.Children()
	same(t, "kinds", []string{children["Things"].Kind, children["Best"].Kind, children["Count"].Kind}, []string{"entity set", "singleton", "function import"})
	same(t, "types", []bool{children["Best"].Type == m.Structured("s.part"), children["Count"].Type == nil}, []bool{true, true})
	same(t, "all containers", len(m.Containers), 2)
}

func TestOperations(t *testing.T) {
	m := model(t, corpus.Shop)
	best, count := m.Operations("s.best")[0], m.Operations("s.count")[0]
	same(t, "binding", []any{best.Binding().Name, len(best.OwnParameters()), count.Binding() == nil, len(count.OwnParameters())}, []any{"it", 0, true, 1})
	same(t, "bound", len(m.BoundTo(m.Type("s.thing"))), 3)
}

func TestWalker(t *testing.T) {
	m := model(t, corpus.Shop)
	w := metadata.NewWalker(m)
	closed := m.Structured("s.size")
	same(t, "paths", []string{
		w.BrokenAt(m.Structured("s.thing"), "size/width"), w.BrokenAt(m.Structured("s.thing"), "size/height"), w.BrokenAt(closed, "width/x"), w.BrokenAt(closed, "s.missing/x"),
		w.BrokenAt(m.Structured("s.thing"), "s.part/whole/anything"), w.BrokenAt(closed, "@a.b"), w.BrokenAt(closed, "depth"),
	}, []string{"", "height", "", "s.missing", "", "", "depth"})
	same(t, "below", []bool{w.DeclaredBelow(m.Structured("s.thing"), "whole"), w.DeclaredBelow(m.Structured("s.thing"), "size")}, []bool{true, false})
}

// Names of namespaces that a document refers to and that nobody read are told from those that do not exist.
func TestUnread(t *testing.T) {
	m, _ := load.Load(load.Source{Name: "m.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:Reference Uri="b.xml"><edmx:Include Namespace="b"/></edmx:Reference>
<edmx:DataServices><Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Schema></edmx:DataServices></edmx:Edmx>`)}, load.Options{})
	same(t, "unread", []bool{m.IsUnread("b"), m.IsUnread("c")}, []bool{true, false})
	same(t, "vocabularies", m.Vocabularies[0].Namespace, "Org.OData.Core.V1")
}

func TestBuilderKeepsTheFirst(t *testing.T) {
	b := metadata.NewBuilder()
	first := &metadata.StructuredType{Named: metadata.Named{Namespace: "s", Name: "t"}}
	second := &metadata.StructuredType{Named: metadata.Named{Namespace: "s", Name: "t"}}
	same(t, "types", []bool{b.DeclareType(first) == nil, b.DeclareType(second) == metadata.Type(first)}, []bool{true, true})
	term := &metadata.Term{Named: metadata.Named{Namespace: "s", Name: "n"}}
	same(t, "terms", []bool{b.DeclareTerm(term) == nil, b.DeclareTerm(&metadata.Term{Named: term.Named}) == term}, []bool{true, true})
	p, n := &metadata.Property{Name: "m"}, &metadata.NavigationProperty{Name: "n"}
	same(t, "members", []bool{b.DeclareMember(first, p) == nil, b.DeclareMember(first, n) == nil, b.DeclareMember(first, &metadata.NavigationProperty{Name: "m"}) == metadata.Member(p)}, []bool{true, true, true})
	b.DropMember(first, p)
	b.DropMember(first, n)
	same(t, "dropped", []bool{first.Member("m") == nil, len(first.Properties)+len(first.Navigation) == 0}, []bool{true, true})
	b.DeclareAlias("x", "s")
	b.DeclareAlias("x", "other")
	same(t, "aliases", b.Finish().Type("x.t") == metadata.Type(first), true)
}

func TestExpressions(t *testing.T) {
	m := model(t, `<ComplexType Name="c"><Annotation Term="a.list"><Collection><Record><PropertyValue Property="p" Bool="true"/></Record><String>x</String></Collection></Annotation>
<Annotation Term="a.text" String="t"/><Annotation Term="a.flag" Bool="false"/></ComplexType>`)
	as := m.Structured("s.c").Annotations
	records := metadata.RecordsOf(as.Find("a.list").Value)
	text, isText := metadata.StringOf(as.Find("a.text").Value)
	flag, isFlag := metadata.BoolOf(as.Find("a.flag").Value)
	_, noText := metadata.StringOf(as.Find("a.flag").Value)
	_, noFlag := metadata.BoolOf(as.Find("a.text").Value)
	same(t, "values", []any{len(records), records[0].Get("q") == nil, text, isText, flag, isFlag, noText, noFlag, metadata.RecordsOf(nil) == nil, as.Find("a.none") == nil},
		[]any{1, true, "t", true, false, true, false, false, true, true})
	same(t, "places", []int{as[0].Value.Position().Line, records[0].Get("p").Position().Line, as[1].Value.Position().Line}, []int{4, 4, 5})
}
