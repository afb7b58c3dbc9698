package selection

// This file finds the action or function that a segment calls: bound ones by what the path leads to, base types
// included, unbound ones by their import; the overload of a function by the names of the arguments (OData Protocol
// 4.01, section 11.5.4).

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
)

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

// call takes a segment that calls one of the overloads.
func (w *walker) call(s segment, overloads []*metadata.Operation, through *metadata.OperationImport, last bool) bool {
	step := Step{Kind: CallStep, Text: s.text, Import: through, Parentheses: s.parens}
	functions := slices.DeleteFunc(slices.Clone(overloads), func(op *metadata.Operation) bool { return !op.Function })
	actions := slices.DeleteFunc(slices.Clone(overloads), func(op *metadata.Operation) bool { return op.Function })
	post := last && w.request.method == "POST"
	ok := false
	switch {
	case len(actions) > 0 && (post || len(functions) == 0):
		ok = w.action(&step, s, actions[0])
	case post && !s.parens:
		// Some services let a function be called by POST with its parameters in the body, and document only that.
		step.Call = slices.MaxFunc(functions, func(a, b *metadata.Operation) int { return cmp.Compare(len(a.OwnParameters()), len(b.OwnParameters())) })
		w.diags.Report(w.request.line.at(s.offset), complaint.RequestMethodWarning, "%q is a function in the schema, to be called with GET; this line sends its parameters in the body of a POST", s.name)
		ok = true
	default:
		ok = w.function(&step, s, functions)
	}
	switch {
	case !ok:
		return false
	case step.Call.Return == nil:
		w.step(step, s, nil, false)
	default:
		w.step(step, s, step.Call.Return.Type, step.Call.Return.Collection)
	}
	return true
}

// action makes the step the call of an action.
func (w *walker) action(step *Step, s segment, action *metadata.Operation) bool {
	if len(s.args) > 0 {
		w.diags.Report(w.request.line.at(s.offset+len(s.name)), complaint.ActionArguments, "%q is an action; its parameters are in the body of the request", s.name).
			Fixf("leave the parentheses out")
		return false
	}
	step.Call = action
	return true
}

// function makes the step the call of the function whose parameters the segment gives.
func (w *walker) function(step *Step, s segment, functions []*metadata.Operation) bool {
	fit, ok := w.overload(s, functions)
	if !ok {
		return false
	}
	if step.Arguments, ok = w.arguments(fit, s); !ok {
		return false
	}
	step.Call, step.Parentheses = fit.op, s.parens || len(step.Arguments) > 0
	return true
}

// fit is an overload and which of a segment's arguments each of its parameters has: the index, absent for none, made
// for any value.
type fit struct {
	op *metadata.Operation
	at []int
}

const (
	absent = -1
	made   = -2
)

// fitting says whether the segment's arguments are ones of the overload. One value without a name is for the only
// parameter.
func fitting(op *metadata.Operation, s segment, folded bool) (fit, bool) {
	own := op.OwnParameters()
	f := fit{op: op, at: make([]int, len(own))}
	used := 0
	for i, p := range own {
		f.at[i] = slices.IndexFunc(s.args, func(a argument) bool {
			return a.name == p.Name || folded && strings.EqualFold(a.name, p.Name) || a.name == "" && len(own) == 1 && len(s.args) == 1
		})
		switch {
		case f.at[i] >= 0:
			used++
		case !p.Optional:
			return f, false
		}
	}
	return f, used == len(s.args)
}

// overload finds the function whose parameters are the ones that the segment gives.
func (w *walker) overload(s segment, functions []*metadata.Operation) (fit, bool) {
	for _, op := range functions {
		if f, ok := fitting(op, s, false); ok {
			return f, true
		}
	}
	pos := w.request.line.at(s.offset)
	for _, op := range functions {
		if f, ok := fitting(op, s, true); ok {
			w.diags.Report(pos, complaint.RequestCase, "the parameters of %q are called %s in the schema", s.name, strings.Join(op.ParameterNames(), ", "))
			return f, true
		}
	}
	var templates []string
	for _, op := range functions {
		if t := callTemplate(s.name, slices.Sorted(slices.Values(op.ParameterNames()))); !slices.Contains(templates, t) {
			templates = append(templates, t)
		}
	}
	if len(s.args) == 0 && len(templates) == 1 {
		w.diags.Report(pos, complaint.FunctionArgumentsWarning, "the function %s has parameters, which this line leaves out", functions[0].QualifiedName()).
			Fixf("write %s", w.request.line.with(s, templates[0]))
		f := fit{op: functions[0], at: make([]int, len(functions[0].OwnParameters()))}
		for i, p := range f.op.OwnParameters() {
			f.at[i] = made
			if p.Optional {
				f.at[i] = absent
			}
		}
		return f, true
	}
	problem := "needs parameters"
	if len(s.args) > 0 {
		problem = "has no overload with the parameters (" + strings.Join(argumentNames(s.args), ", ") + ")"
	}
	for i, t := range templates {
		templates[i] = w.request.line.with(s, t)
	}
	w.diags.Report(pos, complaint.FunctionArguments, "the function %s %s", functions[0].QualifiedName(), problem).Fixf("write %s", strings.Join(templates, " or "))
	return fit{}, false
}

// with is the line with another text for a segment.
func (l Line) with(s segment, text string) string {
	end := s.offset + len(s.text)
	if s.offset > len(l.Text) || end > len(l.Text) {
		return text
	}
	return strings.TrimSpace(l.Text[:s.offset] + text + l.Text[end:])
}

// arguments reads the values of the arguments. They stand in the order of the segment, those that it leaves out after
// them, by name.
func (w *walker) arguments(f fit, s segment) ([]Argument, bool) {
	type placed struct {
		Argument
		at int
	}
	var all []placed
	for i, p := range f.op.OwnParameters() {
		a := placed{Argument{Parameter: p}, f.at[i]}
		switch a.at {
		case made:
			a.Placeholder, a.at = p.Name, len(s.args)
		case absent:
			a.Omitted, a.at = true, len(s.args)
		default:
			if a.Null = p.Nullable && s.args[a.at].value == "null"; a.Null {
				a.Literal = "null"
				break
			}
			v, ok := w.value(s.args[a.at], p.Name, p.Type)
			if !ok {
				return nil, false
			}
			a.Placeholder, a.Literal, a.Bare = v.placeholder, v.literal, v.quoted
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
	return arguments, true
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

// callTemplate is how a call of a function looks.
func callTemplate(name string, parameters []string) string {
	parts := make([]string, len(parameters))
	for i, p := range parameters {
		parts[i] = p + "={" + p + "}"
	}
	return name + "(" + strings.Join(parts, ",") + ")"
}
