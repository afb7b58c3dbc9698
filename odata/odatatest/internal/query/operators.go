package query

// This file is operators: comparisons, and, or and not, has, in, arithmetic (OData URL Conventions 4.01, sections
// 5.1.1.1 and 5.1.1.2). The types of operands are made the same first, as far as that is possible without a cast.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// unary is not and the minus.
func (b *binder) unary(n *node) *expr {
	operand := b.bind(n.args[0])
	if operand.typ.kind == badKind {
		return operand
	}
	if n.text == "not" {
		if !operand.typ.is(boolKind) {
			return b.fail(n.at, "not binds more strongly than comparisons, and its operand is of the type %s; put the condition in parentheses", operand.typ)
		}
		return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
			v, err := truth(operand, env)
			if err != nil || v == nil {
				return nil, err
			}
			return v == false, nil
		}}
	}
	if !operand.typ.isNumber() && !operand.typ.is(durationKind) {
		return b.fail(n.at, "a minus is before a number or a duration, and this is of the type %s", operand.typ)
	}
	return &expr{typ: operand.typ, at: n.at, eval: func(env *env) (value, error) {
		v, err := operand.eval(env)
		if err != nil || v == nil {
			return nil, err
		}
		return negated(v)
	}}
}

// binary is an operator between two operands.
func (b *binder) binary(n *node) *expr {
	left := b.bind(n.args[0])
	if n.text == "in" && n.args[1].form == listForm {
		return b.inList(n, left, n.args[1].args)
	}
	right := b.bind(n.args[1])
	if left.typ.kind == badKind {
		return left
	}
	if right.typ.kind == badKind {
		return right
	}
	switch n.text {
	case "and", "or":
		return b.logical(n, left, right)
	case "eq", "ne":
		return b.equality(n, left, right)
	case "lt", "le", "gt", "ge":
		return b.relation(n, left, right)
	case "has":
		return b.has(n, left, right)
	case "in":
		return b.in(n, left, right)
	}
	return b.arithmetic(n, left, right)
}

// logical is and and or, in which null is unknown.
func (b *binder) logical(n *node, left, right *expr) *expr {
	for _, e := range []*expr{left, right} {
		if !e.typ.is(boolKind) {
			return b.fail(e.at, "%s is between conditions, and this is of the type %s", n.text, e.typ)
		}
	}
	decided := n.text == "or" // the value of one operand that decides
	return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
		x, err := truth(left, env)
		if err != nil || x == decided {
			return x, err
		}
		y, err := truth(right, env)
		if err != nil || y == decided {
			return y, err
		}
		if x == nil || y == nil {
			return nil, nil
		}
		return !decided, nil
	}}
}

// truth is true, false or null: an operand whose type is known only now may be something else.
func truth(e *expr, env *env) (value, error) {
	v, err := e.eval(env)
	if _, ok := v.(bool); !ok && v != nil && err == nil {
		return nil, fmt.Errorf("%s is neither true nor false, as a condition is", shown(v))
	}
	return v, err
}

// equality is eq and ne.
func (b *binder) equality(n *node, left, right *expr) *expr {
	left, right, ok := b.unified(n, left, right)
	if !ok {
		return bad(n.at)
	}
	if k := left.typ.kind; k == geoKind || k == streamKind {
		if right.typ.kind != nullKind {
			return b.refuse(n.at, "values of the type %s can be compared with null alone", left.typ)
		}
	}
	negative, fold := n.text == "ne", b.fold
	return both(n, boolType, left, right, func(x, y value) (value, error) { return fold.equal(x, y) != negative, nil })
}

// both evaluates two operands.
func both(n *node, of typ, left, right *expr, eval func(x, y value) (value, error)) *expr {
	return &expr{typ: of, at: n.at, eval: func(env *env) (value, error) {
		x, err := left.eval(env)
		if err != nil {
			return nil, err
		}
		y, err := right.eval(env)
		if err != nil {
			return nil, err
		}
		return eval(x, y)
	}}
}

// relation is lt, le, gt and ge. With null they are false, but for ge and le of two nulls, which are equal.
func (b *binder) relation(n *node, left, right *expr) *expr {
	left, right, ok := b.unified(n, left, right)
	if !ok {
		return bad(n.at)
	}
	for _, e := range []*expr{left, right} {
		if !e.typ.isOrdered() {
			return b.fail(n.at, "%s compares values that have an order, and those of the type %s have none", n.text, e.typ)
		}
	}
	fold, operator := b.fold, n.text
	return both(n, boolType, left, right, func(x, y value) (value, error) {
		if x == nil || y == nil {
			return x == nil && y == nil && operator[1] == 'e', nil
		}
		order, ok := fold.order(x, y)
		return ok && holds(operator, order), nil
	})
}

func holds(operator string, order int) bool {
	switch operator {
	case "lt":
		return order < 0
	case "le":
		return order <= 0
	case "gt":
		return order > 0
	}
	return order >= 0
}

// unified are operands of a comparison as values of one type; false, with a complaint, where there is none.
func (b *binder) unified(n *node, left, right *expr) (l, r *expr, ok bool) {
	l, r = b.as(left, right.typ), b.as(right, left.typ)
	switch {
	case l.typ.kind == badKind || r.typ.kind == badKind:
		return l, r, false
	case comparable(l.typ, r.typ):
		return l, r, true
	}
	b.fail(n.at, "%s cannot compare %s with %s%s", n.text, l.typ, r.typ, advice(l, r))
	return l, r, false
}

// advice says what a literal may have been meant to be.
func advice(l, r *expr) string {
	for _, pair := range [][2]*expr{{l, r}, {r, l}} {
		literal, other := pair[0], pair[1].typ
		if !literal.literal || other.many {
			continue
		}
		switch {
		case literal.typ.kind == textKind && !other.is(textKind):
			return "; only texts, enumeration members and durations are in quotes"
		case other.kind == textKind:
			return "; texts are in single quotes"
		}
	}
	return ""
}

// comparable says whether values of two types may be equal.
func comparable(a, b typ) bool {
	switch {
	case a.is() || b.is():
		return true
	case a.many != b.many:
		return false
	case a.many:
		return comparable(a.item(), b.item())
	case a.isNumber():
		return b.isNumber()
	case a.kind == structKind && b.kind == structKind:
		return a.object.Is(b.object) || b.object.Is(a.object)
	case a.kind == enumKind:
		return a.enum == b.enum
	}
	return a.kind == b.kind
}

// as is an operand as it is compared with one of another type: a literal becomes one of that type, and what has no type
// of its own is read as one.
func (b *binder) as(e *expr, to typ) *expr {
	switch {
	case to.kind == anyKind || to.kind == nullKind || to.kind == badKind || e.typ.many != to.many:
		return e
	case e.raw != nil:
		v, err := b.types.decode(e.raw, to, place{})
		if err != nil {
			return b.fail(e.at, "%s", err)
		}
		return constant(e.at, to, v)
	case e.typ.many:
		return e
	case e.typ.kind == anyKind && to.kind != structKind:
		return b.dynamicAs(e, to)
	case e.literal:
		return b.literalAs(e, to)
	}
	return e
}

// literalAs is a literal as one of another type, where it can be that.
func (b *binder) literalAs(e *expr, to typ) *expr {
	switch {
	case e.typ.kind == textKind && to.kind == enumKind:
		return b.asEnum(e, to)
	case e.typ.kind == textKind && to.kind == durationKind:
		d, err := readDuration(e.value.(string))
		if err != nil {
			return b.fail(e.at, "%s", err)
		}
		return constant(e.at, to, d)
	case e.typ.kind == dateKind && to.kind == momentKind: // as Microsoft's libraries have it
		return constant(e.at, to, e.value.(edm.Date).In(utc))
	}
	return e
}

// asEnum is a text literal as a value of an enumeration type.
func (b *binder) asEnum(e *expr, to typ) *expr {
	for name := range strings.SplitSeq(e.value.(string), ",") {
		if _, ok := memberOf(strings.TrimSpace(name), to.enum); !ok {
			return b.fail(e.at, "%s has no member %s%s", to.name, name, membersHint(to, strings.TrimSpace(name)))
		}
	}
	return constant(e.at, to, readEnum(e.value.(string), to.enum))
}

func membersHint(of typ, name string) string {
	names := make([]string, len(of.enum.Members))
	for i, m := range of.enum.Members {
		names[i] = m.Name
	}
	return meantOr(name, names)
}

// dynamicAs reads a value whose type only JSON says as one of another type; what cannot be read stays what it is, and
// is equal to nothing of that type.
func (b *binder) dynamicAs(e *expr, to typ) *expr {
	converted := *e
	converted.typ, converted.literal = to, false
	converted.eval = func(env *env) (value, error) {
		v, err := e.eval(env)
		text, isText := v.(string)
		if err != nil || !isText {
			return v, err
		}
		if parsed, err := parseAs(text, to); err == nil {
			return parsed, nil
		}
		return v, nil
	}
	return &converted
}

// has says whether the flags of the right operand are set in the left one.
func (b *binder) has(n *node, left, right *expr) *expr {
	right = b.as(right, left.typ)
	if right.typ.kind == badKind {
		return right
	}
	if !left.typ.is(enumKind) || !right.typ.is(enumKind) || !comparable(left.typ, right.typ) {
		return b.fail(n.at, "has needs a value of an enumeration type on its left and members of that type on its right, found %s and %s", left.typ, right.typ)
	}
	return both(n, boolType, left, right, func(x, y value) (value, error) {
		flags, ok := x.(enumValue)
		wanted, ok2 := y.(enumValue)
		if !ok || !ok2 {
			return nil, nil
		}
		if flags.text != "" || wanted.text != "" {
			return hasNames(flags.text, wanted.text), nil
		}
		return flags.number&wanted.number == wanted.number, nil
	})
}

// hasNames is has for values with members that the schema does not have: by their names.
func hasNames(flags, wanted string) bool {
	set := strings.Split(strings.ReplaceAll(flags, " ", ""), ",")
	for name := range strings.SplitSeq(strings.ReplaceAll(wanted, " ", ""), ",") {
		if !slices.Contains(set, name) {
			return false
		}
	}
	return true
}

// in says whether the left operand is an item of the right one, which is a collection.
func (b *binder) in(n *node, left, right *expr) *expr {
	right = b.as(right, left.typ.listOf())
	if right.typ.kind == badKind {
		return right
	}
	if !right.typ.many {
		return b.fail(n.at, "in has a list in parentheses or a collection on its right, found a value of the type %s", right.typ)
	}
	left = b.as(left, right.typ.item())
	if left.typ.kind == badKind {
		return left
	}
	if !comparable(left.typ, right.typ.item()) {
		return b.fail(n.at, "in cannot compare %s with items of the type %s", left.typ, right.typ.name)
	}
	fold := b.fold
	return both(n, boolType, left, right, func(x, y value) (value, error) {
		all, _ := y.([]value)
		return slices.ContainsFunc(all, func(item value) bool { return fold.equal(x, item) }), nil
	})
}

// inList compares with each item of a list in parentheses, whose types are those of comparisons.
func (b *binder) inList(n *node, left *expr, list []*node) *expr {
	items, ok := make([]*expr, len(list)), left.typ.kind != badKind
	one := left
	for i, arg := range list {
		item := b.bind(arg)
		if item.typ.kind == badKind || left.typ.kind == badKind {
			ok = false
			continue
		}
		var fits bool
		one, items[i], fits = b.unified(n, left, item)
		ok = ok && fits
	}
	if !ok {
		return bad(n.at)
	}
	if len(list) == 0 {
		one = left
	}
	fold := b.fold
	return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
		x, err := one.eval(env)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			y, err := item.eval(env)
			if err != nil {
				return nil, err
			}
			if fold.equal(x, y) {
				return true, nil
			}
		}
		return false, nil
	}}
}
