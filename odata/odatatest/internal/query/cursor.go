package query

// This file is how the text of an option is read: from the beginning to its end, without going back further than a
// word. The first thing that has no place there ends it; what reads on finds the end of the text.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// maxDepth bounds how deep expressions and options may be nested, and maxNodes how many parts an option has.
const (
	maxDepth = 100
	maxNodes = 20_000
)

// cursor is a place in a text.
type cursor struct {
	source
	at     int
	failed bool
	inList bool // of options in parentheses
	depth  int
	nodes  int
}

// fail complains, and ends the reading.
func (c *cursor) fail(at int, format string, args ...any) {
	if !c.failed {
		c.complain(at, format, args...)
	}
	c.failed, c.at = true, len(c.text)
}

// expected complains that what comes next is not what is expected.
func (c *cursor) expected(what string) {
	c.fail(c.at, "found %s where %s is expected", c.ahead(), what)
}

// ahead is what comes next, for complaints.
func (c *cursor) ahead() string {
	rest := c.text[c.at:]
	if rest == "" {
		return "the end"
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isLetter(r) && !unicode.IsDigit(r) })
	switch {
	case end < 0:
		end = len(rest)
	case end == 0:
		_, end = utf8.DecodeRuneInString(rest)
	}
	return rawjson.Quote(rest[:end])
}

// enter goes a level deeper, leave comes back.
func (c *cursor) enter() {
	if c.depth++; c.depth > maxDepth {
		c.fail(c.at, "it is nested more than %d deep", maxDepth)
	}
}
func (c *cursor) leave() { c.depth-- }

// peek is the next byte; 0 at the end.
func (c *cursor) peek() byte {
	if c.at < len(c.text) {
		return c.text[c.at]
	}
	return 0
}

// spaces goes past white space, and says whether there was any.
func (c *cursor) spaces() bool {
	start := c.at
	for c.at < len(c.text) && (c.text[c.at] == ' ' || c.text[c.at] == '\t') {
		c.at++
	}
	return c.at > start
}

// take goes past a text that comes next, and says whether it did.
func (c *cursor) take(text string) bool {
	if !strings.HasPrefix(c.text[c.at:], text) {
		return false
	}
	c.at += len(text)
	return true
}

// mark goes past a punctuation mark with spaces around it.
func (c *cursor) mark(text string) bool {
	start := c.at
	c.spaces()
	if !c.take(text) {
		c.at = start
		return false
	}
	c.spaces()
	return true
}

// need goes past a punctuation mark that has to come next.
func (c *cursor) need(text string) {
	c.spaces()
	if !c.take(text) {
		c.expected(rawjson.Quote(text))
	}
	c.spaces()
}

// identifier reads a name; "" where none comes next.
func (c *cursor) identifier() string {
	start := c.at
	for c.at < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[c.at:])
		if !isLetter(r) && (c.at == start || !unicode.IsOneOf([]*unicode.RangeTable{unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf}, r)) {
			break
		}
		c.at += size
	}
	return c.text[start:c.at]
}

func isLetter(r rune) bool {
	return r == '_' || unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.Nl}, r)
}

// name reads a name that may be qualified: microsoft.graph.user; "" where none comes next.
func (c *cursor) name() string {
	start := c.at
	if c.identifier() == "" {
		return ""
	}
	for c.peek() == '.' {
		dot := c.at
		c.at++
		if c.identifier() == "" {
			c.at = dot
			break
		}
	}
	return c.text[start:c.at]
}

// word reads the letters that come next, and does not go past them.
func (c *cursor) word() string {
	start := c.at
	defer func() { c.at = start }()
	return c.identifier()
}

// quoted reads a text in single quotes, in which two stand for one.
func (c *cursor) quoted() string {
	start := c.at
	c.at++
	var b strings.Builder
	for {
		end := strings.IndexByte(c.text[c.at:], '\'')
		if end < 0 {
			c.fail(start, "the text that begins here does not end with a quote (a quote in a text is doubled: 'O''Neil')")
			return ""
		}
		b.WriteString(c.text[c.at : c.at+end])
		c.at += end + 1
		if c.peek() != '\'' {
			return b.String()
		}
		b.WriteByte('\'')
		c.at++
	}
}

// number reads digits; false where none come next or they are too many.
func (c *cursor) number() (n int, ok bool) {
	start := c.at
	for c.at < len(c.text) && rawjson.Digits(c.text[c.at:c.at+1]) {
		n = n*10 + int(c.text[c.at]-'0')
		c.at++
		if c.at-start > 9 {
			return 0, false
		}
	}
	return n, c.at > start
}
