// Package abnf says whether a text is what a rule of the OData ABNF allows (OData ABNF Construction Rules 4.01). It is
// the judge of tests: what the runtime writes into URLs is checked against rules that know nothing of how it was
// written.
//
// It knows no schema: a name is a name, whatever it names. Where the ABNF tells rules apart by what a name stands for,
// all of them are one here.
package abnf

// This file is the machine: rules as functions that return every place where a match may end, so that no order of
// alternatives can hide a match. The rules themselves are in grammar.go, literals and names in literal.go.

import (
	"fmt"
	"slices"
	"strings"
)

// Check returns nil where the whole text matches the rule, which has its name in the ABNF; otherwise an error that
// shows how far the text was understood. A text that percent-encodes what must stand plain is none: the ABNF is about
// normalized URLs.
func Check(rule, text string) error {
	p := &parser{text: text, memo: map[place][]int{}, query: len(text)}
	switch i := strings.IndexByte(text, '?'); {
	case rule == "queryOptions":
		p.query = 0
	case rule == "odataRelativeUri" && i >= 0:
		p.query = i
	}
	match := p.rule(rule)
	if match == nil {
		return fmt.Errorf("abnf: there is no rule %s", rule)
	}
	if at := badEncoding(text); at >= 0 {
		return fmt.Errorf("abnf: %s: %s: a percent sign that encodes nothing, or an unreserved character", rule, mark(text, at))
	}
	if slices.Contains(match(0), len(text)) {
		return nil
	}
	return fmt.Errorf("abnf: %s: %s", rule, mark(text, p.far))
}

func mark(text string, at int) string { return text[:at] + " <HERE> " + text[at:] }

// badEncoding is where a text has a percent sign without two digits behind it, or an encoded unreserved character; -1
// for nowhere.
func badEncoding(text string) int {
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			continue
		}
		if i+2 >= len(text) || !isHex(text[i+1]) || !isHex(text[i+2]) || isUnreserved(decoded(text[i:])) {
			return i
		}
		i += 2
	}
	return -1
}

// parser is one text. A rule is a method, or what the combinators below make of others.
type parser struct {
	text  string
	memo  map[place][]int
	far   int // the farthest place that a rule has come to
	depth int
	query int // where the query begins, in which an ampersand ends every literal
}

type place struct {
	rule string
	at   int
}

// rule returns the places where a match that begins at a place may end, each once.
type rule func(at int) []int

// maxDepth bounds how deep expressions may be nested.
const maxDepth = 2000

// named keeps what a rule says of a place.
func (p *parser) named(name string, r func() rule) rule {
	return func(at int) []int {
		key := place{name, at}
		if ends, ok := p.memo[key]; ok {
			return ends
		}
		if p.depth >= maxDepth {
			return nil
		}
		p.depth++
		ends := r()(at)
		p.depth--
		p.memo[key] = ends
		return ends
	}
}

func (p *parser) reach(at int) []int {
	p.far = max(p.far, at)
	return []int{at}
}

// lit is a text, case-sensitive.
func (p *parser) lit(s string) rule {
	return func(at int) []int {
		if strings.HasPrefix(p.text[at:], s) {
			return p.reach(at + len(s))
		}
		return nil
	}
}

// word is a text, whatever its case.
func (p *parser) word(s string) rule {
	return func(at int) []int {
		if end := at + len(s); end <= len(p.text) && strings.EqualFold(p.text[at:end], s) {
			return p.reach(end)
		}
		return nil
	}
}

// char is one character, plain or percent-encoded, that is fit; encoded says which it was.
func (p *parser) char(fit func(c byte, encoded bool) bool) rule {
	return func(at int) []int {
		switch {
		case at >= len(p.text):
		case p.text[at] != '%':
			if fit(p.text[at], false) {
				return p.reach(at + 1)
			}
		case fit(decoded(p.text[at:]), true):
			return p.reach(at + 3)
		}
		return nil
	}
}

// one is one of the characters, plain.
func (p *parser) one(chars string) rule {
	return p.char(func(c byte, encoded bool) bool { return !encoded && strings.IndexByte(chars, c) >= 0 })
}

// either is a character that the ABNF allows plain and percent-encoded, such as COMMA.
func (p *parser) either(c byte) rule {
	return p.char(func(is byte, _ bool) bool { return is == c })
}

func (p *parser) seq(rules ...rule) rule {
	return func(at int) []int {
		ends := []int{at}
		for _, r := range rules {
			var next []int
			for _, e := range ends {
				next = union(next, r(e))
			}
			if ends = next; len(ends) == 0 {
				return nil
			}
		}
		return ends
	}
}

func (p *parser) alt(rules ...rule) rule {
	return func(at int) []int {
		var ends []int
		for _, r := range rules {
			ends = union(ends, r(at))
		}
		return ends
	}
}

func (p *parser) opt(rules ...rule) rule { return p.many(0, 1, p.seq(rules...)) }

// many is a rule between least and most times; a negative most is any number.
func (p *parser) many(least, most int, r rule) rule {
	return func(at int) []int {
		var all []int
		ends := []int{at}
		for n := 0; len(ends) > 0; n++ {
			if n >= least {
				ends = slices.DeleteFunc(slices.Clone(ends), func(e int) bool { return slices.Contains(all, e) })
				all = union(all, ends)
			}
			if n == most {
				break
			}
			var next []int
			for _, e := range ends {
				next = union(next, r(e))
			}
			ends = next
		}
		return all
	}
}

// list is rules with a separator between.
func (p *parser) list(separator, r rule) rule {
	return p.seq(r, p.many(0, -1, p.seq(separator, r)))
}

func union(a, b []int) []int {
	if len(a) == 0 {
		return b
	}
	out := slices.Clone(a)
	for _, e := range b {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isAlpha(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isUnreserved(c byte) bool {
	return isAlpha(c) || isDigit(c) || strings.IndexByte("-._~", c) >= 0
}

// decoded is the character that a percent-encoding at the beginning of s stands for.
func decoded(s string) byte {
	digit := func(c byte) byte {
		switch {
		case c >= 'a':
			return c - 'a' + 10
		case c >= 'A':
			return c - 'A' + 10
		}
		return c - '0'
	}
	return digit(s[1])<<4 | digit(s[2])
}
