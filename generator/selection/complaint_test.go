package selection

// This file tests what lines get that have no meaning, and how patterns are written, on a library that has every kind
// of element.

import (
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const library = `<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="a.lib" Alias="lib" xmlns="http://docs.oasis-open.org/odata/ns/edm">SCHEMA
<EntityType Name="Book"><Key><PropertyRef Name="no"/></Key><Property Name="no" Type="Edm.Int32" Nullable="false"/><Property Name="title" Type="Edm.String"/>
<Property Name="cover" Type="Edm.Stream"/><Property Name="size" Type="a.lib.Size"/><Property Name="tags" Type="Collection(Edm.String)"/>
<NavigationProperty Name="pages" Type="Collection(a.lib.Page)" ContainsTarget="true"/><NavigationProperty Name="author" Type="a.lib.Person"/><NavigationProperty Name="any" Type="Edm.EntityType"/></EntityType>
<EntityType Name="Atlas" BaseType="a.lib.Book"><NavigationProperty Name="maps" Type="Collection(a.lib.Scan)" ContainsTarget="true"/></EntityType>
<EntityType Name="Page"><Key><PropertyRef Name="book"/><PropertyRef Name="no"/></Key><Property Name="book" Type="Edm.String" Nullable="false"/><Property Name="no" Type="Edm.Int32" Nullable="false"/>
<NavigationProperty Name="next" Type="Collection(a.lib.Page)" ContainsTarget="true"/></EntityType>
<EntityType Name="Scan" HasStream="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="Person"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="Note"><Property Name="text" Type="Edm.String"/></EntityType>
<ComplexType Name="Size"><Property Name="width" Type="Edm.Int32"/></ComplexType>
<Action Name="lend" IsBound="true"><Parameter Name="it" Type="a.lib.Book"/><Parameter Name="to" Type="Edm.String"/></Action>
<Function Name="near" IsBound="true"><Parameter Name="it" Type="a.lib.Book"/><Parameter Name="town" Type="Edm.String"/><ReturnType Type="Edm.Int32"/></Function>
<Function Name="near" IsBound="true"><Parameter Name="it" Type="a.lib.Book"/><Parameter Name="x" Type="Edm.Double"/><Parameter Name="y" Type="Edm.Double"/><ReturnType Type="Edm.Int32"/></Function>
<Function Name="best" IsBound="true"><Parameter Name="it" Type="Collection(a.lib.Book)"/><ReturnType Type="Collection(a.lib.Book)"/></Function>
<Function Name="title" IsBound="true"><Parameter Name="it" Type="a.lib.Book"/><ReturnType Type="Edm.String"/></Function>
<Function Name="today"><ReturnType Type="Edm.Date"/></Function>
<Action Name="close"/>
<EntityContainer Name="C"><EntitySet Name="Books" EntityType="a.lib.Book"/><EntitySet Name="Notes" EntityType="a.lib.Note"/><Singleton Name="Me" Type="a.lib.Person"/>
<FunctionImport Name="today" Function="a.lib.today"/><ActionImport Name="close" Action="a.lib.close"/>CONTAINER</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func libraryModel(t testing.TB, schema, container string) *metadata.Model {
	t.Helper()
	text := strings.NewReplacer("SCHEMA", schema, "CONTAINER", container).Replace(library)
	m, found := load.Load(load.Source{Name: "lib.xml", Data: []byte(text)}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestComplaints(t *testing.T) {
	m := libraryModel(t, "", "")
	for text, want := range map[string]string{
		"GET":                                   "5: request line \"GET\" has no path; write a method and a path, such as GET /users/{id}",
		"/Books":                                "5: request line \"/Books\" has no method; write a method and a path, such as GET /Books",
		"POST/Books":                            "5: request line \"POST/Books\" has no method; write a method and a path, such as POST /Books",
		"GET /":                                 "9: request line \"GET /\" has an empty path; write the path below the service root, such as /users/{id}",
		"FETCH /Books":                          "5: \"FETCH\" is not a method of a request line; use one of GET, POST, PATCH, PUT, DELETE, or * for all that fit",
		"GET /Books/{no":                        "16: parentheses, braces or quotes in \"{no\" do not match; write GET /Books/{no}",
		"GET /Books({no}/title":                 "10: parentheses, braces or quotes in \"Books({no}/title\" do not match; write GET /Books/{no}/title",
		"GET /Books({no})x":                     "21: segment \"Books({no})x\" continues after its parentheses",
		"GET /Books()":                          "15: the parentheses of \"Books()\" are empty; write a key between them, or leave them out",
		"GET /Me({id})":                         "12: \"Me\" takes no key; leave the parentheses out",
		"GET /Books/{no}/pages({no})":           "27: the key of a.lib.Page has 2 parts, but this line gives 1; write (book={book},no={no})",
		"GET /Books/{no}/pages/{no}":            "27: the key of a.lib.Page has 2 parts, but this line gives 1; write GET /Books/{no}/pages",
		"GET /Books/{no}/pages(book={b},x={x})": "36: \"x\" is not a part of the key of a.lib.Page; write (book={book},no={no})",
		"GET /Books/{no}/pages(book={b},{x})":   "36: the key of a.lib.Page has 2 parts, and \"{x}\" does not say which one it is; write (book={book},no={no})",
		"GET /Books(no=)":                       "16: there is no value; write {no} for any value, or a literal",
		"GET /Books(no=*)":                      "16: \"*\" is neither a placeholder nor a literal; write {no} for any value, or a literal",
		"GET /Books(no={a}b)":                   "16: the text beside the placeholder in \"{a}b\" would not be part of the call; write {no} for any value, or a literal",
		"GET /Books/none":                       "16: \"none\" is not a key of a.lib.Book, which is of Edm.Int32; write {no} for any key",
		"GET /Books/title":                      "16: \"title\" is not a key of a.lib.Book, which is of Edm.Int32; write GET /Books/{id}/title",
		"GET /Books/7;":                         "16: \"7;\" is not a key that can be a segment of its own; write {no} for any key",
		"GET /Notes/{id}":                       "16: {id} is read as a key, but a.lib.Note has none; write GET /Notes",
		"GET /Books/{no}/tags/{x}":              "26: {x} is a key, but \"tags\" is a collection of Edm.String; write GET /Books/{no}/tags",
		"GET /Books/{no}/{title | cover}":       "21: {title | cover} stands for several requests; write a line for each of title, cover",
		"GET /Books/{no}/size/depth":            "26: a.lib.Size has no segment \"depth\"",
		"GET /Books/{no}/maps":                  "21: a.lib.Book has no segment \"maps\", but its derived type a.lib.Atlas has; write /a.lib.Atlas/maps",
		"GET /Books/{no}/lib.Person":            "21: a.lib.Book cannot be cast to a.lib.Person, which does not derive from it; use a.lib.Atlas",
		"GET /Me/lib.Book":                      "13: a.lib.Person cannot be cast to a.lib.Book, which does not derive from it; no type derives from it; leave the cast out",
		"GET /Me/lib.near":                      "13: lib.near is not bound to one a.lib.Person; it is bound to a.lib.Book",
		"GET /Books/lib.near":                   "16: lib.near is not bound to a collection of a.lib.Book; it is bound to a.lib.Book",
		"GET /Me/lib.today":                     "13: lib.today is not bound to one a.lib.Person; it is bound to nothing: it is called through its import",
		"GET /Me/lib.nothing":                   "13: a path to a.lib.Person has no segment \"lib.nothing\"",
		"GET /Books/{no}/near":                  "21: the function a.lib.near needs parameters; write GET /Books/{no}/near(town={town}) or GET /Books/{no}/near(x={x},y={y})",
		"GET /Books/{no}/near(z={z},{w})":       "21: the function a.lib.near has no overload with the parameters (z, {w}); write GET /Books/{no}/near(town={town}) or GET /Books/{no}/near(x={x},y={y})",
		"POST /Books/{no}/lend(to={to})":        "26: \"lend\" is an action; its parameters are in the body of the request; leave the parentheses out",
		"GET /Books/{no}/lend":                  "5: GET does not fit a path that leads to the action a.lib.lend; POST does",
		"POST /Books/{no}/lend/title":           "27: \"title\" follows the action lend, which returns nothing; end the line before it",
		"POST /Books/{no}/lend/$value":          "27: $value follows the action lend, which returns nothing; leave it out",
		"POST /Books/best()":                    "5: POST does not fit a path that leads to the function a.lib.best; GET does",
		"POST /Books/7":                         "5: POST does not fit a path that leads to one a.lib.Book, since no operation of the collection is called \"7\", which is therefore read as a key; GET, PATCH, PUT and DELETE do",
		"GET /Books/{no}/any":                   "5: GET does not fit a path that leads to a value of Edm.EntityType; no method fits it; end the line elsewhere",
		"GET /Books/best()({no})({x})":          "22: segment \"best()({no})({x})\" continues after its parentheses",
		"GET /today()({x})":                     "18: \"today()({x})\" takes no key; leave the second parentheses out",
		"GET /Books/{no}/cover/$value":          "27: $value is the text of a value, but cover is a stream, which is read without it; leave it out",
		"GET /Books/{no}/size/$value":           "26: $value is the text of a primitive value or the media of an entity, but the path leads to one a.lib.Size; leave it out",
		"GET /Books/$value":                     "16: $value is one value, but the path leads to a collection of a.lib.Book; write GET /Books/{id}/$value",
		"GET /Books/{no}/title/$ref":            "27: $ref is about entities, but the path leads to a value of Edm.String; leave it out",
		"GET /Books/{no}/$count":                "21: $count counts a collection, but the path leads to one a.lib.Book; leave it out",
		"PATCH /Books/$count":                   "5: PATCH does not fit a path that leads to $count of a collection of a.lib.Book; GET does",
		"GET /Books/$count/x":                   "23: \"x\" follows $count, which ends a path; leave it out",
		"GET /Books/$all":                       "16: $all addresses entities of any type, so there is no typed request for it; name the entity set instead, or call odata.Get with the path",
		"POST /$batch":                          "11: $batch needs no request line: any requests can be sent in a batch; use odata.Batch",
		"GET /$metadata":                        "10: $metadata is the schema itself, which metadata: specifies; leave the line out",
		"GET /$count":                           "10: \"$count\" has no meaning here; the segments that end a path are $count, $ref and $value",
		"GET /Me:/x":                            "12: a path address begins at one entity like a folder or a file, with a name, content or others of its type below it, but \"Me\" is one a.lib.Person; leave the colon out",
		"GET /Books/{no}:":                      "20: nothing follows the colon of {no}:; write the path after it, such as {no}:/{path}",
		"GET /Books/{no}:/$value":               "22: \"$value\" is not a name in a path address; write GET /Books/{no}/$value",
		"GET /Books/{no}:/a{b}":                 "22: the text beside the placeholder in \"a{b}\" would not be part of the call; write {path} for the whole address, which ends with a colon",
		"GET /Books/{no}:/a/{b}:/title":         "22: the text beside the placeholder in \"a/{b}\" would not be part of the call; write {path} for the whole address, which ends with a colon",
		"GET /Books?/{no}":                      "16: \"/{no}\" is not a query option, and what follows a question mark is not part of the path; write GET /Books/{no}",
		"GET /*/Books":                          "10: \"/*\" stands for what is below a resource, and only at the end of a path; write {id} for any key",
		"GET /Books/**/*":                       "16: \"/**\" has no effect before a pattern; leave it out",
		"DELETE /*":                             "5: DELETE fits nothing that the path leads to",
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if got := strings.ReplaceAll(diags.Errors().Error(), "c.yaml:5:", ""); got != want || len(operations) != 0 {
			t.Errorf("%s: %d operations\n got  %s\n want %s", text, len(operations), got, want)
		}
	}
	if _, diags := Resolve(&metadata.Model{}, []Line{line("GET /Books")}); !strings.Contains(diags.Error(), "no entity container") {
		t.Error(diags)
	}
}

func TestWarnings(t *testing.T) {
	m := libraryModel(t, `<EntityType Name="Site"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="root" Type="a.lib.Size"/>
<Property Name="title" Type="Edm.String"/><NavigationProperty Name="sites" Type="Collection(a.lib.Site)" ContainsTarget="true"/></EntityType>`, `<EntitySet Name="Sites" EntityType="a.lib.Site"/>`)
	for text, want := range map[string]string{
		"GET /Books//{no}":                     "16: warning: extra slashes, and blanks around slashes, are ignored; leave them out",
		"DELETE /Books/{no}/author$ref":        "30: warning: the slash before $ref is missing; write author/$ref",
		"GET /Me/$value":                       "",
		"GET /Books/{no}/lib.Atlas/maps/inbox": "",
		"GET /Sites/root":                      "",
		"GET /Sites/title":                     `16: warning: "title" is read as the key of a collection of a.lib.Site, which has a member of that name; write GET /Sites/{id}/title for the member, or put ('title') after the collection for the key`,
		"GET /Sites/sites":                     `16: warning: "sites" is read as the key of a collection of a.lib.Site, which has a member of that name; write GET /Sites/{id}/sites for the member, or put ('sites') after the collection for the key`,
		"GET /Sites/a:/sites":                  `19: warning: "sites" is read as a path address, and a.lib.Site has a member of that name; leave the colon before it out, or write {path} for any address`,
		"GET /Sites/a:/sites/b":                "",
		"GET /Books/no":                        "16: warning: \"no\" is read as a placeholder for any key; write {no}",
		"GET /Books(book-id)":                  "16: warning: \"book-id\" is read as a placeholder for any value of no; write {book-id}",
		"GET /Books(n)":                        "16: warning: \"n\" is not a value of Edm.Int32 and is read as a placeholder for any value of no; write {no}",
		"GET /Books/{no}:/pages":               "22: warning: \"pages\" is read as a path address, and a.lib.Book has a member of that name; leave the colon before it out, or write {path} for any address",
		"GET /Books/BEST":                      "16: warning: \"BEST\" is called \"best\" in the schema",
		"GET /Books/lib.atlas":                 "16: warning: \"lib.atlas\" is called \"a.lib.Atlas\" in the schema",
		"GET /Books/{no}/near(TOWN={t})":       "21: warning: the parameters of \"near\" are called town in the schema",
		"GET /Books/{no}/lib.Atlas/maps/id":    "36: warning: \"id\" is read as a placeholder for any key; write {id}",
		"POST /Books/best":                     "17: warning: \"best\" is a function in the schema, to be called with GET; this line sends its parameters in the body of a POST",
	} {
		_, diags := Resolve(m, []Line{line(text)})
		if got := strings.ReplaceAll(diags.Warnings().Error(), "c.yaml:5:", ""); got != want {
			t.Errorf("%s:\n got  %s\n want %s", text, got, want)
		}
	}
}

// What patterns write, by what else is known: the first lines say how.
func TestPatterns(t *testing.T) {
	const short = `<Annotation Term="Org.OData.Core.V1.DefaultNamespace"/>`
	const segments = `<Annotation Term="Org.OData.Capabilities.V1.KeyAsSegmentSupported"/>`
	for _, c := range []struct{ schema, container, lines, want string }{
		{"", "", "GET /*", "GET /Books|GET /Me|GET /Notes|GET /today()"},
		{"", "", "POST /*", "POST /Books|POST /Notes|POST /close"},
		{"", "", "GET /Books/*", "GET /Books|GET /Books/a.lib.best()|GET /Books({Book-no})|GET /Books/$count"},
		{short, segments, "GET /Books/*", "GET /Books|GET /Books/best()|GET /Books/{Book-no}|GET /Books/$count"},
		{"", "", "GET /Books/best|GET /Books/*", "GET /Books/best|GET /Books|GET /Books({Book-no})|GET /Books/$count"},
		{"", "", "GET /Books/best|GET /Books/lib.best()|GET /Books/*", "GET /Books/best|GET /Books|GET /Books({Book-no})|GET /Books/$count"},
		{"", "", "DELETE /Books/{no}|GET /Books/*", "DELETE /Books/{no}|GET /Books|GET /Books/a.lib.best()|GET /Books/{Book-no}|GET /Books/$count"},
		{short, "", "GET /Books/{no}/*", "GET /Books/{no}|GET /Books/{no}/a.lib.title()|GET /Books/{no}/near(town={town})|GET /Books/{no}/near(x={x},y={y})|GET /Books/{no}/cover|GET /Books/{no}/pages|GET /Books/{no}/author"},
		{"", "", "GET /Books/{no}/pages/**", "GET /Books/{no}/pages|GET /Books/{no}/pages(book={book},no={no})|GET /Books/{no}/pages(book={book},no={no})/next|GET /Books/{no}/pages(book={book},no={no})/next(book={book},no={no})|GET /Books/{no}/pages(book={book},no={no})/next(book={book},no={no})/next|GET /Books/{no}/pages(book={book},no={no})/next/$count|GET /Books/{no}/pages/$count"},
		{"", "", "GET /Books/{no}/lib.Atlas/maps/*/*", "GET /Books/{no}/lib.Atlas/maps|GET /Books/{no}/lib.Atlas/maps/{Scan-id}|GET /Books/{no}/lib.Atlas/maps/{Scan-id}/$value|GET /Books/{no}/lib.Atlas/maps/$count"},
		{"", "", "* /Me/*", "GET /Me|PATCH /Me|PUT /Me"},
		{"", "", "GET /Books/*|!* /Books/*", ""},
		{"", "", "GET /Books/*/*|!* /Books/*", "GET /Books({Book-no})/a.lib.near(town={town})|GET /Books({Book-no})/a.lib.near(x={x},y={y})|GET /Books({Book-no})/a.lib.title()|GET /Books({Book-no})/cover|GET /Books({Book-no})/pages|GET /Books({Book-no})/author"},
	} {
		var lines []Line
		for _, text := range strings.Split(c.lines, "|") {
			lines = append(lines, line(text))
		}
		operations, diags := Resolve(libraryModel(t, c.schema, c.container), lines)
		var got []string
		for _, op := range operations {
			got = append(got, op.Line.Text)
		}
		if strings.Join(got, "|") != c.want || diags.Err() != nil {
			t.Errorf("%s:\n got  %s\n want %s %v", c.lines, strings.Join(got, "|"), c.want, diags)
		}
	}
	m := libraryModel(t, "", "")
	for text, want := range map[string]bool{"GET /Books": false, "GET /Books/{no}": false, "GET /Books({no})": true, "GET /Books/*": true} {
		operations, _ := Resolve(m, []Line{line(text)})
		if got := (Forms{}).Parenthesized(m, operations); got != want {
			t.Errorf("%s: parentheses %v, want %v", text, got, want)
		}
		if (Forms{Keys: KeysAsSegments}).Parenthesized(m, operations) || !(Forms{Keys: KeysInParentheses}).Parenthesized(m, operations) {
			t.Errorf("%s: the configuration does not decide", text)
		}
	}
}

// Lists of the configuration that name what is not there.
func TestRulesThatNameNothing(t *testing.T) {
	m := libraryModel(t, "", "")
	name := func(text string) Name { return Name{Text: text} }
	for want, rules := range map[string]Rules{
		`no type in the metadata matches "a.lib.Bok"; did you mean a.lib.Book or a.lib.Note?`:                              {Types: []Name{name("a.lib.Bok")}},
		`no type in the metadata matches "x.*"`:                                                                            {Types: []Name{name("x.*")}},
		`no type in the metadata matches "Edm.String"`:                                                                     {Types: []Name{name("Edm.String")}},
		`a.lib.Book has no property "tittle"; did you mean title?`:                                                         {Properties: []Members{{name("lib.Book"), []Name{name("tittle")}}}},
		`a.lib.Book/pages is a navigation property, not a property; name it under expand: instead, which makes it a field`: {Properties: []Members{{name("lib.Book"), []Name{name("pages")}}}},
		`a.lib.Book has no navigation property "page"; did you mean pages?`:                                                {Expand: []Members{{name("lib.Book"), []Name{name("page")}}}},
		`a.lib.Book has no derived type "lib.Person"`:                                                                      {Derived: []Members{{name("lib.Book"), []Name{name("lib.Person")}}}},
		`no type in the metadata matches "lib.Nobody"`:                                                                     {Derived: []Members{{name("lib.Nobody"), []Name{name("all")}}}},
	} {
		if _, diags := Close(m, nil, rules); diags.Error() != want {
			t.Errorf("got %s, want %s", diags.Error(), want)
		}
	}
	for _, all := range []string{"all", "lib.Atlas"} {
		c, diags := Close(m, nil, Rules{Types: []Name{name("a.lib.Book")}, Derived: []Members{{name("lib.Book"), []Name{name(all)}}}, Properties: []Members{{name("lib.Book"), []Name{name("title")}}}})
		family := c.Family(m.Structured("lib.Book"))
		if len(family) != 1 || family[0] != m.Structured("lib.Atlas") || diags != nil || !c.Restricted(m.Structured("lib.Book")) || c.Restricted(family[0]) {
			t.Errorf("%s: %v %v", all, family, diags)
		}
	}
}

// The plan finds every kind of operation by its line.
func TestKinds(t *testing.T) {
	m := libraryModel(t, "", "")
	for text, want := range map[string]string{
		"GET /Books/{no}/cover": "stream Books key(no={no}) cover", "PUT /Books/{no}/tags": "value Books key(no={no}) tags", "GET /Books/{no}/title/$value": "value Books key(no={no}) title",
		"PUT /Books/{no}/author/$ref": "reference Books key(no={no}) author", "POST /Books/{no}/pages/$ref": "reference Books key(no={no}) pages", "GET /Books/$count": "count Books",
		"PUT /Me/$value": "stream Me", "GET /today()": "invoke today", "POST /close": "invoke close", "PATCH /Books/{no}/size": "update Books key(no={no}) size",
		"GET /Books/best()/{no}": "get Books best key(no={no})", "GET /Books/best()({no})": "get Books best key(no={no})", "GET /Books/{no}/near(x=1.5,y=@y)?@y=2": "invoke Books key(no={no}) near",
		"GET /Books/{no}:/{path}:/title": "value Books key(no={no}) {path} title",
	} {
		operations, diags := Resolve(m, []Line{line(text)})
		if len(operations) != 1 {
			t.Errorf("%s: %v", text, diags)
			continue
		}
		if got := described(operations[0]); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	operations, _ := Resolve(m, []Line{line("GET /Books?$top={n}&x=1&$filter=title eq '{t}'")})
	want := []Option{{Name: "$top", Text: "{n}", Placeholder: "n"}, {Name: "x", Text: "1"}, {Name: "$filter", Text: "title eq '{t}'"}}
	if !slices.Equal(operations[0].Options, want) {
		t.Errorf("options %v, want %v", operations[0].Options, want)
	}
}
