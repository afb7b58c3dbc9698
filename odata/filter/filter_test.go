package filter_test

import (
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
)

// What csdlgen would generate for a few types.
type (
	everything struct{ odata.Undeclared }
	message    struct{ odata.Undeclared }
	address    struct{ odata.Undeclared }
	special    struct {
		odata.Undeclared `odata:"@odata.type=#my.special"`
	}
	color string
	// Type definitions.
	code  string
	share float64
)

func (*color) ODataEnum() enum.Type { return enum.New("my.color") }

var (
	propID       = filter.Property[*everything, string]{Name: "id"}
	propName     = filter.Property[*everything, string]{Name: "name"}
	propA        = filter.Property[*everything, int32]{Name: "a"}
	propX        = filter.NavigationProperty[*everything, *everything]{Name: "x"}
	propWhen     = filter.Property[*everything, time.Time]{Name: "when"}
	propColor    = filter.Property[*everything, color]{Name: "color"}
	propPrice    = filter.Property[*everything, float64]{Name: "price"}
	propFlag     = filter.Property[*everything, bool]{Name: "flag"}
	propTags     = filter.CollectionProperty[*everything, filter.Item[string]]{Name: "tags"}
	propHome     = filter.Property[*everything, *address]{Name: "home"}
	propHomes    = filter.CollectionProperty[*everything, *address]{Name: "homes"}
	propMails    = filter.NavigationCollection[*everything, *message]{Name: "mails"}
	messageBody  = filter.Property[*message, string]{Name: "body"}
	messageTo    = filter.NavigationCollection[*message, *everything]{Name: "to"}
	addressCity  = filter.Property[*address, string]{Name: "city"}
	propCode     = filter.Property[*everything, code]{Name: "code"}
	propShare    = filter.Property[*everything, share]{Name: "share"}
	addressMails = filter.NavigationCollection[*address, *message]{Name: "mails"}
	specialSize  = filter.Property[*special, int32]{Name: "size"}
	specialSizes = filter.CollectionProperty[*special, filter.Item[int32]]{Name: "sizes"}
	propDay      = filter.Property[*everything, edm.Date]{Name: "day"}
	propSpan     = filter.Property[*everything, edm.Duration]{Name: "span"}
	propPlace    = filter.Property[*everything, edm.Raw]{Name: "place"}
)

func TestFilters(t *testing.T) {
	when := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	type F = filter.Filter[*everything]
	for want, f := range map[string]F{
		"":                              {},
		"name eq 'it''s'":               filter.Eq(propName, "it's"),
		"a eq 1 and name ne 'x'":        filter.And(filter.Eq(propA, 1), F{}, filter.Ne(propName, "x")),
		"(a eq 1 or a eq 2) and a eq 3": filter.Eq(propA, 1).Or(filter.Eq(propA, 2)).And(filter.Eq(propA, 3)),
		"a eq 1 or a eq 2 and a eq 3":   filter.Eq(propA, 1).Or(filter.Eq(propA, 2).And(filter.Eq(propA, 3))),
		"not (a eq 1)":                  filter.Not(filter.Eq(propA, 1)),
		"not contains(name,'x')":        filter.Not(filter.Contains(propName, "x")),
		"not (a in (1,2))":              filter.Not(filter.In(propA, 1, 2)),
		"false":                         filter.In(propA),
		"name in ('a','b''')":           filter.In(propName, "a", "b'"),
		"name eq null":                  filter.IsNull(propName),
		"when ge 2020-01-02T03:04:05Z":  filter.Ge(propWhen, when),
		"color eq my.color'red'":        filter.Eq(propColor, "red"),
		"color has my.color'red'":       filter.Has(propColor, "red"),
		"price lt 1.5":                  filter.Lt(propPrice, 1.5),
		"flag eq true":                  filter.Eq(propFlag, true),
		"flag":                          filter.Holds(propFlag),
		"year(when) eq 2020":            filter.Eq(filter.Year(propWhen), 2020),
		"date(when) eq 2020-01-02":      filter.Eq(filter.DatePart(propWhen), edm.Date{Year: 2020, Month: 1, Day: 2}),
		"when le now()":                 filter.Compare(propWhen, filter.LessOrEqual, filter.Now[*everything]()),
		"length(trim(name)) gt 3":       filter.Gt(filter.Length(filter.Trim(propName)), 3),
		"1 add 1 mul a eq 7":            filter.Eq(filter.Plus(filter.Const[*everything](int32(1)), filter.Times(filter.Const[*everything](int32(1)), propA)), 7),
		"(a add 1) mul a eq 7":          filter.Eq(filter.Times(filter.Plus(propA, filter.Const[*everything](int32(1))), propA), 7),
		"a sub (a sub 1) eq -1":         filter.Eq(filter.Minus(propA, filter.Minus(propA, filter.Const[*everything](int32(1)))), -1),
		"-a eq 1":                       filter.Eq(filter.Neg(propA), 1),
		"round(price) eq 2":             filter.Eq(filter.Round(propPrice), 2),
		"substring(name,1,2) eq 'x'":    filter.Eq(filter.Substring(propName, 1, 2), "x"),
		"tags/any()":                    filter.Any(propTags, filter.Filter[filter.Item[string]]{}),
		"tags/any(x:x eq 'a')":          filter.Any(propTags, filter.Eq(filter.It[string](), "a")),
		"tags/any(x:startswith(x,'a'))": filter.Any(propTags, filter.StartsWith(filter.It[string](), "a")),
		"tags/$count gt 1":              filter.Gt(filter.Size(propTags), 1),
		"mails/any(x:x/body eq 'a' and x/to/all(x2:x2/a gt 1))": filter.Any(propMails, filter.Eq(messageBody, "a").And(filter.All(messageTo, filter.Gt(propA, 1)))),
		"mails/all(x:true)":          filter.All(propMails, filter.Filter[*message]{}),
		"home/city eq 'x'":           filter.Eq(filter.Through(propHome, addressCity), "x"),
		"homes/any(x:x/city eq 'x')": filter.Any(propHomes, filter.Eq(addressCity, "x")),
		"x/home/city eq 'x'":         filter.Eq(filter.Through(propX, filter.Through(propHome, addressCity)), "x"),
		"my.special/size gt 1":       filter.Gt(filter.Derived[*everything](specialSize), 1),
		"home ne null":               filter.IsNotNull(propHome),
		"(a eq 1 or b) and flag":     filter.Raw[*everything]("a eq 1 or b").And(filter.Holds(propFlag)),
		"isof(my.special)":           filter.IsOf[*everything]("my.special"),
		"concat(name,id) eq 'a'":     filter.Eq(filter.Concat(propName, propID), "a"),
		"name eq id":                 filter.Compare(propName, filter.Equal, propID),
		"-(-1) eq 1":                 filter.Eq(filter.Neg(filter.Const[*everything](int32(-1))), 1),
		"-(-a) eq 1":                 filter.Eq(filter.Neg(filter.Neg(propA)), 1),
		"x/tags/any(x:x eq 'a')":     filter.Any(filter.ThroughTo(propX, propTags), filter.Eq(filter.It[string](), "a")),
		"mails/any(x:x/to/any(x2:x2/x/tags/any(x3:x3 eq 'a')))":        filter.Any(propMails, filter.Any(messageTo, filter.Any(filter.ThroughTo(propX, propTags), filter.Eq(filter.It[string](), "a")))),
		"my.special/sizes/any(x:x eq 1)":                               filter.Any(filter.DerivedItems[*everything](specialSizes), filter.Eq(filter.It[int32](), 1)),
		"x/x/tags/$count eq 0":                                         filter.Eq(filter.Size(filter.ThroughTo(propX, filter.ThroughTo(propX, propTags))), 0),
		"mails/$count($filter=body eq 'a') gt 1":                       filter.Gt(filter.SizeWhere(propMails, filter.Eq(messageBody, "a")), 1),
		"mails/any(x:x/to/$count($filter=a eq 1) gt 1)":                filter.Any(propMails, filter.Gt(filter.SizeWhere(messageTo, filter.Eq(propA, 1)), 1)),
		"tags/$count($filter=startswith($this,'a')) gt 1":              filter.Gt(filter.SizeWhere(propTags, filter.StartsWith(filter.It[string](), "a")), 1),
		"mails/$count gt 1":                                            filter.Gt(filter.SizeWhere(propMails, filter.Filter[*message]{}), 1),
		"when ge now() sub duration'PT168H'":                           filter.Compare(propWhen, filter.GreaterOrEqual, filter.Earlier(filter.Now[*everything](), filter.Const[*everything](edm.DurationOf(7*24*time.Hour)))),
		"day add duration'P1D' eq 2020-01-01":                          filter.Eq(filter.Later(propDay, filter.Const[*everything](duration("P1D"))), edm.Date{Year: 2020, Month: 1, Day: 1}),
		"totalseconds(when sub when) lt 1.5":                           filter.Lt(filter.TotalSeconds(filter.Since(propWhen, propWhen)), edm.DecimalOf(15, 1)),
		"span eq duration'PT1S'":                                       filter.Eq(propSpan, edm.DurationOf(time.Second)),
		"cast(a,Edm.String) eq '1'":                                    filter.Eq(filter.Cast[string](propA, "Edm.String"), "1"),
		"isof(my.special) or true":                                     filter.IsA[*everything, *special]().Or(filter.IsA[*everything, *everything]()),
		`hassubset(tags,["a","b"])`:                                    filter.HasSubset(propTags, "a", "b"),
		`hassubsequence(tags,["a","a"])`:                               filter.HasSubsequence(propTags, "a", "a"),
		"geo.distance(place,geography'SRID=4326;Point(1.5 -2)') lt 10": filter.Lt(filter.GeoDistance(propPlace, filter.Point[*everything](1.5, -2)), 10),
		"geo.intersects(geometry'SRID=0;Point(1 2)',place)":            filter.GeoIntersects(filter.PlanePoint[*everything](0, 1, 2), propPlace),
		"geo.length(place) gt 1":                                       filter.Gt(filter.GeoLength(propPlace), 1),
		"mails/any(x:x/body eq $it/name)":                              filter.Any(propMails, filter.Compare(messageBody, filter.Equal, filter.Outer[*message](propName))),
		"mails/any(x:length($it/x/name) gt 1)":                         filter.Any(propMails, filter.Gt(filter.Outer[*message](filter.Length(filter.Through(propX, propName))), 1)),
		"not (name in tags)":                                           filter.Not(filter.InItems(propName, propTags)),
		"contains(code,'x') and code eq 'y'":                           filter.Contains(filter.Underlying[string](propCode), "x").And(filter.Eq(propCode, code("y"))),
		"round(share) eq 1":                                            filter.Eq(filter.Round(propShare), share(1)),
		"not (color has my.color'red')":                                filter.Not(filter.Has(propColor, "red")),
		"color has my.color'red,green'":                                filter.Has(propColor, "red, green"),
		"endswith(tolower(name),'x')":                                  filter.EndsWith(filter.ToLower(propName), "x"),
	} {
		if got := f.String(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestPhrase(t *testing.T) {
	if got := filter.Phrase(`a "b" \c`); got != `"a \"b\" \\c"` {
		t.Error(got)
	}
}

// The texts of query options, with what cannot be written.
func TestTexts(t *testing.T) {
	text := func(text string, err error) string {
		if err != nil {
			return "error: " + err.Error()
		}
		return text
	}
	for _, c := range []struct{ got, want string }{
		{text(filter.Text(filter.Eq(propA, 1))), "a eq 1"},
		{text(filter.Text(filter.Eq(propName, "\xff"))), `error: "\xff" is not valid UTF-8`},
		{text(filter.SelectText[*everything](propID, propTags, filter.Through(propHome, addressCity))), "id,tags,home/city"},
		{text(filter.SelectText(filter.Length(propName))), "error: length(name) is not a path"},
		{text(filter.SelectText(filter.Through(filter.Cast[*everything](propX, "x"), propName))), "error: cast(x,x) is not a path, so name cannot be below it"},
		{text(filter.Text(filter.IsNull(filter.Through(filter.Through(filter.Cast[*everything](propX, "x"), propHome), addressCity)))), "error: cast(x,x) is not a path, so home cannot be below it"},
		{text(filter.ExpandText(filter.WithThrough(filter.Cast[*address](propHome, "x"), addressMails))), "error: cast(home,x) is not a path, so mails cannot be below it"},
		{text(filter.OrderByText(filter.Asc(propA), filter.Desc(filter.Length(propName)))), "a,length(name) desc"},
		{text(filter.ExpandText[*everything](propX, filter.With(propMails).Select(messageBody).Top(1))), "x,mails($select=body;$top=1)"},
		{text(filter.ExpandText[*everything](filter.With(propMails).Top(-1))), "error: $top of mails: found -1 where a number of entities, 0 or more, is expected"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func duration(text string) edm.Duration {
	d, err := edm.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return d
}

// The zero value of what stands for a property is an error wherever it is used, and nothing panics.
func TestZeroProperty(t *testing.T) {
	var (
		property filter.Property[*everything, string]
		single   filter.NavigationProperty[*everything, *everything]
		several  filter.NavigationCollection[*everything, *everything]
		expand   filter.Expansion[*everything, *everything]
	)
	texts := func(f filter.Condition) func() (string, error) {
		return func() (string, error) { return filter.Text(f) }
	}
	for name, write := range map[string]func() (string, error){
		"$select":   func() (string, error) { return filter.SelectText[*everything](propID, property) },
		"$expand":   func() (string, error) { return filter.ExpandText[*everything](single, several) },
		"With":      func() (string, error) { return filter.ExpandText[*everything](filter.With(single).Top(1)) },
		"Expansion": func() (string, error) { return filter.ExpandText[*everything](expand.Top(1).Select(propID).Levels(2)) },
		"$orderby":  func() (string, error) { return filter.OrderByText(filter.Asc(propID), filter.Desc(property)) },
		"Order":     func() (string, error) { return filter.OrderByText(filter.Asc(propID), filter.Order[*everything]{}) },
		"Eq":        texts(filter.Eq(property, "a")),
		"Any":       texts(filter.Any(several, filter.Eq(propName, "a"))),
		"in Any":    texts(filter.Any(propMails, filter.Eq(filter.Property[*message, string]{}, "a"))),
		"outer":     texts(filter.Eq(filter.Through(single, propName), "a")),
		"inner":     texts(filter.Eq(filter.Through(propX, property), "a")),
		"below":     texts(filter.Eq(filter.Through(single, filter.ToLower(propName)), "a")),
		"Outer":     texts(filter.Any(propMails, filter.Compare(messageBody, filter.Equal, filter.Outer[*message](property)))),
	} {
		if text, err := write(); err == nil {
			t.Errorf("%s: %q", name, text)
		}
	}
	if text, err := filter.Text(filter.Eq(filter.It[string](), "a")); text != "$it eq 'a'" || err != nil {
		t.Errorf("a filter on plain values: %q, %v", text, err)
	}
	if text, err := filter.Text(nil); text != "" || err != nil {
		t.Errorf("no condition: %q, %v", text, err)
	}
	if text, err := filter.ExpandText[*everything](filter.Expansion[*everything, *everything]{Name: "x"}.Top(1)); text != "x($top=1)" || err != nil {
		t.Errorf("an Expansion by name: %q, %v", text, err)
	}
}
