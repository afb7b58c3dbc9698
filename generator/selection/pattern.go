package selection

// This file makes up the paths that a pattern stands for, step by step on the model: keys, contained entities, what
// else is linked without what is below that, bound operations, streams and counts.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// maxBelow bounds how many paths one pattern may stand for.
const maxBelow = 20000

// reached is a place below a pattern's path, and the path as a line would write it.
type reached struct {
	place
	text string
}

// expansion collects what a pattern stands for.
type expansion struct {
	style   style
	reach   reach
	pos     diag.Pos // of the pattern
	reached []reached
}

// from begins at the place that the line writes, which belongs to what it stands for. It is false where there are too
// many paths.
func (e *expansion) from(start place, text string) bool {
	if len(start.path) > 0 {
		e.reached = append(e.reached, reached{start, text})
	}
	return e.reach == 0 || e.visit(reached{start, text}, 1)
}

// visit takes what is directly below, and goes on below that. "/**" follows a navigation property once on one path, and
// only where it contains what it leads to.
func (e *expansion) visit(at reached, level int) bool {
	for _, child := range e.children(at) {
		if len(e.reached) >= maxBelow {
			return false
		}
		e.reached = append(e.reached, child)
		if child.tail != "" {
			continue
		}
		last, deeper := child.here(), false
		switch {
		case e.reach != everything:
			deeper = level < int(e.reach) && last.Kind != CallStep && last.Kind != PropertyStep
		case last.Kind == NavigationStep:
			deeper = last.Navigation.ContainsTarget && !followed(at.path, last)
		default:
			deeper = last.Kind == KeyStep
		}
		if deeper && !e.visit(child, level+1) {
			return false
		}
	}
	return true
}

func followed(path []Step, last Step) bool {
	return slices.ContainsFunc(path, func(s Step) bool { return s.Navigation != nil && s.Navigation == last.Navigation })
}

// children are the places one step further.
func (e *expansion) children(at reached) []reached {
	if len(at.path) == 0 {
		return e.rootChildren(at)
	}
	here := at.here()
	if here.Type == nil || at.tail != "" {
		return nil
	}
	all := e.calls(at)
	if here.Collection {
		if here.Type.Entity && len(here.Type.Keys()) > 0 {
			all = append(all, e.key(at))
		}
		return append(all, e.tail(at, countTail))
	}
	for _, p := range here.Type.AllProperties() {
		if metadata.IsStream(p.Type) {
			all = append(all, e.step(at, "/"+p.Name, Step{Kind: PropertyStep, Text: p.Name, Property: p}, p.Type, p.Collection))
		}
	}
	for _, n := range here.Type.AllNavigation() {
		all = append(all, e.step(at, "/"+n.Name, Step{Kind: NavigationStep, Text: n.Name, Navigation: n}, n.Type, n.Collection))
	}
	if here.Type.HasStream {
		all = append(all, e.tail(at, valueTail))
	}
	return all
}

// rootChildren are the children of the container.
func (e *expansion) rootChildren(at reached) []reached {
	var all []reached
	container := at.model.Container
	for _, s := range container.Sets {
		all = append(all, e.step(at, "/"+s.Name, Step{Kind: EntitySetStep, Text: s.Name, Set: s}, s.Type, true))
	}
	for _, s := range container.Singletons {
		all = append(all, e.step(at, "/"+s.Name, Step{Kind: SingletonStep, Text: s.Name, Singleton: s}, s.Type, false))
	}
	for _, i := range slices.Concat(container.FunctionImports, container.ActionImports) {
		for _, op := range i.Operations {
			all = append(all, e.call(at, i.Name, op, i, true))
		}
	}
	return byText(all)
}

// byText sorts places by how they are written: the order in which a schema declares sets and operations has no meaning.
func byText(all []reached) []reached {
	slices.SortStableFunc(all, func(a, b reached) int { return strings.Compare(a.text, b.text) })
	return all
}

// calls are the operations that are bound to the place. One that a more derived type has, too, is that type's.
func (e *expansion) calls(at reached) []reached {
	var all []reached
	seen := map[string]bool{}
	here := at.here()
	for _, op := range at.bound() {
		name, qualified := op.Name, !e.style.unqualified(op)
		if qualified || !here.Collection && hasMember(here.Type, name) {
			name = op.QualifiedName()
		}
		if c := e.call(at, name, op, nil, e.style.emptyParentheses || qualified); !seen[c.text] {
			seen[c.text] = true
			all = append(all, c)
		}
	}
	return byText(all)
}

// call is what an operation leads to. A function has all of its parameters; empty says whether one without any has
// parentheses.
func (e *expansion) call(at reached, name string, op *metadata.Operation, through *metadata.OperationImport, empty bool) reached {
	s := Step{Kind: CallStep, Call: op, Import: through}
	text := name
	if op.Function {
		own := slices.Clone(op.OwnParameters())
		s.Arguments = make([]Argument, len(own))
		for i, p := range own {
			s.Arguments[i] = Argument{Parameter: p, Placeholder: p.Name}
		}
		if s.Parentheses = empty || len(own) > 0; s.Parentheses {
			text = callTemplate(name, slices.Sorted(slices.Values(op.ParameterNames())))
		}
	}
	s.Text = text
	if op.Return == nil {
		return e.step(at, "/"+text, s, nil, false)
	}
	return e.step(at, "/"+text, s, op.Return.Type, op.Return.Collection)
}

// key is one entity of the collection.
func (e *expansion) key(at reached) reached {
	here := at.here()
	refs := slices.Clone(here.Type.Keys())
	sortRefs(refs)
	s := Step{Kind: KeyStep}
	for _, r := range refs {
		s.Keys = append(s.Keys, KeyValue{Ref: r, Placeholder: r.Alias})
	}
	text := keyTemplate(refs, false)
	if len(refs) == 1 {
		s.Keys[0].Placeholder = here.Type.Name + "-" + refs[0].Alias
		text = "({" + s.Keys[0].Placeholder + "})"
		if !e.style.keysInParentheses {
			text = "/{" + s.Keys[0].Placeholder + "}"
		}
	}
	s.Text, s.Parentheses = text, text[0] == '('
	return e.step(at, text, s, here.Type, false)
}

func (e *expansion) step(at reached, text string, s Step, to metadata.Type, collection bool) reached {
	s.Pos = e.pos
	return reached{at.with(s, to, collection), at.text + text}
}

// tail is the place with a segment that ends a path.
func (e *expansion) tail(at reached, tail string) reached {
	at.place.tail = tail
	at.text += "/" + tail
	return at
}
