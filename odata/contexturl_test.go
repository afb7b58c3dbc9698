package odata

import (
	"fmt"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

func TestTypeInContext(t *testing.T) {
	for context, want := range map[string]string{
		"https://example.com/svc/$metadata#pets":                             "",
		"https://example.com/svc/$metadata#pets/$entity":                     "",
		"https://example.com/svc/$metadata#pets/zoo.Dog/$entity":             "zoo.Dog",
		"https://example.com/svc.v4/$metadata#pets(id,name)/zoo.Dog/$entity": "zoo.Dog",
		"$metadata#pets/zoo.Dog":                                             "zoo.Dog",
		"$metadata#pets/zoo.Dog(name,friend(name))":                          "zoo.Dog",
		"$metadata#pets/zoo.Dog(name,friend/zoo.Cat(name))/$entity":          "zoo.Dog",
		"$metadata#pets(name,friend/zoo.Cat)":                                "",
		"$metadata#pets(name,friend/zoo.Cat)/$entity":                        "",
		"$metadata#pets('a/b.c')/friends/zoo.Dog":                            "zoo.Dog",
		"$metadata#pets('a/b.c')/friends":                                    "",
		"$metadata#pets('it''s/x.y')":                                        "",
		"$metadata#pets%28%27a%27%29%2Fzoo.Dog":                              "zoo.Dog",
		"$metadata#Collection(zoo.Dog)":                                      "zoo.Dog",
		"$metadata#Collection(zoo.Dog)(name)":                                "zoo.Dog",
		"#Collection(my.zoo.Dog)":                                            "my.zoo.Dog",
		"$metadata#zoo.Dog":                                                  "zoo.Dog",
		"$metadata#zoo.Dog(name)":                                            "zoo.Dog",
		"$metadata#pets/zoo.Dog/$delta":                                      "zoo.Dog",
		"$metadata#pets/zoo.Dog/":                                            "zoo.Dog",
		"$metadata#pets/zoo.Dog/$entity/":                                    "zoo.Dog",
		"$metadata#Collection(#zoo.Dog)":                                     "zoo.Dog",
		"$metadata##zoo.Dog":                                                 "zoo.Dog",
		"$metadata#/":                                                        "",
		"$metadata#pets/$delta":                                              "",
		"$metadata#pets/$deletedEntity":                                      "",
		"$metadata#pets/$link":                                               "",
		"$metadata#Collection($ref)":                                         "",
		"$metadata#$ref":                                                     "",
		"$metadata#Edm.String":                                               "",
		"$metadata#Collection(Edm.EntityType)":                               "",
		"$metadata#pets(1)/name":                                             "",
		"$metadata":                                                          "",
		"":                                                                   "",
		"#":                                                                  "",
		"#/":                                                                 "",
		"#Collection(":                                                       "",
		"#((((/a.b":                                                          "",
	} {
		if got := typeInContext(context); got != want {
			t.Errorf("%s: %q, not %q", context, got, want)
		}
	}
}

// kinds are the types of animals, as far as their methods tell.
func kinds(animals ...*animal) string {
	var all []string
	for _, a := range animals {
		if a == nil {
			all = append(all, "nil")
			continue
		}
		_, isDog := a.AsDog()
		all = append(all, fmt.Sprintf("%s %v", a.Extra.ODataType(), isDog))
	}
	return strings.Join(all, ", ")
}

func TestTypesThatOnlyTheContextSays(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`{"@odata.context":"$metadata#pets/zoo.Dog/$entity","id":1,"barks":true}`, "zoo.Dog true"},
		{`{"id":1,"barks":true,"@odata.context":"$metadata#pets/zoo.Dog/$entity"}`, "zoo.Dog true"},
		{`{"@context":"#zoo.Dog","id":1}`, "zoo.Dog true"},
		{`{"@odata.context":"$metadata#pets/zoo.Dog/$entity","@odata.type":"#zoo.Cat","id":1}`, "zoo.Cat false"},
		{`{"@odata.context":"$metadata#pets/$entity","id":1}`, " false"},
		{`{"@odata.context":"$metadata#zoo.Dog","value":{"id":1}}`, "zoo.Dog true"},
		{`{"@odata.type":"zoo.Dog"}`, "zoo.Dog true"},
		{`{"@odata.type":"../$metadata#zoo.Dog"}`, "zoo.Dog true"},
	} {
		client := testClient(t, answers(200, "application/json", c.body))
		a, err := NewGetRequest[*animal](request.Get(At(client, "/pets(1)"))).Do(t.Context())
		if err != nil || kinds(a) != c.want {
			t.Errorf("%s: %s, %v", c.body, kinds(a), err)
		}
		a, err = NewFunctionRequest[*animal](request.Get(At(client, "/oldest()"))).Do(t.Context())
		if err != nil || kinds(a) != c.want {
			t.Errorf("function: %s: %s, %v", c.body, kinds(a), err)
		}
		if out := jsonText(t, a); !strings.Contains(c.body, `"value"`) && !sameMembers(t, out, c.body) {
			t.Errorf("%s is written as %s", c.body, out)
		}
	}
}

func TestPagesWhoseContextSaysTheType(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`{"@odata.context":"$metadata#pets/zoo.Dog","value":[{"id":1,"barks":true},{"u":1},null,{"@odata.type":"#zoo.Cat"}]}`, "zoo.Dog true, zoo.Dog true, nil, zoo.Cat false"},
		{`{"value":[{}],"@odata.context":"$metadata#Collection(zoo.Dog)"}`, "zoo.Dog true"},
		{`{"@odata.context":"$metadata#pets","value":[{"@odata.context":"#pets/zoo.Dog/$entity"},{}]}`, "zoo.Dog true,  false"},
	} {
		client := testClient(t, answers(200, "application/json", c.body))
		page, err := List[*animal](client, "/pets").Do(t.Context())
		if err != nil || kinds(page.Items...) != c.want {
			t.Errorf("%s: %v, %v", c.body, kinds(page.Items...), err)
		}
		for i, a := range page.Items {
			if a != nil && strings.Contains(jsonText(t, a), "Dog") != strings.Contains(c.body, "#pets/zoo.Dog/$entity") && i == 0 {
				t.Errorf("%s: the item is written as %s", c.body, jsonText(t, a))
			}
		}
	}
}

// A member's context and the type of a collection say what its values are.
func TestNestedTypes(t *testing.T) {
	var a animal
	text := `{"friend@odata.context":"$metadata#pets(1)/friend/zoo.Dog/$entity","friend":{"id":2,"barks":true}}`
	if err := Unmarshal([]byte(text), &a); err != nil || kinds(a.Friend.Or(nil)) != "zoo.Dog true" || jsonText(t, &a) != text {
		t.Errorf("%s %s %v", kinds(a.Friend.Or(nil)), jsonText(t, &a), err)
	}
	var e everything
	text = `{"list":[{"text":"a"},{"@odata.type":"#a.C"}],"list@odata.type":"#Collection(a.B)"}`
	if err := Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	if list := e.List.Or(nil); list[0].Extra.ODataType() != "a.B" || list[1].Extra.ODataType() != "a.C" || jsonText(t, &e) != text {
		t.Errorf("%s %s %s", list[0].Extra.ODataType(), list[1].Extra.ODataType(), jsonText(t, &e))
	}
}

// What only a context says is said in the object where the context is lost: as a value of the base type.
func TestBaseOfWhatTheContextSays(t *testing.T) {
	client := testClient(t, answers(200, "application/json", `{"@odata.context":"$metadata#pets/zoo.Dog","value":[{"id":1,"barks":true}]}`))
	page, err := List[*animal](client, "/pets").Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := page.Items[0].AsDog()
	if got := jsonText(t, d); got != `{"id":1,"barks":true}` {
		t.Errorf("%s", got)
	}
	if got := jsonText(t, d.AsAnimal()); got != `{"@odata.type":"#zoo.Dog","id":1,"barks":true}` {
		t.Errorf("%s", got)
	}
	page.Items[0].Extra.SetODataType("")
	if page.Items[0].Extra.ODataType() != "" {
		t.Error("the type cannot be taken away")
	}
}
