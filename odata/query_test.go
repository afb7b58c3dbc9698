package odata

import (
	"context"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// What csdlgen would generate for everything and two more types.
type (
	message struct{ Undeclared }
	address struct{ Undeclared }
	special struct {
		Undeclared `odata:"@odata.type=#my.special"`
	}
	color string
	// Type definitions.
	code  string
	share float64
)

func (color) TypeName() string { return "my.color" }

const (
	propID        Property[*everything, string]                 = "id"
	propName      Property[*everything, string]                 = "name"
	propA         Property[*everything, int32]                  = "a"
	propX         NavigationProperty[*everything, *everything]  = "x"
	propWhen      Property[*everything, time.Time]              = "when"
	propColor     Property[*everything, color]                  = "color"
	propPrice     Property[*everything, float64]                = "price"
	propFlag      Property[*everything, bool]                   = "flag"
	propTags      CollectionProperty[*everything, Item[string]] = "tags"
	propHome      Property[*everything, *address]               = "home"
	propHomes     CollectionProperty[*everything, *address]     = "homes"
	propMails     NavigationCollection[*everything, *message]   = "mails"
	messageBody   Property[*message, string]                    = "body"
	messageTo     NavigationCollection[*message, *everything]   = "to"
	addressCity   Property[*address, string]                    = "city"
	propCode      Property[*everything, code]                   = "code"
	propShare     Property[*everything, share]                  = "share"
	specialOwners NavigationCollection[*special, *message]      = "owners"
	addressMails  NavigationCollection[*address, *message]      = "mails"
	specialSize   Property[*special, int32]                     = "size"
	specialSizes  CollectionProperty[*special, Item[int32]]     = "sizes"
	propKeeper    NavigationProperty[*everything, *everything]  = "keeper"
)

func TestFilters(t *testing.T) {
	when := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	type F = Filter[*everything]
	for want, f := range map[string]F{
		"":                              {},
		"name eq 'it''s'":               Eq(propName, "it's"),
		"a eq 1 and name ne 'x'":        And(Eq(propA, 1), F{}, Ne(propName, "x")),
		"(a eq 1 or a eq 2) and a eq 3": Eq(propA, 1).Or(Eq(propA, 2)).And(Eq(propA, 3)),
		"a eq 1 or a eq 2 and a eq 3":   Eq(propA, 1).Or(Eq(propA, 2).And(Eq(propA, 3))),
		"not (a eq 1)":                  Not(Eq(propA, 1)),
		"not contains(name,'x')":        Not(Contains(propName, "x")),
		"not (a in (1,2))":              Not(In(propA, 1, 2)),
		"false":                         In(propA),
		"name in ('a','b''')":           In(propName, "a", "b'"),
		"name eq null":                  IsNull(propName),
		"when ge 2020-01-02T03:04:05Z":  Ge(propWhen, when),
		"color eq my.color'red'":        Eq(propColor, "red"),
		"color has my.color'red'":       Has(propColor, "red"),
		"price lt 1.5":                  Lt(propPrice, 1.5),
		"flag eq true":                  Eq(propFlag, true),
		"flag":                          Holds(propFlag),
		"year(when) eq 2020":            Eq(Year(propWhen), 2020),
		"date(when) eq 2020-01-02":      Eq(DatePart(propWhen), edm.Date{Year: 2020, Month: 1, Day: 2}),
		"when le now()":                 Compare(propWhen, LessOrEqual, Now[*everything]()),
		"length(trim(name)) gt 3":       Gt(Length(Trim(propName)), 3),
		"1 add 1 mul a eq 7":            Eq(Plus(Const[*everything](int32(1)), Times(Const[*everything](int32(1)), propA)), 7),
		"(a add 1) mul a eq 7":          Eq(Times(Plus(propA, Const[*everything](int32(1))), propA), 7),
		"a sub (a sub 1) eq -1":         Eq(Minus(propA, Minus(propA, Const[*everything](int32(1)))), -1),
		"-a eq 1":                       Eq(Neg(propA), 1),
		"round(price) eq 2":             Eq(Round(propPrice), 2),
		"substring(name,1,2) eq 'x'":    Eq(Substring(propName, 1, 2), "x"),
		"tags/any()":                    Any(propTags, Filter[Item[string]]{}),
		"tags/any(x:x eq 'a')":          Any(propTags, Eq(It[string](), "a")),
		"tags/any(x:startswith(x,'a'))": Any(propTags, StartsWith(It[string](), "a")),
		"tags/$count gt 1":              Gt(Size(propTags), 1),
		"mails/any(x:x/body eq 'a' and x/to/all(x2:x2/a gt 1))": Any(propMails, Eq(messageBody, "a").And(All(messageTo, Gt(propA, 1)))),
		"mails/all(x:true)":          All(propMails, Filter[*message]{}),
		"home/city eq 'x'":           Eq(Through(propHome, addressCity), "x"),
		"homes/any(x:x/city eq 'x')": Any(propHomes, Eq(addressCity, "x")),
		"x/home/city eq 'x'":         Eq(Through(propX, Through(propHome, addressCity)), "x"),
		"my.special/size gt 1":       Gt(Derived[*everything](specialSize), 1),
		"home ne null":               IsNotNull(propHome),
		"(a eq 1 or b) and flag":     RawFilter[*everything]("a eq 1 or b").And(Holds(propFlag)),
		"isof(my.special)":           IsOf[*everything]("my.special"),
		"concat(name,id) eq 'a'":     Eq(Concat(propName, propID), "a"),
		"name eq id":                 Compare(propName, Equal, propID),
		"-(-1) eq 1":                 Eq(Neg(Const[*everything](int32(-1))), 1),
		"-(-a) eq 1":                 Eq(Neg(Neg(propA)), 1),
		"x/tags/any(x:x eq 'a')":     Any(ThroughTo(propX, propTags), Eq(It[string](), "a")),
		"mails/any(x:x/to/any(x2:x2/x/tags/any(x3:x3 eq 'a')))":        Any(propMails, Any(messageTo, Any(ThroughTo(propX, propTags), Eq(It[string](), "a")))),
		"my.special/sizes/any(x:x eq 1)":                               Any(DerivedItems[*everything](specialSizes), Eq(It[int32](), 1)),
		"x/x/tags/$count eq 0":                                         Eq(Size(ThroughTo(propX, ThroughTo(propX, propTags))), 0),
		"mails/$count($filter=body eq 'a') gt 1":                       Gt(SizeWhere(propMails, Eq(messageBody, "a")), 1),
		"mails/any(x:x/to/$count($filter=a eq 1) gt 1)":                Any(propMails, Gt(SizeWhere(messageTo, Eq(propA, 1)), 1)),
		"mails/$count gt 1":                                            Gt(SizeWhere(propMails, Filter[*message]{}), 1),
		"when ge now() sub duration'PT168H'":                           Compare(propWhen, GreaterOrEqual, Earlier(Now[*everything](), Const[*everything](edm.DurationOf(7*24*time.Hour)))),
		"day add duration'P1D' eq 2020-01-01":                          Eq(Later(propDay, Const[*everything](duration("P1D"))), edm.Date{Year: 2020, Month: 1, Day: 1}),
		"totalseconds(when sub when) lt 1.5":                           Lt(TotalSeconds(Since(propWhen, propWhen)), edm.DecimalOf(15, 1)),
		"span eq duration'PT1S'":                                       Eq(propSpan, edm.DurationOf(time.Second)),
		"cast(a,Edm.String) eq '1'":                                    Eq(Cast[string](propA, "Edm.String"), "1"),
		"isof(my.special) or true":                                     IsA[*everything, *special]().Or(IsA[*everything, *everything]()),
		`hassubset(tags,["a","b"])`:                                    HasSubset(propTags, "a", "b"),
		`hassubsequence(tags,["a","a"])`:                               HasSubsequence(propTags, "a", "a"),
		"geo.distance(place,geography'SRID=4326;Point(1.5 -2)') lt 10": Lt(GeoDistance(propPlace, Point[*everything](1.5, -2)), 10),
		"geo.intersects(geometry'SRID=0;Point(1 2)',place)":            GeoIntersects(PlanePoint[*everything](0, 1, 2), propPlace),
		"geo.length(place) gt 1":                                       Gt(GeoLength(propPlace), 1),
		"mails/any(x:x/body eq $it/name)":                              Any(propMails, Compare(messageBody, Equal, Outer[*message](propName))),
		"mails/any(x:length($it/x/name) gt 1)":                         Any(propMails, Gt(Outer[*message](Length(Through(propX, propName))), 1)),
		"not (name in tags)":                                           Not(InItems(propName, propTags)),
		"contains(code,'x') and code eq 'y'":                           Contains(Underlying[string](propCode), "x").And(Eq(propCode, code("y"))),
		"round(share) eq 1":                                            Eq(Round(propShare), share(1)),
		"not (color has my.color'red')":                                Not(Has(propColor, "red")),
		"color has my.color'red,green'":                                Has(propColor, "red, green"),
		"endswith(tolower(name),'x')":                                  EndsWith(ToLower(propName), "x"),
	} {
		if got := f.String(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestExpandSelectOrderBy(t *testing.T) {
	list := NewList[*everything](testClient(t, nil).Root().Child("things")).
		Expand(propX, With(propMails).Select(messageBody).Filter(Eq(messageBody, "a;b")).Top(2).Count().Expand(WithRef(messageTo)), With(propKeeper).Levels(0), WithCount(propMails),
			WithDerived[*everything](specialOwners).Top(1), WithOnly[*special](propKeeper).Select(specialSize), WithThrough(propHome, addressMails)).
		OrderBy(Asc(propA), Desc(propName), Asc(Length(propName))).Select(propID, propHome, Through(propHome, addressCity))
	r, err := list.HTTP(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"$expand":  "x,mails($select=body;$filter=body eq 'a;b';$top=2;$count=true;$expand=to/$ref),keeper($levels=max),mails/$count,my.special/owners($top=1),keeper/my.special($select=size),home/mails",
		"$orderby": "a,name desc,length(name)",
		"$select":  "id,home,home/city",
	} {
		if got := query.Get(name); got != want {
			t.Errorf("%s is %s\nwant %s", name, got, want)
		}
	}
}

// abnfString is the ABNF rule string of the query part, percent-encoded: no quote stands alone.
var abnfString = regexp.MustCompile(`^name%20eq%20'(?:''|[A-Za-z0-9\-._~!()*,;:@/$=]|%[0-9A-F]{2})*'$`)

// JSON in a URL has the escapes that JSON cannot do without, and no others.
func TestJSONLiteralsHaveFewEscapes(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{[]string{"<a> & 'b'", "\u2028", `\u0026`, "\"", "\n"}, "[\"<a> & 'b'\",\"\u2028\",\"\\\\u0026\",\"\\\"\",\"\\n\"]"},
		{&everything{Text: Some("&")}, `{"text":"&"}`},
		{[]float64{1, 0.5, 1e300}, "[1,0.5,1e+300]"},
		{edm.Raw(`{ "a": 1.0, "b": "\u0026" }`), `{"a":1.0,"b":"&"}`},
	} {
		if got := LitJSON(c.value).String(); got != c.want {
			t.Errorf("%#v is %s, want %s", c.value, got, c.want)
		}
	}
}

// No text leaves its literal, and every literal reads back as the text.
func TestLiteralsStayInTheirPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("a'&=+#%/?;,() \"\\\n\u00e9\u2028\U0001F600$@x:!*")
	for range 2000 {
		text := make([]rune, random.IntN(12))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		value := string(text)
		r, err := NewList[*everything](testClient(t, nil).Root().Child("things")).Filter(Eq(propName, value)).Top(1).HTTP(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		options := strings.Split(r.URL.RawQuery, "&")
		if len(options) != 2 || options[1] != "$top=1" {
			t.Fatalf("%q changes the query: %s", value, r.URL.RawQuery)
		}
		filter := strings.TrimPrefix(options[0], "$filter=")
		if !abnfString.MatchString(filter) {
			t.Fatalf("%q is written as %s", value, filter)
		}
		plain, err := url.PathUnescape(filter)
		if err != nil || strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(plain, "name eq '"), "'"), "''", "'") != value {
			t.Fatalf("%q reads back from %s", value, plain)
		}
	}
}

func TestPhrase(t *testing.T) {
	if got := Phrase(`a "b" \c`); got != `"a \"b\" \\c"` {
		t.Error(got)
	}
}

// What a program puts together may turn out to be nothing.
func TestEmptyOptionsAreLeftOut(t *testing.T) {
	c, err := NewClient("https://example.com/v1")
	if err != nil {
		t.Fatal(err)
	}
	list := NewList[*everything](c.Root().Child("things"))
	none := And[*everything]()
	for want, r := range map[string]ListRequest[*everything]{
		"":       list.Filter(none).Select().Expand().OrderBy().Search(""),
		"$top=1": list.Top(1).Filter(Eq(propA, 1)).Filter(none),
		"own=":   list.Query("own", ""),
	} {
		request, err := r.HTTP(context.Background())
		if err != nil || request.URL.RawQuery != want {
			t.Errorf("got %q %v, want %q", request.URL.RawQuery, err, want)
		}
	}
	expand := list.Expand(With(propMails).Filter(And[*message]()).Select())
	if request, err := expand.HTTP(context.Background()); err != nil || request.URL.RawQuery != "$expand=mails" {
		t.Errorf("got %v %v", request, err)
	}
}

func TestNegativeNumbersOfEntities(t *testing.T) {
	client := testClient(t, answers(200, jsonType, `{"value":[]}`))
	list := NewList[*everything](client.Root().Child("a"))
	for want, request := range map[string]ListRequest[*everything]{
		"$top: -1 entities are less than none": list.Top(-1), "$skip: -2 entities are less than none": list.Skip(-2),
	} {
		if _, err := request.Do(context.Background()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if r, err := list.Top(0).HTTP(context.Background()); err != nil || r.URL.RawQuery != "$top=0" {
		t.Error(r, err)
	}
}
