package gofmt

// This file divides a text into tokens: those of Go that the package knows, and the ends of lines.

import (
	"strconv"
)

// The kinds of tokens that are not one sign; that is its own kind.
const (
	eof     byte = iota
	word         // an identifier or keyword, of ASCII letters
	number       // decimal, without exponent
	str          // a string in double quotes
	rawStr       // a string in back quotes
	remark       // a comment, up to the end of its line
	newline      // the end of a line and the empty lines after it
)

// scanner goes over a text.
type scanner struct {
	src []byte
	// from and to are where the token at hand stands in src.
	from, to int
	kind     byte
	lines    int // how many lines a newline ends
	foreign  bool
}

// refuse ends the pass: the text has something that this package does not know.
func (s *scanner) refuse() {
	s.foreign = true
	s.kind, s.from, s.to = eof, len(s.src), len(s.src)
}

func (s *scanner) text() []byte { return s.src[s.from:s.to] }

// peek returns the byte at a place, 0 after the last.
func (s *scanner) peek(at int) byte {
	if at < len(s.src) {
		return s.src[at]
	}
	return 0
}

// next goes to the next token.
func (s *scanner) next() {
	if s.foreign {
		return
	}
	at := s.to
	for s.peek(at) == ' ' || s.peek(at) == '\t' {
		at++
	}
	s.from = at
	if at == len(s.src) {
		s.kind, s.to = eof, at
		return
	}
	switch c := s.src[at]; {
	case c == '\n':
		s.newlines()
	case isWord(c) && !isDigit(c):
		s.kind, s.to = word, s.while(at, isWord)
	case isDigit(c):
		s.number()
	case c == '"' || c == '`':
		s.quoted(c)
	case c == '/' && s.peek(at+1) == '/':
		s.kind, s.to = remark, s.while(at, isPrinted)
	default:
		s.kind, s.to = c, at+1
		if c <= newline {
			s.refuse()
		}
	}
}

// while returns the end of the bytes of a kind.
func (s *scanner) while(at int, is func(byte) bool) int {
	for at < len(s.src) && is(s.src[at]) {
		at++
	}
	return at
}

// newlines takes the end of a line and the empty lines after it.
func (s *scanner) newlines() {
	s.kind, s.lines = newline, 0
	for at := s.from; at < len(s.src); at++ {
		switch s.src[at] {
		case '\n':
			s.lines++
			s.to = at + 1
		case ' ', '\t':
		default:
			return
		}
	}
}

func (s *scanner) number() {
	s.kind, s.to = number, s.while(s.from, isDigit)
	if s.to > s.from+1 && s.src[s.from] == '0' {
		s.refuse()
		return
	}
	if s.peek(s.to) == '.' && isDigit(s.peek(s.to+1)) {
		s.to = s.while(s.to+1, isDigit)
	}
}

// quoted takes a string.
func (s *scanner) quoted(quote byte) {
	escapes := false
	for at := s.from + 1; at < len(s.src); at++ {
		switch c := s.src[at]; {
		case c == quote:
			s.kind, s.to = str, at+1
			if quote == '`' {
				s.kind = rawStr
			}
			if _, err := strconv.Unquote(string(s.text())); escapes && err != nil {
				s.refuse()
			}
			return
		case c == '\\' && quote == '"':
			escapes = true
			at++
		case !isPrinted(c):
			s.refuse()
			return
		}
	}
	s.refuse()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || isDigit(c)
}

// isPrinted says whether a byte may stand in a comment or string.
func isPrinted(c byte) bool { return c >= ' ' && c != 0x7F || c == '\t' }
