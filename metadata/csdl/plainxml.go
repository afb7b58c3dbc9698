package csdl

// This file reads XML that is plain: well-formed, with names of ASCII letters, without document types, sections of
// CDATA and processing instructions. Whatever else there is, mistakes above all, is left to xml.go; a fuzz target holds
// both to the same elements. Names and values are parts of one string, so that reading allocates little.

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// plainReader is a pass over a document.
type plainReader struct {
	builder

	text string
	at   int
	// line is the number of the line at counted, which is how far lines are counted; lineStart is where it begins.
	line, lineStart, counted int
	open                     []string    // the names of the elements around, as written
	attributes               []attribute // of the tag at hand
}

// readPlain reads a document; false where it is not plain.
func readPlain(src Source) (*builder, bool) {
	r := plainReader{builder: builder{name: src.Name}, text: string(src.Data), line: 1}
	if !r.characters() || !r.declaration() {
		return nil, false
	}
	for r.at < len(r.text) {
		if !r.data() || r.at < len(r.text) && !r.markup() {
			return nil, false
		}
	}
	return &r.builder, r.root != nil && len(r.open) == 0
}

// characters says whether all of the text is characters that XML may have.
func (r *plainReader) characters() bool {
	for i := range len(r.text) {
		if c := r.text[i]; c < ' ' && !isSpace(c) {
			return false
		}
	}
	return utf8.ValidString(r.text) && !strings.Contains(r.text, "\uFFFE") && !strings.Contains(r.text, "\uFFFF")
}

// skip goes past a text, if it is there.
func (r *plainReader) skip(text string) bool {
	if !strings.HasPrefix(r.text[r.at:], text) {
		return false
	}
	r.at += len(text)
	return true
}

// until returns what is before a text, and goes past that; false where it is not there.
func (r *plainReader) until(text string) (string, bool) {
	before, _, ok := strings.Cut(r.text[r.at:], text)
	if ok {
		r.at += len(before) + len(text)
	}
	return before, ok
}

func (r *plainReader) spaces() {
	for r.at < len(r.text) && isSpace(r.text[r.at]) {
		r.at++
	}
}

// declaration goes past the declaration of XML, if there is one.
func (r *plainReader) declaration() bool {
	if !r.skip("<?xml ") {
		return true
	}
	content, ok := r.until("?>")
	for part := range strings.FieldsSeq(strings.ReplaceAll(content, "'", `"`)) {
		switch strings.ToLower(part) {
		case `version="1.0"`, `encoding="utf-8"`, `standalone="yes"`, `standalone="no"`:
		default:
			return false
		}
	}
	return ok
}

// data reads text up to the next markup.
func (r *plainReader) data() bool {
	text := r.text[r.at:]
	if i := strings.IndexByte(text, '<'); i >= 0 {
		text = text[:i]
	}
	r.at += len(text)
	if isBlank(text) {
		return true
	}
	value, ok := meant(text)
	if !ok || len(r.open) == 0 || strings.Contains(text, "]]>") {
		return false
	}
	r.builder.text(value, false)
	return true
}

// markup reads a tag or a comment.
func (r *plainReader) markup() bool {
	switch {
	case r.skip("</"):
		name, ok := r.until(">")
		last := len(r.open) - 1
		if !ok || last < 0 || strings.TrimRight(name, " \t\r\n") != r.open[last] {
			return false
		}
		r.open = r.open[:last]
		r.end()
		return true
	case r.skip("<!--"):
		content, ok := r.until("-->")
		return ok && !strings.Contains(content, "--") && !strings.HasSuffix(content, "-")
	}
	return r.start()
}

// start reads the start tag of an element.
func (r *plainReader) start() bool {
	pos := r.pos()
	r.at++ // <
	from := r.at
	name, ok := r.tagName()
	full := r.text[from:r.at]
	if !ok || len(r.open) >= MaxDepth || r.count >= maxElements || len(r.open) == 0 && r.root != nil {
		return false
	}
	r.attributes = r.attributes[:0]
	for {
		before := r.at
		r.spaces()
		empty := r.skip("/>")
		if empty || r.skip(">") {
			r.begin(name, r.attributes, pos)
			if r.open = append(r.open, full); empty {
				r.open = r.open[:len(r.open)-1]
				r.end()
			}
			return true
		}
		if r.at == before || !r.attribute() {
			return false
		}
	}
}

// attribute reads an attribute.
func (r *plainReader) attribute() bool {
	name, ok := r.tagName()
	if !ok || len(r.attributes) >= maxAttributes {
		return false
	}
	for _, a := range r.attributes {
		if a.xmlName == name {
			return false
		}
	}
	quote := `"`
	if !r.skip(`="`) {
		if quote = "'"; !r.skip("='") {
			return false
		}
	}
	raw, ok := r.until(quote)
	if !ok || strings.Contains(raw, "<") {
		return false
	}
	value, ok := meant(raw)
	r.attributes = append(r.attributes, attribute{name, value})
	return ok
}

// tagName reads the name of an element or attribute.
func (r *plainReader) tagName() (xmlName, bool) {
	first, ok := r.namePart()
	if !ok || !r.skip(":") {
		return xmlName{local: first}, ok
	}
	second, ok := r.namePart()
	return xmlName{first, second}, ok && !r.skip(":")
}

func (r *plainReader) namePart() (string, bool) {
	from := r.at
	for r.at < len(r.text) && isNameByte(r.text[r.at], r.at > from) {
		r.at++
	}
	return r.text[from:r.at], r.at > from
}

func isNameByte(c byte, inside bool) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || inside && ('0' <= c && c <= '9' || c == '-' || c == '.')
}

// pos is where the reader is.
func (r *plainReader) pos() diag.Pos {
	passed := r.text[r.counted:r.at]
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		r.line += strings.Count(passed, "\n")
		r.lineStart = r.counted + i + 1
	}
	r.counted = r.at
	return diag.Pos{File: r.name, Line: r.line, Col: r.at - r.lineStart + 1}
}

// meant is the text that is meant by a text as written; false where a reference is not one of XML's own.
func meant(text string) (string, bool) {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	before, rest, found := strings.Cut(text, "&")
	if !found {
		return text, true
	}
	var out strings.Builder
	for out.WriteString(before); found; out.WriteString(before) {
		var name string
		if name, rest, found = strings.Cut(rest, ";"); !found || !reference(&out, name) {
			return "", false
		}
		before, rest, found = strings.Cut(rest, "&")
	}
	return out.String(), true
}

// reference writes the character that a reference stands for.
func reference(out *strings.Builder, name string) bool {
	switch name {
	case "amp":
		return out.WriteByte('&') == nil
	case "lt":
		return out.WriteByte('<') == nil
	case "gt":
		return out.WriteByte('>') == nil
	case "quot":
		return out.WriteByte('"') == nil
	case "apos":
		return out.WriteByte('\'') == nil
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	c := rune(n)
	if !ok || err != nil || c < ' ' && !isSpace(byte(c)) || !utf8.ValidRune(c) || c == 0xFFFE || c == 0xFFFF {
		return false
	}
	out.WriteRune(c)
	return true
}
