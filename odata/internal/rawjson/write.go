package rawjson

// This file writes JSON strings and the JSON text that was kept from the wire. encoding/json escapes <, >, & and the
// line separators U+2028 and U+2029 in what a MarshalJSON method returns, so these functions do too: a model is the
// same bytes whoever writes it.

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
	"unicode/utf8"
)

const hex = "0123456789abcdef"

// What eight bytes of a text are compared with besides, when it is written.
const (
	lesses = ones * '<'
	mores  = ones * '>'
	ands   = ones * '&'
)

// AppendString appends s as a JSON string. Invalid UTF-8 becomes U+FFFD; callers that must not lose it check first.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := len(dst)
	dst = append(dst, s...) // most texts have nothing to escape
	if n := asItIs(dst[start:]); n < len(s) {
		dst = appendEscaped(dst[:start+n], s[n:])
	}
	return append(dst, '"')
}

// AppendValid is AppendString for a text that must be valid UTF-8; ok is false where it is not.
func AppendValid(dst []byte, s string) (out []byte, ok bool) {
	start := len(dst) + 1
	dst = append(append(dst, '"'), s...)
	n := asItIs(dst[start:])
	if n == len(s) {
		return append(dst, '"'), true
	}
	if !utf8.ValidString(s[n:]) {
		return dst, false
	}
	return append(appendEscaped(dst[:start+n], s[n:]), '"'), true
}

// asItIs is the number of bytes at the beginning of a text that a string holds as they are: ASCII characters that are
// not escaped. It looks at eight of them at a time.
func asItIs(text []byte) int {
	i := 0
	for ; i+8 <= len(text); i += 8 {
		x := binary.LittleEndian.Uint64(text[i:])
		found := x | ((x ^ quotes) - ones) | ((x ^ slants) - ones) | (x - blanks) | ((x ^ lesses) - ones) | ((x ^ mores) - ones) | ((x ^ ands) - ones)
		if found &= highs; found != 0 {
			return i + bits.TrailingZeros64(found)>>3
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf && !escapes(text[i]) {
		i++
	}
	return i
}

// escapes says whether an ASCII character is escaped.
func escapes(c byte) bool {
	return c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&'
}

func appendEscaped(dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !escapes(c) {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = appendEscape(dst, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, s[start:i]...), "\ufffd"...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			dst = append(append(dst, s[start:i]...), '\\', 'u', '2', '0', '2', hex[r&0xF])
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

// appendEscape appends an ASCII character that a string does not hold as it is.
func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
}

// AppendRaw appends valid compact JSON text with the same characters escaped; they only occur in strings.
func AppendRaw(dst, raw []byte) []byte { return escapeFrom(append(dst, raw...), len(dst)) }

// AppendRawString is AppendRaw for a string.
func AppendRawString(dst []byte, raw string) []byte { return escapeFrom(append(dst, raw...), len(dst)) }

// escapeFrom escapes these characters in the text from an index on. Most texts have none of them.
func escapeFrom(text []byte, start int) []byte {
	for i := start; i < len(text); i++ {
		if c := text[i]; c == '<' || c == '>' || c == '&' || c == 0xE2 {
			return appendRaw(text[:i], string(text[i:]))
		}
	}
	return text
}

func appendRaw(dst []byte, raw string) []byte {
	start := 0
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '<' || c == '>' || c == '&':
			dst = append(append(dst, raw[start:i]...), '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
			start = i + 1
		case c == 0xE2 && i+2 < len(raw) && raw[i+1] == 0x80 && raw[i+2]&^1 == 0xA8:
			dst = append(append(dst, raw[start:i]...), '\\', 'u', '2', '0', '2', hex[raw[i+2]&0xF])
			start = i + 3
			i += 2
		}
	}
	return append(dst, raw[start:]...)
}

// Plain returns a JSON text without white space between its tokens, and with the fewest escapes in its strings; an
// error where it is not one valid JSON value in UTF-8.
func Plain(text []byte) ([]byte, error) {
	s := Scanner{Text: text, Strict: true}
	text, err := s.Value()
	if err == nil {
		err = s.End()
	}
	if err != nil {
		return nil, err
	}
	text = AppendCompact(nil, text)
	if bytes.IndexByte(text, '\\') < 0 {
		return text, nil
	}
	s.Begin(text)
	out := make([]byte, 0, len(text))
	for s.At < len(text) {
		start := s.At
		if text[start] != '"' {
			s.At++
			out = append(out, text[start])
			continue
		}
		_ = s.string() // the text is valid
		out = append(out, '"')
		for _, c := range AppendUnquoted(nil, text[start+1:s.At-1]) {
			if c < ' ' || c == '"' || c == '\\' {
				out = appendEscape(out, c)
			} else {
				out = append(out, c)
			}
		}
		out = append(out, '"')
	}
	return out, nil
}

// AppendQuoted appends a text that has nothing to escape as a JSON string.
func AppendQuoted(dst []byte, text string) []byte {
	return append(append(append(dst, '"'), text...), '"')
}

// AppendFloat appends a number as ECMAScript would, or one of the strings INF, -INF and NaN (OData JSON Format 4.01,
// section 7.1).
func AppendFloat(dst []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, `"NaN"`...)
	case math.IsInf(f, 1):
		return append(dst, `"INF"`...)
	case math.IsInf(f, -1):
		return append(dst, `"-INF"`...)
	}
	format := byte('f')
	if hasExponent(math.Abs(f), bits) {
		format = 'e'
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, format, -1, bits)
	if n := len(dst); format == 'e' && n-start >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1] // e-09 is e-9
		dst = dst[:n-1]
	}
	return dst
}

// hasExponent reports whether encoding/json writes a number with an exponent.
func hasExponent(abs float64, bits int) bool {
	if bits == 32 {
		return abs != 0 && (float32(abs) < 1e-6 || float32(abs) >= 1e21)
	}
	return abs != 0 && (abs < 1e-6 || abs >= 1e21)
}
