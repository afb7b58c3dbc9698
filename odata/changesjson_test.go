package odata

// This file tests that changes of members without a declaration are found in time that is in proportion to the text,
// and that the type of a member is part of its value.

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// shortest is the shortest of several runs, since the machine has other things to do.
func shortest(run func()) time.Duration {
	best := time.Duration(1 << 62)
	for range 3 {
		start := time.Now()
		run()
		best = min(best, time.Since(start))
	}
	return best
}

// Four times the text takes about four times as long; a square would be 16 times, and at least a second.
func TestTimeOfMembersIsInProportion(t *testing.T) {
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
	nested := func(n int, value string) *everything {
		return read(`{"x":` + strings.Repeat(`{"a":`, n) + value + strings.Repeat("}", n) + "}")
	}
	annotated := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"m%06d@odata.type":"",`, i)
		}
		return "{" + b.String() + strings.Repeat(`"list@odata.type":"#Collection(a.b)",`, n) + `"list":[` + strings.Repeat("{},", n/20) + "{}]}"
	}
	faults := func(n int) string { return `{"value":[` + strings.Repeat(`{"int":"x"},`, n) + "{}]}" }
	for name, make := range map[string]func(n int) func(){
		"many members": func(n int) func() {
			before, after := wide(n, 0), wide(n, 1)
			return func() { _, _ = Changes(before, after) }
		},
		"deep members": func(n int) func() {
			before, after := nested(n/4, "1"), nested(n/4, "2")
			return func() { _, _ = Changes(before, after) }
		},
		"annotations": func(n int) func() {
			text := annotated(n)
			return func() { read(text) }
		},
		"errors of items": func(n int) func() {
			page, err := parsedPage[*everything](faults(n / 4))
			if page == nil {
				t.Fatal(err)
			}
			return func() {
				for i := range page.Items {
					_ = itemError(err, i)
				}
			}
		},
	} {
		const n = 4000
		few, many := shortest(make(n)), shortest(make(4*n))
		if many > 9*few && many > 600*time.Millisecond {
			t.Errorf("%s: %d take %v, %d take %v", name, n, few, 4*n, many)
		}
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
