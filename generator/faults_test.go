package generator

// This file tests whom the faults of a service's metadata stand in the way of.

import (
	"context"
	"encoding/xml"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/typecheck"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// faulty has one fault in each of its elements, and nothing wrong with goods.
const faulty = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="desk" Alias="d" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="good"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>
<NavigationProperty Name="lost" Type="d.nowhere"/>
<NavigationProperty Name="bad" Type="d.bad"/>
</EntityType>
<EntityType Name="bad"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>
<Property Name="lost" Type="d.nowhere"/>
<Property Name="fine" Type="Edm.String"/>
</EntityType>
<EntityType Name="child" BaseType="d.orphan"/>
<EntityType Name="better" BaseType="d.bad"/>
<ComplexType Name="twice"><Property Name="a" Type="Edm.String"/></ComplexType>
<ComplexType Name="twice"><Property Name="b" Type="Edm.String"/></ComplexType>
<ComplexType><Property Name="b" Type="Edm.String"/></ComplexType>
<ComplexType Name="holder"><Property Name="it" Type="d.twice"/></ComplexType>
<Term Name="note" Type="d.nowhere"/>
<Function Name="find" IsBound="true"><Parameter Name="it" Type="d.good"/><ReturnType Type="Edm.String"/></Function>
<Function Name="find" IsBound="true"><Parameter Name="it" Type="d.good"/><Parameter Name="by" Type="d.nowhere"/><ReturnType Type="Edm.String"/></Function>
<Action Name="move" IsBound="true"><Parameter Name="it" Type="d.good"/><Parameter Name="to" Type="Edm.String"/><Parameter Name="to" Type="Edm.Int32"/></Action>
<Action Name="again" IsBound="true"><Parameter Name="it" Type="d.good"/><Parameter Name="to" Type="Edm.String"/><Parameter Name="to" Type="Edm.String"/></Action>
<EntityContainer Name="desk" Extends="d.missing">
<EntitySet Name="goods" EntityType="d.good"/><EntitySet Name="bads" EntityType="d.bad"/><EntitySet Name="losts" EntityType="d.nowhere"/>
<EntitySet Name="both" EntityType="d.good"/><Singleton Name="both" Type="d.good"/>
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// planFor plans the package that a configuration asks of a schema.
func planFor(t *testing.T, schema, configuration string) (warnings Diagnostics, err error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "schema.xml"), []byte(schema), 0o600); err != nil {
		t.Fatal(err)
	}
	config, err := ParseConfig(filepath.Join(dir, "csdlgen.yaml"), []byte("version: 1\nmetadata: schema.xml\npackage: p\n"+configuration))
	if err != nil {
		t.Fatal(err)
	}
	_, warnings, err = Plan(context.Background(), config)
	return warnings, err
}

func TestFaultsStandInTheWayOfThoseWhoNeedWhatIsFaulty(t *testing.T) {
	warnings, err := planFor(t, faulty, "select: [GET /goods]\n")
	if err != nil {
		t.Fatalf("nothing that is wrong is needed: %v", err)
	}
	const faults = 12
	if n := len(warnings); n != faults+1 {
		t.Errorf("%d warnings:\n%v", n, warnings)
	}
	for _, test := range []struct{ configuration, want string }{
		{"select: [GET /goods, 'GET /goods/{id}/find', 'POST /goods/{id}/again']", ""},
		{"types: [desk.bad]\nproperties: {desk.bad: [fine]}", ""},
		{"select: ['GET /goods/{id}/bad/fine']", ""},
		{"select: [GET /bads]", "property desk.bad/lost names the type d.nowhere"},
		{"types: [desk.better]", "property desk.bad/lost names the type d.nowhere"},
		{"select: ['GET /goods/{id}/bad']", "property desk.bad/lost names the type d.nowhere"},
		{"types: [desk.good]\nexpand: {desk.good: [lost]}", "navigation property desk.good/lost names the type d.nowhere"},
		{"types: [desk.child]", "the base type of desk.child names the type d.orphan"},
		{"types: [desk.holder]", "the type desk.twice is declared twice"},
		{"select: ['GET /goods/{id}/find(by={by})']", "parameter desk.find/by names the type d.nowhere"},
		{"select: ['POST /goods/{id}/move']", "desk.move has two parameters named to"},
		{"select: [GET /losts]", "the entity set losts names the type d.nowhere"},
		{"select: [GET /both]", "desk.desk has two children named both"},
		{"select: [GET /other]", "desk.desk extends desk.missing, which does not exist"},
	} {
		_, err := planFor(t, faulty, test.configuration)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.configuration, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %v, want %s", test.configuration, err, test.want)
		}
	}
}

// A document that is referred to and cannot be read stands in the way of those who need something of it.
func TestFaultsOfOtherDocuments(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"schema.xml": strings.Replace(faulty, `Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`,
			`Version="1.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:Reference Uri="page.xml"><edmx:Include Namespace="page" Alias="p"/></edmx:Reference><edmx:Reference/>`, 1),
		"page.xml": "<html>sign in</html>",
	})
	for line, want := range map[string]string{"GET /goods": "", "GET /bads": "of the document page.xml, which is not read: it has errors"} {
		schema := filepath.Join(dir, "schema.xml")
		text, err := os.ReadFile(schema)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, map[string]string{"schema.xml": strings.ReplaceAll(string(text), `Type="d.nowhere"`, `Type="p.nowhere"`)})
		config, err := ParseConfig(filepath.Join(dir, "csdlgen.yaml"), []byte("version: 1\nmetadata: schema.xml\npackage: p\nselect: ["+line+"]\n"))
		if err != nil {
			t.Fatal(err)
		}
		_, warnings, err := Plan(context.Background(), config)
		if want == "" && (err != nil || !strings.Contains(warnings.Error(), "page.xml:1:1: warning: ")) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v; want %q", line, err, want)
		}
	}
}

func TestFaultsAreSilenced(t *testing.T) {
	warnings, err := planFor(t, faulty, "select: [GET /goods]\nsilence: [unresolved-type]\n")
	if err != nil || strings.Contains(warnings.Error(), "d.nowhere") || !strings.Contains(warnings.Error(), "declared twice") {
		t.Errorf("%v %v", warnings, err)
	}
}

// Whatever is broken, who needs none of it is served, and who needs all of it gets errors with places or a plan.
func TestBrokenSchemas(t *testing.T) {
	files, err := filepath.Glob("../testdata/broken/*/*.txtar")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		others := map[string][]byte{}
		var main load.Source
		for _, f := range archive.Files {
			others[f.Name] = f.Data
			if strings.HasPrefix(f.Name, "main.") {
				main = load.Source{Name: f.Name, Data: f.Data}
			}
		}
		model, found := load.Load(main, load.Options{Open: func(r load.Reference) (load.Source, error) {
			if data := others[r.URI]; data != nil {
				return load.Source{Name: r.URI, Data: data}, nil
			}
			return load.Source{}, os.ErrNotExist
		}})
		found = append(found, check.Check(model)...)
		if model == nil || unfounded(found) {
			continue
		}
		nothing, _ := selection.Close(model, nil, selection.Rules{})
		if err := judge(found, model, nothing, false).Err(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		all, _ := selection.Close(model, nil, selection.Rules{Types: []selection.Name{{Text: "**"}}})
		if judge(found, model, all, false).Err() == nil {
			_, complaints := plan.New(model, all, plan.Options{Package: "p"})
			for _, d := range complaints.Errors() {
				if d.Pos == (diag.Pos{}) {
					t.Errorf("%s: %v", path, d)
				}
			}
		}
	}
}

// named is a schema that has one name in every place.
const named = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="desk" Alias="d" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="good"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="NAME" Type="Edm.String"><Annotation Term="Org.OData.Validation.V1.Pattern" String="NAME"/></Property>
</EntityType>
<EntityType Name="link"><Key><PropertyRef Name="NAME"/></Key><Property Name="NAME" Type="Edm.String" Nullable="false" MaxLength="3"/></EntityType>
<EntityType Name="other"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><NavigationProperty Name="NAME" Type="Collection(d.good)"/></EntityType>
<ComplexType Name="NAME"><Property Name="a" Type="Edm.String"/></ComplexType>
<EnumType Name="words"><Member Name="NAME"/></EnumType>
<Function Name="NAME" IsBound="true"><Parameter Name="it" Type="d.good"/><Parameter Name="NAME" Type="Edm.String"/><ReturnType Type="d.NAME"/></Function>
<Action Name="act" IsBound="true"><Parameter Name="it" Type="d.good"/><Parameter Name="NAME" Type="d.words" Nullable="false"/></Action>
<EntityContainer Name="desk"><EntitySet Name="goods" EntityType="d.good"/><EntitySet Name="others" EntityType="d.other"/><EntitySet Name="links" EntityType="d.link"/>
<EntitySet Name="NAME" EntityType="d.good"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// generateNamed generates the schema with a name in every place: Go that compiles, with the name as it is in the tag of
// its field, or errors with places. It says whether it was generated.
func generateNamed(t *testing.T, c *typecheck.Checker, name string) bool {
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(name)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "schema.xml")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(named, "NAME", escaped.String())), 0o600); err != nil {
		t.Fatal(err)
	}
	config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: path}, Package: Text{Text: "p"}, Fake: Switch{On: true}, Types: []Text{{Text: "**"}}}
	for _, line := range []string{"* /goods/**", "* /others/**", "* /links/*", "* /*"} {
		config.Select = append(config.Select, Text{Text: line})
	}
	result, err := Generate(context.Background(), config)
	if err != nil {
		if _, ok := err.(Diagnostics); !ok {
			t.Errorf("%q: an error without places: %v", name, err)
		}
		return false
	}
	if err := c.Check(result.Files); err != nil {
		t.Errorf("%q: what is generated is no Go: %v", name, err)
	}
	if tags := tagsOf(t, result.Files["good.go"]); !slices.Contains(tags, name+",omitzero") {
		t.Errorf("%q: no field has it in its tag: %q", name, tags)
	}
	return true
}

// tagsOf are the JSON tags of a file's fields.
func tagsOf(t *testing.T, text []byte) (tags []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok && f.Tag != nil {
			tag, _ := strconv.Unquote(f.Tag.Value)
			tags = append(tags, reflect.StructTag(tag).Get("json"))
		}
		return true
	})
	return tags
}

// servicesNames are names that services have, or that somebody could try; the value says whether they can be taken.
var servicesNames = map[string]bool{
	"Bill No": true, "OP-No": true, "3_2": true, "Copy$": true, "Bad.Copy": true, "List[desk.good]": true, "Amount (LCY)": true, "Größe in %": true,
	"a'b": true, "a;b": true, "a:b": true, "a=b": true, "a&b": true, "<b>": true, "a#b": true, "a?b": true, "a*b": true, "{a}": true, "!": true, "$value": true,
	"//go:embed x": false, "a/b": false, "a\"b": false, "a\\b": false, "a`b": false, "a,b": false, "a@b": false, "-": false, "..": false, " ": false,
	"*/ }; func init() { panic(1) }": false, "a\tb": false, "a\u2028b": false, strings.Repeat("x", 2000): false, strings.Repeat("long ", 100): true,
}

func TestNamesOfServices(t *testing.T) {
	c := checker(t)
	for name, want := range servicesNames {
		if got := generateNamed(t, c, name); got != want {
			t.Errorf("%.80q is generated: %v, want %v", name, got, want)
		}
	}
}

// FuzzServiceNames: whatever a name is, the result is Go that compiles, or errors with places.
func FuzzServiceNames(f *testing.F) {
	for name := range servicesNames {
		f.Add(name)
	}
	c := checker(f)
	f.Fuzz(func(t *testing.T, name string) {
		if utf8.ValidString(name) && len(name) < 3000 {
			generateNamed(t, c, strings.Join(strings.FieldsFunc(name, unicode.IsControl), ""))
		}
	})
}
