package csdl

// This file reads XML into a Document with encoding/xml, and says what is wrong with it: two roots, an end tag that
// does not match, an attribute given twice. Documents without any of that, nearly all, plainxml.go reads, in a tenth of
// the time. Both make the same elements, with builder.go.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

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
	built, ok := readPlain(src)
	if !ok {
		s := scanner{builder: builder{name: src.Name}, data: src.Data, decoder: xml.NewDecoder(bytes.NewReader(src.Data))}
		s.decoder.CharsetReader = utf8Only
		s.scan()
		if len(s.diags) > 0 {
			return nil, s.diags.Err()
		}
		built = &s.builder
	}
	if found := built.found.Done(src.Name); found.Err() != nil {
		return nil, found
	}
	return &Document{Name: src.Name, Root: inWrapper(built.root), Warnings: built.found.List()}, nil
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

// scanner is the pass over the tokens of encoding/xml.
type scanner struct {
	builder

	data    []byte
	decoder *xml.Decoder
	open    []xml.Name
	opened  []place
	diags   diag.List
	first   place // of the root
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
		at, offset := s.here(), s.decoder.InputOffset()
		token, err := s.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			s.end(at)
			return
		}
		if err != nil {
			s.failed(err)
			return
		}
		s.token(token, at, bytes.HasPrefix(s.data[min(int(offset), len(s.data)):], []byte("<![CDATA[")))
	}
}

func (s *scanner) token(token xml.Token, at place, verbatim bool) {
	switch t := token.(type) {
	case xml.StartElement:
		s.start(t, at)
	case xml.EndElement:
		s.close(t.Name, at)
	case xml.CharData:
		if len(s.open) == 0 && len(bytes.TrimSpace(t)) > 0 {
			s.diags.Report(s.pos(at), complaint.XMLText, "found text outside the root element").Fixf("remove it")
		}
		s.builder.text(string(t), verbatim)
	case xml.Directive:
		s.diags.Report(s.pos(at), complaint.XMLDirective, "found a document type or entity declaration, which CSDL does not allow").Fixf("remove it")
	}
}

func (s *scanner) start(t xml.StartElement, at place) {
	if len(s.open) == 0 {
		if s.root != nil {
			s.diags.Report(s.pos(at), complaint.XMLRoots, "found a second root element, <%s>", printed(t.Name)).
				Fixf("one document holds one edmx:Edmx element").At(s.pos(s.first), "the first is here")
			return
		}
		s.first = at
	}
	if len(s.open) >= MaxDepth {
		s.diags.Report(s.pos(at), complaint.XMLDepth, "elements are nested more than %d levels deep", MaxDepth)
		return
	}
	if s.count >= maxElements {
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
	s.open = append(s.open, t.Name)
	s.opened = append(s.opened, at)
	attributes := make([]attribute, len(t.Attr))
	for i, a := range t.Attr {
		attributes[i] = attribute{xmlName{a.Name.Space, a.Name.Local}, a.Value}
	}
	s.begin(xmlName{t.Name.Space, t.Name.Local}, attributes, s.pos(at))
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
	s.builder.end()
}

// end checks what has to be closed at the end of the document.
func (s *scanner) end(at place) {
	switch last := len(s.open) - 1; {
	case last >= 0:
		s.diags.Report(s.pos(at), complaint.XMLTruncated, "the document ends inside <%s>", printed(s.open[last])).
			Fixf("download it again: it is incomplete").At(s.pos(s.opened[last]), "<%s> is opened here", printed(s.open[last]))
	case s.root == nil:
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
		if len(s.open) > 0 || s.root == nil {
			d := s.diags.Report(s.pos(at), complaint.XMLTruncated, "the document ends inside a tag").Fixf("download it again: it is incomplete")
			d.Because(io.ErrUnexpectedEOF)
			return
		}
	}
	d := s.diags.Report(s.pos(at), complaint.XML, "this is not valid XML: %s", syntax.Msg)
	if s.root == nil {
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
