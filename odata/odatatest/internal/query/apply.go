package query

// This file evaluates options over items: which match, in which order, and which of those are asked for.

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// ordering is an expression that items are sorted by.
type ordering struct {
	by   *expr
	desc bool
}

// orderby reads $orderby.
func (r *reader) orderby(c *cursor, o *Options, s scope) {
	b := r.binder(c, s)
	for !c.failed {
		n := c.expression(0)
		one := ordering{}
		start := c.at
		c.spaces()
		switch strings.ToLower(c.word()) {
		case "asc":
			c.at += len("asc")
		case "desc":
			c.at += len("desc")
			one.desc = true
		default:
			c.at = start
		}
		if c.failed {
			return
		}
		one.by = b.bind(n)
		if !one.by.typ.isOrdered() {
			b.fail(n.at, "$orderby sorts by values that have an order, and those of the type %s have none", one.by.typ)
		}
		o.order = append(o.order, one)
		if !c.mark(",") {
			return
		}
	}
}

// Matching returns the entities that $filter and $search leave, in the order of $orderby, without those that $skip
// passes over and those beyond $top; count is how many there are without $skip and $top. Where the request has no
// order, entities keep theirs. The error says why an expression has no value.
func (o *Options) Matching(entities []Entity) (matching []Entity, count int, err error) {
	values := make([]value, len(entities))
	for i, e := range entities {
		values[i] = o.types.entity(e, o.target.object)
	}
	indexes, count, err := o.matching(&run{settings: o.settings}, values, nil)
	return picked(entities, indexes), count, err
}

// MatchingValues is Matching for a collection of primitive or complex values: the one at a path in an entity, or of no
// entity where that is nil.
func (o *Options) MatchingValues(values []jsontext.Value, of Entity, path string) (matching []jsontext.Value, count int, err error) {
	decoded, err := o.decodeAll(values, of, path)
	if err != nil {
		return nil, 0, err
	}
	indexes, count, err := o.matching(&run{settings: o.settings}, decoded, nil)
	return picked(values, indexes), count, err
}

func (o *Options) decodeAll(values []jsontext.Value, of Entity, path string) ([]value, error) {
	array := []byte("[")
	for i, v := range values {
		if i > 0 {
			array = append(array, ',')
		}
		array = append(array, v...)
	}
	decoded, err := o.types.decode(append(array, ']'), o.target.item().listOf(), place{of, path})
	all, _ := decoded.([]value)
	return all, err
}

func picked[T any](all []T, indexes []int) []T {
	out := make([]T, len(indexes))
	for i, at := range indexes {
		out[i] = all[at]
	}
	return out
}

// sortable is an item by its index, with what it is sorted by.
type sortable struct {
	index int
	keys  []value
}

// matching are the indexes of the items that match. The item that the request is about is it, or each of them where it
// is nil.
func (o *Options) matching(r *run, items []value, it value) (indexes []int, count int, err error) {
	var left []sortable
	for i, item := range items {
		e := env{run: r, it: it, this: item}
		if it == nil {
			e.it = item
		}
		ok, err := e.matches(o.filter, o.find)
		if err != nil {
			return nil, 0, err
		}
		if !ok {
			continue
		}
		keys, err := o.keys(&e)
		if err != nil {
			return nil, 0, err
		}
		left = append(left, sortable{i, keys})
	}
	if len(o.order) > 0 {
		slices.SortStableFunc(left, func(a, b sortable) int { return o.compare(a.keys, b.keys) })
	}
	count = len(left)
	left = left[min(o.Skip, count):]
	if o.Top >= 0 {
		left = left[:min(o.Top, len(left))]
	}
	indexes = make([]int, len(left))
	for i, s := range left {
		indexes[i] = s.index
	}
	return indexes, count, nil
}

// keys are what an item is sorted by.
func (o *Options) keys(e *env) ([]value, error) {
	if len(o.order) == 0 {
		return nil, nil
	}
	keys := make([]value, len(o.order))
	for i, one := range o.order {
		var err error
		if keys[i], err = one.by.eval(e); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// compare orders items by their keys: null before all else, and then NaN.
func (o *Options) compare(a, b []value) int {
	fold := comparer{o.settings.FoldCase}
	for i, one := range o.order {
		order := cmp.Compare(rank(a[i]), rank(b[i]))
		if order == 0 && rank(a[i]) == 2 {
			if o, ok := fold.order(a[i], b[i]); ok {
				order = o
			}
		}
		if one.desc {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

func rank(v value) int {
	switch {
	case v == nil:
		return 0
	case isNaN(v):
		return 1
	}
	return 2
}

// now is the time of the service, which is the same for all items.
func (r *run) now() time.Time {
	if !r.moment.IsZero() {
		return r.moment
	}
	r.moment = time.Now()
	if r.settings.Now != nil {
		r.moment = r.settings.Now()
	}
	return r.moment
}
