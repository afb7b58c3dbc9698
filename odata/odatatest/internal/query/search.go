package query

// This file is $search (OData URL Conventions 4.01, section 5.1.8): words and phrases with NOT, AND and OR. What a
// service finds is its own affair; here a term is found where it is part of a text of the item, whatever its case, and
// "name:text", as Microsoft Graph has it, where it is part of that property.

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// search says whether an item with these texts is found.
type search func(texts []found) bool

// found is a text of an item, in small letters, with the name of the property at the top that it is in.
type found struct{ property, text string }

// search reads a search expression.
func (c *cursor) search() search {
	if c.peek() == '\'' {
		term := strings.ToLower(c.quoted()) // of somebody who is still typing: it need not be complete
		return func(texts []found) bool { return foundIn(texts, strings.Trim(term, `"`)) }
	}
	return c.searchOr()
}

func (c *cursor) searchOr() search {
	c.enter()
	defer c.leave()
	left := c.searchAnd()
	for !c.failed && c.keyword("OR") {
		a, b := left, c.searchAnd()
		left = func(texts []found) bool { return a(texts) || b(texts) }
	}
	return left
}

func (c *cursor) searchAnd() search {
	left := c.searchTerm()
	for !c.failed {
		start := c.at
		and := c.keyword("AND")
		if !and {
			c.spaces()
			if next := c.peek(); next == 0 || next == ')' || next == ';' || c.word() == "OR" {
				c.at = start
				break
			}
		}
		a, b := left, c.searchTerm()
		left = func(texts []found) bool { return a(texts) && b(texts) }
	}
	return left
}

// keyword goes past a word with space around it.
func (c *cursor) keyword(word string) bool {
	start := c.at
	c.spaces()
	if c.word() == word {
		c.at += len(word)
		if c.spaces() || c.at == len(c.text) || strings.IndexByte(`("`, c.peek()) >= 0 {
			return true
		}
	}
	c.at = start
	return false
}

func (c *cursor) searchTerm() search {
	c.spaces()
	if c.nodes++; c.nodes > maxNodes {
		c.fail(c.at, "it has more than %d parts", maxNodes)
	}
	switch {
	case c.keyword("NOT"):
		c.enter()
		defer c.leave()
		inner := c.searchTerm()
		return func(texts []found) bool { return !inner(texts) }
	case c.peek() == '(':
		c.at++
		inner := c.searchOr()
		c.spaces()
		if !c.take(")") {
			c.expected(`")"`)
		}
		return inner
	}
	var term string
	if c.peek() == '"' {
		term = c.phrase()
	} else {
		start := c.at
		end := strings.IndexAny(c.text[start:], "\"() \t;")
		if end < 0 {
			end = len(c.text) - start
		}
		c.at += end
		term = c.text[start:c.at]
	}
	if term == "" && !c.failed {
		c.expected("a word, or a phrase in double quotes")
	}
	term = strings.ToLower(term)
	return func(texts []found) bool { return foundIn(texts, term) }
}

// phrase reads a text in double quotes, in which a backslash stands before quotes and backslashes.
func (c *cursor) phrase() string {
	start := c.at
	var b strings.Builder
	for c.at++; c.at < len(c.text); c.at++ {
		switch ch := c.text[c.at]; ch {
		case '"':
			c.at++
			return b.String()
		case '\\':
			if c.at++; c.at == len(c.text) || c.text[c.at] != '"' && c.text[c.at] != '\\' {
				c.fail(c.at, `a backslash in a phrase stands before a double quote or a backslash`)
				return ""
			}
			b.WriteByte(c.text[c.at])
		default:
			b.WriteByte(ch)
		}
	}
	c.fail(start, "the phrase that begins here does not end with a double quote")
	return ""
}

// foundIn says whether a term, in small letters, is part of one of the texts.
func foundIn(texts []found, term string) bool {
	property, part, isScoped := strings.Cut(term, ":")
	for _, t := range texts {
		if strings.Contains(t.text, term) || isScoped && t.property == property && strings.Contains(t.text, part) {
			return true
		}
	}
	return false
}

// texts are the texts in an item, also those in its complex values.
func texts(item value) []found {
	switch item := item.(type) {
	case string:
		return []found{{text: strings.ToLower(item)}}
	case record:
		var all []found
		for name, raw := range members(item.json()) {
			if property := unquoted(name); !strings.Contains(property, "@") {
				all = appendTexts(all, strings.ToLower(property), raw, item.of, property)
			}
		}
		return all
	}
	return nil
}

// appendTexts adds the texts in a value of a property; declared is its name in the type that it is of.
func appendTexts(all []found, property string, raw jsontext.Value, of *model.Type, declared string) []found {
	if of != nil {
		if p := of.Property(declared); p != nil && strings.HasPrefix(strings.TrimPrefix(p.Type, "Collection("), "Edm.") && !strings.Contains(p.Type, "Edm.String") {
			return all // a GUID or a time, which JSON has as a text
		}
	}
	switch raw.Kind() {
	case '"':
		return append(all, found{property, strings.ToLower(unquoted(raw))})
	case '[':
		each, _ := object.Items(raw)
		for _, item := range each {
			all = appendTexts(all, property, item, nil, "")
		}
	case '{':
		for name, value := range members(raw) {
			if !strings.Contains(unquoted(name), "@") {
				all = appendTexts(all, property, value, nil, "")
			}
		}
	}
	return all
}
