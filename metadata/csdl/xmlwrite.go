package csdl

// This file writes a Document as CSDL XML, laid out so that it reads and diffs well: an element a line, indented,
// attributes in the order of the Document. What is read and written again means the same; comments, processing
// instructions and the prefixes of the original are not kept.

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
)

// WriteError is what a Document holds that cannot be written in the syntax that is asked for.
type WriteError struct {
	Pos diag.Pos
	// Problem says what it is.
	Problem string
}

// Error returns the place and the problem.
func (e *WriteError) Error() string {
	if e.Pos.File == "" {
		return e.Problem
	}
	return e.Pos.String() + ": " + e.Problem
}

// XML writes a document as CSDL XML. The error is a *WriteError: XML has no characters such as U+0000.
func XML(d *Document) ([]byte, error) {
	w := &xmlWriter{prefixes: map[string]string{}}
	w.findPrefixes(d.Root)
	w.b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n")
	w.element(d.Root, 0, "")
	return w.b.Bytes(), w.err
}

// xmlWriter writes elements.
type xmlWriter struct {
	b bytes.Buffer
	// prefixes are those of the XML namespaces of attributes, and spaces these namespaces in their order.
	prefixes map[string]string
	spaces   []string
	err      error
}

// findPrefixes gives each XML namespace of an attribute a prefix, which the root declares.
func (w *xmlWriter) findPrefixes(e *Element) {
	for _, a := range e.Attributes {
		if a.Space != "" && a.Space != xmlSpace && w.prefixes[a.Space] == "" {
			w.spaces = append(w.spaces, a.Space)
			w.prefixes[a.Space] = fmt.Sprintf("ns%d", len(w.spaces))
		}
	}
	for _, c := range e.Children {
		w.findPrefixes(c)
	}
}

// element writes an element. Those of Edmx have a prefix, others are of the default namespace, which is declared
// wherever it changes.
func (w *xmlWriter) element(e *Element, depth int, space string) {
	e = inAttributes(e)
	indent := strings.Repeat("  ", depth)
	name := e.Name
	if e.Space == EdmxSpace {
		name = "edmx:" + name
	}
	w.b.WriteString(indent + "<" + name)
	for _, a := range e.Attributes {
		w.attribute(e, a)
	}
	if depth == 0 {
		w.b.WriteString(` xmlns:edmx="` + EdmxSpace + `"`)
		for i, s := range w.spaces {
			fmt.Fprintf(&w.b, ` xmlns:ns%d="%s"`, i+1, w.escaped(e, s, true))
		}
	}
	if e.Space != EdmxSpace && e.Space != space {
		space = e.Space
		w.b.WriteString(` xmlns="` + w.escaped(e, space, true) + `"`)
	}
	switch {
	case len(e.Children) > 0:
		w.b.WriteString(">\n")
		for _, c := range e.Children {
			w.element(c, depth+1, space)
		}
		w.b.WriteString(indent + "</" + name + ">\n")
	case e.Text != "":
		w.b.WriteString(">" + w.escaped(e, e.Text, false) + "</" + name + ">\n")
	default:
		w.b.WriteString(" />\n")
	}
}

func (w *xmlWriter) attribute(e *Element, a ElementAttribute) {
	name := a.Name
	switch {
	case e.Space == EdmxSpace && e.Name == "Edmx" && a.Name == "EntityContainer":
		return // CSDL JSON names the container at the root; in XML it is the one that the document declares.
	case a.Space == xmlSpace:
		name = "xml:" + name
	case a.Space != "":
		name = w.prefixes[a.Space] + ":" + name
	}
	w.b.WriteString(" " + name + `="` + w.escaped(e, a.Value, true) + `"`)
}

// escaped is a text as XML has it. White space that XML would fold is written as a reference to its character.
func (w *xmlWriter) escaped(e *Element, text string, attribute bool) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"' && attribute:
			b.WriteString("&quot;")
		case r == '\r', attribute && (r == '\n' || r == '\t'):
			fmt.Fprintf(&b, "&#x%X;", r)
		case !isXML(r):
			w.fail(e, fmt.Sprintf("XML cannot hold the character %U of <%s>", r, e.Name))
		default:
			b.WriteRune(r)
		}
	}
	if !utf8.ValidString(text) {
		w.fail(e, fmt.Sprintf("<%s> has a text that is not UTF-8", e.Name))
	}
	return b.String()
}

// isXML says whether XML 1.0 has the character (section 2.2).
func isXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}

func (w *xmlWriter) fail(e *Element, problem string) {
	if w.err == nil {
		w.err = &WriteError{Pos: e.Pos, Problem: problem}
	}
}

// scalars are the expressions that can be written as an attribute.
const scalars = "Binary Bool Date DateTimeOffset Decimal Duration EnumMember Float Guid Int String TimeOfDay" +
	" AnnotationPath ModelElementPath NavigationPropertyPath PropertyPath AnyPropertyPath Path"

// inAttributes is an annotation, or a property of a record, with its value as an attribute where it can be one. CSDL
// JSON has no such difference, so documents that came from it have all values as elements.
func inAttributes(e *Element) *Element {
	if e.Space != EdmSpace || e.Name != "Annotation" && e.Name != "PropertyValue" {
		return e
	}
	at := -1
	for i, c := range e.Children {
		switch {
		case c.Name == "Annotation":
		case at >= 0 || !wordlist.Has(c.Name, scalars) || len(c.Children) > 0 || len(c.Attributes) > 0:
			return e
		default:
			at = i
		}
	}
	if at < 0 || hasValue(e) {
		return e
	}
	out := *e
	out.Attributes = append(append([]ElementAttribute(nil), e.Attributes...), ElementAttribute{Name: e.Children[at].Name, Value: e.Children[at].Text})
	out.Children = append(append([]*Element(nil), e.Children[:at]...), e.Children[at+1:]...)
	return &out
}

// hasValue says whether an element has an expression as an attribute.
func hasValue(e *Element) bool {
	for _, a := range e.Attributes {
		if a.Space == "" && wordlist.Has(a.Name, scalars+" UrlRef") {
			return true
		}
	}
	return false
}
