package route

import (
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

func text(name string) schema.Property { return schema.Property{Name: name, Type: "Edm.String"} }

// service has what paths can have.
func service() schema.Service {
	on := func(typeName string, more ...schema.Parameter) []schema.Parameter {
		return append([]schema.Parameter{{Name: "on", Type: typeName}}, more...)
	}
	return schema.Service{
		Structs: []schema.Struct{
			{Name: "s.item", Entity: true, Key: []schema.Key{{Path: "id"}}, Alternates: [][]schema.Key{{{Path: "code"}}},
				Properties: []schema.Property{text("id"), text("code"), {Name: "size", Type: "s.size"}, {Name: "tags", Type: "Collection(Edm.String)"}},
				Links:      []schema.Link{{Name: "children", Type: "Collection(s.item)", Contains: true}, {Name: "owner", Type: "s.item"}}},
			{Name: "s.file", Base: "s.item", Entity: true, Properties: []schema.Property{{Name: "content", Type: "Edm.Stream"}}},
			{Name: "s.line", Entity: true, Key: []schema.Key{{Path: "order"}, {Path: "no"}}, Properties: []schema.Property{{Name: "order", Type: "Edm.Int32"}, {Name: "no", Type: "Edm.Int32"}}},
			{Name: "s.size", Open: true, Properties: []schema.Property{text("unit")}},
		},
		Sets: []schema.Set{{Name: "items", Type: "s.item"}, {Name: "lines", Type: "s.line"}, {Name: "root", Type: "s.item", Singleton: true}},
		Operations: []schema.Operation{
			{Name: "s.send", Action: true, Bound: true, Parameters: on("s.item", schema.Parameter{Name: "to", Type: "Edm.String"})},
			{Name: "s.delta", Bound: true, Parameters: on("Collection(s.item)"), Returns: "Collection(s.item)"},
			{Name: "s.near", Bound: true, Parameters: on("s.item", schema.Parameter{Name: "x", Type: "Edm.Int32"}, schema.Parameter{Name: "y", Type: "Edm.Int32", Optional: true}), Returns: "s.item"},
			{Name: "s.reset", Action: true},
		},
		Imports: []schema.Import{{Name: "resetAll", Operation: "s.reset"}},
	}
}

func TestPaths(t *testing.T) {
	m := model.New(service())
	for path, want := range map[string]string{
		"/items":                       "/items",
		"items/a%2Fb":                  "/items/{}",
		"items('a%2Fb')":               "/items/{}",
		"items(id='x')":                "/items/{}",
		"items(code='x')":              "/items/{code}",
		"items/code=x":                 "/items/{code}",
		"items/a=b":                    "/items/{}",
		"items/1/s.file/content":       "/items/{}/s.file/content",
		"items/s.file/1":               "/items/s.file/{}",
		"items/$count":                 "/items/$count",
		"items/1/children/$ref":        "/items/{}/children/$ref",
		"items/1/children/2/owner":     "/items/{}/children/{}/owner",
		"items/1/size/unit/$value":     "/items/{}/size/unit/$value",
		"items/1/size/other":           "/items/{}/size/other",
		"items/1/tags":                 "/items/{}/tags",
		"items/1/send":                 "/items/{}/s.send()",
		"items/1/s.send":               "/items/{}/s.send()",
		"items/delta":                  "/items/s.delta()",
		"items/s.delta()/$count":       "/items/s.delta()/$count",
		"items/1/near(x=1)":            "/items/{}/s.near(x)",
		"items/1/near(y=@p,x=1)/owner": "/items/{}/s.near(x,y)/owner",
		"lines(order=1,no=2)":          "/lines/{}",
		"resetAll":                     "/resetAll",
		"root:/a/b%3Ac.txt:/children":  "/root/:{}:/children",
		"root:/a":                      "/root/:{}:",
		"root/children/7:/x/y:/s.file": "/root/children/{}/:{}:/s.file",
	} {
		if want == "/resetAll" {
			want = "/s.reset()"
		}
		p, err := Parse(m, path, func(string) (string, bool) { return "7", true })
		if err != nil || p.Shape != want {
			t.Errorf("%s: %+v %v, want %s", path, p, err, want)
			continue
		}
		again, err := Pattern(m, p.Documented)
		if err != nil && !strings.Contains(path, "other") || err == nil && again.Shape != p.Shape {
			t.Errorf("%s: documented as %s: %v %v", path, p.Documented, again, err)
		}
	}
}

func TestValues(t *testing.T) {
	m := model.New(service())
	for path, want := range map[string]string{
		"items/it's":           `"it's"`,
		"items('it''s')":       `"it's"`,
		"lines(no=2,order=1)":  `2 1`,
		"items/1/near(x=@p)":   `5`,
		"items/7/near(x=null)": `null`,
	} {
		p, err := Parse(m, path, func(string) (string, bool) { return "5", true })
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		var got []string
		for _, v := range p.Last().Values {
			got = append(got, string(v.JSON))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestPathsThatLeadNowhere(t *testing.T) {
	m := model.New(service())
	for path, want := range map[string]string{
		"thing":                 "no entity set",
		"items/1/Owner":         "did you mean owner?",
		"items/1/owner('2')":    "has no key",
		"items/1/s.line":        "does not derive",
		"lines/1":               "has another key",
		"lines(order='x',no=1)": "is in quotes",
		"items('x)":             "does not end with a quote",
		"items/1/tags/2":        "cannot be addressed",
		"items/1/near(z=1)":     "no overload",
		"items/%zz":             "invalid URL escape",
		"root:":                 "must follow the colon",
	} {
		if _, err := Parse(m, path, func(string) (string, bool) { return "", false }); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestRequestsOfTheSlice(t *testing.T) {
	s := service()
	s.Requests = []schema.Request{{Method: "GET", Path: "/items/{id}"}, {Method: "PATCH", Path: "/items/{id}"}, {Method: "GET", Path: "/items/{id}/s.near(x={x})"}, {Method: "PUT", Path: "/root:/{path}:/s.file/content"}}
	m := model.New(s)
	table, err := NewTable(m)
	if err != nil {
		t.Fatal(err)
	}
	for request, want := range map[string]bool{"GET items('1')": true, "PATCH items/1": true, "DELETE items/1": false, "GET items/1/near(x=1)": true, "PUT root:/a/b/c:/s.file/content": true, "GET items(code='1')": false} {
		method, path, _ := strings.Cut(request, " ")
		p, err := Parse(m, path, func(string) (string, bool) { return "", false })
		if err != nil || (table.Find(method, p) != nil) != want {
			t.Errorf("%s: %v, want %v", request, err, want)
		}
	}
	m.Service.Requests = append(m.Service.Requests, schema.Request{Method: "GET", Path: "/nothing"})
	if _, err := NewTable(m); err == nil || !strings.Contains(err.Error(), "GET /nothing") {
		t.Errorf("%v", err)
	}
}
