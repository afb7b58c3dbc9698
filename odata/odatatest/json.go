package odatatest

// This file is faults of bodies: JSON that services write and that is not quite what a program expects.

import (
	"bytes"
	"encoding/json"
	"net/http"
	"path"
	"strings"
	"unicode/utf16"
)

func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string is always JSON
	return string(quoted)
}

// edit is a fault that changes the body.
func edit(name string, change func(h *host, r *http.Request, body []byte) []byte) Fault {
	return Fault{name: name, change: func(h *host, r *http.Request, a *answer) { a.body = change(h, r, a.body) }}
}

// editObject is a fault that changes the object that the body is. Its members come out in alphabetical order.
func editObject(name string, change func(h *host, r *http.Request, object map[string]any)) Fault {
	return edit(name, func(h *host, r *http.Request, body []byte) []byte {
		var object map[string]any
		d := json.NewDecoder(bytes.NewReader(body))
		d.UseNumber()
		if err := d.Decode(&object); err != nil {
			h.t.Errorf("odatatest: the fault %q needs an answer that is a JSON object: %v", name, err)
			return body
		}
		change(h, r, object)
		changed, err := json.Marshal(object)
		if err != nil {
			h.t.Errorf("odatatest: the fault %q: %v", name, err)
			return body
		}
		return changed
	})
}

// ByteOrderMark puts a byte order mark before the body, as services on Windows do. It is passed over.
func ByteOrderMark() Fault {
	return edit("byte order mark", func(_ *host, _ *http.Request, body []byte) []byte { return append([]byte("\ufeff"), body...) })
}

// UTF16 writes the body in UTF-16 with a byte order mark, and says so in its Content-Type. It is read as what it says.
func UTF16() Fault {
	return Fault{name: "UTF-16", change: func(_ *host, _ *http.Request, a *answer) {
		out := []byte{0xFF, 0xFE}
		for _, unit := range utf16.Encode([]rune(string(a.body))) {
			out = append(out, byte(unit), byte(unit>>8))
		}
		a.body = out
		a.header.Set("Content-Type", "application/json; charset=utf-16")
	}}
}

// LoneSurrogate puts a member with half of a character, \ud800, into the object that the body is. It costs no other
// member anything.
func LoneSurrogate(member string) Fault {
	return edit("lone surrogate", func(_ *host, _ *http.Request, body []byte) []byte { return prepend(body, member, `"\ud800"`) })
}

// Escapes puts a member with a text of n escaped quotes into the object that the body is: reading it takes time in
// proportion to its length.
func Escapes(member string, n int) Fault {
	return edit("escapes", func(_ *host, _ *http.Request, body []byte) []byte {
		return prepend(body, member, `"`+strings.Repeat(`\"`, n)+`"`)
	})
}

// Deep puts a member with arrays in arrays, n deep, into the object that the body is. Too many are an error and no
// crash.
func Deep(member string, n int) Fault {
	return edit("deep", func(_ *host, _ *http.Request, body []byte) []byte {
		return prepend(body, member, strings.Repeat("[", n)+strings.Repeat("]", n))
	})
}

// prepend puts a member before the others of an object.
func prepend(body []byte, name, value string) []byte {
	rest := bytes.TrimPrefix(bytes.TrimSpace(body), []byte("{"))
	member := "{" + quote(name) + ":" + value
	if !bytes.HasPrefix(bytes.TrimSpace(rest), []byte("}")) {
		member += ","
	}
	return append([]byte(member), rest...)
}

// RelativeLinks makes the next link and the delta link of the answer relative to the request, where they lead to this
// server, and takes its context URL away. They lead to the same place as before.
func RelativeLinks() Fault {
	return editObject("relative links", func(h *host, r *http.Request, object map[string]any) {
		delete(object, "@odata.context")
		folder := h.origin() + strings.TrimSuffix(path.Dir(r.URL.EscapedPath()), "/") + "/"
		changeLinks(object, func(link string) string { return strings.TrimPrefix(link, folder) })
	})
}

// UnencodedLinks writes spaces and other characters that a URL cannot have into the next link and the delta link as
// they are. They lead to the same place as before.
func UnencodedLinks() Fault {
	return editObject("unencoded links", func(_ *host, _ *http.Request, object map[string]any) {
		changeLinks(object, func(link string) string {
			return strings.NewReplacer("%20", " ", "%22", `"`, "%7C", "|", "%3C", "<", "%3E", ">").Replace(link)
		})
	})
}

// changeLinks changes the links of a page.
func changeLinks(object map[string]any, change func(string) string) {
	for _, name := range [...]string{"@odata.nextLink", "@odata.deltaLink", "@nextLink", "@deltaLink"} {
		if link, ok := object[name].(string); ok {
			object[name] = change(link)
		}
	}
}

// LinkElsewhere makes the next link lead to another host. Going on ends with an *odata.LinkError, and nothing goes
// there.
func LinkElsewhere() Fault {
	return editObject("link elsewhere", func(_ *host, _ *http.Request, object map[string]any) {
		object["@odata.nextLink"] = "https://elsewhere.example/next"
	})
}

// LinkInACircle makes the next link lead to the page that has it. Going on ends with an *odata.LinkError.
func LinkInACircle() Fault {
	return editObject("link in a circle", func(h *host, r *http.Request, object map[string]any) {
		object["@odata.nextLink"] = h.origin() + r.URL.RequestURI()
	})
}

// OldDeletedEntries gives the removed entries of a delta answer, which have @removed, in the form of OData 4.0: by a
// context URL that ends in $deletedEntity, with a reason beside the id, and the members in any order.
func OldDeletedEntries() Fault {
	return editObject("old deleted entries", func(_ *host, _ *http.Request, object map[string]any) {
		items, _ := object["value"].([]any)
		for i, item := range items {
			entry, _ := item.(map[string]any)
			removed, ok := entry["@removed"]
			if !ok {
				continue
			}
			old := map[string]any{"id": entry["id"], "@odata.context": "#things/$deletedEntity"}
			if why, ok := removed.(map[string]any); ok {
				old["reason"] = why["reason"]
			}
			items[i] = old
		}
	})
}

// LinkEntries adds entries about relationships to a delta answer (OData JSON Format 4.01, sections 16.3 and 16.4): one
// that was added and one that was taken away, of two entities, which are URLs or paths. They are changes with a Link.
func LinkEntries(source, relationship, target string) Fault {
	return editObject("link entries", func(_ *host, _ *http.Request, object map[string]any) {
		items, _ := object["value"].([]any)
		for _, kind := range [...]string{"$link", "$deletedLink"} {
			items = append(items, map[string]any{"@odata.context": "#things/" + kind, "source": source, "relationship": relationship, "target": target})
		}
		object["value"] = items
	})
}

// TypeFromContext takes @odata.type out of the object that the body is, and says the type in its context URL only, as a
// service does that writes no more than it must. The value has the type all the same.
func TypeFromContext(context string) Fault {
	return editObject("type from context", func(h *host, _ *http.Request, object map[string]any) {
		delete(object, "@odata.type")
		object["@odata.context"] = h.root + "/$metadata#" + context
	})
}
