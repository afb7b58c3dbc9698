package odatatest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

type event struct {
	odata.Undeclared
	Name odata.Opt[string]      `json:"name,omitzero"`
	Day  odata.Opt[edm.Date]    `json:"day,omitzero"`
	Cost odata.Opt[edm.Decimal] `json:"cost,omitzero"`
	// Wide makes the model as large in memory as those of large services.
	Wide odata.Opt[[300]string] `json:"wide,omitzero"`
}

// One member that does not fit costs nothing else.
func TestMisfits(t *testing.T) {
	for _, c := range []struct {
		fault odatatest.Fault
		paths []string
		raw   string
	}{
		{odatatest.Misfit("day", `"tomorrow"`), []string{"day"}, `"tomorrow"`},
		{odatatest.Misfit("day", `7`), []string{"day"}, `7`},
		{odatatest.Twice("day", `"2020-01-02"`), []string{"day"}, ``},
		{odatatest.HugeNumber("cost"), []string{"cost"}, ``},
		// Work with the square of this size would not end.
		{odatatest.Misfit("cost", strings.Repeat("9", 30_000_000)), []string{"cost"}, ``},
		{odatatest.Latin1(), nil, ``},
	} {
		s := odatatest.NewServer(t)
		s.Expect("GET", "/events/1").Answer(200, `{"day":"2020-01-01","name":"Fête"}`).Misbehave(c.fault)
		client, err := odata.NewClient(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		e, err := odata.Get[*event](t.Context(), client, "events/1")
		var some *odata.UnreadableError
		var paths []string
		if errors.As(err, &some) {
			for _, m := range some.Members {
				paths = append(paths, m.Path)
			}
		} else if err != nil {
			t.Errorf("%v: %v", c.fault, err)
			continue
		}
		if !slices.Equal(paths, c.paths) || e.Name.Or("") != "Fête" {
			t.Errorf("%v: %v, %v", c.fault, e.Name, err)
		}
		if raw, _ := odata.Unreadable(&e.Day); string(raw) != c.raw {
			t.Errorf("%v: %s", c.fault, raw)
		}
	}
}

func TestMisfitsInPages(t *testing.T) {
	s := odatatest.NewServer(t)
	s.Expect("GET", "/events").Answer(200, `{"value":[{"name":"a"},{"name":"b"}]}`).Misbehave(odatatest.Misfit("day", `""`))
	client, err := odata.NewClient(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for e, err := range odata.List[*event](client, "events").All(t.Context()) {
		var some *odata.UnreadableError
		if !errors.As(err, &some) {
			t.Fatal(err)
		}
		names = append(names, e.Name.Or(""))
	}
	if !slices.Equal(names, []string{"a", "b"}) {
		t.Error(names)
	}
}

func TestEmptyItems(t *testing.T) {
	for _, n := range []int{10, 100_000} {
		s := odatatest.NewServer(t)
		s.Expect("GET", "/events").Answer(200, `{}`).Misbehave(odatatest.EmptyItems(n))
		client, err := odata.NewClient(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		page, err := odata.List[*event](client, "events").Do(t.Context())
		var much *odata.MemoryError
		if n == 10 && (err != nil || len(page.Items) != n) || n > 10 && !errors.As(err, &much) {
			t.Errorf("%d items: %v", n, err)
		}
	}
}
