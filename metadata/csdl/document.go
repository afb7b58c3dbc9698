package csdl

import "github.com/csdlgen/csdlgen/internal/diag"

// This file is a CSDL document as written: elements with their attributes and positions, whatever syntax it came in. xml.go makes one from
// XML and json.go from JSON; schema.go reads the Model's declarations out of it.

// Source is a document: its name as complaints show it, and its bytes.
type Source struct {
	Name string
	Data []byte
}

// Document is a CSDL document as written. It is read-only after Parse.
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
