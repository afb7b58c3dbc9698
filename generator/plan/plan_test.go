package plan_test

// This file checks what planning promises besides its result.

import (
	"testing"

	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// Planning leaves the Model as it is, which others may be reading: the overloads of an import stay in document order.
func TestPlanningReadsOnly(t *testing.T) {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Function Name="count"><Parameter Name="of" Type="Edm.String"/><ReturnType Type="Edm.Int32"/></Function>
<Function Name="count"><ReturnType Type="Edm.Int32"/></Function>
<EntityContainer Name="Service"><FunctionImport Name="count" Function="shop.count"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	operations, complaints := selection.Resolve(model, []selection.Line{{Text: "GET /count(of='{of}')"}, {Text: "GET /count()"}})
	if err := complaints.Err(); err != nil {
		t.Fatal(err)
	}
	closure, _ := selection.Close(model, operations, selection.Rules{})
	if _, complaints := plan.New(model, closure, plan.Options{Package: "shop"}); complaints.Err() != nil {
		t.Fatal(complaints)
	}
	if first := model.Container.FunctionImports[0].Operations[0]; len(first.Parameters) != 1 {
		t.Errorf("the first overload of the import is now the one with %d parameters", len(first.Parameters))
	}
}

// Complaints do not depend on the order of a map: of two actions with one name, the same one is always the first.
func TestComplaintsAreStable(t *testing.T) {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Action Name="send"><Parameter Name="a" Type="Edm.String"/></Action>
<Action Name="post"><Parameter Name="b" Type="Edm.String"/></Action>
<EntityContainer Name="Service"><ActionImport Name="send" Action="shop.send"/><ActionImport Name="post" Action="shop.post"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	operations, _ := selection.Resolve(model, []selection.Line{{Text: "POST /send"}, {Text: "POST /post"}})
	closure, _ := selection.Close(model, operations, selection.Rules{})
	first := ""
	for range 50 {
		_, complaints := plan.New(model, closure, plan.Options{Package: "shop", Pins: []plan.Pin{{Schema: "shop.send()", Go: "Do"}, {Schema: "shop.post()", Go: "Do"}}})
		switch text := complaints.Error(); {
		case text == "":
			t.Fatal("two structs of one name are no complaint")
		case first == "":
			first = text
		case text != first:
			t.Fatalf("the complaints are once\n%s\nand once\n%s", first, text)
		}
	}
}
