package store

import (
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// orders has orders that lead to a customer by its code, and items that go with their order.
func orders() *Store {
	text := func(name string) schema.Property { return schema.Property{Name: name, Type: "Edm.String", Null: true} }
	return New(model.New(schema.Service{
		Structs: []schema.Struct{
			{Name: "s.customer", Entity: true, Key: []schema.Key{{Path: "code"}}, Properties: []schema.Property{text("code")}, Links: []schema.Link{
				{Name: "orders", Type: "Collection(s.order)", Partner: "customer"},
			}},
			{Name: "s.order", Entity: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{text("id"), text("customerCode")}, Links: []schema.Link{
				{Name: "customer", Type: "s.customer", Partner: "orders", Constraints: []schema.Constraint{{Property: "customerCode", Referenced: "code"}}},
				{Name: "items", Type: "Collection(s.item)", Partner: "order", Cascade: true},
			}},
			{Name: "s.item", Entity: true, Key: []schema.Key{{Path: "orderID"}, {Path: "line"}}, Properties: []schema.Property{text("orderID"), text("line")}, Links: []schema.Link{
				{Name: "order", Type: "s.order", Partner: "items", Constraints: []schema.Constraint{{Property: "orderID", Referenced: "id"}}},
			}},
		},
		Sets: []schema.Set{{Name: "customers", Type: "s.customer"}, {Name: "orders", Type: "s.order"}, {Name: "items", Type: "s.item"}},
	}))
}

func insert(t *testing.T, s *Store, set, text string) *Entity {
	t.Helper()
	o, err := object.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Insert(s.Set(set), s.Set(set).Type, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// leads checks which customer an order leads to, and which it says that it has.
func leads(t *testing.T, order *Entity, to *Entity, code string) {
	t.Helper()
	c := order.Link(order.Type.Link("customer"))
	if c.One() != to || string(order.Object.Get("customerCode")) != code {
		t.Errorf("the order leads to %v and has %s, want %v and %s", c.One(), order.Object.Get("customerCode"), to, code)
	}
	if to != nil && len(to.Link(to.Type.Link("orders")).Entities()) != 1 {
		t.Error("the customer does not lead back")
	}
}

func TestConstraints(t *testing.T) {
	s := orders()
	order := insert(t, s, "orders", `{"id":"1","customerCode":"a"}`)
	leads(t, order, nil, `"a"`) // nobody has the code yet
	a := insert(t, s, "customers", `{"code":"a"}`)
	leads(t, order, a, `"a"`)
	b := insert(t, s, "customers", `{"code":"b"}`)
	order.Object.Set("customerCode", []byte(`"b"`))
	s.Touch(order)
	leads(t, order, b, `"b"`)
	order.Link(order.Type.Link("customer")).Refer(a)
	leads(t, order, a, `"a"`)
	s.Remove(a)
	leads(t, order, nil, `"a"`)
	a = insert(t, s, "customers", `{"code":"a"}`)
	leads(t, order, a, `"a"`)
	a.Link(a.Type.Link("orders")).Unrefer(order)
	leads(t, order, nil, "null")
	order.Object.Set("customerCode", []byte("null"))
	s.Touch(order)
	leads(t, order, nil, "null")
}

// What is made below an entity has its key, and goes with it.
func TestCascade(t *testing.T) {
	s := orders()
	order := insert(t, s, "orders", `{"id":"1"}`)
	items := order.Link(order.Type.Link("items"))
	o := Tied(items, s.Set("items").Type, object.Object{{Name: "line", Value: []byte(`"1"`)}})
	item, err := s.Insert(s.Set("items"), s.Set("items").Type, o)
	if err != nil {
		t.Fatal(err)
	}
	if string(item.Object.Get("orderID")) != `"1"` || items.One() != item {
		t.Errorf("%s, %v", item.Object.JSON(), items.One())
	}
	s.Remove(order)
	if !item.Gone() || len(s.Set("items").Entities()) != 0 {
		t.Error("the item is still there")
	}
}
