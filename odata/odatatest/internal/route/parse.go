package route

// This file reads a path, segment by segment: names of the schema first, and a key where there is none.

import (
	"errors"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// parser is at a segment of a path.
type parser struct {
	model   *model.Model
	aliases func(name string) (string, bool) // the values of @name; nil in the path of a request of the slice
	rest    []segment
	steps   []Step
}

// Parse reads a percent-encoded path below the service root. Aliases are the query options whose names begin with @.
// The error is an *Error.
func Parse(m *model.Model, path string, aliases func(name string) (string, bool)) (*Path, error) {
	return parse(&parser{model: m, aliases: aliases}, path)
}

// parse reads a path by a parser that is at its beginning.
func parse(p *parser, path string) (*Path, error) {
	segments, err := split(path)
	if err != nil {
		return nil, err
	}
	p.rest = segments
	for len(p.rest) > 0 {
		s := p.rest[0]
		p.rest = p.rest[1:]
		if err := p.segment(s); err != nil {
			var wrong *Error
			if errors.As(err, &wrong) {
				wrong.Documented = documented(p.steps) + "/" + s.raw
				for _, left := range p.rest {
					wrong.Documented += "/" + left.raw
				}
			}
			return nil, err
		}
	}
	return &Path{Steps: p.steps, Shape: shape(p.steps), Documented: documented(p.steps)}, nil
}

// open says whether values are left open by names in braces, as in the path of a request of the slice.
func (p *parser) open() bool { return p.aliases == nil }

func (p *parser) segment(s segment) error {
	if len(p.steps) == 0 {
		return p.first(s)
	}
	last := p.steps[len(p.steps)-1]
	switch s.text {
	case "$count":
		p.add(Step{Kind: Count, Name: s.text, Type: "Edm.Int32"})
		return nil
	case "$ref":
		p.add(Step{Kind: Ref, Name: s.text, Type: last.Type, Struct: last.Struct, Many: last.Many})
		return nil
	case "$value":
		p.add(Step{Kind: Media, Name: s.text, Type: last.Type, Struct: last.Struct})
		return nil
	}
	if done, err := p.cast(s, last); done {
		return err
	}
	if done, err := p.operation(s, last); done {
		return err
	}
	switch {
	case last.Many && isEntity(last):
		return p.segmentKey(s, last)
	case last.Many:
		return &Error{Segment: s.raw, Reason: "items of a collection of " + last.Type + " cannot be addressed"}
	}
	return p.member(s, last)
}

func isEntity(s Step) bool {
	return s.Struct == nil && (s.Kind == Set || s.Kind == Link) || s.Struct != nil && s.Struct.Entity
}

func (p *parser) add(s Step) { p.steps = append(p.steps, s) }

// typed gives a step the type that it leads to.
func (p *parser) typed(s Step, typeName string) Step {
	s.Type, s.Many = model.Item(typeName)
	s.Struct = p.model.Type(s.Type)
	return s
}

// first reads the first segment: a set, a singleton, or an import.
func (p *parser) first(s segment) error {
	if set := p.model.Set(s.name); set != nil {
		step := p.typed(Step{Kind: Set, Name: set.Name, Set: set}, set.Type)
		if step.Many = true; set.Singleton {
			step.Kind, step.Many = Singleton, false
		}
		p.add(step)
		return p.predicate(s)
	}
	if i := p.model.Import(s.name); i != nil {
		return p.call(s, i, func(o *model.Operation) bool { return !o.Bound })
	}
	return &Error{Segment: s.raw, Reason: "the slice has no entity set, singleton or import of this name"}
}

// cast reads the name of a type.
func (p *parser) cast(s segment, last Step) (done bool, err error) {
	to := p.model.Type(s.name)
	if to == nil || !strings.Contains(s.name, ".") || last.Struct == nil {
		return false, nil
	}
	if !to.Is(last.Struct) && !last.Struct.Is(to) {
		return true, &Error{Segment: s.raw, Reason: "the type does not derive from " + last.Type}
	}
	p.add(Step{Kind: Cast, Name: to.Name, Type: to.Name, Struct: to, Many: last.Many})
	return true, p.predicate(s)
}

// operation reads the name of an action or function that is bound to what the path leads to.
func (p *parser) operation(s segment, last Step) (done bool, err error) {
	bound := func(o *model.Operation) bool { return p.model.BoundTo(o, last.Type, last.Many) }
	for _, o := range p.model.Operations(s.name) {
		if bound(o) && (strings.Contains(s.name, ".") || last.Struct == nil || last.Struct.Property(s.name) == nil) {
			return true, p.call(s, nil, bound)
		}
	}
	return false, nil
}

// call reads a call: of an import, or of an operation that fits.
func (p *parser) call(s segment, i *schema.Import, fits func(*model.Operation) bool) error {
	name := s.name
	if i != nil {
		name = i.Operation
	}
	given := pairs(s.inside)
	o := overload(p.model.Operations(name), given, fits)
	if o == nil {
		return &Error{Segment: s.raw, Reason: "no overload of " + name + " has these parameters"}
	}
	step := p.typed(Step{Kind: Operation, Name: o.Name, Operation: o, Import: i}, o.Returns)
	if i != nil {
		step.Set = p.model.Set(i.Set)
	}
	for _, pair := range given {
		typeName := ""
		for _, parameter := range o.Parameters {
			if parameter.Name == pair[0] {
				typeName = parameter.Type
			}
		}
		v, err := p.value(s, pair[0], typeName, pair[1], value.Literal)
		if err != nil {
			return err
		}
		step.Values = append(step.Values, v)
	}
	p.add(step)
	return nil
}

// overload is the one that has the parameters which are given, and no other that is not optional. A function may be
// called without any: Microsoft Graph has functions whose parameters are sent in a body.
func overload(all []*model.Operation, given [][2]string, fits func(*model.Operation) bool) *model.Operation {
	for _, o := range all {
		if !fits(o) {
			continue
		}
		own := o.Parameters
		if o.Bound {
			own = own[1:]
		}
		if o.Action || len(given) == 0 || covers(own, given) {
			return o
		}
	}
	return nil
}

func covers(own []schema.Parameter, given [][2]string) bool {
	found := 0
	for _, parameter := range own {
		there := false
		for _, pair := range given {
			there = there || pair[0] == parameter.Name
		}
		switch {
		case there:
			found++
		case !parameter.Optional:
			return false
		}
	}
	return found == len(given)
}

// value reads a value by its type. A name in braces leaves it open where that is allowed.
func (p *parser) value(s segment, name, typeName, text string, read func(*model.Model, string, string) (jsontext.Value, error)) (Value, error) {
	v := Value{Name: name, Type: typeName}
	if p.open() && strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") {
		return v, nil
	}
	if strings.HasPrefix(text, "@") && !p.open() {
		literal, ok := p.aliases(text)
		if !ok {
			literal = "null" // an alias without a value (OData URL Conventions 4.01, section 5.3.1)
		}
		text, read = literal, value.Literal
	}
	raw, err := read(p.model, typeName, text)
	if err != nil {
		return v, &Error{Segment: s.raw, Reason: err.Error(), Malformed: true}
	}
	v.JSON = raw
	return v, nil
}

// member reads the name of a navigation property or a property, and what follows it at once.
func (p *parser) member(s segment, last Step) error {
	t := last.Struct
	if t == nil {
		return &Error{Segment: s.raw, Reason: "the slice has nothing below " + last.Type}
	}
	if l := t.Link(s.name); l != nil {
		p.add(p.typed(Step{Kind: Link, Name: l.Name, Link: l}, l.Type))
		return p.predicate(s)
	}
	if property := t.Property(s.text); property != nil {
		p.add(p.typed(Step{Kind: Property, Name: property.Name, Property: property}, property.Type))
		return nil
	}
	if t.Open && !s.parens && !p.open() {
		p.add(Step{Kind: Property, Name: s.text, Type: "Edm.Untyped"})
		return nil
	}
	return &Error{Segment: s.raw, Reason: value.Lacks(t, s.name)}
}

// predicate reads the key in parentheses after a collection, and the address after a colon.
func (p *parser) predicate(s segment) error {
	if s.parens {
		last := p.steps[len(p.steps)-1]
		if !last.Many {
			return &Error{Segment: s.raw, Reason: "this leads to one " + last.Type + ", which has no key"}
		}
		if err := p.key(s, last, pairs(s.inside), value.Literal); err != nil {
			return err
		}
	}
	return p.address(s)
}

// segmentKey reads a segment as a key: a value by itself, or name=value.
func (p *parser) segmentKey(s segment, last Step) error {
	given := [][2]string{{"", s.text}}
	if name, text, named := strings.Cut(s.text, "="); named && last.Struct != nil && alternate(last.Struct, [][2]string{{name, text}}) != nil {
		given = [][2]string{{name, text}}
	} else if s.parens && s.name == "" {
		given = pairs(s.inside)
	}
	if err := p.key(s, last, given, value.Segment); err != nil {
		return err
	}
	return p.address(s)
}

// key reads a key, which is that of the type or an alternate one.
func (p *parser) key(s segment, last Step, given [][2]string, read func(*model.Model, string, string) (jsontext.Value, error)) error {
	step := Step{Kind: Key, Type: last.Type, Struct: last.Struct}
	var parts []schema.Key
	if t := last.Struct; t != nil {
		parts = t.Key
		if other := alternate(t, given); other != nil {
			parts, step.Alternate = other, true
		}
	}
	if len(parts) > 0 && len(parts) != len(given) {
		return &Error{Segment: s.raw, Reason: last.Type + " has another key", Malformed: true}
	}
	for i, pair := range given {
		part := schema.Key{}
		if i < len(parts) {
			part = parts[i]
		}
		for _, k := range parts {
			if model.KeyName(k) == pair[0] {
				part = k
			}
		}
		typeName := "Edm.String"
		if property := model.KeyProperty(p.model, last.Struct, part); property != nil {
			typeName = property.Type
		}
		v, err := p.value(s, model.KeyName(part), typeName, pair[1], read)
		if err != nil {
			return err
		}
		step.Values = append(step.Values, v)
	}
	p.add(step)
	return nil
}

// alternate is the alternate key that has the names which are given, or nil.
func alternate(t *model.Type, given [][2]string) []schema.Key {
	for ; t != nil; t = t.Base {
		for _, key := range t.Alternates {
			if len(key) == len(given) && covered(key, given) {
				return key
			}
		}
	}
	return nil
}

func covered(key []schema.Key, given [][2]string) bool {
	for _, k := range key {
		found := false
		for _, pair := range given {
			found = found || pair[0] == model.KeyName(k)
		}
		if !found {
			return false
		}
	}
	return true
}

// address reads what stands between the colon that ends a segment and the next one: /a/b of root:/a/b:/content.
func (p *parser) address(s segment) error {
	if !s.colon {
		return nil
	}
	var names []string
	for len(p.rest) > 0 {
		next := p.rest[0]
		p.rest = p.rest[1:]
		names = append(names, next.text)
		if next.colon {
			break
		}
	}
	if len(names) == 0 {
		return &Error{Segment: s.raw, Reason: "a path must follow the colon", Malformed: true}
	}
	last := p.steps[len(p.steps)-1]
	p.add(Step{Kind: Address, Name: strings.Join(names, "/"), Type: last.Type, Struct: last.Struct})
	return nil
}
