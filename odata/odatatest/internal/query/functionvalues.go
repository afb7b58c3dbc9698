package query

// This file is what functions do with their arguments where that takes more than a line.

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// argument is an argument whose type may have been known only now.
func argument[T any](v value) (T, error) {
	t, ok := v.(T)
	if !ok {
		return t, fmt.Errorf("a function takes a value of another type than %s has", shown(v))
	}
	return t, nil
}

func asText(v value) (string, error) { return argument[string](v) }

// indexOf is where b is in a, in characters; -1 where it is not.
func indexOf(a, b string) value {
	at := strings.Index(a, b)
	if at < 0 {
		return int64(-1)
	}
	return int64(utf8.RuneCountInString(a[:at]))
}

// substring is from a position on, as long as there are characters. A position before the beginning counts from the
// end.
func substring(_ comparer, args []value) (value, error) {
	s, err := asText(args[0])
	if err != nil {
		return nil, err
	}
	start, err := argument[int64](args[1])
	if err != nil {
		return nil, err
	}
	runes := []rune(s)
	size := int64(len(runes))
	length := size
	if len(args) > 2 {
		if length, err = argument[int64](args[2]); err != nil {
			return nil, err
		}
	}
	if length < 0 {
		return nil, errors.New("the length in substring is negative")
	}
	if start < 0 {
		start = max(0, size+max(start, -size))
	}
	start = min(start, size)
	return string(runes[start : start+min(length, size-start)]), nil
}

// fraction is a fraction of a second.
func fraction(nanoseconds int) value { return big.NewRat(int64(nanoseconds), int64(time.Second)) }

// rounding is a function that makes a number whole, which stays of its type.
func rounding(whole func(*big.Rat) *big.Int) []function {
	return []function{{[]typ{doubleType}, doubleType, func(_ comparer, a []value) (value, error) {
		switch v := a[0].(type) {
		case int64:
			return v, nil
		case *big.Rat:
			return new(big.Rat).SetInt(whole(v)), nil
		case float64:
			return wholeFloat(v, whole), nil
		case float32:
			return float32(wholeFloat(float64(v), whole)), nil
		}
		return nil, fmt.Errorf("%s is not a number", shown(a[0]))
	}}}
}

func wholeFloat(f float64, whole func(*big.Rat) *big.Int) float64 {
	r := new(big.Rat).SetFloat64(f)
	if r == nil {
		return f // not finite
	}
	out, _ := new(big.Float).SetInt(whole(r)).Float64()
	return math.Copysign(out, f)
}

// roundDown is the greatest whole number that is not greater: the denominator is positive, and the division Euclidean.
func roundDown(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }

func roundUp(r *big.Rat) *big.Int {
	down := roundDown(new(big.Rat).Neg(r))
	return down.Neg(down)
}

// roundHalf is the nearest whole number, halves away from zero.
func roundHalf(r *big.Rat) *big.Int {
	half := big.NewRat(1, 2)
	if r.Sign() < 0 {
		return roundUp(new(big.Rat).Sub(r, half))
	}
	return roundDown(new(big.Rat).Add(r, half))
}

// size is length of a collection.
func size(n *node, base *expr) *expr {
	return &expr{typ: intType, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		all, _ := v.([]value)
		return int64(len(all)), err
	}}
}

// subset is hassubset and hassubsequence.
func (b *binder) subset(n *node, name string, args []*expr) *expr {
	if len(args) != 2 {
		return b.fail(n.at, "%s takes two collections", n.text)
	}
	left, right := b.as(args[0], args[1].typ), b.as(args[1], args[0].typ)
	for _, e := range []*expr{left, right} {
		if e.typ.kind == badKind {
			return e
		}
		if !e.typ.many && !e.typ.is() {
			return b.fail(e.at, "%s takes two collections, and this is of the type %s", n.text, e.typ)
		}
	}
	if !comparable(left.typ, right.typ) {
		return b.fail(n.at, "%s cannot compare %s with %s", n.text, left.typ, right.typ)
	}
	holds := b.fold.hasSubset
	if name == "hassubsequence" {
		holds = b.fold.hasSubsequence
	}
	return both(n, boolType, left, right, func(x, y value) (value, error) {
		all, ok := x.([]value)
		part, ok2 := y.([]value)
		if !ok || !ok2 {
			return nil, nil
		}
		return holds(all, part), nil
	})
}

// hasSubset says whether all has the items of part, as often as they are in it.
func (c comparer) hasSubset(all, part []value) bool {
	rest := slices.Clone(all)
	for _, item := range part {
		i := slices.IndexFunc(rest, func(v value) bool { return c.equal(v, item) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

// hasSubsequence says whether all has the items of part in their order.
func (c comparer) hasSubsequence(all, part []value) bool {
	for _, item := range all {
		if len(part) == 0 {
			break
		}
		if c.equal(item, part[0]) {
			part = part[1:]
		}
	}
	return len(part) == 0
}
