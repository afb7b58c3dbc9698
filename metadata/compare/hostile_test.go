package compare_test

// This file compares documents that are made to cost: what is gone and new in great numbers, overloads by the thousand,
// deep annotations. And it compares whatever loads of the broken documents with each other.

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
)

func repeated(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	deep := func(leaf string) string {
		const levels, items = 60, 300
		return `<Annotation Term="s.note">` + strings.Repeat("<Collection>", levels) + repeated(items, "<String>a#</String>") + leaf + strings.Repeat("</Collection>", levels) + `</Annotation>`
	}
	overloads := func(name string) string {
		return repeated(900, `<Function Name="many"><Parameter Name="`+name+`#" Type="Edm.String"/><Parameter Name="x" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function>`)
	}
	for what, c := range map[string]struct{ old, new string }{
		"members":     {`<EnumType Name="e">` + repeated(40000, `<Member Name="a#" Value="#"/>`) + `</EnumType>`, `<EnumType Name="e">` + repeated(40000, `<Member Name="b#" Value="#"/>`) + `</EnumType>`},
		"types":       {repeated(3000, `<ComplexType Name="a#"><Property Name="x" Type="Edm.Int32"/></ComplexType>`), repeated(3000, `<ComplexType Name="b#"><Property Name="x" Type="Edm.Int32"/></ComplexType>`)},
		"overloads":   {overloads("a"), overloads("b")},
		"annotations": {`<ComplexType Name="t">` + deep("<String>a</String>") + `</ComplexType>`, `<ComplexType Name="t">` + deep("<String>b</String>") + `</ComplexType>`},
	} {
		at := `<Term Name="note" Type="Edm.String"/>`
		old, new := model(t, "old.xml", strings.Replace(shop, at, at+c.old, 1)), model(t, "new.xml", strings.Replace(shop, at, at+c.new, 1))
		if changes := compare.Models(old, new); len(changes) == 0 {
			t.Errorf("%s: no changes", what)
		}
	}
}

func TestBrokenDocuments(t *testing.T) {
	files, err := filepath.Glob("../../testdata/broken/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("the broken documents are not where they were", err)
	}
	var models []*metadata.Model
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if m, complaints := load.Load(load.Source{Name: f.Name, Data: f.Data}, load.Options{}); complaints.Err() == nil {
				models = append(models, m)
			}
		}
	}
	for i, m := range models {
		if changes := compare.Models(m, m); len(changes) > 0 {
			t.Errorf("a document differs from itself: %v", changes)
		}
		there, back := compare.Models(models[0], m), compare.Models(m, models[0])
		if i > 0 && (len(there) == 0) != (len(back) == 0) {
			t.Errorf("%d changes there and %d back", len(there), len(back))
		}
	}
	if len(models) < 20 {
		t.Errorf("only %d documents load", len(models))
	}
}

// Entities that can be neither created nor changed are only read.
func TestReadOnlyResources(t *testing.T) {
	denied := `<EntitySet Name="lamps" EntityType="s.lamp"><Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record><PropertyValue Property="Updatable" Bool="false"/></Record></Annotation></EntitySet></EntityContainer>`
	plain := `<EntitySet Name="lamps" EntityType="s.lamp"/></EntityContainer>`
	for set, want := range map[string]string{denied: "property-removed-read", plain: "property-removed-sent"} {
		schema := func(property string) *metadata.Model {
			return model(t, "old.xml", strings.Replace(shop, container, set+`<EntityType Name="lamp"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>`+property+`</EntityType>`, 1))
		}
		changes := compare.Models(schema(`<Property Name="watt" Type="Edm.Int32"/>`), schema(""))
		if len(changes) != 1 || changes[0].Rule != want {
			t.Errorf("got %v, want %s", changes, want)
		}
	}
}
