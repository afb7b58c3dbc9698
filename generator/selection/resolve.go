package selection

// This file gives the segments of a request line their meaning: it walks the model segment by segment and says, where a
// segment names nothing, what would have fitted there. Keys are in key.go, calls in call.go, what ends a path in end.go.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// walker resolves one request line.
type walker struct {
	model   *metadata.Model
	request request
	diags   *diag.List
	path    []Step
	tail    string // the segment that ends a path and is no step: "$count", "$ref" or "$value"; "" for none
}

// operation resolves path and method; it returns nil after a complaint.
func (w *walker) operation() *Operation {
	if !w.walk() {
		return nil
	}
	kind, ok := w.kind()
	if !ok {
		return nil
	}
	return &Operation{Line: w.request.line, Method: w.request.method, Kind: kind, Raw: kind == Value && w.tail == "$value", Path: w.path, Written: len(w.path)}
}

// walk resolves the path.
func (w *walker) walk() bool {
	segments, ok := w.root()
	for ok && len(segments) > 0 {
		s := segments[0]
		segments = segments[1:]
		switch {
		case w.tail != "":
			w.diags.Errorf(w.request.line.at(s.offset), "path-end", "%q follows %s, which ends a path", s.text, w.tail).Fixf("leave it out")
			return false
		case strings.HasPrefix(s.name, "$"):
			ok = w.system(s)
		default:
			ok = w.segment(s, len(segments) == 0) && w.keyBehind(s)
		}
		if ok && s.colon {
			segments, ok = w.address(s, segments)
		}
	}
	return ok
}

// version is what a service puts between its host and its resources.
var version = regexp.MustCompile(`^(?i:beta|v?[0-9]+(\.[0-9]+)*|odata|api|data)$`)

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
	first := w.skipRoot(segments, container.ChildNames())
	s := segments[first]
	if strings.HasPrefix(s.name, "$") {
		w.system(s)
		return nil, false
	}
	names := container.ChildNames()
	name, ok := w.match(s, names)
	if !ok {
		w.unknown(s, "the service root ("+container.QualifiedName()+")", names)
		return nil, false
	}
	rest := segments[first+1:]
	ok = w.child(container, name, s, len(rest) == 0) && w.keyBehind(s)
	if ok && s.colon {
		rest, ok = w.address(s, rest)
	}
	return rest, ok
}

// standIn is what documentation writes for the address of the service: {host}, [Organization URI], ~, serviceRoot.
var standIn = regexp.MustCompile(`^(?i:~|\{.*\}|\[.*\]|<.*>|\$?service[-_ ]?root)$`)

// skipRoot returns the index of the first segment behind the service's root: behind versions, behind what stands for an address, and in a whole
// URL behind the folders that the service lies in, which only what names a child of the container ends. A name that is nearly that of a child is
// taken for a mistake and not for a folder.
func (w *walker) skipRoot(segments []segment, names []string) int {
	first, address := 0, w.request.absolute
	for first < len(segments)-1 && !slices.Contains(names, segments[first].name) {
		switch {
		case first == 0 && standIn.MatchString(segments[0].text):
			address = true
		case !version.MatchString(segments[first].name):
			if address {
				return first + w.folders(segments[first:], names)
			}
			return first
		}
		first++
	}
	return first
}

// folders is how many segments lie before one that names a child of the container; 0 where none does.
func (w *walker) folders(segments []segment, names []string) int {
	if segments[0].name != "" && nearest.DidYouMean(segments[0].name, names) != "" {
		return 0
	}
	n := slices.IndexFunc(segments, func(s segment) bool { return slices.Contains(names, s.name) })
	if n < 0 {
		return 0
	}
	if strings.HasPrefix(segments[n-1].text, "$") || slices.ContainsFunc(segments[:n], func(s segment) bool { return strings.ContainsAny(s.text, "{'") }) {
		return 0
	}
	w.diags.Warnf(w.request.line.at(segments[0].offset), "request-root", "%q is no resource of the service and is taken for a part of its address", joined(segments[:n])).
		Fixf("begin the path with /%s", segments[n].text)
	return n
}

func joined(segments []segment) string {
	parts := make([]string, len(segments))
	for i, s := range segments {
		parts[i] = s.text
	}
	return strings.Join(parts, "/")
}

// child takes the segment that names a child of the container.
func (w *walker) child(container *metadata.EntityContainer, name string, s segment, last bool) bool {
	for _, set := range container.Sets {
		if set.Name == name {
			w.push(Step{Kind: EntitySetStep, Text: s.text, Set: set}, s, set.Type, true)
			return w.keyOf(s)
		}
	}
	for _, one := range container.Singletons {
		if one.Name == name {
			w.push(Step{Kind: SingletonStep, Text: s.text, Singleton: one}, s, one.Type, false)
			return w.keyOf(s)
		}
	}
	for _, i := range slices.Concat(container.FunctionImports, container.ActionImports) {
		if i.Name == name {
			return w.call(s, i.Operations, i, last)
		}
	}
	return false
}

// push makes a step to a type.
func (w *walker) push(s Step, at segment, to metadata.Type, collection bool) {
	s.Pos = w.request.line.at(at.offset)
	s.set(to, collection)
	w.path = append(w.path, s)
}

func (w *walker) here() Step { return w.path[len(w.path)-1] }

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
func (w *walker) segment(s segment, last bool) bool {
	here := w.here()
	entities := here.Collection && here.Type != nil && here.Type.Entity
	switch {
	case here.Of == nil:
		w.diags.Errorf(w.request.line.at(s.offset), "path-end", "%q follows the action %s, which returns nothing", s.text, here.Text).Fixf("end the line before it")
		return false
	case s.name == "" && entities:
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	case s.name == "":
		w.diags.Errorf(w.request.line.at(s.offset), "surplus-key", "%s is a key, but %q is %s", s.text, here.Text, here.what()).
			Fixf("leave it out or name a property here")
		return false
	case strings.Contains(s.name, "."):
		return w.qualified(s, last)
	}
	return w.member(s, last)
}

// member takes a segment that is a property, a bound operation, or a literal key of a collection.
func (w *walker) member(s segment, last bool) bool {
	here := w.here()
	operations := w.bound()
	if here.Collection || here.Type == nil {
		if named := named(operations, s.name); len(named) > 0 {
			return w.call(s, named, nil, last)
		}
		if name := foldedName(operations, s.name); name != "" {
			w.diags.Warnf(w.request.line.at(s.offset), "request-case", "%q is called %q in the schema", s.name, name)
			return w.call(s, named(operations, name), nil, last)
		}
		if !here.Collection || s.parens || here.Type == nil || !here.Type.Entity {
			w.unknown(s, here.what(), operationNames(operations))
			return false
		}
		if args := parseArguments(s.text, s.offset); strings.Contains(s.text, "=") && w.alternateKey(here.Type, here.Type.Keys(), args) != nil {
			return w.key(s, args, false) // roleTemplateId={id}, as some documentation writes an alternate key
		}
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	}
	properties, navigation := here.Type.AllProperties(), here.Type.AllNavigation()
	names := operationNames(operations)
	for _, p := range properties {
		names = append(names, p.Name)
	}
	for _, n := range navigation {
		names = append(names, n.Name)
	}
	name, ok := w.match(s, names)
	if !ok {
		w.noMember(s, names)
		return false
	}
	for _, n := range navigation {
		if n.Name == name {
			w.push(Step{Kind: NavigationStep, Text: s.text, Navigation: n}, s, n.Type, n.Collection)
			return w.keyOf(s)
		}
	}
	for _, p := range properties {
		if p.Name == name {
			w.push(Step{Kind: PropertyStep, Text: s.text, Property: p}, s, p.Type, p.Collection)
			return w.keyOf(s)
		}
	}
	return w.call(s, named(operations, name), nil, last)
}

// noMember complains about a segment that names no member of the type; perhaps a derived type has it.
func (w *walker) noMember(s segment, names []string) {
	here := w.here()
	var owners []*metadata.StructuredType
	for _, derived := range here.Type.AllDerived() {
		has := slices.ContainsFunc(derived.Navigation, func(n *metadata.NavigationProperty) bool { return n.Name == s.name }) ||
			slices.ContainsFunc(derived.Properties, func(p *metadata.Property) bool { return p.Name == s.name }) ||
			slices.ContainsFunc(w.model.BoundTo(derived), func(o *metadata.Operation) bool { return o.Name == s.name && !o.Parameters[0].Collection })
		if has {
			owners = append(owners, derived)
		}
	}
	if len(owners) == 0 {
		w.unknown(s, here.Type.QualifiedName(), names)
		return
	}
	var casts []string
	for _, owner := range owners[:min(len(owners), 5)] {
		casts = append(casts, "/"+owner.QualifiedName()+"/"+s.text)
	}
	w.diags.Errorf(w.request.line.at(s.offset), "unknown-segment", "%s has no segment %q, but its derived type %s has", here.Type.QualifiedName(), s.text, owners[0].QualifiedName()).
		Fixf("write %s", strings.Join(casts, " or "))
}

// qualified takes a segment with a dot: a type cast, a bound operation, or (on a collection) a literal key with a dot.
func (w *walker) qualified(s segment, last bool) bool {
	here := w.here()
	s = w.spelled(s)
	t := w.model.Structured(s.name)
	related := t != nil && here.Type != nil && (t.IsA(here.Type) || here.Type.IsA(t))
	operations := w.model.Operations(s.name)
	var fitting []*metadata.Operation
	for _, op := range w.bound() {
		if slices.Contains(operations, op) {
			fitting = append(fitting, op)
		}
	}
	switch {
	case len(fitting) > 0 && (!related || s.parens && !here.Collection || last && w.request.method == "POST"):
		return w.call(s, fitting, nil, last)
	case related:
		w.push(Step{Kind: CastStep, Text: s.text}, s, t, here.Collection)
		return w.keyOf(s)
	case t != nil && here.Type != nil:
		w.diags.Errorf(w.request.line.at(s.offset), "unrelated-cast", "%s cannot be cast to %s, which does not derive from it", here.Type.QualifiedName(), t.QualifiedName()).
			Fixf("%s", castFix(here.Type))
	case len(operations) > 0:
		w.boundElsewhere(s, operations)
	case here.Collection && here.Type != nil && here.Type.Entity && !w.knownNamespace(s.name):
		return w.key(s, []argument{{value: s.text, offset: s.offset}}, false)
	default:
		names := operationNames(w.bound())
		if here.Type != nil {
			names = append(names, derivedNames(here.Type)...)
		}
		w.unknown(s, "a path to "+here.Of.QualifiedName(), names)
	}
	return false
}

// spelled is a segment with a dot as the schema spells it, where it names a type or an operation that fits here but for its case.
func (w *walker) spelled(s segment) segment {
	if w.model.Structured(s.name) != nil || len(w.model.Operations(s.name)) > 0 {
		return s
	}
	var names []string
	for _, op := range w.bound() {
		names = append(names, op.QualifiedName())
	}
	if t := w.here().Type; t != nil {
		names = append(names, derivedNames(t)...)
		for _, base := range t.Lineage() {
			names = append(names, base.QualifiedName())
		}
	}
	for _, name := range names {
		if strings.EqualFold(name, w.model.Unalias(s.name)) {
			w.diags.Warnf(w.request.line.at(s.offset), "request-case", "%q is called %q in the schema", s.name, name)
			s.text = name + strings.TrimPrefix(s.text, s.name)
			s.name = name
			return s
		}
	}
	return s
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

// address takes what stands between two colons, or behind the last one: the address of an entity below the one before (Microsoft Graph,
// "path-based addressing"). It leads to an entity of the same type.
func (w *walker) address(s segment, rest []segment) ([]segment, bool) {
	here := w.here()
	if here.Collection || here.Type == nil || !here.Type.Entity {
		w.diags.Errorf(w.request.line.at(s.offset+len(s.text)), "path-address", "a path address begins at one entity, but %q is %s", s.text, here.what()).
			Fixf("leave the colon out")
		return nil, false
	}
	var parts []string
	end := 0
	for end < len(rest) {
		parts = append(parts, rest[end].text)
		end++
		if rest[end-1].colon {
			break
		}
	}
	if len(parts) == 0 {
		w.diags.Errorf(w.request.line.at(s.offset+len(s.text)), "path-address", "nothing follows the colon of %s:", s.text).
			Fixf("write the path behind it, such as %s:/{path}", s.text)
		return nil, false
	}
	step := Step{Kind: AddressStep, Text: strings.Join(parts, "/"), Address: decoded(strings.Join(parts, "/"))}
	if strings.ContainsAny(step.Address, "{<") {
		step.AddressPlaceholder = true
		if name, ok := placeholder(step.Address); ok {
			step.Address = name
		} else {
			step.Address = "path"
		}
	}
	w.push(step, rest[0], here.Type, false)
	return rest[end:], true
}
