package rawjson

// This file reads what a walk finds: strings without their quotes, and the errors that say what was found instead of
// what is expected.

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth bounds how deep values may be nested, both ways.
const MaxDepth = 500

// ErrDeep is the answer to values that are nested too deep.
var ErrDeep = fmt.Errorf("values are nested more than %d deep", MaxDepth)

// Kind is the kind of value that a JSON text has at its beginning, after white space: 'n' for null, 't' for true, 'f'
// for false, '"' for a string, '0' for a number, '{' for an object and '[' for an array; 0 for anything else.
//
//go:noinline
func Kind(text []byte) byte {
	for _, c := range text {
		switch c {
		case ' ', '\t', '\n', '\r':
			continue
		case 'n', 't', 'f', '"', '{', '[':
			return c
		case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return '0'
		}
		return 0
	}
	return 0
}

// Unquote returns the text of a JSON string; want says what is expected, for the error where raw is not a string. What
// has no place in a text - bytes that are not UTF-8, halves of surrogate pairs - becomes U+FFFD, as in encoding/json;
// [Scanner.Exact] tells where that is so.
func Unquote(raw []byte, want string) (string, error) {
	if len(raw) < 2 || raw[0] != '"' {
		return "", Mismatch(raw, want)
	}
	body := raw[1 : len(raw)-1]
	if bytes.IndexByte(body, '\\') < 0 && utf8.Valid(body) {
		return string(body), nil
	}
	return string(AppendUnquoted(make([]byte, 0, len(body)), body)), nil
}

// AppendUnquoted appends the text of a JSON string, which is given without its quotes.
func AppendUnquoted(dst, body []byte) []byte {
	for len(body) > 0 {
		switch c := body[0]; {
		case c == '\\':
			size, r := escaped(body)
			dst = utf8.AppendRune(dst, r)
			body = body[max(size, 1):]
		case c < utf8.RuneSelf:
			n := plain(body)
			dst, body = append(dst, body[:n]...), body[n:]
		default:
			r, size := utf8.DecodeRune(body)
			dst, body = utf8.AppendRune(dst, r), body[size:]
		}
	}
	return dst
}

// Beginning returns the text of a JSON string as far as it goes: to its end, to what has no place in it, or to where it
// is cut off.
func Beginning(raw []byte) string {
	end := 1
	for end < len(raw) && raw[end] >= ' ' && raw[end] != '"' {
		size := 1
		switch c := raw[end]; {
		case c == '\\':
			size, _ = escape(raw[end:])
		case !utf8.FullRune(raw[end:]):
			size = 0
		case c >= utf8.RuneSelf:
			_, size = utf8.DecodeRune(raw[end:])
		}
		if size == 0 {
			break
		}
		end += size
	}
	return string(AppendUnquoted(nil, raw[1:end]))
}

// plain is the number of ASCII characters that text begins with, before a backslash.
func plain(text []byte) int {
	for i, c := range text {
		if c >= utf8.RuneSelf || c == '\\' {
			return i
		}
	}
	return len(text)
}

// escaped is the size of the escape that text begins with, and the character that it is.
func escaped(text []byte) (size int, r rune) {
	size, whole := escape(text)
	switch {
	case size == 0 || !whole:
		return size, utf8.RuneError
	case size == 12:
		return size, utf16.DecodeRune(rune(codeUnit(text)), rune(codeUnit(text[6:])))
	case size == 6:
		return size, rune(codeUnit(text))
	}
	switch c := text[1]; c {
	case 'b':
		return size, '\b'
	case 'f':
		return size, '\f'
	case 'n':
		return size, '\n'
	case 'r':
		return size, '\r'
	case 't':
		return size, '\t'
	default:
		return size, rune(c)
	}
}

// Mismatch says that a value is not what is expected.
func Mismatch(raw []byte, want string) error {
	return fmt.Errorf("found %s where %s is expected", Excerpt(raw), want)
}

// Excerpt is the beginning of a value, for errors.
func Excerpt(raw []byte) string {
	const most = 60
	if len(raw) <= most {
		return string(raw)
	}
	return strings.ToValidUTF8(string(raw[:most]), "") + "..."
}

// Quote is a text in quotes for errors, shortened where it is long.
func Quote(text string) string {
	const most = 100
	if len(text) <= most {
		return strconv.Quote(text)
	}
	return strconv.Quote(strings.ToValidUTF8(text[:most], "")) + "..."
}

// Digits reports whether s consists of decimal digits, at least one.
func Digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
