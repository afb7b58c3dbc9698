package query

// This file is cast and isof (OData URL Conventions 4.01, section 5.1.1.10).

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
)

// typed is what cast and isof have between their parentheses: what is cast, and to what.
func (b *binder) typed(n *node) (*expr, typ, bool) {
	if len(n.args) != 1 && len(n.args) != 2 {
		b.fail(n.at, "%s takes a type, or an expression and a type", n.text)
		return nil, badType, false
	}
	to, ok := b.typeNamed(n, n.args[len(n.args)-1])
	if !ok {
		return nil, badType, false
	}
	e := b.here(n.at)
	if len(n.args) == 2 {
		e = b.bind(n.args[0])
	}
	if e.typ.kind == badKind {
		return nil, badType, false
	}
	if e.typ.many || to.many || e.typ.hasNoText() || to.hasNoText() {
		b.refuse(n.at, "%s of %s as %s cannot be evaluated here", n.text, e.typ, to)
		return nil, badType, false
	}
	return e, to, true
}

// hasNoText says whether it is of values that are kept as they are.
func (t typ) hasNoText() bool { return t.kind == geoKind || t.kind == streamKind }

// typeNamed is the type that the last argument names.
func (b *binder) typeNamed(n, last *node) (typ, bool) {
	name := last.text
	if text, ok := last.is.(string); ok && last.form == literalForm {
		name = text // in quotes, as older services had it and Microsoft's still allow
	} else if last.form == callForm && name == "Collection" && len(last.args) == 1 {
		name = "Collection(" + last.args[0].text + ")"
	} else if last.form != stepForm || last.base != nil {
		b.fail(last.at, "the last argument of %s is the name of a type, as in %s(age,Edm.String)", n.text, n.text)
		return badType, false
	}
	to, ok := b.types.typ(name)
	if !ok {
		b.fail(last.at, "there is no type %s", name)
	}
	return to, ok
}

// cast is the value as one of another type; null where it cannot be that.
func (b *binder) cast(n *node) *expr {
	e, to, ok := b.typed(n)
	if !ok {
		return bad(n.at)
	}
	name := n.args[len(n.args)-1].text
	return &expr{typ: to, at: n.at, eval: func(env *env) (value, error) {
		v, err := e.eval(env)
		if err != nil || v == nil {
			return nil, err
		}
		return castTo(v, e.typ, to, name), nil
	}}
}

// isof says whether the value can be cast.
func (b *binder) isof(n *node) *expr {
	e, to, ok := b.typed(n)
	if !ok {
		return bad(n.at)
	}
	name := n.args[len(n.args)-1].text
	return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
		v, err := e.eval(env)
		if err != nil || v == nil {
			return nil, err
		}
		return castTo(v, e.typ, to, name) != nil, nil
	}}
}

// castTo is a value as one of a type; nil where it cannot be that.
func castTo(v value, from, to typ, name string) value {
	switch to.kind {
	case anyKind:
		return v
	case structKind:
		return castObject(v, to.object)
	case textKind:
		if s, ok := text(v, from); ok {
			return s
		}
		return nil
	case enumKind:
		return castEnum(v, from, to)
	case intKind, decimalKind, singleKind, doubleKind:
		return castNumber(v, to.kind, name)
	}
	if from.kind == to.kind {
		return v
	}
	if s, ok := v.(string); ok {
		if parsed, err := parseAs(s, to); err == nil {
			return parsed
		}
	}
	return nil
}

func castObject(v value, to *model.Type) value {
	if o, ok := v.(record); ok && o.of.Is(to) {
		return o
	}
	return nil
}

// castEnum is a text or an integer as a value of an enumeration type, whose members it has to be of.
func castEnum(v value, from, to typ) value {
	if from.kind == enumKind && from.enum == to.enum {
		return v
	}
	switch v := v.(type) {
	case string:
		for name := range strings.SplitSeq(v, ",") {
			if _, ok := memberOf(strings.TrimSpace(name), to.enum); !ok {
				return nil
			}
		}
		return readEnum(v, to.enum)
	case int64:
		for _, m := range to.enum.Members {
			if m.Value == v || to.enum.Flags {
				return enumValue{number: v}
			}
		}
	}
	return nil
}

// castNumber is a number of another type, rounded; nil where its whole part does not fit.
func castNumber(v value, to kind, name string) value {
	switch x := v.(type) {
	case string:
		n, err := parseNumber(x, to)
		if whole, ok := n.(int64); err != nil || ok && !inRange(whole, name) {
			return nil
		}
		return n
	case enumValue:
		if x.text != "" {
			return nil
		}
		v = x.number
	}
	if to == singleKind || to == doubleKind {
		return castFloat(v, to)
	}
	if f, ok := floatOf(v); ok && (math.IsInf(f, 0) || f != f) {
		if to == decimalKind {
			return f // as a decimal may be
		}
		return nil
	} else if ok {
		v = new(big.Rat).SetFloat64(f)
	}
	return castExact(exact(v), to, name)
}

// castExact is an integer or decimal as one of these; nil where it is none or does not fit.
func castExact(r *big.Rat, to kind, name string) value {
	switch {
	case r == nil:
		return nil
	case to == decimalKind:
		return r
	}
	whole := roundHalf(r)
	if !whole.IsInt64() || !inRange(whole.Int64(), name) {
		return nil
	}
	return whole.Int64()
}

// castFloat is a number as the nearest Single or Double; nil where that would be infinite and the number is not.
func castFloat(v value, to kind) value {
	f, isFloat := floatOf(v)
	if r := exact(v); r != nil {
		f = nearest(r, map[kind]value{singleKind: float32(0), doubleKind: 0.0}[to])
		if math.IsInf(f, 0) {
			return nil
		}
	} else if !isFloat {
		return nil
	}
	if to == doubleKind {
		return f
	}
	if short := float32(f); !math.IsInf(float64(short), 0) || math.IsInf(f, 0) {
		return short
	}
	return nil
}

// inRange says whether a number is of an integer type.
func inRange(n int64, name string) bool {
	if name == "Edm.Byte" {
		return 0 <= n && n <= math.MaxUint8
	}
	size, ok := map[string]int{"Edm.SByte": 8, "Edm.Int16": 16, "Edm.Int32": 32}[name]
	_, err := strconv.ParseInt(strconv.FormatInt(n, 10), 10, size)
	return !ok || err == nil
}
