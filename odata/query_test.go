package odata

import (
	"context"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
)

// What csdlgen would generate for everything and two more types.
type (
	message struct{ Undeclared }
	address struct{ Undeclared }
	special struct {
		Undeclared `odata:"@odata.type=#my.special"`
	}
	color string
)

func (*color) ODataEnum() enum.Type { return enum.New("my.color") }

var (
	propID        = filter.Property[*everything, string]{Name: "id"}
	propName      = filter.Property[*everything, string]{Name: "name"}
	propA         = filter.Property[*everything, int32]{Name: "a"}
	propX         = filter.NavigationProperty[*everything, *everything]{Name: "x"}
	propWhen      = filter.Property[*everything, time.Time]{Name: "when"}
	propColor     = filter.Property[*everything, color]{Name: "color"}
	propPrice     = filter.Property[*everything, float64]{Name: "price"}
	propFlag      = filter.Property[*everything, bool]{Name: "flag"}
	propTags      = filter.CollectionProperty[*everything, filter.Item[string]]{Name: "tags"}
	propHome      = filter.Property[*everything, *address]{Name: "home"}
	propHomes     = filter.CollectionProperty[*everything, *address]{Name: "homes"}
	propMails     = filter.NavigationCollection[*everything, *message]{Name: "mails"}
	messageBody   = filter.Property[*message, string]{Name: "body"}
	messageTo     = filter.NavigationCollection[*message, *everything]{Name: "to"}
	addressCity   = filter.Property[*address, string]{Name: "city"}
	specialOwners = filter.NavigationCollection[*special, *message]{Name: "owners"}
	addressMails  = filter.NavigationCollection[*address, *message]{Name: "mails"}
	specialSize   = filter.Property[*special, int32]{Name: "size"}
	propKeeper    = filter.NavigationProperty[*everything, *everything]{Name: "keeper"}
)

func TestExpandSelectOrderBy(t *testing.T) {
	list := newList[*everything](testClient(t, nil).Root().Child("things")).
		Expand(propX, filter.With(propMails).Select(messageBody).Filter(filter.Eq(messageBody, "a;b")).Top(2).Count().Expand(filter.WithRef(messageTo)), filter.With(propKeeper).Levels(0), filter.WithCount(propMails),
			filter.WithDerived[*everything](specialOwners).Top(1), filter.WithOnly[*special](propKeeper).Select(specialSize), filter.WithThrough(propHome, addressMails)).
		OrderBy(filter.Asc(propA), filter.Desc(propName), filter.Asc(filter.Length(propName))).Select(propID, propHome, filter.Through(propHome, addressCity))
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
		r, err := newList[*everything](testClient(t, nil).Root().Child("things")).Filter(filter.Eq(propName, value)).Top(1).HTTP(context.Background())
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

// What a program puts together may turn out to be nothing.
func TestEmptyOptionsAreLeftOut(t *testing.T) {
	c, err := NewClient("https://example.com/v1")
	if err != nil {
		t.Fatal(err)
	}
	list := newList[*everything](c.Root().Child("things"))
	none := filter.And[*everything]()
	for want, r := range map[string]ListRequest[*everything]{
		"":       list.Filter(none).Select().Expand().OrderBy().Search(""),
		"$top=1": list.Top(1).Filter(filter.Eq(propA, 1)).Filter(none),
		"own=":   list.Query("own", ""),
	} {
		request, err := r.HTTP(context.Background())
		if err != nil || request.URL.RawQuery != want {
			t.Errorf("got %q %v, want %q", request.URL.RawQuery, err, want)
		}
	}
	expand := list.Expand(filter.With(propMails).Filter(filter.And[*message]()).Select())
	if request, err := expand.HTTP(context.Background()); err != nil || request.URL.RawQuery != "$expand=mails" {
		t.Errorf("got %v %v", request, err)
	}
}

func TestNegativeNumbersOfEntities(t *testing.T) {
	client := testClient(t, answers(200, jsonType, `{"value":[]}`))
	list := newList[*everything](client.Root().Child("a"))
	for want, request := range map[string]ListRequest[*everything]{
		"$top: found -1 where a number of entities, 0 or more, is expected": list.Top(-1), "$skip: found -2 where a number of entities, 0 or more, is expected": list.Skip(-2),
	} {
		if _, err := request.Do(context.Background()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if r, err := list.Top(0).HTTP(context.Background()); err != nil || r.URL.RawQuery != "$top=0" {
		t.Error(r, err)
	}
}
