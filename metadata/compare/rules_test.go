package compare_test

// This file has a case for every rule: a schema, a change of it, and what is said of that. What a rule says of Go is
// proved for each.

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// shop is the schema that the cases change: orders and their kinds are only sent, receipts and their states only
// returned, the rest is both.
const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="base" Abstract="true"><Property Name="etag" Type="Edm.String"/></EntityType>
<EntityType Name="thing" BaseType="s.base"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="name" Type="Edm.String" MaxLength="20"/>
<Property Name="size" Type="Edm.Int32" DefaultValue="1"/>
<Property Name="price" Type="Edm.Decimal" Precision="9" Scale="2"/>
<Property Name="made" Type="Edm.DateTimeOffset"/>
<Property Name="spot" Type="Edm.GeographyPoint" SRID="4326"/>
<Property Name="color" Type="s.color"/>
<Property Name="tags" Type="Collection(Edm.String)"/>
<Property Name="box" Type="s.box"/>
<NavigationProperty Name="parts" Type="Collection(s.part)" ContainsTarget="true"/>
<NavigationProperty Name="owner" Type="s.owner" Partner="things"><OnDelete Action="None"/><ReferentialConstraint Property="name" ReferencedProperty="nick"/></NavigationProperty>
</EntityType>
<EntityType Name="part"><Key><PropertyRef Name="no"/></Key><Property Name="no" Type="Edm.Int32" Nullable="false"/></EntityType>
<EntityType Name="owner" HasStream="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="nick" Type="Edm.String"/>
<NavigationProperty Name="things" Type="Collection(s.thing)" Partner="owner"/></EntityType>
<ComplexType Name="box"><Property Name="width" Type="Edm.Double"/><Property Name="code" Type="s.code"/></ComplexType>
<ComplexType Name="crate" BaseType="s.box"><Property Name="lid" Type="Edm.Boolean"/></ComplexType>
<ComplexType Name="order"><Property Name="note" Type="Edm.String" MaxLength="10"/><Property Name="amount" Type="Edm.Int32"/><Property Name="kind" Type="s.kind"/><Property Name="days" Type="Collection(Edm.Date)" Nullable="true"/>
<Property Name="weight" Type="Edm.Decimal" Precision="9"/></ComplexType>
<ComplexType Name="receipt"><Property Name="text" Type="Edm.String" MaxLength="10"/><Property Name="total" Type="Edm.Int32"/><Property Name="state" Type="s.state"/><Property Name="days" Type="Collection(Edm.Date)" Nullable="true"/>
<Property Name="weight" Type="Edm.Decimal" Precision="9"/></ComplexType>
<EnumType Name="color"><Member Name="red" Value="0"/><Member Name="green" Value="1"/></EnumType>
<EnumType Name="kind"><Member Name="small" Value="0"/><Member Name="large" Value="1"/></EnumType>
<EnumType Name="state"><Member Name="open" Value="0"/><Member Name="paid" Value="1"/><Member Name="unknownFutureValue" Value="2"/></EnumType>
<TypeDefinition Name="code" UnderlyingType="Edm.String" MaxLength="5"/>
<Term Name="note" Type="Edm.String"/>
<Action Name="place" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="order" Type="s.order"/><Parameter Name="count" Type="Edm.Int32"/></Action>
<Action Name="make"><Parameter Name="many" Type="Edm.Int32" Nullable="false"/><ReturnType Type="Edm.String"/></Action>
<Function Name="receipt" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="at" Type="Edm.String" Nullable="false"/><ReturnType Type="s.receipt"/></Function>
<Function Name="top" IsComposable="true"><ReturnType Type="s.thing"/></Function>
<EntityContainer Name="all">
<EntitySet Name="things" EntityType="s.thing"><NavigationPropertyBinding Path="owner" Target="owners"/></EntitySet>
<EntitySet Name="owners" EntityType="s.owner"/>
<Singleton Name="extras" Type="s.owner"/>
<ActionImport Name="reset" Action="s.make"/>
<FunctionImport Name="best" Function="s.top" EntitySet="things"/>
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// Pieces of the schema that cases change.
const (
	nameProperty  = `<Property Name="name" Type="Edm.String" MaxLength="20"/>`
	sizeProperty  = `<Property Name="size" Type="Edm.Int32" DefaultValue="1"/>`
	priceProperty = `<Property Name="price" Type="Edm.Decimal" Precision="9" Scale="2"/>`
	madeProperty  = `<Property Name="made" Type="Edm.DateTimeOffset"/>`
	tagsProperty  = `<Property Name="tags" Type="Collection(Edm.String)"/>`
	noteProperty  = `<Property Name="note" Type="Edm.String" MaxLength="10"/>` // sent
	textProperty  = `<Property Name="text" Type="Edm.String" MaxLength="10"/>` // returned
	partsProperty = `<NavigationProperty Name="parts" Type="Collection(s.part)" ContainsTarget="true"/>`
	weight        = `<Property Name="weight" Type="Edm.Decimal" Precision="9"/>`
	placeAction   = `<Parameter Name="count" Type="Edm.Int32"/></Action>`
	makeAction    = `<Parameter Name="many" Type="Edm.Int32" Nullable="false"/>`
	atParameter   = `<Parameter Name="at" Type="Edm.String" Nullable="false"/>`
	thingsSet     = `<EntitySet Name="things" EntityType="s.thing">`
	ownersSet     = `<EntitySet Name="owners" EntityType="s.owner"/>`
	container     = `</EntityContainer>`
	schemaEnd     = `</Schema>`
)

// ruleCase is a change of the shop and what is said of it: one change, unless more says what else.
type ruleCase struct {
	rule string
	// at is a piece of the schema that is replaced by old and by new; where it is "", old stands there.
	at, old, new string
	// name is the name of the element, kind and action what is said of it.
	action compare.Action
	kind   compare.Kind
	name   string
	more   []string // further rules that follow
}

const (
	added   = compare.Added
	removed = compare.Removed
	changed = compare.Changed
)

func typeCases() []ruleCase {
	return []ruleCase{
		{"type-added", schemaEnd, schemaEnd, `<ComplexType Name="lamp"><Property Name="watt" Type="Edm.Int32"/></ComplexType></Schema>`, added, compare.KindComplexType, "s.lamp", nil},
		{"derived-type-added", schemaEnd, schemaEnd, `<ComplexType Name="case" BaseType="s.crate"/></Schema>`, added, compare.KindComplexType, "s.case", nil},
		{"type-removed", "", `<ComplexType Name="crate" BaseType="s.box"><Property Name="lid" Type="Edm.Boolean"/></ComplexType>`, ``, removed, compare.KindComplexType, "s.crate", nil},
		{"base-type-added", "", `<ComplexType Name="order">`, `<ComplexType Name="order" BaseType="s.box">`, changed, compare.KindComplexType, "s.order", nil},
		{"base-type-changed", `<EntityType Name="base" Abstract="true"><Property Name="etag" Type="Edm.String"/></EntityType>
<EntityType Name="thing" BaseType="s.base">`, `<EntityType Name="base" Abstract="true"/><EntityType Name="root" Abstract="true"><Property Name="etag" Type="Edm.String"/></EntityType><EntityType Name="thing" BaseType="s.base">`,
			`<EntityType Name="base" Abstract="true"/><EntityType Name="root" Abstract="true"><Property Name="etag" Type="Edm.String"/></EntityType><EntityType Name="thing" BaseType="s.root">`,
			changed, compare.KindEntityType, "s.thing", nil},
		{"base-type-removed", "", `<EntityType Name="thing" BaseType="s.base">`, `<EntityType Name="thing">`, changed, compare.KindEntityType, "s.thing", nil},
		{"abstract-sent", "", `<ComplexType Name="order">`, `<ComplexType Name="order" Abstract="true">`, changed, compare.KindComplexType, "s.order", nil},
		{"abstract-read", "", `<ComplexType Name="receipt">`, `<ComplexType Name="receipt" Abstract="true">`, changed, compare.KindComplexType, "s.receipt", nil},
		{"concrete", "", `Name="base" Abstract="true"`, `Name="base"`, changed, compare.KindEntityType, "s.base", nil},
		{"closed-sent", `<ComplexType Name="order">`, `<ComplexType Name="order" OpenType="true">`, `<ComplexType Name="order">`, changed, compare.KindComplexType, "s.order", nil},
		{"closed-read", `<ComplexType Name="receipt">`, `<ComplexType Name="receipt" OpenType="true">`, `<ComplexType Name="receipt">`, changed, compare.KindComplexType, "s.receipt", nil},
		{"opened", "", `<ComplexType Name="box">`, `<ComplexType Name="box" OpenType="true">`, changed, compare.KindComplexType, "s.box", nil},
		{"stream-removed", "", ` HasStream="true"`, ``, changed, compare.KindEntityType, "s.owner", nil},
		{"stream-added", "", `<EntityType Name="part">`, `<EntityType Name="part" HasStream="true">`, changed, compare.KindEntityType, "s.part", nil},
		{"key-added", container, `<EntitySet Name="lamps" EntityType="s.lamp"/></EntityContainer><EntityType Name="lamp"><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>`,
			`<EntitySet Name="lamps" EntityType="s.lamp"/></EntityContainer><EntityType Name="lamp"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>`, added, compare.KindKey, "s.lamp", nil},
		{"key-removed", "", `<Key><PropertyRef Name="no"/></Key>`, ``, removed, compare.KindKey, "s.part", nil},
		{"key-changed", "", `<Key><PropertyRef Name="no"/></Key><Property Name="no" Type="Edm.Int32" Nullable="false"/>`,
			`<Key><PropertyRef Name="no"/><PropertyRef Name="of"/></Key><Property Name="no" Type="Edm.Int32" Nullable="false"/><Property Name="of" Type="Edm.Int32" Nullable="false"/>`,
			changed, compare.KindKey, "s.part", []string{"property-added"}},
		{"key-moved", schemaEnd, `<EntityType Name="a" Abstract="true"><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType><EntityType Name="b" BaseType="s.a"><Key><PropertyRef Name="id"/></Key></EntityType></Schema>`,
			`<EntityType Name="a" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType><EntityType Name="b" BaseType="s.a"/></Schema>`,
			removed, compare.KindKey, "s.b", []string{"key-added"}},
	}
}

func enumCases() []ruleCase {
	return []ruleCase{
		{"member-added", "", `<Member Name="paid" Value="1"/>`, `<Member Name="paid" Value="1"/><Member Name="void" Value="3"/>`, added, compare.KindMember, "s.state/void", nil},
		{"member-added", "", `<Member Name="large" Value="1"/>`, `<Member Name="large" Value="1"/><Member Name="huge" Value="3"/>`, added, compare.KindMember, "s.kind/huge", nil},
		{"member-added-closed", "", `<Member Name="green" Value="1"/>`, `<Member Name="green" Value="1"/><Member Name="blue" Value="2"/>`, added, compare.KindMember, "s.color/blue", nil},
		{"member-removed-sent", "", `<Member Name="large" Value="1"/>`, ``, removed, compare.KindMember, "s.kind/large", nil},
		{"member-removed-read", "", `<Member Name="paid" Value="1"/>`, ``, removed, compare.KindMember, "s.state/paid", nil},
		{"member-value", "", `<Member Name="green" Value="1"/>`, `<Member Name="green" Value="2"/>`, changed, compare.KindMember, "s.color/green", nil},
		{"enum-closed", "", `<Member Name="unknownFutureValue" Value="2"/>`, ``, changed, compare.KindEnumType, "s.state", []string{"member-removed-read"}},
		{"enum-opened", "", `<Member Name="green" Value="1"/>`, `<Member Name="green" Value="1"/><Member Name="unknownFutureValue" Value="2"/>`, added, compare.KindMember, "s.color/unknownFutureValue", nil},
		{"flags-added-sent", "", `<EnumType Name="kind">`, `<EnumType Name="kind" IsFlags="true">`, changed, compare.KindEnumType, "s.kind", nil},
		{"flags-added-read", "", `<EnumType Name="color">`, `<EnumType Name="color" IsFlags="true">`, changed, compare.KindEnumType, "s.color", nil},
		{"flags-removed-sent", `<EnumType Name="kind">`, `<EnumType Name="kind" IsFlags="true">`, `<EnumType Name="kind">`, changed, compare.KindEnumType, "s.kind", nil},
		{"flags-removed-read", `<EnumType Name="state">`, `<EnumType Name="state" IsFlags="true">`, `<EnumType Name="state">`, changed, compare.KindEnumType, "s.state", nil},
		{"enum-underlying", "", `<EnumType Name="color">`, `<EnumType Name="color" UnderlyingType="Edm.Int64">`, changed, compare.KindEnumType, "s.color", nil},
	}
}

func memberCases() []ruleCase {
	property, navigation := compare.KindProperty, compare.KindNavigation
	return []ruleCase{
		{"property-added", nameProperty, nameProperty, nameProperty + `<Property Name="age" Type="Edm.Int32"/>`, added, property, "s.thing/age", nil},
		{"property-added-required", nameProperty, nameProperty, nameProperty + `<Property Name="age" Type="Edm.Int32" Nullable="false"/>`, added, property, "s.thing/age", nil},
		{"property-removed-sent", "", noteProperty, ``, removed, property, "s.order/note", nil},
		{"property-removed-sent", "", sizeProperty, ``, removed, property, "s.thing/size", nil},
		{"property-removed-read", "", textProperty, ``, removed, property, "s.receipt/text", nil},
		{"navigation-added", "", partsProperty, partsProperty + `<NavigationProperty Name="spares" Type="Collection(s.part)" ContainsTarget="true"/>`, added, navigation, "s.thing/spares", nil},
		{"navigation-removed", "", partsProperty, ``, removed, navigation, "s.thing/parts", nil},
		{"containment-ended", "", partsProperty, `<NavigationProperty Name="parts" Type="Collection(s.part)"/>`, changed, navigation, "s.thing/parts", nil},
		{"containment-begun", partsProperty, `<NavigationProperty Name="parts" Type="Collection(s.part)"/>`, partsProperty, changed, navigation, "s.thing/parts", nil},
		{"partner-changed", "", ` Partner="owner"`, ``, changed, navigation, "s.owner/things", nil},
		{"on-delete-changed", "", `<OnDelete Action="None"/>`, `<OnDelete Action="Cascade"/>`, changed, navigation, "s.thing/owner", nil},
		{"constraint-changed", "", `<ReferentialConstraint Property="name" ReferencedProperty="nick"/>`, ``, removed, compare.KindConstraint, "s.thing/owner/name", nil},
		{"constraint-changed", "", `ReferencedProperty="nick"`, `ReferencedProperty="id"`, changed, compare.KindConstraint, "s.thing/owner/name", nil},
		{"default-changed", "", `DefaultValue="1"`, `DefaultValue="2"`, changed, property, "s.thing/size", nil},
	}
}

func useCases() []ruleCase {
	property := compare.KindProperty
	days := `<Property Name="days" Type="Collection(Edm.Date)" Nullable="true"/>`
	return []ruleCase{
		{"type-replaced", "", sizeProperty, `<Property Name="size" Type="Edm.String" DefaultValue="1"/>`, changed, property, "s.thing/size", nil},
		{"type-widened-sent", "", `Name="amount" Type="Edm.Int32"`, `Name="amount" Type="Edm.Int64"`, changed, property, "s.order/amount", nil},
		{"type-widened-read", "", `Name="total" Type="Edm.Int32"`, `Name="total" Type="Edm.Int64"`, changed, property, "s.receipt/total", nil},
		{"type-narrowed-sent", "", `Name="amount" Type="Edm.Int32"`, `Name="amount" Type="Edm.Int16"`, changed, property, "s.order/amount", nil},
		{"type-narrowed-read", "", `Name="total" Type="Edm.Int32"`, `Name="total" Type="Edm.Int16"`, changed, property, "s.receipt/total", nil},
		{"type-narrowed-sent", "", `Name="box" Type="s.box"`, `Name="box" Type="s.crate"`, changed, property, "s.thing/box", nil},
		{"type-respelled", "", nameProperty, `<Property Name="name" Type="s.code" MaxLength="20"/>`, changed, property, "s.thing/name", nil},
		{"type-narrowed-sent", "", `<TypeDefinition Name="code" UnderlyingType="Edm.String" MaxLength="5"/>`, `<TypeDefinition Name="code" UnderlyingType="Edm.Binary" MaxLength="5"/>`, changed, compare.KindTypeDefinition, "s.code", nil},
		{"collection-changed", "", sizeProperty, `<Property Name="size" Type="Collection(Edm.Int32)" DefaultValue="1"/>`, changed, property, "s.thing/size", nil},
		{"nullable-sent", noteProperty, `<Property Name="note" Type="Edm.String" MaxLength="10" Nullable="false"/>`, noteProperty, changed, property, "s.order/note", nil},
		{"nullable-read", textProperty, `<Property Name="text" Type="Edm.String" MaxLength="10" Nullable="false"/>`, textProperty, changed, property, "s.receipt/text", nil},
		{"not-null-sent", "", noteProperty, `<Property Name="note" Type="Edm.String" MaxLength="10" Nullable="false"/>`, changed, property, "s.order/note", nil},
		{"not-null-read", "", textProperty, `<Property Name="text" Type="Edm.String" MaxLength="10" Nullable="false"/>`, changed, property, "s.receipt/text", nil},
		{"items-nullable", "", tagsProperty, `<Property Name="tags" Type="Collection(Edm.String)" Nullable="true"/>`, changed, property, "s.thing/tags", nil},
		{"items-nullable-unstated", tagsProperty, `<Property Name="tags" Type="Collection(Edm.String)" Nullable="true"/>`, tagsProperty, changed, property, "s.thing/tags", nil},
		{"items-not-null-sent", noteProperty + `<Property Name="amount" Type="Edm.Int32"/><Property Name="kind" Type="s.kind"/>` + days, noteProperty + `<Property Name="amount" Type="Edm.Int32"/><Property Name="kind" Type="s.kind"/>` + days,
			noteProperty + `<Property Name="amount" Type="Edm.Int32"/><Property Name="kind" Type="s.kind"/><Property Name="days" Type="Collection(Edm.Date)" Nullable="false"/>`, changed, property, "s.order/days", nil},
		{"items-not-null-read", `<Property Name="state" Type="s.state"/>` + days, `<Property Name="state" Type="s.state"/>` + days,
			`<Property Name="state" Type="s.state"/><Property Name="days" Type="Collection(Edm.Date)" Nullable="false"/>`, changed, property, "s.receipt/days", nil},
		{"items-not-null-stated", "", tagsProperty, `<Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>`, changed, property, "s.thing/tags", nil},
		{"items-not-null-unstated", tagsProperty, `<Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>`, tagsProperty, changed, property, "s.thing/tags", nil},
	}
}

func facetCases() []ruleCase {
	property := compare.KindProperty
	sentWeight := func(facets string) string {
		return `Nullable="true"/>
<Property Name="weight" Type="Edm.Decimal"` + facets + `/></ComplexType>
<ComplexType Name="receipt">`
	}
	readWeight := func(facets string) string {
		return `Nullable="true"/>
<Property Name="weight" Type="Edm.Decimal"` + facets + `/></ComplexType>
<EnumType Name="color">`
	}
	atSent, atRead := sentWeight(` Precision="9"`), readWeight(` Precision="9"`)
	length := func(name, n string) string {
		return `<Property Name="` + name + `" Type="Edm.String" MaxLength="` + n + `"/>`
	}
	ascii := func(name string) string {
		return `<Property Name="` + name + `" Type="Edm.String" MaxLength="10" Unicode="false"/>`
	}
	return []ruleCase{
		{"max-length-narrower-sent", "", noteProperty, length("note", "5"), changed, property, "s.order/note", nil},
		{"max-length-narrower-sent", "", `MaxLength="5"/>`, `MaxLength="4"/>`, changed, compare.KindTypeDefinition, "s.code", nil},
		{"max-length-narrower-read", "", textProperty, length("text", "5"), changed, property, "s.receipt/text", nil},
		{"max-length-wider-sent", "", noteProperty, length("note", "50"), changed, property, "s.order/note", nil},
		{"max-length-wider-read", "", textProperty, `<Property Name="text" Type="Edm.String"/>`, changed, property, "s.receipt/text", nil},
		{"precision-narrower-sent", "", atSent, sentWeight(` Precision="5"`), changed, property, "s.order/weight", nil},
		{"precision-narrower-read", "", atRead, readWeight(` Precision="5"`), changed, property, "s.receipt/weight", nil},
		{"precision-wider-sent", "", atSent, sentWeight(``), changed, property, "s.order/weight", nil},
		{"precision-wider-read", "", atRead, readWeight(` Precision="10"`), changed, property, "s.receipt/weight", nil},
		{"precision-stated", "", madeProperty, `<Property Name="made" Type="Edm.DateTimeOffset" Precision="3"/>`, changed, property, "s.thing/made", nil},
		{"precision-unstated", madeProperty, `<Property Name="made" Type="Edm.DateTimeOffset" Precision="3"/>`, madeProperty, changed, property, "s.thing/made", nil},
		{"scale-narrower-sent", atSent, sentWeight(` Precision="9" Scale="3"`), sentWeight(` Precision="9" Scale="2"`), changed, property, "s.order/weight", nil},
		{"scale-narrower-read", atRead, readWeight(` Precision="9" Scale="variable"`), readWeight(` Precision="9" Scale="2"`), changed, property, "s.receipt/weight", nil},
		{"scale-wider-sent", atSent, sentWeight(` Precision="9" Scale="3"`), sentWeight(` Precision="9" Scale="variable"`), changed, property, "s.order/weight", nil},
		{"scale-wider-read", atRead, readWeight(` Precision="9" Scale="variable"`), readWeight(` Precision="9" Scale="floating"`), changed, property, "s.receipt/weight", nil},
		{"scale-stated", "", atSent, sentWeight(` Precision="9" Scale="2"`), changed, property, "s.order/weight", nil},
		{"scale-unstated", atSent, sentWeight(` Precision="9" Scale="2"`), atSent, changed, property, "s.order/weight", nil},
		{"unicode-narrower-sent", "", noteProperty, ascii("note"), changed, property, "s.order/note", nil},
		{"unicode-narrower-read", "", textProperty, ascii("text"), changed, property, "s.receipt/text", nil},
		{"unicode-wider-sent", noteProperty, ascii("note"), noteProperty, changed, property, "s.order/note", nil},
		{"unicode-wider-read", textProperty, ascii("text"), textProperty, changed, property, "s.receipt/text", nil},
		{"srid-changed", "", ` SRID="4326"`, ` SRID="0"`, changed, property, "s.thing/spot", nil},
	}
}

func operationCases() []ruleCase {
	action, function, parameter := compare.KindAction, compare.KindFunction, compare.KindParameter
	optional := `<Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter>`
	withDefault := func(value string) string {
		return `<Parameter Name="at" Type="Edm.String" Nullable="false"><Annotation Term="Org.OData.Core.V1.OptionalParameter"><Record><PropertyValue Property="DefaultValue" String="` + value + `"/></Record></Annotation></Parameter>`
	}
	const receipt, place = "s.receipt(s.thing,Edm.String)", "s.place(s.thing)"
	optionalAt := `<Parameter Name="at" Type="Edm.String" Nullable="false">` + optional
	optionalMany := `<Parameter Name="many" Type="Edm.Int32" Nullable="false">` + optional
	return []ruleCase{
		{"operation-added", schemaEnd, schemaEnd, `<Action Name="stop" IsBound="true"><Parameter Name="it" Type="s.thing"/></Action></Schema>`, added, action, "s.stop(s.thing)", nil},
		{"operation-added", schemaEnd, schemaEnd, `<Function Name="receipt" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="at" Type="Edm.String" Nullable="false"/><Parameter Name="of" Type="Edm.Int32" Nullable="false"/><ReturnType Type="s.receipt"/></Function></Schema>`,
			added, function, "s.receipt(s.thing,Edm.String,Edm.Int32)", nil},
		{"overload-added-shorter", schemaEnd, schemaEnd, `<Function Name="receipt" IsBound="true"><Parameter Name="it" Type="s.thing"/><ReturnType Type="s.receipt"/></Function></Schema>`, added, function, "s.receipt(s.thing)", nil},
		{"operation-removed", "", `<Action Name="place" IsBound="true"><Parameter Name="it" Type="s.thing"/><Parameter Name="order" Type="s.order"/>` + placeAction, ``, removed, action, place, nil},
		{"composable-removed", "", ` IsComposable="true"`, ``, changed, function, "s.top()", nil},
		{"composable-added", "", `<Function Name="receipt" IsBound="true">`, `<Function Name="receipt" IsBound="true" IsComposable="true">`, changed, function, receipt, nil},
		{"entity-set-path-changed", schemaEnd, `<Function Name="near" IsBound="true"><Parameter Name="it" Type="s.thing"/><ReturnType Type="s.owner"/></Function></Schema>`,
			`<Function Name="near" IsBound="true" EntitySetPath="it/owner"><Parameter Name="it" Type="s.thing"/><ReturnType Type="s.owner"/></Function></Schema>`, changed, function, "s.near(s.thing)", nil},
		{"return-added", "", placeAction, `<Parameter Name="count" Type="Edm.Int32"/><ReturnType Type="s.receipt"/></Action>`, changed, action, place, nil},
		{"return-removed", "", `<ReturnType Type="Edm.String"/></Action>`, `</Action>`, changed, action, "s.make()", nil},
		{"type-replaced", "", `<ReturnType Type="Edm.String"/></Action>`, `<ReturnType Type="Edm.Int32"/></Action>`, changed, action, "s.make()", nil},
		{"binding-parameter-renamed", "", `<Function Name="receipt" IsBound="true"><Parameter Name="it"`, `<Function Name="receipt" IsBound="true"><Parameter Name="thing"`, changed, parameter, receipt + "/thing", nil},
		{"function-parameter-added", "", atParameter, atParameter + `<Parameter Name="of" Type="Edm.String">` + optional, added, parameter, "s.receipt(s.thing,Edm.String,Edm.String)/of", nil},
		{"function-parameter-added-required", "", atParameter, atParameter + `<Parameter Name="of" Type="Edm.String"/>`, added, parameter, "s.receipt(s.thing,Edm.String,Edm.String)/of", nil},
		{"action-parameter-added", "", placeAction, `<Parameter Name="why" Type="Edm.String"/>` + placeAction, added, parameter, place + "/why", nil},
		{"action-parameter-added-required", "", placeAction, `<Parameter Name="why" Type="Edm.String" Nullable="false"/>` + placeAction, added, parameter, place + "/why", nil},
		{"parameter-removed", "", placeAction, `</Action>`, removed, parameter, place + "/count", nil},
		{"not-null-sent", "", placeAction, `<Parameter Name="count" Type="Edm.Int32" Nullable="false"/></Action>`, changed, parameter, place + "/count", nil},
		{"function-parameter-optional", "", atParameter, optionalAt, added, compare.KindAnnotation, receipt + "/at@Org.OData.Core.V1.OptionalParameter", nil},
		{"function-parameter-required", atParameter, optionalAt, atParameter, removed, compare.KindAnnotation, receipt + "/at@Org.OData.Core.V1.OptionalParameter", nil},
		{"action-parameter-optional", "", makeAction, optionalMany, added, compare.KindAnnotation, "s.make()/many@Org.OData.Core.V1.OptionalParameter", nil},
		{"action-parameter-required", makeAction, optionalMany, makeAction, removed, compare.KindAnnotation, "s.make()/many@Org.OData.Core.V1.OptionalParameter", nil},
		{"parameter-default-changed", atParameter, withDefault("a"), withDefault("b"), changed, compare.KindAnnotation, receipt + "/at@Org.OData.Core.V1.OptionalParameter", nil},
	}
}

func containerCases() []ruleCase {
	binding := `<NavigationPropertyBinding Path="owner" Target="owners"/>`
	atEnd, clear := shop[strings.Index(shop, "<EntityContainer"):], `<Action Name="clear"/>`
	whole := shop[strings.Index(shop, "<EntityContainer"):strings.Index(shop, schemaEnd)]
	gone := []string{"resource-removed", "resource-removed", "resource-removed", "resource-removed", "resource-removed", "binding-removed"}
	come := []string{"resource-added", "resource-added", "resource-added", "resource-added", "resource-added", "binding-added"}
	return []ruleCase{
		{"container-added", whole, ``, whole, added, compare.KindContainer, "s.all", come[:5]},
		{"container-removed", "", whole, ``, removed, compare.KindContainer, "s.all", gone[:5]},
		{"container-renamed", "", `<EntityContainer Name="all">`, `<EntityContainer Name="everything">`, changed, compare.KindContainer, "s.everything", nil},
		{"resource-added", container, container, `<Singleton Name="first" Type="s.thing"/></EntityContainer>`, added, compare.KindSingleton, "s.all/first", nil},
		{"resource-removed", "", `<Singleton Name="extras" Type="s.owner"/>`, ``, removed, compare.KindSingleton, "s.all/extras", nil},
		{"resource-removed", "", `<ActionImport Name="reset" Action="s.make"/>`, ``, removed, compare.KindActionImport, "s.all/reset", nil},
		{"type-replaced", "", `<Singleton Name="extras" Type="s.owner"/>`, `<Singleton Name="extras" Type="s.part"/>`, changed, compare.KindSingleton, "s.all/extras", nil},
		{"import-changed", atEnd, clear + atEnd, clear + strings.Replace(atEnd, "s.make", "s.clear", 1), changed, compare.KindActionImport, "s.all/reset", nil},
		{"import-set-changed", "", ` EntitySet="things"/>`, `/>`, changed, compare.KindFunctionImport, "s.all/best", nil},
		{"service-document-changed", "", `<EntitySet Name="owners" EntityType="s.owner"/>`, `<EntitySet Name="owners" EntityType="s.owner" IncludeInServiceDocument="false"/>`, changed, compare.KindEntitySet, "s.all/owners", nil},
		{"binding-added", binding, ``, binding, added, compare.KindBinding, "s.all/things/owner", nil},
		{"binding-removed", "", binding, ``, removed, compare.KindBinding, "s.all/things/owner", nil},
		{"binding-changed", "", binding, `<NavigationPropertyBinding Path="owner" Target="extras"/>`, changed, compare.KindBinding, "s.all/things/owner", nil},
	}
}

func documentCases() []ruleCase {
	end := `</edmx:DataServices>`
	return []ruleCase{
		{"version-changed", "", `Version="4.0"`, `Version="4.01"`, changed, compare.KindDocument, "$Version", nil},
		{"schema-added", end, end, `<Schema Namespace="more" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>` + end, added, compare.KindSchema, "more", nil},
		{"schema-removed", end, `<Schema Namespace="more" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>` + end, end, removed, compare.KindSchema, "more", nil},
		{"alias-changed", "", ` Alias="self"`, ` Alias="shop"`, changed, compare.KindSchema, "s", nil},
		{"term-added", schemaEnd, schemaEnd, `<Term Name="extra" Type="Edm.String"/></Schema>`, added, compare.KindTerm, "s.extra", nil},
		{"term-removed", "", `<Term Name="note" Type="Edm.String"/>`, ``, removed, compare.KindTerm, "s.note", nil},
		{"term-changed", "", `<Term Name="note" Type="Edm.String"/>`, `<Term Name="note" Type="Edm.Int32"/>`, changed, compare.KindTerm, "s.note", nil},
	}
}

// annotated makes the case of an annotation of an element with the name; before and after are the contents of
// Annotations elements, "" for none.
func annotated(rule, target, term, before, after string) ruleCase {
	element := func(content string) string {
		if content == "" {
			return schemaEnd
		}
		return `<Annotations Target="` + target + `">` + content + `</Annotations>` + schemaEnd
	}
	action := changed
	switch {
	case before == "":
		action = added
	case after == "":
		action = removed
	}
	return ruleCase{rule, schemaEnd, element(before), element(after), action, compare.KindAnnotation, target + "@Org.OData." + term, nil}
}

func valueCases() []ruleCase {
	tag := func(term string) string { return `<Annotation Term="Org.OData.` + term + `"/>` }
	say := func(term, value string) string { return `<Annotation Term="Org.OData.` + term + `" ` + value + `/>` }
	list := func(term string, items ...string) string {
		text := `<Annotation Term="Org.OData.` + term + `"><Collection>`
		for _, item := range items {
			text += item
		}
		return text + `</Collection></Annotation>`
	}
	value := func(v string) string { return `<Record><PropertyValue Property="Value" String="` + v + `"/></Record>` }
	text := func(v string) string { return `<String>` + v + `</String>` }
	exclusive := `<Annotation Term="Org.OData.Validation.V1.Minimum" Int="3"><Annotation Term="Org.OData.Validation.V1.Exclusive"/></Annotation>`
	const core, validation, measures = "Core.V1.", "Validation.V1.", "Measures.V1."
	one := func(rule, target, term, before, after string) ruleCase {
		return annotated(rule, target, term, before, after)
	}
	tagged := func(rule, term string, gone bool) ruleCase {
		if gone {
			return one(rule, "s.thing/size", term, tag(term), "")
		}
		return one(rule, "s.thing/size", term, "", tag(term))
	}
	said := func(rule, target, term, before, after string) ruleCase {
		if before != "" {
			before = say(term, before)
		}
		if after != "" {
			after = say(term, after)
		}
		return one(rule, target, term, before, after)
	}
	constraint := `<Annotation Term="Org.OData.Validation.V1.Constraint"><Record><PropertyValue Property="FailureMessage" String="no"/></Record></Annotation>`
	return []ruleCase{
		tagged("computed-added", core+"Computed", false), tagged("computed-removed", core+"Computed", true),
		tagged("immutable-added", core+"Immutable", false), tagged("immutable-removed", core+"Immutable", true),
		tagged("computed-default-added", core+"ComputedDefaultValue", false), tagged("computed-default-removed", core+"ComputedDefaultValue", true),
		said("computed-added", "s.thing/size", core+"Permissions", "", `EnumMember="Org.OData.Core.V1.Permission/Read"`),
		said("permissions-changed", "s.thing/size", core+"Permissions", `EnumMember="Org.OData.Core.V1.Permission/ReadWrite"`, `EnumMember="Org.OData.Core.V1.Permission/Write"`),
		said("pattern-added", "s.thing/name", validation+"Pattern", "", `String="^a"`), said("pattern-removed", "s.thing/name", validation+"Pattern", `String="^a"`, ""),
		said("pattern-changed", "s.thing/name", validation+"Pattern", `String="^a"`, `String="^b"`),
		said("validation-read", "s.receipt/text", validation+"Pattern", `String="^a"`, `String="^b"`),
		said("minimum-stricter", "s.thing/size", validation+"Minimum", "", `Int="1"`), said("minimum-stricter", "s.thing/size", validation+"Minimum", `Int="1"`, `Int="2"`),
		said("minimum-looser", "s.thing/size", validation+"Minimum", `Int="1"`, ""), said("minimum-looser", "s.thing/size", validation+"Minimum", `Int="10"`, `Int="9"`),
		one("minimum-stricter", "s.thing/size", validation+"Minimum", say(validation+"Minimum", `Int="3"`), exclusive),
		one("minimum-looser", "s.thing/size", validation+"Minimum", exclusive, say(validation+"Minimum", `Int="3"`)),
		said("maximum-stricter", "s.thing/size", validation+"Maximum", `Int="10"`, `Int="9"`), said("maximum-looser", "s.thing/size", validation+"Maximum", `Int="9"`, `Int="10"`),
		said("maximum-stricter", "s.thing/made", validation+"Maximum", `DateTimeOffset="2020-01-01T00:00:00Z"`, `DateTimeOffset="2021-01-01T00:00:00Z"`),
		said("multiple-of-changed", "s.thing/size", validation+"MultipleOf", `Int="2"`, `Int="4"`), said("multiple-of-removed", "s.thing/size", validation+"MultipleOf", `Int="2"`, ""),
		said("items-stricter", "s.thing/tags", validation+"MinItems", "", `Int="1"`), said("items-stricter", "s.thing/tags", validation+"MaxItems", `Int="4"`, `Int="3"`),
		said("items-looser", "s.thing/tags", validation+"MinItems", `Int="1"`, ""), said("items-looser", "s.thing/tags", validation+"MaxItems", `Int="3"`, `Int="4"`),
		one("allowed-values-stricter", "s.thing/name", validation+"AllowedValues", list(validation+"AllowedValues", value("a"), value("b")), list(validation+"AllowedValues", value("b"))),
		one("allowed-values-stricter", "s.thing/name", validation+"AllowedValues", "", list(validation+"AllowedValues", value("b"))),
		one("allowed-values-looser", "s.thing/name", validation+"AllowedValues", list(validation+"AllowedValues", value("b")), list(validation+"AllowedValues", value("b"), value("c"))),
		one("derived-types-stricter", "s.thing/box", validation+"DerivedTypeConstraint", "", list(validation+"DerivedTypeConstraint", text("s.crate"))),
		one("derived-types-looser", "s.thing/box", validation+"DerivedTypeConstraint", list(validation+"DerivedTypeConstraint", text("s.crate")), ""),
		one("constraint-stated", "s.thing", validation+"Constraint", "", constraint), one("constraint-withdrawn", "s.thing", validation+"Constraint", constraint, ""),
		said("unit-changed", "s.thing/size", measures+"Unit", `String="cm"`, `String="in"`),
		said("media-type-changed", "s.thing/name", core+"MediaType", `String="text/plain"`, `String="text/html"`),
		one("media-type-refused", "s.owner", core+"AcceptableMediaTypes", list(core+"AcceptableMediaTypes", text("a/b"), text("c/d")), list(core+"AcceptableMediaTypes", text("a/b"))),
		one("media-type-accepted", "s.owner", core+"AcceptableMediaTypes", list(core+"AcceptableMediaTypes", text("a/b")), list(core+"AcceptableMediaTypes", text("a/b"), text("c/d"))),
	}
}

func requestCases() []ruleCase {
	const capabilities = "Capabilities.V1."
	record := func(term, content string) string {
		if content == "" {
			return ""
		}
		return `<Annotation Term="Org.OData.Capabilities.V1.` + term + `"><Record>` + content + `</Record></Annotation>`
	}
	restricted := func(rule, term, before, after string) ruleCase {
		return annotated(rule, "s.all/things", capabilities+term, record(term, before), record(term, after))
	}
	no := func(name string) string { return `<PropertyValue Property="` + name + `" Bool="false"/>` }
	yes := func(name string) string { return `<PropertyValue Property="` + name + `" Bool="true"/>` }
	paths := func(name string, all ...string) string {
		text := `<PropertyValue Property="` + name + `"><Collection>`
		for _, p := range all {
			text += `<PropertyPath>` + p + `</PropertyPath>`
		}
		return text + `</Collection></PropertyValue>`
	}
	method := func(m string) string {
		return `<PropertyValue Property="UpdateMethod" EnumMember="Org.OData.Capabilities.V1.HttpMethod/` + m + `"/>`
	}
	scope := func(s string) string {
		return `<PropertyValue Property="Permissions"><Collection><Record><PropertyValue Property="SchemeName" String="app"/><PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="` +
			s + `"/></Record></Collection></PropertyValue></Record></Collection></PropertyValue>`
	}
	header := func(required string) string {
		return `<PropertyValue Property="CustomHeaders"><Collection><Record><PropertyValue Property="Name" String="x-h"/><PropertyValue Property="Required" Bool="` + required + `"/></Record></Collection></PropertyValue>`
	}
	navigation := func(content string) string {
		return `<PropertyValue Property="RestrictedProperties"><Collection><Record><PropertyValue Property="NavigationProperty" NavigationPropertyPath="parts"/>` + content + `</Record></Collection></PropertyValue>`
	}
	insertable := func(content string) string {
		return navigation(`<PropertyValue Property="InsertRestrictions"><Record>` + content + `</Record></PropertyValue>`)
	}
	byKey := func(content string) string {
		return `<PropertyValue Property="ReadByKeyRestrictions"><Record>` + content + `</Record></PropertyValue>`
	}
	top := func(value string) string {
		return `<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="` + value + `"/>`
	}
	keys := `<Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="name"/><PropertyValue Property="Alias" String="name"/></Record></Collection></PropertyValue></Record></Collection></Annotation>`
	index := func(value string) string {
		return `<Annotation Term="Org.OData.Capabilities.V1.IndexableByKey" Bool="` + value + `"/>`
	}
	return []ruleCase{
		restricted("insert-refused", "InsertRestrictions", "", no("Insertable")), restricted("insert-allowed", "InsertRestrictions", no("Insertable"), yes("Insertable")),
		restricted("insert-refused", "NavigationRestrictions", insertable(yes("Insertable")), insertable(no("Insertable"))),
		restricted("update-refused", "UpdateRestrictions", "", no("Updatable")), restricted("update-allowed", "UpdateRestrictions", no("Updatable"), ""),
		restricted("delete-refused", "DeleteRestrictions", "", no("Deletable")), restricted("delete-allowed", "DeleteRestrictions", no("Deletable"), ""),
		restricted("read-refused", "ReadRestrictions", "", no("Readable")), restricted("read-allowed", "ReadRestrictions", no("Readable"), ""),
		restricted("read-refused", "ReadRestrictions", byKey(yes("Readable")), byKey(no("Readable"))),
		annotated("index-by-key-refused", "s.all/things", capabilities+"IndexableByKey", index("true"), index("false")),
		annotated("index-by-key-allowed", "s.all/things", capabilities+"IndexableByKey", index("false"), ""),
		annotated("query-option-refused", "s.all/things", capabilities+"TopSupported", "", top("false")), annotated("query-option-allowed", "s.all/things", capabilities+"TopSupported", top("false"), top("true")),
		restricted("query-option-refused", "CountRestrictions", "", no("Countable")), restricted("query-option-refused", "SearchRestrictions", "", no("Searchable")),
		restricted("query-option-narrower", "SortRestrictions", paths("NonSortableProperties", "name"), paths("NonSortableProperties", "name", "size")),
		restricted("query-option-wider", "ExpandRestrictions", paths("NonExpandableProperties", "parts"), ""),
		restricted("filter-required", "FilterRestrictions", "", yes("RequiresFilter")), restricted("filter-not-required", "FilterRestrictions", paths("RequiredProperties", "name"), ""),
		restricted("required-properties-added", "InsertRestrictions", paths("RequiredProperties", "name"), paths("RequiredProperties", "name", "size")),
		restricted("required-properties-removed", "InsertRestrictions", paths("RequiredProperties", "name"), ""),
		restricted("fixed-properties-added", "InsertRestrictions", "", paths("NonInsertableProperties", "name")), restricted("fixed-properties-removed", "UpdateRestrictions", paths("NonUpdatableProperties", "name"), ""),
		restricted("custom-parameter-required", "ReadRestrictions", header("false"), header("true")), restricted("custom-parameter-optional", "ReadRestrictions", header("true"), header("false")),
		restricted("update-method-refused", "UpdateRestrictions", "", method("PUT")), restricted("update-method-allowed", "UpdateRestrictions", method("PUT"), method("PUT Org.OData.Capabilities.V1.HttpMethod/PATCH")),
		restricted("scopes-changed", "InsertRestrictions", scope("A"), scope("B")),
		restricted("navigability-changed", "NavigationRestrictions", "", navigation(`<PropertyValue Property="Navigability" EnumMember="Org.OData.Capabilities.V1.NavigationType/None"/>`)),
		annotated("alternate-key-added", "s.thing", "Core.V1.AlternateKeys", "", keys), annotated("alternate-key-removed", "s.thing", "Core.V1.AlternateKeys", keys, ""),
	}
}

func annotationCases() []ruleCase {
	revision := func(kind, text string) string {
		return `<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/` + kind + `"/><PropertyValue Property="Description" String="` + text + `"/></Record></Collection></Annotation>`
	}
	description := func(text string) string {
		return `<Annotation Term="Org.OData.Core.V1.Description" String="` + text + `"/>`
	}
	url := `<Annotation Term="Org.OData.Core.V1.IsURL"/>`
	scale := func(n string) string { return `<Annotation Term="Org.OData.Measures.V1.Scale" Int="` + n + `"/>` }
	return []ruleCase{
		annotated("deprecated", "s.thing/size", "Core.V1.Revisions", "", revision("Deprecated", "use name")),
		annotated("deprecated", "s.color/red", "Core.V1.Revisions", revision("Added", "new"), revision("Deprecated", "old")),
		annotated("deprecation-changed", "s.thing/size", "Core.V1.Revisions", revision("Deprecated", "use name"), revision("Deprecated", "use price")),
		annotated("deprecation-withdrawn", "s.thing/size", "Core.V1.Revisions", revision("Deprecated", "use name"), ""),
		annotated("revisions-changed", "s.thing/size", "Core.V1.Revisions", "", revision("Added", "new")),
		annotated("description-changed", "s.thing", "Core.V1.Description", "", description("a")), annotated("description-changed", "s.all", "Core.V1.Description", description("a"), description("b")),
		annotated("annotation-added", "s.thing/name", "Core.V1.IsURL", "", url), annotated("annotation-removed", "s.thing/name", "Core.V1.IsURL", url, ""),
		annotated("annotation-changed", "s.thing/price", "Measures.V1.Scale", scale("1"), scale("2")),
		annotated("annotation-added", "s.receipt(s.thing,Edm.String)/$ReturnType", "Core.V1.IsURL", "", url),
	}
}

// movedCases are changes of two places.
func movedCases() []ruleCase {
	both := func(rule string, kind compare.Kind, name, member, inBase, inThing string, more ...string) ruleCase {
		start := `<EntityType Name="base" Abstract="true"><Property Name="etag" Type="Edm.String"/></EntityType>
<EntityType Name="thing" BaseType="s.base"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="name" Type="Edm.String" MaxLength="20"/>`
		base := func(members string) string {
			return strings.Replace(start, `"Edm.String"/></EntityType>`, `"Edm.String"/>`+members+`</EntityType>`, 1)
		}
		return ruleCase{rule, start, start + member, base(inBase) + inThing, removed, kind, name, more}
	}
	return []ruleCase{
		both("max-length-narrower-sent", compare.KindProperty, "s.thing/age", `<Property Name="age" Type="Edm.String"/>`, `<Property Name="age" Type="Edm.String" MaxLength="3"/>`, ``, "property-added"),
		both("property-moved", compare.KindProperty, "s.thing/age", `<Property Name="age" Type="Edm.Int32"/>`, `<Property Name="age" Type="Edm.Int32"/>`, ``, "property-added"),
		both("navigation-moved", compare.KindNavigation, "s.thing/spares", `<NavigationProperty Name="spares" Type="Collection(s.part)" ContainsTarget="true"/>`,
			`<NavigationProperty Name="spares" Type="Collection(s.part)" ContainsTarget="true"/>`, ``, "navigation-added"),
	}
}

func cases() []ruleCase {
	return slices.Concat(typeCases(), enumCases(), memberCases(), useCases(), facetCases(), operationCases(), containerCases(), documentCases(), valueCases(), requestCases(),
		annotationCases(), movedCases())
}

// schemas are the two documents of a case.
func (c ruleCase) schemas(t *testing.T) (before, after string) {
	t.Helper()
	at := cmp.Or(c.at, c.old)
	if strings.Count(shop, at) != 1 {
		t.Fatalf("%s: %q stands %d times in the schema", c.rule, at, strings.Count(shop, at))
	}
	return strings.Replace(shop, at, c.old, 1), strings.Replace(shop, at, c.new, 1)
}

func model(t *testing.T, name, text string) *metadata.Model {
	t.Helper()
	m, complaints := load.Load(load.Source{Name: name, Data: []byte(text)}, load.Options{})
	if err := complaints.Err(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return m
}

func TestRules(t *testing.T) {
	rules := map[string]compare.Rule{}
	for _, r := range compare.Rules() {
		if rules[r.Name].Name != "" {
			t.Errorf("the rule %s is there twice", r.Name)
		}
		rules[r.Name] = r
	}
	seen := map[string]bool{}
	prove := newProver(t)
	for _, c := range cases() {
		seen[c.rule] = true
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			before, after := c.schemas(t)
			changes := compare.Models(model(t, "old.xml", before), model(t, "new.xml", after))
			var got []string
			for _, change := range changes {
				got = append(got, change.Rule)
			}
			want := append([]string{c.rule}, c.more...)
			if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
				t.Fatalf("the rules are %q, want %q: %v", got, want, changes)
			}
			i := slices.IndexFunc(changes, func(x compare.Change) bool { return x.Rule == c.rule && x.Name == c.name })
			if i < 0 {
				t.Fatalf("there is no change of %s: %v", c.name, changes)
			}
			check(t, changes[i], c, rules[c.rule])
			prove.proves(t, changes, rules, before, after)
			if !strings.HasSuffix(c.rule, "-moved") { // a type that lacks something now, and that no request leads to
				prove.proves(t, compare.Models(model(t, "old.xml", after), model(t, "new.xml", before)), rules, after, before)
			}
		})
	}
	for name, r := range rules {
		if !seen[name] {
			t.Errorf("the rule %s has no case", name)
		}
		if r.Class == compare.Go && !r.BreaksGo || r.BreaksGo && !r.Class.Breaking() {
			t.Errorf("the rule %s has the class %s, and BreaksGo is %v", name, r.Class, r.BreaksGo)
		}
	}
}

// proves holds what the rules of changes say of Go against what happens to callers.
func (p *prover) proves(t *testing.T, changes []compare.Change, rules map[string]compare.Rule, before, after string) {
	t.Helper()
	broken := p.breaks(p.generate(t, before), p.generate(t, after))
	want := slices.ContainsFunc(changes, func(c compare.Change) bool { return rules[c.Rule].BreaksGo })
	if (broken != nil) != want {
		t.Errorf("Go callers break: %v, want %v after %v: %v", broken != nil, want, changes, broken)
	}
}

// check compares a change with its case and rule.
func check(t *testing.T, got compare.Change, c ruleCase, rule compare.Rule) {
	t.Helper()
	if got.Action != c.action || got.Kind != c.kind || got.Class != rule.Class || got.AlsoBreaksGo != (rule.BreaksGo && rule.Class == compare.Wire) {
		t.Errorf("got %s %s of the class %s (Go too: %v), want %s %s of %s", got.Action, got.Kind, got.Class, got.AlsoBreaksGo, c.action, c.kind, rule.Class)
	}
	var documents []compare.Side
	for _, p := range got.Places {
		documents = append(documents, p.Document)
		if p.File != string(p.Document)+".xml" || p.Line == 0 || p.Col == 0 {
			t.Errorf("the place %v is not one of the %s document", p.Pos, p.Document)
		}
	}
	want := map[compare.Action][]compare.Side{added: {compare.New}, removed: {compare.Old}, changed: {compare.Old, compare.New}}[c.action]
	if got.Old != nil && got.New != nil { // also of a member that moved
		want = []compare.Side{compare.Old, compare.New}
	}
	if c.kind != compare.KindDocument && !slices.Equal(documents, want) {
		t.Errorf("the places are in %v, want %v", documents, want)
	}
}
