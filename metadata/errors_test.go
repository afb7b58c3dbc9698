package metadata

// This file checks the complaints: what they say, and where.

import (
	"fmt"
	"strings"
	"testing"
)

// inSchema puts declarations into a document whose schema is s with the alias self; they begin at line 4.
func inSchema(declarations string) string {
	return `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="s" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
` + declarations + `
</Schema></edmx:DataServices></edmx:Edmx>`
}

func complaints(main string, overlays ...string) string {
	options := Options{}
	for _, o := range overlays {
		options.Overlays = append(options.Overlays, Source{"o.xml", []byte(o)})
	}
	_, err := Load(Source{"m.xml", []byte(main)}, options)
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestXMLComplaints(t *testing.T) {
	const head = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`
	for in, want := range map[string]string{
		"":                       "m.xml:1:1: the document is empty; download the service's $metadata",
		" \n ":                   "m.xml:1:1: the document is empty; download the service's $metadata",
		"{\"value\":[]}":         "m.xml:1:1: this is an answer of a service, or its service document, and no metadata; download it again with /$metadata at the end of the URL",
		"<!DOCTYPE html><html>":  "m.xml:1:1: this is an HTML page, and no metadata; it may be a sign-in or error page: download the service's $metadata again, signed in",
		"<html></html>":          "m.xml:1:1: this is an HTML page, and no metadata; it may be a sign-in or error page: download the service's $metadata again, signed in",
		"<a><!ENTITY b 'c'></a>": "m.xml:1:4: a document type or entity declaration, which CSDL does not have; remove it",
		"<a>\n<b></a>":           "m.xml:2:4: </a> where </b> is expected (m.xml:2:1: <b> opened here)",
		"<a></a>\n<b/>":          "m.xml:2:1: a second root element <b>; one document holds one edmx:Edmx element (m.xml:1:1: the first is here)",
		"<a></a>\n text":         "m.xml:1:8: text outside the root element; remove it",
		"<a>\n<b>":               "m.xml:2:4: the document ends inside <b>; download it again: it is cut off (m.xml:2:1: <b> opened here)",
		"<a>\n<b x=\"":           "m.xml:2:7: the document ends inside a tag; download it again: it is cut off",
		"<a x='1' x='2'/>":       "m.xml:1:1: <a> has the attribute x twice; remove one of them",
		"</a>":                   "m.xml:1:1: </a> closes nothing; remove it",
		"<a>&nbsp;</a>":          "m.xml:1:10: this is no XML: invalid character entity &nbsp;",
		`<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"/>`: "m.xml:1:1: this is metadata of OData 2 or 3; csdlgen reads OData 4; ask the service for its OData 4 metadata, or convert the document",
		strings.Replace(head, "4.0", "5.0", 1) + "</edmx:Edmx>":                                 `m.xml:1:1: the document has version "5.0"; versions 4.0 and 4.01 are read; ask the service for OData 4 metadata (OData-Version: 4.0)`,
		head + "</edmx:Edmx>": "m.xml:1:1: the document has no Schema element; download the service's $metadata again",
		head + `<edmx:DataServices><Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm"/></edmx:DataServices></edmx:Edmx>`: "m.xml:1:99: the schema is of the XML namespace \"http://schemas.microsoft.com/ado/2009/11/edm\"; csdlgen reads OData 4 (http://docs.oasis-open.org/odata/ns/edm); ask the service for its OData 4 metadata, or convert the document\nm.xml:1:1: the document has no Schema element; download the service's $metadata again",
	} {
		got := complaints(in)
		if strings.Contains(want, "\n") {
			want = strings.Split(want, "\n")[0]
			got = got[strings.LastIndex(got, "m.xml:1:99"):]
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
	if got := complaints(strings.Repeat("<a>", 300)); got != "m.xml:1:601: elements are nested more than 200 deep" {
		t.Error(got)
	}
}

// The one thing that is wrong in each of these is complained about, at its place.
func TestSchemaComplaints(t *testing.T) {
	const key = `<Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>`
	for in, want := range map[string]string{
		`<ComplexType Name="a"><Property Name="p" Type="s.thin"/></ComplexType><ComplexType Name="thing"/>`:                                                                  `m.xml:4:23: property s.a/p names the type s.thin, which does not exist; did you mean s.thing?`,
		`<ComplexType Name="a"><Property Name="p" Type="Collection(self.nil)"/></ComplexType>`:                                                                               `m.xml:4:23: property s.a/p names the type self.nil, which does not exist`,
		`<ComplexType Name="a"><Property Name="p" Type="Collection(s.a"/></ComplexType>`:                                                                                     `m.xml:4:23: property s.a/p has the type "Collection(s.a", which lacks a closing parenthesis`,
		`<ComplexType Name="a"><Property Name="p"/></ComplexType>`:                                                                                                           `m.xml:4:23: property s.a/p has no attribute Type`,
		`<ComplexType Name="a"><Property Type="Edm.String"/></ComplexType>`:                                                                                                  `m.xml:4:23: <Property> has no attribute Name`,
		`<ComplexType Name="a" BaseType="s.b"/>`:                                                                                                                             `m.xml:4:1: the base type of s.a names the type s.b, which does not exist; did you mean s.a?`,
		`<ComplexType Name="a" BaseType="s.e"/><EnumType Name="e"><Member Name="x"/></EnumType>`:                                                                             `m.xml:4:1: the base type of s.a names s.e, which is an enumeration type`,
		`<ComplexType Name="a"/><ComplexType Name="a"/>`:                                                                                                                     `m.xml:4:24: the type s.a is declared twice; remove or rename one of them (m.xml:4:1: first here)`,
		`<ComplexType Name="a" BaseType="s.b"/><ComplexType Name="b" BaseType="s.c"/><ComplexType Name="c" BaseType="s.a"/>`:                                                 `m.xml:4:1: the base types of s.a form a cycle: s.a -> s.b -> s.c -> s.a; remove one of the BaseType attributes`,
		`<ComplexType Name="a" BaseType="s.a"/>`:                                                                                                                             `m.xml:4:1: the base types of s.a form a cycle: s.a -> s.a; remove one of the BaseType attributes`,
		`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.Int32"/></ComplexType>`:                                                    `m.xml:4:61: s.a has two properties called p; remove or rename one of them (m.xml:4:23: first here)`,
		`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/></ComplexType><ComplexType Name="b" BaseType="s.a"><Property Name="p" Type="Edm.Int32"/></ComplexType>`: `m.xml:4:112: s.b declares p, which it inherits from s.a with another type; remove one of them (m.xml:4:23: declared here)`,
		`<ComplexType Name="a" Abstract="maybe"/>`:                                                                                                                           `m.xml:4:1: Abstract="maybe" of <ComplexType> is neither true nor false`,
		`<ComplexType Name="a b"/>`: `m.xml:4:1: "a b" is no name for a ComplexType; a name begins with a letter or underscore and goes on with letters, digits and underscores`,
		`<ComplexType Name="1a"/>`:  `m.xml:4:1: "1a" is no name for a ComplexType; a name begins with a letter or underscore and goes on with letters, digits and underscores`,
		`<ComplexType/>`:            `m.xml:4:1: <ComplexType> has no attribute Name`,
		`<EnumType Name="e"><Member Name="x"/><Member Name="x"/></EnumType>`:                                            `m.xml:4:38: s.e has the member x twice; remove or rename one of them (m.xml:4:20: first here)`,
		`<EnumType Name="e"><Member Name="x" Value="a"/></EnumType>`:                                                    `m.xml:4:20: the value "a" of s.e/x is no integer`,
		`<EnumType Name="e" UnderlyingType="Edm.Byte"><Member Name="x" Value="256"/></EnumType>`:                        `m.xml:4:46: the value 256 of s.e/x does not fit Edm.Byte`,
		`<EntityType Name="t">` + key + `<NavigationProperty Name="n" Type="s.c"/></EntityType><ComplexType Name="c"/>`: `m.xml:4:113: navigation property s.t/n names s.c, which is a complex type`,
		`<Action Name="a" IsBound="true"/>`:                                                                             `m.xml:4:1: s.a is bound but has no parameter to bind to; add the binding parameter, or remove IsBound`,
		`<Function Name="f"/>`:                                                                                          `m.xml:4:1: the function s.f has no ReturnType; add one, or make it an Action`,
		`<Action Name="a"><Parameter Name="p" Type="Edm.String"/><Parameter Name="p" Type="Edm.String"/></Action>`:      `m.xml:4:57: s.a has two parameters called p (m.xml:4:18: first here)`,
		`<Action Name="a"><ReturnType Type="s.x"/></Action>`:                                                            `m.xml:4:18: return type of s.a names the type s.x, which does not exist`,
		`<TypeDefinition Name="d" UnderlyingType="s.d"/>`:                                                               `m.xml:4:1: the type definition s.d names s.d, which is a type definition`,
		`<TypeDefinition Name="d" UnderlyingType="Edm.String" MaxLength="-1"/>`:                                         `m.xml:4:1: MaxLength="-1" of <TypeDefinition> is no number from 0 on`,
		`<EntityContainer Name="c"><EntitySet Name="e" EntityType="s.t"/></EntityContainer>`:                            `m.xml:4:27: the entity set e names the type s.t, which does not exist`,
		`<EntityContainer Name="c"><EntitySet Name="e"/></EntityContainer>`:                                             `m.xml:4:27: <EntitySet> has no attribute EntityType`,
		`<EntityContainer Name="c" Extends="s.x"/>`:                                                                     `m.xml:4:1: s.c extends s.x, which does not exist; did you mean s.c?`,
		`<EntityContainer Name="c" Extends="s.c"/>`:                                                                     `m.xml:4:1: s.c extends itself, by way of others or directly; remove an Extends attribute`,
		`<EntityContainer Name="c" Extends="s.d"/><EntityContainer Name="d" Extends="s.c"/>`:                            `m.xml:4:1: s.c extends itself, by way of others or directly; remove an Extends attribute`,
		`<Term Name="t" Type="Edm.String"/><Term Name="t" Type="Edm.String"/>`:                                          `m.xml:4:35: the term s.t is declared twice (m.xml:4:1: first here)`,
		`<ComplexType Name="c"><Annotation/></ComplexType>`:                                                             `m.xml:4:23: <Annotation> has no attribute Term`,
		`<ComplexType Name="c"><Annotation Term="x.y"><Bogus/></Annotation></ComplexType>`:                              `m.xml:4:46: <Bogus> is no annotation expression`,
	} {
		if got := complaints(inSchema(in)); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestLongChainOfBaseTypes(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<ComplexType Name="t0"/>`)
	for i := 1; i < 50000; i++ {
		fmt.Fprintf(&b, "<ComplexType Name=\"t%d\" BaseType=\"s.t%d\"/>\n", i, i-1)
	}
	got := complaints(inSchema(b.String()))
	if !strings.Contains(got, "has more than 200 base types") || strings.Count(got, "\n") > 50000/200 {
		t.Errorf("%.300s", got)
	}
}

func TestManyUnresolvedNames(t *testing.T) {
	var b strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&b, "<ComplexType Name=\"type%d\"><Property Name=\"p\" Type=\"s.typo%d\"/></ComplexType>\n", i, i)
	}
	if got := complaints(inSchema(b.String())); strings.Count(got, "\n") != 19999 {
		t.Errorf("%.300s", got)
	}
}

func TestSeveralComplaintsComeAtOnceAndSorted(t *testing.T) {
	got := complaints(inSchema("<ComplexType Name=\"a\">\n<Property Name=\"p\" Type=\"s.x\"/>\n<Property Name=\"q\" Type=\"s.y\" Nullable=\"?\"/>\n</ComplexType>\n<EnumType Name=\"a\"/>"))
	want := []string{"m.xml:5:1: ", "m.xml:6:1: Nullable", "m.xml:6:1: property", "m.xml:8:1: the type s.a is declared twice"}
	lines := strings.Split(got, "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d complaints: %s", len(lines), got)
	}
	for i, w := range want {
		if !strings.HasPrefix(lines[i], w) {
			t.Errorf("line %d is %s, want %s", i, lines[i], w)
		}
	}
}

func TestOverlayComplaints(t *testing.T) {
	main := inSchema(`<ComplexType Name="thing"><Property Name="color" Type="Edm.String"/></ComplexType>`)
	for in, want := range map[string]string{
		`<Annotations Target="s.thin"/>`:          `o.xml:4:1: the annotation target s.thin does not exist in the metadata; did you mean s.thing?`,
		`<Annotations Target="self.thing/colr"/>`: `o.xml:4:1: the annotation target self.thing/colr does not exist in the metadata; did you mean color?`,
		`<ComplexType Name="x"/>`:                 `o.xml:4:1: <ComplexType> in an overlay, which may only hold Annotations; remove it, or put it into the metadata`,
	} {
		if got := complaints(main, inSchema(in)); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// FuzzLoad: whatever comes in, the result is a Model or complaints.
func FuzzLoad(f *testing.F) {
	f.Add(inSchema(`<EntityType Name="t"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType><EntityContainer Name="c"><EntitySet Name="e" EntityType="s.t"/></EntityContainer>`))
	f.Add(inSchema(`<EnumType Name="e" IsFlags="true"><Member Name="x" Value="1"/></EnumType><Annotations Target="s.e/x"><Annotation Term="a.b"><Record><PropertyValue Property="p"><If><Path>x</Path></If></PropertyValue></Record></Annotation></Annotations>`))
	f.Add(inSchema(`<ComplexType Name="a" BaseType="s.b"/><ComplexType Name="b" BaseType="s.a"/><Action Name="x" IsBound="true"><Parameter Name="p" Type="Collection(s.a)"/></Action>`))
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Load(Source{"f.xml", []byte(text)}, Options{Overlays: []Source{{"o.xml", []byte(text)}}})
		if (m == nil) == (err == nil) {
			t.Errorf("model %v, error %v", m, err)
		}
	})
}
