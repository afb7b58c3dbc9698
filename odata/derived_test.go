package odata

// This file tests the ways between declared and derived types, and that nothing is lost on them.

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// animal, dog and puppy are models as csdlgen generates them: each flattens what it inherits.
type animal struct {
	Undeclared
	ID     Opt[int32]    `json:"id,omitzero"`
	Name   Opt[string]   `json:"name,omitzero"`
	Friend Opt[*animal]  `json:"friend,omitzero"`
	Tags   Opt[[]string] `json:"tags,omitzero"`
}

type dog struct {
	Undeclared `odata:"@odata.type=#zoo.Dog"`
	ID         Opt[int32]       `json:"id,omitzero"`
	Name       Opt[string]      `json:"name,omitzero"`
	Friend     Opt[*animal]     `json:"friend,omitzero"`
	Tags       Opt[[]string]    `json:"tags,omitzero"`
	Barks      Opt[bool]        `json:"barks,omitzero"`
	Weight     Opt[edm.Decimal] `json:"weight,omitzero"`
	Chip       Opt[string]      `json:"chip,omitzero"`
}

func (m *dog) CheckOData(v *Validator) {
	v.NonNullable("name", &m.Name)
	v.NotNull("barks", &m.Barks)
	v.Computed("chip", &m.Chip)
}

type pack struct {
	Undeclared
	Leader Opt[*animal]   `json:"leader,omitzero"`
	Others Opt[[]*animal] `json:"others,omitzero"`
}

func (m *animal) AsDog() (to *dog, ok bool) {
	ok = AsDerived(m, &to, "zoo.Puppy")
	return to, ok
}

func (m *dog) AsAnimal() (to *animal) {
	AsBase(m, &to)
	return to
}

func jsonText(t *testing.T, v any) string {
	t.Helper()
	out, err := Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestAsDerivedLosesNothing(t *testing.T) {
	for _, c := range []struct {
		name, in string
		is       bool
	}{
		{"a derived type", `{"@odata.type":"#zoo.Dog","id":1,"name":"Rex","barks":true,"weight":12.50,"x":[1.0],"chip":null}`, true},
		{"a type that derives from it", `{"@odata.type":"#zoo.Puppy","id":1,"age":0,"barks":false,"barks@n.s":"low"}`, true},
		{"with a URL before the name", `{"@odata.type":"https://example.com/$metadata#zoo.Dog","barks":true}`, true},
		{"the type last", `{"id":1,"barks":true,"@odata.type":"#zoo.Dog"}`, true},
		{"another type", `{"@odata.type":"#zoo.Cat","lives":9}`, false},
		{"no type", `{"id":1,"barks":true}`, false},
		{"a member that does not fit", `{"@odata.type":"#zoo.Dog","barks":"loud","weight":1}`, true},
	} {
		var a animal
		if err := Unmarshal([]byte(c.in), &a); err != nil {
			t.Fatal(c.name, err)
		}
		d, ok := a.AsDog()
		if ok != c.is || ok != (d != nil) {
			t.Errorf("%s: %v, %v", c.name, d, ok)
		}
		if jsonText(t, &a) != c.in && c.name != "the type last" {
			t.Errorf("%s: the value changed: %s", c.name, jsonText(t, &a))
		}
		if ok && !sameMembers(t, jsonText(t, d), c.in) {
			t.Errorf("%s: got %s, want the members of %s", c.name, jsonText(t, d), c.in)
		}
		if ok && !sameMembers(t, jsonText(t, d.AsAnimal()), c.in) {
			t.Errorf("%s: and back: got %s, want the members of %s", c.name, jsonText(t, d.AsAnimal()), c.in)
		}
	}
}

// sameMembers says whether two objects have the same members with the same text, in any order.
func sameMembers(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y map[string]json.RawMessage
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		t.Fatal(a, b)
	}
	for name, value := range x {
		if string(y[name]) != string(value) {
			return false
		}
	}
	return len(x) == len(y)
}

func TestAsBaseSaysTheType(t *testing.T) {
	d := &dog{Name: Some("Rex"), Tags: Some([]string{"a"}), Friend: Some(&animal{Name: Some("Tom")}), Barks: Some(true)}
	a := d.AsAnimal()
	want := `{"@odata.type":"#zoo.Dog","name":"Rex","friend":{"name":"Tom"},"tags":["a"],"barks":true}`
	if jsonText(t, a) != want || a.Extra.ODataType() != "zoo.Dog" {
		t.Errorf("got %s", jsonText(t, a))
	}
	a.Tags.Or(nil)[0], a.Friend.Or(nil).Name = "b", Some("Jerry")
	if d.Tags.Or(nil)[0] != "a" || d.Friend.Or(nil).Name.Or("") != "Tom" {
		t.Errorf("the copy shares something with the value: %s", jsonText(t, d))
	}
	if jsonText(t, &pack{Leader: Some(a)}) != `{"leader":`+jsonText(t, a)+`}` {
		t.Errorf("in a member: %s", jsonText(t, &pack{Leader: Some(a)}))
	}
	read := new(dog) // read where its type is declared, so it does not say it
	if err := Unmarshal([]byte(`{"name":"Rex"}`), read); err != nil {
		t.Fatal(err)
	}
	if got := jsonText(t, read.AsAnimal()); got != `{"@odata.type":"#zoo.Dog","name":"Rex"}` {
		t.Errorf("got %s", got)
	}
	if none := (*dog)(nil).AsAnimal(); none != nil {
		t.Errorf("of nil: %v", none)
	}
	if none, ok := (*animal)(nil).AsDog(); ok || none != nil {
		t.Errorf("of nil: %v", none)
	}
}

func TestAsBaseReportsWhatCannotBeWritten(t *testing.T) {
	a := (&dog{Chip: Some("\xff")}).AsAnimal()
	if _, err := Marshal(a); err == nil || !strings.Contains(err.Error(), "chip") {
		t.Errorf("got %v", err)
	}
}

func TestTheRulesOfTheDerivedTypeHold(t *testing.T) {
	bad := (&dog{Name: Null[string](), Barks: Null[bool](), Chip: Some("7")}).AsAnimal()
	names := []string{"name: must not be null", "barks: must not be null"}
	sent := append(slices.Clone(names), "chip: is computed by the service and cannot be sent")
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"alone", Validate(bad), names},
		{"in a create", ValidateCreate(bad), sent},
		{"in a member", Validate(&pack{Leader: Some(bad)}), []string{"leader.name: must not be null", "leader.barks: must not be null"}},
		{"in a collection", Validate(&pack{Others: Some([]*animal{nil, bad})}), []string{"others[1].name: must not be null", "others[1].barks: must not be null"}},
		{"required", ValidateCreate((&dog{Name: Some("x"), Barks: Some(true)}).AsAnimal(), "barks", "chip"), []string{"chip: is required"}},
		{"an animal", Validate(&animal{Name: Null[string]()}), nil},
	} {
		if got := violations(c.err); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	bad.Name = Some("Rex") // the rules hold for what the value says now
	if got := violations(Validate(bad)); !slices.Equal(got, names[1:]) {
		t.Errorf("changed: %q", got)
	}
	bad.Extra.SetODataType("zoo.Cat") // it is something else
	if got := violations(Validate(bad)); len(got) > 0 {
		t.Errorf("of another type: %q", got)
	}
	copied, err := Clone((&dog{Name: Null[string]()}).AsAnimal())
	if err != nil || len(violations(Validate(copied))) != 1 {
		t.Errorf("a clone: %v, %v", err, Validate(copied))
	}
	back, ok := (&dog{Chip: Some("7"), Barks: Some(true)}).AsAnimal().AsDog()
	if got := violations(ValidateCreate(back)); !ok || len(got) != 1 {
		t.Errorf("what a program set and took both ways: %q, %v", got, ok)
	}
}

// What is no model, or no variable for one, is left as it is.
func TestConversionsOfWhatIsNoModel(t *testing.T) {
	given := &dog{Name: Some("Rex")}
	text := "x"
	kept := given
	var forgetful *struct{ Name Opt[string] }
	for _, target := range []any{nil, given, &text, (**dog)(nil), new(*string), &forgetful} {
		AsBase(given, target)
		if AsDerived(given.AsAnimal(), target) {
			t.Errorf("%T is a variable for a model", target)
		}
	}
	for _, value := range []any{nil, (*animal)(nil), "x", animal{}} {
		AsBase(value, &kept)
		if AsDerived(value, &kept) {
			t.Errorf("%T is a model", value)
		}
	}
	if kept != given || forgetful != nil || text != "x" || given.Name.Or("") != "Rex" {
		t.Error("a target has changed")
	}
	if (*dog)(nil).AsAnimal() != nil {
		t.Error("of nothing something was made")
	}
}
