package selection

// This file is a place that a path leads to: what is bound to it, what each method does with it, and which of the
// segments $count, $ref and $value may end it. Request lines and patterns ask the same questions.

import (
	"slices"

	"github.com/csdlgen/csdlgen/metadata"
)

// place is the end of a path.
type place struct {
	model *metadata.Model
	path  []Step
	tail  string // the segment that ends a path and is no step: "$count", "$ref" or "$value"; "" for none
}

// The segments that end a path and are no step.
const (
	countTail = "$count"
	refTail   = "$ref"
	valueTail = "$value"
)

func (p *place) here() Step { return p.path[len(p.path)-1] }

// push makes a step to a type.
func (p *place) push(s Step, to metadata.Type, collection bool) {
	s.set(to, collection)
	p.path = append(p.path, s)
}

// with is the place that one more step leads to; p stays as it is.
func (p *place) with(s Step, to metadata.Type, collection bool) place {
	next := place{model: p.model, path: slices.Clip(p.path)}
	next.push(s, to, collection)
	return next
}

// what is what the path leads to, for messages.
func (s Step) what() string {
	switch {
	case s.Of == nil:
		return "nothing"
	case s.Collection:
		return "a collection of " + s.Of.QualifiedName()
	case s.Type == nil:
		return "a value of " + s.Of.QualifiedName()
	}
	return "one " + s.Of.QualifiedName()
}

// entities says whether the step leads to a collection of entities, in which a key leads to one.
func (s Step) entities() bool { return s.Collection && s.Type != nil && s.Type.Entity }

// entity says whether the step leads to one entity.
func (s Step) entity() bool { return !s.Collection && s.Type != nil && s.Type.Entity }

// bound returns the operations that are bound to what the path leads to, those of the most derived type first.
func (p *place) bound() []*metadata.Operation {
	here := p.here()
	return BoundTo(p.model, here.Of, here.Collection)
}

// BoundTo returns the operations that are bound to one of the type, or to a collection of it, those of the most derived
// type first.
func BoundTo(model *metadata.Model, of metadata.Type, collection bool) []*metadata.Operation {
	var all []*metadata.Operation
	add := func(t metadata.Type) {
		for _, op := range model.BoundTo(t) {
			if op.Parameters[0].Collection == collection {
				all = append(all, op)
			}
		}
	}
	t, structured := of.(*metadata.StructuredType)
	if !structured {
		add(of)
	}
	for ; t != nil; t = t.Base {
		add(t)
	}
	return all
}

// misfit says why a segment cannot end this path; "" where it can.
func (p *place) misfit(name string) string {
	here := p.here()
	switch {
	case here.Of == nil:
		return "follows the action " + here.Text + ", which returns nothing"
	case name == countTail && !here.Collection:
		return "counts a collection, but the path leads to " + here.what()
	case name == refTail && (here.Type == nil || !here.Type.Entity):
		return "is about entities, but the path leads to " + here.what()
	case name == valueTail && here.Collection:
		return "is one value, but the path leads to " + here.what()
	case name == valueTail && metadata.IsStream(here.Of):
		return "is the text of a value, but " + here.Text + " is a stream, which is read without it"
	case name == valueTail && here.Type != nil && !here.Type.Entity:
		return "is the text of a primitive value or the media of an entity, but the path leads to " + here.what()
	}
	return ""
}

// kinds are the methods that fit the path, and what they do. posted says that a function at its end is called by POST.
func (p *place) kinds(posted bool) map[string]Kind {
	here := p.here()
	switch {
	case p.tail != "":
		return p.tailKinds()
	case here.Kind == CallStep:
		return here.callKinds(posted)
	case metadata.IsStream(here.Of):
		return every(Stream, "GET", "PUT", "PATCH", "DELETE")
	case here.Type == nil && here.Kind == NavigationStep:
		return nil // of the abstract Edm.EntityType
	case here.Collection && (here.Type == nil || !here.Type.Entity):
		return every(Value, "GET", "POST", "PUT", "DELETE")
	case here.Type == nil:
		return every(Value, "GET", "PUT", "DELETE")
	case here.Collection:
		return map[string]Kind{"GET": List, "POST": Create}
	case here.Kind == SingletonStep:
		return map[string]Kind{"GET": Get, "PATCH": Update, "PUT": Replace}
	}
	return map[string]Kind{"GET": Get, "PATCH": Update, "PUT": Replace, "DELETE": Delete}
}

// callKinds are the methods that fit the call of an operation.
func (s Step) callKinds(posted bool) map[string]Kind {
	if posted || !s.Call.Function {
		return every(Invoke, "POST")
	}
	kinds := every(Invoke, "GET")
	if s.Type != nil && !s.Collection {
		kinds["PATCH"], kinds["PUT"], kinds["DELETE"] = Update, Replace, Delete // of what the function leads to
	}
	return kinds
}

// tailKinds are the methods that fit $count, $ref or $value.
func (p *place) tailKinds() map[string]Kind {
	here := p.here()
	switch {
	case p.tail == countTail:
		return every(Count, "GET")
	case p.tail == refTail && here.Collection:
		return every(Reference, "GET", "POST", "DELETE")
	case p.tail == refTail:
		return every(Reference, "GET", "PUT", "DELETE")
	case here.Type != nil:
		return every(Stream, "GET", "PUT", "PATCH", "DELETE")
	}
	return every(Value, "GET")
}

func every(kind Kind, methods ...string) map[string]Kind {
	all := map[string]Kind{}
	for _, m := range methods {
		all[m] = kind
	}
	return all
}
