package csdl

// This file reads XML into a Document: etree gives the tree, and a pass over the tokens beside it gives the positions,
// which etree does not have, and checks what etree lets pass (two roots, an end tag that does not match, an attribute
// given twice). The n-th start tag of the pass is the n-th element of a pre-order walk of the tree.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/beevik/etree"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Limits against documents that are made to harm. All of Microsoft Graph is a tenth of the elements and nested 9 deep.
const (
	MaxDepth      = 200
	maxElements   = 1 << 20
	maxAttributes = 100
	maxSpaces     = 100 // XML namespaces declared at one place
)

// place is a line and a column.
type place struct{ line, col int32 }

// parseXML reads the XML of a document. The error is a Diagnostics; a document that is not well-formed has one
// complaint, the first.
func parseXML(src Source) (*Document, error) {
	data := src.Data
	type tree struct {
		doc *etree.Document
		err error
	}
	trees := make(chan tree, 1)
	build := func() {
		doc := etree.NewDocument()
		doc.ReadSettings.PreserveDuplicateAttrs = true
		doc.ReadSettings.Entity = map[string]string{}
		trees <- tree{doc, doc.ReadFromBytes(data)}
	}
	// The tree is made beside the pass, unless it might become one that the pass refuses for its size.
	large := bytes.Count(data, []byte("<")) > 3*maxElements
	if !large {
		go build()
	}
	s := scanner{name: src.Name, data: data, decoder: xml.NewDecoder(bytes.NewReader(data))}
	s.decoder.CharsetReader = utf8Only
	s.scan()
	if len(s.diags) > 0 {
		return nil, s.diags.Err()
	}
	if large {
		go build()
	}
	t := <-trees
	if t.err != nil || t.doc.Root() == nil {
		s.diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.XML, "this is not valid XML: %v", t.err)
		return nil, s.diags.Err()
	}
	c := converter{name: src.Name, places: s.places}
	root := c.element(t.doc.Root(), nil)
	if found := c.diags.Done(src.Name); found.Err() != nil {
		return nil, found
	}
	return &Document{Name: src.Name, Root: inWrapper(root), Warnings: c.diags.List()}, nil
}

// inWrapper is the root of a document. A file may hold nothing but a schema, as .csdl files of some tools do: it is
// read as the only schema of a document of OData 4.0.
func inWrapper(root *Element) *Element {
	if root.Space != EdmSpace || root.Name != "Schema" {
		return root
	}
	wrapper := &Element{Space: EdmxSpace, Name: "Edmx", Pos: root.Pos}
	wrapper.Set("Version", "4.0")
	services := &Element{Space: EdmxSpace, Name: "DataServices", Pos: root.Pos}
	services.Add(root)
	wrapper.Add(services)
	return wrapper
}

// encodingError is what a document in another encoding than UTF-8 fails with.
type encodingError struct{ charset string }

func (e *encodingError) Error() string { return "the encoding is " + e.charset }

// utf8Only stands for readers of other encodings, of which there are none: the text is UTF-8 by now, whatever a
// declaration of UTF-16 says.
func utf8Only(charset string, text io.Reader) (io.Reader, error) {
	if strings.EqualFold(charset, "us-ascii") || strings.EqualFold(charset, "utf-16") {
		return text, nil
	}
	return nil, &encodingError{diag.Shortened(charset)}
}

// scanner is the pass over the tokens.
type scanner struct {
	name    string
	data    []byte
	decoder *xml.Decoder
	places  []place
	open    []xml.Name
	opened  []place
	diags   diag.List
	roots   int
}

func (s *scanner) pos(p place) diag.Pos {
	return diag.Pos{File: s.name, Line: int(p.line), Col: int(p.col)}
}

func (s *scanner) here() place {
	line, col := s.decoder.InputPos()
	if col < 1 {
		// The decoder has put a line break back, and counts from after it.
		offset := min(int(s.decoder.InputOffset()), len(s.data))
		col = offset - bytes.LastIndexByte(s.data[:offset], '\n')
	}
	return place{int32(line), int32(col)}
}

// scan stops at the first complaint: what follows a mistake in XML says little.
func (s *scanner) scan() {
	for len(s.diags) == 0 {
		at := s.here()
		token, err := s.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			s.end(at)
			return
		}
		if err != nil {
			s.failed(err)
			return
		}
		s.token(token, at)
	}
}

func (s *scanner) token(token xml.Token, at place) {
	switch t := token.(type) {
	case xml.StartElement:
		s.start(t, at)
	case xml.EndElement:
		s.close(t.Name, at)
	case xml.CharData:
		if len(s.open) == 0 && len(bytes.TrimSpace(t)) > 0 {
			s.diags.Report(s.pos(at), complaint.XMLText, "found text outside the root element").Fixf("remove it")
		}
	case xml.Directive:
		s.diags.Report(s.pos(at), complaint.XMLDirective, "found a document type or entity declaration, which CSDL does not allow").Fixf("remove it")
	}
}

func (s *scanner) start(t xml.StartElement, at place) {
	if len(s.open) == 0 {
		if s.roots++; s.roots > 1 {
			s.diags.Report(s.pos(at), complaint.XMLRoots, "found a second root element, <%s>", printed(t.Name)).
				Fixf("one document holds one edmx:Edmx element").At(s.pos(s.places[0]), "the first is here")
			return
		}
	}
	if len(s.open) >= MaxDepth {
		s.diags.Report(s.pos(at), complaint.XMLDepth, "elements are nested more than %d levels deep", MaxDepth)
		return
	}
	if len(s.places) >= maxElements {
		s.diags.Report(s.pos(at), complaint.XMLSize, "the document has more than %d elements", maxElements)
		return
	}
	if len(t.Attr) > maxAttributes {
		s.diags.Report(s.pos(at), complaint.XMLAttributes, "<%s> has more than %d attributes", printed(t.Name), maxAttributes)
		return
	}
	for i, a := range t.Attr {
		for _, b := range t.Attr[:i] {
			if a.Name == b.Name {
				s.diags.Report(s.pos(at), complaint.XMLAttributeTwice, "<%s> has the attribute %s twice", printed(t.Name), printed(a.Name)).Fixf("remove one of them")
				return
			}
		}
	}
	s.places = append(s.places, at)
	s.open = append(s.open, t.Name)
	s.opened = append(s.opened, at)
}

func (s *scanner) close(name xml.Name, at place) {
	last := len(s.open) - 1
	if last < 0 {
		s.diags.Report(s.pos(at), complaint.XMLTags, "</%s> does not close an element", printed(name)).Fixf("remove it")
		return
	}
	if s.open[last] != name {
		s.diags.Report(s.pos(at), complaint.XMLTags, "</%s> found where </%s> is expected", printed(name), printed(s.open[last])).
			At(s.pos(s.opened[last]), "<%s> is opened here", printed(s.open[last]))
		return
	}
	s.open, s.opened = s.open[:last], s.opened[:last]
}

// end checks what has to be closed at the end of the document.
func (s *scanner) end(at place) {
	switch last := len(s.open) - 1; {
	case last >= 0:
		s.diags.Report(s.pos(at), complaint.XMLTruncated, "the document ends inside <%s>", printed(s.open[last])).
			Fixf("download it again: it is incomplete").At(s.pos(s.opened[last]), "<%s> is opened here", printed(s.open[last]))
	case s.roots == 0:
		s.diags.Report(s.pos(place{1, 1}), complaint.XMLEmpty, "the document is empty").Fixf("download the service's $metadata")
	}
}

// failed turns an error of the decoder into a complaint.
func (s *scanner) failed(err error) {
	at := s.here()
	var syntax *xml.SyntaxError
	var encoding *encodingError
	if errors.As(err, &encoding) {
		s.diags.Report(s.pos(at), complaint.XMLEncoding, "the document is encoded in %s; csdlgen reads UTF-8", encoding.charset).
			Fixf("save it as UTF-8, with encoding=\"UTF-8\" or none in its first line")
		return
	}
	if !errors.As(err, &syntax) {
		s.diags.Report(s.pos(at), complaint.XML, "this is not valid XML: %v", err)
		return
	}
	if syntax.Msg == "unexpected EOF" {
		if len(s.open) > 0 || s.roots == 0 {
			d := s.diags.Report(s.pos(at), complaint.XMLTruncated, "the document ends inside a tag").Fixf("download it again: it is incomplete")
			d.Because(io.ErrUnexpectedEOF)
			return
		}
	}
	d := s.diags.Report(s.pos(at), complaint.XML, "this is not valid XML: %s", syntax.Msg)
	if s.roots == 0 {
		d.Fixf("the service's $metadata is XML that begins with <edmx:Edmx>")
	}
}

// printed is a name as written: the decoder's raw tokens keep the prefix as the space.
func printed(n xml.Name) string {
	name := n.Local
	if n.Space != "" {
		name = n.Space + ":" + name
	}
	return diag.Shortened(name)
}

// converter makes elements with positions from etree's tree.
type converter struct {
	name   string
	places []place
	next   int
	diags  diag.Collector
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
func (c *converter) declare(scope *spaces, prefix, uri string, pos diag.Pos) *spaces {
	if have, known := scope.find(prefix); known && have == uri {
		return scope
	}
	inner := &spaces{prefix: prefix, uri: uri, outer: scope, count: 1}
	if scope != nil {
		inner.count += scope.count
	}
	if inner.count > maxSpaces {
		c.diags.Report(pos, complaint.XMLNamespaces, "more than %d XML namespaces are in scope here", maxSpaces)
		return scope
	}
	return inner
}

func (c *converter) element(e *etree.Element, scope *spaces) *Element {
	at := c.places[c.next]
	c.next++
	pos := diag.Pos{File: c.name, Line: int(at.line), Col: int(at.col)}
	for _, a := range e.Attr {
		switch {
		case a.Space == "" && a.Key == "xmlns":
			scope = c.declare(scope, "", a.Value, pos)
		case a.Space == "xmlns":
			scope = c.declare(scope, a.Key, a.Value, pos)
		}
	}
	space, declared := scope.find(e.Space)
	if !declared {
		c.diags.Report(pos, complaint.XMLPrefix, "the prefix of <%s:%s> is not declared", diag.Shortened(e.Space), diag.Shortened(e.Tag)).
			Fixf("add the attribute xmlns:%s with the XML namespace that it stands for", diag.Shortened(e.Space))
	}
	out := &Element{Space: space, Name: e.Tag, Pos: pos}
	if len(e.Attr) > 0 {
		out.Attributes = make([]ElementAttribute, 0, len(e.Attr))
	}
	for _, a := range e.Attr {
		if a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns" {
			continue
		}
		attribute := ElementAttribute{Name: a.Key, Value: a.Value}
		if a.Space != "" {
			if attribute.Space, declared = scope.find(a.Space); !declared {
				c.diags.Report(pos, complaint.XMLPrefixWarning, "the prefix of the attribute %s:%s is not declared; the attribute is ignored", diag.Shortened(a.Space), diag.Shortened(a.Key))
				continue
			}
		}
		out.Attributes = append(out.Attributes, attribute)
	}
	c.children(out, e, scope)
	return out
}

// isForeign says whether an XML namespace is none that CSDL, in whatever version, or a document without one has.
func isForeign(space string) bool {
	return space != EdmSpace && space != EdmxSpace && space != "" && !IsOldSpace(space)
}

func (c *converter) children(out *Element, e *etree.Element, scope *spaces) {
	var text strings.Builder
	for _, child := range e.Child {
		switch child := child.(type) {
		case *etree.Element:
			// What others put into a schema is for them.
			if inner := c.element(child, scope); out.Space != EdmSpace || !isForeign(inner.Space) {
				out.Children = append(out.Children, inner)
			}
		case *etree.CharData:
			if len(out.Children) == 0 && !child.IsWhitespace() {
				text.WriteString(child.Data)
			}
		}
	}
	if len(out.Children) == 0 {
		out.Text = text.String()
	}
}
