package selection

// This file finds the action or function that a segment calls: bound ones by what the path leads to, base types included, unbound ones by
// their import; the overload of a function by the names of the arguments (OData Protocol 4.01, section 11.5.4).

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// bound returns the operations that are bound to what the path leads to, those of the most derived type first.
func (w *walker) bound() []*metadata.Operation {
	here := w.here()
	var all []*metadata.Operation
	add := func(t metadata.Type) {
		for _, op := range w.model.BoundTo(t) {
			if op.Parameters[0].Collection == here.Collection {
				all = append(all, op)
			}
		}
	}
	if here.Type == nil {
		add(here.Of)
		return all
	}
	lineage := here.Type.Lineage()
	slices.Reverse(lineage)
	for _, t := range lineage {
		add(t)
	}
	return all
}

func named(operations []*metadata.Operation, name string) []*metadata.Operation {
	var all []*metadata.Operation
	for _, op := range operations {
		if op.Name == name {
			all = append(all, op)
		}
	}
	return all
}

func operationNames(operations []*metadata.Operation) []string {
	var names []string
	for _, op := range operations {
		if !slices.Contains(names, op.Name) {
			names = append(names, op.Name)
		}
	}
	return names
}

// foldedName is the name of an operation that is name but for its case, or "".
func foldedName(operations []*metadata.Operation, name string) string {
	for _, op := range operations {
		if strings.EqualFold(op.Name, name) {
			return op.Name
		}
	}
	return ""
}

// boundElsewhere complains about a qualified operation that is not bound to what the path leads to.
func (w *walker) boundElsewhere(s segment, operations []*metadata.Operation) {
	var bindings []string
	for _, op := range operations {
		text := "nothing: it is called by its import"
		if p := op.Binding(); p != nil {
			text = p.Type.QualifiedName()
			if p.Collection {
				text = "a collection of " + text
			}
		}
		if !slices.Contains(bindings, text) {
			bindings = append(bindings, text)
		}
	}
	w.diags.Errorf(w.request.line.at(s.offset), "unbound-operation", "%s is not bound to %s", s.name, w.here().what()).
		Fixf("it is bound to %s", strings.Join(bindings, ", "))
}

// call takes a segment that calls one of the overloads.
func (w *walker) call(s segment, overloads []*metadata.Operation, through *metadata.OperationImport, last bool) bool {
	step := Step{Kind: CallStep, Text: s.text, Import: through, Parentheses: s.parens}
	var functions, actions []*metadata.Operation
	for _, op := range overloads {
		if op.Function {
			functions = append(functions, op)
		} else {
			actions = append(actions, op)
		}
	}
	// Some services let a function be called by POST with its parameters in the body, and document only that.
	posted := last && w.request.method == "POST" && len(actions) == 0 && !s.parens
	switch {
	case len(actions) > 0 && (len(functions) == 0 || last && w.request.method == "POST"):
		if len(s.args) > 0 {
			w.diags.Errorf(w.request.line.at(s.offset+len(s.name)), "action-arguments", "%q is an action; its parameters are in the body of the request", s.name).
				Fixf("leave the parentheses out")
			return false
		}
		step.Call = actions[0]
	case posted:
		step.Call = functions[0]
		for _, op := range functions {
			if len(op.OwnParameters()) > len(step.Call.OwnParameters()) {
				step.Call = op
			}
		}
		w.diags.Warnf(w.request.line.at(s.offset), "request-method", "%q is a function in the schema, which GET calls; this line sends its parameters in the body of a POST", s.name)
	default:
		op, arguments, ok := w.overload(s, functions)
		if !ok {
			return false
		}
		step.Call, step.Arguments = op, arguments
	}
	if r := step.Call.Return; r != nil {
		w.push(step, s, r.Type, r.Collection)
	} else {
		w.push(step, s, nil, false)
	}
	return true
}

// overload finds the function whose parameters are the ones that the segment gives.
func (w *walker) overload(s segment, functions []*metadata.Operation) (*metadata.Operation, []Argument, bool) {
	for _, op := range functions {
		if arguments, ok := w.arguments(op, s, false); ok {
			return op, arguments, true
		}
	}
	for _, op := range functions {
		if arguments, ok := w.arguments(op, s, true); ok {
			w.diags.Warnf(w.request.line.at(s.offset), "request-case", "the parameters of %q are called %s in the schema", s.name, strings.Join(op.ParameterNames(), ", "))
			return op, arguments, true
		}
	}
	var templates []string
	for _, op := range functions {
		if t := callTemplate(op, op.ParameterNames()); !slices.Contains(templates, t) {
			templates = append(templates, t)
		}
	}
	problem := "needs parameters"
	if len(s.args) > 0 {
		problem = "has no overload with the parameters (" + strings.Join(argumentNames(s.args), ", ") + ")"
	}
	w.diags.Errorf(w.request.line.at(s.offset), "function-arguments", "the function %s %s", functions[0].QualifiedName(), problem).
		Fixf("write %s", strings.Join(templates, " or "))
	return nil, nil, false
}

// arguments fits the segment's arguments to the function's parameters. One value without a name is for the only parameter. They stand in the
// order of the segment, and those that it leaves out after them, by name.
func (w *walker) arguments(op *metadata.Operation, s segment, folded bool) ([]Argument, bool) {
	own := op.OwnParameters()
	type placed struct {
		Argument
		at int
	}
	var all []placed
	used := 0
	for _, p := range own {
		at := slices.IndexFunc(s.args, func(a argument) bool {
			return a.name == p.Name || folded && strings.EqualFold(a.name, p.Name) || a.name == "" && len(own) == 1 && len(s.args) == 1
		})
		if at < 0 && !p.Optional {
			return nil, false
		}
		a := placed{Argument{Parameter: p, Omitted: at < 0}, at}
		if at >= 0 {
			used++
			value := s.args[at].value
			a.Placeholder, a.Literal = valueOf(value, p.Name)
			a.Bare = strings.HasPrefix(value, "'")
		} else {
			a.at = len(s.args)
		}
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(a.Parameter.Name, b.Parameter.Name))
	})
	arguments := make([]Argument, len(all))
	for i, a := range all {
		arguments[i] = a.Argument
	}
	return arguments, used == len(s.args)
}

func argumentNames(args []argument) []string {
	names := make([]string, len(args))
	for i, a := range args {
		names[i] = a.name
		if a.name == "" {
			names[i] = a.value
		}
	}
	return names
}

// callTemplate is how a call of the function looks, with the parameters in the order of names.
func callTemplate(op *metadata.Operation, names []string) string {
	parts := make([]string, len(names))
	for i, p := range names {
		parts[i] = p + "={" + p + "}"
	}
	return op.Name + "(" + strings.Join(parts, ",") + ")"
}
