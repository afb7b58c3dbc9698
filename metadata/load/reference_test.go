package load_test

// This file checks documents that refer to others.

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// wrapped is a document with references and one schema.
func wrapped(references, schema, declarations string) string {
	return `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">` + references + `
<edmx:DataServices><Schema Namespace="` + schema + `" xmlns="http://docs.oasis-open.org/odata/ns/edm">
` + declarations + `
</Schema></edmx:DataServices></edmx:Edmx>`
}

// split loads main.xml with the other documents beside it.
func split(documents map[string]string) (*metadata.Model, load.Diagnostics) {
	return load.Load(source("main.xml", documents["main.xml"]), load.Options{Open: func(r load.Reference) (load.Source, error) {
		text, ok := documents[r.URI]
		if !ok {
			return load.Source{}, errors.New("it is not there")
		}
		return source(r.URI, text), nil
	}})
}

func TestReferences(t *testing.T) {
	m, found := split(map[string]string{
		"main.xml": wrapped(`<edmx:Reference Uri="b.xml"><edmx:Include Namespace="b" Alias="x"/></edmx:Reference>
<edmx:Reference Uri="notes.json"><edmx:IncludeAnnotations TermNamespace="Org.OData.Core.V1" Qualifier="q"/></edmx:Reference>`, "a",
			`<EntityType Name="t" BaseType="x.root"/><EntityContainer Name="c" Extends="x.base"/>`),
		"b.xml": wrapped(`<edmx:Reference Uri="main.xml"><edmx:Include Namespace="a" Alias="x"/></edmx:Reference>`, "b",
			`<EntityType Name="root" Abstract="true"><NavigationProperty Name="one" Type="x.t"/></EntityType>
<EntityContainer Name="base"><EntitySet Name="Ts" EntityType="x.t"/></EntityContainer>
<EntityContainer Name="more"/>`),
		"notes.json": `{"$Version": "4.01", "notes": {"$Annotations": {"a.t": {"@Org.OData.Core.V1.Description#q": "wanted", "@Org.OData.Core.V1.Description": "not wanted", "@other.Term#q": "nor this"}}}}`,
	})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	thing := m.Structured("a.t")
	same(t, "base type by the alias of its document", thing.Base.QualifiedName(), "b.root")
	same(t, "the same alias in the other document", thing.AllNavigation()[0].Type == metadata.Type(thing), true)
	same(t, "container of the main document", m.Container.QualifiedName()+" "+m.Container.Sets[0].Name, "a.c Ts")
	same(t, "annotations that were asked for", len(thing.Annotations), 1)
	value, _ := metadata.StringOf(thing.Annotations[0].Value)
	same(t, "their value", value, "wanted")
	same(t, "users' names", m.Structured("x.root").Name, "root") // The main document's alias comes first.
}

// A document that nothing is needed from may be missing; a chain of references is not followed forever.
func TestReferencesThatAreNotRead(t *testing.T) {
	m, found := split(map[string]string{"main.xml": wrapped(`<edmx:Reference Uri="b.xml"><edmx:Include Namespace="b"/></edmx:Reference>`, "a", "")})
	if found.Err() != nil || len(found) != 1 || found[0].Error() != "main.xml:1:80: warning: the document b.xml, which this document refers to, is not read: it is not there" {
		t.Errorf("%v %v", m, found)
	}
	opened := 0
	m, found = load.Load(source("0", wrapped(`<edmx:Reference Uri="1"><edmx:Include Namespace="a1"/></edmx:Reference>`, "a0", "")), load.Options{Open: func(r load.Reference) (load.Source, error) {
		opened++
		next := fmt.Sprint(opened + 1)
		return source(r.URI, wrapped(`<edmx:Reference Uri="`+next+`"><edmx:Include Namespace="a`+next+`"/></edmx:Reference>`, "a"+r.URI, "")), nil
	}})
	if found.Err() != nil || opened > 200 || len(found) != 1 || !strings.Contains(found[0].Message, "too many documents") {
		t.Errorf("%d documents opened: %v %v", opened, m, found)
	}
}

// The types of the standard vocabularies are known without a file, and come where something uses them.
func TestVocabularies(t *testing.T) {
	m, found := load.Load(source("m.xml", wrapped(`<edmx:Reference Uri="https://example.com/Core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>`, "a",
		`<ComplexType Name="t"><Property Name="p" Type="Core.RevisionType"/><Property Name="q" Type="Core.Tag"/><Annotation Term="Core.Computed"/></ComplexType>`)), load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for d := range m.DeclaredTypes() {
		names = append(names, d.QualifiedName())
	}
	same(t, "types", names, "[a.t Org.OData.Core.V1.RevisionType Org.OData.Core.V1.RevisionKind Org.OData.Core.V1.Tag]")
	same(t, "warnings", len(found), 0)
}
