package odata

// This file is the version of the protocol that requests say they are written in (OData Protocol 4.01, sections 8.1.5
// and 8.2.7), and the form that bodies have in version 4.01. Models are encoded in the form of 4.0, which every service
// reads; a client of 4.01 rewrites what was encoded.

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// The versions of the protocol.
const (
	version40  = "4.0"
	version401 = "4.01"
)

// WithVersion401 writes requests in the form of OData 4.01 and takes answers of that version: control information
// without the prefix "odata.", entities that are bound as objects with their @id. Without it requests say that they are
// of version 4.0, which services of 4.01 take as well. Answers of both versions are read in any case.
func WithVersion401() Option {
	return func(c *Client) error {
		c.version = version401
		return nil
	}
}

// sayVersion sets the headers that say in which form a body is, and up to which version answers may be.
func (c *Client) sayVersion(h http.Header) {
	h.Set("OData-Version", c.version)
	h.Set("OData-MaxVersion", c.version)
}

// inVersion is an encoded body in the form that the requests of the client have.
func (c *Client) inVersion(body []byte) ([]byte, error) {
	if c.version != version401 || !bytes.Contains(body, []byte("odata.")) {
		return body, nil
	}
	out, err := rewrite401(&rawjson.Scanner{Text: body}, make([]byte, 0, len(body)))
	if err != nil {
		return nil, errorf("odata: the body in the form of OData 4.01: %w", err)
	}
	return out, nil
}

// rewrite401 appends the value that comes next in the form of 4.01.
func rewrite401(s *rawjson.Scanner, dst []byte) ([]byte, error) {
	switch s.Next() {
	case '{':
		return rewriteObject(s, dst)
	case '[':
		dst = append(dst, '[')
		start := len(dst)
		err := s.Inside(func([]byte) (err error) {
			dst, err = rewrite401(s, comma(dst, len(dst) == start))
			return err
		})
		return append(dst, ']'), err
	}
	value, err := s.Value()
	return append(dst, value...), err
}

func comma(dst []byte, first bool) []byte {
	if first {
		return dst
	}
	return append(dst, ',')
}

// named401 is a member in the form of 4.01.
type named401 struct {
	name  string
	value edm.Raw
	bound bool // whether the value is the references of name@odata.bind
}

// rewriteObject appends the object that comes next. What is bound and what is inserted with one property become one
// member.
func rewriteObject(s *rawjson.Scanner, dst []byte) ([]byte, error) {
	var members []named401
	err := s.Inside(func(quoted []byte) error {
		var m named401
		m.name, _ = rawjson.Unquote(quoted, "")
		value, err := rewrite401(s, nil)
		m.value = value
		if m.name, m.bound = strings.CutSuffix(m.name, "@odata.bind"); m.bound {
			m.value = references401(m.value)
		}
		m.name = strings.Replace(m.name, "@odata.", "@", 1)
		members = addMember(members, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	dst = append(dst, '{')
	for i, m := range members {
		dst = append(rawjson.AppendString(comma(dst, i == 0), m.name), ':')
		dst = append(dst, m.value...)
	}
	return append(dst, '}'), nil
}

// addMember adds a member. The references that are bound to a collection go into the list of what is inserted there.
func addMember(members []named401, m named401) []named401 {
	for i, other := range members {
		if other.name != m.name || !m.bound && !other.bound || other.value.Kind() != '[' || m.value.Kind() != '[' {
			continue
		}
		switch a, b := bytes.TrimSuffix(other.value, []byte("]")), m.value[1:]; {
		case len(a) == 1:
			members[i].value = m.value
		case len(b) > 1:
			members[i].value = append(append(bytes.Clone(a), ','), b...)
		}
		members[i].bound = true
		return members
	}
	return append(members, m)
}

// references401 are the URLs of name@odata.bind as objects: "x" is {"@id":"x"}.
func references401(value edm.Raw) edm.Raw {
	switch value.Kind() {
	case '"':
		return append(append([]byte(`{"@id":`), value...), '}')
	case '[':
		s := rawjson.Scanner{Text: value}
		out := []byte{'['}
		err := s.Inside(func([]byte) error {
			url, err := s.Value()
			if err == nil && url[0] != '"' {
				return s.Fault(rawjson.ErrSyntax) // not a list of references
			}
			out = append(comma(out, len(out) == 1), references401(url)...)
			return err
		})
		if err == nil {
			return append(out, ']')
		}
	}
	return value // null
}
