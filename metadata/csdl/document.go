package csdl

// This file is a CSDL document as written: elements with their attributes and positions, whatever syntax it came in.
// xml.go makes one from XML and json.go from JSON; xmlwrite.go and jsonwrite.go write one.

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Source is a document: its name as complaints show it, and its bytes.
type Source struct {
	Name string
	Data []byte
}

// Document is a CSDL document as written. A program may build one, or cut one that Parse made, and write it with XML or
// JSON. It is for one goroutine while it is changed.
type Document struct {
	Name string
	// JSON says whether the document came as CSDL JSON. Root is in the words of CSDL XML in any case.
	JSON bool
	Root *Element

	// Warnings are the complaints that did not stop Parse.
	Warnings diag.List
}

// Element is an element of a document with what it holds.
type Element struct {
	// Space is the namespace URI, Name the local name.
	Space string
	Name  string
	// Attributes are in document order; declarations of XML namespaces are left out.
	Attributes []ElementAttribute
	Children   []*Element
	// Text is the character data directly inside an element without children.
	Text string
	Pos  diag.Pos
}

// ElementAttribute is an attribute; Space is its namespace URI, "" for most.
type ElementAttribute struct {
	Space, Name, Value string
}

// Attr returns the value of the attribute without namespace, and whether it is there.
func (e *Element) Attr(name string) (string, bool) {
	for _, a := range e.Attributes {
		if a.Name == name && a.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}

// Get is Attr without the second result.
func (e *Element) Get(name string) string {
	value, _ := e.Attr(name)
	return value
}

// Set gives the element the attribute without namespace, in place of one that it has.
func (e *Element) Set(name, value string) {
	for i, a := range e.Attributes {
		if a.Name == name && a.Space == "" {
			e.Attributes[i].Value = value
			return
		}
	}
	e.Attributes = append(e.Attributes, ElementAttribute{Name: name, Value: value})
}

// Add appends children, nil ones left out.
func (e *Element) Add(children ...*Element) {
	for _, c := range children {
		if c != nil {
			e.Children = append(e.Children, c)
		}
	}
}

// Clone returns a deep copy: changing one does not change the other.
func (e *Element) Clone() *Element {
	out := *e
	out.Attributes = slices.Clone(e.Attributes)
	out.Children = make([]*Element, len(e.Children))
	for i, c := range e.Children {
		out.Children[i] = c.Clone()
	}
	return &out
}

// NewElement makes an element of the Edm namespace, with attributes given as names and values in turn.
func NewElement(name string, attributes ...string) *Element {
	e := &Element{Space: EdmSpace, Name: name}
	for i := 0; i+1 < len(attributes); i += 2 {
		e.Set(attributes[i], attributes[i+1])
	}
	return e
}

// NewDocument makes a document of an OData version ("4.0" or "4.01") with its wrapper, and returns the element that its
// schemas go into.
func NewDocument(name, version string) (d *Document, schemas *Element) {
	root := &Element{Space: EdmxSpace, Name: "Edmx"}
	root.Set("Version", version)
	schemas = &Element{Space: EdmxSpace, Name: "DataServices"}
	root.Add(schemas)
	return &Document{Name: name, Root: root}, schemas
}
