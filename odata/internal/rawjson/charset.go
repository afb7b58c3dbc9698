package rawjson

// This file makes UTF-8 of answers that are in another encoding. JSON is UTF-8 (RFC 8259, section 8.1); what is here is
// for services that are older, or say a charset and mean it.

import (
	"bytes"
	"encoding/binary"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// UTF8 returns the body of an answer in UTF-8. What is valid UTF-8 is left as it is, whatever the media type says.
// UTF-16 is known by its byte order mark, or by the zeros that every JSON text has in it; where the media type says
// Latin-1 or Windows-1252, bytes that are not UTF-8 are taken for that.
func UTF8(body []byte, mediaType string) []byte {
	if order := utf16Order(body); order != nil {
		return fromUTF16(body, order)
	}
	_, parameters, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return body
	}
	switch strings.ToLower(parameters["charset"]) {
	case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii":
		if !utf8.Valid(body) {
			return fromWindows1252(body)
		}
	}
	return body
}

// utf16Order is the byte order of a text in UTF-16, or nil. The first character of a JSON text is ASCII.
func utf16Order(body []byte) binary.ByteOrder {
	switch {
	case len(body) < 2 || len(body)%2 != 0:
		return nil
	case bytes.HasPrefix(body, []byte{0xFE, 0xFF}), body[0] == 0 && body[1] != 0:
		return binary.BigEndian
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}), body[0] != 0 && body[1] == 0:
		return binary.LittleEndian
	}
	return nil
}

func fromUTF16(body []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(body))
	for i := 0; i+1 < len(body); i += 2 {
		r := rune(order.Uint16(body[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(body) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(body[i+2:]))); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// windows1252 are the characters from 0x80 to 0x9F; the others are those of Unicode.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(body []byte) []byte {
	special := []rune(windows1252)
	out := make([]byte, 0, len(body)+len(body)/8)
	for _, c := range body {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			r = special[c-0x80]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
