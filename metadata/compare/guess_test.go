package compare_test

// This file checks guesses: what is taken for a renaming, and what is not.

import (
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata/compare"
)

func TestGuesses(t *testing.T) {
	const large = `<ComplexType Name="NAME"><Property Name="a" Type="Edm.Int32"/><Property Name="b" Type="Edm.String"/><Property Name="c" Type="Edm.Date"/></ComplexType>`
	for _, c := range []struct{ what, old, new, from, to string }{
		{"a like name and the same type", nameProperty, `<Property Name="names" Type="Edm.String" MaxLength="20"/>`, "s.thing/name", "s.thing/names"},
		{"alone, with something in common", nameProperty, `<Property Name="nickname" Type="Edm.String" MaxLength="20"/>`, "s.thing/name", "s.thing/nickname"},
		{"another type", nameProperty, `<Property Name="names" Type="Edm.Int32"/>`, "s.thing/name", ""},
		{"nothing in common", nameProperty, `<Property Name="title" Type="Edm.String" MaxLength="20"/>`, "s.thing/name", ""},
		{"two that are as like", nameProperty, `<Property Name="name1" Type="Edm.String" MaxLength="20"/><Property Name="name2" Type="Edm.String" MaxLength="20"/>`, "s.thing/name", ""},
		{"the better one of two", nameProperty, `<Property Name="nameOfThing" Type="Edm.String" MaxLength="20"/><Property Name="names" Type="Edm.String" MaxLength="20"/>`, "s.thing/name", "s.thing/names"},
		{"a member with the same value", `<Member Name="large" Value="1"/>`, `<Member Name="larger" Value="1"/>`, "s.kind/large", "s.kind/larger"},
		{"a member with another value", `<Member Name="large" Value="1"/>`, `<Member Name="larger" Value="2"/>`, "s.kind/large", ""},
		{"an entity set", `<Singleton Name="extras" Type="s.owner"/>`, `<Singleton Name="extra" Type="s.owner"/>`, "s.all/extras", "s.all/extra"},
		{"a navigation property", partsProperty, strings.Replace(partsProperty, "parts", "allParts", 1), "s.thing/parts", "s.thing/allParts"},
		{"a parameter", placeAction, strings.Replace(placeAction, "count", "counts", 1), "s.place(s.thing)/count", "s.place(s.thing)/counts"},
		{"a type with the same members", schemaEnd, "", "s.lamp", "s.light"},
	} {
		before, after := shop, strings.Replace(shop, c.old, c.new, 1)
		if c.new == "" {
			before = strings.Replace(shop, schemaEnd, strings.Replace(large, "NAME", "lamp", 1)+schemaEnd, 1)
			after = strings.Replace(shop, schemaEnd, strings.Replace(large, "NAME", "light", 1)+schemaEnd, 1)
		}
		guessed := map[string]string{}
		for _, change := range compare.Models(model(t, "old.xml", before), model(t, "new.xml", after)) {
			if g := change.Guess; g != nil && change.Action == removed {
				guessed[change.Name] = g.RenamedTo
				if !strings.Contains(change.String(), "a guess: "+g.Because) {
					t.Errorf("%s: %q does not say that it is a guess", c.what, change)
				}
			} else if g != nil && guessed[g.RenamedFrom] == "" && change.Class.Breaking() {
				t.Errorf("%s: %v", c.what, change)
			}
		}
		if guessed[c.from] != c.to || c.to == "" && len(guessed) > 0 {
			t.Errorf("%s: the guesses are %v, want %s for %s", c.what, guessed, c.to, c.from)
		}
	}
}

// An ignore leaves out what follows its rule at its place, and nothing else.
func TestIgnores(t *testing.T) {
	changes := []compare.Change{{Rule: "a", Name: "s.thing/size"}, {Rule: "b", Name: "s.thing/size"}, {Rule: "a", Name: "s.t.other"}, {Rule: "a", Name: "s.thing@x.Y"}}
	for _, c := range []struct {
		rule, at string
		kept     int
	}{
		{"a", "s.thing/size", 3}, {"a", "s.thing/siz", 4}, {"c", "s.thing/size", 4}, {"a", "s.*/size", 3}, {"a", "s.*", 4}, {"a", "s.**", 1}, {"a", "**", 1}, {"a", "s.thing/(size", 4},
		{"a", "s.thing@**", 3}, {"b", "*.*/*", 3},
	} {
		kept, unused := compare.Without(changes, []compare.Ignore{{Rule: c.rule, At: c.at}})
		if len(kept) != c.kept || (len(unused) == 1) != (c.kept == len(changes)) {
			t.Errorf("%s at %s: %d are kept, want %d; unused: %v", c.rule, c.at, len(kept), c.kept, unused)
		}
	}
}

// Changing a schema and changing it back are each other's opposite: what is added in one direction is removed in the
// other, and changed stays changed.
func TestBackAndForth(t *testing.T) {
	for _, c := range cases() {
		before, after := c.schemas(t)
		old, new := model(t, "old.xml", before), model(t, "new.xml", after)
		there, back := map[string]int{}, map[string]int{}
		for _, change := range compare.Models(old, new) {
			there[string(change.Action)+string(change.Kind)]++
		}
		opposite := map[compare.Action]compare.Action{added: removed, removed: added, changed: changed}
		for _, change := range compare.Models(new, old) {
			back[string(opposite[change.Action])+string(change.Kind)]++
		}
		if c.rule == "enum-closed" || c.rule == "enum-opened" { // an enumeration that closes is a change of its own
			delete(there, "changed"+string(compare.KindEnumType))
			delete(back, "changed"+string(compare.KindEnumType))
		}
		if len(there) != len(back) {
			t.Errorf("%s: %v and back %v", c.rule, there, back)
		}
		for id, n := range there {
			if back[id] != n {
				t.Errorf("%s: %v and back %v", c.rule, there, back)
			}
		}
	}
}
