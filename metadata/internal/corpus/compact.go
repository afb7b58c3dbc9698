package corpus

// This file shortens documents for fuzzing. The fuzzer minimises every input that it finds interesting, which takes the
// square of its length; and a byte that it changes at random rarely makes another attribute. Here a byte from 0x80 on
// stands for a whole word of CSDL, so that a document is some hundred bytes, and another byte is another word.

import (
	"sort"
	"strings"
)

// words are what the bytes from 0x80 on stand for.
var words = [...]string{
	`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`,
	`<Schema Namespace="s" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">`, `</Schema></edmx:DataServices></edmx:Edmx>`,
	`<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`, `<edmx:DataServices>`, `<edmx:Reference Uri="`, `</edmx:Reference>`,
	`<edmx:Include Namespace="`, `<edmx:IncludeAnnotations TermNamespace="`, `<Schema Namespace="`, `" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
	`<EntityType Name="`, `</EntityType>`, `<ComplexType Name="`, `</ComplexType>`, `<Key><PropertyRef Name="`, `"/></Key>`, `<PropertyRef Name="`,
	`<Property Name="`, `<NavigationProperty Name="`, `</NavigationProperty>`, `<ReferentialConstraint Property="`, `" ReferencedProperty="`, `<OnDelete Action="`,
	`<EnumType Name="`, `</EnumType>`, `<Member Name="`, `" Value="`, `<TypeDefinition Name="`, `" UnderlyingType="`, `<Action Name="`, `</Action>`,
	`<Function Name="`, `</Function>`, `<Parameter Name="`, `<ReturnType Type="`, `" IsBound="true"`, `<EntityContainer Name="`, `</EntityContainer>`,
	`<EntitySet Name="`, `" EntityType="`, `</EntitySet>`, `<Singleton Name="`, `<NavigationPropertyBinding Path="`, `" Target="`, `<ActionImport Name="`,
	`<FunctionImport Name="`, `" Function="`, `<Term Name="`, `" BaseTerm="`, `" AppliesTo="`, `<Annotations Target="`, `</Annotations>`, `<Annotation Term="`,
	`</Annotation>`, `" Qualifier="`, `<Record>`, `</Record>`, `<PropertyValue Property="`, `</PropertyValue>`, `<Collection>`, `</Collection>`, `" Type="`,
	`Collection(`, `" Nullable="false"`, `" BaseType="`, `" Abstract="true"`, `" OpenType="true"`, `" MaxLength="`, `" Precision="`, `" Scale="`, `" String="`,
	`" Int="`, `" Bool="`, `" EnumMember="`, `" PropertyPath="`, `" Path="`, `" DefaultValue="`, `" Partner="`, `" ContainsTarget="true"`, `" EntitySet="`,
	`" EntitySetPath="`, `" Extends="`, `Edm.String`, `Edm.Int32`, `Edm.Decimal`, `Edm.EntityType`, `Edm.Stream`, `Edm.`, `Org.OData.Core.V1.`,
	`Org.OData.Capabilities.V1.`, `Org.OData.Validation.V1.`, `self.`, `shop.`, `thing`, `"/>`, `"$Version": "4.01"`, `"$Kind": "`, `"$Type": "`, `"$Collection": true`,
	`"$Nullable": true`, `"$Annotations": {`, `"$BaseType": "`, `"$Key": [`, `"$Parameter": [`, `"$ReturnType": {`, `EntityType`, `EntityContainer`, `NavigationProperty`,
	`<If>`, `</If>`, `<Path>`, `</Path>`, `<Null/>`, `Größe`,
}

// byLength are the indexes of words, the longest word first.
func byLength() []int {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return len(words[order[a]]) > len(words[order[b]]) })
	return order
}

// Compact shortens a document; Expand gives it back, but for line breaks and tabs, and for what is not ASCII.
func Compact(text string) string {
	var pairs []string
	for _, i := range byLength() {
		pairs = append(pairs, words[i], string([]byte{byte(0x80 + i)}))
	}
	text = strings.NewReplacer("\n", "", "\t", "").Replace(text)
	return strings.NewReplacer(pairs...).Replace(text)
}

// Expand writes out what the bytes from 0x80 on stand for.
func Expand(short string) string {
	var b strings.Builder
	for i := range len(short) {
		switch at := int(short[i]) - 0x80; {
		case at < 0:
			b.WriteByte(short[i])
		case at < len(words):
			b.WriteString(words[at])
		}
	}
	return b.String()
}
