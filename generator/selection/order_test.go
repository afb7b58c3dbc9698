package selection

// This file tests that the order of a key's parts and of a function's parameters is that of the lines, and never that
// of the schema.

import (
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const convert = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="line"><Key>KEY</Key><Property Name="order" Type="Edm.String" Nullable="false"/><Property Name="item" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="late" BaseType="s.line"/>
<Function Name="convert">PARAMETERS<ReturnType Type="Edm.String"/></Function>
<Function Name="same" IsBound="true"><Parameter Name="it" Type="s.line"/>PARAMETERS<ReturnType Type="Edm.String"/></Function>
<EntityContainer Name="C"><EntitySet Name="lines" EntityType="s.line"/><FunctionImport Name="convert" Function="s.convert"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func convertModel(t *testing.T, key, parameters string) *metadata.Model {
	t.Helper()
	text := strings.NewReplacer("KEY", key, "PARAMETERS", parameters).Replace(convert)
	m, found := load.Load(load.Source{Name: "s.xml", Data: []byte(text)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

// orders are the names of keys and arguments, for each operation.
func orders(operations []*Operation) string {
	var all []string
	for _, op := range operations {
		var names []string
		for _, s := range op.Path {
			for _, k := range s.Keys {
				names = append(names, k.Ref.Alias)
			}
			for _, a := range s.Arguments {
				names = append(names, a.Parameter.Name)
			}
		}
		all = append(all, strings.Join(names, " "))
	}
	return strings.Join(all, "; ")
}

func TestOrderIsThatOfTheLines(t *testing.T) {
	const to, from = `<Parameter Name="to" Type="Edm.String"/>`, `<Parameter Name="from" Type="Edm.String"/>`
	const note = `<Parameter Name="note" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter>`
	const order, item = `<PropertyRef Name="order"/>`, `<PropertyRef Name="item"/>`
	for _, m := range []*metadata.Model{convertModel(t, order+item, from+to+note), convertModel(t, item+order, to+from+note)} {
		for _, c := range []struct{ lines, want string }{
			{"GET /lines(order={o},item={i})|GET /convert(from={f},to={t})", "order item; from to note"},
			{"GET /lines(item={i},order={o})|GET /convert(to={t},from={f})", "item order; to from note"},
			{"GET /convert(to={t},from={f})|GET /convert(note={n},from={f},to={t})", "to from note; to from note"},
			{"GET /convert(note={n},from={f},to={t})|GET /convert(to={t},from={f})", "note from to; note from to"},
			{"GET /lines(order={o},item={i})|GET /lines(item={i},order={o})/same(to={t},from={f})|GET /convert(from={f},to={t})", "order item; order item to from note; from to note"},
			{"GET /lines/s.late(order={o},item={i})|GET /lines(item={i},order={o})", "order item; order item"},
			{"GET /convert|GET /convert(to={t},from={f})", "to from note"},
			{"GET /lines/**|!GET /lines/$count|!GET /lines", "item order; item order from note to"},
			{"GET /lines(order={o},item={i})/**", "order item; order item from note to"},
			{"GET /lines/**|!GET /lines/$count|!GET /lines|GET /lines(order={o},item={i})/same(to={t},from={f},note={n})", "order item; order item to from note"},
		} {
			var lines []Line
			for _, text := range strings.Split(c.lines, "|") {
				lines = append(lines, line(text))
			}
			operations, diags := Resolve(m, lines)
			if got := orders(operations); got != c.want || diags.Err() != nil {
				t.Errorf("%s: %s, want %s %v", c.lines, got, c.want, diag.List(diags))
			}
		}
	}
}
