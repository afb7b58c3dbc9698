package csdl

// This file writes a Document as CSDL JSON (OData CSDL JSON Representation 4.01): the wrapper and what it needs to
// write JSON. jsonwriteschema.go writes declarations, jsonwriteexpression.go annotations. What CSDL JSON takes for
// granted and CSDL XML does not - Nullable, Scale - is written out.

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// JSON writes a document as CSDL JSON, indented, members in the order of the Document. The error is a *WriteError: an
// object of JSON has a member once.
//
// CSDL JSON writes a constant such as a date as a string and leaves it to the declaration of the term what it is. Where
// the kind of a constant or path would be lost so, it is written as an object with the kind as member, {"$Date":
// "2030-01-01"}, which Parse reads.
func JSON(d *Document) ([]byte, error) {
	var b bytes.Buffer
	w := &jsonWriter{encoder: jsontext.NewEncoder(&b, jsontext.WithIndent("  ")), defaults: defaultsOfTerms(d.Root)}
	w.document(d.Root)
	return b.Bytes(), w.err
}

// jsonWriter writes tokens until something goes wrong.
type jsonWriter struct {
	encoder *jsontext.Encoder
	// at is the element that is being written.
	at  *Element
	err error
	// defaults are the default values of the terms that the document declares, by full name and with the alias.
	defaults map[string]string
}

func (w *jsonWriter) token(t jsontext.Token) {
	if w.err != nil {
		return
	}
	err := w.encoder.WriteToken(t)
	switch {
	case err == nil:
	case errors.Is(err, jsontext.ErrDuplicateName):
		w.fail(w.at, fmt.Sprintf("CSDL JSON has no place for a second %q", t.String()))
	default:
		w.fail(w.at, err.Error())
	}
}

func (w *jsonWriter) fail(e *Element, problem string) {
	if w.err == nil {
		w.err = &WriteError{Pos: e.Pos, Problem: problem}
	}
}

// object writes an object whose members inside writes.
func (w *jsonWriter) object(e *Element, inside func()) {
	outer := w.at
	w.at = e
	w.token(jsontext.BeginObject)
	inside()
	w.token(jsontext.EndObject)
	w.at = outer
}

// array writes an array whose items inside writes.
func (w *jsonWriter) array(inside func()) {
	w.token(jsontext.BeginArray)
	inside()
	w.token(jsontext.EndArray)
}

func (w *jsonWriter) name(name string) { w.token(jsontext.String(name)) }
func (w *jsonWriter) text(text string) { w.token(jsontext.String(text)) }

// textMember writes a member that is a string.
func (w *jsonWriter) textMember(name, text string) {
	w.name(name)
	w.text(text)
}

// trueMember writes a member that is true.
func (w *jsonWriter) trueMember(name string) {
	w.name(name)
	w.token(jsontext.True)
}

// texts writes the attributes that the element has, as members.
func (w *jsonWriter) texts(e *Element, names ...string) {
	for _, n := range names {
		if text, given := e.Attr(n); given {
			w.textMember("$"+n, text)
		}
	}
}

// flags writes the Boolean attributes that the element has, as members.
func (w *jsonWriter) flags(e *Element, names ...string) {
	for _, n := range names {
		if text, given := e.Attr(n); given {
			w.name("$" + n)
			w.token(jsontext.Bool(w.isTrue(e, n, text)))
		}
	}
}

// isTrue reads a Boolean attribute.
func (w *jsonWriter) isTrue(e *Element, name, text string) bool {
	switch strings.ToLower(text) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	w.fail(e, fmt.Sprintf("%s=%q of <%s> is neither true nor false", name, text, e.Name))
	return false
}

// need is an attribute that CSDL JSON cannot go without.
func (w *jsonWriter) need(e *Element, name string) string {
	text := e.Get(name)
	if text == "" {
		w.fail(e, fmt.Sprintf("<%s> has no attribute %s", e.Name, name))
	}
	return text
}

// named writes the name of a member that an attribute gives. CSDL JSON keeps names with $ or @ for itself.
func (w *jsonWriter) named(e *Element, attribute string) string {
	name := w.need(e, attribute)
	if strings.HasPrefix(name, "$") || strings.Contains(name, "@") {
		w.fail(e, fmt.Sprintf("CSDL JSON has no place for the name %q", name))
	}
	w.at = e
	w.name(name)
	return name
}

// document writes the wrapper (section 4).
func (w *jsonWriter) document(root *Element) {
	w.object(root, func() {
		w.textMember("$Version", root.Get("Version"))
		if container := containerName(root); container != "" {
			w.textMember("$EntityContainer", container)
		}
		w.references(root)
		for _, s := range schemasOf(root) {
			w.named(s, "Namespace")
			w.schema(s)
		}
	})
}

// schemasOf are the Schema elements of a document.
func schemasOf(root *Element) []*Element {
	var all []*Element
	for _, services := range root.Children {
		if services.Name == "DataServices" {
			for _, s := range services.Children {
				if s.Name == "Schema" {
					all = append(all, s)
				}
			}
		}
	}
	return all
}

// containerName is the full name of the service's container: the one that the root names, else the last one that the
// document declares.
func containerName(root *Element) string {
	name := root.Get("EntityContainer")
	if name != "" {
		return name
	}
	for _, s := range schemasOf(root) {
		for _, c := range s.Children {
			if c.Name == "EntityContainer" {
				name = s.Get("Namespace") + "." + c.Get("Name")
			}
		}
	}
	return name
}

// references writes $Reference. Several references to one document become one.
func (w *jsonWriter) references(root *Element) {
	var uris []string
	byURI := map[string][]*Element{}
	for _, e := range root.Children {
		if e.Name == "Reference" {
			uri := w.need(e, "Uri")
			if byURI[uri] == nil {
				uris = append(uris, uri)
			}
			byURI[uri] = append(byURI[uri], e)
		}
	}
	if len(uris) == 0 {
		return
	}
	w.name("$Reference")
	w.object(root, func() {
		for _, uri := range uris {
			w.name(uri)
			w.reference(byURI[uri])
		}
	})
}

// reference writes what is taken from one document.
func (w *jsonWriter) reference(all []*Element) {
	w.object(all[0], func() {
		w.includes(all, "Include", "Namespace", "Alias")
		w.includes(all, "IncludeAnnotations", "TermNamespace", "Qualifier", "TargetNamespace")
		for _, e := range all {
			w.annotations(e, "")
		}
	})
}

func (w *jsonWriter) includes(references []*Element, name string, attributes ...string) {
	var all []*Element
	for _, e := range references {
		for _, c := range e.Children {
			if c.Name == name {
				all = append(all, c)
			}
		}
	}
	if len(all) == 0 {
		return
	}
	w.name("$" + name)
	w.array(func() {
		for _, c := range all {
			w.object(c, func() {
				w.texts(c, attributes...)
				w.annotations(c, "")
			})
		}
	})
}

// defaultsOfTerms are the default values of the terms that a document declares. An annotation without a value has them;
// CSDL JSON has none without.
func defaultsOfTerms(root *Element) map[string]string {
	defaults := map[string]string{}
	for _, s := range schemasOf(root) {
		for _, c := range s.Children {
			value, given := c.Attr("DefaultValue")
			if c.Name != "Term" || !given {
				continue
			}
			for _, namespace := range [...]string{s.Get("Namespace"), s.Get("Alias")} {
				defaults[strings.Join([]string{namespace, c.Get("Name")}, ".")] = value
			}
		}
	}
	return defaults
}
