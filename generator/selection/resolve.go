package selection

// This file gives the segments of a request line their meaning: it walks the model segment by segment and says, where a
// segment names nothing, what would have fitted there.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// Resolve gives every line its meaning. Lines that name nothing are errors under their segment; all of them come back at
// once, sorted, together with warnings (a name that fits only ignoring case). A line given twice counts once.
func Resolve(model *metadata.Model, lines []Line) ([]*Operation, diag.List) {
	var diags diag.List
	var operations []*Operation
	seen := map[string]*Operation{}
	for _, line := range lines {
		r, ok := parse(line, &diags)
		if !ok {
			continue
		}
		w := walker{model: model, request: r, diags: &diags}
		op := w.operation()
		if op == nil {
			continue
		}
		if first := seen[op.identity()]; first != nil {
			diags.Warnf(line.Pos, "request-repeated", "%s %s is selected twice", op.Method, strings.TrimSpace(pathText(r))).
				At(first.Line.Pos, "first")
			continue
		}
		seen[op.identity()] = op
		operations = append(operations, op)
	}
	diags.Sort()
	return operations, diags
}

func pathText(r request) string {
	var b strings.Builder
	for _, s := range r.segments {
		b.WriteByte('/')
		b.WriteString(s.text)
	}
	return b.String()
}

// identity is the same for two lines that ask for the same operation, whatever their placeholders are called.
func (o *Operation) identity() string {
	var b strings.Builder
	b.WriteString(o.Method)
	for _, s := range o.Path {
		b.WriteByte('/')
		switch s.Kind {
		case KeyStep:
			for _, k := range s.Keys {
				b.WriteString("(" + k.Ref.Alias + "=" + k.Literal + ")")
			}
		case CastStep:
			b.WriteString(s.Type.QualifiedName())
		default:
			b.WriteString(s.name())
		}
	}
	return b.String()
}

// name is the schema's name of what the step names.
func (s Step) name() string {
	switch {
	case s.Set != nil:
		return s.Set.Name
	case s.Singleton != nil:
		return s.Singleton.Name
	case s.Navigation != nil:
		return s.Navigation.Name
	}
	return s.Text
}

// walker resolves one request line.
type walker struct {
	model   *metadata.Model
	request request
	diags   *diag.List
	path    []Step
}

// operation resolves path and method; it returns nil after a complaint.
func (w *walker) operation() *Operation {
	segments, ok := w.root()
	if !ok {
		return nil
	}
	for _, s := range segments {
		if !w.segment(s) {
			return nil
		}
	}
	kind, ok := w.kind()
	if !ok {
		return nil
	}
	return &Operation{Line: w.request.line, Method: w.request.method, Kind: kind, Path: w.path}
}

// version is what a service puts between its host and its resources.
var version = regexp.MustCompile(`^(?i:beta|v?[0-9]+(\.[0-9]+)*|odata|api)$`)

// root takes the first segment, which names a child of the entity container, and returns the segments behind it. What stands
// before it in a copied URL - a version, a folder - is passed over as long as it names nothing in the container.
func (w *walker) root() ([]segment, bool) {
	segments := w.request.segments
	container := w.model.Container
	if container == nil {
		w.diags.Errorf(w.request.line.Pos, "no-container", "the metadata has no entity container, so no request line can be selected").
			Fixf("select types instead, or use the service's own $metadata")
		return nil, false
	}
	first := 0
	for first < len(segments)-1 && version.MatchString(segments[first].name) && !isChild(container, segments[first].name) {
		first++
	}
	s := segments[first]
	names := childNames(container)
	name, ok := w.match(s, names)
	if !ok {
		w.unknown(s, "the service root ("+container.QualifiedName()+")", names)
		return nil, false
	}
	for _, set := range container.Sets {
		if set.Name == name {
			w.push(Step{Kind: EntitySetStep, Text: s.text, Type: set.Type, Collection: true, Set: set}, s)
			return segments[first+1:], w.keyOf(s)
		}
	}
	for _, one := range container.Singletons {
		if one.Name == name {
			w.push(Step{Kind: SingletonStep, Text: s.text, Type: one.Type, Singleton: one}, s)
			return segments[first+1:], w.keyOf(s)
		}
	}
	w.diags.Errorf(w.request.line.at(s.offset), "request-unsupported", "%q is an operation import; calls of operations are not supported yet", name)
	return nil, false
}

func isChild(c *metadata.EntityContainer, name string) bool {
	return slices.Contains(childNames(c), name)
}

// childNames are the names that may stand first in a path.
func childNames(c *metadata.EntityContainer) []string {
	var names []string
	for _, s := range c.Sets {
		names = append(names, s.Name)
	}
	for _, s := range c.Singletons {
		names = append(names, s.Name)
	}
	for _, i := range c.FunctionImports {
		names = append(names, i.Name)
	}
	for _, i := range c.ActionImports {
		names = append(names, i.Name)
	}
	return names
}

func (w *walker) push(s Step, at segment) {
	s.Pos = w.request.line.at(at.offset)
	w.path = append(w.path, s)
}

func (w *walker) here() Step { return w.path[len(w.path)-1] }

// match finds the segment's name among names: exactly, else ignoring case with a warning.
func (w *walker) match(s segment, names []string) (string, bool) {
	if slices.Contains(names, s.name) {
		return s.name, true
	}
	for _, n := range names {
		if strings.EqualFold(n, s.name) {
			w.diags.Warnf(w.request.line.at(s.offset), "request-case", "%q is called %q in the schema", s.name, n)
			return n, true
		}
	}
	return "", false
}

// unknown complains about a segment that names nothing.
func (w *walker) unknown(s segment, on string, names []string) {
	d := w.diags.Errorf(w.request.line.at(s.offset), "unknown-segment", "%s has no segment %q", on, s.text)
	if proposal := nearest.DidYouMean(s.name, names); proposal != "" {
		d.Fixf("%s", proposal)
	}
}

// segment takes one segment behind the first.
func (w *walker) segment(s segment) bool {
	here := w.here()
	switch {
	case s.name == "" && here.Collection:
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	case s.name == "":
		w.diags.Errorf(w.request.line.at(s.offset), "surplus-key", "%s is a key, but %q already is one %s", s.text, here.Text, here.Type.QualifiedName()).
			Fixf("leave it out or name a navigation property here")
		return false
	case strings.Contains(s.name, "."):
		return w.qualified(s)
	case strings.HasPrefix(s.name, "$"):
		return w.unsupported(s, "system resource "+s.name)
	}
	return w.member(s)
}

// member takes a segment that is a navigation property of one entity, or a literal key of a collection.
func (w *walker) member(s segment) bool {
	here := w.here()
	if here.Collection {
		if w.isOperation(s) {
			return w.unsupported(s, "bound operation")
		}
		if s.parens {
			w.unknown(s, "a collection of "+here.Type.QualifiedName(), nil)
			return false
		}
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	}
	navigation := here.Type.AllNavigation()
	names := make([]string, len(navigation))
	for i, n := range navigation {
		names[i] = n.Name
	}
	name, ok := w.match(s, names)
	if !ok {
		return w.notNavigation(s, names)
	}
	n := navigation[slices.Index(names, name)]
	if n.Target() == nil {
		return w.unsupported(s, "navigation property of the abstract type "+n.Type.QualifiedName())
	}
	w.push(Step{Kind: NavigationStep, Text: s.text, Type: n.Target(), Collection: n.Collection, Navigation: n}, s)
	return w.keyOf(s)
}

// isOperation says whether an unqualified segment names an operation that is bound to what the path leads to.
func (w *walker) isOperation(s segment) bool {
	here := w.here()
	for _, t := range here.Type.Lineage() {
		for _, op := range w.model.BoundTo(t) {
			if op.Name == s.name && op.Parameters[0].Collection == here.Collection {
				return true
			}
		}
	}
	return false
}

// notNavigation says what a segment is instead of a navigation property.
func (w *walker) notNavigation(s segment, names []string) bool {
	here := w.here()
	if w.isOperation(s) {
		return w.unsupported(s, "bound operation")
	}
	for _, p := range here.Type.AllProperties() {
		if p.Name == s.name {
			return w.unsupported(s, "structural property "+p.Name)
		}
		names = append(names, p.Name)
	}
	for _, derived := range here.Type.AllDerived() {
		for _, n := range derived.Navigation {
			if n.Name == s.name {
				w.diags.Errorf(w.request.line.at(s.offset), "unknown-segment", "%s has no segment %q, but its derived type %s has", here.Type.QualifiedName(), s.text, derived.QualifiedName()).
					Fixf("write /%s/%s", derived.QualifiedName(), s.text)
				return false
			}
		}
	}
	w.unknown(s, here.Type.QualifiedName(), names)
	return false
}

func (w *walker) unsupported(s segment, what string) bool {
	w.diags.Errorf(w.request.line.at(s.offset), "request-unsupported", "%q is a %s; request lines cannot lead there yet", s.text, what).
		Fixf("end the line before it")
	return false
}

// keyOf takes the parentheses of a segment that names a collection: name('{key}').
func (w *walker) keyOf(s segment) bool {
	if !s.parens {
		return true
	}
	if !w.here().Collection || len(s.args) == 0 {
		w.diags.Errorf(w.request.line.at(s.offset+len(s.name)), "surplus-key", "%q takes no key", s.name).Fixf("leave the parentheses out")
		return false
	}
	return w.key(s, s.args, true)
}

// key takes the values of a key.
func (w *walker) key(s segment, args []argument, parens bool) bool {
	here := w.here()
	refs := here.Type.Keys()
	pos := w.request.line.at(args[0].offset)
	if len(refs) == 0 {
		w.diags.Errorf(pos, "no-key", "%s is taken for a key, but %s has none", s.text, here.Type.QualifiedName())
		return false
	}
	if len(args) != len(refs) {
		w.diags.Errorf(pos, "key-count", "the key of %s has %d parts, here are %d", here.Type.QualifiedName(), len(refs), len(args)).
			Fixf("write %s", keyTemplate(refs))
		return false
	}
	step := Step{Kind: KeyStep, Text: s.text, Type: here.Type, Parentheses: parens, Keys: make([]KeyValue, len(refs))}
	for i, a := range args {
		at := i
		if a.name != "" {
			at = slices.IndexFunc(refs, func(r *metadata.PropertyRef) bool { return r.Alias == a.name })
		} else if len(refs) > 1 {
			at = -1
		}
		if at < 0 || step.Keys[at].Ref != nil {
			w.diags.Errorf(w.request.line.at(a.offset), "key-name", "%q is no part of the key of %s", a.name, here.Type.QualifiedName()).
				Fixf("write %s", keyTemplate(refs))
			return false
		}
		step.Keys[at] = keyValue(refs[at], a.value)
	}
	w.push(step, segment{offset: args[0].offset})
	return true
}

func keyValue(ref *metadata.PropertyRef, text string) KeyValue {
	if name, ok := placeholder(text); ok {
		return KeyValue{Ref: ref, Placeholder: name}
	}
	if len(text) >= 2 && text[0] == '\'' && text[len(text)-1] == '\'' {
		text = strings.ReplaceAll(text[1:len(text)-1], "''", "'")
	}
	return KeyValue{Ref: ref, Literal: text}
}

// keyTemplate is how a key predicate for the references looks.
func keyTemplate(refs []*metadata.PropertyRef) string {
	if len(refs) == 1 {
		return "({" + refs[0].Alias + "})"
	}
	parts := make([]string, len(refs))
	for i, r := range refs {
		parts[i] = r.Alias + "={" + r.Alias + "}"
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// qualified takes a segment with a dot: a type cast, a bound operation, or (on a collection) a literal key with a dot.
func (w *walker) qualified(s segment) bool {
	here := w.here()
	t := w.model.Structured(s.name)
	switch {
	case t == nil && len(w.model.Operations(s.name)) > 0:
		return w.unsupported(s, "bound operation")
	case t == nil && here.Collection && !w.knownNamespace(s.name):
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	case t == nil:
		w.unknown(s, "a path to "+here.Type.QualifiedName(), derivedNames(here.Type))
		return false
	case !t.IsA(here.Type) && !here.Type.IsA(t):
		w.diags.Errorf(w.request.line.at(s.offset), "unrelated-cast", "%s cannot be cast to %s, which does not derive from it", here.Type.QualifiedName(), t.QualifiedName()).
			Fixf("%s", castFix(here.Type))
		return false
	}
	w.push(Step{Kind: CastStep, Text: s.text, Type: t, Collection: here.Collection}, s)
	return w.keyOf(s)
}

func castFix(t *metadata.StructuredType) string {
	names := derivedNames(t)
	switch {
	case len(names) == 0:
		return "no type derives from it; leave the cast out"
	case len(names) > 5:
		return "derived types are " + strings.Join(names[:5], ", ") + " and others"
	}
	return "use " + strings.Join(names, " or ")
}

func derivedNames(t *metadata.StructuredType) []string {
	var names []string
	for _, d := range t.AllDerived() {
		names = append(names, d.QualifiedName())
	}
	return names
}

// knownNamespace says whether the part before the last dot is a namespace or alias of the model.
func (w *walker) knownNamespace(name string) bool {
	full := w.model.Unalias(name)
	namespace := full[:max(0, strings.LastIndexByte(full, '.'))]
	return slices.ContainsFunc(w.model.Schemas, func(s *metadata.Schema) bool { return s.Namespace == namespace })
}

// kind decides what the method does with the resource.
func (w *walker) kind() (Kind, bool) {
	here := w.here()
	fits := map[string]Kind{"GET": Get, "PATCH": Update, "DELETE": Delete}
	what, advice := "one "+here.Type.QualifiedName(), "GET, PATCH and DELETE"
	switch {
	case here.Collection:
		fits = map[string]Kind{"GET": List, "POST": Create}
		what, advice = "a collection of "+here.Type.QualifiedName(), "GET and POST"
	case here.Kind == SingletonStep:
		delete(fits, "DELETE")
		advice = "GET and PATCH"
	}
	kind, ok := fits[w.request.method]
	if !ok {
		w.diags.Errorf(w.request.line.at(w.request.methodAt), "request-method", "%s does not fit a path that leads to %s", w.request.method, what).
			Fixf("%s do", advice)
	}
	return kind, ok
}
