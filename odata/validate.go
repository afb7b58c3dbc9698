package odata

// This file is validation as its users see it: the entry points, and the error that holds every violation. What is
// checked, the generated CheckOData methods say; how, the Validator in validator.go.

import (
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Validatable is a model with rules. csdlgen generates CheckOData for every model that has some.
type Validatable interface {
	CheckOData(v *Validator)
}

// Violation is one value that the schema forbids.
type Violation struct {
	// Path leads to the value: "emailAddresses[1].name".
	Path string
	// Rule is the name of the rule, such as "MaxLength".
	Rule string
	// Message says what is wrong.
	Message string
}

// String returns path and message.
func (v Violation) String() string { return v.Path + ": " + v.Message }

// ValidationError holds every violation that was found, in the order of the model's members.
type ValidationError struct {
	Violations []Violation
}

// Error returns the violations with semicolons between.
func (e *ValidationError) Error() string {
	all := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		all[i] = v.String()
	}
	return "odata: the value is not valid: " + strings.Join(all, "; ")
}

// Validate checks a model against the rules of its schema that hold whatever it is used for, and returns a
// *ValidationError with every violation, or nil. What is absent violates nothing. A model that is nil or has no rules
// is valid.
func Validate(model any) error { return check(model, request.ModeAny, false, nil) }

// ValidateStrict is Validate for a complete new object: a member that cannot be null must be there, unless the service
// is the one who sets it. Many services do not keep to that themselves.
func ValidateStrict(model any) error { return check(model, request.ModeAny, true, nil) }

// ValidateCreate is Validate for the body of a create: members that the service computes must not be there, and the
// required ones must.
func ValidateCreate(model any, required ...string) error {
	return check(model, request.ModeCreate, false, required)
}

// ValidateUpdate is Validate for the body of an update: members that the service computes and members that cannot
// change must not be there.
func ValidateUpdate(model any) error { return check(model, request.ModeUpdate, false, nil) }

// validateFor is what requests call before they send a body.
func validateFor(m request.Mode, model any, required []string) error {
	return check(model, m, false, required)
}

func check(model any, m request.Mode, strict bool, required []string) error {
	v := &Validator{mode: m, strict: strict}
	v.required(model, required)
	v.model(model)
	if len(v.violations) == 0 {
		return nil
	}
	return &ValidationError{v.violations}
}

// required checks that the members are there and not null. A name may be a path: its first part is checked.
func (v *Validator) required(model any, names []string) {
	if len(names) == 0 {
		return
	}
	rv := reflect.ValueOf(model)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return
	}
	s := shapeOf(rv.Type().Elem())
	if s == nil {
		return
	}
	for _, name := range names {
		name, _, _ = strings.Cut(name, "/")
		i, declared := s.byName[name]
		if !declared {
			if _, there := s.rest(rv.Elem()).Member(name); !there {
				v.violate(name, "Required", "is required")
			}
			continue
		}
		f := s.field(rv.Elem(), i)
		if _, state := slot(f); *state == nil || isNull(f) {
			v.violate(name, "Required", "is required")
		}
	}
}
