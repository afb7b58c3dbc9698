package csdl

// This file reads JSON text into a tree of values with positions. It keeps what a Go map loses: the order of members,
// members given twice (a complaint), and the digits of numbers.

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// jsonValue is a JSON value and where it begins.
type jsonValue struct {
	kind jsontext.Kind // 'n', 't', 'f', '"', '0', '{' or '['
	// text is a string's value, else the value as written; "" for objects and arrays, which are between the offsets.
	text       string
	start, end int
	members    []jsonMember
	items      []*jsonValue
	pos        diag.Pos
}

// jsonMember is a member of an object; pos is that of its name.
type jsonMember struct {
	name  string
	pos   diag.Pos
	value *jsonValue
}

// member returns the value of a member, or nil.
func (v *jsonValue) member(name string) *jsonValue {
	for _, m := range v.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// jsonScanner walks over the tokens. line, start and seen are its place in the text: the line, the offset where it
// begins, and the offset up to which lines are counted.
type jsonScanner struct {
	name              string
	data              []byte
	decoder           *jsontext.Decoder
	line, start, seen int
	values            int
	diags             diag.List
}

// readJSON reads a text that holds one JSON value. The error is a Diagnostics with one complaint, the first.
func readJSON(src Source) (*jsonValue, error) {
	s := &jsonScanner{
		name: src.Name, data: src.Data, line: 1,
		decoder: jsontext.NewDecoder(bytes.NewBuffer(src.Data), jsontext.AllowDuplicateNames(true)),
	}
	v := s.value(0)
	if len(s.diags) == 0 {
		at := s.here()
		if _, err := s.decoder.ReadToken(); !errors.Is(err, io.EOF) {
			s.diags.Report(at, complaint.JSONText, "found text after the end of the document").Fixf("remove it")
		}
	}
	return v, s.diags.Err()
}

// here is where the next token begins.
func (s *jsonScanner) here() diag.Pos { return s.at(s.next()) }

// next is the offset of the next token.
func (s *jsonScanner) next() int {
	next := int(s.decoder.InputOffset())
	for next < len(s.data) && strings.IndexByte(" \t\r\n,:", s.data[next]) >= 0 {
		next++
	}
	return next
}

// at is the position of an offset, which is never smaller than the one before.
func (s *jsonScanner) at(offset int) diag.Pos {
	for ; s.seen < offset; s.seen++ {
		if s.data[s.seen] == '\n' {
			s.line, s.start = s.line+1, s.seen+1
		}
	}
	return diag.Pos{File: s.name, Line: s.line, Col: offset - s.start + 1}
}

// value reads a value; nil after a complaint.
func (s *jsonScanner) value(depth int) *jsonValue {
	start := s.next()
	v := &jsonValue{pos: s.at(start), start: start}
	if s.values++; s.values > maxElements {
		s.diags.Report(v.pos, complaint.JSONSize, "the document has more than %d values", maxElements)
		return nil
	}
	if depth >= MaxDepth {
		s.diags.Report(v.pos, complaint.JSONDepth, "values are nested more than %d levels deep", MaxDepth)
		return nil
	}
	token, err := s.decoder.ReadToken()
	if err != nil {
		s.failed(err)
		return nil
	}
	ok := true
	switch v.kind = token.Kind(); v.kind {
	case '{':
		ok = s.object(v, depth)
	case '[':
		ok = s.array(v, depth)
	default:
		v.text = token.String()
	}
	if !ok {
		return nil
	}
	v.end = int(s.decoder.InputOffset())
	return v
}

func (s *jsonScanner) object(v *jsonValue, depth int) bool {
	first := map[string]diag.Pos{}
	for s.decoder.PeekKind() != '}' {
		at := s.here()
		token, err := s.decoder.ReadToken()
		if err != nil {
			return s.failed(err)
		}
		m := jsonMember{name: token.String(), pos: at}
		if before, twice := first[m.name]; twice {
			s.diags.Report(at, complaint.JSONMemberTwice, "the object has the member %q twice", diag.Shortened(m.name)).Fixf("remove or rename one of them").At(before, "first here")
			return false
		}
		first[m.name] = at
		if m.value = s.value(depth + 1); m.value == nil {
			return false
		}
		v.members = append(v.members, m)
	}
	return s.end()
}

func (s *jsonScanner) array(v *jsonValue, depth int) bool {
	for s.decoder.PeekKind() != ']' {
		item := s.value(depth + 1)
		if item == nil {
			return false
		}
		v.items = append(v.items, item)
	}
	return s.end()
}

// end reads the bracket that closes an object or array.
func (s *jsonScanner) end() bool {
	if _, err := s.decoder.ReadToken(); err != nil {
		return s.failed(err)
	}
	return true
}

// failed turns an error of the decoder into a complaint. It returns false, for its callers to return.
func (s *jsonScanner) failed(err error) bool {
	var syntax *jsontext.SyntacticError
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		d := s.diags.Report(s.at(len(s.data)), complaint.JSONTruncated, "the document ends unexpectedly").Fixf("download it again: it is incomplete")
		d.Because(io.ErrUnexpectedEOF)
		return false
	}
	at := s.here()
	if errors.As(err, &syntax) {
		if offset := int(syntax.ByteOffset); offset >= s.seen && offset <= len(s.data) {
			at = s.at(offset)
		}
		err = syntax.Err
	}
	s.diags.Report(at, complaint.JSON, "this is not valid JSON: %v", err)
	return false
}
