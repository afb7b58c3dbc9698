package edm

// This file is Raw: JSON that stays the text that it is.

import (
	"bytes"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// Raw is JSON text: a value of a Geography, Geometry or untyped property, and members that a model does not declare. It
// must not be changed while anybody else reads it. The zero value stands for null.
//
// A Raw converts to and from a []byte, a [json.RawMessage] and a jsontext.Value. encoding/json writes its text as it
// is, and reads a value of any kind into it.
type Raw []byte

// Kind returns the kind of value that the text has at its beginning, after white space: 'n' for null, 't' for true, 'f'
// for false, '"' for a string, '0' for a number, '{' for an object and '[' for an array. It is 0 for a text that begins
// with none of them, as the empty one. The rest of the text is not looked at.
func (r Raw) Kind() byte { return rawjson.Kind(r) }

// String returns the text; "null" for the zero value.
func (r Raw) String() string {
	if r == nil {
		return "null"
	}
	return string(r)
}

// MarshalJSON returns the text, which is not checked, or null where it is empty.
func (r Raw) MarshalJSON() ([]byte, error) {
	if len(r) == 0 {
		return []byte("null"), nil
	}
	return r, nil
}

// UnmarshalJSON makes the text, which is not checked, a copy of data.
func (r *Raw) UnmarshalJSON(data []byte) error {
	*r = bytes.Clone(data)
	return nil
}
