package load

// This file fuzzes Load. Whatever comes in, the result is a Model for which the invariants hold, or errors with places. The seeds are the
// documents of the corpus and a schema with every construct.

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// seeds calls add with the documents of each file of the corpus whose main document is called main and the extension.
func seeds(f *testing.F, ext string, add func(c brokenCase, others []Source)) {
	f.Helper()
	for _, path := range brokenFiles(f) {
		archive, err := txtar.ParseFile(filepath.Join(brokenDir, path))
		if err != nil {
			f.Fatal(err)
		}
		if strings.Contains(string(txtar.Format(archive)), "{{repeat") {
			continue // It is there for its size.
		}
		c := readCase(f, archive)
		if filepath.Ext(c.main.Name) != ext {
			continue
		}
		var others []Source
		for _, file := range archive.Files {
			if file.Name != "want" && !strings.HasPrefix(file.Name, "main.") {
				others = append(others, Source{Name: file.Name, Data: file.Data})
			}
		}
		add(c, others)
	}
}

// holds checks the result of a Load.
func holds(t *testing.T, m *metadata.Model, err error) {
	t.Helper()
	if (m == nil) == (err == nil) {
		t.Fatalf("model %v, error %v", m, err)
	}
	if m != nil {
		for _, v := range violated(m) {
			t.Error(v)
		}
		return
	}
	var list diag.List
	if !errors.As(err, &list) || len(list) == 0 {
		t.Fatalf("the error is %T: %v", err, err)
	}
	for _, d := range list {
		if d.File == "" || d.Line == 0 || d.Col == 0 || d.Code == "" || d.Message == "" || d.Severity == "warning" {
			t.Errorf("error %#v", d)
		}
	}
}

// FuzzLoad reads a document, in XML or JSON, and applies it to itself as an overlay.
func FuzzLoad(f *testing.F) {
	f.Add(inSchema(shop))
	seeds(f, ".xml", func(c brokenCase, _ []Source) { f.Add(string(c.main.Data)) })
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Load(source("f.xml", text), Options{Overlays: []Source{source("o.xml", text)}})
		holds(t, m, err)
		m, err = Load(source("f.xml", text), Options{})
		holds(t, m, err)
	})
}

// FuzzLoadSchema reads what stands in a schema, so that fewer inputs fail at the wrapper.
func FuzzLoadSchema(f *testing.F) {
	f.Add(shop)
	seeds(f, ".xml", func(c brokenCase, _ []Source) {
		_, inner, ok := strings.Cut(string(c.main.Data), `xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
		if inner, _, end := strings.Cut(inner, "</Schema>"); ok && end {
			f.Add(strings.ReplaceAll(inner, "shop", "s"))
		}
	})
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Load(source("f.xml", inSchema(text)), Options{})
		holds(t, m, err)
	})
}

// FuzzLoadJSON reads a document in CSDL JSON.
func FuzzLoadJSON(f *testing.F) {
	f.Add(everythingJSON)
	seeds(f, ".json", func(c brokenCase, _ []Source) { f.Add(string(c.main.Data)) })
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Load(source("f.json", text), Options{})
		holds(t, m, err)
	})
}

// FuzzLoadReferences reads three documents, which may refer to each other as a.xml, b.xml and c.json.
func FuzzLoadReferences(f *testing.F) {
	const include = `<edmx:Reference Uri="b.xml"><edmx:Include Namespace="b" Alias="x"/></edmx:Reference>`
	f.Add(wrapped(include, "a", `<EntityType Name="t" BaseType="x.root"/><EntityContainer Name="c" Extends="x.base"/>`),
		wrapped(`<edmx:Reference Uri="a.xml"><edmx:Include Namespace="a"/></edmx:Reference><edmx:Reference Uri="c.json"><edmx:IncludeAnnotations TermNamespace="d"/></edmx:Reference>`, "b",
			`<EntityType Name="root" Abstract="true"><NavigationProperty Name="one" Type="a.t"/></EntityType><EntityContainer Name="base"><EntitySet Name="Ts" EntityType="a.t"/></EntityContainer>`),
		`{"$Version": "4.01", "d": {"$Annotations": {"a.t": {"@d.note": 1}}, "note": {"$Kind": "Term"}}}`)
	seeds(f, ".xml", func(c brokenCase, others []Source) {
		if len(others) == 1 {
			rename := strings.NewReplacer("main.xml", "a.xml", others[0].Name, "b.xml")
			f.Add(rename.Replace(string(c.main.Data)), rename.Replace(string(others[0].Data)), "{}")
		}
	})
	f.Fuzz(func(t *testing.T, a, b, c string) {
		documents := map[string]string{"a.xml": a, "b.xml": b, "c.json": c}
		m, err := Load(source("a.xml", a), Options{Open: func(r Reference) (Source, error) {
			text, ok := documents[r.URI]
			if !ok {
				return Source{}, errors.New("it is not there")
			}
			return source(r.URI, text), nil
		}})
		holds(t, m, err)
	})
}

// everythingJSON has a bit of everything that CSDL JSON has.
const everythingJSON = `{
  "$Version": "4.01", "$EntityContainer": "s.all",
  "$Reference": {"https://example.com/Core.json": {"$Include": [{"$Namespace": "Org.OData.Core.V1", "$Alias": "Core"}], "@Core.Description": "x"}},
  "s": {
    "$Alias": "self", "@Core.Description": "schema",
    "thing": {"$Kind": "EntityType", "$OpenType": true, "$HasStream": true, "$Key": ["id", {"w": "size/width"}], "id": {"$Type": "Edm.Guid", "@Core.Computed": true},
      "size": {"$Type": "self.size"}, "price": {"$Type": "Edm.Decimal", "$Precision": 9, "$Scale": 2, "$Nullable": true, "$DefaultValue": 1.5},
      "tags": {"$Collection": true, "$MaxLength": 5, "$Unicode": false}, "place": {"$Type": "Edm.GeographyPoint", "$SRID": "4326"},
      "parts": {"$Kind": "NavigationProperty", "$Type": "s.part", "$Collection": true, "$ContainsTarget": true, "$Partner": "whole", "$OnDelete": "Cascade", "$OnDelete@Core.Description": "x"}},
    "part": {"$Kind": "EntityType", "$BaseType": "s.thing", "whole": {"$Kind": "NavigationProperty", "$Type": "s.thing", "$ReferentialConstraint": {"id": "id", "id@Core.Description": "x"}}},
    "size": {"$Kind": "ComplexType", "$Abstract": false, "width": {"$Type": "Edm.Int32"}},
    "color": {"$Kind": "EnumType", "$IsFlags": true, "$UnderlyingType": "Edm.Int64", "red": 1, "green": 2, "red@Core.Description": "x"},
    "code": {"$Kind": "TypeDefinition", "$UnderlyingType": "Edm.String", "$MaxLength": 3},
    "note": {"$Kind": "Term", "$Type": "self.size", "$AppliesTo": ["Property"], "$BaseTerm": "self.text"}, "text": {"$Kind": "Term", "$DefaultValue": "none"},
    "move": [{"$Kind": "Action", "$IsBound": true, "$Parameter": [{"$Name": "it", "$Type": "s.thing"}, {"$Name": "by", "$Type": "Edm.Int32", "@Core.OptionalParameter": {}}]}],
    "best": [{"$Kind": "Function", "$IsBound": true, "$IsComposable": true, "$EntitySetPath": "it/parts", "$Parameter": [{"$Name": "it", "$Type": "s.thing"}], "$ReturnType": {"$Type": "s.part"}}],
    "count": [{"$Kind": "Function", "$ReturnType": {"$Type": "Edm.Int32", "$Nullable": true}}],
    "all": {"$Kind": "EntityContainer", "Things": {"$Collection": true, "$Type": "s.thing", "$NavigationPropertyBinding": {"self.part/whole": "Things"}},
      "Best": {"$Type": "s.part", "$Nullable": true}, "Count": {"$Function": "s.count", "$IncludeInServiceDocument": true}},
    "$Annotations": {"self.thing": {"@self.note#q": {"@type": "#s.size", "width": 1, "width@Core.Description": "x"}, "@a.b": {"$If": [{"$Path": "id"}, [1, "x"], {"$Null": null}]},
      "@a.c": {"$Apply": [{"$Path": "id"}, {"$Cast": 1, "$Type": "Edm.String"}], "$Function": "odata.concat"}}}
  }
}`
