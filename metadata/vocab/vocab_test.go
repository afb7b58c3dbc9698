package vocab_test

// This file reads every term from documents in XML and, where the representation matters, in JSON.

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

const (
	head = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="thing">`
	foot = `</ComplexType></Schema></edmx:DataServices></edmx:Edmx>`
)

// annotated are the annotations that CSDL XML gives a type.
func annotated(t testing.TB, annotations string) metadata.Annotations {
	t.Helper()
	return loaded(t, load.Source{Name: "m.xml", Data: []byte(head + annotations + foot)})
}

// annotatedJSON is annotated for CSDL JSON.
func annotatedJSON(t testing.TB, annotations string) metadata.Annotations {
	t.Helper()
	return loaded(t, load.Source{Name: "m.json", Data: []byte(`{"$Version": "4.01", "s": {"thing": {"$Kind": "ComplexType", ` + annotations + `}}}`)})
}

func loaded(t testing.TB, src load.Source) metadata.Annotations {
	t.Helper()
	m, found := load.Load(src, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m.Structured("s.thing").Annotations
}

// same compares what a reader returns; positions are the business of the tests of load.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(metadata.Pos{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestCore(t *testing.T) {
	as := annotated(t, `<Annotation Term="Org.OData.Core.V1.Description" String="short"/><Annotation Term="Org.OData.Core.V1.LongDescription" String="long"/>
<Annotation Term="Org.OData.Core.V1.Computed" Bool="false"/><Annotation Term="Org.OData.Core.V1.Immutable"/><Annotation Term="Org.OData.Core.V1.IsURL" Bool="true"/>
<Annotation Term="Org.OData.Core.V1.ComputedDefaultValue"/><Annotation Term="Org.OData.Core.V1.MediaType" String="image/png"/>
<Annotation Term="Org.OData.Core.V1.AcceptableMediaTypes"><Collection><String>a/b</String><String>c/d</String></Collection></Annotation>
<Annotation Term="Org.OData.Core.V1.OptionalParameter"><Record><PropertyValue Property="DefaultValue" String="7"/></Record></Annotation>
<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Added"/><PropertyValue Property="Version" String="1.1"/></Record>
<Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/><PropertyValue Property="Description" String="use x"/><PropertyValue Property="RemovalDate" Date="2030-01-01"/></Record></Collection></Annotation>
<Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="a/b"/><PropertyValue Property="Alias" String="ab"/></Record>
<Record><PropertyValue Property="Name" PropertyPath="c"/></Record><Record/></Collection></PropertyValue></Record><Record/></Collection></Annotation>`)
	same(t, "texts", []string{vocab.Description(as), vocab.LongDescription(as)}, []string{"short", "long"})
	same(t, "tags", []bool{vocab.Computed(as), vocab.Immutable(as), vocab.IsURL(as), vocab.ComputedDefault(as)}, []bool{false, true, true, true})
	same(t, "media types", append(vocab.AcceptableMediaTypes(as), vocab.MediaType(as).Text), []string{"a/b", "c/d", "image/png"})
	o, ok := vocab.OptionalParameter(as)
	same(t, "optional", []any{o, ok}, []any{vocab.Optional{Default: "7", HasDefault: true}, true})
	same(t, "revisions", vocab.Revisions(as), []vocab.Revision{{Kind: "Added", Version: "1.1"}, {Kind: "Deprecated", Description: "use x", RemovalDate: "2030-01-01"}})
	same(t, "keys", vocab.AlternateKeys(as), [][]vocab.KeyPart{{{Path: "a/b", Alias: "ab"}, {Path: "c", Alias: "c"}}})
}

// Dataverse declares alternate keys by a term of another vocabulary, which JSON cannot know the types of.
func TestCommunityAlternateKeys(t *testing.T) {
	want := [][]vocab.KeyPart{{{Path: "accountnumber", Alias: "number"}}}
	same(t, "XML", vocab.AlternateKeys(annotated(t, `<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection><Record>
<PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Alias" String="number"/><PropertyValue Property="Name" PropertyPath="accountnumber"/></Record></Collection></PropertyValue>
</Record></Collection></Annotation>`)), want)
	same(t, "JSON", vocab.AlternateKeys(annotatedJSON(t, `"@OData.Community.Keys.V1.AlternateKeys": [{"Key": [{"Alias": "number", "Name": "accountnumber"}]}]`)), want)
}

// Permissions that only allow reading say what Computed says, however a document writes them.
func TestPermissions(t *testing.T) {
	for written, want := range map[string]bool{"Read": true, "Write": false, "ReadWrite": false} {
		inXML := annotated(t, `<Annotation Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/`+written+`"/>`)
		inJSON := annotatedJSON(t, `"@Org.OData.Core.V1.Permissions": "`+written+`"`)
		for _, as := range []metadata.Annotations{inXML, inJSON} {
			same(t, written, []bool{vocab.Computed(as), vocab.Permissions(as).Is(written), vocab.Permissions(as).Given}, []bool{want, true, true})
		}
	}
	same(t, "two members", vocab.Computed(annotatedJSON(t, `"@Org.OData.Core.V1.Permissions": "Read,Write"`)), false)
}

func TestMeasures(t *testing.T) {
	as := annotated(t, `<Annotation Term="Org.OData.Measures.V1.ISOCurrency" Path="currency"/><Annotation Term="Org.OData.Measures.V1.Unit" String="cm"/>
<Annotation Term="Org.OData.Measures.V1.UNECEUnit" String="CMT"/><Annotation Term="Org.OData.Measures.V1.SIPrefix" String="kilo"/>
<Annotation Term="Org.OData.Measures.V1.Scale" Int="2"/><Annotation Term="Org.OData.Measures.V1.DurationGranularity" String="hours"/>`)
	same(t, "measures", []vocab.Value{vocab.ISOCurrency(as), vocab.Unit(as), vocab.UNECEUnit(as), vocab.SIPrefix(as), vocab.Scale(as), vocab.DurationGranularity(as)},
		[]vocab.Value{{Text: "currency", Path: true}, {Text: "cm"}, {Text: "CMT"}, {Text: "kilo"}, {Text: "2"}, {Text: "hours"}})
}

func TestValidation(t *testing.T) {
	as := annotated(t, `<Annotation Term="Org.OData.Validation.V1.Pattern" String="^a$"/>
<Annotation Term="Org.OData.Validation.V1.Minimum" Int="1"><Annotation Term="Org.OData.Validation.V1.Exclusive"/></Annotation><Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="9.50"/>
<Annotation Term="Org.OData.Validation.V1.MultipleOf" Decimal="0.5"/><Annotation Term="Org.OData.Validation.V1.MinItems" Int="2"/><Annotation Term="Org.OData.Validation.V1.MaxItems" Int="-3"/>
<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><Record><PropertyValue Property="Value" String="a"/></Record><Record><PropertyValue Property="Value"><Null/></PropertyValue></Record>
<Record><PropertyValue Property="Value" EnumMember="x.y/p x.y/q"/></Record></Collection></Annotation>
<Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint"><Collection><String>s.thing</String></Collection></Annotation>
<Annotation Term="Org.OData.Validation.V1.Constraint" Qualifier="one"><Record><PropertyValue Property="FailureMessage" String="no"/></Record></Annotation>
<Annotation Term="Org.OData.Validation.V1.Constraint" Qualifier="two"><Record/></Annotation>
<Annotation Term="Org.OData.Validation.V1.ItemsOf"><Collection><Record><PropertyValue Property="path" NavigationPropertyPath="a"/><PropertyValue Property="target" NavigationPropertyPath="b"/></Record></Collection></Annotation>`)
	pattern, ok := vocab.Pattern(as)
	same(t, "pattern", []any{pattern, ok}, []any{vocab.Expression{Text: "^a$"}, true})
	least, _ := vocab.Minimum(as)
	most, _ := vocab.Maximum(as)
	divisor, _ := vocab.MultipleOf(as)
	same(t, "bounds", []any{least, most, divisor}, []any{vocab.Bound{Text: "1", Exclusive: true}, vocab.Bound{Text: "9.50"}, "0.5"})
	n, hasLeast := vocab.MinItems(as)
	_, hasMost := vocab.MaxItems(as)
	same(t, "items", []any{n, hasLeast, hasMost}, []any{2, true, false})
	same(t, "values", vocab.AllowedValues(as), []string{"a", "p,q"})
	names, ok := vocab.DerivedTypeConstraint(as)
	same(t, "types", []any{names, ok}, []any{[]string{"s.thing"}, true})
	same(t, "constraints", vocab.Constraints(as), []string{"no"})
	same(t, "paths", vocab.ItemsOf(as), []vocab.Items{{Path: "a", Target: "b"}})
}

const restrictions = `<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/><PropertyValue Property="Description" String="short"/>
<PropertyValue Property="RequiredProperties"><Collection><PropertyPath>a</PropertyPath><String>b</String></Collection></PropertyValue>
<PropertyValue Property="NonInsertableProperties"><Collection><PropertyPath>c</PropertyPath></Collection></PropertyValue>
<PropertyValue Property="CustomHeaders"><Collection><Record><PropertyValue Property="Name" String="x-h"/><PropertyValue Property="Required" Bool="true"/><PropertyValue Property="Description" String="text"/></Record><Record/></Collection></PropertyValue>
<PropertyValue Property="Permissions"><Collection><Record><PropertyValue Property="SchemeName" String="delegated"/><PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="A.Write"/></Record></Collection></PropertyValue></Record>
<Record><PropertyValue Property="SchemeName" String="none"/></Record></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record><PropertyValue Property="UpdateMethod" EnumMember="Org.OData.Capabilities.V1.HttpMethod/PATCH Org.OData.Capabilities.V1.HttpMethod/PUT"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions"><Record><PropertyValue Property="Deletable" Bool="true"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.ReadRestrictions"><Record><PropertyValue Property="Readable" Bool="false"/><PropertyValue Property="Description" String="all"/>
<PropertyValue Property="ReadByKeyRestrictions"><Record><PropertyValue Property="Readable" Bool="true"/></Record></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.FilterRestrictions"><Record><PropertyValue Property="Filterable" Bool="true"/><PropertyValue Property="RequiresFilter" Bool="true"/>
<PropertyValue Property="FilterExpressionRestrictions"><Collection><Record><PropertyValue Property="Property" PropertyPath="a"/><PropertyValue Property="AllowedExpressions" String="SingleValue"/></Record></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SortRestrictions"><Record><PropertyValue Property="AscendingOnlyProperties"><Collection><PropertyPath>a</PropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.ExpandRestrictions"><Record><PropertyValue Property="NonExpandableProperties"><Collection><NavigationPropertyPath>n</NavigationPropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.CountRestrictions"><Record><PropertyValue Property="Countable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SearchRestrictions"><Record><PropertyValue Property="UnsupportedExpressions" EnumMember="Org.OData.Capabilities.V1.SearchExpressions/NOT"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SelectSupport"><Record><PropertyValue Property="Supported" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/><Annotation Term="Org.OData.Capabilities.V1.SkipSupported" Bool="true"/>
<Annotation Term="Org.OData.Capabilities.V1.IndexableByKey" Bool="false"/>
<Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions"><Record><PropertyValue Property="Navigability" EnumMember="Org.OData.Capabilities.V1.NavigationType/Single"/>
<PropertyValue Property="RestrictedProperties"><Collection><Record><PropertyValue Property="NavigationProperty" NavigationPropertyPath="a/b"/><PropertyValue Property="IndexableByKey" Bool="true"/>
<PropertyValue Property="Navigability" EnumMember="Org.OData.Capabilities.V1.NavigationType/None"/></Record><Record/></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.OperationRestrictions"><Record><PropertyValue Property="Permissions"><Collection><Record><PropertyValue Property="SchemeName" String="app"/>
<PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="Call"/></Record></Collection></PropertyValue></Record></Collection></PropertyValue></Record></Annotation>`

func TestCapabilities(t *testing.T) {
	as := annotated(t, restrictions)
	a := vocab.AbilitiesOf(as)
	same(t, "insert", a.Insert(), vocab.Restriction{
		Able: vocab.Flag{Name: "Insertable", Given: true}, Description: "short", Required: []string{"a", "b"}, NotSet: []string{"c"},
		Headers:     []vocab.CustomParameter{{Name: "x-h", Description: "text", HasDescription: true, Required: true}},
		Permissions: []vocab.Permission{{Scheme: "delegated", Scopes: []string{"A.Write"}}}, UpdateMethod: vocab.Choice{Name: "UpdateMethod"},
	})
	same(t, "update", a.Update().UpdateMethod, vocab.Choice{Name: "UpdateMethod", Members: []string{"PATCH", "PUT"}, Given: true})
	same(t, "denied", []bool{
		a.Insert().Able.Denied(), a.Update().Able.Denied(), a.Delete().Able.Denied(), a.Read().Able.Denied(), a.ReadByKey().Able.Denied(), a.Count().Countable.Denied(),
		a.Select().Denied(), a.Top().Denied(), a.Skip().Denied(), a.IndexableByKey().Denied(),
	}, []bool{true, false, false, true, false, true, true, true, false, true})
	same(t, "what is said of reading counts for reading by key", a.ReadByKey().Description, "all")
	same(t, "filter", a.Filter(), vocab.Filtering{
		Filterable: vocab.Flag{Name: "Filterable", Given: true, Value: true}, Needed: true, Expressions: []vocab.FilterExpression{{Path: "a", Allowed: "SingleValue"}},
	})
	same(t, "sort", a.Sort().AscendingOnly, []string{"a"})
	same(t, "expand", a.Expand().Not, []string{"n"})
	same(t, "search", a.Search().Unsupported, []string{"NOT"})
	same(t, "operation", vocab.OperationRestrictions(as).Permissions, []vocab.Permission{{Scheme: "app", Scopes: []string{"Call"}}})
}

// What a resource says of the navigation properties that are reached from it counts before what those say themselves.
func TestRestrictionsOfPaths(t *testing.T) {
	n := vocab.NavigationRestrictions(annotated(t, restrictions))
	same(t, "from the resource", n.Navigability.Is("Single"), true)
	if len(n.Restrictions) != 1 || n.Restrictions[0].Path != "a/b" {
		t.Fatalf("%+v", n.Restrictions)
	}
	a := vocab.AbilitiesOf(annotated(t, restrictions), n.Restrictions...)
	same(t, "by key", []bool{a.IndexableByKey().True(), a.Top().Denied(), a.Navigability().Is("None")}, []bool{true, true, true})
	same(t, "nothing said", vocab.AbilitiesOf(nil).Navigability().Given, false)
}

func TestAuthorizations(t *testing.T) {
	as := annotated(t, `<Annotation Term="Org.OData.Authorization.V1.Authorizations"><Collection><Record Type="Org.OData.Authorization.V1.ApiKey"><PropertyValue Property="Name" String="key"/>
<PropertyValue Property="Description" String="text"/><PropertyValue Property="KeyName" String="k"/></Record></Collection></Annotation>`)
	same(t, "schemes", vocab.Authorizations(as), []vocab.Scheme{{Kind: "ApiKey", Name: "key", Description: "text"}})
}

// What is absent, and what has another form than the vocabulary gives it, is nothing.
func TestOtherForms(t *testing.T) {
	wrong := annotated(t, `<Annotation Term="Org.OData.Core.V1.Description"><Null/></Annotation><Annotation Term="Org.OData.Core.V1.Computed" String="true"/><Annotation Term="Org.OData.Core.V1.Revisions" Int="1"/>
<Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><String>x</String></Collection></Annotation><Annotation Term="Org.OData.Validation.V1.Pattern" Int="1"/>
<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><String>x</String></Collection></Annotation><Annotation Term="Org.OData.Validation.V1.Minimum"><Null/></Annotation>
<Annotation Term="Org.OData.Validation.V1.MinItems" String="many"/><Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint" String="s.thing"/>
<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions" Bool="false"/><Annotation Term="Org.OData.Core.V1.Immutable" Qualifier="other"/>`)
	for _, as := range []metadata.Annotations{nil, wrong} {
		_, hasPattern := vocab.Pattern(as)
		_, hasLeast := vocab.Minimum(as)
		_, hasItems := vocab.MinItems(as)
		_, hasTypes := vocab.DerivedTypeConstraint(as)
		_, optional := vocab.OptionalParameter(as)
		same(t, "nothing", []bool{
			vocab.Description(as) != "", vocab.Computed(as), vocab.Immutable(as), hasPattern, hasLeast, hasItems, hasTypes, optional, vocab.Revisions(as) != nil,
			vocab.AlternateKeys(as) != nil, vocab.AllowedValues(as) != nil, vocab.AbilitiesOf(as).Insert().Able.Given, vocab.Unit(as) != vocab.Value{},
		}, make([]bool, 13))
	}
}

func TestWellKnown(t *testing.T) {
	for namespace, want := range map[string][2]bool{
		"Org.OData.Core.V1": {true, true}, "Org.OData.Temporal.V1": {true, false}, "com.sap.vocabularies.UI.v1": {true, false}, "OData.Community.Keys.V1": {true, false}, "Org.OData.Core.V2": {}, "shop": {}, "Org.OData. .V1": {},
	} {
		_, has := vocab.Source(namespace)
		same(t, namespace, [2]bool{vocab.IsWellKnown(namespace), has}, want)
	}
}

// No other package spells a term: what it needs to know it asks a reader for. The runtime is apart: it never sees
// metadata, and names the instance annotations that services send with values.
func TestTermsAreSpelledHereOnly(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && strings.Contains(" .git odata generated examples interop bench metadata/vocab metadata/internal internal/complaint ", " "+path+" "):
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		for n, line := range strings.Split(string(text), "\n") {
			code, _, _ := strings.Cut(line, "//")
			if strings.Contains(code, "Org.OData.") || strings.Contains(code, "OData.Community.") {
				t.Errorf("%s:%d spells a term: %s", path, n+1, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func Example() {
	model, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(head + `<Property Name="id" Type="Edm.Guid">
<Annotation Term="Org.OData.Core.V1.Computed"/><Annotation Term="Org.OData.Core.V1.Description" String="Chosen by the shop"/></Property>` + foot)}, load.Options{})
	if err := found.Err(); err != nil {
		fmt.Println(err)
		return
	}
	id := model.Structured("s.thing").Property("id")
	fmt.Println(vocab.Computed(id.Annotations), vocab.Description(id.Annotations))
	// Output: true Chosen by the shop
}
