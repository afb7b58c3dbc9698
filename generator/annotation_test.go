package generator

// This file shows, term by term, what annotations do to the generated Go: to comments, validators and requests, and
// which request lines they make doubtful.

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// annotated is a schema with a place for annotations at each kind of element, named in braces.
const annotated = `<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="Color"><Member Name="red"/><Member Name="green">{member}</Member>{enum}</EnumType>
  <TypeDefinition Name="Weight" UnderlyingType="Edm.Decimal" Scale="3">{definition}</TypeDefinition>
  <ComplexType Name="Shape" Abstract="true"><Property Name="name" Type="Edm.String"/></ComplexType>
  <ComplexType Name="Circle" BaseType="s.Shape"><Property Name="r" Type="Edm.Double"/></ComplexType>
  <ComplexType Name="Disc" BaseType="s.Circle"/>
  <ComplexType Name="Square" BaseType="s.Shape"/>
  <EntityType Name="Thing" HasStream="true">
    <Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="text" Type="Edm.String">{text}</Property>
    <Property Name="number" Type="Edm.Int32">{number}</Property>
    <Property Name="ratio" Type="Edm.Double">{ratio}</Property>
    <Property Name="day" Type="Edm.Date">{day}</Property>
    <Property Name="color" Type="s.Color">{color}</Property>
    <Property Name="colors" Type="Collection(s.Color)">{colors}</Property>
    <Property Name="tags" Type="Collection(Edm.String)">{tags}</Property>
    <Property Name="weight" Type="s.Weight"/>
    <Property Name="shape" Type="s.Shape">{shape}</Property>
    <Property Name="photo" Type="Edm.Stream">{photo}</Property>
    <NavigationProperty Name="parts" Type="Collection(s.Thing)" ContainsTarget="true">{parts}</NavigationProperty>
    <NavigationProperty Name="owner" Type="s.Thing">{owner}</NavigationProperty>
    {thing}
  </EntityType>
  <Action Name="ship" IsBound="true"><Parameter Name="it" Type="s.Thing"/><Parameter Name="speed" Type="Edm.Int32">{speed}</Parameter>{ship}</Action>
  <Function Name="near" IsBound="true"><Parameter Name="it" Type="s.Thing"/><Parameter Name="limit" Type="Edm.Int32">{limit}</Parameter><ReturnType Type="Edm.Int32"/></Function>
  <EntityContainer Name="C">
    <EntitySet Name="Things" EntityType="s.Thing">{set}</EntitySet>
    <Singleton Name="Best" Type="s.Thing">{singleton}</Singleton>
  </EntityContainer>
</Schema>
</edmx:DataServices>
</edmx:Edmx>`

// annotatedLines are request lines of every kind on the schema.
const annotatedLines = `
GET /Things
GET /Things/{id}
POST /Things
PATCH /Things/{id}
PUT /Things/{id}
DELETE /Things/{id}
GET /Things/$count
GET /Things/{id}/photo
GET /Things/{id}/$value
GET /Things/{id}/parts
POST /Things/{id}/parts
POST /Things/{id}/ship
GET /Things/{id}/near(limit={limit})
GET /Best
`

// annotationCase is a term: where it stands, how it is written, and what then is in the generated files (with ! before
// it: is not), or in the warnings (with "warning: " before it). Lines of comments are joined.
type annotationCase struct {
	at, xml string
	want    []string
}

// annotation writes an annotation of the Core, Validation, Capabilities or Measures vocabulary.
func annotation(term, rest string) string {
	vocabulary, name, _ := strings.Cut(term, ".")
	return `<Annotation Term="Org.OData.` + vocabulary + `.V1.` + name + `"` + rest
}

func record(members ...string) string {
	text := "><Record>"
	for i := 0; i < len(members); i += 2 {
		text += `<PropertyValue Property="` + members[i] + `"` + members[i+1]
	}
	return text + "</Record></Annotation>"
}

func paths(kind string, names ...string) string {
	text := "><Collection>"
	for _, n := range names {
		text += "<" + kind + ">" + n + "</" + kind + ">"
	}
	return text + "</Collection></PropertyValue>"
}

func value(kind, text string) string { return ` ` + kind + `="` + text + `"/>` }

func listed(kind string, values ...string) string {
	text := "><Collection>"
	for _, v := range values {
		text += `<Record><PropertyValue Property="Value" ` + kind + `="` + v + `"/></Record>`
	}
	return text + "</Collection></Annotation>"
}

var annotationCases = map[string]annotationCase{
	"Description":            {"text", annotation("Core.Description", value("String", "What it is.")), []string{"text: Edm.String. What it is."}},
	"LongDescription":        {"thing", annotation("Core.LongDescription", value("String", "More.&#10;&#10;And more.")), []string{"Thing is the entity type s.Thing. More.\n\nAnd more."}},
	"Description of members": {"member", annotation("Core.Description", value("String", "As grass.")), []string{"// As grass.\n\tColorGreen"}},
	"Computed":               {"text", annotation("Core.Computed", "/>"), []string{"text: Edm.String, computed by the service.", `v.Computed("text", &m.Text)`}},
	"ComputedDefaultValue":   {"text", annotation("Core.ComputedDefaultValue", "/>"), []string{"text: Edm.String, with a default computed by the service.", `!v.Computed(`}},
	"Immutable":              {"text", annotation("Core.Immutable", "/>"), []string{"text: Edm.String, immutable.", `v.Immutable("text", &m.Text)`}},
	"not Immutable":          {"text", annotation("Core.Immutable", value("Bool", "false")), []string{`!v.Immutable(`}},
	"Permissions of Read":    {"text", annotation("Core.Permissions", value("EnumMember", "Org.OData.Core.V1.Permission/Read")), []string{`v.Computed("text", &m.Text)`}},
	"Permissions of Write":   {"text", annotation("Core.Permissions", value("EnumMember", "Org.OData.Core.V1.Permission/Write")), []string{"text: Edm.String, write-only.", "!v.Computed("}},
	"Permissions of None":    {"text", annotation("Core.Permissions", value("EnumMember", "Org.OData.Core.V1.Permission/None")), []string{"text: Edm.String, neither readable nor writable for clients."}},
	"Revisions": {"text", annotation("Core.Revisions", `><Collection>
		<Record><PropertyValue Property="Version" String="1.1"/><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Added"/><PropertyValue Property="Description" String="For texts."/></Record>
		<Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/><PropertyValue Property="Description" String="Use number."/></Record>
		</Collection></Annotation>`), []string{"Added in version 1.1: For texts.\n\nDeprecated: Use number."}},
	"OptionalParameter of an action":   {"speed", annotation("Core.OptionalParameter", record("DefaultValue", value("String", "5"))), []string{`speed: Edm.Int32, optional, default "5".`}},
	"OptionalParameter of a function":  {"limit", annotation("Core.OptionalParameter", "/>"), []string{`Near(limit odata.Opt[int32])`, "odataimpl.OptionalArgument("}},
	"IsURL":                            {"text", annotation("Core.IsURL", "/>"), []string{"text: Edm.String, a URL."}},
	"MediaType of a text":              {"text", annotation("Core.MediaType", value("String", "text/html")), []string{"text: Edm.String, media type text/html."}},
	"MediaType of a stream":            {"photo", annotation("Core.MediaType", value("Path", "kind")), []string{"Media type in kind."}},
	"AcceptableMediaTypes of a stream": {"photo", annotation("Core.AcceptableMediaTypes", "><Collection><String>image/png</String><String>image/gif</String></Collection></Annotation>"), []string{"Accepted media types image/png, image/gif."}},
	"AcceptableMediaTypes of media":    {"thing", annotation("Core.AcceptableMediaTypes", "><Collection><String>image/*</String></Collection></Annotation>"), []string{"Value addresses the media of the s.Thing.\n\nAccepted media types image/*."}},

	"Pattern":                   {"text", annotation("Validation.Pattern", value("String", "^a")), []string{`v.Pattern("text", &m.Text, regexp.MustCompile("^a"))`}},
	"Pattern of items":          {"tags", annotation("Validation.Pattern", value("String", "^a")), []string{`v.Pattern("tags", &m.Tags, regexp.MustCompile("^a"))`}},
	"Pattern that Go has not":   {"text", annotation("Validation.Pattern", value("String", "(?=a)")), []string{"!v.Pattern(", "warning: the pattern \"(?=a)\" of s.Thing/text is not checked"}},
	"Minimum":                   {"number", annotation("Validation.Minimum", value("Int", "3")), []string{`v.Minimum("number", &m.Number, "3")`}},
	"Minimum of a date":         {"day", annotation("Validation.Minimum", value("Date", "2020-01-01")), []string{`v.Minimum("day", &m.Day, "2020-01-01")`}},
	"Maximum of a parameter":    {"speed", annotation("Validation.Maximum", value("Int", "9")), []string{`v.Maximum("speed", &m.Speed, "9")`}},
	"Minimum of a definition":   {"definition", annotation("Validation.Minimum", value("Decimal", "0.5")), []string{`v.Minimum("weight", &m.Weight, "0.5")`}},
	"Exclusive":                 {"ratio", `<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="1.5"><Annotation Term="Org.OData.Validation.V1.Exclusive"/></Annotation>`, []string{`v.ExclusiveMaximum("ratio", &m.Ratio, "1.5")`}},
	"not Exclusive":             {"ratio", `<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="1.5"><Annotation Term="Org.OData.Validation.V1.Exclusive" Bool="false"/></Annotation>`, []string{`v.Maximum("ratio", &m.Ratio, "1.5")`}},
	"MultipleOf":                {"ratio", annotation("Validation.MultipleOf", value("Decimal", "0.25")), []string{`v.MultipleOf("ratio", &m.Ratio, "0.25")`}},
	"AllowedValues":             {"text", annotation("Validation.AllowedValues", listed("String", "a", "b")), []string{`v.AllowedValues("text", &m.Text, "a", "b")`}},
	"AllowedValues of an enum":  {"color", annotation("Validation.AllowedValues", listed("EnumMember", "s.Color/red")), []string{`v.AllowedValues("color", &m.Color, "red")`}},
	"AllowedValues of items":    {"colors", annotation("Validation.AllowedValues", listed("EnumMember", "s.Color/red")), []string{`v.AllowedValues("colors", &m.Colors, "red")`}},
	"MinItems":                  {"tags", annotation("Validation.MinItems", value("Int", "1")), []string{`v.MinItems("tags", &m.Tags, 1)`}},
	"MaxItems":                  {"tags", annotation("Validation.MaxItems", value("Int", "7")), []string{`v.MaxItems("tags", &m.Tags, 7)`}},
	"MaxItems of what has none": {"text", annotation("Validation.MaxItems", value("Int", "7")), []string{`!v.MaxItems(`}},
	"DerivedTypeConstraint":     {"shape", annotation("Validation.DerivedTypeConstraint", "><Collection><String>s.Circle</String></Collection></Annotation>"), []string{`v.DerivedType("shape", &m.Shape, "s.Circle", "s.Disc")`}},
	"ItemsOf":                   {"thing", annotation("Validation.ItemsOf", `><Collection><Record><PropertyValue Property="path" NavigationPropertyPath="parts"/><PropertyValue Property="target" NavigationPropertyPath="owner/parts"/></Record></Collection></Annotation>`), []string{"Entities related through parts must also be related through owner/parts."}},
	"Constraint":                {"thing", annotation("Validation.Constraint", record("FailureMessage", value("String", "Too heavy."), "Condition", ` Path="x"/>`)), []string{"Must hold: Too heavy."}},

	"Insertable":                {"set", annotation("Capabilities.InsertRestrictions", record("Insertable", value("Bool", "false"))), []string{"warning: the schema says that Things does not support this: Insertable is false; leave out POST /Things, or correct the schema by an overlay ("}},
	"RequiredProperties nobody": {"set", annotation("Capabilities.InsertRestrictions", record("RequiredProperties", paths("PropertyPath", "text", "nobody"))), []string{"Required: text, nobody.", `Required: []string{"text"}`}},
	"RequiredProperties":        {"set", annotation("Capabilities.InsertRestrictions", record("RequiredProperties", paths("PropertyPath", "text", "day"))), []string{"Required: text, day.", `Required: []string{"text", "day"}`}},
	"NonInsertableProperties":   {"set", annotation("Capabilities.InsertRestrictions", record("NonInsertableProperties", paths("PropertyPath", "number"))), []string{"Cannot be set: number."}},
	"CustomHeaders":             {"set", annotation("Capabilities.InsertRestrictions", record("CustomHeaders", `><Collection><Record><PropertyValue Property="Name" String="X-A"/><PropertyValue Property="Description" String="The tenant."/><PropertyValue Property="Required" Bool="true"/></Record></Collection></PropertyValue>`)), []string{"Required header X-A: The tenant."}},
	"CustomQueryOptions":        {"set", annotation("Capabilities.ReadRestrictions", record("CustomQueryOptions", `><Collection><Record><PropertyValue Property="Name" String="lang"/></Record></Collection></PropertyValue>`)), []string{"Optional query option lang."}},
	"Permissions of requests":   {"set", annotation("Capabilities.DeleteRestrictions", record("Permissions", `><Collection><Record><PropertyValue Property="SchemeName" String="App"/><PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="All"/></Record></Collection></PropertyValue></Record></Collection></PropertyValue>`)), []string{"Permissions: App: All.", `Scopes: []string{"All"}`}},
	"Updatable":                 {"set", annotation("Capabilities.UpdateRestrictions", record("Updatable", value("Bool", "false"))), []string{"warning: Updatable is false"}},
	"UpdateMethod":              {"set", annotation("Capabilities.UpdateRestrictions", record("UpdateMethod", value("EnumMember", "Org.OData.Capabilities.V1.HttpMethod/PATCH"))), []string{"warning: csdlgen.yaml:5:1: warning: the schema says that Things does not support this: UpdateMethod is PATCH"}},
	"NonUpdatableProperties":    {"set", annotation("Capabilities.UpdateRestrictions", record("NonUpdatableProperties", paths("PropertyPath", "number"))), []string{"Cannot be changed: number."}},
	"Deletable":                 {"set", annotation("Capabilities.DeleteRestrictions", record("Deletable", value("Bool", "false"))), []string{"warning: Deletable is false"}},
	"Readable":                  {"singleton", annotation("Capabilities.ReadRestrictions", record("Readable", value("Bool", "false"))), []string{"warning: the schema says that Best does not support this: Readable is false"}},
	"ReadByKeyRestrictions":     {"set", annotation("Capabilities.ReadRestrictions", record("Description", value("String", "Reads."), "ReadByKeyRestrictions", "><Record>"+`<PropertyValue Property="Readable" Bool="false"/></Record></PropertyValue>`)), []string{"warning: csdlgen.yaml:2:1: warning: the schema says that Things does not support this: Readable is false", "Reads."}},
	"Filterable":                {"set", annotation("Capabilities.FilterRestrictions", record("Filterable", value("Bool", "false"))), []string{"Not supported: $filter."}},
	"NonFilterableProperties":   {"set", annotation("Capabilities.FilterRestrictions", record("RequiresFilter", value("Bool", "true"), "NonFilterableProperties", paths("PropertyPath", "text"), "RequiredProperties", paths("PropertyPath", "day"))), []string{"Requires $filter.\n\nCannot be filtered by: text.\n\nMust be filtered by: day."}},
	"FilterExpressions":         {"set", annotation("Capabilities.FilterRestrictions", record("FilterExpressionRestrictions", `><Collection><Record><PropertyValue Property="Property" PropertyPath="day"/><PropertyValue Property="AllowedExpressions" String="SingleRange"/></Record></Collection></PropertyValue>`)), []string{"Filters on day: SingleRange."}},
	"SortRestrictions":          {"set", annotation("Capabilities.SortRestrictions", record("NonSortableProperties", paths("PropertyPath", "text"), "AscendingOnlyProperties", paths("PropertyPath", "day"))), []string{"Cannot be sorted by: text.\n\nCan be sorted in ascending order only: day."}},
	"ExpandRestrictions":        {"singleton", annotation("Capabilities.ExpandRestrictions", record("NonExpandableProperties", paths("NavigationPropertyPath", "parts"))), []string{"GET /Best\n\nCannot be expanded: parts."}},
	"SelectSupport":             {"singleton", annotation("Capabilities.SelectSupport", record("Supported", value("Bool", "false"))), []string{"GET /Best\n\nNot supported: $select."}},
	"CountRestrictions":         {"set", annotation("Capabilities.CountRestrictions", record("Countable", value("Bool", "false"))), []string{"warning: csdlgen.yaml:7:1: warning: the schema says that Things does not support this: Countable is false", "Not supported: $count."}},
	"TopSupported":              {"set", annotation("Capabilities.TopSupported", value("Bool", "false")) + annotation("Capabilities.SkipSupported", value("Bool", "false")), []string{"Not supported: $top, $skip."}},
	"SearchRestrictions":        {"set", annotation("Capabilities.SearchRestrictions", record("UnsupportedExpressions", value("EnumMember", "Org.OData.Capabilities.V1.SearchExpressions/NOT Org.OData.Capabilities.V1.SearchExpressions/phrase"))), []string{"Not supported in $search: NOT, phrase."}},
	"IndexableByKey":            {"set", annotation("Capabilities.IndexableByKey", value("Bool", "false")), []string{"warning: IndexableByKey is false"}},
	"OperationRestrictions":     {"ship", annotation("Capabilities.OperationRestrictions", record("Description", value("String", "By air."))), []string{"By air."}},
	"InsertRestrictions of nav": {"parts", annotation("Capabilities.InsertRestrictions", record("RequiredProperties", paths("PropertyPath", "text"))), []string{`Required: []string{"text"}`}},
	"NavigationRestrictions": {"set", annotation("Capabilities.NavigationRestrictions", record("RestrictedProperties", `><Collection><Record><PropertyValue Property="NavigationProperty" NavigationPropertyPath="s.Thing/parts"/>
		<PropertyValue Property="InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/><PropertyValue Property="RequiredProperties"><Collection><PropertyPath>day</PropertyPath></Collection></PropertyValue></Record></PropertyValue>
		<PropertyValue Property="TopSupported" Bool="false"/></Record></Collection></PropertyValue>`)), []string{"warning: csdlgen.yaml:11:1: warning: the schema says that parts does not support this: Insertable is false", "Not supported: $top.", `Required: []string{"day"}`}},
	"Navigability": {"set", annotation("Capabilities.NavigationRestrictions", record("Navigability", value("EnumMember", "Org.OData.Capabilities.V1.NavigationType/None"))), []string{"warning: csdlgen.yaml:10:1: warning: the schema says that parts does not support this: Navigability is None"}},

	"Unit":                 {"number", annotation("Measures.Unit", value("String", "cm")), []string{"number: Edm.Int32, unit cm."}},
	"ISOCurrency":          {"number", annotation("Measures.ISOCurrency", value("Path", "text")), []string{"number: Edm.Int32, currency in text."}},
	"Scale":                {"number", annotation("Measures.Scale", value("Int", "2")), []string{"number: Edm.Int32, decimal places 2."}},
	"DurationGranularity":  {"text", annotation("Measures.DurationGranularity", value("String", "days")), []string{"text: Edm.String, in days."}},
	"Unit of a definition": {"definition", annotation("Measures.Unit", value("String", "kg")), []string{"Weight is the type definition s.Weight of Edm.Decimal, unit kg.", "weight: s.Weight, unit kg."}},
}

// What is said of a path counts before what is said of its last navigation property.
func TestPathsOverrideNavigationProperties(t *testing.T) {
	onPath := annotation("Capabilities.NavigationRestrictions", record("RestrictedProperties", `><Collection><Record><PropertyValue Property="NavigationProperty" NavigationPropertyPath="parts"/>
		<PropertyValue Property="TopSupported" Bool="false"/><PropertyValue Property="InsertRestrictions"><Record><PropertyValue Property="RequiredProperties"><Collection><PropertyPath>day</PropertyPath></Collection></PropertyValue></Record></PropertyValue></Record></Collection></PropertyValue>`))
	schema := withoutPlaces(strings.NewReplacer("{set}", onPath, "{parts}", annotation("Capabilities.TopSupported", value("Bool", "true"))).Replace(annotated))
	through := generateSchema(t, schema, "GET /Things/{id}/parts\nPOST /Things/{id}/parts")
	both := generateSchema(t, schema, "GET /Things/{id}/parts\nPOST /Things/{id}/parts\nPOST /Best/parts\nGET /Best/parts")
	if text := string(through.Files["thing.go"]); !strings.Contains(text, "Not supported: $top.") || !strings.Contains(text, `Required: []string{"day"}`) {
		t.Errorf("the path does not count:\n%s", text)
	}
	// The method Parts serves both paths, so it cannot demand what holds for one of them.
	if text := string(both.Files["thing.go"]); strings.Contains(text, `Required: []string{"day"}`) || !strings.Contains(text, "// Required: day.") {
		t.Errorf("one path counts for the other:\n%s", text)
	}
}

// withoutPlaces empties the places that are left.
func withoutPlaces(schema string) string {
	for _, hole := range strings.Fields("member enum definition text number ratio day color colors tags shape photo parts owner thing speed ship limit set singleton") {
		schema = strings.Replace(schema, "{"+hole+"}", "", 1)
	}
	return schema
}

func TestAnnotationsBecomeGo(t *testing.T) {
	c := checker(t)
	for name, test := range annotationCases {
		t.Run(name, func(t *testing.T) {
			schema := annotated
			if !strings.Contains(schema, "{"+test.at+"}") {
				t.Fatalf("the schema has no place %s", test.at)
			}
			schema = withoutPlaces(strings.Replace(schema, "{"+test.at+"}", test.xml, 1))
			result := generateSchema(t, schema, annotatedLines)
			if err := c.Check(result.Files); err != nil {
				t.Fatalf("what is generated is no Go: %v", err)
			}
			var text strings.Builder
			for _, file := range result.Files {
				text.Write(file)
			}
			all, warnings := joined(text.String()), result.Warnings.Error()
			for _, want := range test.want {
				switch rest, warned := strings.CutPrefix(want, "warning: "); {
				case warned && !strings.Contains(warnings, rest):
					t.Errorf("no warning %s in\n%s", rest, warnings)
				case warned:
				case want[0] == '!':
					if strings.Contains(all, want[1:]) {
						t.Errorf("the files have %s", want[1:])
					}
				case !strings.Contains(all, want):
					t.Errorf("the files lack %s:\n%s", want, all)
				}
			}
		})
	}
}

// joined joins the lines of a paragraph of a comment.
func joined(text string) string {
	text = strings.ReplaceAll(text, "\t// ", "// ")
	text = strings.ReplaceAll(text, "\n\t//\n", "\n//\n")
	text = strings.ReplaceAll(text, "\n//\n// ", "\n\n")
	text = strings.ReplaceAll(text, "\n//\n//", "\n\n")
	return text
}

// generateSchema generates every type of a schema, and the request lines.
func generateSchema(t *testing.T, schema, lines string) *Result {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": schema})
	config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: "generated"}, Types: []Text{{Text: "**"}}}
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		text := Text{Text: line}
		text.Pos.File, text.Pos.Line, text.Pos.Col = config.File, i+1, 1
		config.Select = append(config.Select, text)
	}
	result, err := Generate(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	return result
}
