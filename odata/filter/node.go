package filter

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/enum"
	"github.com/csdlgen/csdlgen/odata/internal/typename"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// This file makes the nodes of expressions, for the generic functions of this package. Programs compile those again for
// the types that they use them with, so as little as possible is in them.

//go:noinline
func pathExpr(path string) *expr { return &expr{kind: pathKind, text: path} }

// propertyExpr is the property with the name, or the path that begins with it.
//
//go:noinline
func propertyExpr(path string) *expr {
	e := pathExpr(path)
	if path == "" {
		e.err = errNameless
	}
	return e
}

// errNameless is the error of the zero value of what stands for a property.
var errNameless = errors.New("found a property without a name: use the variables of the generated package, or set Name")

//go:noinline
func textExpr(text string) *expr { return &expr{kind: literalKind, text: text} }

// literalExpr is a value as OData has it.
func literalExpr(value any) *expr { return writtenExpr(urltext.LitOf(value)) }

//go:noinline
func writtenExpr(l urltext.Literal) *expr {
	return &expr{kind: literalKind, text: l.String(), err: l.Err()}
}

// rawExpr is a condition as text; nil for none.
func rawExpr(text string) *expr {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return &expr{kind: rawKind, text: text}
}

// callExpr is a function of the URL conventions.
//
//go:noinline
func callExpr(name string, args ...*expr) *expr { return &expr{kind: callKind, text: name, args: args} }

func textFunction(name string, a *expr, text string) *expr {
	return callExpr(name, a, literalExpr(text))
}

//go:noinline
func binary(operator string, a, b *expr) *expr {
	return &expr{kind: binaryKind, text: operator, args: []*expr{a, b}}
}

// chained is both conditions, or the one that there is.
func chained(operator string, a, b *expr) *expr {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return binary(operator, a, b)
}

// notExpr is what holds where the condition does not. What holds for everything is left as it is.
func notExpr(condition *expr) *expr {
	if condition == nil {
		return nil
	}
	return &expr{kind: notKind, args: []*expr{condition}}
}

func negExpr(a *expr) *expr { return &expr{kind: negKind, args: []*expr{a}} }

func descExpr(by *expr) *expr { return &expr{kind: descKind, args: []*expr{by}} }

// inExpr holds where a equals one of the values; never where there are none.
func inExpr(a *expr, values []*expr) *expr {
	if len(values) == 0 {
		return textExpr("false")
	}
	return &expr{kind: inKind, args: append([]*expr{a}, values...)}
}

// anyExpr holds where the condition holds for an item; with none, where there is an item.
func anyExpr(collection, condition *expr) *expr {
	e := &expr{kind: lambdaKind, text: "any", args: []*expr{collection}}
	if condition != nil {
		e.args = append(e.args, condition)
	}
	return e
}

// allExpr holds where the condition holds for every item.
func allExpr(collection, condition *expr) *expr {
	if condition == nil {
		condition = textExpr("true")
	}
	return &expr{kind: lambdaKind, text: "all", args: []*expr{collection, condition}}
}

// sizeExpr is the number of items, or of those that the condition holds for.
func sizeExpr(collection, condition *expr) *expr {
	size := under(collection, pathExpr("$count"))
	if condition == nil {
		return size
	}
	return &expr{kind: countKind, args: []*expr{size, condition}}
}

// underlyingExpr is a value of a type definition as one of the type that it is defined by.
func underlyingExpr(e *expr, from, to reflect.Type) *expr {
	out := *e
	if _, member := enum.Of(from); member || from.Kind() != to.Kind() || !from.ConvertibleTo(to) {
		out.err = fmt.Errorf("%s is of the type %s, which is not a type definition of %s", e, from, to)
	}
	return &out
}

// typeOf is the type that a pointer points to. reflect.TypeFor would be compiled for each type.
func typeOf(pointer any) reflect.Type { return reflect.TypeOf(pointer).Elem() }

// underType puts the name of a model's type before the paths of an expression.
func underType(model reflect.Type, inner *expr) *expr {
	if name := typename.Of(model); name != "" {
		return under(pathExpr(name), inner)
	}
	return inner
}

// isExpr holds where something is of the type of a model; always for a type that derives from none.
func isExpr(model reflect.Type) *expr {
	if name := typename.Of(model); name != "" {
		return callExpr("isof", textExpr(name))
	}
	return textExpr("true")
}

// under puts a path before every path of an expression that is not inside a lambda.
func under(outer, inner *expr) *expr {
	out := *inner
	if inner.kind == pathKind {
		switch {
		case outer.kind != pathKind:
			out.err = fmt.Errorf("%s is not a path, so %s cannot be below it", outer, inner.text)
			return &out
		case outer.text == "": // the item itself
		case inner.text == "":
			out.text = outer.text
		default:
			out.text = outer.text + "/" + inner.text
		}
		out.err = errors.Join(outer.err, inner.err)
		return &out
	}
	out.args = make([]*expr, len(inner.args))
	for i, a := range inner.args {
		if i == 1 && (inner.kind == lambdaKind || inner.kind == countKind) {
			out.args[i] = a
			continue
		}
		out.args[i] = under(outer, a)
	}
	return &out
}
