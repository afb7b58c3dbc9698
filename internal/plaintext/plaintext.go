// Package plaintext reads text as editors and services write it: in UTF-8, with or without a byte order mark, or in
// UTF-16. All that csdlgen reads - configurations, metadata, overlays - passes here, and is UTF-8 without a mark after.
package plaintext

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// The byte order marks.
var (
	mark8        = []byte("\xef\xbb\xbf")
	mark16Little = []byte("\xff\xfe")
	mark16Big    = []byte("\xfe\xff")
	mark32Little = []byte("\xff\xfe\x00\x00")
	mark32Big    = []byte("\x00\x00\xfe\xff")
)

// Errors of UTF8. What helps is to save the text as UTF-8.
var (
	ErrUTF32 = errors.New("this is text in UTF-32")
	ErrUTF16 = errors.New("this begins as text in UTF-16 and is not valid UTF-16")
)

// UTF8 returns the text in UTF-8 and without a byte order mark. Text in UTF-16 is recognised by its mark, or by its
// first two characters where they are ASCII. Data of another kind is returned as it is, whether or not it is valid
// UTF-8: who parses it knows what to say about it.
func UTF8(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, mark32Little), bytes.HasPrefix(data, mark32Big):
		return nil, ErrUTF32
	case bytes.HasPrefix(data, mark16Little):
		return fromUTF16(data[len(mark16Little):], binary.LittleEndian)
	case bytes.HasPrefix(data, mark16Big):
		return fromUTF16(data[len(mark16Big):], binary.BigEndian)
	}
	if order := withoutMark(data); order != nil {
		return fromUTF16(data, order)
	}
	return bytes.TrimPrefix(data, mark8), nil
}

// withoutMark is the byte order of UTF-16 without a mark, or nil: two characters of ASCII, as every configuration and
// every document begins with.
func withoutMark(data []byte) binary.ByteOrder {
	const two = 4
	if len(data) < two {
		return nil
	}
	ascii := func(c byte) bool { return 0 < c && c < utf8.RuneSelf }
	switch {
	case ascii(data[0]) && data[1] == 0 && ascii(data[2]) && data[3] == 0:
		return binary.LittleEndian
	case data[0] == 0 && ascii(data[1]) && data[2] == 0 && ascii(data[3]):
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(data []byte, order binary.ByteOrder) ([]byte, error) {
	if len(data)%2 != 0 {
		return nil, ErrUTF16
	}
	text := make([]byte, 0, len(data)) // enough for a schema, which is nearly all ASCII
	for len(data) > 0 {
		r := rune(order.Uint16(data))
		data = data[2:]
		if utf16.IsSurrogate(r) {
			if len(data) == 0 {
				return nil, ErrUTF16
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(data))); r == utf8.RuneError {
				return nil, ErrUTF16
			}
			data = data[2:]
		}
		text = utf8.AppendRune(text, r)
	}
	return text, nil
}
