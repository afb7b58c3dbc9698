package value

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

func types() *model.Model {
	return model.New(schema.Service{
		Structs: []schema.Struct{
			{Name: "s.any"}, {Name: "s.point", Properties: []schema.Property{{Name: "x", Type: "Edm.Int32", Null: true}}},
			{Name: "s.point3", Base: "s.point", Properties: []schema.Property{{Name: "z", Type: "Edm.Int32", Null: true}}}, {Name: "s.bag", Open: true, Properties: []schema.Property{{Name: "x", Type: "Edm.Int32"}}},
		},
		Enums:   []schema.Enum{{Name: "s.color", Members: []schema.Member{{Name: "red"}}}, {Name: "s.days", Flags: true, Members: []schema.Member{{Name: "mon"}, {Name: "tue"}}}},
		Aliases: []schema.Alias{{Name: "s.weight", Type: "Edm.Decimal"}},
	})
}

func TestLiterals(t *testing.T) {
	m := types()
	for _, test := range []struct{ typeName, text, want string }{
		{"Edm.String", "'it''s'", `"it's"`}, {"Edm.String", "null", "null"}, {"Edm.Int64", "-5", "-5"}, {"s.weight", "1.50", "1.50"}, {"Edm.Double", "INF", `"INF"`},
		{"Edm.Boolean", "true", "true"}, {"Edm.Guid", "3d92af00-af00-3d92-00af-923d00af923d", `"3d92af00-af00-3d92-00af-923d00af923d"`},
		{"Edm.Date", "2026-01-31", `"2026-01-31"`}, {"Edm.DateTimeOffset", "2026-01-31T12:00:00Z", `"2026-01-31T12:00:00Z"`}, {"Edm.Duration", "duration'PT1H'", `"PT1H"`},
		{"Edm.Binary", "binary'AQID'", `"AQID"`}, {"s.color", "s.color'red'", `"red"`}, {"s.color", "'red'", `"red"`}, {"Collection(Edm.String)", `["a", "b"]`, `["a","b"]`},
		{"s.point", `{"x": 1}`, `{"x":1}`},
	} {
		got, err := Literal(m, test.typeName, test.text)
		if err != nil || string(got) != test.want {
			t.Errorf("%s %s: %s %v, want %s", test.typeName, test.text, got, err, test.want)
			continue
		}
		if item, many := model.Item(test.typeName); many || m.Type(item) != nil || test.text == "null" {
			continue
		}
		if again, err := Literal(m, test.typeName, strings.ReplaceAll(URL(m, test.typeName, got), "%20", " ")); err != nil || string(again) != test.want {
			t.Errorf("%s %s: written as %s, read as %s %v", test.typeName, test.text, URL(m, test.typeName, got), again, err)
		}
	}
	for _, wrong := range [][2]string{{"Edm.Int32", "x"}, {"Edm.Int32", "'1'"}, {"Edm.Byte", "256"}, {"Edm.String", "'a'b'"}, {"Edm.String", "'a"}, {"Edm.Date", "2026-02-30"}, {"Edm.Guid", "1"}, {"Edm.Boolean", "1"}, {"Edm.Binary", "binary'?'"}, {"s.point", "{"}} {
		if got, err := Literal(m, wrong[0], wrong[1]); err == nil {
			t.Errorf("%s is %s as %s", wrong[1], got, wrong[0])
		}
	}
}

func TestCheck(t *testing.T) {
	m := types()
	for _, test := range []struct {
		property schema.Property
		text     string
		want     string // of a strict check; "" where it fits
	}{
		{schema.Property{Type: "Edm.String", MaxLength: 2}, `"äö"`, ""},
		{schema.Property{Type: "Edm.String", MaxLength: 2}, `"abc"`, "at most 2"},
		{schema.Property{Type: "Edm.Binary", MaxLength: 2}, `"AQID"`, "has 3 bytes"},
		{schema.Property{Type: "s.weight", Precision: 3, Scale: 2}, `12.5`, ""},
		{schema.Property{Type: "s.weight", Precision: 3, Scale: -1}, `12.55`, "has 4 digits"},
		{schema.Property{Type: "s.weight", Precision: 3, Scale: 2}, `"INF"`, ""},
		{schema.Property{Type: "Edm.Int64"}, `"12"`, ""},
		{schema.Property{Type: "Edm.Int16"}, `40000`, "a value of Edm.Int16"},
		{schema.Property{Type: "Edm.String"}, `null`, "must not be null"},
		{schema.Property{Type: "Edm.String", Null: true}, `null`, ""},
		{schema.Property{Type: "Collection(Edm.String)", Null: true}, `null`, "cannot be null"},
		{schema.Property{Type: "Collection(Edm.String)", MaxLength: 1}, `["a",null,"bc"]`, "at most 1"},
		{schema.Property{Type: "Collection(Edm.String)", MaxLength: 1}, `["a",null]`, ""},
		{schema.Property{Type: "Collection(Edm.Int32)"}, `[1,"x"]`, "p/1: found"},
		{schema.Property{Type: "Edm.Geography"}, `{"type":"Point"}`, ""},
		{schema.Property{Type: "s.color"}, `"RED"`, ""},
		{schema.Property{Type: "s.color"}, `"blue"`, `"blue" is not a member`},
		{schema.Property{Type: "s.color"}, `true`, "a member of s.color"},
		{schema.Property{Type: "s.days"}, `"mon, tue"`, ""},
		{schema.Property{Type: "s.days"}, `"mon,fri"`, `"fri" is not a member`},
		{schema.Property{Type: "s.any"}, `[1]`, ""},
		{schema.Property{Type: "s.bag"}, `{"y":1}`, ""},
		{schema.Property{Type: "s.bag"}, `{"x":null}`, "p/x: must not be null"},
		{schema.Property{Type: "s.point"}, `{"x":1,"x@my.note":2,"y":3}`, `p/y: s.point has no member "y"`},
		{schema.Property{Type: "s.point"}, `{"@odata.type":"#s.point3","z":3}`, ""},
		{schema.Property{Type: "s.point"}, `{"@odata.type":"#s.bag"}`, "does not derive from s.point"},
		{schema.Property{Type: "s.point"}, `{"@odata.type":"#s.unknown","z":3}`, "no member"},
		{schema.Property{Type: "s.point"}, `7`, "an object"},
	} {
		c := Checker{Model: m, Strict: true}
		c.Property("p", &test.property, jsontext.Value(test.text))
		var got []string
		for _, f := range c.Faults() {
			got = append(got, f.String())
		}
		if text := strings.Join(got, "; "); test.want == "" && text != "" || !strings.Contains(text, test.want) {
			t.Errorf("%+v %s: %q, want %q", test.property, test.text, text, test.want)
		}
	}
}

// TestWhatTestsMayPutIn: what services send although the schema lacks it fits, and what cannot be read does not.
func TestWhatTestsMayPutIn(t *testing.T) {
	for text, fits := range map[string]bool{`{"x":null,"y":1}`: true, `{"x":"text"}`: false, `{"x":1.5}`: false} {
		c := Checker{Model: types()}
		c.Property("p", &schema.Property{Type: "s.point", MaxLength: 1}, jsontext.Value(text))
		if len(c.Faults()) == 0 != fits {
			t.Errorf("%s: %v", text, c.Faults())
		}
	}
}
