package odatatest_test

// This file is a service with all that a schema may have, by hand, and what is asked of it in testdata/service.

import (
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// shop is the schema. The requests are those of lines.
func shop(requests ...string) schema.Service {
	text := func(name string) schema.Property { return schema.Property{Name: name, Type: "Edm.String", Null: true} }
	number := func(name string) schema.Property { return schema.Property{Name: name, Type: "Edm.Int32", Null: true} }
	s := schema.Service{
		Structs: []schema.Struct{
			{Name: "shop.category", Entity: true, Key: []schema.Key{{Path: "code"}}, Properties: []schema.Property{
				{Name: "code", Type: "Edm.String", MaxLength: 8}, text("name"),
			}, Links: []schema.Link{{Name: "products", Type: "Collection(shop.product)", Partner: "category"}}},
			{Name: "shop.product", Entity: true, Key: []schema.Key{{Path: "id"}}, Alternates: [][]schema.Key{{{Path: "name"}}}, Properties: []schema.Property{
				{Name: "id", Type: "Edm.Int32"}, {Name: "name", Type: "Edm.String", MaxLength: 12, Required: true},
				{Name: "price", Type: "Edm.Decimal", Null: true, Precision: 6, Scale: 2}, {Name: "color", Type: "shop.color", Null: true},
				{Name: "tags", Type: "Collection(Edm.String)"}, {Name: "size", Type: "shop.size", Null: true},
				{Name: "sizes", Type: "Collection(shop.size)"}, {Name: "stock", Type: "Edm.Int32", Default: "0"},
				{Name: "made", Type: "Edm.DateTimeOffset", Null: true, Computed: true}, {Name: "serial", Type: "shop.serial", Null: true, Immutable: true},
				{Name: "photo", Type: "Edm.Stream", Null: true},
			}, Links: []schema.Link{
				{Name: "category", Type: "shop.category", Null: true, Partner: "products"},
				{Name: "parts", Type: "Collection(shop.part)", Contains: true}, {Name: "label", Type: "shop.label", Null: true, Contains: true},
				{Name: "related", Type: "Collection(shop.product)"},
			}},
			{Name: "shop.gadget", Base: "shop.product", Entity: true, Properties: []schema.Property{number("volts")}},
			{Name: "shop.part", Entity: true, Key: []schema.Key{{Path: "no"}}, Properties: []schema.Property{{Name: "no", Type: "Edm.Int32"}, text("name")}},
			{Name: "shop.label", Entity: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{{Name: "id", Type: "Edm.Guid"}, text("text")}},
			{Name: "shop.line", Entity: true, Key: []schema.Key{{Path: "order"}, {Path: "no", Alias: "line"}}, Properties: []schema.Property{
				{Name: "order", Type: "Edm.Guid"}, {Name: "no", Type: "Edm.Int16"}, text("note"),
			}},
			{Name: "shop.picture", Entity: true, Media: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{{Name: "id", Type: "Edm.String"}, text("title")}},
			{Name: "shop.owner", Entity: true, Open: true, Properties: []schema.Property{text("name")}, Links: []schema.Link{{Name: "pictures", Type: "Collection(shop.picture)"}}},
			{Name: "shop.size", Properties: []schema.Property{number("width"), number("height"), text("note")}},
		},
		Enums:   []schema.Enum{{Name: "shop.color", Members: []schema.Member{{Name: "red"}, {Name: "green", Value: 1}}}},
		Aliases: []schema.Alias{{Name: "shop.serial", Type: "Edm.String"}},
		Sets: []schema.Set{
			{Name: "categories", Type: "shop.category", Bindings: []schema.Binding{{Path: "products", Target: "products"}}},
			{Name: "lines", Type: "shop.line"}, {Name: "owner", Type: "shop.owner", Singleton: true}, {Name: "pictures", Type: "shop.picture"},
			{Name: "products", Type: "shop.product", Bindings: []schema.Binding{{Path: "category", Target: "categories"}, {Path: "related", Target: "products"}}},
		},
		Operations: []schema.Operation{
			{Name: "shop.rate", Action: true, Bound: true, Parameters: []schema.Parameter{
				{Name: "on", Type: "shop.product"}, {Name: "stars", Type: "Edm.Int32"}, {Name: "text", Type: "Edm.String", Null: true},
			}, Returns: "shop.product"},
			{Name: "shop.cheapest", Bound: true, Parameters: []schema.Parameter{
				{Name: "on", Type: "Collection(shop.product)"}, {Name: "below", Type: "Edm.Decimal"}, {Name: "colors", Type: "Collection(shop.color)", Optional: true},
			}, Returns: "Collection(shop.product)"},
			{Name: "shop.delta", Bound: true, Parameters: []schema.Parameter{{Name: "on", Type: "Collection(shop.product)"}}, Returns: "Collection(shop.product)"},
			{Name: "shop.reset", Action: true},
			{Name: "shop.version", Returns: "Edm.String"},
		},
		Imports: []schema.Import{{Name: "reset", Operation: "shop.reset"}, {Name: "version", Operation: "shop.version"}},
	}
	for _, line := range requests {
		method, path, _ := strings.Cut(line, " ")
		for m := range strings.SplitSeq(method, ",") {
			s.Requests = append(s.Requests, schema.Request{Method: m, Path: path, Line: m + " " + path})
		}
	}
	return s
}

// everything is requests of every kind.
func everything() []string {
	return []string{
		"GET,POST /products", "GET,PATCH,PUT,DELETE /products/{id}", "GET /products(name={name})", "GET /products/$count", "GET,POST /products/shop.gadget",
		"GET,PATCH /products/{id}/shop.gadget", "GET,PUT,PATCH,DELETE /products/{id}/name", "GET,PUT,DELETE /products/{id}/name/$value", "GET,PUT,DELETE /products/{id}/price", "GET,PUT /products/{id}/made", "PUT /products/{id}/id", "PUT /products/{id}/serial", "PUT /products/{id}/serial/$value",
		"GET,POST,PUT,DELETE /products/{id}/tags", "GET /products/{id}/tags/$count", "GET,PUT,PATCH,DELETE /products/{id}/size", "GET,PUT /products/{id}/size/width", "GET,POST /products/{id}/sizes",
		"GET,PUT,DELETE /products/{id}/photo", "GET,PATCH,PUT,DELETE /products/{id}/category", "GET,PUT,DELETE /products/{id}/category/$ref", "GET,POST /products/{id}/parts",
		"GET,PATCH,DELETE /products/{id}/parts/{no}", "GET,PATCH,PUT,DELETE /products/{id}/label", "GET,PUT /products/{id}/label/text", "GET,POST /products/{id}/related", "GET,POST,DELETE /products/{id}/related/$ref",
		"DELETE /products/{id}/related/{id}/$ref", "GET,DELETE /products/{id}/related/{id}", "GET,POST /categories", "GET,PATCH,DELETE /categories/{code}", "GET,POST /categories/{code}/products", "GET,POST,DELETE /categories/{code}/products/$ref",
		"GET,POST /lines", "GET,PATCH,PUT,DELETE /lines(order={order},line={line})", "GET,PATCH,PUT,DELETE /owner", "GET,PUT /owner/name", "GET,POST /owner/pictures",
		"GET,POST /pictures", "GET,PATCH,DELETE /pictures/{id}", "GET,PUT,DELETE /pictures/{id}/$value", "POST /products/{id}/shop.rate", "GET /products/shop.cheapest(below={below})", "GET /products/shop.cheapest(below={below})/$count",
		"GET /products/shop.cheapest(below={below},colors={colors})", "POST /reset", "GET /version()", "GET /products/shop.delta()",
	}
}
