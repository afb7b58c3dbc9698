package csdl_test

// This file checks that what is read and written again means the same.

import (
	"errors"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// parsed reads a document that is well-formed.
func parsed(t testing.TB, name string, data []byte) *csdl.Document {
	t.Helper()
	d, err := csdl.Parse(csdl.Source{Name: name, Data: data})
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

// written writes a document as XML or JSON and reads it again; the text is stable: what was read again is written the
// same.
func written(t testing.TB, d *csdl.Document, json bool) (*csdl.Document, []byte) {
	t.Helper()
	write, name := csdl.XML, "again.xml"
	if json {
		write, name = csdl.JSON, "again.json"
	}
	text, err := write(d)
	if err != nil {
		t.Fatal(err)
	}
	again := parsed(t, name, text)
	if second, err := write(again); err != nil || string(second) != string(text) {
		t.Errorf("written again it is another text (%v):\n%s", err, cmp.Diff(strings.Split(string(text), "\n"), strings.Split(string(second), "\n")))
	}
	return again, text
}

// meaning is what a document means. Complaints that stop nothing are no part of it.
func meaning(t testing.TB, name string, data []byte) string {
	t.Helper()
	m, found := load.Load(load.Source{Name: name, Data: data}, load.Options{Open: corpus.Beside})
	if err := found.Err(); err != nil {
		t.Fatalf("%v\n%.2000s", err, data)
	}
	return corpus.Dump(m)
}

func same(t *testing.T, want, got string) {
	t.Helper()
	if want != got {
		t.Errorf("it means something else (-want +got):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}

// roundTrips writes a document in every way and compares what it means.
func roundTrips(t *testing.T, src csdl.Source) {
	t.Helper()
	d := parsed(t, src.Name, src.Data)
	want := meaning(t, src.Name, src.Data)
	_, own := written(t, d, d.JSON)
	same(t, want, meaning(t, "again"+filepath.Ext(src.Name), own))
	if d.JSON {
		return
	}
	inJSON, _ := written(t, d, true)
	_, back := written(t, inJSON, false)
	same(t, want, meaning(t, "back.xml", back))
}

func TestRealDocumentsSurvive(t *testing.T) {
	testenv.Slow(t)
	files, err := os.ReadDir(corpus.RealSchemas)
	if err != nil {
		t.Skipf("the real schemas are not here: %v", err)
	}
	if len(files) < 19 {
		t.Errorf("%d documents; 19 are expected", len(files))
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) { roundTrips(t, corpus.Real(t, f.Name())) })
	}
}

func TestDocumentsSurvive(t *testing.T) {
	for name, text := range map[string]string{
		"clean.xml": corpus.CleanXML, "clean.json": corpus.CleanJSON(), "everything.json": corpus.EverythingJSON, "shop.xml": corpus.InSchema(corpus.Shop),
		"expressions.xml": corpus.InSchema(expressions),
	} {
		t.Run(name, func(t *testing.T) { roundTrips(t, csdl.Source{Name: name, Data: []byte(text)}) })
	}
}

// expressions are constants of every kind, operands as attributes, annotations of annotations, and texts that need
// escapes.
const expressions = `<Term Name="t" Type="Edm.Untyped"/><ComplexType Name="c">
<Annotation Term="a.binary" Binary="T0RhdGE"/><Annotation Term="a.bool" Bool="false"/><Annotation Term="a.date" Date="2030-01-01"/>
<Annotation Term="a.stamp" DateTimeOffset="2000-01-01T16:00:00.000Z"/><Annotation Term="a.decimal" Decimal="5"/><Annotation Term="a.decimal" Qualifier="q" Decimal="5.50"/>
<Annotation Term="a.duration" Duration="P11DT23H59M59.999999999999S"/><Annotation Term="a.float" Float="1.5"/><Annotation Term="a.float" Qualifier="inf" Float="-INF"/>
<Annotation Term="a.float" Qualifier="e" Float="1e3"/><Annotation Term="a.guid" Guid="21EC2020-3AEA-1069-A2DD-08002B30309D"/><Annotation Term="a.int" Int="042"/>
<Annotation Term="a.time" TimeOfDay="21:45:00"/><Annotation Term="a.member" EnumMember="s.e/x s.e/y"/><Annotation Term="a.text" String="&lt;&quot;&amp;'&#xA;&#x9;&#xD; x "/>
<Annotation Term="a.path" Path="p/q"/><Annotation Term="a.property" PropertyPath="p/q"/><Annotation Term="a.model" ModelElementPath="s.c/p"/>
<Annotation Term="a.url" UrlRef="http://example.com"/><Annotation Term="a.tag"/><Annotation Term="a.null"><Null><Annotation Term="a.note" String="n"/></Null><Annotation Term="a.of" Int="1"/></Annotation>
<Annotation Term="a.if"><If><Eq><Path>p</Path><String> blank </String></Eq><Int>1</Int><Collection><Null/><Record Type="s.c"><PropertyValue Property="p" Int="1"><Annotation Term="a.x" Bool="true"/></PropertyValue><PropertyValue Property="on"/>
<Annotation Term="a.y"/></Record></Collection></If></Annotation>
<Annotation Term="a.apply"><Apply Function="odata.concat"><Annotation Term="a.z" String="z"/><String>a</String><Cast Type="Collection(Edm.Decimal)" Precision="3" Scale="variable"><Path>p</Path></Cast></Apply></Annotation>
<Annotation Term="a.label"><LabeledElement Name="l" Path="p"/></Annotation><Annotation Term="a.ref"><LabeledElementReference>s.l</LabeledElementReference></Annotation>
<Annotation Term="a.not"><Not><Has><Path>p</Path><EnumMember>s.e/x</EnumMember></Has></Not></Annotation><Annotation Term="a.urlref"><UrlRef><Apply Function="odata.fillUriTemplate"><String>x</String></Apply></UrlRef></Annotation>
<Property Name="p" Type="Edm.Decimal" MaxLength="max"/><Property Name="on" Type="Edm.Boolean" Nullable="0"/></ComplexType>
<EnumType Name="e" IsFlags="1"><Member Name="x" Value="1"/><Member Name="y" Value="2"><Annotation Term="a.b" Int="1"/></Member></EnumType>
<EnumType Name="implicit"><Member Name="zero"/><Member Name="one"/></EnumType>
<Annotations Target="s.c/p" Qualifier="w"><Annotation Term="a.b" Int="1"/></Annotations><Annotations Target="s.c/p"><Annotation Term="a.b" Int="2"/><Annotation Term="a.b" Qualifier="w" Int="3"/></Annotations>`

// Documents of the corpus that load survive too, whatever they are warned about.
func TestCorpusSurvives(t *testing.T) {
	survived := 0
	corpus.Each(t, func(path string, c corpus.Case) {
		d, err := csdl.Parse(c.Main)
		if err != nil || len(c.Others) > 0 {
			return
		}
		m, found := load.Load(c.Main, load.Options{})
		if found.Err() != nil {
			return
		}
		write := csdl.XML
		if d.JSON {
			write = csdl.JSON
		}
		text, err := write(d)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		again, found := load.Load(load.Source{Name: c.Main.Name, Data: text}, load.Options{})
		if err := found.Err(); err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		survived++
		if want, got := corpus.Dump(m), corpus.Dump(again); want != got {
			t.Errorf("%s means something else (-want +got):\n%s", path, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	})
	if survived < 150 {
		t.Errorf("only %d documents were compared", survived)
	}
}

// What a syntax has no place for is an error with its place, and no other document.
func TestWhatCannotBeWritten(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"m.xml", corpus.InSchema(`<ComplexType Name="x"/><EnumType Name="x"/>`), `m.xml:4:24: CSDL JSON has no place for a second "x"`},
		{"m.xml", corpus.InSchema(`<EnumType Name="x"><Member Name="a" Value="b"/></EnumType>`), `m.xml:4:20: the value "b" of a is not an integer`},
		{"m.xml", corpus.InSchema(`<ComplexType Name="x"><Property Name="p"/></ComplexType>`), `m.xml:4:23: <Property> has no attribute Type`},
		{"m.xml", corpus.InSchema(`<ComplexType Name="x" OpenType="maybe"/>`), `m.xml:4:1: OpenType="maybe" of <ComplexType> is neither true nor false`},
		{"m.xml", corpus.InSchema(`<ComplexType Name="x"><Annotation Term="a.b"><Not/></Annotation></ComplexType>`), `m.xml:4:46: CSDL JSON needs exactly one operand in Not`},
	} {
		var problem *csdl.WriteError
		if _, err := csdl.JSON(parsed(t, c.name, []byte(c.text))); !errors.As(err, &problem) || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	d := parsed(t, "m.json", []byte(`{"$Version": "4.01", "s": {"@a.b": "\u0000"}}`))
	if _, err := csdl.XML(d); err == nil || err.Error() != "m.json:1:28: XML cannot hold the character U+0000 of <Annotation>" {
		t.Errorf("got %v", err)
	}
}

// A document is laid out an element a line, so that one change is one line of a diff.
func TestLayout(t *testing.T) {
	d, schemas := csdl.NewDocument("new", "4.0")
	schema := csdl.NewElement("Schema", "Namespace", "shop")
	thing := csdl.NewElement("EntityType", "Name", "thing")
	thing.Add(csdl.NewElement("Property", "Name", "id", "Type", "Edm.String"), nil)
	schema.Add(thing)
	schemas.Add(schema)
	changed := thing.Clone()
	changed.Children[0].Set("Type", "Edm.Guid")
	text, err := csdl.XML(d)
	const want = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="thing">
        <Property Name="id" Type="Edm.String"/>
      </EntityType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`
	if err != nil || string(text) != want {
		t.Errorf("%v:\n%s", err, text)
	}
}
