package selection

// This file tests what request lines mean, on a small model and on Graph's own documentation.

import (
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="my.shop" Alias="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="name" Type="Edm.String"/><Property Name="size" Type="my.shop.size"/>
<NavigationProperty Name="parts" Type="Collection(my.shop.thing)"/><NavigationProperty Name="whole" Type="my.shop.thing"/>
<Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Name" PropertyPath="name"/></Record></Collection></PropertyValue></Record>
<Record><PropertyValue Property="Key"><Collection><Record><PropertyValue Property="Alias" String="width"/><PropertyValue Property="Name" PropertyPath="size/w"/></Record>
<Record><PropertyValue Property="Name" PropertyPath="name"/></Record></Collection></PropertyValue></Record></Collection></Annotation></EntityType>
<EntityType Name="special" BaseType="my.shop.thing"><NavigationProperty Name="lines" Type="Collection(my.shop.line)"/></EntityType>
<EntityType Name="line"><Key><PropertyRef Name="order"/><PropertyRef Name="no"/></Key><Property Name="order" Type="Edm.String" Nullable="false"/>
<Property Name="no" Type="Edm.Int32" Nullable="false"/></EntityType>
<ComplexType Name="size"><Property Name="unit" Type="my.shop.unit"/><Property Name="w" Type="Edm.Int32"/></ComplexType>
<EnumType Name="unit"><Member Name="m"/></EnumType>
<EntityContainer Name="c"><EntitySet Name="Things" EntityType="my.shop.thing"/><Singleton Name="Best" Type="my.shop.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func model(t testing.TB) *metadata.Model {
	t.Helper()
	m, found := load.Load(load.Source{Name: "shop.xml", Data: []byte(shop)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func line(text string) Line { return Line{Text: text, Pos: diag.Pos{File: "c.yaml", Line: 5, Col: 5}} }

// described is an operation as a text: kind, and each step.
func described(op *Operation) string {
	parts := []string{string(op.Kind)}
	for _, s := range op.Path {
		switch s.Kind {
		case KeyStep:
			var keys []string
			for _, k := range s.Keys {
				value := "{" + k.Placeholder + "}"
				if k.Placeholder == "" {
					value = k.Literal
				}
				keys = append(keys, k.Ref.Alias+"="+value)
			}
			parts = append(parts, "key("+strings.Join(keys, ",")+")")
		case CastStep:
			parts = append(parts, "as "+s.Type.Name)
		default:
			parts = append(parts, s.name())
		}
	}
	return strings.Join(parts, " ")
}

func TestLines(t *testing.T) {
	m := model(t)
	for text, want := range map[string]string{
		"GET /Things":                                        "list Things",
		"GET\t/Things":                                       "list Things",
		"get Things":                                         "list Things",
		"  POST   /Things  ":                                 "create Things",
		"GET /Things/{thing-id}":                             "get Things key(id={thing-id})",
		"PATCH /Things('{id}')":                              "update Things key(id={id})",
		"DELETE /Things(id='{id}')":                          "delete Things key(id={id})",
		"GET /Things/a.b?$select=id":                         "get Things key(id=a.b)",
		"GET /Things('it''s')/parts":                         "list Things key(id=it's) parts",
		"GET /Things/ada%40example.com":                      "get Things key(id=ada@example.com)",
		"GET /Things('it%27%27s 100%25')":                    "get Things key(id=it's 100%)",
		"GET /Things('100%')/parts(name='a%2Fb')":            "get Things key(id=100%) parts key(name=a/b)",
		"GET /Things/%7Bthing%7D":                            "get Things key(id={thing})",
		"GET /Things/inbox/parts":                            "list Things key(id=inbox) parts",
		"GET https://example.com/v1.0/Things/{id}":           "get Things key(id={id})",
		"GET http://example.com/odata/v4/Things?x=/y":        "list Things",
		"GET /beta/Best":                                     "get Best",
		"PATCH Best/whole":                                   "update Best whole",
		"DELETE /Best/whole":                                 "delete Best whole",
		"GET /Things/{a}/my.shop.special/lines":              "list Things key(id={a}) as special lines",
		"GET /Things/shop.special":                           "list Things as special",
		"GET /Things/shop.special/{id}":                      "get Things as special key(id={id})",
		"GET /Best/shop.special/lines(order={o},no=7)":       "get Best as special lines key(order={o},no=7)",
		"GET /Best/shop.special/lines(no={n},order='a')":     "get Best as special lines key(no={n},order=a)",
		"GET Things/{id}/":                                   "get Things key(id={id})",
		"GET /Things/{id | name}":                            "get Things key(id={id | name})",
		"GET /Things('a/b')/whole":                           "get Things key(id=a/b) whole",
		"GET /Things/{id}/parts HTTP/1.1":                    "list Things key(id={id}) parts",
		"GET example.com:8080/v1.0/Things":                   "list Things",
		"GET api.example.com/Things/a.b":                     "get Things key(id=a.b)",
		"GET serviceRoot/Things":                             "list Things",
		"GET ~/Things/{id}":                                  "get Things key(id={id})",
		"GET {{host}}/v1.0/Things":                           "list Things",
		"GET [Organization URI]/api/data/v9.2/Best HTTP/1.1": "get Best",
		"GET /Things/name={name}":                            "get Things key(name={name})",
		"GET /Things(name='{name}')":                         "get Things key(name={name})",
		"GET /Things(width=7,name='{name}')":                 "get Things key(width=7,name={name})",
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if len(operations) != 1 || len(diags) != 0 {
			t.Errorf("%s: %v", text, diags)
			continue
		}
		if got := described(operations[0]); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestCaseAndRepetitionAreWarnings(t *testing.T) {
	operations, diags := Resolve(model(t), []Line{line("GET /things/{a}/Parts"), line("GET /Things/{b}/parts"), line("GET /Things/{b}/parts/{c}")})
	want := `c.yaml:5:10: warning: "things" is called "Things" in the schema
c.yaml:5:21: warning: "Parts" is called "parts" in the schema
c.yaml:5:5: warning: GET /Things/{b}/parts is selected twice (c.yaml:5:5: first)`
	if len(operations) != 2 || diags.Errors() != nil || !strings.Contains(want, strings.Split(diags.Error(), "\n")[0]) || len(diags) != 3 {
		t.Errorf("%d operations, %v", len(operations), diags)
	}
}

// What a line gets that takes a name for a key, or gives none.
func TestLiteralsThatAreNoKeys(t *testing.T) {
	m := model(t)
	for text, want := range map[string]string{
		"POST /Things/ship": `c.yaml:5:5: POST does not fit a path that leads to one my.shop.thing, since no operation of the collection is called "ship", which is therefore read as a key; GET, PATCH, PUT and DELETE do`,
		"POST /Things/{id}": `c.yaml:5:5: POST does not fit a path that leads to one my.shop.thing; GET, PATCH, PUT and DELETE do`,
		"GET /Things()":     `c.yaml:5:16: the parentheses of "Things()" are empty; write a key between them, or leave them out`,
		"* /**":             `c.yaml:5:8: /** stands for everything below a resource, but no resource precedes it; name one, such as * /users/**, or write * /* for what is at the root`,
		"GET /Best('x')":    `c.yaml:5:14: "Best" takes no key; leave the parentheses out`,
	} {
		if operations, diags := Resolve(m, []Line{line(text)}); len(operations) != 0 || diags.Error() != want {
			t.Errorf("%s: %v, want %s", text, diags, want)
		}
	}
}

// Folders before the resource are the address of the service in a whole URL only, and never what is nearly the name of
// a resource.
func TestFoldersOfTheRoot(t *testing.T) {
	m := model(t)
	for text, want := range map[string]string{
		"GET https://example.com/V4/(S(abc))/Shop/Shop.svc/Things": `c.yaml:5:32: warning: "(S(abc))/Shop/Shop.svc" is not a resource of the service and is read as part of its address; begin the path with /Things`,
		"GET {host}/api/shop/v9.2/Things":                          `c.yaml:5:20: warning: "shop/v9.2" is not a resource of the service and is read as part of its address; begin the path with /Things`,
		"GET https://example.com/v1/Thing/Best":                    `c.yaml:5:32: the service root (my.shop.c) has no segment "Thing"; did you mean Things?`,
		"GET https://example.com/v1/folder('x')/Best":              `c.yaml:5:32: the service root (my.shop.c) has no segment "folder('x')"`,
		"GET https://example.com/v1/folder/other":                  `c.yaml:5:32: the service root (my.shop.c) has no segment "folder"`,
		"GET /folder/Things":                                       `c.yaml:5:10: the service root (my.shop.c) has no segment "folder"`,
		"GET /{tenant}/Things":                                     `c.yaml:5:10: warning: "{tenant}" is not a resource of the service and is read as part of its address; begin the path with /Things`,
		"GET /{{baseUrl}}/v1/Things":                               ``,
		"GET /{api-version}/Things":                                ``,
		"GET /{tenant-id}/Things":                                  `c.yaml:5:10: the service root (my.shop.c) has no segment "{tenant-id}"; write GET /Things`,
		"GET /{id}/Things":                                         `c.yaml:5:10: the service root (my.shop.c) has no segment "{id}"; write GET /Things`,
		"GET /Thing/Best":                                          `c.yaml:5:10: the service root (my.shop.c) has no segment "Thing"; did you mean Things?`,
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if diags.Error() != want || (len(operations) == 1) != (want == "" || strings.Contains(want, "warning")) {
			t.Errorf("%s: %d operations, %v, want %s", text, len(operations), diags, want)
		}
	}
}

func TestClosureKnowsWhy(t *testing.T) {
	m := model(t)
	operations, _ := Resolve(m, []Line{line("GET /Things/{id}"), line("DELETE /Best/whole")})
	c, diags := Close(m, operations, Rules{})
	if len(diags) != 0 || len(c.Types) != 3 {
		t.Fatalf("%v %v", c.Types, diags)
	}
	if got := strings.Join(c.Has(m.Type("my.shop.unit")).Chain(), " -> "); got != "GET /Things/{id} -> my.shop.thing/size -> my.shop.size/unit" {
		t.Error(got)
	}
	if c.Has(m.Type("my.shop.line")) != nil {
		t.Error("a navigation property that nobody names brought its type")
	}
}

func TestRules(t *testing.T) {
	m := model(t)
	thing := m.Structured("my.shop.thing")
	name := func(text string) Name { return Name{Text: text} }
	for want, rules := range map[string]Rules{
		"thing unit size | id name size | ":              {Types: []Name{name("shop.thing")}},
		"thing | id | ":                                  {Types: []Name{name("my.shop.thing")}, Properties: []Members{{name("shop.thing"), nil}}},
		"thing line special | id | lines":                {Types: []Name{name("my.shop.special")}, Properties: []Members{{name("shop.thing"), nil}, {name("shop.special"), nil}}, Expand: []Members{{name("shop.special"), []Name{name("lines"), name("whole")}}}},
		"thing line special unit size | id name size | ": {Types: []Name{name("my.**")}},
		"unit | id name size | ":                         {Types: []Name{name("*.*.un*")}},
	} {
		c, diags := Close(m, nil, rules)
		if len(diags) != 0 {
			t.Errorf("%v: %v", rules, diags)
			continue
		}
		got := map[string]bool{}
		for _, member := range c.Types {
			got[strings.TrimPrefix(member.Type.QualifiedName(), "my.shop.")] = true
		}
		wantTypes := strings.Fields(strings.Split(want, "|")[0])
		for _, w := range wantTypes {
			if !got[w] {
				t.Errorf("%v: %s is missing from %v", rules, w, got)
			}
		}
		if len(got) != len(wantTypes) {
			t.Errorf("%v: %v, want %v", rules, got, wantTypes)
		}
		var properties []string
		for _, p := range c.Properties(thing) {
			properties = append(properties, p.Name)
		}
		if w := strings.TrimSpace(strings.Split(want, "|")[1]); strings.Join(properties, " ") != w {
			t.Errorf("%v: properties %v, want %s", rules, properties, w)
		}
	}
}

// FuzzResolve: whatever a line says, the result is an operation or a complaint.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"GET /Things('{id}')", "POST /Things/{a}/my.shop.special/lines(order={o},no=7)", "GET /Things('a''b')?$x='/'", "PATCH /Best/(x=", "GET /((}{'", "GET https://x/Things"} {
		f.Add(s)
	}
	m := model(f)
	f.Fuzz(func(t *testing.T, text string) {
		operations, diags := Resolve(m, []Line{line(text)})
		if (len(operations) == 0) != (len(diags.Errors()) > 0) {
			t.Errorf("%q: %d operations, %v", text, len(operations), diags)
		}
	})
}

// An alternate key that the schema does not declare is a warning, which shows the ones that it does.
func TestUndeclaredAlternateKeys(t *testing.T) {
	for text, want := range map[string]string{
		"GET /Things/{id}/my.shop.special/lines({a},7)":  `c.yaml:5:44: the key of my.shop.line has 2 parts, and "{a}" does not say which one it is; write (order={order},no={no})`,
		"GET /Things/{id}/my.shop.special/lines(no={n})": "c.yaml:5:44: the key of my.shop.line has 2 parts, but this line gives 1; write (order={order},no={no})",
		"GET /Best/parts(name={n})":                      "",
	} {
		operations, diags := Resolve(model(t), []Line{line(text)})
		if got := diags.Error(); got != want || (len(operations) == 0) != (diags.Err() != nil) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	m, found := load.Load(load.Source{Name: "t.xml", Data: []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="a" Type="Edm.String"/><Property Name="b" Type="Edm.String"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="Ts" EntityType="s.T"><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record>
<PropertyValue Property="Alias" String="x"/><PropertyValue Property="Name" PropertyPath="b"/></Record></Collection></PropertyValue></Record></Collection></Annotation></EntitySet></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"GET /Ts(x={v})": "",
		"GET /Ts(a={v})": "c.yaml:5:13: warning: the schema declares no alternate key (a={a}) of s.T; write (x={x}), or declare it in an overlay: Org.OData.Core.V1.AlternateKeys",
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if got := diags.Error(); got != want || len(operations) != 1 {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
