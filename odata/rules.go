package odata

// This file is the Validator: one method for each kind of rule that a schema can have. Generated code calls them, so what they do with
// a value of another type than the rule is for is nothing. Every violation is kept; none stops the others.

import (
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Validator collects the violations of a model. Generated CheckOData methods call it; a hand-written one may too. It is
// not safe for concurrent use.
type Validator struct {
	mode       mode
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
func (v *Validator) NonNullable(name string, f Field) {
	if _, state := f.slot(); *state == nil && v.strict {
		v.violate(name, "Nullable", "is missing and cannot be null")
	}
	v.NotNull(name, f)
}

// NotNull forbids null of a member that may be absent, such as one that the service sets.
func (v *Validator) NotNull(name string, f Field) {
	if isNull(f) {
		v.violate(name, "Nullable", "must not be null")
	}
}

// isNull says whether a member is written as null: it is null, or a value that is nil.
func isNull(f Field) bool {
	ptr, state := f.slot()
	if *state == nil || (*state).isNull() {
		return *state != nil
	}
	v := reflect.ValueOf(ptr).Elem()
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

// Computed forbids a program to set the member for a create or an update (Org.OData.Core.V1.Computed). A value that was read may go
// back: services ignore it, and documented requests have it.
func (v *Validator) Computed(name string, f Field) {
	if _, state := f.slot(); (*state).isSet() && v.mode != modeAny {
		v.violate(name, "Computed", "is computed by the service and cannot be sent")
	}
}

// Immutable forbids a program to set the member for an update (Org.OData.Core.V1.Immutable). A value that was read may go back.
func (v *Validator) Immutable(name string, f Field) {
	if _, state := f.slot(); (*state).isSet() && v.mode == modeUpdate {
		v.violate(name, "Immutable", "cannot be changed after the object is created")
	}
}

// Enum demands a member that the enumeration declares: it has an IsKnown method.
func (v *Validator) Enum(name string, f Field) {
	v.each(name, f, func(name string, item reflect.Value) {
		known, ok := item.Interface().(interface{ IsKnown() bool })
		if !ok || known.IsKnown() {
			return
		}
		if _, err := strconv.ParseInt(item.String(), 10, 64); err == nil {
			return // the underlying number of a member, which names none
		}
		v.violate(name, "Enum", "%q is none of the members of the enumeration", item.String())
	})
}

// MaxLength bounds the characters of a string or the bytes of a Binary (CSDL 4.01, section 7.2.2).
func (v *Validator) MaxLength(name string, f Field, most int) {
	v.each(name, f, func(name string, item reflect.Value) {
		n, what := 0, "characters"
		switch item.Kind() {
		case reflect.String:
			n = utf8.RuneCountInString(item.String())
		case reflect.Slice:
			n, what = item.Len(), "bytes"
		}
		if n > most {
			v.violate(name, "MaxLength", "has %d %s, at most %d are allowed", n, what, most)
		}
	})
}

// Precision bounds the digits of a Decimal, or the digits of a second of a temporal type (CSDL 4.01, section 7.2.3).
func (v *Validator) Precision(name string, f Field, most int) {
	v.each(name, f, func(name string, item reflect.Value) {
		n, what := 0, "digits of a second"
		switch x := item.Interface().(type) {
		case Decimal:
			whole, fraction := decimalDigits(x)
			n, what = whole+fraction, "digits"
		case time.Time:
			n = secondDigits(x.Nanosecond())
		case TimeOfDay:
			n = secondDigits(x.Nanosecond)
		case Duration:
			n = fractionDigits(x.String())
		}
		if n > most {
			v.violate(name, "Precision", "has %d %s, at most %d are allowed", n, what, most)
		}
	})
}

// Scale bounds the digits of a Decimal behind the point (CSDL 4.01, section 7.2.4).
func (v *Validator) Scale(name string, f Field, most int) {
	v.each(name, f, func(name string, item reflect.Value) {
		if d, ok := item.Interface().(Decimal); ok {
			if _, n := decimalDigits(d); n > most {
				v.violate(name, "Scale", "has %d digits behind the point, at most %d are allowed", n, most)
			}
		}
	})
}

// decimalDigits counts the digits that count, before and behind the point.
func decimalDigits(d Decimal) (whole, fraction int) {
	text := d.Rat().FloatString(fractionLength(d.String()))
	text = strings.TrimLeft(text, "-0")
	before, after, _ := strings.Cut(text, ".")
	return len(before), len(strings.TrimRight(after, "0"))
}

// fractionLength is how many digits behind the point are enough to write the decimal exactly.
func fractionLength(s string) int {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	e, _ := strconv.Atoi(exponent)
	_, after, _ := strings.Cut(mantissa, ".")
	return max(0, len(after)-e)
}

func secondDigits(nanoseconds int) int {
	return len(strings.TrimPrefix(string(appendFraction(nil, nanoseconds)), "."))
}

// Pattern demands that a string matches the regular expression (Org.OData.Validation.V1.Pattern). One that Go cannot compile
// checks nothing.
func (v *Validator) Pattern(name string, f Field, pattern string) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return
	}
	v.each(name, f, func(name string, item reflect.Value) {
		if item.Kind() == reflect.String && !re.MatchString(item.String()) {
			v.violate(name, "Pattern", "%q does not match %s", item.String(), pattern)
		}
	})
}

// Minimum demands a value of at least the bound (Org.OData.Validation.V1.Minimum).
func (v *Validator) Minimum(name string, f Field, bound string) {
	v.bound(name, f, "Minimum", bound, "is less than", func(c int) bool { return c >= 0 })
}

// Maximum demands a value of at most the bound (Org.OData.Validation.V1.Maximum).
func (v *Validator) Maximum(name string, f Field, bound string) {
	v.bound(name, f, "Maximum", bound, "is more than", func(c int) bool { return c <= 0 })
}

// ExclusiveMinimum demands a value above the bound (Org.OData.Validation.V1.Exclusive).
func (v *Validator) ExclusiveMinimum(name string, f Field, bound string) {
	v.bound(name, f, "Minimum", bound, "is not more than", func(c int) bool { return c > 0 })
}

// ExclusiveMaximum demands a value below the bound (Org.OData.Validation.V1.Exclusive).
func (v *Validator) ExclusiveMaximum(name string, f Field, bound string) {
	v.bound(name, f, "Maximum", bound, "is not less than", func(c int) bool { return c < 0 })
}

func (v *Validator) bound(name string, f Field, rule, bound, says string, allowed func(int) bool) {
	v.each(name, f, func(name string, item reflect.Value) {
		if c, ok := compare(item, bound); ok && !allowed(c) {
			v.violate(name, rule, "%v %s %s", item.Interface(), says, bound)
		}
	})
}

// compare compares a value with a literal of its type; ok is false where that has no meaning.
func compare(item reflect.Value, literal string) (c int, ok bool) {
	switch x := item.Interface().(type) {
	case time.Time:
		t, err := parseTime(literal)
		return x.Compare(t), err == nil
	case Date:
		d, err := ParseDate(literal)
		return x.Compare(d), err == nil
	case TimeOfDay:
		t, err := ParseTimeOfDay(literal)
		return x.Compare(t), err == nil
	case Duration:
		d, err := ParseDuration(literal)
		a, errA := x.Std()
		b, errB := d.Std()
		return int(min(1, max(-1, a-b))), err == nil && errA == nil && errB == nil
	}
	number, isNumber := numberOf(item)
	limit, isLimit := new(big.Rat).SetString(literal)
	if !isNumber || !isLimit || !decimalSyntax.MatchString(literal) {
		return 0, false
	}
	return number.Cmp(limit), true
}

func numberOf(item reflect.Value) (*big.Rat, bool) {
	if d, ok := item.Interface().(Decimal); ok {
		return d.Rat(), true
	}
	switch {
	case item.CanInt():
		return new(big.Rat).SetInt64(item.Int()), true
	case item.CanUint():
		return new(big.Rat).SetUint64(item.Uint()), true
	case item.CanFloat():
		r := new(big.Rat).SetFloat64(item.Float())
		return r, r != nil
	}
	return nil, false
}

// MultipleOf demands a multiple of the divisor (Org.OData.Validation.V1.MultipleOf).
func (v *Validator) MultipleOf(name string, f Field, divisor string) {
	by, ok := new(big.Rat).SetString(divisor)
	if !ok || by.Sign() == 0 || !decimalSyntax.MatchString(divisor) {
		return
	}
	v.each(name, f, func(name string, item reflect.Value) {
		if n, ok := numberOf(item); ok && !new(big.Rat).Quo(n, by).IsInt() {
			v.violate(name, "MultipleOf", "%v is no multiple of %s", item.Interface(), divisor)
		}
	})
}

// AllowedValues demands one of the values (Org.OData.Validation.V1.AllowedValues).
func (v *Validator) AllowedValues(name string, f Field, values ...string) {
	v.each(name, f, func(name string, item reflect.Value) {
		for _, allowed := range values {
			if c, ok := compare(item, allowed); ok && c == 0 || fmt.Sprint(item.Interface()) == allowed {
				return
			}
		}
		v.violate(name, "AllowedValues", "%v is none of %s", item.Interface(), strings.Join(values, ", "))
	})
}

// DerivedType demands one of the types, which are qualified names (Org.OData.Validation.V1.DerivedTypeConstraint). A value of a type that the
// package does not know is left alone: the service sent it. So is one of a root type, which is the declared type.
func (v *Validator) DerivedType(name string, f Field, allowed ...string) {
	v.each(name, f, func(name string, item reflect.Value) {
		said, own := typeNameOf(item)
		if own == "" || said != "" && said != own || slices.Contains(allowed, own) {
			return
		}
		v.violate(name, "DerivedTypeConstraint", "is of %s, allowed are %s", own, strings.Join(allowed, ", "))
	})
}

// Nested checks a member that is a model, or a collection of models, by the rules of that model.
func (v *Validator) Nested(name string, f Field) {
	v.each(name, f, func(name string, item reflect.Value) {
		v.path = append(v.path, name)
		v.model(item.Interface())
		v.path = v.path[:len(v.path)-1]
	})
}

// model checks a model. One that contains itself is a violation and not a loop.
func (v *Validator) model(model any) {
	m, ok := model.(Validatable)
	if !ok {
		return
	}
	if rv := reflect.ValueOf(model); rv.Kind() == reflect.Pointer && rv.IsNil() {
		return
	}
	if v.depth++; v.depth > maxDepth {
		v.violations = append(v.violations, Violation{Path: v.path[0], Rule: "Depth", Message: fmt.Sprintf("is nested more than %d deep", maxDepth)})
	} else {
		m.CheckOData(v)
	}
	v.depth--
}

// each calls check for the value of a member, or for each item of a collection, null left out.
func (v *Validator) each(name string, f Field, check func(name string, item reflect.Value)) {
	ptr, state := f.slot()
	if *state == nil || (*state).isNull() {
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
		if f, ok := item.Addr().Interface().(Field); ok {
			v.each(at, f, check)
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
	return slices.ContainsFunc(f.items, func(item itemForm) bool { return item.index == i && item.raw == "null" })
}
