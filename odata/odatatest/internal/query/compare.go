package query

// This file compares values (OData URL Conventions 4.01, sections 5.1.1.1 and 5.1.1.18): numbers of whatever type
// exactly, times as moments, strings by code point or without regard to case.

import (
	"bytes"
	"cmp"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// comparer knows how a service compares strings.
type comparer struct{ fold bool }

// fold is a string as it is compared.
func (c comparer) folded(s string) string {
	if c.fold {
		return strings.ToLower(s)
	}
	return s
}

// order is -1, 0 or +1 as a is before, equal to or after b; false where neither is so, as with NaN and with values
// that have no order. None is null.
func (c comparer) order(a, b value) (int, bool) {
	switch x := a.(type) {
	case string:
		y, ok := b.(string)
		return strings.Compare(c.folded(x), c.folded(y)), ok
	case bool:
		y, ok := b.(bool)
		return boolOrder(x, y), ok
	case time.Time:
		y, ok := b.(time.Time)
		return x.Compare(y), ok
	case edm.Date:
		y, ok := b.(edm.Date)
		return x.Compare(y), ok
	case edm.TimeOfDay:
		y, ok := b.(edm.TimeOfDay)
		return x.Compare(y), ok
	case duration:
		if y, ok := b.(duration); ok {
			return x.Cmp(y.Rat), true
		}
		return 0, false
	case edm.GUID:
		y, ok := b.(edm.GUID)
		return bytes.Compare(x[:], y[:]), ok
	case enumValue:
		y, ok := b.(enumValue)
		return cmp.Compare(x.number, y.number), ok && x.text == "" && y.text == ""
	}
	return numberOrder(a, b)
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// numberOrder compares numbers: a Single or Double with decimals as one of its own, all else exactly.
func numberOrder(a, b value) (int, bool) {
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y), true
		}
	}
	x, xIsFloat := floatOf(a)
	y, yIsFloat := floatOf(b)
	if !xIsFloat && !yIsFloat {
		p, q := exact(a), exact(b)
		if p == nil || q == nil {
			return 0, false
		}
		return p.Cmp(q), true
	}
	if !xIsFloat {
		order, ok := numberOrder(b, a)
		return -order, ok
	}
	switch other := b.(type) {
	case int64:
		if math.IsInf(x, 0) || x != x {
			y = 0 // between the infinities
			break
		}
		return new(big.Rat).SetFloat64(x).Cmp(new(big.Rat).SetInt64(other)), true
	case *big.Rat:
		y = nearest(other, a)
	default:
		if !yIsFloat {
			return 0, false
		}
	}
	return cmp.Compare(x, y), x == x && y == y
}

// nearest is a decimal as a number of the type of the other one.
func nearest(r *big.Rat, like value) float64 {
	if _, single := like.(float32); single {
		f, _ := r.Float32()
		return float64(f)
	}
	f, _ := r.Float64()
	return f
}

func floatOf(v value) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	return 0, false
}

// exact is an integer or decimal as a fraction; nil for others.
func exact(v value) *big.Rat {
	switch v := v.(type) {
	case int64:
		return new(big.Rat).SetInt64(v)
	case *big.Rat:
		return v
	}
	return nil
}

// equal says whether values are equal; null equals null.
func (c comparer) equal(a, b value) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case []byte:
		y, ok := b.([]byte)
		return ok && bytes.Equal(x, y)
	case enumValue:
		y, ok := b.(enumValue)
		return ok && x == y
	case []value:
		y, ok := b.([]value)
		return ok && c.equalItems(x, y)
	case record:
		y, ok := b.(record)
		return ok && c.same(x, y)
	case jsontext.Value:
		y, ok := b.(jsontext.Value)
		return ok && sameJSON(x, y)
	}
	order, ok := c.order(a, b)
	return ok && order == 0
}

func (c comparer) equalItems(a, b []value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !c.equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

// same says whether objects are the same entity, or complex values with the same members.
func (c comparer) same(a, b record) bool {
	aIsEntity, bIsEntity := a.entity != nil && a.path == "", b.entity != nil && b.path == ""
	if aIsEntity || bIsEntity {
		return aIsEntity && bIsEntity && a.entity.ID() == b.entity.ID()
	}
	return sameJSON(a.raw, b.raw)
}

// sameJSON says whether JSON has the same values, whatever the order of its members and the form of its numbers.
// Annotations do not count.
func sameJSON(a, b jsontext.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case '"':
		return unquoted(a) == unquoted(b)
	case '0':
		_, x, err := readNumber(string(a))
		_, y, err2 := readNumber(string(b))
		order, ok := numberOrder(x, y)
		return err == nil && err2 == nil && ok && order == 0
	case '[':
		x, _ := object.Items(a)
		y, _ := object.Items(b)
		return slices.EqualFunc(x, y, sameJSON)
	case '{':
		x, y := structural(a), structural(b)
		return maps.EqualFunc(x, y, sameJSON)
	}
	return true
}

// structural are the members of an object without its annotations.
func structural(object jsontext.Value) map[string]jsontext.Value {
	all := map[string]jsontext.Value{}
	for name, value := range members(object) {
		if n := unquoted(name); !strings.Contains(n, "@") {
			all[n] = value
		}
	}
	return all
}
