package odatatest

// This file is faults of values: JSON that is right and that does not fit what the schema says of it, or says more.

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
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

// UnknownValue gives members of the answer a value that their enumeration does not have, as services do that are newer
// than the schema: of the object that the body is, or of each item of a page. The program sees it and can send it back.
func UnknownValue(member string) Fault {
	f := Misfit(member, `"odatatestValue"`)
	f.name = "unknown value"
	return f
}

// UnknownMembers puts members that no schema has into the answer, as services do that are newer than the schema: into
// the object that the body is, or each item of a page. They cost no other member anything. A [Service] does not look at
// them where they come back in a body, so that a replace of what was read succeeds.
func UnknownMembers() Fault {
	return editObjects("unknown members", func(object map[string]any) {
		object[strange+"Text"] = "unheard of"
		object[strange+"Number"] = json.RawMessage(`12345678901234567890.10`)
		object[strange+"Values"] = json.RawMessage(`[{"deep":[null,true,{"id":"1","value":[]}]},7]`)
	})
}

// Annotated puts annotations of an unknown vocabulary beside each member of the answer, and into the object itself: of
// the object that the body is, or of each item of a page. They cost no member anything. They come back as those of
// [UnknownMembers] do.
func Annotated() Fault {
	return editObjects("annotated", func(object map[string]any) {
		for name := range maps.Clone(object) {
			if !strings.Contains(name, "@") {
				object[name+"@"+strange+".note"] = json.RawMessage(`{"of":"` + strange + `","rank":1}`)
			}
		}
		object["@"+strange+".source"] = "on purpose"
	})
}

// strange is the beginning of the names that no schema has, and the namespace of terms that none knows.
const strange = "odatatest"

// isStrange says whether a fault has put a member into an answer.
func isStrange(name string) bool {
	return strings.HasPrefix(name, strange) || strings.Contains(name, "@"+strange+".")
}

// withoutStrange is the body of a request without what faults put into answers that were read before. A body with
// nothing of it is as it came.
func withoutStrange(r *http.Request, body []byte) []byte {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" || !bytes.Contains(body, []byte(strange)) {
		return body
	}
	found := false
	var out bytes.Buffer
	options := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true)}
	e, d := jsontext.NewEncoder(&out, options...), jsontext.NewDecoder(bytes.NewReader(body), options...)
	for {
		token, err := d.ReadToken()
		switch {
		case err == io.EOF && found:
			return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
		case err != nil: // the end, or what is not JSON
			return body
		}
		if kind, n := d.StackIndex(d.StackDepth()); kind == '{' && n%2 == 1 && token.Kind() == '"' && isStrange(token.String()) {
			found, err = true, d.SkipValue()
		} else {
			err = e.WriteToken(token)
		}
		if err != nil {
			return body
		}
	}
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
