package plan_test

// This file is how a program asks what the generated Go will look like.

import (
	"fmt"

	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="order"><Key><PropertyRef Name="orderId"/></Key>
<Property Name="orderId" Type="Edm.Int32" Nullable="false"/><Property Name="placedAt" Type="Edm.DateTimeOffset"/></EntityType>
<EntityContainer Name="Service"><EntitySet Name="orders" EntityType="shop.order"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// A plan has all names and types, and nothing of the metadata.
func ExampleNew() {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(shop)}, load.Options{})
	if err := found.Err(); err != nil {
		fmt.Println(err)
		return
	}
	operations, _ := selection.Resolve(model, []selection.Line{{Text: "GET /orders/{id}"}})
	closure, _ := selection.Close(model, operations, selection.Rules{})
	pkg, complaints := plan.New(model, closure, plan.Options{Package: "shop"})
	if err := complaints.Err(); err != nil {
		fmt.Println(err) // two declarations with one name, a pin for nothing
		return
	}
	for _, op := range pkg.Operations {
		fmt.Println(op.Call, "returns", op.Result)
	}
	for _, f := range pkg.Types[0].Fields {
		fmt.Println(pkg.Types[0].GoName, f.GoName, f.Type.Args[0].Name)
	}
	// Output:
	// c.Orders().Key(id).Get() returns *shop.Order
	// Order OrderID int32
	// Order PlacedAt Time
}
