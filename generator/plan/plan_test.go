package plan_test

// This file checks what planning promises besides its result.

import (
	"testing"

	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// Planning leaves the Model as it is, which others may be reading: the overloads of an import stay in document order.
func TestPlanningReadsOnly(t *testing.T) {
	model, err := metadata.Load(metadata.Source{Name: "shop.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Function Name="count"><Parameter Name="of" Type="Edm.String"/><ReturnType Type="Edm.Int32"/></Function>
<Function Name="count"><ReturnType Type="Edm.Int32"/></Function>
<EntityContainer Name="Service"><FunctionImport Name="count" Function="shop.count"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`)}, metadata.Options{})
	if err != nil {
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
