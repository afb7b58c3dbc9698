package check_test

import (
	"fmt"

	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/load"
)

func ExampleCheck() {
	model, complaints := load.Load(load.Source{Name: "shop.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="size">
<Property Name="width" Type="Edm.Int32" DefaultValue="wide"/>
</ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>`)}, load.Options{})
	complaints = append(complaints, check.Check(model)...)
	fmt.Println(complaints)
	// Output: shop.xml:4:1: warning: the default value "wide" of property shop.size/width is not a value of Edm.Int32
}
