package filter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// This file is the tree of filters and expressions, and how it is printed: with parentheses where they are needed,
// and with the variable of the lambda around a property before it.

// expr is a node of an expression; nil holds for everything. It does not change.
type expr struct {
	kind exprKind
	text string
	args []*expr
	err  error // why the literal cannot be written

	options []urltext.Option // of an Expansion
}

// written is the expression as text, with what cannot be written in it.
func (e *expr) written() urltext.Written { return urltext.Written{Text: e.String(), Err: e.fault()} }

// path is the expression as text where it is a path.
func (e *expr) path() urltext.Written {
	if e.kind != pathKind {
		return urltext.Written{Text: e.String(), Err: fmt.Errorf("%s is not a path", e)}
	}
	return urltext.Written{Text: e.text, Err: e.err}
}

// fault is why literals in the expression cannot be written; nil where all can.
func (e *expr) fault() error {
	if e == nil {
		return nil
	}
	faults := []error{e.err}
	for _, a := range e.args {
		faults = append(faults, a.fault())
	}
	return errors.Join(faults...)
}

type exprKind int

const (
	pathKind    exprKind = iota // a property; "" is the lambda's variable itself
	literalKind                 // a text that is written as it is
	rawKind                     // a condition as text
	callKind                    // text(args)
	binaryKind                  // args[0] text args[1]
	notKind                     // not args[0]
	negKind                     // -args[0]
	inKind                      // args[0] in (args[1:])
	lambdaKind                  // args[0]/text(x:args[1])
	countKind                   // args[0]($filter=args[1])
	descKind                    // args[0] desc
)

// String prints the expression, percent-encoding left to the URL.
func (e *expr) String() string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	e.print(&b, "", 0, 0)
	return b.String()
}

// binding is how strongly an expression binds (OData URL Conventions 4.01, section 5.1.1.17).
func (e *expr) binding() int {
	switch e.kind {
	case rawKind:
		return 0
	case notKind, negKind:
		return 7
	case inKind:
		return 8
	case binaryKind:
		switch e.text {
		case "or":
			return 1
		case "and":
			return 2
		case "eq", "ne":
			return 3
		case "lt", "le", "gt", "ge":
			return 4
		case "add", "sub":
			return 5
		case "mul", "div", "divby", "mod":
			return 6
		}
		return 8 // has, in
	}
	return 9
}

// print writes the expression; within is the variable of the lambda around it, "" for none, and depth the number of
// lambdas around it. It is put in parentheses where it binds less than least.
func (e *expr) print(b *strings.Builder, within string, depth, least int) {
	if e.binding() < least {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch e.kind {
	case pathKind:
		e.printPath(b, within)
	case literalKind, rawKind:
		b.WriteString(e.text)
	case callKind:
		b.WriteString(e.text)
		e.list(b, e.args, within, depth)
	case binaryKind:
		own := e.binding()
		e.args[0].print(b, within, depth, own)
		b.WriteString(" " + e.text + " ")
		e.args[1].print(b, within, depth, own+1)
	case notKind:
		b.WriteString("not ")
		e.args[0].print(b, within, depth, 9)
	case negKind:
		b.WriteString("-")
		if operand := e.args[0]; operand.kind == literalKind && strings.HasPrefix(operand.text, "-") {
			b.WriteString("(" + operand.text + ")")
		} else {
			operand.print(b, within, depth, 9)
		}
	case inKind:
		e.args[0].print(b, within, depth, 9)
		b.WriteString(" in ")
		e.list(b, e.args[1:], within, depth)
	case lambdaKind:
		e.lambda(b, within, depth)
	case descKind:
		e.args[0].print(b, within, depth, 0)
		b.WriteString(" desc")
	case countKind:
		e.args[0].print(b, within, depth, 9)
		b.WriteString("($filter=")
		e.args[1].print(b, thisVariable, depth, 0)
		b.WriteString(")")
	}
}

// printPath writes a path below the variable of the lambda around it, unless it begins at the instance that the request
// reads. The item itself is that variable. Without a lambda, items are what the request reads or what is counted, and
// paths begin there without a variable.
func (e *expr) printPath(b *strings.Builder, within string) {
	switch {
	case e.text == "" && within == "":
		within = itVariable
	case e.text == "":
	case within == thisVariable, strings.HasPrefix(e.text, itVariable+"/"):
		within = ""
	}
	b.WriteString(within)
	if within != "" && e.text != "" {
		b.WriteByte('/')
	}
	b.WriteString(e.text)
}

func (e *expr) list(b *strings.Builder, items []*expr, within string, depth int) {
	b.WriteByte('(')
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		item.print(b, within, depth, 0)
	}
	b.WriteByte(')')
}

func (e *expr) lambda(b *strings.Builder, within string, depth int) {
	e.args[0].print(b, within, depth, 9)
	b.WriteString("/" + e.text + "(")
	if len(e.args) > 1 {
		variable := "x"
		if depth > 0 {
			variable += strconv.Itoa(depth + 1)
		}
		b.WriteString(variable + ":")
		e.args[1].print(b, variable, depth+1, 0)
	}
	b.WriteByte(')')
}
