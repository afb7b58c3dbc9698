package odata

// This file walks through JSON text that is known to be valid: names and values are found by their delimiters alone. decode.go checks a text
// once, with jsontext, and then reads it this way, which is twice as fast as asking for token after token.

import "bytes"

// walker is a place in a valid JSON text.
type walker struct {
	text []byte
	at   int
}

// next passes over white space, commas and colons and returns the first byte of what follows.
func (w *walker) next() byte {
	for {
		switch c := w.text[w.at]; c {
		case ' ', '\t', '\n', '\r', ',', ':':
			w.at++
		default:
			return c
		}
	}
}

// value returns the next value, or a member's name with its quotes, and goes behind it.
func (w *walker) value() Raw {
	first := w.next()
	start := w.at
	switch first {
	case '"':
		w.string()
	case '{', '[':
		w.nested()
	default:
		for w.at < len(w.text) && !ends(w.text[w.at]) {
			w.at++
		}
	}
	return Raw(w.text[start:w.at:w.at])
}

// ends says whether a number, true, false or null is over at c.
func ends(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '\r', ',', '}', ']':
		return true
	}
	return false
}

// string goes behind the string that begins here.
func (w *walker) string() {
	for i := w.at + 1; ; {
		quote := i + bytes.IndexByte(w.text[i:], '"')
		escape := bytes.IndexByte(w.text[i:quote], '\\')
		if escape < 0 {
			w.at = quote + 1
			return
		}
		i += escape + 2
	}
}

// nested goes behind the object or array that begins here.
func (w *walker) nested() {
	for depth := 0; ; {
		switch w.text[w.at] {
		case '"':
			w.string()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		w.at++
		if depth == 0 {
			return
		}
	}
}
