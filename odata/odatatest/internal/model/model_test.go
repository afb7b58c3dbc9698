package model

import (
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

func TestWhatTypesInherit(t *testing.T) {
	m := New(schema.Service{
		Structs: []schema.Struct{
			{Name: "s.file", Base: "s.item", Entity: true, Links: []schema.Link{{Name: "owner", Type: "s.item"}}},
			{Name: "s.item", Entity: true, Open: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{{Name: "id", Type: "Edm.String"}}},
		},
		Operations: []schema.Operation{{Name: "s.all", Bound: true, Parameters: []schema.Parameter{{Name: "on", Type: "Collection(s.item)"}}}},
	})
	file, item := m.Type("s.file"), m.Type("s.item")
	if file.Base != item || !file.Is(item) || item.Is(file) || !file.Open || len(file.Key) != 1 || file.Property("id") == nil || file.Link("owner") == nil || item.Link("owner") != nil {
		t.Errorf("%+v", file)
	}
	for _, name := range []string{"all", "s.all"} {
		if all := m.Operations(name); len(all) != 1 || !m.BoundTo(all[0], "s.file", true) || m.BoundTo(all[0], "s.file", false) {
			t.Errorf("%s: %v", name, all)
		}
	}
}
