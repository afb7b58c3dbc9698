package odata

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

func TestDynamicValuesHaveTheTypesThatTheObjectSays(t *testing.T) {
	const in = `{"@odata.type":"#a.Open","s":"x","b":true,"n":1.50,"nil":null,"o":{"a":1},"a":[1],` +
		`"day@odata.type":"#Date","day":"1815-12-10","moment@odata.type":"#Edm.DateTimeOffset","moment":"2020-01-01T00:00:00Z",` +
		`"i@odata.type":"#Int64","i":"9007199254740993","f@type":"#Double","f":"-INF","g@odata.type":"#Guid","g":"00000000-0000-0000-0000-000000000001",` +
		`"bin@odata.type":"#Binary","bin":"AQI","octets@odata.type":"#Collection(Byte)","octets":[1,255],"days@odata.type":"#Collection(Edm.Date)","days":["2020-02-29"],` +
		`"p@odata.type":"#GeographyPoint","p":{"type":"Point","coordinates":[1,2]},"c@odata.type":"#a.Color","c":"red","length@odata.type":"#Duration","length":"PT1H",` +
		`"wrong@odata.type":"#Date","wrong":"tomorrow"}`
	var m everything
	if err := Unmarshal([]byte(in), &m); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"s": "string x", "b": "bool true", "n": "edm.Decimal 1.50", "nil": "<nil> <nil>", "o": `edm.Raw {"a":1}`, "a": "edm.Raw [1]", "gone": "<nil> <nil>",
		"day": "edm.Date 1815-12-10", "moment": "time.Time 2020-01-01 00:00:00 +0000 UTC", "i": "int64 9007199254740993", "f": "float64 -Inf",
		"g": "uuid.UUID 00000000-0000-0000-0000-000000000001", "bin": "[]uint8 [1 2]", "octets": "[]edm.Byte [1 255]", "days": "[]edm.Date [2020-02-29]",
		"p": `edm.Raw {"type":"Point","coordinates":[1,2]}`, "c": "string red", "length": "edm.Duration PT1H",
	} {
		got, err := DynamicValue(&m.Undeclared, name)
		if text := fmt.Sprintf("%T %v", got, got); err != nil || text != want {
			t.Errorf("%s is %s, %v; want %s", name, text, err, want)
		}
	}
	if _, err := DynamicValue(&m.Undeclared, "wrong"); err == nil || err.Error() != `odata: wrong: found "tomorrow" where a date such as 2006-01-02 is expected` {
		t.Errorf("%v", err)
	}
	if out, err := Marshal(&m); err != nil || string(out) != in {
		t.Errorf("written as %s, %v", out, err)
	}
}

func TestDynamicValuesSayTheirTypes(t *testing.T) {
	var m everything
	for _, c := range []struct {
		value any
		want  string
	}{
		{"x", `{"x":"x"}`}, {true, `{"x":true}`}, {int32(1), `{"x":1}`}, {1.5, `{"x":1.5}`}, {nil, `{"x":null}`},
		{math.Inf(1), `{"x@odata.type":"#Double","x":"INF"}`}, {int64(1), `{"x@odata.type":"#Int64","x":1}`}, {[]byte{1}, `{"x@odata.type":"#Binary","x":"AQ=="}`},
		{edm.Date{Year: 2020, Month: 1, Day: 2}, `{"x@odata.type":"#Date","x":"2020-01-02"}`}, {[]edm.Date{{Year: 2020, Month: 1, Day: 2}}, `{"x@odata.type":"#Collection(Date)","x":["2020-01-02"]}`},
		{time.Unix(0, 0).UTC(), `{"x@odata.type":"#DateTimeOffset","x":"1970-01-01T00:00:00Z"}`}, {edm.DecimalOf(150, 2), `{"x@odata.type":"#Decimal","x":1.50}`},
		{updateStatus("failed"), `{"x@odata.type":"#a.updateStatus","x":"failed"}`}, {[]string{"a"}, `{"x@odata.type":"#Collection(String)","x":["a"]}`},
		{&updateState{}, `{"x":{"@odata.type":"#microsoft.graph.windowsUpdateState"}}`}, {edm.Raw(`[1]`), `{"x":[1]}`}, {[]edm.Byte{1}, `{"x@odata.type":"#Collection(Byte)","x":[1]}`},
	} {
		if err := SetDynamic(&m.Undeclared, "x", c.value); err != nil {
			t.Errorf("%v: %v", c.value, err)
		}
		if out, err := Marshal(&m); err != nil || string(out) != c.want {
			t.Errorf("%v is written as %s, %v; want %s", c.value, out, err, c.want)
		}
	}
	if err := SetDynamic(&m.Undeclared, "x", make(chan int)); err == nil {
		t.Error("a channel is written")
	}
}

// Control information and annotations are reached by name, in the long and the short form, and are written as they
// came.
func TestControlInformation(t *testing.T) {
	for _, in := range []string{
		`{"@odata.context":"$metadata#x","@odata.id":"x(1)","@odata.etag":"e","@odata.editLink":"edit","@odata.readLink":"read","@odata.mediaContentType":"image/png",` +
			`"text":"a","manager@odata.navigationLink":"x(1)/manager","manager@odata.associationLink":"x(1)/manager/$ref","photo@odata.mediaReadLink":"p","photo@odata.mediaEtag":"pe",` +
			`"items@odata.count":"3","items@odata.nextLink":"next","boss@odata.bind":"x(2)","peers@odata.bind":["x(3)","x(4)"],"@a.Note":{"n":1},"text@a.Note#q":"b"}`,
		`{"@context":"$metadata#x","@id":"x(1)","@etag":"e","@editLink":"edit","@readLink":"read","@mediaContentType":"image/png",` +
			`"text":"a","manager@navigationLink":"x(1)/manager","manager@associationLink":"x(1)/manager/$ref","photo@mediaReadLink":"p","photo@mediaEtag":"pe",` +
			`"items@count":3,"items@nextLink":"next","boss@bind":"x(2)","peers@bind":["x(3)","x(4)"],"@a.Note":{"n":1},"text@a.Note#q":"b"}`,
	} {
		var m everything
		if err := Unmarshal([]byte(in), &m); err != nil {
			t.Fatal(err)
		}
		x := &m.Extra
		got := fmt.Sprint([]any{x.Context(), x.ODataID(), m.Extra.ETag(), x.EditLink(), x.ReadLink(), x.MediaContentType(""), x.NavigationLink("manager"), x.AssociationLink("manager"),
			x.MediaReadLink("photo"), x.MediaETag("photo"), x.NextLink("items"), x.Bound("boss"), x.Bound("peers"), x.Bound("none"), x.MediaEditLink("")})
		if want := "[$metadata#x x(1) e edit read image/png x(1)/manager x(1)/manager/$ref p pe next [x(2)] [x(3) x(4)] [] ]"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if n, ok := x.Count("items"); n != 3 || !ok {
			t.Errorf("count %d %v", n, ok)
		}
		note, _ := x.Annotation("", "a.Note")
		qualified, _ := x.Annotation("text", "a.Note#q")
		var names []string
		for name := range x.Annotations("photo") {
			names = append(names, name)
		}
		if string(note) != `{"n":1}` || string(qualified) != `"b"` || len(names) != 2 {
			t.Errorf("%s %s %v", note, qualified, names)
		}
		if out, err := Marshal(&m); err != nil || string(out) != in {
			t.Errorf("in  %s\nout %s %v", in, out, err)
		}
	}
}

func TestSetControlKeepsTheSpelling(t *testing.T) {
	var m everything
	if err := Unmarshal([]byte(`{"@etag":"1","boss@bind":"x"}`), &m); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{m.Extra.SetControl("", "etag", "2"), m.Extra.Bind("boss", "y"), m.Extra.BindAll("peers"), m.Extra.SetAnnotation("text", "a.Note", 1)} {
		if err != nil {
			t.Error(err)
		}
	}
	if out, _ := Marshal(&m); string(out) != `{"@etag":"2","boss@bind":"y","peers@odata.bind":[],"text@a.Note":1}` {
		t.Errorf("%s", out)
	}
	s := &updateState{}
	if err := s.Extra.SetMember("@type", "#a.b"); err != nil {
		t.Fatal(err)
	}
	if out, _ := Marshal(s); string(out) != `{"@type":"#a.b"}` {
		t.Errorf("%s", out)
	}
}

// A dynamic property that changes says its type in the update too.
func TestChangesKeepTypesOfDynamicProperties(t *testing.T) {
	var before everything
	if err := Unmarshal([]byte(`{"@odata.type":"#a.b","x@odata.type":"#Date","x":"2020-01-01","y@odata.type":"#Date","y":"2020-01-01"}`), &before); err != nil {
		t.Fatal(err)
	}
	after, err := Clone(&before)
	if err != nil {
		t.Fatal(err)
	}
	if err := SetDynamic(&after.Undeclared, "x", edm.Date{Year: 2021, Month: 1, Day: 1}); err != nil {
		t.Fatal(err)
	}
	patch, err := Changes(&before, after)
	if err != nil {
		t.Fatal(err)
	}
	if out, _ := Marshal(patch); string(out) != `{"@odata.type":"#a.b","x@odata.type":"#Date","x":"2021-01-01"}` {
		t.Errorf("%s", out)
	}
}
