package rawjson

// This file walks through JSON text that is known to be valid: names and values are found by their delimiters alone.
// decode.go checks a text once, with jsontext, and then reads it this way, which is twice as fast as asking for token
// after token.

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Walker is a place in a valid JSON text.
type Walker struct {
	Text []byte
	At   int
}

// Next passes over white space, commas and colons and returns the first byte of what follows.
func (w *Walker) Next() byte {
	for {
		switch c := w.Text[w.At]; c {
		case ' ', '\t', '\n', '\r', ',', ':':
			w.At++
		default:
			return c
		}
	}
}

// Value returns the next value, or a member's name with its quotes, and goes past it.
func (w *Walker) Value() jsontext.Value {
	first := w.Next()
	start := w.At
	switch first {
	case '"':
		w.string()
	case '{', '[':
		w.nested()
	default:
		for w.At < len(w.Text) && !ends(w.Text[w.At]) {
			w.At++
		}
	}
	return jsontext.Value(w.Text[start:w.At:w.At])
}

// ends says whether a number, true, false or null is over at c.
func ends(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '\r', ',', '}', ']':
		return true
	}
	return false
}

// string goes past the string that begins here.
func (w *Walker) string() {
	for i := w.At + 1; ; {
		quote := i + bytes.IndexByte(w.Text[i:], '"')
		escape := bytes.IndexByte(w.Text[i:quote], '\\')
		if escape < 0 {
			w.At = quote + 1
			return
		}
		i += escape + 2
	}
}

// nested goes past the object or array that begins here.
func (w *Walker) nested() {
	for depth := 0; ; {
		switch w.Text[w.At] {
		case '"':
			w.string()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		w.At++
		if depth == 0 {
			return
		}
	}
}
