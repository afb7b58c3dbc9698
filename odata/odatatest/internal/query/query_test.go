package query_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// The service of the tests: people with everything that properties can be, and what they are related to.
var service = schema.Service{
	Structs: []schema.Struct{
		{Name: "my.thing", Entity: true, Abstract: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{{Name: "id", Type: "Edm.String"}}},
		{Name: "my.person", Base: "my.thing", Entity: true,
			Properties: []schema.Property{
				{Name: "name", Type: "Edm.String"}, {Name: "nick", Type: "Edm.String", Null: true}, {Name: "flag", Type: "Edm.Boolean", Null: true},
				{Name: "age", Type: "Edm.Int32", Null: true}, {Name: "big", Type: "Edm.Int64", Null: true}, {Name: "price", Type: "Edm.Decimal", Null: true},
				{Name: "ratio", Type: "Edm.Double", Null: true}, {Name: "share", Type: "Edm.Single", Null: true},
				{Name: "born", Type: "Edm.DateTimeOffset", Null: true}, {Name: "day", Type: "Edm.Date", Null: true}, {Name: "clock", Type: "Edm.TimeOfDay", Null: true},
				{Name: "span", Type: "Edm.Duration", Null: true}, {Name: "guid", Type: "Edm.Guid", Null: true}, {Name: "blob", Type: "Edm.Binary", Null: true},
				{Name: "color", Type: "my.color", Null: true}, {Name: "rights", Type: "my.rights", Null: true}, {Name: "code", Type: "my.code", Null: true},
				{Name: "tags", Type: "Collection(Edm.String)"}, {Name: "scores", Type: "Collection(Edm.Int32)"},
				{Name: "home", Type: "my.address", Null: true}, {Name: "homes", Type: "Collection(my.address)"}, {Name: "place", Type: "Edm.GeographyPoint", Null: true},
				{Name: "photo", Type: "Edm.Stream"}, {Name: "extra", Type: "my.bag", Null: true},
			},
			Links: []schema.Link{{Name: "manager", Type: "my.person", Null: true}, {Name: "reports", Type: "Collection(my.person)"}, {Name: "owned", Type: "Collection(my.thing)"}}},
		{Name: "my.boss", Base: "my.person", Entity: true, Properties: []schema.Property{{Name: "bonus", Type: "Edm.Int32", Null: true}, {Name: "grants", Type: "Collection(Edm.Int32)"}}},
		{Name: "my.car", Base: "my.thing", Entity: true, Properties: []schema.Property{{Name: "wheels", Type: "Edm.Int32"}}},
		{Name: "my.address", Properties: []schema.Property{{Name: "city", Type: "Edm.String", Null: true}, {Name: "zip", Type: "Edm.Int32", Null: true}},
			Links: []schema.Link{{Name: "country", Type: "my.thing", Null: true}}},
		{Name: "my.bag", Open: true},
	},
	Enums: []schema.Enum{
		{Name: "my.color", Members: []schema.Member{{Name: "red", Value: 1}, {Name: "green", Value: 2}}},
		{Name: "my.rights", Flags: true, Members: []schema.Member{{Name: "read", Value: 1}, {Name: "write", Value: 2}, {Name: "run", Value: 4}}},
	},
	Aliases:    []schema.Alias{{Name: "my.code", Type: "Edm.String"}},
	Operations: []schema.Operation{{Name: "my.promote", Action: true, Bound: true}},
}

// store is entities by their IDs, and where their links lead.
type store map[string]*entity

type entity struct {
	store store
	of    string
	json  string
	links map[string][]string
}

func (e *entity) Type() string { return e.of }
func (e *entity) ID() string {
	id, _ := e.Member("id")
	return strings.Trim(string(id), `"`)
}
func (e *entity) Member(name string) (jsontext.Value, bool) {
	return query.Member(jsontext.Value(e.json), name)
}
func (e *entity) JSON() jsontext.Value { return jsontext.Value(e.json) }
func (e *entity) Related(link string) ([]query.Entity, error) {
	var all []query.Entity
	for _, id := range e.links[link] {
		if e.store[id] == nil {
			return nil, fmt.Errorf("%s leads to %s, which is not there", link, id)
		}
		all = append(all, e.store[id])
	}
	return all, nil
}

func (s store) add(of, json string, links map[string][]string) *entity {
	e := &entity{store: s, of: of, json: json, links: links}
	s[e.ID()] = e
	return e
}

var now = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func people() []query.Entity {
	s := store{}
	s.add("my.car", `{"id":"c1","wheels":4}`, nil)
	ada := s.add("my.person", `{"id":"ada","name":"Ada","nick":null,"flag":true,"age":36,"big":9007199254740993,"price":1.10,"ratio":0.1,"share":0.1,`+
		`"born":"1815-12-10T23:30:00.25+01:00","day":"2024-02-29","clock":"12:34:56.5","span":"PT1H30M","guid":"01234567-89ab-cdef-0123-456789abcdef","blob":"T0RhdGE",`+
		`"color":"red","rights":"read,write","code":"xyz","tags":["a","b","a"],"scores":[3,5],"home":{"city":"Ulm","zip":7},"homes":[{"city":"Ulm","zip":1},{"city":"Rom","zip":2}],`+
		`"extra":{"depth":3,"label":"x"},"secret":1}`,
		map[string][]string{"manager": {"bob"}, "reports": {}, "owned": {"c1"}, "home/country": {"c1"}})
	bob := s.add("my.boss", `{"id":"bob","name":"Bob O'Neil","nick":"bo","flag":false,"age":50,"price":2,"ratio":2.5,"color":"green","rights":"run","tags":[],"bonus":7,"grants":[1]}`,
		map[string][]string{"reports": {"ada", "cid"}, "owned": {"ada", "c1"}})
	cid := s.add("my.person", `{"id":"cid","name":"cid ÄÖ","tags":["c"],"age":null,"ratio":"NaN","color":"purple","born":"2020-01-01T00:00:00Z"}`,
		map[string][]string{"manager": {"bob"}})
	return []query.Entity{ada, bob, cid}
}

func ids(entities []query.Entity) string {
	var all []string
	for _, e := range entities {
		all = append(all, e.(*entity).ID())
	}
	return strings.Join(all, " ")
}

func parse(t testing.TB, target, raw string) (*query.Options, error) {
	t.Helper()
	return query.Parse(model.New(service), target, raw, query.Settings{Now: func() time.Time { return now }})
}
