package selection

// This file walks a service from its root to what a search can offer: every resource and operation, by the shortest
// paths that lead there. Patterns walk everything below one resource; this walk is bounded by the size of the schema.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Way is a path that leads to a resource or calls an operation.
type Way struct {
	// Path is the path as a request line writes it.
	Path string
	// Methods are the methods that fit it, and Kinds what each of them does.
	Methods []string
	Kinds   []Kind
	// Steps are the steps of the path.
	Steps []Step
}

// Last is the last step of the path.
func (w Way) Last() Step { return w.Steps[len(w.Steps)-1] }

// Explore returns the shortest ways to everything that a service has: entity sets, singletons, imports, and what is
// below them. It follows at most visits paths to entities of one type, or to collections of one, so that a resource of
// a type comes with at most that many paths before it. Derived types that nothing else leads to are reached by a cast.
// Ways are written as patterns below the lines would be. Those come first that are shorter and contain what they lead
// to.
func (f Forms) Explore(model *metadata.Model, lines []Line, visits int) []Way {
	if model.Container == nil {
		return nil
	}
	var written [][]Step
	var ignored diag.List // Resolve complains
	for _, line := range lines {
		if one, ok := resolve(model, line, &ignored, true); ok && !one.request.not {
			written = append(written, one.path)
		}
	}
	x := explorer{expansion: expansion{style: f.style(model, written)}, visits: visits, visited: map[stop]int{}}
	for _, child := range x.children(reached{place: place{model: model}}) {
		x.put(child, 0)
	}
	for x.walk() {
		x.casts()
	}
	return x.ways
}

// stop is what a path leads to.
type stop struct {
	of         metadata.Type
	collection bool
}

// explorer walks the cheapest ways first.
type explorer struct {
	expansion
	visits  int
	visited map[stop]int
	queues  [][]reached // by what it costs to get there
	ways    []Way
	bases   []reached // one of each entity type that has derived types
}

// put adds a place to a queue. A key costs nothing, a navigation property to what is elsewhere, too, more than one to
// what it contains: /users/{id} comes before /drive/createdByUser.
func (x *explorer) put(at reached, cost int) {
	const contained, elsewhere = 1, 3
	switch last := at.here(); {
	case last.Kind == KeyStep:
	case last.Kind == NavigationStep && !last.Navigation.ContainsTarget:
		cost += elsewhere
	default:
		cost += contained
	}
	for len(x.queues) <= cost {
		x.queues = append(x.queues, nil)
	}
	x.queues[cost] = append(x.queues[cost], at)
}

// walk empties the queues. It is false where nothing was in them.
func (x *explorer) walk() bool {
	walked := false
	for cost := 0; cost < len(x.queues); cost++ {
		for len(x.queues[cost]) > 0 { // a key is put into the same queue
			at := x.queues[cost][0]
			x.queues[cost] = x.queues[cost][1:]
			walked = true
			x.keep(at)
			for _, below := range x.below(at) {
				x.put(below, cost)
			}
		}
	}
	return walked
}

// below are the children of a place that has not been visited too often.
func (x *explorer) below(at reached) []reached {
	last := at.here()
	if at.tail != "" || last.Kind == CallStep || last.Kind == PropertyStep || last.Type == nil {
		return nil
	}
	to := stop{last.Of, last.Collection}
	if x.visited[to]++; x.visited[to] > x.visits {
		return nil
	}
	if x.visited[to] == 1 && last.entity() && len(last.Type.Derived) > 0 {
		x.bases = append(x.bases, at)
	}
	children := x.children(at)
	if last.Kind != CastStep {
		return children
	}
	before := at // where the base type's children are
	before.path = at.path[:len(at.path)-1]
	before.text = strings.TrimSuffix(at.text, "/"+last.Text)
	inherited := map[string]bool{}
	for _, c := range x.children(before) {
		inherited[strings.TrimPrefix(c.text, before.text)] = true
	}
	return slices.DeleteFunc(children, func(c reached) bool { return inherited[strings.TrimPrefix(c.text, at.text)] })
}

// keep notes a way. Counts are left out: every collection has one.
func (x *explorer) keep(at reached) {
	if at.tail == countTail {
		return
	}
	w := Way{Path: at.text, Steps: at.path}
	kinds := at.kinds(false)
	for _, method := range methods {
		if kind, fits := kinds[method]; fits {
			w.Methods, w.Kinds = append(w.Methods, method), append(w.Kinds, kind)
		}
	}
	if len(w.Methods) > 0 {
		x.ways = append(x.ways, w)
	}
}

// casts goes on with the casts to derived types that nothing else leads to.
func (x *explorer) casts() {
	bases := x.bases
	x.bases = nil
	for _, at := range bases {
		for _, d := range at.here().Type.AllDerived() {
			if to := (stop{d, false}); x.visited[to] == 0 {
				x.visited[to] = x.visits - 1 // one visit is enough
				x.put(x.step(at, "/"+d.QualifiedName(), Step{Kind: CastStep, Text: d.QualifiedName()}, d, false), len(at.path))
			}
		}
	}
}
