package selection_test

// This file is how request lines become operations, and operations a closure of types.

import (
	"fmt"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="Order"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="to" Type="shop.Address"/></EntityType>
<ComplexType Name="Address"><Property Name="city" Type="Edm.String"/></ComplexType>
<EntityContainer Name="Service"><EntitySet Name="Orders" EntityType="shop.Order"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// Every step of a path is an element of the schema; every type knows why it is there.
func ExampleResolve() {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(shop)}, load.Options{})
	if err := found.Err(); err != nil {
		fmt.Println(err)
		return
	}
	operations, complaints := selection.Resolve(model, []selection.Line{
		{Text: "PATCH /Orders/{id}"},
		{Text: "GET /Order", Pos: metadata.Pos{File: "csdlgen.yaml", Line: 5, Col: 5}},
	})
	fmt.Println(complaints.Error())
	for _, step := range operations[0].Path {
		fmt.Println(operations[0].Kind, step.Kind, step.Text)
	}
	closure, _ := selection.Close(model, operations, selection.Rules{})
	for _, member := range closure.Types {
		fmt.Println(member.Type.QualifiedName(), member.Chain())
	}
	// Output:
	// csdlgen.yaml:5:10: the service root (shop.Service) has no segment "Order"; did you mean Orders?
	// update entity set Orders
	// update key {id}
	// shop.Address [PATCH /Orders/{id} shop.Order/to]
	// shop.Order [PATCH /Orders/{id}]
}
