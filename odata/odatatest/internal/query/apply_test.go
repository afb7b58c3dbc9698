package query_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// Which entities are left, in which order, and how many there would be without $top and $skip.
func TestMatching(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"", "ada bob cid of 3"},
		{"$orderby=name desc", "cid bob ada of 3"},
		{"orderby=name%20DESC", "cid bob ada of 3"},
		{"$orderby=age", "cid ada bob of 3"},      // null comes first
		{"$orderby=age desc", "bob ada cid of 3"}, // and here last
		{"$orderby=flag", "cid bob ada of 3"},
		{"$orderby=ratio", "cid ada bob of 3"}, // NaN before numbers
		{"$orderby=nick,name desc", "cid ada bob of 3"},
		{"$orderby=manager/name,id desc", "bob cid ada of 3"},
		{"$orderby=length(name),born", "ada cid bob of 3"},
		{"$orderby=tags/$count desc , id", "ada cid bob of 3"},
		{"$orderby=tags/any()", "bob ada cid of 3"}, // those that are equal keep their order
		{"$orderby=my.boss/bonus desc", "bob ada cid of 3"},
		{"$orderby=@key desc&@key=name", "cid bob ada of 3"},
		{"$top=2", "ada bob of 3"},
		{"$skip=1&$top=1", "bob of 3"},
		{"$skip=5", " of 3"},
		{"$top=0&$count=true", " of 3"},
		{"$filter=age ne null&$top=1&$orderby=age desc", "bob of 2"},
		{"%24filter=age+ne+null&TOP=1", "ada of 2"},
		{"$search=bob", "bob of 1"},
		{"$search=o'neil", "bob of 1"},
		{"$search=ada OR bob", "ada bob of 2"},
		{"$search=NOT ada", "bob cid of 2"},
		{"$search=NOT ada AND NOT bob", "cid of 1"},
		{"$search=ulm rom", "ada of 1"},
		{"$search=(cid OR bob) NOT \"bob o'neil\"", "cid of 1"},
		{`$search="bob o'"`, "bob of 1"},
		{`$search="name:ada"`, "ada of 1"},
		{`$search="nick:ada"`, " of 0"},
		{"$search=0123", " of 0"}, // a GUID is not a text
		{"$search='\"bo'", "bob of 1"},
		{"$search=a&$filter=age gt 40", " of 0"},
	} {
		o, err := parse(t, "Collection(my.person)", strings.ReplaceAll(c.raw, " ", "%20"))
		if err != nil {
			t.Errorf("%s: %v", c.raw, err)
			continue
		}
		got, count, err := o.Matching(people())
		if text := fmt.Sprintf("%s of %d", ids(got), count); err != nil || text != c.want {
			t.Errorf("%s: got %q, want %q, %v", c.raw, text, c.want, err)
		}
	}
}

// Collections of values.
func TestMatchingValues(t *testing.T) {
	for _, c := range []struct{ target, raw, values, want string }{
		{"Edm.String", "$filter=endswith($it,'.com')", `["a.com","b.org"]`, `["a.com"]`},
		{"Edm.String", "$filter=$this gt 'a'&$orderby=$this desc", `["a","b","c"]`, `["c","b"]`},
		{"Edm.Int32", "$orderby=$it&$top=2", `[3,1,2]`, `[1,2]`},
		{"Edm.Int32", "$filter=$it ne null", `[3,null,2]`, `[3,2]`},
		{"my.address", "$filter=city eq 'Ulm' and $it/zip gt 1", `[{"city":"Ulm","zip":1},{"city":"Ulm","zip":2,"x":1}]`, `[{"city":"Ulm","zip":2,"x":1}]`},
		{"my.color", "$filter=$it eq 'red'", `["red","blue"]`, `["red"]`},
	} {
		o, err := parse(t, "Collection("+c.target+")", strings.ReplaceAll(c.raw, " ", "%20"))
		if err != nil {
			t.Errorf("%s: %v", c.raw, err)
			continue
		}
		var values []jsontext.Value
		for _, v := range strings.SplitAfter(strings.Trim(c.values, "[]"), "},") {
			if strings.HasPrefix(v, "{") {
				values = append(values, jsontext.Value(strings.TrimSuffix(v, ",")))
				continue
			}
			for one := range strings.SplitSeq(v, ",") {
				values = append(values, jsontext.Value(one))
			}
		}
		got, _, err := o.MatchingValues(values, nil, "")
		parts := make([]string, len(got))
		for i, v := range got {
			parts[i] = string(v)
		}
		if text := "[" + strings.Join(parts, ",") + "]"; err != nil || text != c.want {
			t.Errorf("%s: got %s, want %s, %v", c.raw, text, c.want, err)
		}
	}
}

// What cannot be evaluated for an entity is an error that says why, and not an entity less.
func TestEvaluationErrors(t *testing.T) {
	s := store{}
	odd := []query.Entity{s.add("my.person", `{"id":"odd","extra":{"text":"x"},"age":"old","price":1,"span":"P1M","name":"x","big":-9223372036854775808}`, map[string][]string{"manager": {"nobody"}})}
	for filter, want := range map[string]string{
		"extra/text and true":                         `"x" is neither true nor false`,
		"not extra/text":                              `"x" is neither true nor false`,
		"extra/text":                                  `"x" is neither true nor false`,
		"age gt 1":                                    `the property age of odd: it is not of the type Edm.Int32: found "old" where a number of the type is expected`,
		"big div 0 eq 1":                              `divides by zero`,
		"price div 0 eq 1":                            `divides by zero`,
		"big mod 0 eq 1":                              `divides by zero`,
		"span gt duration'P1D'":                       `years or months`,
		"manager/name eq 'x'":                         `manager leads to nobody, which is not there`,
		"matchespattern(name,concat('(?=x',')'))":     `has a group that begins with (?, which cannot be evaluated here`,
		"substring(name,0,-1) eq ''":                  `the length in substring is negative`,
		"now() add duration'P999999999999D' gt now()": `out of range`,
	} {
		o, err := parse(t, "Collection(my.person)", "$filter="+url.QueryEscape(filter))
		if err != nil {
			t.Errorf("%s: %v", filter, err)
			continue
		}
		if _, _, err := o.Matching(odd); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", filter, err, want)
		}
	}
}

func TestFoldCase(t *testing.T) {
	for _, filter := range []string{"name eq 'ADA'", "startswith(name,'ADA')", "contains(name,'DA')", "endswith(name,'DA')", "name in ('ADA')", "indexof(name,'A') eq 0 and length(name) eq 3",
		"name lt 'B' and name ge 'a'", "tags/any(x:x eq 'B')"} {
		raw := "$filter=" + url.QueryEscape(filter)
		o, err := query.Parse(model.New(service), "Collection(my.person)", raw, query.Settings{FoldCase: true})
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := o.Matching(people()); err != nil || ids(got) != "ada" {
			t.Errorf("%s: %s %v", filter, ids(got), err)
		}
	}
}
