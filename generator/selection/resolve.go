package selection

// This file gives the segments of a request line their meaning: it walks the model segment by segment and says, where a
// segment names nothing, what would have fitted there. What is before the first resource is in root.go, casts in
// cast.go, keys in key.go, calls in call.go, path addresses in address.go, what ends a path in end.go.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// walker resolves one request line.
type walker struct {
	place
	request request
	diags   *diag.List
	trial   bool // whether nobody reads what is complained about, so that it need not be helpful
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
	op := w.place.operation(w.request.method, kind)
	op.Line, op.Written, op.Options = w.request.line, len(w.path), w.request.options
	return op
}

// operation is what a method does at a place.
func (p *place) operation(method string, kind Kind) *Operation {
	return &Operation{Method: method, Kind: kind, Raw: kind == Value && p.tail == valueTail, Path: p.path}
}

// walk resolves the path.
func (w *walker) walk() bool {
	segments, ok := w.root()
	for ok && len(segments) > 0 {
		s := segments[0]
		segments = segments[1:]
		switch {
		case w.tail != "":
			w.diags.Report(w.request.line.at(s.offset), complaint.PathEnd, "%q follows %s, which ends a path", s.text, w.tail).Fixf("leave it out")
			return false
		case strings.HasPrefix(s.name, "$"):
			ok = w.system(s)
		default:
			ok = w.segment(s, len(segments) == 0) && w.keyAfter(s)
		}
		if ok && s.colon {
			segments, ok = w.address(s, segments)
		}
	}
	return ok
}

// step makes a step to a type.
func (w *walker) step(s Step, at segment, to metadata.Type, collection bool) {
	s.Pos = w.request.line.at(at.offset)
	w.push(s, to, collection)
}

// match finds the segment's name among names: exactly, else ignoring case with a warning.
func (w *walker) match(s segment, names []string) (string, bool) {
	if slices.Contains(names, s.name) {
		return s.name, true
	}
	for _, n := range names {
		if strings.EqualFold(n, s.name) {
			w.miscased(s, n)
			return n, true
		}
	}
	return "", false
}

// miscased warns of a name that fits but for its case.
func (w *walker) miscased(s segment, name string) {
	w.diags.Report(w.request.line.at(s.offset), complaint.RequestCase, "%q is called %q in the schema", s.name, name)
}

// unknown complains about a segment that names nothing.
func (w *walker) unknown(s segment, on string, names []string) {
	d := w.diags.Report(w.request.line.at(s.offset), complaint.UnknownSegment, "%s has no segment %q", on, s.text)
	if w.trial {
		return
	}
	if proposal := nearest.DidYouMean(s.name, names); proposal != "" {
		d.Fixf("%s", proposal)
	}
}

// segment takes one segment after the first.
func (w *walker) segment(s segment, last bool) bool {
	here := w.here()
	switch {
	case here.Of == nil:
		w.diags.Report(w.request.line.at(s.offset), complaint.PathEnd, "%q follows the action %s, which returns nothing", s.text, here.Text).Fixf("end the line before it")
		return false
	case isPlaceholder(s.text) && here.entities():
		return w.keySegment(s)
	case isPlaceholder(s.text):
		return w.surplus(s)
	case strings.Contains(s.name, ".") && !w.declared(s.name):
		return w.qualified(s, last)
	case here.Collection || here.Type == nil:
		return w.item(s, last)
	}
	return w.member(s, last)
}

// surplus complains about a placeholder where no key is expected. It may stand for the choice between some members.
func (w *walker) surplus(s segment) bool {
	here, pos := w.here(), w.request.line.at(s.offset)
	name, _ := placeholder(s.text)
	choices := strings.FieldsFunc(name, func(r rune) bool { return r == '|' || r == ' ' })
	if len(choices) > 1 && here.Type != nil && !slices.ContainsFunc(choices, func(c string) bool { return !hasMember(here.Type, c) }) {
		w.diags.Report(pos, complaint.SurplusChoice, "%s stands for several requests", s.text).Fixf("write a line for each of %s", strings.Join(choices, ", "))
		return false
	}
	w.diags.Report(pos, complaint.SurplusKey, "%s is a key, but %q is %s", s.text, here.Text, here.what()).Fixf("leave it out or name a property here")
	return false
}

// item takes a segment after a collection or a primitive value: a bound operation, or a key.
func (w *walker) item(s segment, last bool) bool {
	here, operations := w.here(), w.bound()
	if named := named(operations, s.name); len(named) > 0 {
		return w.call(s, named, nil, last)
	}
	if name := foldedName(operations, s.name); name != "" {
		w.miscased(s, name)
		return w.call(s, named(operations, name), nil, last)
	}
	if !here.entities() || s.parens {
		w.unknown(s, here.what(), operationNames(operations))
		return false
	}
	if args := parseArguments(s.text, s.offset); len(args) > 0 && args[0].name != "" && w.alternateKey(here.Type, here.Type.Keys(), args) != nil {
		return w.key(s, args) // roleTemplateId={id}, as some documentation writes an alternate key
	}
	return w.keySegment(s)
}

// member takes a segment after one entity or complex value: a property or a bound operation.
func (w *walker) member(s segment, last bool) bool {
	here, operations := w.here(), w.bound()
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
			w.step(Step{Kind: NavigationStep, Text: s.text, Navigation: n}, s, n.Type, n.Collection)
			return w.keyOf(s)
		}
	}
	for _, p := range properties {
		if p.Name == name {
			w.step(Step{Kind: PropertyStep, Text: s.text, Property: p}, s, p.Type, p.Collection)
			return w.keyOf(s)
		}
	}
	return w.call(s, named(operations, name), nil, last)
}

// noMember complains about a segment that names no member of the type; perhaps a derived type has it.
func (w *walker) noMember(s segment, names []string) {
	here := w.here()
	if w.trial {
		w.unknown(s, here.Type.QualifiedName(), names)
		return
	}
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
	w.diags.Report(w.request.line.at(s.offset), complaint.UnknownSegment, "%s has no segment %q, but its derived type %s has", here.Type.QualifiedName(), s.text, owners[0].QualifiedName()).
		Fixf("write %s", strings.Join(casts, " or "))
}

// declared says whether the name, which has a dot, is that of a member or an operation here: some services have such.
func (w *walker) declared(name string) bool {
	here := w.here()
	return here.Type != nil && !here.Collection && hasMember(here.Type, name) || slices.ContainsFunc(w.bound(), func(op *metadata.Operation) bool { return op.Name == name })
}
