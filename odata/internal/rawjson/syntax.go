package rawjson

// This file says of a text that is not JSON what is wrong and where. A scan only stops at the fault; this goes through
// the text once more and remembers on the way which member or item it is in.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The places where a scan ends, as errors name them.
const (
	startOfValue  = "at start of value"
	startOfString = `at start of string (expecting '"')`
	afterName     = "after object name (expecting ':')"
	afterMember   = "after object value (expecting ',' or '}')"
	afterItem     = "after array element (expecting ',' or ']')"
	afterEnd      = "after top-level value"
	inNumber      = "in number (expecting digit)"
	inString      = "in string"
)

// after is the place after a value in what ends with the bracket.
func after(end byte) string {
	if end == '}' {
		return afterMember
	}
	return afterItem
}

var errMore = errors.New("there is more text after the end of the value")

// Syntax makes of a fault of a scan an error that says what is wrong in the text, and the path to the value where it
// is: the names of members and the indexes of items. The path is nil where the text is cut off, or goes on after the
// value.
func Syntax(text []byte, strict bool, fault error) (path []string, err error) {
	if !errors.Is(fault, ErrSyntax) {
		return nil, fault
	}
	t := tracer{Scanner: Scanner{Text: text, Strict: strict}}
	switch err := t.value(); {
	case err == nil && t.End() == nil:
		return nil, fault
	case err == nil:
		return nil, errMore
	case !errors.Is(err, ErrSyntax):
		return t.steps(), err
	}
	reason := t.reason()
	if reason == io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("the JSON is cut off: %w", reason)
	}
	return t.steps(), fmt.Errorf("this is not valid JSON: %w", reason)
}

// tracer is a scan that remembers where it is.
type tracer struct {
	Scanner
	path []place
}

// place is a member by its quoted name, or an item by its index.
type place struct {
	name  []byte
	index int
}

// value goes past a value. Where it ends with an error, the path leads there.
func (t *tracer) value() error {
	open, depth := t.Next(), len(t.path)
	if open != '{' && open != '[' {
		_, err := t.Value()
		return err
	}
	if depth == maxNesting {
		return t.Fault(errNesting)
	}
	t.At++
	for i := 0; ; i++ {
		t.path = t.path[:depth]
		more, err := t.Another(closing(open == '{'), i == 0)
		if err != nil || !more {
			return err
		}
		at := place{index: i}
		if open == '{' {
			if at.name, err = t.quoted(); err != nil {
				return err
			}
		}
		t.path = append(t.path, at)
		if open == '{' {
			err = t.colon()
		}
		if err == nil {
			err = t.value()
		}
		if err != nil {
			return err
		}
	}
}

// steps is the path as text.
func (t *tracer) steps() []string {
	steps := make([]string, len(t.path))
	for i, at := range t.path {
		if at.name == nil {
			steps[i] = strconv.Itoa(at.index)
		} else {
			steps[i], _ = Unquote(at.name, "")
		}
	}
	return steps
}

// reason is what ended the scan.
func (t *tracer) reason() error {
	rest := t.Text[t.wrongAt:]
	if t.Scanner.place == inString {
		return faultInString(rest, t.Strict)
	}
	if len(rest) == 0 {
		return io.ErrUnexpectedEOF
	}
	return invalidCharacter(rest, t.Scanner.place)
}

// faultInString is what is wrong with the string that text begins with.
func faultInString(text []byte, strict bool) error {
	for i := 1; i < len(text); {
		c := text[i]
		size := 1
		switch {
		case c == '\\':
			var whole bool
			if size, whole = escape(text[i:]); size == 0 || strict && !whole {
				return faultInEscape(text[i:])
			}
		case c < ' ':
			return invalidCharacter(text[i:], "in string (expecting non-control character)")
		case !utf8.FullRune(text[i:]):
			return io.ErrUnexpectedEOF
		case c >= utf8.RuneSelf:
			if _, size = utf8.DecodeRune(text[i:]); size == 1 && strict {
				return errors.New("invalid UTF-8")
			}
		}
		i += size
	}
	return io.ErrUnexpectedEOF
}

// faultInEscape is what is wrong with the escape, or the pair of surrogates, that text begins with.
func faultInEscape(text []byte) error {
	switch {
	case len(text) < 2 || len(text) < 6 && codeUnit(complete(text, `\u0000`)) >= 0:
		return io.ErrUnexpectedEOF
	case text[1] != 'u':
		return invalid("escape sequence", text[:2], inString)
	case codeUnit(text) < 0:
		return invalid("escape sequence", text[:min(6, len(text))], inString)
	}
	if second := text[6:]; len(second) < 6 && codeUnit(complete(second, `\udc00`))&^0x3FF == 0xDC00 {
		return io.ErrUnexpectedEOF
	}
	return invalid("surrogate pair", text[:min(12, len(text))], inString)
}

// complete is a text, which is cut off, with the end of another.
func complete(text []byte, other string) []byte {
	return append(bytes.Clone(text), other[len(text):]...)
}

// invalidCharacter says that the character that text begins with has no place there.
func invalidCharacter(text []byte, place string) error {
	_, size := utf8.DecodeRune(text)
	return invalid("character", text[:size], place)
}

func invalid(what string, text []byte, place string) error {
	return fmt.Errorf("invalid %s %s %s", what, spelled(text), place)
}

// spelled is a text of one character or a few as errors have it.
func spelled(text []byte) string {
	r, size := utf8.DecodeRune(text)
	switch {
	case r == utf8.RuneError && size == 1 && len(text) == 1:
		return `'\x` + strconv.FormatUint(uint64(text[0]), 16) + `'`
	case size == len(text):
		return strconv.QuoteRune(r)
	case strings.ContainsFunc(string(text), func(r rune) bool { return r == '`' || r == ' ' || r == utf8.RuneError || !strconv.IsPrint(r) }):
		return strconv.Quote(string(text))
	}
	return "`" + string(text) + "`"
}
