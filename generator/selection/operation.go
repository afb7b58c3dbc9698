package selection

// This file is what a resolved request line is: an Operation with its path as steps through the model. The plan turns
// steps into builder methods and operations into typed requests.

import (
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Kind says what an operation does with the resource that its path leads to (OData Protocol 4.01, section 11).
type Kind string

// The kinds of operation.
const (
	Create Kind = "create" // POST to a collection of entities
	Get    Kind = "get"    // GET of one entity
	List   Kind = "list"   // GET of a collection of entities
	Update Kind = "update" // PATCH of one entity
	Delete Kind = "delete" // DELETE of one entity
)

// Operation is a request line with its meaning.
type Operation struct {
	Line   Line
	Method string
	Kind   Kind
	// Path holds at least one step; the last one leads to the resource.
	Path []Step
}

// Resource is the last step: what the operation is about.
func (o *Operation) Resource() Step { return o.Path[len(o.Path)-1] }

// StepKind says what a step of a path does.
type StepKind string

// The kinds of step.
const (
	EntitySetStep  StepKind = "entity set"
	SingletonStep  StepKind = "singleton"
	NavigationStep StepKind = "navigation property"
	KeyStep        StepKind = "key"
	CastStep       StepKind = "type cast"
)

// Step is one step of a path.
type Step struct {
	Kind StepKind
	// Text is the segment as written.
	Text string
	Pos  diag.Pos
	// Type and Collection are what the path leads to after this step.
	Type       *metadata.StructuredType
	Collection bool

	Set        *metadata.EntitySet          // of an EntitySetStep
	Singleton  *metadata.Singleton          // of a SingletonStep
	Navigation *metadata.NavigationProperty // of a NavigationStep
	// Keys are the values of a KeyStep in the order of the type's key.
	Keys []KeyValue
	// Parentheses says that a KeyStep is written name(key) and not name/key.
	Parentheses bool
}

// KeyValue is one value of a key as a request line gives it: a placeholder's name or a literal.
type KeyValue struct {
	Ref *metadata.PropertyRef
	// Placeholder is the text between the braces; "" for a literal.
	Placeholder string
	// Literal is the literal without quotes; only for a literal.
	Literal string
}

// Origin is the collection or singleton that the step at index i belongs to: itself, or the nearest step before that is no key and no cast.
func (o *Operation) Origin(i int) Step {
	for i > 0 && (o.Path[i].Kind == KeyStep || o.Path[i].Kind == CastStep) {
		i--
	}
	return o.Path[i]
}
