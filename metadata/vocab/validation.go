package vocab

// This file reads the Validation vocabulary: which values are valid.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

const validation = "Org.OData.Validation.V1."

// Expression is the text of a regular expression and where it stands.
type Expression struct {
	Text string
	Pos  metadata.Pos
}

// Pattern is the regular expression that a string has to match; ok is false where there is none.
func Pattern(as metadata.Annotations) (e Expression, ok bool) {
	a := as.Find(validation + "Pattern")
	if a == nil {
		return Expression{}, false
	}
	e.Pos = a.Pos
	e.Text, ok = metadata.StringOf(a.Value)
	return e, ok
}

// Bound is the smallest or largest value.
type Bound struct {
	// Text is the value as the schema writes it.
	Text string
	// Exclusive says that the value itself is none.
	Exclusive bool
}

// Minimum is the smallest value; ok is false where there is none.
func Minimum(as metadata.Annotations) (Bound, bool) { return bound(as.Find(validation + "Minimum")) }

// Maximum is the largest value; ok is false where there is none.
func Maximum(as metadata.Annotations) (Bound, bool) { return bound(as.Find(validation + "Maximum")) }

func bound(a *metadata.Annotation) (b Bound, ok bool) {
	if a == nil {
		return Bound{}, false
	}
	b.Text, ok = constantOf(a.Value)
	b.Exclusive = tagged(a.Annotations, validation+"Exclusive")
	return b, ok
}

// MultipleOf is what values are a multiple of, as the schema writes it; ok is false where there is none.
func MultipleOf(as metadata.Annotations) (text string, ok bool) {
	return constantOf(valueOf(as, validation+"MultipleOf"))
}

// MinItems is how many items a collection has at least; ok is false where that is not said.
func MinItems(as metadata.Annotations) (n int, ok bool) {
	return count(valueOf(as, validation+"MinItems"))
}

// MaxItems is how many items a collection has at most; ok is false where that is not said.
func MaxItems(as metadata.Annotations) (n int, ok bool) {
	return count(valueOf(as, validation+"MaxItems"))
}

// AllowedValues are the only values that there are, null apart: texts of constants, and members of enumerations joined
// with commas. None where one of them is anything else.
func AllowedValues(as metadata.Annotations) []string {
	list, ok := valueOf(as, validation+"AllowedValues").(*metadata.Collection)
	if !ok {
		return nil
	}
	var values []string
	for _, item := range list.Items {
		r, ok := item.(*metadata.Record)
		if !ok {
			return nil
		}
		switch v := r.Get("Value").(type) {
		case *metadata.Constant:
			values = append(values, v.Text)
		case *metadata.EnumValue:
			values = append(values, strings.Join(v.Members, ","))
		case *metadata.Null:
		default:
			return nil
		}
	}
	return values
}

// DerivedTypeConstraint are the qualified names of the types that values may be of, besides the declared type; ok is
// false where the schema does not restrict them.
func DerivedTypeConstraint(as metadata.Annotations) (names []string, ok bool) {
	list, ok := valueOf(as, validation+"DerivedTypeConstraint").(*metadata.Collection)
	if !ok {
		return nil, false
	}
	for _, item := range list.Items {
		if name, isText := metadata.StringOf(item); isText {
			names = append(names, name)
		}
	}
	return names, true
}

// Constraints are the messages of what has to hold for a value and only a service can check. Each has a qualifier of
// its own, so all of them count.
func Constraints(as metadata.Annotations) []string {
	var all []string
	for _, a := range as {
		if a.Term != validation+"Constraint" {
			continue
		}
		if message, ok := metadata.StringOf(recordOf(a.Value).get("FailureMessage")); ok {
			all = append(all, message)
		}
	}
	return all
}

// Items says that what one path leads to, another leads to as well.
type Items struct{ Path, Target string }

// ItemsOf are the pairs of paths of which the first leads to items of the second.
func ItemsOf(as metadata.Annotations) []Items {
	var all []Items
	for _, a := range as {
		if a.Term != validation+"ItemsOf" {
			continue
		}
		for _, r := range metadata.RecordsOf(a.Value) {
			path, isPath := pathOf(r.Get("path"))
			target, isTarget := pathOf(r.Get("target"))
			if isPath && isTarget {
				all = append(all, Items{path, target})
			}
		}
	}
	return all
}
