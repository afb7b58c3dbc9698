package odata

// This file is the Validator: one method for each kind of rule that a schema can have. Generated code calls them, so
// what they do with a value of another type than the rule is for is nothing. Every violation is kept; none stops the
// others.

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Validator collects the violations of a model. Generated CheckOData methods call it; a hand-written one may too. It is
// not safe for concurrent use.
type Validator struct {
	mode       request.Mode
	strict     bool
	path       []string
	depth      int
	violations []Violation
}

func (v *Validator) violate(name, rule, format string, args ...any) {
	path := strings.Join(append(slices.Clone(v.path), name), ".")
	v.violations = append(v.violations, Violation{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// NonNullable forbids null (CSDL 4.01, section 7.2.1); in a strict validation also that the member is absent.
//
//go:noinline
func (v *Validator) NonNullable(name string, f Field) {
	if _, state := slot(f); *state == nil && v.strict {
		v.violate(name, "Nullable", "is missing and cannot be null")
	}
	v.NotNull(name, f)
}

// NotNull forbids null of a member that may be absent, such as one that the service sets.
//
//go:noinline
func (v *Validator) NotNull(name string, f Field) {
	if isNull(f) {
		v.violate(name, "Nullable", "must not be null")
	}
}

// isNull says whether a member is written as null: it is null, or a value that is nil.
func isNull(f Field) bool {
	ptr, state := slot(f)
	if !(*state).hasValue() {
		return (*state).isNull()
	}
	v := reflect.ValueOf(ptr).Elem()
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

// Computed forbids a program to set the member for a create or an update (Org.OData.Core.V1.Computed). A value that was
// read may go back: services ignore it, and documented requests have it.
//
//go:noinline
func (v *Validator) Computed(name string, f Field) {
	if _, state := slot(f); (*state).isSet() && v.mode != request.ModeAny {
		v.violate(name, "Computed", "is computed by the service and cannot be sent")
	}
}

// Immutable forbids a program to set the member for an update (Org.OData.Core.V1.Immutable). A value that was read may
// go back.
//
//go:noinline
func (v *Validator) Immutable(name string, f Field) {
	if _, state := slot(f); (*state).isSet() && v.mode == request.ModeUpdate {
		v.violate(name, "Immutable", "cannot be changed after the object is created")
	}
}

// Enum demands a member that the enumeration declares: it has an IsKnown method.
//
//go:noinline
func (v *Validator) Enum(name string, f Field) {
	each(name, f, func(name string, item reflect.Value) {
		known, ok := item.Interface().(interface{ IsKnown() bool })
		if !ok || known.IsKnown() {
			return
		}
		if _, err := strconv.ParseInt(item.String(), 10, 64); err == nil {
			return // the underlying number of a member, which names none
		}
		v.violate(name, "Enum", "%q is not a member of the enumeration", item.String())
	})
}

// MaxLength bounds the characters of a string or the bytes of a Binary (CSDL 4.01, section 7.2.2).
//
//go:noinline
func (v *Validator) MaxLength(name string, f Field, most int) {
	each(name, f, func(name string, item reflect.Value) {
		n, what := 0, "characters"
		switch item.Kind() {
		case reflect.String:
			n = utf8.RuneCountInString(item.String())
		case reflect.Slice:
			n, what = item.Len(), "bytes"
		}
		if n > most {
			v.violate(name, "MaxLength", "has %d %s, but at most %d are allowed", n, what, most)
		}
	})
}

// Precision bounds the digits of a Decimal, or the digits of a second of a temporal type (CSDL 4.01, section 7.2.3).
//
//go:noinline
func (v *Validator) Precision(name string, f Field, most int) {
	each(name, f, func(name string, item reflect.Value) {
		n, what := 0, "digits of a second"
		switch x := item.Interface().(type) {
		case edm.Decimal:
			whole, fraction := x.Digits()
			n, what = whole+fraction, "digits"
		case time.Time:
			n = secondDigits(x.Nanosecond())
		case edm.TimeOfDay:
			n = secondDigits(x.Nanosecond)
		case edm.Duration:
			n = fractionDigits([]byte(x.String()))
		}
		if n > most {
			v.violate(name, "Precision", "has %d %s, but at most %d are allowed", n, what, most)
		}
	})
}

// Scale bounds the digits of a Decimal after the decimal point (CSDL 4.01, section 7.2.4).
//
//go:noinline
func (v *Validator) Scale(name string, f Field, most int) {
	each(name, f, func(name string, item reflect.Value) {
		if d, ok := item.Interface().(edm.Decimal); ok {
			if _, n := d.Digits(); n > most {
				v.violate(name, "Scale", "has %d digits after the decimal point, but at most %d are allowed", n, most)
			}
		}
	})
}

// WholeDigits bounds the digits of a Decimal before the decimal point: a Precision of 3 with a Scale of 2 leaves 1
// (CSDL 4.01, section 7.2.4).
//
//go:noinline
func (v *Validator) WholeDigits(name string, f Field, most int) {
	each(name, f, func(name string, item reflect.Value) {
		if d, ok := item.Interface().(edm.Decimal); ok {
			if n, _ := d.Digits(); n > most {
				v.violate(name, "Precision", "has %d digits before the decimal point, but at most %d are allowed", n, most)
			}
		}
	})
}

// Digits bounds the digits of a Decimal with floating scale, zeros at its beginning and end left out (CSDL 4.01,
// section 7.2.4). With 7, 16 and 34 digits it is a number of IEEE 754, whose exponent has bounds as well.
//
//go:noinline
func (v *Validator) Digits(name string, f Field, most int) {
	each(name, f, func(name string, item reflect.Value) {
		d, ok := item.Interface().(edm.Decimal)
		if !ok || !d.IsFinite() {
			return
		}
		mantissa, _, _ := strings.Cut(strings.ToLower(d.String()), "e")
		if n := len(strings.Trim(strings.Replace(strings.TrimPrefix(mantissa, "-"), ".", "", 1), "0")); n > most {
			v.violate(name, "Precision", "has %d digits, but at most %d are allowed", n, most)
		}
		whole, fraction := d.Digits()
		if top := largestExponent(most); top > 0 && (whole > top+1 || fraction > top+most-2) {
			v.violate(name, "Precision", "%s is beyond what a number of %d digits can be, 1e%d to 1e%d", textOf(item), most, 2-most-top, top)
		}
	})
}

// largestExponent is the exponent of the largest decimal number of IEEE 754 with as many digits; 0 where there is no
// such format.
func largestExponent(digits int) int {
	switch digits {
	case 7:
		return 96
	case 16:
		return 384
	case 34:
		return 6144
	}
	return 0
}

// Unicode demands ASCII in a strict validation, where the schema says Unicode="false" (CSDL 4.01, section 7.2.5). Most
// services mean by it how they store a text, and take any.
//
//go:noinline
func (v *Validator) Unicode(name string, f Field) {
	if !v.strict {
		return
	}
	each(name, f, func(name string, item reflect.Value) {
		if item.Kind() != reflect.String {
			return
		}
		for _, r := range item.String() {
			if r >= utf8.RuneSelf {
				v.violate(name, "Unicode", "has the character %q, but only ASCII is allowed", r)
				return
			}
		}
	})
}

// NoNullItems forbids null among the items of a collection (CSDL 4.01, section 7.2.1).
//
//go:noinline
func (v *Validator) NoNullItems(name string, f Field) {
	ptr, state := slot(f)
	n, _ := countOf(f)
	for i := range n {
		item := reflect.ValueOf(ptr).Elem().Index(i)
		if (item.Kind() == reflect.Pointer || item.Kind() == reflect.Interface) && item.IsNil() || (*state).isNullItem(i) && item.IsZero() {
			v.violate(name+"["+strconv.Itoa(i)+"]", "Nullable", "must not be null")
		}
	}
}

// MinItems demands as many items of a collection (Org.OData.Validation.V1.MinItems).
//
//go:noinline
func (v *Validator) MinItems(name string, f Field, least int) {
	if n, ok := countOf(f); ok && n < least {
		v.violate(name, "MinItems", "has %s, but at least %d are needed", items(n), least)
	}
}

// MaxItems allows no more items of a collection (Org.OData.Validation.V1.MaxItems).
//
//go:noinline
func (v *Validator) MaxItems(name string, f Field, most int) {
	if n, ok := countOf(f); ok && n > most {
		v.violate(name, "MaxItems", "has %s, but at most %d are allowed", items(n), most)
	}
}

// countOf is the number of items of a collection; ok is false for anything else, and where there is none.
func countOf(f Field) (n int, ok bool) {
	ptr, state := slot(f)
	value := reflect.ValueOf(ptr).Elem()
	if !(*state).hasValue() || value.Kind() != reflect.Slice || !isCollection(value.Type()) {
		return 0, false
	}
	return value.Len(), true
}

func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return strconv.Itoa(n) + " items"
}

func secondDigits(nanoseconds int) int {
	return len(strings.TrimRight(fmt.Sprintf("%09d", nanoseconds), "0"))
}

// Matcher is a regular expression: a *regexp.Regexp.
type Matcher interface {
	MatchString(text string) bool
	String() string
}

// Pattern demands that a string matches the regular expression (Org.OData.Validation.V1.Pattern).
//
//go:noinline
func (v *Validator) Pattern(name string, f Field, pattern Matcher) {
	each(name, f, func(name string, item reflect.Value) {
		if item.Kind() == reflect.String && !pattern.MatchString(item.String()) {
			v.violate(name, "Pattern", "%q does not match %s", item.String(), pattern)
		}
	})
}

// Minimum demands a value of at least the bound (Org.OData.Validation.V1.Minimum).
//
//go:noinline
func (v *Validator) Minimum(name string, f Field, bound string) {
	v.bound(name, f, "Minimum", bound, "is less than", func(c int) bool { return c >= 0 })
}

// Maximum demands a value of at most the bound (Org.OData.Validation.V1.Maximum).
//
//go:noinline
func (v *Validator) Maximum(name string, f Field, bound string) {
	v.bound(name, f, "Maximum", bound, "is more than", func(c int) bool { return c <= 0 })
}

// ExclusiveMinimum demands a value above the bound (Org.OData.Validation.V1.Exclusive).
//
//go:noinline
func (v *Validator) ExclusiveMinimum(name string, f Field, bound string) {
	v.bound(name, f, "Minimum", bound, "is not more than", func(c int) bool { return c > 0 })
}

// ExclusiveMaximum demands a value below the bound (Org.OData.Validation.V1.Exclusive).
//
//go:noinline
func (v *Validator) ExclusiveMaximum(name string, f Field, bound string) {
	v.bound(name, f, "Maximum", bound, "is not less than", func(c int) bool { return c < 0 })
}

//go:noinline
func (v *Validator) bound(name string, f Field, rule, bound, says string, allowed func(int) bool) {
	each(name, f, func(name string, item reflect.Value) {
		if c, ok := compare(item, bound); ok && !allowed(c) {
			v.violate(name, rule, "%s %s %s", textOf(item), says, bound)
		}
	})
}

// compare compares a value with a literal of its type; ok is false where that has no meaning.
func compare(item reflect.Value, literal string) (c int, ok bool) {
	switch x := item.Interface().(type) {
	case time.Time:
		t, err := edm.ParseDateTimeOffset(literal)
		return x.Compare(t), err == nil
	case edm.Date:
		d, err := edm.ParseDate(literal)
		return x.Compare(d), err == nil
	case edm.TimeOfDay:
		t, err := edm.ParseTimeOfDay(literal)
		return x.Compare(t), err == nil
	case edm.Duration:
		d, err := edm.ParseDuration(literal)
		a, errA := x.Std()
		b, errB := d.Std()
		return int(min(1, max(-1, a-b))), err == nil && errA == nil && errB == nil
	}
	number, isNumber := numberOf(item)
	limit, err := edm.ParseDecimal(literal)
	return number.Compare(limit), isNumber && err == nil
}

// numberOf is the value of a numeric type; ok is false for NaN, which no bound has a meaning for. A float is the number
// that it is written as: 0.1 is no more than 0.1.
func numberOf(item reflect.Value) (d edm.Decimal, ok bool) {
	if d, ok := item.Interface().(edm.Decimal); ok {
		return d, !isNaN(d)
	}
	switch {
	case item.CanInt():
		return edm.DecimalOf(item.Int(), 0), true
	case item.CanUint():
		return edm.DecimalOf(int64(item.Uint()), 0), true
	case item.CanFloat():
		d, err := edm.ParseDecimal(strings.Trim(string(rawjson.AppendFloat(nil, item.Float(), item.Type().Bits())), `"`))
		return d, err == nil && !isNaN(d)
	}
	return edm.Decimal{}, false
}

func isNaN(d edm.Decimal) bool { return d.String() == "NaN" }

// MultipleOf demands a multiple of the divisor (Org.OData.Validation.V1.MultipleOf).
//
//go:noinline
func (v *Validator) MultipleOf(name string, f Field, divisor string) {
	d, err := edm.ParseDecimal(divisor)
	by := d.Rat()
	if err != nil || by.Sign() == 0 {
		return
	}
	each(name, f, func(name string, item reflect.Value) {
		if n, ok := numberOf(item); ok && (!n.IsFinite() || !new(big.Rat).Quo(n.Rat(), by).IsInt()) {
			v.violate(name, "MultipleOf", "%s is not a multiple of %s", textOf(item), divisor)
		}
	})
}

// AllowedValues demands one of the values (Org.OData.Validation.V1.AllowedValues).
//
//go:noinline
func (v *Validator) AllowedValues(name string, f Field, values ...string) {
	each(name, f, func(name string, item reflect.Value) {
		for _, allowed := range values {
			if c, ok := compare(item, allowed); ok && c == 0 || isText(item, allowed) {
				return
			}
		}
		v.violate(name, "AllowedValues", "%s is not one of %s", textOf(item), strings.Join(values, ", "))
	})
}

// isText says whether a value is the one that a literal of the schema means. The case of a GUID and of an enumeration's
// members does not count.
func isText(item reflect.Value, literal string) bool {
	switch x := item.Interface().(type) {
	case []byte:
		var allowed []byte
		_, err := scanBinary(&allowed, rawjson.AppendString(nil, literal))
		return err == nil && bytes.Equal(x, allowed)
	case edm.GUID, interface{ IsKnown() bool }:
		return strings.EqualFold(textOf(item), literal)
	}
	return textOf(item) == literal
}

// textOf is a value as messages show it.
func textOf(item reflect.Value) string {
	if b, ok := item.Interface().([]byte); ok {
		return base64.StdEncoding.EncodeToString(b)
	}
	return fmt.Sprint(item.Interface())
}

// DerivedType demands one of the types, which are qualified names (Org.OData.Validation.V1.DerivedTypeConstraint). A
// value of a type that the package does not know is left alone: the service sent it. So is one of a root type, which is
// the declared type.
//
//go:noinline
func (v *Validator) DerivedType(name string, f Field, allowed ...string) {
	each(name, f, func(name string, item reflect.Value) {
		if own := ownType(item); own != "" && !slices.Contains(allowed, own) {
			v.violate(name, "DerivedTypeConstraint", "is of the type %s, but only these are allowed: %s", own, strings.Join(allowed, ", "))
		}
	})
}

// model checks a model and the models in it; a value that was made of a derived type, by the rules of that type. A
// model that contains itself is a violation and not a loop.
func (v *Validator) model(model any) {
	if of := made(model); of != nil {
		model = of
	}
	rv := reflect.ValueOf(model)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return
	}
	if v.depth++; v.depth > rawjson.MaxDepth {
		v.violations = append(v.violations, Violation{Path: v.path[0], Rule: "Depth", Message: fmt.Sprintf("is nested more than %d deep", rawjson.MaxDepth)})
	} else {
		start := len(v.violations)
		if m, ok := model.(Validatable); ok {
			m.CheckOData(v)
		}
		if s := shapeOf(rv.Type().Elem()); s != nil {
			checkMembers(v, rv.Elem(), s, start)
		}
	}
	v.depth--
}

// checkMembers checks the models in a model, and brings what is wrong with it, the violations from start on, into the
// order of its members.
func checkMembers(v *Validator, model reflect.Value, s *shape, start int) {
	own := append([]Violation(nil), v.violations[start:]...)
	v.violations = v.violations[:start]
	for i, field := range s.fields {
		rest := own[:0]
		for _, violation := range own {
			if v.memberOf(violation) == field.name {
				v.violations = append(v.violations, violation)
			} else {
				rest = append(rest, violation)
			}
		}
		own = rest
		if !s.absent(model, i) {
			f := s.field(model, i)
			v.notNullCollection(field.name, f)
			v.nested(field.name, f)
		}
	}
	v.violations = append(v.violations, own...)
}

// memberOf is the name of the member of the model at hand that a violation is about.
func (v *Validator) memberOf(violation Violation) string {
	name := violation.Path
	if len(v.path) > 0 {
		name = strings.TrimPrefix(name, strings.Join(v.path, ".")+".")
	}
	name, _, _ = strings.Cut(name, "[")
	return name
}

// nested checks a member that is a model, or a collection of models, by the rules of that model.
func (v *Validator) nested(name string, f Field) {
	if ptr, _ := slot(f); isScalar(ptr) {
		return
	}
	each(name, f, func(name string, item reflect.Value) {
		if item.Kind() != reflect.Pointer {
			return
		}
		v.path = append(v.path, name)
		v.model(item.Interface())
		v.path = v.path[:len(v.path)-1]
	})
}

// notNullCollection forbids a program to set a collection to null: only its items can be (CSDL 4.01, section 7.2.1). A
// null that was read may go back.
func (v *Validator) notNullCollection(name string, f Field) {
	value, state := slot(f)
	if *state == nullForm && isList(value) {
		v.violate(name, "Nullable", "is a collection and must not be null; a collection without items is empty")
	}
}

// each calls check for the value of a member, or for each item of a collection, null left out.
func each(name string, f Field, check func(name string, item reflect.Value)) {
	ptr, state := slot(f)
	if !(*state).hasValue() {
		return
	}
	value := reflect.ValueOf(ptr).Elem()
	if value.Kind() != reflect.Slice || !isCollection(value.Type()) {
		check(name, value)
		return
	}
	for i := range value.Len() {
		at := name + "[" + strconv.Itoa(i) + "]"
		item := value.Index(i)
		if f, ok := fieldOf(item); ok {
			each(at, f, check)
			continue
		}
		if (item.Kind() == reflect.Pointer || item.Kind() == reflect.Interface) && item.IsNil() || (*state).isNullItem(i) && item.IsZero() {
			continue
		}
		check(at, item)
	}
}

// isNullItem says whether the item came as null.
func (f *form) isNullItem(i int) bool {
	at := sort.Search(len(f.items), func(at int) bool { return f.items[at].index >= i })
	return at < len(f.items) && f.items[at].index == i && f.items[at].raw == "null"
}
