package corpus

import "strings"

// CleanXML keeps all rules and has every construct of CSDL XML.
const CleanXML = `<?xml version="1.0" encoding="utf-8"?>
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

// EverythingJSON has a bit of everything that CSDL JSON has.
const EverythingJSON = `{
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

// CleanJSON is EverythingJSON without what breaks rules.
func CleanJSON() string {
	return strings.NewReplacer(`"$Type": "s.thing", "$ReferentialConstraint"`, `"$Type": "s.thing", "$Nullable": true, "$ReferentialConstraint"`,
		`"id": "id", "id@Core.Description": "x"`, ``, `"$AppliesTo": ["Property"], `, ``,
		`"self.thing": {`, `"self.thing": {"@self.text#q": "base", `).Replace(EverythingJSON)
}

// Shop are declarations for InSchema with every construct.
const Shop = `<EntityType Name="thing" OpenType="true"><Key><PropertyRef Name="id"/><PropertyRef Name="size/width" Alias="w"/></Key>
<Property Name="id" Type="Edm.Guid" Nullable="false"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>
<Property Name="size" Type="self.size" Nullable="false"/>
<Property Name="price" Type="Edm.Decimal" Precision="9" Scale="variable" DefaultValue="1.5"/>
<Property Name="tags" Type="Collection(Edm.String)" MaxLength="max" Nullable="true" Unicode="false"/>
<Property Name="code" Type="s.code"/>
<NavigationProperty Name="parts" Type="Collection(self.part)" ContainsTarget="true" Partner="whole"><OnDelete Action="Cascade"/></NavigationProperty>
</EntityType>
<EntityType Name="part" BaseType="s.thing" HasStream="true"><NavigationProperty Name="whole" Type="s.thing" Nullable="false">
<ReferentialConstraint Property="id" ReferencedProperty="id"/></NavigationProperty></EntityType>
<ComplexType Name="size"><Property Name="width" Type="Edm.Int32" Nullable="false"/></ComplexType>
<EnumType Name="color" IsFlags="true" UnderlyingType="Edm.Int64"><Member Name="red" Value="1"/><Member Name="green" Value="2"/></EnumType>
<EnumType Name="step"><Member Name="a"/><Member Name="b" Value="7"/><Member Name="c"/></EnumType>
<TypeDefinition Name="code" UnderlyingType="Edm.String" MaxLength="3"/>
<Term Name="note" Type="Edm.String" DefaultValue="none" AppliesTo="Property EntityType"/>
<Action Name="move" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="by" Type="Edm.Int32"/></Action>
<Action Name="move" IsBound="true"><Parameter Name="it" Type="Collection(s.thing)"/></Action>
<Function Name="best" IsBound="true" IsComposable="true" EntitySetPath="it/parts"><Parameter Name="it" Type="s.thing"/><ReturnType Type="s.part" Nullable="false"/></Function>
<Function Name="count"><Parameter Name="of" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter><ReturnType Type="Edm.Int32"/></Function>
<EntityContainer Name="base"><EntitySet Name="Things" EntityType="self.thing"><NavigationPropertyBinding Path="self.part/whole" Target="Things"/></EntitySet></EntityContainer>
<EntityContainer Name="all" Extends="self.base"><Singleton Name="Best" Type="s.part"/><FunctionImport Name="Count" Function="self.count"/></EntityContainer>
<Annotations Target="self.thing"><Annotation Term="self.note"/><Annotation Term="self.note" Qualifier="q" String="x"/></Annotations>
<Annotations Target="s.thing/price" Qualifier="z"><Annotation Term="a.b"><Record Type="self.size"><PropertyValue Property="p" Path="self.part/whole"/>
<PropertyValue Property="n"><Null/></PropertyValue><PropertyValue Property="c"><Collection><String>a</String><Int>1</Int><EnumMember>self.color/red self.color/green</EnumMember></Collection></PropertyValue>
<PropertyValue Property="f"><Apply Function="odata.concat"><Path>id</Path><String> x </String></Apply></PropertyValue></Record></Annotation></Annotations>
<Annotations Target="s.color/red"><Annotation Term="a.b" Bool="true"/></Annotations>
<Annotations Target="s.move(Collection(s.thing))"><Annotation Term="a.b" Int="2"/></Annotations>
<Annotations Target="s.best(s.thing)/$ReturnType"><Annotation Term="a.b" Int="3"/></Annotations>
<Annotations Target="s.move/by"><Annotation Term="a.b" Int="4"/></Annotations>
<Annotations Target="s.all/Best"><Annotation Term="a.b" Int="5"/></Annotations>
<Annotations Target="s.all"><Annotation Term="a.b" Int="6"/></Annotations>`
