package query

// This file gives names their meaning: a tree of syntax becomes an expression with a type, by the schema and by what is
// around it. Paths are here; operators and functions are in files of their own.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
)

// expr is an expression that can be evaluated.
type expr struct {
	typ typ
	at  int
	// literal says that the value is that of a literal, which may still become one of another type.
	literal bool
	value   value
	raw     jsontext.Value // of a literal that is JSON
	eval    func(*env) (value, error)
}

// env is what an expression is evaluated for.
type env struct {
	*run
	it   value   // the item of the resource that the request reads
	this value   // the item that names without a variable are about
	vars []value // those of the lambdas around
}

// scope is what names can mean at a place of an expression.
type scope struct {
	it, this typ
	vars     []variable
}

// variable is the variable of a lambda.
type variable struct {
	name string
	of   typ
}

// binder binds the nodes of a text.
type binder struct {
	source
	scope
	types   types
	fold    comparer
	aliases map[string]string // the texts of parameter aliases
	within  []string          // the aliases that are being bound
	nodes   *int              // how many nodes were bound, those of aliases each time that they are used
}

// fail complains, and makes an expression about which nothing more is said.
func (b *binder) fail(at int, format string, args ...any) *expr {
	b.complain(at, format, args...)
	return bad(at)
}

func (b *binder) refuse(at int, format string, args ...any) *expr {
	b.unsupported(at, format, args...)
	return bad(at)
}

func bad(at int) *expr {
	return &expr{typ: badType, at: at, eval: func(*env) (value, error) { return nil, nil }}
}

func constant(at int, of typ, v value) *expr {
	return &expr{typ: of, at: at, literal: true, value: v, eval: func(*env) (value, error) { return v, nil }}
}

// bind makes an expression of a node.
func (b *binder) bind(n *node) *expr {
	if *b.nodes++; *b.nodes > maxNodes {
		if *b.nodes == maxNodes+1 {
			b.complain(n.at, "it has more than %d parts, with those of parameter aliases", maxNodes)
		}
		return bad(n.at)
	}
	switch n.form {
	case literalForm:
		return constant(n.at, n.of, n.is)
	case jsonForm:
		return b.json(n)
	case enumForm:
		return b.enum(n)
	case listForm:
		return b.list(n)
	case stepForm:
		return b.step(n)
	case aliasForm:
		return b.alias(n)
	case annotationForm:
		return b.refuse(n.at, "@%s is an annotation, which cannot be evaluated here", n.text)
	case callForm:
		return b.call(n)
	case lambdaForm:
		return b.lambda(n)
	case countForm:
		return b.count(n)
	case unaryForm:
		return b.unary(n)
	}
	return b.binary(n)
}

// condition binds an expression that is true or false.
func (b *binder) condition(n *node, where string) *expr {
	e := b.bind(n)
	if !e.typ.is(boolKind) {
		return b.fail(n.at, "%s is a condition, and this is of the type %s", where, e.typ)
	}
	return e
}

// json is a literal of JSON, which has no type until it is compared.
func (b *binder) json(n *node) *expr {
	raw := n.is.(jsontext.Value)
	v, err := decodeAny(raw)
	if err != nil {
		return b.fail(n.at, "%s", err)
	}
	e := constant(n.at, anyType, v)
	e.typ.many, e.raw = raw.Kind() == '[', raw
	return e
}

// enum is a literal with the name of its type before it.
func (b *binder) enum(n *node) *expr {
	of := b.types.Enum(n.text)
	if of == nil {
		return b.fail(n.at, "there is no enumeration type %s", n.text)
	}
	e := constant(n.at, textType, n.is)
	return b.asEnum(e, typ{kind: enumKind, name: n.text, enum: of})
}

// list is a list of expressions.
func (b *binder) list(n *node) *expr {
	items := make([]*expr, len(n.args))
	e := &expr{typ: anyType.listOf(), at: n.at}
	for i, arg := range n.args {
		items[i] = b.bind(arg)
		if items[i].typ.kind == badKind {
			return items[i]
		}
	}
	if len(items) > 0 {
		e.typ = items[0].typ.listOf()
	}
	for _, item := range items {
		if item.typ.kind != e.typ.kind || item.typ.many {
			e.typ = anyType.listOf()
		}
	}
	e.eval = func(env *env) (value, error) {
		values := make([]value, len(items))
		for i, item := range items {
			var err error
			if values[i], err = item.eval(env); err != nil {
				return nil, err
			}
		}
		return values, nil
	}
	return e
}

// alias binds the text of a parameter alias in its place. One that the request does not set is null (OData Protocol
// 4.01, section 11.2.6.1.1).
func (b *binder) alias(n *node) *expr {
	text, ok := b.aliases[n.text]
	if !ok {
		return constant(n.at, nullType, nil)
	}
	if slices.Contains(b.within, n.text) || len(b.within) > maxDepth {
		return b.fail(n.at, "the parameter alias @%s refers to itself", n.text)
	}
	inner := *b
	inner.option, inner.text = "@"+n.text, text
	inner.within = append(slices.Clone(b.within), n.text)
	tree := whole(inner.source, func(c *cursor) *node { return c.expression(0) })
	if tree == nil {
		return bad(n.at)
	}
	e := inner.bind(tree)
	e.at = n.at
	return e
}

// step is a variable, a property, a navigation property, or a cast.
func (b *binder) step(n *node) *expr {
	if n.base == nil {
		if e := b.variable(n); e != nil {
			return e
		}
		return b.member(n, b.here(n.at))
	}
	base := b.bind(n.base)
	if base.typ.kind == badKind {
		return base
	}
	return b.member(n, base)
}

// here is the item that a name without a variable before it is about.
func (b *binder) here(at int) *expr {
	return &expr{typ: b.this, at: at, eval: func(env *env) (value, error) { return env.this, nil }}
}

// variable is what a name means that is not a property; nil where it is one.
func (b *binder) variable(n *node) *expr {
	for i := len(b.vars) - 1; i >= 0; i-- {
		if b.vars[i].name == n.text {
			return &expr{typ: b.vars[i].of, at: n.at, eval: func(env *env) (value, error) { return env.vars[i], nil }}
		}
	}
	switch n.text {
	case "$it":
		return &expr{typ: b.it, at: n.at, eval: func(env *env) (value, error) { return env.it, nil }}
	case "$this":
		return b.here(n.at)
	case "$root":
		return b.refuse(n.at, "$root, which leads to other resources, cannot be evaluated here")
	}
	if strings.HasPrefix(n.text, "$") {
		return b.fail(n.at, "%s does not exist; there are $it, $this and $count", n.text)
	}
	return nil
}

// member is the step from a value to what is in it.
func (b *binder) member(n *node, base *expr) *expr {
	name := n.text
	if strings.Contains(name, ".") {
		return b.castStep(n, base)
	}
	switch {
	case base.typ.many:
		return b.fail(n.at, "%s is below a collection of %s; any(x:...) and all(x:...) look into its items", name, base.typ.name)
	case base.typ.kind == anyKind:
		return b.dynamic(n, base)
	case base.typ.kind != structKind:
		return b.fail(n.at, "%s is below a value of the type %s, which has no properties", name, base.typ)
	}
	of := base.typ.object
	if p := of.Property(name); p != nil {
		return b.property(n, base, b.types.declared(p.Type))
	}
	if l := of.Link(name); l != nil {
		return b.link(n, base, b.types.declared(l.Type))
	}
	if of.Open {
		return b.dynamic(n, base)
	}
	return b.fail(n.at, "%s has no property %s%s", of.Name, name, hint(of, name))
}

// hint names the property that is probably meant, or those that there are.
func hint(of *model.Type, name string) string { return meantOr(name, of.Names()) }

// meant names the name that is probably meant; "" where there is none.
func meant(name string, names []string) string {
	if close := model.Suggest(name, names); close != "" {
		return "; did you mean " + close + "?"
	}
	return ""
}

// meantOr names the name that is probably meant, or all names where they are not many.
func meantOr(name string, names []string) string {
	const most = 12
	if m := meant(name, names); m != "" {
		return m
	}
	if len(names) > most {
		return ""
	}
	return "; it has " + strings.Join(names, ", ")
}

func (b *binder) property(n *node, base *expr, of typ) *expr {
	name, types := n.text, b.types
	return &expr{typ: of, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		o, ok := v.(record)
		if err != nil || !ok {
			return nothing(of), err
		}
		raw, _ := o.member(name)
		v, err = types.decode(raw, of, place{o.entity, o.below(name)})
		if err != nil {
			return nil, fmt.Errorf("the property %s of %s: %w", name, o.describe(), err)
		}
		return v, nil
	}}
}

// describe names an object in errors.
func (o record) describe() string {
	switch {
	case o.entity == nil:
		return "a value"
	case o.path == "":
		return o.entity.ID()
	}
	return o.path + " of " + o.entity.ID()
}

// nothing is what is there instead of a value: null, or no items.
func nothing(of typ) value {
	if of.many {
		return []value(nil)
	}
	return nil
}

// dynamic is a property that nobody declared; null where it is not there.
func (b *binder) dynamic(n *node, base *expr) *expr {
	name := n.text
	return &expr{typ: anyType, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		o, ok := v.(record)
		if err != nil || !ok {
			return nil, err
		}
		raw, _ := o.member(name)
		if len(raw) == 0 || raw.Kind() == 'n' {
			return nil, nil
		}
		return decodeAny(raw)
	}}
}

func (b *binder) link(n *node, base *expr, of typ) *expr {
	name, types := n.text, b.types
	return &expr{typ: of, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		o, ok := v.(record)
		if err != nil || !ok {
			return nothing(of), err
		}
		all, err := o.related(types, name, of.object)
		switch {
		case err != nil:
			return nil, err
		case of.many:
			return all, nil
		case len(all) == 0:
			return nil, nil
		}
		return all[0], nil
	}}
}

// castStep takes a value, or the items of a collection, as those of a derived type; what is not of it is null or left
// out.
func (b *binder) castStep(n *node, base *expr) *expr {
	of := b.types.Type(n.text)
	switch {
	case of == nil:
		return b.fail(n.at, "there is no entity or complex type %s", n.text)
	case base.typ.kind == anyKind:
	case base.typ.kind != structKind:
		return b.fail(n.at, "a value of the type %s cannot be of the type %s", base.typ, n.text)
	case !of.Is(base.typ.object) && !base.typ.object.Is(of):
		return b.fail(n.at, "%s does not derive from %s", n.text, base.typ.name)
	}
	to := typ{kind: structKind, name: n.text, many: base.typ.many, object: of}
	return &expr{typ: to, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		switch v := v.(type) {
		case record:
			if v.of.Is(of) {
				return v, err
			}
		case []value:
			var only []value
			for _, item := range v {
				if o, ok := item.(record); ok && o.of.Is(of) {
					only = append(only, item)
				}
			}
			return only, err
		}
		return nothing(to), err
	}}
}

// collection binds what a lambda or a count is about.
func (b *binder) collection(n *node, what string) *expr {
	var base *expr
	if n.base == nil {
		base = b.here(n.at)
	} else {
		base = b.bind(n.base)
	}
	if base.typ.kind != badKind && base.typ.kind != anyKind && !base.typ.many {
		return b.fail(n.at, "%s is of collections, and what is before it is a single value of the type %s", what, base.typ)
	}
	return base
}

// lambda is any and all.
func (b *binder) lambda(n *node) *expr {
	base := b.collection(n, n.name)
	if base.typ.kind == badKind {
		return base
	}
	isAny := n.name == "any"
	var condition *expr
	if len(n.args) > 0 {
		b.vars = append(b.vars, variable{n.text, base.typ.item()})
		condition = b.condition(n.args[0], "the argument of "+n.name)
		b.vars = b.vars[:len(b.vars)-1]
	}
	slot := len(b.vars)
	return &expr{typ: boolType, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		all, _ := v.([]value)
		if err != nil || condition == nil {
			return len(all) > 0, err
		}
		inner := *env
		inner.vars = append(slices.Clip(env.vars[:slot]), nil)
		for _, item := range all {
			inner.vars[slot] = item
			if err := env.tick(); err != nil {
				return nil, err
			}
			holds, err := truth(condition, &inner)
			if err != nil {
				return nil, err
			}
			if (holds == true) == isAny {
				return isAny, nil
			}
		}
		return !isAny, nil
	}}
}

// count is the number of the items of a collection, or of those that a filter holds for and a search finds.
func (b *binder) count(n *node) *expr {
	base := b.collection(n, "$count")
	if base.typ.kind == badKind {
		return base
	}
	var condition *expr
	if len(n.args) > 0 {
		around := b.this
		b.this = base.typ.item()
		condition = b.condition(n.args[0], "the $filter of $count")
		b.this = around
	}
	return &expr{typ: longType, at: n.at, eval: func(env *env) (value, error) {
		v, err := base.eval(env)
		all, _ := v.([]value)
		if err != nil {
			return nil, err
		}
		var total int64
		inner := *env
		for _, item := range all {
			inner.this = item
			ok, err := inner.matches(condition, n.find)
			if err != nil {
				return nil, err
			}
			if ok {
				total++
			}
		}
		return total, nil
	}}
}

// matches says whether the item in env.this is one that a condition holds for and a search finds; either may be nil.
func (env *env) matches(condition *expr, find search) (bool, error) {
	if err := env.tick(); err != nil {
		return false, err
	}
	if condition != nil {
		holds, err := truth(condition, env)
		if err != nil || holds != true {
			return false, err
		}
	}
	return find == nil || find(texts(env.this)), nil
}

// run is what one evaluation of options has used up.
type run struct {
	settings Settings
	steps    int
	moment   time.Time // of now(), once that was asked for
}

// maxSteps bounds how many items an evaluation looks at, in all lambdas together.
const maxSteps = 5_000_000

func (r *run) tick() error {
	if r.steps++; r.steps > maxSteps {
		return fmt.Errorf("the expression looks at more than %s items", strconv.Itoa(maxSteps))
	}
	return nil
}
