package query_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// FuzzParse: whatever a request asks for, there is an answer or an error. What takes forever never gets there.
func FuzzParse(f *testing.F) {
	for _, c := range filters {
		f.Add("$filter=" + url.QueryEscape(c.filter) + "&" + url.QueryEscape(aliases))
	}
	for _, seed := range []string{
		"$expand=reports($select=name;$expand=manager($levels=max);$count=true;$search=a)&$select=home/city,tags($top=1)", "$orderby=name desc,age&$top=1&$skip=1&$count=true",
		"$expand=my.boss/reports,reports,reports/$count($filter=flag),manager($levels=2;$expand=manager),*&$select=*,home/city,my.boss/name,name", "$search=a OR (b NOT \"c d\")", "$expand=*($levels=3)", "$select=*,my.*,@x.y", "$filter=" + strings.Repeat("(", 200), "$filter=" + strings.Repeat("not ", 200),
		"$filter=@a&@a=@b&@b=@a", "$filter=1e6000 mul 1e6000 mul 1e6000 gt 1", "%", "$filter=%ff", "a=1;b=2", "$filter=a/b/c/$count($filter=", "@=1",
	} {
		f.Add(seed)
	}
	m, all := model.New(service), people()
	f.Fuzz(func(t *testing.T, raw string) {
		o, err := query.Parse(m, "Collection(my.person)", raw, query.Settings{Levels: 2})
		if err != nil {
			_ = err.Error()
			return
		}
		left, _, err := o.Matching(all)
		if err != nil {
			return
		}
		for _, e := range left {
			if got, err := o.Project(e); err == nil && !got.IsValid() {
				t.Errorf("%s\n is not valid JSON: %s", raw, got)
			}
		}
	})
}

// Deep and long expressions have an end.
func TestLimits(t *testing.T) {
	for name, filter := range map[string]string{
		"parentheses": strings.Repeat("(", 5000) + "flag" + strings.Repeat(")", 5000),
		"not":         strings.Repeat("not ", 5000) + "flag",
		"minus":       strings.Repeat("-", 5000) + "1 eq 1",
		"calls":       strings.Repeat("trim(", 5000) + "name",
		"lists":       "name in " + strings.Repeat("[", 5000) + "1 x",
		"lambdas":     strings.Repeat("reports/any(r:", 5000),
		"long":        "flag" + strings.Repeat(" or flag", 50_000),
		"aliases":     "@a0 eq 1&@a99=1" + doubling(99),
		"path":        "manager" + strings.Repeat("/manager", 50_000) + " eq null",
	} {
		_, err := parse(t, "Collection(my.person)", "$filter="+strings.NewReplacer("%26%40", "&@", "%3D", "=").Replace(url.QueryEscape(filter)))
		if err == nil || !strings.Contains(err.Error(), "more than") {
			t.Errorf("%s: %.200v", name, err)
		}
	}
	// What is long but not too long can be evaluated.
	if got, err := matching(t, "age eq 36"+strings.Repeat(" or age eq 36", 3000)); err != nil || got != "ada" {
		t.Errorf("%s %v", got, err)
	}
}

// doubling are aliases each of which is twice the next one.
func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "&@a%d=@a%d add @a%d", i, i+1, i+1)
	}
	return b.String()
}

// many are users as Graph has them, at about a kilobyte each.
func many(n int) []query.Entity {
	s := store{}
	all := make([]query.Entity, n)
	for i := range all {
		all[i] = s.add("my.person", fmt.Sprintf(`{"@odata.etag":"W/\"%d\"","id":"%d","businessPhones":["+1 425 555 0109"],"name":"User %d","jobTitle":"%s","mobilePhone":null,"tags":["a","b"],`+
			`"officeLocation":"18/2111","preferredLanguage":"en-US","age":%d,"born":"2020-01-01T00:00:%02dZ","home":{"city":"Ulm"}}`, i, i, i, strings.Repeat("x", 500), i%100, i%60), nil)
	}
	return all
}

// 10,000 users with a filter and an order, and each of them with some of its properties.
func BenchmarkList(b *testing.B) {
	m, all := model.New(service), many(10_000)
	raw := "$filter=" + url.QueryEscape("age gt 10 and startswith(name,'User') and tags/any(x:x eq 'a')") + "&$orderby=born%20desc,name&$select=id,name,home&$count=true"
	for b.Loop() {
		o, err := query.Parse(m, "Collection(my.person)", raw, query.Settings{})
		if err != nil {
			b.Fatal(err)
		}
		left, count, err := o.Matching(all)
		if err != nil || count != 8900 {
			b.Fatal(count, err)
		}
		for _, e := range left {
			if _, err := o.Project(e); err != nil {
				b.Fatal(err)
			}
		}
	}
}
