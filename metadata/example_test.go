package metadata_test

import (
	"fmt"

	"github.com/csdlgen/csdlgen/metadata"
)

// A Model is put together by a Builder and asked afterwards.
func Example() {
	b := metadata.NewBuilder()
	shop := &metadata.Schema{Namespace: "shop"}
	b.Model.Schemas = append(b.Model.Schemas, shop)

	thing := &metadata.StructuredType{Named: metadata.Named{Namespace: "shop", Name: "thing"}, Entity: true}
	part := &metadata.StructuredType{Named: metadata.Named{Namespace: "shop", Name: "part"}, Entity: true, Base: thing}
	thing.Derived = append(thing.Derived, part)
	for _, t := range []*metadata.StructuredType{thing, part} {
		b.DeclareType(t)
		shop.Entities = append(shop.Entities, t)
	}
	b.DeclareMember(thing, &metadata.Property{Name: "id", Owner: thing, TypeRef: metadata.TypeRef{Type: b.Model.Type("Edm.Guid")}})
	b.DeclareAlias("self", "shop")
	model := b.Finish()

	found := model.Structured("self.part")
	fmt.Println(found.QualifiedName(), found.IsA(thing), found.Property("id").Type.QualifiedName())
	// Output: shop.part true Edm.Guid
}
