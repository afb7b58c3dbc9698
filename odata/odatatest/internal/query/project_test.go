package query_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// What an answer has of an entity: members in their order, annotations with what they are about, what is expanded at
// the end.
func TestProject(t *testing.T) {
	s := store{}
	s.add("my.car", `{"@odata.type":"#my.car","id":"c1","wheels":4}`, nil)
	ada := s.add("my.person", `{"@odata.etag":"W/\"1\"","id":"ada","name@my.note":"n","name":"Ada","age":36,"tags@odata.type":"#Collection(String)","tags":["b","a","b"],`+
		`"home":{"@odata.type":"#my.address","city":"Ulm","zip":7},"homes":[{"city":"Ulm","zip":1},{"city":"Rom","zip":2}],"extra":{"a":1,"b":2},`+
		`"manager@odata.navigationLink":"m","reports@odata.navigationLink":"r","unknown":[1]}`,
		map[string][]string{"manager": {"bob"}, "owned": {"c1", "ada"}, "home/country": {"c1"}, "homes/1/country": {"c1"}})
	s.add("my.boss", `{"id":"bob","name":"Bob","bonus":7}`, map[string][]string{"manager": {"top"}, "reports": {"ada", "cid"}})
	s.add("my.person", `{"id":"cid","name":"Cid"}`, map[string][]string{"manager": {"bob"}})
	s.add("my.boss", `{"id":"top","name":"Top"}`, map[string][]string{"manager": {"top"}, "reports": {"bob"}})
	const etag = `{"@odata.etag":"W/\"1\"",`
	for _, c := range []struct{ raw, want, context string }{
		{"$select=name", etag + `"name@my.note":"n","name":"Ada"}`, "name"},
		{"select=id, age", etag + `"id":"ada","age":36}`, "id,age"},
		{"$select=nick,born,scores", etag + `"nick":null,"born":null,"scores":[]}`, "nick,born,scores"}, // as a service that knows them has them
		{"$select=tags", etag + `"tags@odata.type":"#Collection(String)","tags":["b","a","b"]}`, "tags"},
		{"$select=home/city,age", etag + `"age":36,"home":{"@odata.type":"#my.address","city":"Ulm"}}`, "home/city,age"},
		{"$select=home/city,home", etag + `"home":{"@odata.type":"#my.address","city":"Ulm","zip":7}}`, "home/city,home"},
		{"$select=home($select=zip)", etag + `"home":{"@odata.type":"#my.address","zip":7}}`, "home/zip"},
		{"$select=homes/zip", etag + `"homes":[{"zip":1},{"zip":2}]}`, "homes/zip"},
		{"$select=homes($filter=zip gt 1;$select=city)", etag + `"homes":[{"city":"Rom"}]}`, "homes/city"},
		{"$select=tags($orderby=$this;$top=2)", etag + `"tags@odata.type":"#Collection(String)","tags":["a","b"]}`, "tags"},
		{"$select=tags($count=true;$filter=$this eq 'b')", etag + `"tags@odata.type":"#Collection(String)","tags@odata.count":2,"tags":["b","b"]}`, "tags"},
		{"$select=*,home/city&$expand=reports($levels=2;$expand=reports)", etag + all + `,"reports":[]}`, "*,home/city,reports(reports())"},
		{"$select=my.boss/bonus,id", etag + `"id":"ada"}`, "my.boss/bonus,id"},
		{"$select=id,my.promote,my.*", etag + `"id":"ada"}`, "id,my.promote,my.*"},
		{"$select=extra/a", etag + `"extra":{"a":1}}`, "extra/a"},
		{"$select=manager", etag + `"manager@odata.navigationLink":"m"}`, "manager"},
		{"$select=id&$expand=manager", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"id":"bob","name":"Bob","bonus":7}}`, "id,manager()"},
		{"$expand=manager($select=name)&$select=id", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"name":"Bob"}}`, "id,manager(name)"},
		{"$select=id&$expand=reports", etag + `"id":"ada","reports@odata.navigationLink":"r","reports":[]}`, "id,reports()"},
		{"$select=id&$expand=manager($select=id;$expand=reports($select=id;$filter=name gt 'B';$count=true;$orderby=name desc))",
			etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"id":"bob","reports@odata.count":1,"reports":[{"id":"cid"}]}}`, "id,manager(id,reports(id))"},
		{"$select=id&$expand=manager($select=id;$expand=reports/$count)", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"id":"bob","reports@odata.count":2}}`, "id,manager(id)"},
		{"$select=id&$expand=manager($select=id;$expand=reports/$count($filter=id eq $it/id))", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"id":"bob","reports@odata.count":1}}`, "id,manager(id)"},
		{"$select=id&$expand=manager/$ref", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"@odata.id":"bob"}}`, "id"},
		{"$select=id&$expand=owned", etag + `"id":"ada","owned":[{"@odata.type":"#my.car","id":"c1","wheels":4},` + ownedAda + `]}`, "id,owned()"},
		{"$select=id&$expand=owned/my.car($select=wheels)", etag + `"id":"ada","owned":[{"@odata.type":"#my.car","wheels":4}]}`, "id,owned/my.car(wheels)"},
		{"$select=id&$expand=owned/my.car/$ref", etag + `"id":"ada","owned":[{"@odata.id":"c1"}]}`, "id"},
		{"$select=id&$expand=manager($levels=2;$select=id)", etag + `"id":"ada","manager@odata.navigationLink":"m","manager":{"id":"bob","manager":{"id":"top"}}}`, "id,manager(id)"},
		{"$select=id&$expand=home/country", etag + `"id":"ada","home":{"@odata.type":"#my.address","country":{"@odata.type":"#my.car","id":"c1","wheels":4}}}`, "id,home/country()"},
		{"$select=homes/zip&$expand=homes/country($select=id)", etag + `"homes":[{"zip":1,"country":null},{"zip":2,"country":{"@odata.type":"#my.car","id":"c1"}}]}`, "homes/zip,homes/country(id)"},
		{"$select=id&$expand=*/$ref,manager($select=id)", etag + `"id":"ada","manager@odata.navigationLink":"m","reports@odata.navigationLink":"r","reports":[],"owned":[{"@odata.id":"c1"},{"@odata.id":"ada"}],"manager":{"id":"bob"}}`, "id,manager(id)"},
		{"$select=id,name&$expand=my.boss/reports", etag + `"id":"ada","name@my.note":"n","name":"Ada","reports@odata.navigationLink":"r"}`, "id,name,my.boss/reports()"},
	} {
		o, err := parse(t, "my.person", strings.ReplaceAll(c.raw, " ", "%20"))
		if err != nil {
			t.Errorf("%s: %v", c.raw, err)
			continue
		}
		got, err := o.Project(ada)
		if err != nil || string(got) != c.want || o.Selected() != c.context {
			t.Errorf("%s: %v\n got %s\nwant %s\n context %s", c.raw, err, got, c.want, o.Selected())
		}
	}
}

// A complex value by itself.
func TestProjectValue(t *testing.T) {
	s := store{}
	s.add("my.car", `{"id":"c1"}`, nil)
	e := s.add("my.person", `{"id":"p"}`, map[string][]string{"home/country": {"c1"}})
	o, err := parse(t, "my.address", "$select=city&$expand=country")
	if err != nil {
		t.Fatal(err)
	}
	for raw, want := range map[string]string{`{"zip":1,"city":"Ulm"}`: `{"city":"Ulm","country":{"id":"c1"}}`, `null`: `null`} {
		if got, err := o.ProjectValue(jsontext.Value(raw), e, "home"); err != nil || string(got) != want {
			t.Errorf("%s is %s, %v", raw, got, err)
		}
	}
}

// What the service reads by itself, and what OData does not know.
func TestOtherOptions(t *testing.T) {
	o, err := parse(t, "Collection(my.person)", "$skiptoken=a%26b&$deltatoken=t&$format=json&$id=x&$schemaversion=1&api-version=2&id=7&token=latest")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(o.SkipToken, " ", o.DeltaToken, " ", o.Format, " ", o.ID, " ", o.Custom, " ", o.Top, " ", o.Skip, " ", o.Count); got != "a&b t json x [{api-version 2} {id 7} {token latest}] -1 0 false" {
		t.Error(got)
	}
	for raw, want := range map[string]string{
		"$top=1&top=2": "1: $top is there twice", "$filter=%zz": `0: "$filter=%zz" is not percent-encoded UTF-8`, "$filter=%ff": `0: "$filter=%ff" is not percent-encoded UTF-8`,
	} {
		if _, err := parse(t, "Collection(my.person)", raw); placed(err) != want {
			t.Errorf("%s: %s", raw, placed(err))
		}
	}
	if _, err := parse(t, "my.person", "$filter=flag&$top=1"); placed(err) != "1: $filter is of collections, and this is a single value of the type my.person\n1: $top is of collections, and this is a single value of the type my.person" {
		t.Error(placed(err))
	}
}

const ownedAda = `{"@odata.etag":"W/\"1\"",` + all + `}`

const all = `"id":"ada","name@my.note":"n","name":"Ada","age":36,"tags@odata.type":"#Collection(String)","tags":["b","a","b"],` +
	`"home":{"@odata.type":"#my.address","city":"Ulm","zip":7},"homes":[{"city":"Ulm","zip":1},{"city":"Rom","zip":2}],"extra":{"a":1,"b":2},` +
	`"manager@odata.navigationLink":"m","reports@odata.navigationLink":"r","unknown":[1]`

// Without $select, what is there is there as it came, and what is expanded follows.
func TestProjectAll(t *testing.T) {
	s := store{}
	e := s.add("my.boss", `{"x":1.0,  "id":"b", "home":{"city" : "Ulm"},"bonus":1}`, map[string][]string{"manager": {"b"}, "home/country": {"b"}})
	for _, c := range []struct{ raw, want string }{
		{"", `{"x":1.0,"id":"b","home":{"city" : "Ulm"},"bonus":1}`},
		{"$expand=home/country($select=id)", `{"x":1.0,"id":"b","home":{"city":"Ulm","country":{"id":"b"}},"bonus":1}`},
		{"$select=*&$expand=manager($select=id)", `{"x":1.0,"id":"b","home":{"city" : "Ulm"},"bonus":1,"manager":{"id":"b"}}`},
		{"$select=id&$expand=manager($levels=max;$select=id)", `{"id":"b","manager":{"id":"b","manager":{"id":"b","manager":{"id":"b"}}}}`},
		{"$select=id&$expand=*($levels=2)", ``},
	} {
		o, err := query.Parse(model.New(service), "my.person", c.raw, query.Settings{Levels: 3, Short: true})
		if err != nil {
			t.Errorf("%s: %v", c.raw, err)
			continue
		}
		if got, err := o.Project(e); err != nil || c.want != "" && string(got) != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", c.raw, err, got, c.want)
		}
	}
}
