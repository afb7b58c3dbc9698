package query

// This file is the canonical functions (OData URL Conventions 4.01, sections 5.1.1.4 to 5.1.1.12), as a table of their
// parameters and what they do. With a null argument they are null.

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// function is an overload of a canonical function.
type function struct {
	takes   []typ // the types of its parameters
	returns typ
	do      func(c comparer, args []value) (value, error)
}

// call binds a function.
func (b *binder) call(n *node) *expr {
	name := strings.ToLower(n.text)
	switch name {
	case "cast":
		return b.cast(n)
	case "isof":
		return b.isof(n)
	case "case":
		return b.cases(n)
	case "now":
		return b.now(n)
	case "geo.distance", "geo.length", "geo.intersects":
		return b.refuse(n.at, "%s cannot be evaluated here", n.text)
	}
	if n.base != nil {
		if base := b.bind(n.base); base.typ.kind == badKind {
			return base
		}
	}
	if n.base != nil || strings.Contains(name, ".") {
		return b.refuse(n.at, "%s is a function of the service, which cannot be evaluated here", n.text)
	}
	args := make([]*expr, len(n.args))
	for i, arg := range n.args {
		if args[i] = b.bind(arg); args[i].typ.kind == badKind {
			return args[i]
		}
	}
	return b.overloaded(n, name, args)
}

// overloaded is the call of the function that takes the arguments.
func (b *binder) overloaded(n *node, name string, args []*expr) *expr {
	overloads := functions()[name]
	switch {
	case name == "hassubset" || name == "hassubsequence":
		return b.subset(n, name, args)
	case name == "matchespattern" && len(args) > 1 && allLiteral(args[1:]):
		return b.pattern(n, args)
	case overloads == nil:
		return b.fail(n.at, "there is no function %s%s", n.text, meant(n.text, slices.Sorted(maps.Keys(functions()))))
	case name == "length" && len(args) == 1 && args[0].typ.many:
		return size(n, args[0])
	}
	for _, f := range overloads {
		if f.fits(args) {
			return b.called(n, f, args)
		}
	}
	return b.fail(n.at, "%s takes %s, found %s", n.text, parameters(overloads), arguments(args))
}

// fits says whether arguments are of the types of the parameters.
func (f function) fits(args []*expr) bool {
	if len(args) != len(f.takes) {
		return false
	}
	for i, a := range args {
		want := f.takes[i]
		if want.kind == doubleKind && a.typ.isNumber() { // any number
			continue
		}
		if !a.typ.is(want.kind) {
			return false
		}
	}
	return true
}

// called is the call of a function.
func (b *binder) called(n *node, f function, args []*expr) *expr {
	for i, a := range args {
		args[i] = b.as(a, f.takes[i])
	}
	of, fold := f.returns, b.fold
	if of.kind == doubleKind { // of the type of its argument
		of = args[0].typ
	}
	return &expr{typ: of, at: n.at, eval: func(env *env) (value, error) {
		values := make([]value, len(args))
		for i, a := range args {
			v, err := a.eval(env)
			if err != nil || v == nil {
				return nil, err
			}
			values[i] = v
		}
		return f.do(fold, values)
	}}
}

func parameters(overloads []function) string {
	all := make([]string, len(overloads))
	for i, f := range overloads {
		names := make([]string, len(f.takes))
		for j, t := range f.takes {
			names[j] = t.name
			if t.kind == doubleKind {
				names[j] = "a number"
			}
		}
		all[i] = "(" + strings.Join(names, ", ") + ")"
	}
	return strings.Join(all, " or ")
}

func arguments(args []*expr) string {
	names := make([]string, len(args))
	for i, a := range args {
		names[i] = a.typ.String()
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// functions are the canonical functions by name.
func functions() map[string][]function {
	return map[string][]function{
		"concat": texts2(textType, func(_ comparer, a, b string) value { return a + b }),
		"contains": texts2(boolType, func(c comparer, a, b string) value {
			return strings.Contains(c.folded(a), c.folded(b))
		}),
		"startswith": texts2(boolType, func(c comparer, a, b string) value {
			return strings.HasPrefix(c.folded(a), c.folded(b))
		}),
		"endswith": texts2(boolType, func(c comparer, a, b string) value {
			return strings.HasSuffix(c.folded(a), c.folded(b))
		}),
		"indexof": texts2(intType, func(c comparer, a, b string) value { return indexOf(c.folded(a), c.folded(b)) }),
		"length":  texts1(intType, func(s string) value { return int64(len([]rune(s))) }),
		"tolower": texts1(textType, func(s string) value { return strings.ToLower(s) }),
		"toupper": texts1(textType, func(s string) value { return strings.ToUpper(s) }),
		"trim":    texts1(textType, func(s string) value { return strings.TrimSpace(s) }),
		"substring": {
			{[]typ{textType, longType}, textType, substring}, {[]typ{textType, longType, longType}, textType, substring},
		},
		"matchespattern": {
			{[]typ{textType, textType}, boolType, matchesPattern}, {[]typ{textType, textType, textType}, boolType, matchesPattern},
		},
		"year":   append(ofMoment(func(t time.Time) value { return int64(t.Year()) }), ofDate(func(d edm.Date) int { return d.Year })),
		"month":  append(ofMoment(func(t time.Time) value { return int64(t.Month()) }), ofDate(func(d edm.Date) int { return int(d.Month) })),
		"day":    append(ofMoment(func(t time.Time) value { return int64(t.Day()) }), ofDate(func(d edm.Date) int { return d.Day })),
		"hour":   append(ofMoment(func(t time.Time) value { return int64(t.Hour()) }), ofClock(func(c edm.TimeOfDay) int { return c.Hour })),
		"minute": append(ofMoment(func(t time.Time) value { return int64(t.Minute()) }), ofClock(func(c edm.TimeOfDay) int { return c.Minute })),
		"second": append(ofMoment(func(t time.Time) value { return int64(t.Second()) }), ofClock(func(c edm.TimeOfDay) int { return c.Second })),
		"fractionalseconds": {
			{[]typ{momentType}, decimalType, func(_ comparer, a []value) (value, error) { return fraction(a[0].(time.Time).Nanosecond()), nil }},
			{[]typ{clockType}, decimalType, func(_ comparer, a []value) (value, error) { return fraction(a[0].(edm.TimeOfDay).Nanosecond), nil }},
		},
		"date":               withType(dateType, ofMoment(func(t time.Time) value { return edm.DateOf(t) })),
		"time":               withType(clockType, ofMoment(func(t time.Time) value { return edm.TimeOfDayOf(t) })),
		"totaloffsetminutes": ofMoment(offsetMinutes),
		"totalseconds": {
			{[]typ{durationType}, decimalType, func(_ comparer, a []value) (value, error) { return a[0].(duration).Rat, nil }},
		},
		"mindatetime": {{nil, momentType, func(comparer, []value) (value, error) { return time.Date(1, 1, 1, 0, 0, 0, 0, utc), nil }}},
		"maxdatetime": {{nil, momentType, func(comparer, []value) (value, error) {
			return time.Date(9999, 12, 31, 23, 59, 59, 999_999_900, utc), nil
		}}},
		"round":   rounding(roundHalf),
		"floor":   rounding(roundDown),
		"ceiling": rounding(roundUp),
	}
}

func texts1(returns typ, do func(string) value) []function {
	return []function{{[]typ{textType}, returns, func(_ comparer, a []value) (value, error) {
		s, err := asText(a[0])
		return do(s), err
	}}}
}

func texts2(returns typ, do func(c comparer, a, b string) value) []function {
	return []function{{[]typ{textType, textType}, returns, func(c comparer, args []value) (value, error) {
		a, err := asText(args[0])
		if err != nil {
			return nil, err
		}
		b, err := asText(args[1])
		return do(c, a, b), err
	}}}
}

func ofMoment(do func(time.Time) value) []function {
	return []function{{[]typ{momentType}, intType, func(_ comparer, a []value) (value, error) {
		t, err := argument[time.Time](a[0])
		return do(t), err
	}}}
}

func ofDate(do func(edm.Date) int) function {
	return function{[]typ{dateType}, intType, func(_ comparer, a []value) (value, error) {
		d, err := argument[edm.Date](a[0])
		return int64(do(d)), err
	}}
}

func ofClock(do func(edm.TimeOfDay) int) function {
	return function{[]typ{clockType}, intType, func(_ comparer, a []value) (value, error) {
		c, err := argument[edm.TimeOfDay](a[0])
		return int64(do(c)), err
	}}
}

func withType(returns typ, all []function) []function {
	for i := range all {
		all[i].returns = returns
	}
	return all
}

func offsetMinutes(t time.Time) value {
	_, seconds := t.Zone()
	return int64(seconds / 60)
}

// now is the time of the service.
func (b *binder) now(n *node) *expr {
	if len(n.args) > 0 {
		return b.fail(n.at, "now takes no arguments")
	}
	return &expr{typ: momentType, at: n.at, eval: func(env *env) (value, error) { return env.now(), nil }}
}

// cases is case(condition:result,...): the result of the first condition that holds, or null.
func (b *binder) cases(n *node) *expr {
	if len(n.args) == 0 || len(n.args)%2 != 0 {
		return b.fail(n.at, "case takes pairs of a condition and a result, as in case(a gt 0:1,true:0)")
	}
	args := make([]*expr, len(n.args))
	of := nullType
	for i, arg := range n.args {
		if i%2 == 0 {
			args[i] = b.condition(arg, "what is before a colon of case")
			continue
		}
		args[i] = b.bind(arg)
		of = common(of, args[i].typ)
	}
	return &expr{typ: of, at: n.at, eval: func(env *env) (value, error) {
		for i := 0; i < len(args); i += 2 {
			holds, err := args[i].eval(env)
			if err != nil {
				return nil, err
			}
			if holds == true {
				return args[i+1].eval(env)
			}
		}
		return nil, nil
	}}
}

// common is the type of what may be of either type.
func common(a, b typ) typ {
	switch {
	case a.kind == badKind || b.kind == nullKind:
		return a
	case a.kind == nullKind || b.kind == badKind:
		return b
	case a.many == b.many && !a.many && a.isNumber() && b.isNumber() && a.kind != anyKind && b.kind != anyKind:
		return promoted("add", a, b)
	case a.kind == b.kind && a.many == b.many && a.name == b.name:
		return a
	}
	return anyType
}
