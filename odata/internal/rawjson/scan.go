package rawjson

// This file goes through JSON text once, from its first byte to its last, and checks the syntax on the way (RFC 8259):
// whoever reads a text does not have to have it checked before. Every function goes on where the one before ended; none
// goes back, so that the time is in proportion to the text, whatever is in it. What encoding/json reads although it is
// not right - bytes that are not UTF-8, halves of surrogate pairs - is read too, unless the scanner is strict.

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"unicode/utf8"
)

// ErrSyntax is the answer to a text that is not JSON. [Syntax] says more.
var ErrSyntax = errors.New("this is not valid JSON")

// maxNesting bounds how deep objects and arrays that nobody looks into may be nested, as in encoding/json.
const maxNesting = 10_000

var errNesting = fmt.Errorf("objects and arrays are nested more than %d deep", maxNesting)

// pause is how many bytes are read before the context is asked again whether it has ended.
const pause = 1 << 16

// Scanner is a place in a JSON text. The zero value is at the beginning of an empty text.
type Scanner struct {
	// Text is what is read, At the index of the byte that comes next.
	Text []byte
	At   int
	// Strict refuses bytes that are not UTF-8 and halves of surrogate pairs.
	Strict bool
	// Context ends the scan when it ends; nil for one that does not end.
	Context context.Context
	// Exact says of the string that was read last that it has neither bytes that are not UTF-8 nor halves of surrogate
	// pairs. Plain says that it has no escapes either: its text is its bytes.
	Exact, Plain bool
	// Spaced says of the object or array that was read last as a value that it has white space between its tokens.
	Spaced bool
	// Err is what ended the scan before its end. It stays, and is what every function returns from then on.
	Err error

	depth   int      // how many brackets of a value that nobody looks into are open
	asked   int      // where the context was asked last
	objects []uint64 // a bit for each of them: whether it is that of an object
	inside  int      // how many values Inside goes through

	// Where the byte is that has no place there, and what place that is; [Syntax] says it.
	wrongAt int
	place   string
}

// Begin goes to the beginning of a text, and keeps Strict, Context and what memory it has.
func (s *Scanner) Begin(text []byte) {
	*s = Scanner{Text: text, Strict: s.Strict, Context: s.Context, objects: s.objects[:0]}
}

// Fault ends the scan with an error, unless it has ended before, and returns what ended it.
//
//go:noinline
func (s *Scanner) Fault(err error) error {
	if s.Err == nil {
		s.Err = err
	}
	s.At = len(s.Text)
	return s.Err
}

// wrong ends the scan at a byte that has no place there, or at the end of the text.
func (s *Scanner) wrong(at int, place string) error {
	if s.Err == nil {
		s.wrongAt, s.place = at, place
	}
	return s.Fault(ErrSyntax)
}

// Next passes over white space and returns the byte that follows, which stays the next; 0 at the end.
func (s *Scanner) Next() byte {
	for s.At < len(s.Text) {
		c := s.Text[s.At]
		if c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
		s.At++
	}
	return 0
}

// End is an error where anything but white space follows.
func (s *Scanner) End() error {
	if s.Err == nil && s.Next() == 0 && s.At == len(s.Text) {
		return nil
	}
	return s.wrong(s.At, afterEnd)
}

// Another goes to the next member of an object or item of an array, past the comma before it, or past the bracket that
// ends it and reports false. First says that none was read before.
func (s *Scanner) Another(end byte, first bool) (bool, error) {
	switch c := s.Next(); {
	case c == end:
		s.At++
		return false, nil
	case first:
		return true, nil
	case c == ',':
		s.At++
		if s.At-s.asked > pause && s.over() {
			return false, s.Err
		}
		return true, nil
	}
	return false, s.wrong(s.At, after(end))
}

// over asks the context whether it has ended.
func (s *Scanner) over() bool {
	s.asked = s.At
	if s.Context == nil || s.Context.Err() == nil {
		return false
	}
	_ = s.Fault(s.Context.Err())
	return true
}

// Name reads the name of a member with its quotes, and goes past the colon.
func (s *Scanner) Name() ([]byte, error) {
	name, err := s.quoted()
	if err == nil {
		err = s.colon()
	}
	if err != nil {
		return nil, err
	}
	return name, nil
}

// quoted reads a string, and nothing else.
func (s *Scanner) quoted() ([]byte, error) {
	if s.Next() != '"' {
		return nil, s.wrong(s.At, startOfString)
	}
	start := s.At
	if err := s.string(); err != nil {
		return nil, err
	}
	return s.Text[start:s.At:s.At], nil
}

// colon goes past the colon after a name.
func (s *Scanner) colon() error {
	if s.Next() != ':' {
		return s.wrong(s.At, afterName)
	}
	s.At++
	return nil
}

// Value reads the next value, whatever it is.
func (s *Scanner) Value() ([]byte, error) {
	first := s.Next()
	start := s.At
	var err error
	switch first {
	case '"':
		err = s.string()
	case '{', '[':
		err = s.nested()
	default:
		err = s.literal(first)
	}
	if err != nil {
		return nil, err
	}
	return s.Text[start:s.At:s.At], nil
}

// literal goes past null, true, false or a number, whose first byte is given.
func (s *Scanner) literal(first byte) error {
	word := ""
	switch first {
	case 'n':
		word = "null"
	case 't':
		word = "true"
	case 'f':
		word = "false"
	default:
		return s.number()
	}
	rest := s.Text[s.At:]
	if len(rest) < len(word) || string(rest[:len(word)]) != word {
		return s.misspelled(word)
	}
	s.At += len(word)
	return nil
}

// misspelled ends the scan at the first letter that is not that of the word.
func (s *Scanner) misspelled(word string) error {
	at := 0
	for at < len(word) && s.is(word[at], s.At+at) {
		at++
	}
	return s.wrong(s.At+at, "in literal "+word+" (expecting "+strconv.QuoteRune(rune(word[at]))+")")
}

// number goes past a number.
func (s *Scanner) number() error {
	at := s.At
	if s.is('-', at) {
		at++
	}
	switch whole := s.digits(at); {
	case whole == s.At:
		return s.wrong(at, startOfValue)
	case whole == at:
		return s.wrong(at, inNumber)
	case s.Text[at] == '0':
		at++ // where more digits follow, they have no place there
	default:
		at = whole
	}
	if s.is('.', at) {
		from := at + 1
		if at = s.digits(from); at == from {
			return s.wrong(at, inNumber)
		}
	}
	if s.is('e', at) || s.is('E', at) {
		from := at + 1
		if s.is('+', from) || s.is('-', from) {
			from++
		}
		if at = s.digits(from); at == from {
			return s.wrong(at, inNumber)
		}
	}
	s.At = at
	return nil
}

// is says whether the byte with the index is c.
func (s *Scanner) is(c byte, at int) bool { return at < len(s.Text) && s.Text[at] == c }

// digits returns where the digits that begin at an index end.
func (s *Scanner) digits(at int) int {
	for at < len(s.Text) && s.Text[at]-'0' <= 9 {
		at++
	}
	return at
}

// What eight bytes of a string are compared with at a time.
const (
	ones   = 0x0101010101010101
	highs  = ones << 7
	quotes = ones * '"'
	slants = ones * '\\'
	blanks = ones * ' '
)

// string goes past the string that begins here.
func (s *Scanner) string() error {
	text, i := s.Text, s.At+1
	escaped, paired, other := false, true, uint64(0)
	for {
		// Eight bytes at a time, until one of them is a quote, a backslash or a control character.
		for i+8 <= len(text) {
			x := binary.LittleEndian.Uint64(text[i:])
			other |= x
			found := (((x ^ quotes) - ones) | ((x ^ slants) - ones) | (x - blanks)) & ^x & highs
			if found != 0 {
				i += bits.TrailingZeros64(found) >> 3
				break
			}
			i += 8
		}
		if i >= len(text) {
			return s.wrong(s.At, inString)
		}
		switch c := text[i]; {
		case c == '"':
			valid := paired && (other&highs == 0 || utf8.Valid(text[s.At+1:i]))
			return s.ended(i+1, valid, valid && !escaped)
		case c == '\\':
			size, whole := escape(text[i:])
			if size == 0 {
				return s.wrong(s.At, inString)
			}
			escaped, paired = true, paired && whole
			i += size
		case c < ' ':
			return s.wrong(s.At, inString)
		default: // one of the last seven bytes of the text
			other |= uint64(c)
			i++
		}
	}
}

// ended goes to the end of a string, of which is said whether it is exact and whether it is plain.
func (s *Scanner) ended(end int, exact, plain bool) error {
	if s.Strict && !exact {
		return s.wrong(s.At, inString)
	}
	s.At, s.Exact, s.Plain = end, exact, plain
	return nil
}

// escape returns the size of the escape, or of the surrogate pair of escapes, that text begins with; 0 for none. Whole
// is false for half of a surrogate pair.
func escape(text []byte) (size int, whole bool) {
	if len(text) < 2 {
		return 0, false
	}
	switch text[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2, true
	case 'u':
		unit := codeUnit(text)
		switch {
		case unit < 0:
			return 0, false
		case unit&^0x7FF != 0xD800:
			return 6, true
		case unit < 0xDC00 && codeUnit(text[6:])&^0x3FF == 0xDC00:
			return 12, true
		}
		return 6, false
	}
	return 0, false
}

// codeUnit is the number in the escape \u0000 that text begins with; -1 where it does not begin with one.
func codeUnit(text []byte) int {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	unit := 0
	for _, c := range text[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		unit = unit<<4 | int(c)
	}
	return unit
}

// nested goes past the object or array that begins here.
func (s *Scanner) nested() error {
	s.Spaced, s.depth = false, 0
	err := s.open(s.Text[s.At])
	for first := true; err == nil && s.depth > 0; {
		isObject := s.inObject()
		c := s.skim()
		if c == closing(isObject) {
			s.At++
			s.depth--
			first = false
			continue
		}
		if c, err = s.separated(c, first, isObject); err != nil {
			break
		}
		first = false
		switch c {
		case '"':
			err = s.string()
		case '{', '[':
			err, first = s.open(c), true
		default:
			err = s.literal(c)
		}
	}
	return err
}

// separated goes past the comma before a member or item, of which c is the first byte, and past the member's name; it
// returns the first byte of the value.
func (s *Scanner) separated(c byte, first, isObject bool) (byte, error) {
	if !first {
		if c != ',' {
			return 0, s.wrong(s.At, after(closing(isObject)))
		}
		s.At++
		if s.At-s.asked > pause && s.over() {
			return 0, s.Err
		}
		c = s.skim()
	}
	if !isObject {
		return c, nil
	}
	if c != '"' {
		return 0, s.wrong(s.At, startOfString)
	}
	if err := s.string(); err != nil {
		return 0, err
	}
	if s.skim() != ':' {
		return 0, s.wrong(s.At, afterName)
	}
	s.At++
	return s.skim(), nil
}

// skim is Next that notes white space.
func (s *Scanner) skim() byte {
	before := s.At
	c := s.Next()
	s.Spaced = s.Spaced || s.At != before
	return c
}

// open goes past the bracket c that begins an object or array.
func (s *Scanner) open(c byte) error {
	if s.depth >= maxNesting {
		return s.Fault(errNesting)
	}
	if s.depth>>6 == len(s.objects) {
		s.objects = append(s.objects, 0)
	}
	bit := uint64(1) << (s.depth & 63)
	s.objects[s.depth>>6] &^= bit
	if c == '{' {
		s.objects[s.depth>>6] |= bit
	}
	s.depth++
	s.At++
	return nil
}

// inObject says whether the innermost bracket that is open is that of an object.
func (s *Scanner) inObject() bool {
	return s.objects[(s.depth-1)>>6]&(1<<((s.depth-1)&63)) != 0
}

func closing(isObject bool) byte {
	if isObject {
		return '}'
	}
	return ']'
}

// AppendCompact appends a valid JSON text without the white space between its tokens.
func AppendCompact(dst []byte, text []byte) []byte {
	s := Scanner{Text: text}
	start := 0
	for s.At < len(text) {
		switch text[s.At] {
		case '"':
			_ = s.string() // the text is valid
		case ' ', '\t', '\n', '\r':
			dst = append(dst, text[start:s.At]...)
			s.At++
			start = s.At
		default:
			s.At++
		}
	}
	return append(dst, text[start:]...)
}

// Compact returns a JSON text without the white space between its tokens, and an error where it is not one valid JSON
// value. The result shares no memory with the text.
func Compact(text []byte) ([]byte, error) {
	s := Scanner{Text: text}
	value, err := s.Value()
	if err == nil {
		err = s.End()
	}
	if err != nil {
		return nil, err
	}
	if s.Spaced && (value[0] == '{' || value[0] == '[') {
		return AppendCompact(nil, value), nil
	}
	return bytes.Clone(value), nil
}
