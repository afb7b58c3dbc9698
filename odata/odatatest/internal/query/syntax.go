package query

// This file is the syntax of expressions (OData ABNF, commonExpr): a text becomes a tree, in which nothing is known of
// the schema yet. Operators bind as in OData URL Conventions 4.01, section 5.1.1.17.

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// node is a part of an expression.
type node struct {
	form form
	at   int     // where it begins
	text string  // name, operator, or lambda variable
	of   typ     // of a literal
	is   value   // of a literal
	base *node   // what the path before it leads to; nil at its beginning
	args []*node // operands, arguments, the condition of a lambda or count
	find search  // of a count, what is searched for
	name string  // any or all
}

type form uint8

const (
	literalForm    form = iota
	enumForm            // is in the quotes, text before them
	jsonForm            // is the text
	listForm            // args
	stepForm            // base/text; text alone may be a variable or a type
	aliasForm           // @text
	annotationForm      // base/@text
	callForm            // base/text(args)
	lambdaForm          // base/name(text:args[0])
	countForm           // base/$count($filter=args[0];$search=find)
	unaryForm           // text args[0]
	binaryForm          // args[0] text args[1]
)

// bindings are the operators, and how strongly they bind.
var bindings = map[string]int{
	"or": 1, "and": 2, "eq": 3, "ne": 3, "lt": 4, "le": 4, "gt": 4, "ge": 4, "add": 5, "sub": 5, "mul": 6, "div": 6, "divby": 6, "mod": 6,
	"has": 8, "in": 8,
}

const (
	unaryBinding   = 7
	primaryBinding = 9
)

func (c *cursor) node(form form, at int, text string, args ...*node) *node {
	if c.nodes++; c.nodes > maxNodes {
		c.fail(at, "it has more than %d parts", maxNodes)
	}
	return &node{form: form, at: at, text: text, args: args}
}

// expression reads an expression whose operators bind at least as strongly as least.
func (c *cursor) expression(least int) *node {
	c.enter()
	defer c.leave()
	left := c.prefixed()
	for !c.failed {
		at := c.at
		c.spaces()
		operator := strings.ToLower(c.word())
		binding, known := bindings[operator]
		if !known || binding < least {
			c.at = at
			break
		}
		at = c.at
		c.at += len(operator)
		if !c.spaces() && c.peek() != '(' {
			c.expected("a space after " + operator)
		}
		if operator == "in" && c.peek() == '(' {
			left = c.node(binaryForm, at, operator, left, c.list("(", ")"))
			continue
		}
		left = c.node(binaryForm, at, operator, left, c.expression(binding+1))
	}
	return left
}

// prefixed reads an operand with not or a minus before it.
func (c *cursor) prefixed() *node {
	at := c.at
	if strings.EqualFold(c.word(), "not") {
		c.at += len("not")
		if c.spaces() || c.peek() == '(' {
			return c.node(unaryForm, at, "not", c.expression(unaryBinding))
		}
		c.at = at
	}
	if c.peek() == '-' {
		if n := c.literal(); n != nil {
			return n
		}
		c.at++
		c.spaces()
		return c.node(unaryForm, at, "-", c.expression(unaryBinding))
	}
	return c.operand()
}

// operand reads what is neither an operator nor between them.
func (c *cursor) operand() *node {
	at := c.at
	switch c.peek() {
	case '(':
		c.at++
		c.spaces()
		n := c.expression(0)
		c.need(")")
		c.at = c.beforeSpaces()
		return n
	case '\'':
		return c.constant(at, textType, c.quoted())
	case '[', '{', '"':
		return c.json()
	case '@':
		return c.steps(c.alias(nil))
	case '$':
		c.at++
		name := "$" + c.identifier()
		return c.steps(c.node(stepForm, at, name))
	}
	if n := c.literal(); n != nil {
		return n
	}
	return c.named()
}

// beforeSpaces is where the white space before this place begins.
func (c *cursor) beforeSpaces() int {
	if c.failed {
		return c.at
	}
	return len(strings.TrimRight(c.text[:c.at], " \t"))
}

// named reads what begins with a name: a path, a call, an enumeration value, a word such as null.
func (c *cursor) named() *node {
	at := c.at
	name := c.name()
	switch {
	case name == "":
		c.expected("a property, a value or a function")
		return c.node(literalForm, at, "")
	case c.peek() == '\'':
		n := c.node(enumForm, at, name)
		n.is = c.quoted()
		return n
	case c.peek() == '(':
		return c.steps(c.call(nil, at, name))
	}
	return c.steps(c.node(stepForm, at, name))
}

// steps reads the rest of a path.
func (c *cursor) steps(n *node) *node {
	for !c.failed && c.peek() == '/' {
		c.at++
		at := c.at
		switch {
		case c.peek() == '@':
			n = c.alias(n)
		case c.take("$count"):
			n = c.count(n, at)
		case c.peek() == '$':
			c.expected("a property, any, all or $count")
		default:
			n = c.step(n, at, c.name())
		}
		if c.nodes++; c.nodes > maxNodes {
			c.fail(at, "it has more than %d parts", maxNodes)
		}
	}
	return n
}

func (c *cursor) step(base *node, at int, name string) *node {
	lower := strings.ToLower(name)
	switch {
	case name == "":
		c.expected("a property, any, all or $count")
	case c.peek() != '(':
	case lower == "any" || lower == "all":
		return c.lambda(base, at, lower)
	default:
		return c.call(base, at, name)
	}
	n := c.node(stepForm, at, name)
	n.base = base
	return n
}

// alias reads @p, or an annotation of what base leads to.
func (c *cursor) alias(base *node) *node {
	at := c.at
	c.at++
	name := c.name()
	if name == "" {
		c.expected("the name of a parameter alias")
	}
	form := aliasForm
	if base != nil || strings.Contains(name, ".") {
		form = annotationForm
	}
	n := c.node(form, at, name)
	n.base = base
	return n
}

// call reads the arguments of a function: expressions, or pairs with colons between them as case has them, or names
// with their values as functions of a service have them.
func (c *cursor) call(base *node, at int, name string) *node {
	c.enter()
	defer c.leave()
	n := c.node(callForm, at, name)
	n.base = base
	c.need("(")
	for first := true; !c.failed && !c.take(")"); first = false {
		if !first {
			c.need(",")
		}
		n.args = append(n.args, c.expression(0))
		if c.mark(":") || c.mark("=") {
			n.args = append(n.args, c.expression(0))
		}
		c.spaces()
	}
	return n
}

func (c *cursor) lambda(base *node, at int, name string) *node {
	c.enter()
	defer c.leave()
	n := c.node(lambdaForm, at, "")
	n.base, n.name = base, name
	c.need("(")
	if name == "any" && c.take(")") {
		return n
	}
	n.text = c.identifier()
	if n.text == "" {
		c.expected("the variable of the lambda, as in any(x:x eq 1)")
	}
	c.need(":")
	n.args = []*node{c.expression(0)}
	c.need(")")
	c.at = c.beforeSpaces()
	return n
}

// count reads what follows $count: nothing, or a filter and a search in parentheses.
func (c *cursor) count(base *node, at int) *node {
	c.enter()
	defer c.leave()
	n := c.node(countForm, at, "$count")
	n.base = base
	if c.peek() != '(' {
		return n
	}
	c.need("(")
	for !c.failed {
		start := c.at
		switch option := c.optionName(); {
		case option == "$filter" && n.args == nil:
			n.args = []*node{c.expression(0)}
		case option == "$search" && n.find == nil:
			n.find = c.search()
		default:
			c.fail(start, "$count takes $filter and $search, once each")
		}
		if c.mark(")") {
			break
		}
		c.need(";")
	}
	c.at = c.beforeSpaces()
	return n
}

// json reads JSON, or a list of expressions in brackets.
func (c *cursor) json() *node {
	at := c.at
	scan := rawjson.Scanner{Text: []byte(c.text[at:])}
	if raw, err := scan.Value(); err == nil {
		c.at += scan.At
		if c.text[at] == '"' {
			return c.constant(at, textType, unquoted(raw))
		}
		n := c.node(jsonForm, at, "")
		n.is = jsontext.Value(raw)
		return n
	}
	if c.text[at] != '[' {
		c.fail(at, "what begins here is not valid JSON")
		return c.node(literalForm, at, "")
	}
	return c.list("[", "]")
}

// list reads expressions with commas between them.
func (c *cursor) list(open, end string) *node {
	c.enter()
	defer c.leave()
	n := c.node(listForm, c.at, "")
	c.need(open)
	for first := true; !c.failed && !c.take(end); first = false {
		if !first {
			c.need(",")
		}
		n.args = append(n.args, c.expression(0))
		c.spaces()
	}
	return n
}

func (c *cursor) constant(at int, of typ, is value) *node {
	n := c.node(literalForm, at, "")
	n.of, n.is = of, is
	return n
}
