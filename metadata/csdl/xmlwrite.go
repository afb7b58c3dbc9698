package csdl

// This file writes a Document as CSDL XML, laid out so that it reads and diffs well: an element a line, indented,
// attributes in the order of the Document. What is read and written again means the same; comments, processing
// instructions and the prefixes of the original are not kept.

import (
	"fmt"
	"unicode/utf8"

	"github.com/beevik/etree"

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
	tree := etree.NewDocument()
	tree.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	tree.CreateProcInst("xml", `version="1.0" encoding="utf-8"`)
	w.root(&tree.Element, d.Root)
	indent := etree.NewIndentSettings()
	indent.Spaces, indent.PreserveLeafWhitespace = 2, true
	tree.IndentWithSettings(indent)
	text, err := tree.WriteToBytes()
	if w.err != nil {
		return nil, w.err
	}
	return text, err
}

// xmlWriter makes a tree of elements, which etree writes.
type xmlWriter struct {
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

// root adds the root, which declares the prefixes.
func (w *xmlWriter) root(parent *etree.Element, e *Element) {
	out := w.begin(parent, e)
	out.CreateAttr("xmlns:edmx", EdmxSpace)
	for i, space := range w.spaces {
		out.CreateAttr(fmt.Sprintf("xmlns:ns%d", i+1), w.checked(e, space))
	}
	w.finish(out, e, "")
}

// element adds an element. Those of Edmx have a prefix, others are of the default namespace, which is declared wherever
// it changes; space is what it is around the element.
func (w *xmlWriter) element(parent *etree.Element, e *Element, space string) {
	e = inAttributes(e)
	w.finish(w.begin(parent, e), e, space)
}

// begin adds an element with its attributes.
func (w *xmlWriter) begin(parent *etree.Element, e *Element) *etree.Element {
	name := e.Name
	if e.Space == EdmxSpace {
		name = "edmx:" + name
	}
	out := parent.CreateElement(name)
	for _, a := range e.Attributes {
		if e.Space == EdmxSpace && e.Name == "Edmx" && a.Name == "EntityContainer" {
			continue // CSDL JSON names the container at the root; in XML it is the one that the document declares.
		}
		out.CreateAttr(w.attributeName(a), w.checked(e, a.Value))
	}
	return out
}

// finish adds the default namespace and what is in the element.
func (w *xmlWriter) finish(out *etree.Element, e *Element, space string) {
	if e.Space != EdmxSpace && e.Space != space {
		space = e.Space
		out.CreateAttr("xmlns", w.checked(e, space))
	}
	for _, c := range e.Children {
		w.element(out, c, space)
	}
	if len(e.Children) == 0 && e.Text != "" {
		out.SetText(w.checked(e, e.Text))
	}
}

func (w *xmlWriter) attributeName(a ElementAttribute) string {
	switch a.Space {
	case "":
		return a.Name
	case xmlSpace:
		return "xml:" + a.Name
	}
	return w.prefixes[a.Space] + ":" + a.Name
}

// checked is a text that XML can hold. etree would replace what it cannot.
func (w *xmlWriter) checked(e *Element, text string) string {
	for _, r := range text {
		if !isXML(r) {
			w.fail(e, fmt.Sprintf("XML cannot hold the character %U of <%s>", r, e.Name))
		}
	}
	if !utf8.ValidString(text) {
		w.fail(e, fmt.Sprintf("<%s> has a text that is not UTF-8", e.Name))
	}
	return text
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
