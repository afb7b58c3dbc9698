package slice_test

// This file cuts small documents, one for each thing that a slice has to get right. That slices of real services
// generate what the whole generates is tested where that is known, in package generator.

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// cut cuts the elements with the names, as targets of annotations, and the members in them, out of a document and those
// that it refers to. The result has no errors.
func cut(t *testing.T, files map[string]string, names ...string) (string, *metadata.Model) {
	t.Helper()
	var sources []csdl.Source
	main := csdl.Source{Name: "main.xml", Data: []byte(files["main.xml"])}
	if len(main.Data) == 0 {
		main = csdl.Source{Name: "main.json", Data: []byte(files["main.json"])}
	}
	sources = append(sources, main)
	model, found := load.Load(main, load.Options{Open: func(r load.Reference) (load.Source, error) {
		s := csdl.Source{Name: path.Base(r.URI), Data: []byte(files[path.Base(r.URI)])}
		if files[s.Name] == "" {
			return s, context
		}
		if !slices.ContainsFunc(sources, func(have csdl.Source) bool { return have.Name == s.Name }) {
			sources = append(sources, s)
		}
		return s, nil
	}})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	text, err := slice.XML(sources, model, slice.Keep{Targets: names, Self: "slice.xml"})
	if err != nil {
		t.Fatal(err)
	}
	again, found := load.Load(csdl.Source{Name: "slice.xml", Data: text}, load.Options{})
	if found = append(found, check.Check(again)...); found.Err() != nil {
		t.Fatalf("%v\n%s", found.Err(), text)
	}
	return string(text), again
}

type notHere struct{}

func (notHere) Error() string { return "it is not here" }

var context = notHere{}

const (
	begin = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`
	edm   = ` xmlns="http://docs.oasis-open.org/odata/ns/edm"`
	end   = `</edmx:DataServices></edmx:Edmx>`
)

func document(references, schemas string) string {
	return begin + references + "<edmx:DataServices>" + strings.ReplaceAll(schemas, "<Schema", "<Schema"+edm) + end
}

// body is a slice without what every slice has.
func body(text string) string {
	_, text, _ = strings.Cut(text, "<edmx:DataServices>\n")
	text, _, _ = strings.Cut(text, "  </edmx:DataServices>")
	return strings.ReplaceAll(text, edm, "")
}

func equal(t *testing.T, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("the slice is\n%s\nand not\n%s", got, want)
	}
}

const shop = `<Schema Namespace="s" Alias="self">
<Annotations Target="s.all/things"><Annotation Term="Org.OData.Core.V1.Description" String="All things."/></Annotations>
<Annotations Target="self.thing/size" Qualifier="q"><Annotation Term="s.Weight" Int="3"/><Annotation Term="s.Weight" Qualifier="r" Int="4"/></Annotations>
<Term Name="Weight" Type="s.weight"/><Term Name="Other" Type="Edm.Int32"/>
<TypeDefinition Name="weight" UnderlyingType="Edm.Int32"/>
<EntityType Name="thing" BaseType="self.base"><Property Name="size" Type="Edm.Int32"/><Property Name="color" Type="s.color"/><Property Name="box" Type="self.box"/>
<NavigationProperty Name="owner" Type="s.owner" Partner="things"><ReferentialConstraint Property="ownerId" ReferencedProperty="id"/></NavigationProperty><Property Name="ownerId" Type="Edm.String"/></EntityType>
<EntityType Name="owner"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><NavigationProperty Name="things" Type="Collection(s.thing)" Partner="owner"/></EntityType>
<EntityType Name="base" Abstract="true"><Key><PropertyRef Name="at/id" Alias="id"/></Key><Property Name="at" Type="s.place" Nullable="false"/><Property Name="note" Type="Edm.String"/></EntityType>
<ComplexType Name="place"><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="x" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="box"><Property Name="x" Type="Edm.Int32"/></ComplexType>
<EnumType Name="color"><Member Name="red"/><Member Name="green"/></EnumType>
<Function Name="near" IsBound="true" EntitySetPath="of/owner"><Parameter Name="of" Type="s.thing"/><Parameter Name="box" Type="s.box"/><ReturnType Type="s.owner"/></Function>
<EntityContainer Name="all">
<EntitySet Name="things" EntityType="s.thing"><NavigationPropertyBinding Path="owner" Target="owners"/></EntitySet><EntitySet Name="owners" EntityType="s.owner"/></EntityContainer>
</Schema>`

func TestWhatComesAlong(t *testing.T) {
	for name, c := range map[string]struct {
		keep []string
		want string
	}{
		"a type with its base type, its key, and nothing about what is not kept": {[]string{"s.all/things", "s.thing/owner", "s.near"}, `
    <Schema Namespace="s" Alias="self">
      <EntityContainer Name="all">
        <EntitySet Name="things" EntityType="s.thing">
          <Annotation Term="Org.OData.Core.V1.Description" String="All things."/>
        </EntitySet>
      </EntityContainer>
      <EntityType Name="base" Abstract="true">
        <Key>
          <PropertyRef Name="at/id" Alias="id"/>
        </Key>
        <Property Name="at" Type="s.place" Nullable="false"/>
      </EntityType>
      <EntityType Name="owner">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityType Name="thing" BaseType="self.base">
        <NavigationProperty Name="owner" Type="s.owner"/>
      </EntityType>
      <ComplexType Name="box"/>
      <ComplexType Name="place">
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </ComplexType>
      <Function Name="near" IsBound="true" EntitySetPath="of/owner">
        <Parameter Name="of" Type="s.thing"/>
        <Parameter Name="box" Type="s.box"/>
        <ReturnType Type="s.owner"/>
      </Function>
    </Schema>`},
		"facts about what is kept, and bindings": {[]string{"s.all/things", "s.all/owners", "s.thing/owner", "s.thing/ownerId", "s.owner/things"}, `
    <Schema Namespace="s" Alias="self">
      <EntityContainer Name="all">
        <EntitySet Name="owners" EntityType="s.owner"/>
        <EntitySet Name="things" EntityType="s.thing">
          <NavigationPropertyBinding Path="owner" Target="owners"/>
          <Annotation Term="Org.OData.Core.V1.Description" String="All things."/>
        </EntitySet>
      </EntityContainer>
      <EntityType Name="base" Abstract="true">
        <Key>
          <PropertyRef Name="at/id" Alias="id"/>
        </Key>
        <Property Name="at" Type="s.place" Nullable="false"/>
      </EntityType>
      <EntityType Name="owner">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="things" Type="Collection(s.thing)" Partner="owner"/>
      </EntityType>
      <EntityType Name="thing" BaseType="self.base">
        <NavigationProperty Name="owner" Type="s.owner" Partner="things">
          <ReferentialConstraint Property="ownerId" ReferencedProperty="id"/>
        </NavigationProperty>
        <Property Name="ownerId" Type="Edm.String"/>
      </EntityType>
      <ComplexType Name="place">
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </ComplexType>
    </Schema>`},
		"terms that the document declares, and annotations from elsewhere with their qualifier": {[]string{"s.thing/size"}, `
    <Schema Namespace="s" Alias="self">
      <EntityContainer Name="all"/>
      <EntityType Name="base" Abstract="true">
        <Key>
          <PropertyRef Name="at/id" Alias="id"/>
        </Key>
        <Property Name="at" Type="s.place" Nullable="false"/>
      </EntityType>
      <EntityType Name="thing" BaseType="self.base">
        <Property Name="size" Type="Edm.Int32">
          <Annotation Term="s.Weight" Int="3" Qualifier="q"/>
          <Annotation Term="s.Weight" Qualifier="r" Int="4"/>
        </Property>
      </EntityType>
      <ComplexType Name="place">
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </ComplexType>
      <TypeDefinition Name="weight" UnderlyingType="Edm.Int32"/>
      <Term Name="Weight" Type="s.weight"/>
    </Schema>`},
	} {
		t.Run(name, func(t *testing.T) {
			text, _ := cut(t, map[string]string{"main.xml": document("", shop)}, c.keep...)
			equal(t, body(text), strings.TrimPrefix(c.want, "\n"))
		})
	}
}

// TestSeveralDocuments: they are one document then, names are written in full, and containers that are extended are in
// the one that extends them.
func TestSeveralDocuments(t *testing.T) {
	files := map[string]string{
		"main.xml": document(`<edmx:Reference Uri="more.xml"><edmx:Include Namespace="m.ore" Alias="a"/></edmx:Reference>
<edmx:Reference Uri="notes.xml"><edmx:IncludeAnnotations TermNamespace="Org.OData.Core.V1"/></edmx:Reference>
<edmx:Reference Uri="https://oasis-tcs.github.io/Org.OData.Core.V1.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>
<edmx:Reference Uri="https://oasis-tcs.github.io/Org.OData.Measures.V1.xml"><edmx:Include Namespace="Org.OData.Measures.V1" Alias="M"/></edmx:Reference>`,
			`<Schema Namespace="m" Alias="s"><EntityType Name="thing" BaseType="a.base"><Property Name="size" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="all" Extends="a.some"><EntitySet Name="things" EntityType="s.thing"/></EntityContainer></Schema>`),
		"more.xml": document(`<edmx:Reference Uri="main.xml"><edmx:Include Namespace="m" Alias="a"/></edmx:Reference>`,
			`<Schema Namespace="m.ore" Alias="more"><EntityType Name="base"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<NavigationProperty Name="first" Type="a.thing"/></EntityType>
<EntityContainer Name="some"><EntitySet Name="bases" EntityType="more.base"><NavigationPropertyBinding Path="first" Target="a.all/things"/></EntitySet></EntityContainer></Schema>`),
		"notes.xml": document("", `<Schema Namespace="notes"><Annotations Target="m.ore.some/bases"><Annotation Term="Org.OData.Core.V1.Description" String="Bases."/></Annotations>
<Annotations Target="m.thing/size"><Annotation Term="x.Y" String="not asked for"/></Annotations></Schema>`),
	}
	text, model := cut(t, files, "m.all/things", "m.all/bases", "m.ore.base/first", "m.thing/size")
	equal(t, body(text), `    <Schema Namespace="m" Alias="s">
      <EntityContainer Name="all">
        <EntitySet Name="bases" EntityType="m.ore.base">
          <NavigationPropertyBinding Path="first" Target="m.all/things"/>
          <Annotation Term="Org.OData.Core.V1.Description" String="Bases."/>
        </EntitySet>
        <EntitySet Name="things" EntityType="m.thing"/>
      </EntityContainer>
      <EntityType Name="thing" BaseType="m.ore.base">
        <Property Name="size" Type="Edm.Int32"/>
      </EntityType>
    </Schema>
    <Schema Namespace="m.ore" Alias="a">
      <EntityType Name="base">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="first" Type="m.thing"/>
      </EntityType>
    </Schema>`)
	if got := model.Aliases(); !maps.Equal(got, map[string]string{"s": "m", "a": "m.ore", "more": "m.ore"}) {
		t.Errorf("the aliases are %v", got)
	}
	if !strings.Contains(text, `<edmx:Reference Uri="slice.xml">
    <edmx:Include Namespace="m.ore" Alias="more"/>`) {
		t.Errorf("%s", text)
	}
}

// TestAliasOfTwoSchemas: it stands for the first one, which may not be the first of the slice, and in the second for
// that.
func TestAliasOfTwoSchemas(t *testing.T) {
	text, model := cut(t, map[string]string{"main.xml": document("", `<Schema Namespace="model" Alias="Self"><EntityType Name="thing" BaseType="Self.base"/>
<EntityType Name="base"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType></Schema>
<Schema Namespace="Default" Alias="Self"><ComplexType Name="box"><Property Name="in" Type="Self.box"/></ComplexType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="model.thing"/></EntityContainer></Schema>`)}, "Default.all/things", "Default.box/in")
	equal(t, body(text), `    <Schema Namespace="Default">
      <EntityContainer Name="all">
        <EntitySet Name="things" EntityType="model.thing"/>
      </EntityContainer>
      <ComplexType Name="box">
        <Property Name="in" Type="Default.box"/>
      </ComplexType>
    </Schema>
    <Schema Namespace="model" Alias="Self">
      <EntityType Name="base">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityType Name="thing" BaseType="model.base"/>
    </Schema>`)
	if !maps.Equal(model.Aliases(), map[string]string{"Self": "model"}) {
		t.Errorf("the aliases are %v", model.Aliases())
	}
}

// TestReferencesOfASlice: those that something uses stay.
func TestReferencesOfASlice(t *testing.T) {
	references := `<edmx:Reference Uri="https://b/Org.OData.Measures.V1.xml"><edmx:Include Namespace="Org.OData.Measures.V1" Alias="M"/></edmx:Reference>
<edmx:Reference Uri="https://a/Org.OData.Core.V1.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>`
	text, _ := cut(t, map[string]string{"main.xml": document(references, `<Schema Namespace="s"><ComplexType Name="a"><Property Name="x" Type="Edm.String"><Annotation Term="Core.Description" String="x"/></Property>
<Property Name="y" Type="Edm.Int32"><Annotation Term="M.Unit" String="m"/></Property></ComplexType></Schema>`)}, "s.a/x")
	if !strings.Contains(text, `Alias="Core"`) || strings.Contains(text, "Measures") {
		t.Errorf("%s", text)
	}
}

// TestSliceOfJSON: in XML the kinds of constants stand, which in JSON only the terms know.
func TestSliceOfJSON(t *testing.T) {
	text, _ := cut(t, map[string]string{"main.json": `{"$Version": "4.01", "s": {
"thing": {"$Kind": "EntityType", "$Key": ["id"], "id": {}, "at": {"$Type": "Edm.Date", "$Nullable": true, "@s.Since": "2030-01-01", "@Org.OData.Core.V1.Permissions": "Read"},
"@Org.OData.Core.V1.OptimisticConcurrency": ["id", "gone"]},
"Since": {"$Kind": "Term", "$Type": "Edm.Date"}}}`}, "s.thing/at")
	equal(t, body(text), `    <Schema Namespace="s">
      <EntityType Name="thing">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="at" Type="Edm.Date" Nullable="true">
          <Annotation Term="s.Since" Date="2030-01-01"/>
          <Annotation Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read"/>
        </Property>
        <Annotation Term="Org.OData.Core.V1.OptimisticConcurrency">
          <Collection>
            <PropertyPath>id</PropertyPath>
            <PropertyPath>gone</PropertyPath>
          </Collection>
        </Annotation>
      </EntityType>
      <Term Name="Since" Type="Edm.Date" Nullable="false"/>
    </Schema>`)
}

// TestOrderOfASlice: a service that orders its declarations anew changes nothing.
func TestOrderOfASlice(t *testing.T) {
	lines := strings.Split(shop, "\n")
	schema, inside, last := lines[0], lines[1:len(lines)-1], lines[len(lines)-1]
	want, _ := cut(t, map[string]string{"main.xml": document("", shop)}, "s.all/things", "s.thing/owner", "s.near", "s.thing/size")
	declarations := strings.SplitAfter(strings.Join(inside, "\n"), "\n<")
	for i, d := range declarations[:len(declarations)-1] {
		declarations[i] = strings.TrimSuffix(d, "<")
		declarations[i+1] = "<" + declarations[i+1]
	}
	// What belongs together begins with a type, a function or the container.
	var blocks []string
	for _, d := range declarations {
		if strings.HasPrefix(d, "<NavigationProperty") || strings.HasPrefix(d, "<EntitySet") {
			blocks[len(blocks)-1] += d
			continue
		}
		blocks = append(blocks, d+"\n")
	}
	slices.Reverse(blocks)
	got, _ := cut(t, map[string]string{"main.xml": document("", schema+strings.Join(blocks, "")+last)}, "s.near", "s.thing/size", "s.thing/owner", "s.all/things")
	equal(t, got, want)
}
