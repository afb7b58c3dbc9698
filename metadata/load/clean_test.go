package load

// This file checks that documents that keep all rules are not complained about.

import (
	"strings"
	"testing"
)

const cleanXML = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" xmlns:x="urn:others" x:made="today">
<edmx:Reference Uri="https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml">
<edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/>
<Annotation Term="Core.Description" String="about the reference" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>
</edmx:Reference>
<edmx:DataServices>
<Schema Namespace="my.shop" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Annotation Term="Core.Description" String="a shop"/>
<EntityType Name="base" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Guid" Nullable="false"/></EntityType>
<EntityType Name="thing" BaseType="my.shop.base" OpenType="true" x:note="kept by others">
<x:Property/>
<Property Name="price" Type="Edm.Decimal" Precision="9" Scale="variable" DefaultValue="1.5e3"/>
<Property Name="rate" Type="Edm.Decimal" Precision="16" Scale="floating" DefaultValue="-INF"/>
<Property Name="tags" Type="Collection(Edm.String)" Nullable="false" MaxLength="20" Unicode="false"/>
<Property Name="made" Type="Edm.DateTimeOffset" Precision="12" DefaultValue="2024-02-29T23:59:59.123456789012-09:30"/>
<Property Name="day" Type="Edm.Date" DefaultValue="-0001-12-31"/>
<Property Name="lasts" Type="Edm.Duration" DefaultValue="-P1DT2H3M4.5S"/>
<Property Name="opens" Type="Edm.TimeOfDay" DefaultValue="08:30"/>
<Property Name="code" Type="self.code" DefaultValue="abc"/>
<Property Name="color" Type="self.color" DefaultValue="red,blue"/>
<Property Name="photo" Type="Edm.Stream" MaxLength="1000000"/>
<Property Name="place" Type="Edm.GeographyPoint" SRID="variable"/>
<Property Name="any" Type="Edm.Untyped"/>
<Property Name="anyPrimitive" Type="Edm.PrimitiveType"/>
<Property Name="size" Type="self.size"/>
<Property Name="ownerId" Type="Edm.Guid"/>
<NavigationProperty Name="owner" Type="self.person" Partner="things"><ReferentialConstraint Property="ownerId" ReferencedProperty="id"/><OnDelete Action="SetNull"/></NavigationProperty>
<NavigationProperty Name="parts" Type="Collection(self.part)" ContainsTarget="true" Partner="whole"/>
<NavigationProperty Name="inner" Type="Collection(self.thing)" ContainsTarget="true"/>
<NavigationProperty Name="anything" Type="Edm.EntityType"/>
</EntityType>
<EntityType Name="special" BaseType="self.thing"><NavigationProperty Name="extra" Type="self.person"/></EntityType>
<EntityType Name="person" BaseType="self.base"><NavigationProperty Name="things" Type="Collection(self.thing)" Partner="owner"/></EntityType>
<EntityType Name="part"><Key><PropertyRef Name="number/text" Alias="numberText"/></Key>
<Property Name="number" Type="self.number" Nullable="false"/><NavigationProperty Name="whole" Type="self.thing" Nullable="false" Partner="parts"/></EntityType>
<EntityType Name="keyless"><Property Name="x" Type="Edm.Int32"/></EntityType>
<ComplexType Name="number"><Property Name="text" Type="Edm.String" Nullable="false"/></ComplexType>
<ComplexType Name="size" OpenType="true"><Property Name="inside" Type="self.size"/><NavigationProperty Name="maker" Type="self.person"/></ComplexType>
<EnumType Name="color" IsFlags="true" UnderlyingType="Edm.Byte"><Member Name="none" Value="0"/><Member Name="red" Value="1"/><Member Name="blue" Value="2"/></EnumType>
<EnumType Name="step" UnderlyingType="Edm.SByte"><Member Name="low" Value="-128"/><Member Name="high" Value="127"/><Member Name="top" Value="127"/></EnumType>
<TypeDefinition Name="code" UnderlyingType="Edm.String" MaxLength="3"/>
<TypeDefinition Name="anyValue" UnderlyingType="Edm.PrimitiveType"/>
<Term Name="text" Type="Edm.String" DefaultValue="x" AppliesTo="EntityType Property Collection"/>
<Term Name="note" Type="Edm.String" BaseTerm="self.text"/>
<Term Name="box" Type="self.boxed"/><Term Name="many" Type="Collection(self.boxed)" Nullable="false"/><Term Name="hue" Type="self.color"/><Term Name="where" Type="Edm.PropertyPath"/>
<ComplexType Name="boxed"><Property Name="lid" Type="Edm.String"/><Property Name="on" Type="Edm.Boolean" DefaultValue="true"/><Property Name="path" Type="Edm.NavigationPropertyPath"/></ComplexType>
<Action Name="move" IsBound="true"><Parameter Name="it" Type="self.thing"/><Parameter Name="by" Type="Edm.Int32"/><Parameter Name="fast" Type="Edm.Boolean"><Annotation Term="Core.OptionalParameter"/></Parameter></Action>
<Action Name="move" IsBound="true"><Parameter Name="it" Type="Collection(self.thing)"/></Action>
<Action Name="move"/>
<Function Name="best" IsBound="true" IsComposable="true" EntitySetPath="it/parts"><Parameter Name="it" Type="self.thing"/><ReturnType Type="self.part"/></Function>
<Function Name="find"><ReturnType Type="Collection(self.thing)" Nullable="false"/></Function>
<Function Name="find"><Parameter Name="text" Type="Edm.String" MaxLength="9"/><ReturnType Type="Collection(self.thing)" Nullable="false"/></Function>
<EntityContainer Name="service">
<EntitySet Name="Things" EntityType="self.thing"><NavigationPropertyBinding Path="owner" Target="People"/><NavigationPropertyBinding Path="self.special/extra" Target="self.service/People"/>
<NavigationPropertyBinding Path="parts/whole" Target="Things"/><NavigationPropertyBinding Path="size/maker" Target="People"/><NavigationPropertyBinding Path="anything" Target="Best/inner"/></EntitySet>
<EntitySet Name="People" EntityType="self.person" IncludeInServiceDocument="false"/>
<Singleton Name="Best" Type="self.thing"/><Singleton Name="Settings" Type="self.keyless" Nullable="true"/>
<ActionImport Name="Move" Action="self.move"/><FunctionImport Name="Find" Function="self.find" EntitySet="Things"/>
</EntityContainer>
<Annotations Target="self.thing"><Annotation Term="self.text"/><Annotation Term="self.note" String="y"/><Annotation Term="self.text" Qualifier="short" Path="code"/>
<Annotation Term="self.box"><Record Type="self.boxed"><PropertyValue Property="lid" String="x"/><PropertyValue Property="on"/><PropertyValue Property="path" NavigationPropertyPath="owner/things"/></Record></Annotation>
<Annotation Term="self.many"><Collection><Record><PropertyValue Property="on" Bool="false"/></Record></Collection></Annotation>
<Annotation Term="self.hue" EnumMember="self.color/red self.color/blue"/><Annotation Term="self.where" PropertyPath="size/inside"/>
<Annotation Term="Core.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="price"/>
<PropertyValue Property="Alias" String="p"/></Record></Collection></PropertyValue></Record></Collection></Annotation></Annotations>
<Annotations Target="self.thing/tags" Qualifier="q"><Annotation Term="self.text"><If><Eq><Path>code</Path><String>a</String></Eq><String>b</String><Null/></If></Annotation></Annotations>
<Annotations Target="self.move(Collection(self.thing))"><Annotation Term="Core.Description" String="many"/></Annotations>
<Annotations Target="self.best(self.thing)/$ReturnType"><Annotation Term="Core.Description" String="the best one"/></Annotations>
</Schema>
</edmx:DataServices>
</edmx:Edmx>`

func TestDocumentsWithoutMistakes(t *testing.T) {
	fixed := strings.NewReplacer(`"$Type": "s.thing", "$ReferentialConstraint"`, `"$Type": "s.thing", "$Nullable": true, "$ReferentialConstraint"`,
		`"id": "id", "id@Core.Description": "x"`, ``, `"$AppliesTo": ["Property"], `, ``,
		`"self.thing": {`, `"self.thing": {"@self.text#q": "base", `).Replace(everythingJSON)
	for _, src := range []Source{source("clean.xml", cleanXML), source("bom.xml", "\xef\xbb\xbf"+cleanXML), source("clean.json", fixed)} {
		m, found := load(src, Options{})
		for _, d := range found {
			t.Errorf("%s [%s]", d.Error(), d.Code)
		}
		for _, v := range violated(m) {
			t.Error(v)
		}
	}
}
