package csdl_test

import (
	"fmt"
	"slices"

	"github.com/csdlgen/csdlgen/metadata/csdl"
)

const whole = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="size"><Property Name="width" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="unused"/>
</Schema></edmx:DataServices></edmx:Edmx>`

// A document is cut to what is needed and written again.
func Example() {
	document, err := csdl.Parse(csdl.Source{Name: "shop.xml", Data: []byte(whole)})
	if err != nil {
		fmt.Println(err) // file:line:col: what is wrong
		return
	}
	schema := document.Root.Children[0].Children[0]
	schema.Children = slices.DeleteFunc(schema.Children, func(e *csdl.Element) bool { return e.Get("Name") == "unused" })
	text, err := csdl.XML(document)
	fmt.Println(string(text), err)
	// Output:
	// <?xml version="1.0" encoding="utf-8"?>
	// <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
	//   <edmx:DataServices>
	//     <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
	//       <ComplexType Name="size">
	//         <Property Name="width" Type="Edm.Int32"/>
	//       </ComplexType>
	//     </Schema>
	//   </edmx:DataServices>
	// </edmx:Edmx>
	//  <nil>
}

// The same document in CSDL JSON.
func ExampleJSON() {
	document, err := csdl.Parse(csdl.Source{Name: "shop.xml", Data: []byte(whole)})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := csdl.JSON(document)
	fmt.Print(string(text))
	fmt.Println(err)
	// Output:
	// {
	//   "$Version": "4.0",
	//   "shop": {
	//     "size": {
	//       "$Kind": "ComplexType",
	//       "width": {
	//         "$Type": "Edm.Int32",
	//         "$Nullable": true
	//       }
	//     },
	//     "unused": {
	//       "$Kind": "ComplexType"
	//     }
	//   }
	// }
	// <nil>
}
