package query

// This file is arithmetic (OData URL Conventions 4.01, section 5.1.1.2). Integers and decimals are calculated exactly:
// an integer that does not fit into 64 bits becomes a decimal.

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

var utc = time.UTC

// maxBits bounds the size of decimals, so that calculating takes no time to speak of.
const maxBits = 1 << 16

var errZero = errors.New("the expression divides by zero")

// arithmetic is add, sub, mul, div, divby and mod.
func (b *binder) arithmetic(n *node, left, right *expr) *expr {
	left, right = b.as(left, durationIf(left, right)), b.as(right, durationIf(right, left))
	of, ok := resultOf(n.text, left.typ, right.typ)
	if !ok {
		return b.fail(n.at, "%s cannot calculate with %s and %s", n.text, left.typ, right.typ)
	}
	operator := n.text
	return both(n, of, left, right, func(x, y value) (value, error) {
		if x == nil || y == nil {
			return nil, nil
		}
		return calculate(operator, x, y)
	})
}

// durationIf is the type of a duration where a text can only be one: beside a time or a duration.
func durationIf(e, other *expr) typ {
	if e.typ.kind == textKind && other.typ.is(momentKind, dateKind, durationKind) {
		return durationType
	}
	return e.typ
}

// resultOf is the type of the result; false where the operands do not fit.
func resultOf(operator string, a, b typ) (typ, bool) {
	switch {
	case a.many || b.many:
		return badType, false
	case a.is() || b.is(): // of no type that is known
		return anyType, true
	case a.isNumber() && b.isNumber():
		return promoted(operator, a, b), true
	}
	if a.isNumber() {
		a = typ{kind: intKind} // any number
	}
	if b.isNumber() {
		b = typ{kind: intKind}
	}
	of, ok := timeResults[[2]kind{a.kind, b.kind}][operator]
	return of, ok
}

// timeResults are the types of what is calculated with times, by the kinds of the operands.
var timeResults = map[[2]kind]map[string]typ{
	{momentKind, durationKind}:   {"add": momentType, "sub": momentType},
	{durationKind, momentKind}:   {"add": momentType},
	{momentKind, momentKind}:     {"sub": durationType},
	{dateKind, durationKind}:     {"add": dateType, "sub": dateType},
	{dateKind, dateKind}:         {"sub": durationType},
	{durationKind, durationKind}: {"add": durationType, "sub": durationType},
	{intKind, durationKind}:      {"mul": durationType},
	{durationKind, intKind}:      {"mul": durationType, "div": durationType, "divby": durationType},
}

// promoted is the type of what is calculated of two numbers (section 5.1.1.18).
func promoted(operator string, a, b typ) typ {
	switch k := max(a.kind, b.kind); k { // in the order of promotion
	case doubleKind:
		return doubleType
	case singleKind:
		return singleType
	case decimalKind:
		return decimalType
	}
	if operator == "divby" {
		return decimalType
	}
	return longType
}

// calculate is the result of an operator on values of which neither is null.
func calculate(operator string, x, y value) (value, error) {
	switch a := x.(type) {
	case time.Time:
		return momentSum(operator, a, y)
	case edm.Date:
		return dateSum(operator, a, y)
	case duration:
		return durationSum(operator, a, y)
	}
	if d, ok := y.(duration); ok {
		return durationSum(operator, d, x)
	}
	return numberSum(operator, x, y)
}

func mismatch(operator string, x, y value) error {
	return fmt.Errorf("%s cannot calculate with %s and %s", operator, shown(x), shown(y))
}

func momentSum(operator string, t time.Time, y value) (value, error) {
	switch b := y.(type) {
	case duration:
		return later(t, b, operator == "sub")
	case time.Time:
		return between(t, b), nil
	}
	return nil, mismatch(operator, t, y)
}

// between is the duration from one time to another.
func between(t, from time.Time) duration {
	seconds := new(big.Rat).SetInt64(t.Unix() - from.Unix())
	return duration{seconds.Add(seconds, big.NewRat(int64(t.Nanosecond()-from.Nanosecond()), int64(time.Second)))}
}

// later is a time after or before a duration.
func later(t time.Time, d duration, before bool) (value, error) {
	nanos := new(big.Rat).Mul(d.Rat, new(big.Rat).SetInt64(int64(time.Second)))
	if before {
		nanos.Neg(nanos)
	}
	if !nanos.IsInt() {
		return nil, errors.New("a duration with fractions of a nanosecond is added to a time")
	}
	seconds, rest := new(big.Int).DivMod(nanos.Num(), big.NewInt(int64(time.Second)), new(big.Int))
	const most = 400_000 * 366 * 86400
	if !seconds.IsInt64() || seconds.Int64() > most || seconds.Int64() < -most {
		return nil, errors.New("the time that is calculated is out of range")
	}
	return time.Unix(t.Unix()+seconds.Int64(), int64(t.Nanosecond())+rest.Int64()).In(t.Location()), nil
}

// dateSum calculates with the midnight at which a date begins: a date after less than a day is the same date.
func dateSum(operator string, d edm.Date, y value) (value, error) {
	switch b := y.(type) {
	case duration:
		t, err := later(d.In(utc), duration{wholeNanos(b)}, operator == "sub")
		if err != nil {
			return nil, err
		}
		return edm.DateOf(t.(time.Time)), nil
	case edm.Date:
		return between(d.In(utc), b.In(utc)), nil
	}
	return nil, mismatch(operator, d, y)
}

// wholeNanos is a duration without fractions of a nanosecond, which do not change a date.
func wholeNanos(d duration) *big.Rat {
	nanos := new(big.Rat).Mul(d.Rat, new(big.Rat).SetInt64(int64(time.Second)))
	whole := new(big.Int).Div(nanos.Num(), nanos.Denom())
	return new(big.Rat).SetFrac(whole, big.NewInt(int64(time.Second)))
}

func durationSum(operator string, d duration, y value) (value, error) {
	switch b := y.(type) {
	case time.Time:
		return later(b, d, false)
	case duration:
		if operator == "sub" {
			return duration{new(big.Rat).Sub(d.Rat, b.Rat)}, nil
		}
		return duration{new(big.Rat).Add(d.Rat, b.Rat)}, nil
	}
	factor := exact(y)
	if f, ok := floatOf(y); ok {
		factor = new(big.Rat).SetFloat64(f) // nil for what is not finite
	}
	switch {
	case factor == nil:
		return nil, mismatch(operator, d, y)
	case operator == "mul":
		return duration{new(big.Rat).Mul(d.Rat, factor)}, nil
	case factor.Sign() == 0:
		return nil, errZero
	}
	return duration{new(big.Rat).Quo(d.Rat, factor)}, nil
}

// numberSum calculates with numbers: as floating point where one of them is, and else exactly.
func numberSum(operator string, x, y value) (value, error) {
	if like, ok := floating(x, y); ok {
		a, ok := asFloat(x, like)
		b, ok2 := asFloat(y, like)
		if !ok || !ok2 {
			return nil, mismatch(operator, x, y)
		}
		return floatSum(operator, a, b, like)
	}
	m, ok := x.(int64)
	n, ok2 := y.(int64)
	if ok && ok2 {
		return integerSum(operator, m, n)
	}
	p, q := exact(x), exact(y)
	if p == nil || q == nil {
		return nil, mismatch(operator, x, y)
	}
	return exactSum(operator, p, q)
}

// floating is the one of two numbers that is of floating point and has more digits; false where neither is.
func floating(x, y value) (value, bool) {
	_, xIsFloat := floatOf(x)
	_, yIsFloat := floatOf(y)
	if _, isDouble := x.(float64); isDouble || !yIsFloat {
		return x, xIsFloat
	}
	return y, true
}

// asFloat is a number as one of the type of another.
func asFloat(v, like value) (float64, bool) {
	if r := exact(v); r != nil {
		return nearest(r, like), true
	}
	return floatOf(v)
}

func floatSum(operator string, a, b float64, like value) (value, error) {
	var f float64
	switch operator {
	case "add":
		f = a + b
	case "sub":
		f = a - b
	case "mul":
		f = a * b
	case "mod":
		if b == 0 {
			return nil, errZero
		}
		f = math.Mod(a, b)
	default:
		f = a / b
	}
	if _, single := like.(float32); single {
		return float32(f), nil
	}
	return f, nil
}

// integerSum calculates with integers: div is the whole number of times that b fits into a.
func integerSum(operator string, a, b int64) (value, error) {
	switch operator {
	case "add":
		if sum := a + b; sum > a == (b > 0) {
			return sum, nil
		}
	case "sub":
		if difference := a - b; difference < a == (b > 0) {
			return difference, nil
		}
	case "mul":
		if high, low := bits.Mul64(magnitude(a), magnitude(b)); high == 0 && low < 1<<63 {
			return a * b, nil
		}
	case "div", "mod":
		return integerQuotient(operator, a, b)
	}
	return exactSum(operator, exact(a), exact(b))
}

func integerQuotient(operator string, a, b int64) (value, error) {
	switch {
	case b == 0:
		return nil, errZero
	case b == -1 && operator == "mod":
		return int64(0), nil
	case b == -1:
		return integerSum("sub", 0, a)
	case operator == "mod":
		return a % b, nil
	}
	return a / b, nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// exactSum calculates with fractions.
func exactSum(operator string, p, q *big.Rat) (value, error) {
	r := new(big.Rat)
	switch operator {
	case "add":
		r.Add(p, q)
	case "sub":
		r.Sub(p, q)
	case "mul":
		r.Mul(p, q)
	default:
		if q.Sign() == 0 {
			if operator != "divby" {
				return nil, errZero
			}
			return [...]float64{math.Inf(-1), math.NaN(), math.Inf(1)}[p.Sign()+1], nil
		}
		r.Quo(p, q)
		if operator == "mod" {
			whole := new(big.Int).Quo(r.Num(), r.Denom())
			r.Sub(p, new(big.Rat).Mul(q, new(big.Rat).SetInt(whole)))
		}
	}
	if r.Num().BitLen() > maxBits || r.Denom().BitLen() > maxBits {
		return nil, errors.New("the number that is calculated has too many digits")
	}
	return r, nil
}

// negated is a number or duration with the other sign.
func negated(v value) (value, error) {
	switch v := v.(type) {
	case int64:
		return integerSum("sub", 0, v)
	case *big.Rat:
		return new(big.Rat).Neg(v), nil
	case float64:
		return -v, nil
	case float32:
		return -v, nil
	case duration:
		return duration{new(big.Rat).Neg(v.Rat)}, nil
	}
	return nil, fmt.Errorf("a minus is before %s, which is not a number", shown(v))
}
