package query

// This file is matchespattern: regular expressions of ECMAScript as those of Go. What Go has otherwise or not at all -
// looking around, referring back - is an error.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// spaces are the white space and line terminators of ECMAScript, for a class.
const spaces = `\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`

func matchesPattern(_ comparer, args []value) (value, error) {
	s, err := asText(args[0])
	if err != nil {
		return nil, err
	}
	pattern, err := asText(args[1])
	if err != nil {
		return nil, err
	}
	flags := ""
	if len(args) > 2 {
		if flags, err = asText(args[2]); err != nil {
			return nil, err
		}
	}
	expression, err := translated(pattern, flags)
	if err != nil {
		return nil, err
	}
	return expression.MatchString(s), nil
}

func allLiteral(args []*expr) bool {
	return !slices.ContainsFunc(args, func(e *expr) bool { return !e.literal || e.typ.kind != textKind })
}

// pattern is matchespattern with a regular expression that is known.
func (b *binder) pattern(n *node, args []*expr) *expr {
	if len(args) > 3 || !args[0].typ.is(textKind) {
		return b.fail(n.at, "%s takes %s, found %s", n.text, parameters(functions()["matchespattern"]), arguments(args))
	}
	flags := ""
	if len(args) == 3 {
		flags = args[2].value.(string)
	}
	expression, err := translated(args[1].value.(string), flags)
	if err != nil {
		return b.refuse(args[1].at, "%s", err)
	}
	return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
		v, err := args[0].eval(env)
		if err != nil || v == nil {
			return nil, err
		}
		s, err := asText(v)
		return expression.MatchString(s), err
	}}
}

// translated is a regular expression of ECMAScript as one of Go.
func translated(pattern, flags string) (*regexp.Regexp, error) {
	t := translation{pattern: pattern, dotAll: strings.Contains(flags, "s")}
	if rest := strings.Trim(flags, "ims"); rest != "" {
		return nil, fmt.Errorf("the flag %s of a regular expression cannot be evaluated here", rest)
	}
	if flags != "" {
		t.out.WriteString("(?" + flags + ")")
	}
	for t.at < len(pattern) {
		if err := t.next(); err != nil {
			return nil, err
		}
	}
	expression, err := regexp.Compile(t.out.String())
	if err != nil {
		return nil, fmt.Errorf("the regular expression %s cannot be evaluated: %w", pattern, err)
	}
	return expression, nil
}

// translation is a place in a pattern.
type translation struct {
	pattern string
	at      int
	inClass bool
	dotAll  bool
	out     strings.Builder
}

// next translates what comes next.
func (t *translation) next() error {
	rest := t.pattern[t.at:]
	switch {
	case rest[0] == '\\':
		return t.escape(rest)
	case t.inClass && rest[0] == '[':
		return t.write(`\[`, 1)
	case t.inClass:
		t.inClass = rest[0] != ']'
	case rest[0] == '[':
		if strings.HasPrefix(rest, "[]") || strings.HasPrefix(rest, "[^]") {
			return t.unsupported("an empty class")
		}
		t.inClass = true
		if rest[1:] != "" && rest[1] == '^' {
			return t.write("[^", 2)
		}
	case rest[0] == '.' && !t.dotAll:
		return t.write(`[^\n\r\x{2028}\x{2029}]`, 1)
	case strings.HasPrefix(rest, "(?") && !strings.HasPrefix(rest, "(?:"):
		return t.unsupported("a group that begins with (?")
	}
	return t.write(rest[:1], 1)
}

func (t *translation) write(text string, size int) error {
	t.out.WriteString(text)
	t.at += size
	return nil
}

func (t *translation) unsupported(what string) error {
	return fmt.Errorf("the regular expression %s has %s, which cannot be evaluated here", t.pattern, what)
}

// escape translates a backslash with what follows.
func (t *translation) escape(rest string) error {
	if len(rest) < 2 {
		return t.unsupported("a backslash at its end")
	}
	c := rest[1]
	switch {
	case c == 's' && t.inClass:
		return t.write(spaces, 2)
	case c == 's':
		return t.write("["+spaces+"]", 2)
	case c == 'S' && !t.inClass:
		return t.write("[^"+spaces+"]", 2)
	case !isWord(c) && c < utf8.RuneSelf, strings.IndexByte(t.sameEscapes(), c) >= 0:
		return t.write(rest[:2], 2)
	}
	if size := map[byte]int{'u': 6, 'x': 4}[c]; size != 0 && len(rest) >= size {
		return t.write(`\x{`+rest[2:size]+`}`, size)
	}
	if c == '0' && (len(rest) == 2 || !isWord(rest[2])) {
		return t.write(`\x00`, 2)
	}
	return t.unsupported(rest[:2])
}

// sameEscapes are the letters that mean the same after a backslash.
func (t *translation) sameEscapes() string {
	if t.inClass {
		return "dDwWtnrfv"
	}
	return "dDwWtnrfvbB"
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
