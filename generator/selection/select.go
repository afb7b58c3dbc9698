package selection

// This file turns the lines of a configuration into operations: most lines are one operation, "*" stands for every
// method that fits, a trailing "/*" or "/**" for what is below, and a leading "!" takes away again.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Resolve gives every line its meaning. Lines that name nothing are errors under their segment; all of them come back
// at once, sorted, together with warnings (a name that fits only ignoring case). A line given twice counts once.
func Resolve(model *metadata.Model, lines []Line) ([]*Operation, diag.List) {
	return Forms{}.Resolve(model, lines)
}

// Resolve is the function Resolve for a configuration that decides some forms.
func (f Forms) Resolve(model *metadata.Model, lines []Line) ([]*Operation, diag.List) {
	r := resolver{model: model, seen: map[string]*Operation{}, order: order{}}
	var not, selecting []resolved
	var written [][]Step
	for _, line := range lines {
		before := len(r.diags)
		one, ok := resolve(model, line, &r.diags, false)
		switch {
		case !ok:
			r.propose(line, before)
		case one.request.not:
			not = append(not, one)
		default:
			selecting = append(selecting, one)
			written = append(written, one.path)
			r.order.learn(one.path)
		}
	}
	style := f.style(model, written)
	for _, one := range selecting {
		if one.operation != nil {
			r.take(one.operation, true)
		} else {
			r.expand(one.walker, style)
		}
	}
	for _, one := range not {
		r.remove(one)
	}
	for _, op := range r.operations {
		r.order.arrange(op.Path)
	}
	r.diags.Sort()
	return r.operations, r.diags
}

// resolved is a line with its meaning. operation is nil where it stands for more than one, or takes away.
type resolved struct {
	walker
	operation *Operation
}

// resolve gives one line its meaning. trial says that nobody reads the complaints.
func resolve(model *metadata.Model, line Line, diags *diag.List, trial bool) (resolved, bool) {
	request, ok := parse(line, diags)
	if !ok {
		return resolved{}, false
	}
	one := resolved{walker: walker{place: place{model: model}, request: request, diags: diags, trial: trial}}
	if request.not || request.pattern() {
		return one, one.walk()
	}
	one.operation = one.walker.operation()
	return one, one.operation != nil
}

// Written are the paths that lines write, whether they select, take away or stand for more: one for each line that
// means something, as an operation of no kind. To mean the same somewhere else, a line needs what its path leads over
// there.
func Written(model *metadata.Model, lines []Line) []*Operation {
	var all []*Operation
	var ignored diag.List // Resolve complains
	for _, line := range lines {
		if one, ok := resolve(model, line, &ignored, true); ok && len(one.path) > 0 {
			all = append(all, &Operation{Line: line, Path: one.path})
		}
	}
	return all
}

// resolver collects the operations of all lines.
type resolver struct {
	model      *metadata.Model
	operations []*Operation
	seen       map[string]*Operation
	order      order
	proposals  int
	diags      diag.List
}

// expand takes the operations that a pattern stands for.
func (r *resolver) expand(w walker, style style) {
	request := w.request
	e := expansion{style: style, reach: request.reach, pos: request.line.at(request.reachAt)}
	if !e.from(w.place, writtenPath(request)) {
		r.diags.Report(request.line.at(request.reachAt), complaint.RequestBelow, "%s stands for more than %d paths here", strings.TrimSpace(request.line.Text), maxBelow).
			Fixf("write /* for one level and /*/* for two, begin deeper, or name what is used")
		return
	}
	found := false
	for _, to := range e.reached {
		kinds := to.kinds(false)
		for _, method := range methods {
			kind, fits := kinds[method]
			if !fits || request.method != everyMethod && request.method != method {
				continue
			}
			found = true
			op := to.operation(method, kind)
			op.Line = Line{Text: method + " " + to.text, Pos: request.line.Pos}
			op.Written = min(len(w.path), len(op.Path))
			r.take(op, false)
		}
	}
	if !found {
		r.diags.Report(request.line.at(request.methodAt), complaint.RequestMethod, "%s fits nothing that the path leads to", request.method)
	}
}

// writtenPath is the path that a line writes, without the service's root and the pattern.
func writtenPath(r request) string {
	var b strings.Builder
	for _, s := range r.segments {
		b.WriteByte('/')
		b.WriteString(s.text)
		if s.colon {
			b.WriteByte(':')
		}
	}
	return b.String()
}

// take keeps an operation, unless it is there.
func (r *resolver) take(op *Operation, complain bool) {
	if first := r.seen[op.identity()]; first != nil {
		writeAlike(first, op)
		if op.Written > first.Written { // as the line writes it, rather than the pattern
			first.Path, first.Written = op.Path, op.Written
		}
		if complain {
			r.diags.Report(op.Line.Pos, complaint.RequestRepeated, "%s is selected twice", strings.TrimSpace(op.Line.Text)).At(first.Line.Pos, "first")
		}
		return
	}
	r.seen[op.identity()] = op
	r.operations = append(r.operations, op)
}

// writeAlike makes two operations for the same request agree on how they write it, so that which of the lines comes
// first, and is kept, decides nothing: keys as a segment where one of the lines does, calls in the longer form, as the
// plan has it for two requests that share a call.
func writeAlike(a, b *Operation) {
	for i := range min(a.Written, b.Written, len(a.Path), len(b.Path)) {
		one, other := &a.Path[i], &b.Path[i]
		switch {
		case one.Kind == KeyStep && !one.Alternate && !other.Alternate:
			both := one.Parentheses && other.Parentheses
			one.Parentheses, other.Parentheses = both, both
		case one.Kind == CallStep:
			callAlike(one, other)
		}
	}
}

// callAlike makes two calls of the same operation agree.
func callAlike(one, other *Step) {
	if x, y := one.called(), other.called(); len(y) > len(x) || len(y) == len(x) && y < x {
		one.Text = other.Text
	}
	other.Text = one.Text
	either := one.Parentheses || other.Parentheses
	one.Parentheses, other.Parentheses = either, either
	for i := range one.Arguments {
		of := one.Arguments[i].Parameter
		if k := slices.IndexFunc(other.Arguments, func(a Argument) bool { return a.Parameter == of }); k >= 0 {
			both := one.Arguments[i].Bare && other.Arguments[k].Bare
			one.Arguments[i].Bare, other.Arguments[k].Bare = both, both
		}
	}
}

// called is the name of an operation as the line writes it.
func (s Step) called() string {
	name, _, _ := strings.Cut(s.Text, "(")
	return name
}

// remove takes away what a line with "!" names.
func (r *resolver) remove(one resolved) {
	request := one.request
	path := identities(one.path, one.tail)
	before := len(r.operations)
	r.operations = slices.DeleteFunc(r.operations, func(op *Operation) bool {
		own := identities(op.Path, op.tail())
		deeper := len(own) - len(path)
		return (request.method == everyMethod || request.method == op.Method) &&
			deeper >= 0 && slices.Equal(own[:len(path)], path) &&
			(deeper == 0 || request.reach == everything || deeper <= int(request.reach))
	})
	if len(r.operations) == before {
		r.diags.Report(request.line.Pos, complaint.RequestRemoved, "%s removes nothing", strings.TrimSpace(request.line.Text))
	}
}
