package odatatest

// This file is faults of values: JSON that is right and that does not fit what the schema says of it.

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Misfit gives members of the answer a value that does not fit their types, such as "" for a date: of the object that
// the body is, or of each item of a page. It ends in an *odata.UnreadableError that lists all of them, beside the
// result, which has everything else; odata.Unreadable returns the value.
func Misfit(member, value string) Fault {
	return editObjects("misfit", func(object map[string]any) { object[member] = json.RawMessage(value) })
}

// Twice puts a member a second time, at the end of the object that the body is, with another value. It ends in an
// *odata.UnreadableError beside the result, in which the second value counts.
func Twice(member, value string) Fault {
	return edit("twice", func(_ *host, _ *http.Request, body []byte) []byte {
		body, found := bytes.CutSuffix(bytes.TrimSpace(body), []byte("}"))
		if !found {
			return body
		}
		return append(body, ","+quote(member)+":"+value+"}"...)
	})
}

// HugeNumber gives members of the answer a number of a million digits, as [Misfit] does. Where the type of the member
// has no such number, it is a misfit as any other; it takes no time to speak of in any case.
func HugeNumber(member string) Fault {
	f := Misfit(member, strings.Repeat("9", 1_000_000))
	f.name = "huge number"
	return f
}

// EmptyItems makes the answer a page of n objects without members, which are small in JSON and large in memory. Too
// many end in an *odata.MemoryError.
func EmptyItems(n int) Fault {
	return edit("empty items", func(*host, *http.Request, []byte) []byte {
		return []byte(`{"value":[` + strings.TrimSuffix(strings.Repeat("{},", n), ",") + `]}`)
	})
}

// Latin1 writes the body in ISO 8859-1, and says so in its Content-Type. It is read as what it says. Characters that
// are not in it become question marks.
func Latin1() Fault {
	return Fault{name: "Latin-1", change: func(_ *host, _ *http.Request, a *answer) {
		out := make([]byte, 0, len(a.body))
		for _, r := range string(a.body) {
			if r > 0xFF || r == utf8.RuneError {
				r = '?'
			}
			out = append(out, byte(r))
		}
		a.body = out
		a.header.Set("Content-Type", "application/json; charset=iso-8859-1")
	}}
}

// editObjects is a fault that changes the object that the body is or, where it is a page, its items.
func editObjects(name string, change func(object map[string]any)) Fault {
	return editObject(name, func(_ *host, _ *http.Request, object map[string]any) {
		items, isPage := object["value"].([]any)
		if !isPage {
			change(object)
		}
		for _, item := range items {
			if object, is := item.(map[string]any); is {
				change(object)
			}
		}
	})
}
