package odata

// This file reads the body of an error answer (OData JSON Format 4.01, section 21). Services are careless with it: each
// member is read for itself, whatever the others are, and so is what other formats call the same.

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// errorOf is the error that an answer is, which may be part of a batch.
func errorOf(method, path string, response Response, body []byte) *Error {
	e := &Error{StatusCode: response.StatusCode, Method: method, Path: path, Response: response}
	e.RetryAfter, _ = retryAfter(response.Header)
	e.RequestID = requestID(response.Header)
	e.Body = string(body[:min(len(body), maxErrorBody)])
	said := e.read(rawjson.UTF8([]byte(e.Body), response.Header.Get("Content-Type")))
	e.Code = said.text("code", "errorCode") + e.Code
	if e.Message == "" { // the others are of RFC 9457, OAuth and ASP.NET
		e.Message = said.text("message", "detail", "title", "error_description", "exceptionMessage")
	}
	e.Target = said.text("target")
	e.Details = append(detailsIn(said.first("details")), e.Details...)
	e.InnerError = said.first("innererror")
	if inner := membersOf(e.InnerError); e.RequestID == "" {
		e.RequestID = inner.text("request-id", "requestId")
	}
	return e
}

// read finds the members of the error in a body, and keeps what else says something.
func (e *Error) read(body edm.Raw) errorMembers {
	if items := itemsOf(body); len(items) > 0 {
		body = items[0]
		e.Details = detailsOf(items[1:])
	}
	root := membersOf(body)
	wrapped := root.first("error", "odata.error")
	items := itemsOf(wrapped)
	if wrapped == nil {
		items = itemsOf(root.first("errors"))
	}
	switch {
	case len(items) > 0 && items[0].Kind() == '{': // several: the first, and the others as details
		e.Details = detailsOf(items[1:])
		return membersOf(items[0])
	case wrapped.Kind() == '{':
		said := membersOf(wrapped)
		if inner := said.first("error"); inner.Kind() == '{' && said.text("code", "message") == "" {
			return membersOf(inner)
		}
		return said
	case root.text("error_description") != "": // OAuth (RFC 6749, section 5.2)
		e.Code = wordsOf(wrapped)
	case len(wrapped) > 0:
		e.Message = wordsOf(wrapped)
	}
	return root
}

// detailsIn reads the details: a collection, or as some services have it the only one of them.
func detailsIn(raw edm.Raw) []ErrorDetail {
	if raw.Kind() == '[' {
		return detailsOf(itemsOf(raw))
	}
	return detailsOf([]edm.Raw{raw})
}

func detailsOf(items []edm.Raw) (details []ErrorDetail) {
	for _, item := range items {
		m := membersOf(item)
		d := ErrorDetail{Code: m.text("code"), Message: m.text("message"), Target: m.text("target")}
		if item.Kind() == '"' {
			d.Message = wordsOf(item)
		}
		if d != (ErrorDetail{}) {
			details = append(details, d)
		}
	}
	return details
}

// errorMembers are the members of an object by their names in lower case; the first one counts.
type errorMembers map[string]edm.Raw

// first is the value of the first of the names that there is.
func (m errorMembers) first(names ...string) edm.Raw {
	for _, name := range names {
		if raw := m[strings.ToLower(name)]; len(raw) > 0 && raw.Kind() != 'n' {
			return raw
		}
	}
	return nil
}

// text is the first of the members with the names that says something.
func (m errorMembers) text(names ...string) string {
	for _, name := range names {
		if text := wordsOf(m[strings.ToLower(name)]); text != "" {
			return text
		}
	}
	return ""
}

// lenient is a scan of JSON that need not be quite right. It is nil where the text does not begin with the bracket.
func lenient(raw edm.Raw, bracket byte) *rawjson.Scanner {
	s := &rawjson.Scanner{Text: bytes.TrimPrefix(bytes.TrimSpace(raw), []byte("\ufeff"))}
	if s.Next() != bracket {
		return nil
	}
	s.At++
	return s
}

// membersOf reads the members of an object, as far as it goes: of the one in which it is cut off, what there is of it.
func membersOf(raw edm.Raw) errorMembers {
	s := lenient(raw, '{')
	if s == nil {
		return nil
	}
	m := errorMembers{}
	for first := true; ; first = false {
		if more, err := s.Another('}', first); err != nil || !more || s.Next() != '"' {
			return m
		}
		quoted, err := s.Value()
		if err != nil {
			return m
		}
		text, _ := rawjson.Unquote(quoted, "")
		name := strings.ToLower(text)
		value, err := readValue(s, ':')
		if _, twice := m[name]; !twice && len(value) > 0 {
			m[name] = value
		}
		if err != nil {
			return m
		}
	}
}

// itemsOf reads the items of an array, as far as it goes.
func itemsOf(raw edm.Raw) (items []edm.Raw) {
	s := lenient(raw, '[')
	if s == nil {
		return nil
	}
	separator := byte(0)
	for s.Next() != ']' {
		value, err := readValue(s, separator)
		if len(value) > 0 {
			items = append(items, value)
		}
		if err != nil {
			return items
		}
		separator = ','
	}
	return items
}

// readValue reads a value after a separator, 0 for none, or with the error what there is of it.
func readValue(s *rawjson.Scanner, separator byte) (edm.Raw, error) {
	start := s.At
	var err error
	if separator != 0 && s.Next() != separator {
		err = s.Fault(rawjson.ErrSyntax)
	} else if separator != 0 {
		s.At++
	}
	var value []byte
	if err == nil {
		value, err = s.Value()
	}
	if err != nil {
		value = bytes.TrimLeft(s.Text[start:], " \t\r\n:,")
	}
	return bytes.Clone(value), err
}

// maxWords is how deep texts are looked for.
const maxWords = 3

// wordsOf is what a value says, of whatever kind it is: a text, a number, an object with a text in value, as older
// services have for messages, or a collection of texts. It is "" for nothing.
func wordsOf(raw edm.Raw) string { return wordsIn(raw, 0) }

func wordsIn(raw edm.Raw, depth int) string {
	if depth == maxWords {
		return ""
	}
	switch raw.Kind() {
	case '"':
		text := rawjson.Beginning(raw)
		if text == "" { // there is nothing, or nothing that can be read
			text = strings.ToValidUTF8(strings.Trim(string(raw), `"`), "\ufffd")
		}
		return text
	case '{':
		m := membersOf(raw)
		return cmp.Or(wordsIn(m["value"], depth+1), wordsIn(m["message"], depth+1))
	case '[':
		var all []string
		for _, item := range itemsOf(raw) {
			if text := wordsIn(item, depth+1); text != "" {
				all = append(all, text)
			}
		}
		return strings.Join(all, ", ")
	case '0', 't', 'f':
		return string(raw)
	}
	return ""
}
