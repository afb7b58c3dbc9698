package odata

// This file tests that changes of members without a declaration are found with work that is in proportion to the text,
// and that the type of a member is part of its value.

import (
	"fmt"
	"strings"
	"testing"
)

// Many members, deep ones, annotations, errors of items. With the square of these sizes the test would not come to its
// end in the time that go test has, so that nothing here has to look at a clock.
func TestWorkOnMembersIsInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long under the race detector, and nothing here is concurrent")
	}
	const n = 400_000
	read := func(text string) *everything {
		var e everything
		if err := Unmarshal([]byte(text), &e); err != nil && unreadableIn(err) == nil {
			t.Fatal(err)
		}
		return &e
	}
	wide := func(n, with int) *everything {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"m%06d":{"a":[%d]},`, i, i+with)
		}
		return read("{" + b.String() + `"text":"a"}`)
	}
	nested := func(last string) *everything {
		const depth = 9000 // 10,000 is the most
		return read(`{"x":` + strings.Repeat(`{"a":`, depth) + `"` + strings.Repeat(`\"`, 40*n) + last + `"` + strings.Repeat("}", depth) + "}")
	}
	annotated := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"m%06d@odata.type":"",`, i)
		}
		return "{" + b.String() + strings.Repeat(`"list@odata.type":"#Collection(a.b)",`, n) + `"list":[` + strings.Repeat("{},", n/20) + "{}]}"
	}
	faults := func(n int) *UnreadableError {
		var e UnreadableError
		for i := range n {
			e.Members = append(e.Members, &DecodeError{item: i + 1})
		}
		return &e
	}
	_, _ = Changes(wide(n, 0), wide(n, 1))
	_, _ = Changes(nested("1"), nested("2"))
	read(annotated(n))
	err := faults(4 * n)
	for i := range err.Members {
		_ = itemError(err, i)
	}
}

// A text is another value where its type is another.
func TestChangesOfTypes(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"no type any more", `{"x@odata.type":"#Date","x":"2020-01-01"}`, `{"x":"2020-01-01"}`, `{"x":"2020-01-01"}`},
		{"a type now", `{"x":"2020-01-01"}`, `{"x@odata.type":"#Date","x":"2020-01-01"}`, `{"x@odata.type":"#Date","x":"2020-01-01"}`},
		{"another type", `{"x@type":"Int64","x":1}`, `{"x@type":"Decimal","x":1}`, `{"x@type":"Decimal","x":1}`},
		{"below a declared member", `{"nested":{"x":1}}`, `{"nested":{"x@odata.type":"#Int64","x":1}}`, `{"nested":{"x@odata.type":"#Int64","x":1}}`},
		{"the same in another form", `{"x@odata.type":"#Edm.Date","x":"2020-01-01"}`, `{"x@type":"Date","x":"2020-01-01"}`, `{}`},
		{"what JSON says", `{"x@odata.type":"#String","x":"a","y":true}`, `{"x":"a","y@odata.type":"#Boolean","y":true}`, `{}`},
		{"escapes and white space", `{"x":{ "\u0061" : { "b" : [ 1 ] , "c" : 2 } }}`, `{"x":{ "a" : { "d" : "\"" } }}`, `{"x":{"a":{"d":"\"","b":[],"c":null}}}`},
	} {
		patch, err := Changes(readThing(t, c.before), readThing(t, c.after))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := marshaled(t, patch); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
