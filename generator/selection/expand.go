package selection

// This file turns the lines of a configuration into operations: most lines are one operation, "*" stands for every method that fits,
// a trailing "/**" for everything below, and a leading "!" takes away again.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Resolve gives every line its meaning. Lines that name nothing are errors under their segment; all of them come back at
// once, sorted, together with warnings (a name that fits only ignoring case). A line given twice counts once.
func Resolve(model *metadata.Model, lines []Line) ([]*Operation, diag.List) {
	r := resolver{model: model, seen: map[string]*Operation{}, order: order{}}
	var not []request
	for _, line := range lines {
		request, ok := parse(line, &r.diags)
		switch {
		case !ok:
		case request.not:
			not = append(not, request)
		default:
			r.add(request)
		}
	}
	for _, n := range not {
		r.remove(n)
	}
	for _, op := range r.operations {
		r.order.arrange(op.Path)
	}
	r.diags.Sort()
	return r.operations, r.diags
}

// resolver collects the operations of all lines.
type resolver struct {
	model      *metadata.Model
	operations []*Operation
	seen       map[string]*Operation
	order      order
	diags      diag.List
}

// add resolves a line that selects.
func (r *resolver) add(request request) {
	if request.method != everyMethod && !request.below {
		w := walker{model: r.model, request: request, diags: &r.diags}
		if op := w.operation(); op != nil {
			r.order.learn(op.Path)
			r.take(op, true)
		}
		return
	}
	w := walker{model: r.model, request: request, diags: &r.diags}
	if !w.walk() {
		return
	}
	r.order.learn(w.path)
	paths := []string{pathText(request)}
	if request.below {
		paths = append(paths, w.below(paths[0])...)
	}
	found := false
	for _, path := range paths {
		for _, method := range methods {
			if request.method == everyMethod || request.method == method {
				found = r.try(request.line, method+" "+path, len(w.path)) || found
			}
		}
	}
	if !found {
		r.diags.Errorf(request.line.at(request.methodAt), "request-method", "%s fits nothing that the path leads to", request.method)
	}
}

// try takes the operation of a line that was made from a pattern, of which the pattern writes the first steps, if there is one.
func (r *resolver) try(pattern Line, text string, written int) bool {
	var quiet diag.List
	made, ok := parse(Line{Text: text, Pos: pattern.Pos}, &quiet)
	if !ok {
		return false
	}
	w := walker{model: r.model, request: made, diags: &quiet}
	op := w.operation()
	if op == nil || op.Resource().Kind == CallStep && op.Resource().Call.Function && op.Method == "POST" {
		return false
	}
	op.Written = min(written, len(op.Path))
	r.take(op, false)
	return true
}

// take keeps an operation, unless it is there.
func (r *resolver) take(op *Operation, complain bool) {
	if first := r.seen[op.identity()]; first != nil {
		writeAlike(first, op)
		if op.Written > first.Written { // as the line writes it, rather than the pattern
			first.Path, first.Written = op.Path, op.Written
		}
		if complain {
			r.diags.Warnf(op.Line.Pos, "request-repeated", "%s is selected twice", strings.TrimSpace(op.Line.Text)).At(first.Line.Pos, "first")
		}
		return
	}
	r.seen[op.identity()] = op
	r.operations = append(r.operations, op)
}

// writeAlike makes two operations for the same request agree on how they write it, so that which of the lines comes first, and is kept, decides
// nothing: keys as a segment where one of the lines does, calls in the longer form, as the plan has it for two requests that share a call.
func writeAlike(a, b *Operation) {
	for i := range min(a.Written, b.Written, len(a.Path), len(b.Path)) {
		one, other := &a.Path[i], &b.Path[i]
		switch {
		case one.Kind == KeyStep && !one.Alternate && !other.Alternate:
			both := one.Parentheses && other.Parentheses
			one.Parentheses, other.Parentheses = both, both
		case one.Kind == CallStep:
			if x, y := one.called(), other.called(); len(y) > len(x) || len(y) == len(x) && y < x {
				one.Text = other.Text
			}
			other.Text = one.Text
			either := one.Parentheses || other.Parentheses
			one.Parentheses, other.Parentheses = either, either
			for k := range one.Arguments {
				of := one.Arguments[k].Parameter
				if l := slices.IndexFunc(other.Arguments, func(a Argument) bool { return a.Parameter == of }); l >= 0 {
					both := one.Arguments[k].Bare && other.Arguments[l].Bare
					one.Arguments[k].Bare, other.Arguments[l].Bare = both, both
				}
			}
		}
	}
}

// called is the name of an operation as the line writes it.
func (s Step) called() string {
	name, _, _ := strings.Cut(s.Text, "(")
	return name
}

// remove takes away what a line with "!" names.
func (r *resolver) remove(request request) {
	w := walker{model: r.model, request: request, diags: &r.diags}
	if !w.walk() {
		return
	}
	path := (&Operation{Path: w.path}).pathIdentity()
	if w.tail != "" {
		path += "/" + w.tail
	}
	before := len(r.operations)
	r.operations = slices.DeleteFunc(r.operations, func(op *Operation) bool {
		own := op.pathIdentity()
		return (request.method == everyMethod || request.method == op.Method) && (own == path || request.below && strings.HasPrefix(own, path+"/"))
	})
	if len(r.operations) == before {
		r.diags.Warnf(request.line.Pos, "request-removed", "%s takes nothing away", strings.TrimSpace(request.line.Text))
	}
}

func pathText(r request) string {
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

// maxBelow bounds how many paths one "/**" may stand for.
const maxBelow = 20000

// below returns the paths below the one that was walked: keys, contained entities, what else is linked without what is below that, bound
// operations, streams and counts. A navigation property is not followed twice on one path.
func (w *walker) below(path string) []string {
	var paths []string
	var visit func(at walker, path string)
	visit = func(at walker, path string) {
		for _, segment := range at.children() {
			if len(paths) >= maxBelow {
				return
			}
			longer := path + "/" + segment
			if segment[0] == '$' {
				paths = append(paths, longer)
				continue
			}
			next := walker{model: w.model, request: request{method: "GET"}, diags: &diag.List{}, path: slices.Clone(at.path)}
			s, _ := parseSegment(Line{}, segment, 0, next.diags)
			ok := false
			if segment[0] == '(' {
				longer = path + segment
				ok = next.key(s, s.args, true)
			} else {
				ok = next.segment(s, true)
			}
			if !ok {
				continue
			}
			paths = append(paths, longer)
			if last := next.here(); last.Kind == KeyStep || last.Kind == NavigationStep && last.Navigation.ContainsTarget && !followed(at.path, last) {
				visit(next, longer)
			}
		}
	}
	visit(*w, path)
	if len(paths) >= maxBelow {
		w.diags.Errorf(w.request.line.Pos, "request-below", "/** stands for more than %d paths here", maxBelow).Fixf("begin deeper, or name what is used")
	}
	return paths
}

func followed(path []Step, last Step) bool {
	return slices.ContainsFunc(path, func(s Step) bool { return s.Navigation != nil && s.Navigation == last.Navigation })
}

// children are the segments that may follow, keys as placeholders.
func (w *walker) children() []string {
	here := w.here()
	var all []string
	if here.Type == nil || w.tail != "" {
		return nil
	}
	for _, op := range w.bound() {
		segment := op.Name
		if parameters := op.OwnParameters(); op.Function && len(parameters) > 0 {
			segment = callTemplate(op, slices.Sorted(slices.Values(op.ParameterNames())))
		}
		if !slices.Contains(all, segment) {
			all = append(all, segment)
		}
	}
	if here.Collection {
		switch keys := here.Type.Keys(); len(keys) {
		case 0:
		case 1:
			all = append(all, "{"+here.Type.Name+"-"+keys[0].Alias+"}")
		default:
			keys = slices.Clone(keys)
			sortRefs(keys)
			all = append(all, keyTemplate(keys, false))
		}
		return append(all, "$count")
	}
	for _, p := range here.Type.AllProperties() {
		if metadata.IsStream(p.Type) {
			all = append(all, p.Name)
		}
	}
	for _, n := range here.Type.AllNavigation() {
		all = append(all, n.Name)
	}
	if here.Type.HasStream {
		all = append(all, "$value")
	}
	return all
}
