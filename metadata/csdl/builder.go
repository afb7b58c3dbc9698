package csdl

// This file makes the elements of a document out of what its XML says in turn: what begins, with which attributes, what
// text is there, what ends. It finds the XML namespaces that prefixes stand for.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// xmlName is a name as written.
type xmlName struct{ prefix, local string }

// attribute is an attribute as written.
type attribute struct {
	xmlName

	value string
}

// builder makes elements.
type builder struct {
	name  string // of the document
	root  *Element
	count int // of elements
	// around are the elements that are not at their end.
	around []unfinished
	// children and texts are those of the elements around, one after the other.
	children []*Element
	texts    []string
	found    diag.Collector

	// Elements and attributes are made many at a time.
	elements   []Element
	attributes []ElementAttribute
}

// unfinished is an element that is not at its end.
type unfinished struct {
	*Element

	scope *spaces
	// firstChild and firstText are where its own begin.
	firstChild, firstText int
}

// spaces are the XML namespaces in scope: a declaration and what was in scope before.
type spaces struct {
	prefix, uri string
	outer       *spaces
	count       int // with those around it
}

// find returns the namespace of a prefix, and whether it is declared. Names without a prefix may be in no namespace.
func (s *spaces) find(prefix string) (string, bool) {
	for ; s != nil; s = s.outer {
		if s.prefix == prefix {
			return s.uri, true
		}
	}
	if prefix == "xml" {
		return xmlSpace, true
	}
	return "", prefix == ""
}

// declare adds a declaration, unless it repeats what holds already.
func (b *builder) declare(scope *spaces, prefix, uri string, pos diag.Pos) *spaces {
	if have, known := scope.find(prefix); known && have == uri {
		return scope
	}
	inner := &spaces{prefix: prefix, uri: uri, outer: scope, count: 1}
	if scope != nil {
		inner.count += scope.count
	}
	if inner.count > maxSpaces {
		b.found.Report(pos, complaint.XMLNamespaces, "more than %d XML namespaces are in scope here", maxSpaces)
		return scope
	}
	return inner
}

// isDeclaration says whether an attribute declares an XML namespace, and of which prefix.
func (a attribute) isDeclaration() (string, bool) {
	if a.prefix == "" && a.local == "xmlns" {
		return "", true
	}
	return a.local, a.prefix == "xmlns"
}

// begin is for the start of an element.
func (b *builder) begin(name xmlName, attributes []attribute, pos diag.Pos) {
	b.count++
	e := b.element()
	e.Name, e.Pos = name.local, pos
	u := unfinished{Element: e}
	if len(b.around) > 0 {
		u.scope = b.around[len(b.around)-1].scope
	}
	for _, a := range attributes {
		if prefix, ok := a.isDeclaration(); ok {
			u.scope = b.declare(u.scope, prefix, a.value, pos)
		}
	}
	var declared bool
	if e.Space, declared = u.scope.find(name.prefix); !declared {
		b.found.Report(pos, complaint.XMLPrefix, "the prefix of <%s:%s> is not declared", diag.Shortened(name.prefix), diag.Shortened(name.local)).
			Fixf("add the attribute xmlns:%s with the XML namespace that it stands for", diag.Shortened(name.prefix))
	}
	e.Attributes = b.attributesOf(attributes, u.scope, pos)
	b.add(e)
	u.firstChild, u.firstText = len(b.children), len(b.texts)
	b.around = append(b.around, u)
}

// attributesOf are the attributes of an element without the declarations of XML namespaces.
func (b *builder) attributesOf(attributes []attribute, scope *spaces, pos diag.Pos) []ElementAttribute {
	const many = 1024
	if len(attributes) > cap(b.attributes)-len(b.attributes) {
		b.attributes = make([]ElementAttribute, 0, max(many, len(attributes)))
	}
	from := len(b.attributes)
	for _, a := range attributes {
		if _, ok := a.isDeclaration(); ok {
			continue
		}
		space, declared := "", true
		if a.prefix != "" {
			space, declared = scope.find(a.prefix)
		}
		if !declared {
			b.found.Report(pos, complaint.XMLPrefixWarning, "the prefix of the attribute %s:%s is not declared; the attribute is ignored", diag.Shortened(a.prefix), diag.Shortened(a.local))
			continue
		}
		b.attributes = append(b.attributes, ElementAttribute{Space: space, Name: a.local, Value: a.value})
	}
	if len(attributes) == 0 {
		return nil
	}
	return slices.Clip(b.attributes[from:])
}

// element returns an empty element.
func (b *builder) element() *Element {
	const many = 256
	if len(b.elements) == cap(b.elements) {
		b.elements = make([]Element, 0, many)
	}
	b.elements = append(b.elements, Element{})
	return &b.elements[len(b.elements)-1]
}

// add adds an element to the one around it. What others put into a schema is for them.
func (b *builder) add(e *Element) {
	if len(b.around) == 0 {
		b.root = e
		return
	}
	outer := b.around[len(b.around)-1]
	if outer.Space == EdmSpace && isForeign(e.Space) {
		return
	}
	b.children = append(b.children, e)
}

// text is for text in an element; only an element without children has any. White space counts where it is verbatim.
func (b *builder) text(text string, verbatim bool) {
	if len(b.around) == 0 {
		return
	}
	e := b.around[len(b.around)-1]
	if len(b.children) == e.firstChild && (verbatim || !isBlank(text)) {
		b.texts = append(b.texts, text)
	}
}

// end is for the end of an element.
func (b *builder) end() {
	e := b.around[len(b.around)-1]
	b.around = b.around[:len(b.around)-1]
	if len(b.children) > e.firstChild {
		e.Children = slices.Clone(b.children[e.firstChild:])
	} else {
		e.Text = strings.Join(b.texts[e.firstText:], "")
	}
	b.children, b.texts = b.children[:e.firstChild], b.texts[:e.firstText]
}

// isForeign says whether an XML namespace is none that CSDL, in whatever version, or a document without one has.
func isForeign(space string) bool {
	return space != EdmSpace && space != EdmxSpace && space != "" && !IsOldSpace(space)
}

// isBlank says whether there is nothing but the white space of XML.
func isBlank(text string) bool {
	for i := range len(text) {
		if !isSpace(text[i]) {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
