package rawjson

// This file reads what a walk finds: strings without their quotes, and the errors that say what was found instead of
// what is expected.

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth bounds how deep values may be nested, both ways.
const MaxDepth = 500

// ErrDeep is the answer to values that are nested too deep.
var ErrDeep = fmt.Errorf("values are nested more than %d deep", MaxDepth)

// Unquote returns the text of a JSON string; want says what is expected, for the error where raw is not a string.
func Unquote(raw jsontext.Value, want string) (string, error) {
	if raw.Kind() != '"' || len(raw) < 2 {
		return "", Mismatch(raw, want)
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), nil
	}
	text, err := jsontext.AppendUnquote(nil, raw)
	return string(text), err
}

// Mismatch says that a value is not what is expected.
func Mismatch(raw jsontext.Value, want string) error {
	return fmt.Errorf("found %s where %s is expected", Excerpt(raw), want)
}

// Excerpt is the beginning of a value, for errors.
func Excerpt(raw jsontext.Value) string {
	const most = 60
	if len(raw) <= most {
		return string(raw)
	}
	return strings.ToValidUTF8(string(raw[:most]), "") + "..."
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
