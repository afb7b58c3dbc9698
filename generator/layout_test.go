package generator

// This file holds generated code to its layout: a change of the schema changes the lines that are about it and no
// others, in as few places as it has declarations.

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const layoutSchema = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EnumType Name="color"><Member Name="red"/><Member Name="green"/><Member Name="ultramarine"/><Member Name="black"/><Member Name="white"/><Member Name="grey"/></EnumType>
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="name" Type="Edm.String"/>
<Property Name="size" Type="Edm.String" MaxLength="10"/>
<Property Name="theColorOfTheThing" Type="s.color"/>
<Property Name="weight" Type="Edm.Double"/>
</EntityType>
<Action Name="paint" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="color" Type="s.color"/></Action>
<Action Name="sell" IsBound="true"><Parameter Name="it" Type="s.thing"/></Action>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/><EntitySet Name="others" EntityType="s.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// layoutOf generates from a schema.
func layoutOf(t *testing.T, schema string, lines ...string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "schema.xml"), []byte(schema), 0o600); err != nil {
		t.Fatal(err)
	}
	result, err := Generate(t.Context(), &Config{Dir: dir, Metadata: Text{Text: "schema.xml"}, Package: Text{Text: "shop"}, Select: textsOf(append([]string{"GET /things", "POST /things/{id}/s.paint"}, lines...))})
	if err != nil {
		t.Fatal(err)
	}
	return result.Files
}

// hunks says of each file that differs how many hunks, added and deleted lines its diff has.
func hunks(before, after map[string][]byte) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(after)) {
		count, added, deleted := 0, 0, 0
		for i, line := range strings.Split(string(unified(name, before[name], name, after[name])), "\n") {
			switch {
			case i < 2: // the names
			case strings.HasPrefix(line, "@@"):
				count++
			case strings.HasPrefix(line, "+"):
				added++
			case strings.HasPrefix(line, "-"):
				deleted++
			}
		}
		if count > 0 {
			all = append(all, fmt.Sprintf("%s: %d @@ +%d -%d", name, count, added, deleted))
		}
	}
	return all
}

func TestLayout(t *testing.T) {
	before := layoutOf(t, layoutSchema)
	for name, c := range map[string]struct {
		old, new string // what is replaced in the schema
		line     string // one more request
		want     []string
	}{
		// A member of an enumeration is its constant and its line in the list, which meet where it is the last one.
		"a member at the end":      {`<Member Name="grey"/>`, `<Member Name="grey"/><Member Name="ivory"/>`, "", []string{"color.go: 1 @@ +3 -0"}},
		"a member before the last": {`<Member Name="grey"/>`, `<Member Name="ivory" Value="9"/><Member Name="grey" Value="5"/>`, "", []string{"color.go: 2 @@ +3 -0"}},
		"another name of a member": {`<Member Name="grey"/>`, `<Member Name="aVeryLongNameOfAMember"/>`, "", []string{"color.go: 1 @@ +2 -2"}},
		// A property is a field with its comment, a variable, and its rules; no line of its neighbours is another one.
		"a property":                    {`<Property Name="weight"`, `<Property Name="aVeryLongNameOfAProperty" Type="Edm.String"/>` + "\n" + `<Property Name="weight"`, "", []string{"thing.go: 2 @@ +3 -0"}},
		"a property with a rule":        {`<Property Name="weight"`, `<Property Name="note" Type="Edm.String" MaxLength="5"/>` + "\n" + `<Property Name="weight"`, "", []string{"thing.go: 3 @@ +4 -0"}},
		"a property at the end":         {`</EntityType>`, `<Property Name="aVeryLongNameOfAProperty" Type="Edm.String"/></EntityType>`, "", []string{"thing.go: 2 @@ +3 -0"}},
		"another name of a property":    {`<Property Name="name"`, `<Property Name="aVeryLongNameOfAProperty"`, "", []string{"thing.go: 2 @@ +3 -3"}},
		"another type of a property":    {`Name="weight" Type="Edm.Double"`, `Name="weight" Type="Edm.Int32"`, "", []string{"thing.go: 2 @@ +3 -3"}},
		"another rule":                  {`MaxLength="10"`, `MaxLength="20"`, "", []string{"thing.go: 1 @@ +1 -1"}},
		"a parameter of an action":      {`<Parameter Name="color"`, `<Parameter Name="layers" Type="Edm.Int32"/><Parameter Name="color"`, "", []string{"thing.go: 1 @@ +2 -0"}},
		"what the package does not use": {`<EntityContainer`, `<ComplexType Name="spare"/><EntityContainer`, "", nil},
		// A request is a method; what leads to it may be one more.
		"a request":                {"", "", "DELETE /things/{id}", []string{"thing.go: 1 @@ +7 -0"}},
		"a request by another way": {"", "", "GET /others", []string{"client.go: 1 @@ +5 -0", "thing.go: 1 @@ +2 -0"}},
		"a call of an action":      {"", "", "POST /things/{id}/s.sell", []string{"thing.go: 1 @@ +7 -0"}},
	} {
		t.Run(name, func(t *testing.T) {
			var lines []string
			if c.line != "" {
				lines = []string{c.line}
			}
			changed := strings.Replace(layoutSchema, c.old, c.new, 1)
			after := layoutOf(t, changed, lines...)
			got := hunks(before, after)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if other := hunks(after, before); len(other) != len(got) {
				t.Errorf("the other way round: %q", other)
			}
		})
	}
}
