package compare

// This file compares actions and functions. Overloads are matched within those that have one name and are bound to the
// same: first those with the same parameters, then those that have most of them in common.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// overloads are the operations of one kind and name that are bound to the same.
type overloads struct {
	id  string
	all []*metadata.Operation
}

func (c *comparer) operations() {
	id := func(o overloads) string { return o.id }
	match(overloadsOf(c.old), overloadsOf(c.new), id, func(old, new *overloads) {
		var before, after []*metadata.Operation
		if old != nil {
			before = old.all
		}
		if new != nil {
			after = new.all
		}
		c.overloads(before, after)
	})
}

func overloadsOf(m *metadata.Model) []overloads {
	var groups []overloads
	at := map[string]int{}
	for _, s := range m.Schemas {
		for _, op := range s.Operations {
			id := string(kindOfOperation(op)) + " " + op.QualifiedName()
			if b := op.Binding(); b != nil {
				id += " " + metadata.TypeText(b.Type, b.Collection)
			}
			i, known := at[id]
			if !known {
				i = len(groups)
				at[id] = i
				groups = append(groups, overloads{id: id})
			}
			groups[i].all = append(groups[i].all, op)
		}
	}
	return groups
}

func kindOfOperation(op *metadata.Operation) Kind {
	if op.Function {
		return KindFunction
	}
	return KindAction
}

// overloads matches overloads and compares the pairs.
func (c *comparer) overloads(old, new []*metadata.Operation) {
	var gone, fresh []*metadata.Operation
	least := fewestParameters(old)
	match(old, new, signature, func(before, after **metadata.Operation) {
		switch {
		case before == nil:
			fresh = append(fresh, *after)
		case after == nil:
			gone = append(gone, *before)
		default:
			c.operation(*before, *after)
		}
	})
	gone, fresh = c.closest(gone, fresh)
	for _, op := range fresh {
		rule := "operation-added"
		if op.Function && len(op.OwnParameters()) < least {
			rule = "overload-added-shorter"
		}
		c.add(operationSubject(op, op), rule, returnText(op))
	}
	for _, op := range gone {
		c.remove(operationSubject(op, op), "operation-removed", returnText(op))
	}
}

// fewestParameters is how many parameters the shortest overload has; 0 without one.
func fewestParameters(all []*metadata.Operation) int {
	least := 0
	for i, op := range all {
		if n := len(op.OwnParameters()); i == 0 || n < least {
			least = n
		}
	}
	return least
}

// signature is the names and types of the parameters, in any order.
func signature(op *metadata.Operation) string {
	var parts []string
	for _, p := range op.OwnParameters() {
		parts = append(parts, p.Name+" "+metadata.TypeText(p.Type, p.Collection))
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// closest compares the overloads that have most in common, and returns those that have nothing in common with another.
// One on each side are always the same.
func (c *comparer) closest(old, new []*metadata.Operation) (gone, fresh []*metadata.Operation) {
	if len(old) == 1 && len(new) == 1 {
		c.operation(old[0], new[0])
		return nil, nil
	}
	if !c.afford(len(old) * len(new)) {
		return old, new
	}
	type pair struct {
		old, new int
		like     float64
	}
	var pairs []pair
	for i, a := range old {
		for j, b := range new {
			if like := alikeParameters(a, b); like > 0 {
				pairs = append(pairs, pair{i, j, like})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.like, a.like) })
	paired, pairedNew := make([]bool, len(old)), make([]bool, len(new))
	for _, p := range pairs {
		if !paired[p.old] && !pairedNew[p.new] {
			paired[p.old], pairedNew[p.new] = true, true
			c.operation(old[p.old], new[p.new])
		}
	}
	left := func(all []*metadata.Operation, paired []bool) (rest []*metadata.Operation) {
		for i, op := range all {
			if !paired[i] {
				rest = append(rest, op)
			}
		}
		return rest
	}
	return left(old, paired), left(new, pairedNew)
}

// alikeParameters is how much the parameters of two overloads have in common: from 0 to 1 for names, and a little for
// types.
func alikeParameters(a, b *metadata.Operation) float64 {
	const forType = 0.01
	before, after := a.OwnParameters(), b.OwnParameters()
	if len(before) == 0 && len(after) == 0 {
		return 1 + forType
	}
	names, types := 0, 0
	for _, p := range before {
		i := slices.IndexFunc(after, func(q *metadata.Parameter) bool { return q.Name == p.Name })
		if i < 0 {
			continue
		}
		names++
		if useText(after[i].TypeRef) == useText(p.TypeRef) {
			types++
		}
	}
	most := float64(max(len(before), len(after)))
	return float64(names)/most + forType*float64(types)/most
}

// OperationName is the name of an overload as annotation targets have it (CSDL 4.01, section 14.2.1): the types of all
// parameters of a function, of the binding parameter of an action.
func OperationName(op *metadata.Operation) string {
	var types []string
	for i, p := range op.Parameters {
		if op.Function || op.Bound && i == 0 {
			types = append(types, metadata.TypeText(p.Type, p.Collection))
		}
	}
	return op.QualifiedName() + "(" + strings.Join(types, ",") + ")"
}

func operationSubject(old, new *metadata.Operation) subject {
	return subject{kind: kindOfOperation(new), name: OperationName(new), old: old.Pos, new: new.Pos}
}

func returnText(op *metadata.Operation) any {
	if op.Return == nil {
		return nil
	}
	return useText(*op.Return)
}

func (c *comparer) operation(old, new *metadata.Operation) {
	s := operationSubject(old, new)
	switch {
	case old.Composable == new.Composable:
	case new.Composable:
		c.note(s, "composable-added", old.Composable, new.Composable)
	default:
		c.note(s, "composable-removed", old.Composable, new.Composable)
	}
	if old.EntitySetPath != new.EntitySetPath {
		c.note(s, "entity-set-path-changed", orNil(old.EntitySetPath), orNil(new.EntitySetPath))
	}
	c.annotations(s, old.Annotations, new.Annotations)
	c.result(s, old, new)
	c.binding(s, old, new)
	c.parameters(s, old, new)
}

func (c *comparer) result(s subject, old, new *metadata.Operation) {
	s.role = read
	switch {
	case old.Return == nil && new.Return == nil:
		return
	case old.Return == nil:
		c.note(s, "return-added", nil, returnText(new))
		return
	case new.Return == nil:
		c.note(s, "return-removed", returnText(old), nil)
		return
	}
	c.use(s, *old.Return, *new.Return)
	s.name += "/$ReturnType"
	s.old, s.new = old.Return.Pos, new.Return.Pos
	c.annotations(s, old.ReturnAnnotations, new.ReturnAnnotations)
}

// binding compares the binding parameters. Their types are the same, and their name is in no request.
func (c *comparer) binding(s subject, old, new *metadata.Operation) {
	before, after := old.Binding(), new.Binding()
	if before == nil || after == nil {
		return
	}
	p := subject{kind: KindParameter, name: s.name + "/" + after.Name, old: before.Pos, new: after.Pos}
	if before.Name != after.Name {
		c.note(p, "binding-parameter-renamed", before.Name, after.Name)
	}
	c.annotations(p, before.Annotations, after.Annotations)
}

func (c *comparer) parameters(s subject, old, new *metadata.Operation) {
	var guess guesser
	match(old.OwnParameters(), new.OwnParameters(), func(p *metadata.Parameter) string { return p.Name }, func(before, after **metadata.Parameter) {
		of := func(p *metadata.Parameter) subject {
			return subject{kind: KindParameter, name: s.name + "/" + p.Name, old: p.Pos, new: p.Pos, role: sent}
		}
		switch {
		case before == nil:
			guess.added(c.mark(), (*after).Name, "type", useText((*after).TypeRef))
			c.add(of(*after), addedParameter(new, *after), useText((*after).TypeRef))
		case after == nil:
			guess.removed(c.mark(), (*before).Name, "type", useText((*before).TypeRef))
			c.remove(of(*before), "parameter-removed", useText((*before).TypeRef))
		default:
			p := of(*after)
			p.old = (*before).Pos
			c.use(p, (*before).TypeRef, (*after).TypeRef)
			p.optional = optionalRule(new, *before, *after)
			c.annotations(p, (*before).Annotations, (*after).Annotations)
		}
	})
	c.guess(guess)
}

// addedParameter is the rule for a new parameter. Those of functions are arguments of a method in Go, those of actions
// fields of a struct.
func addedParameter(op *metadata.Operation, p *metadata.Parameter) string {
	rule := "action-parameter-added"
	if op.Function {
		rule = "function-parameter-added"
	}
	if isDemanded(op, p) {
		rule += "-required"
	}
	return rule
}

// isDemanded says whether a call has to have the parameter. One of an action may be left out where it may be null.
func isDemanded(op *metadata.Operation, p *metadata.Parameter) bool {
	return !p.Optional && (op.Function || !p.Nullable && !p.Collection)
}

// optionalRule is the rule for a parameter that may be left out now, or has to be there now, as far as the annotation
// decides that: of an action's parameter that may be null, it does not. "" where it is neither.
func optionalRule(op *metadata.Operation, old, new *metadata.Parameter) string {
	rule := "action-parameter-"
	if op.Function {
		rule = "function-parameter-"
	}
	switch {
	case old.Optional == new.Optional:
	case new.Optional:
		return rule + "optional"
	case isDemanded(op, new):
		return rule + "required"
	}
	return ""
}
