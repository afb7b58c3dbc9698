package query

// This file is $select and $expand (OData URL Conventions 4.01, sections 5.1.3 and 5.1.4): the paths of a request
// become a shape, which says of a type what an answer has of its values.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// shape is what an answer has of an object.
type shape struct {
	all     bool // all properties
	parts   []*part
	expands []*expansion
}

// part is a property that a path names.
type part struct {
	on       *model.Type // the derived type that an object has to be of; nil for any
	name     string
	of       typ
	selected bool     // and not only on the way to what is expanded
	inner    *shape   // of the complex value or values; all where the property itself is selected
	options  *Options // of a collection; nil for none
}

// expansion is a navigation property that is expanded.
type expansion struct {
	on      *model.Type
	link    *schema.Link
	of      typ
	only    *model.Type // the derived type that the related entities have to be of; nil for any
	form    expansionForm
	options *Options
	star    bool // all navigation properties were asked for, and this is one of them
}

type expansionForm uint8

const (
	asEntities expansionForm = iota
	asReferences
	asCount
)

// part is the part of a property, made where there is none.
func (s *shape) part(on *model.Type, name string, of typ) *part {
	for _, p := range s.parts {
		if p.on == on && p.name == name {
			return p
		}
	}
	p := &part{on: on, name: name, of: of, inner: &shape{}}
	s.parts = append(s.parts, p)
	return p
}

// within are the parts of a property that are of an object of a type.
func (s *shape) within(of *model.Type, name string) *part {
	for _, p := range s.parts {
		if p.name == name && (p.on == nil || of.Is(p.on)) {
			return p
		}
	}
	return nil
}

// selects reads $select.
func (r *reader) selects(c *cursor, o *Options, s scope) {
	o.shape.all = false
	var names []string
	for !c.failed {
		if c.take("*") {
			o.shape.all = true
			names = append(names, "*")
		} else {
			names = append(names, r.selectItem(c, o, s)...)
		}
		if !c.mark(",") {
			break
		}
	}
	o.selected = append(names, o.selected...)
}

// walk is a place on a path through a shape.
type walk struct {
	shape *shape
	of    typ
	on    *model.Type
	part  *part
}

// selectItem reads a path, which ends in a property or names an operation, with options perhaps, and returns it as a
// context URL has it.
func (r *reader) selectItem(c *cursor, o *Options, s scope) []string {
	w := walk{shape: o.shape, of: o.target.item()}
	begin := c.at
	for !c.failed {
		start := c.at
		annotation := c.take("@")
		name := c.name()
		switch {
		case name == "":
			c.expected("a property, or * for all")
		case annotation: // annotations stay
		case c.take(".*"):
		case r.castOf(c, &w, name, start):
		case strings.Contains(name, "."):
			r.selectOperation(c, name, start)
			w.on = nil
		default:
			r.selectStep(c, &w, name, start)
		}
		if !c.take("/") {
			break
		}
	}
	path := c.text[min(begin, c.at):c.at]
	if w.on != nil {
		c.complain(begin, "%s ends in a type, and not in a property", path)
	}
	if w.part == nil || c.failed {
		return []string{path}
	}
	w.part.selected, w.part.inner.all = true, true
	if c.peek() != '(' {
		return []string{path}
	}
	r.selectOptions(c, w.part, s)
	if len(w.part.options.selected) == 0 {
		return []string{path}
	}
	var names []string
	for _, name := range w.part.options.selected {
		names = append(names, path+"/"+name)
	}
	return names
}

// selectOperation checks the name of an operation, of which answers say nothing here.
func (r *reader) selectOperation(c *cursor, name string, at int) {
	if len(r.types.Operations(name)) == 0 {
		c.complain(at, "there is no type and no operation %s", name)
	}
	if c.peek() == '(' {
		if end := strings.IndexByte(c.text[c.at:], ')'); end >= 0 {
			c.at += end + 1
		}
	}
}

// castOf goes to a derived type, and says whether the name is one of a type.
func (r *reader) castOf(c *cursor, w *walk, name string, at int) bool {
	if !strings.Contains(name, ".") {
		return false
	}
	to := r.types.Type(name)
	if to == nil {
		return false
	}
	switch {
	case w.of.kind == anyKind:
	case w.of.kind != structKind || !to.Is(w.of.object) && !w.of.object.Is(to):
		c.complain(at, "%s does not derive from %s", name, w.of.name)
	}
	w.on = to
	w.of = typ{kind: structKind, name: name, object: to}
	return true
}

// selectStep goes to a property.
func (r *reader) selectStep(c *cursor, w *walk, name string, at int) {
	w.inside()
	of, ok := r.propertyOf(c, w, name, at)
	if !ok {
		w.part = &part{inner: &shape{}} // of what there was a complaint about
		return
	}
	w.part = w.shape.part(w.on, name, of)
	w.on, w.of = nil, of.item()
}

// inside goes from a property into its value.
func (w *walk) inside() {
	if w.part != nil {
		w.part.selected = true
		w.shape, w.part = w.part.inner, nil
	}
}

// propertyOf is the type of a property or navigation property; false, with a complaint, where there is none.
func (r *reader) propertyOf(c *cursor, w *walk, name string, at int) (typ, bool) {
	if w.of.kind == anyKind {
		return anyType, true
	}
	if w.of.kind != structKind {
		c.complain(at, "%s is below a value of the type %s, which has no properties", name, w.of)
		return badType, false
	}
	of := w.of.object
	if p := of.Property(name); p != nil {
		return r.types.declared(p.Type), true
	}
	if l := of.Link(name); l != nil {
		return r.types.declared(l.Type), true
	}
	if of.Open {
		return anyType, true
	}
	c.complain(at, "%s has no property %s%s", of.Name, name, hint(of, name))
	return badType, false
}

// selectOptions reads the options of a selected property.
func (r *reader) selectOptions(c *cursor, p *part, s scope) {
	o := r.options(p.of)
	o.shape = p.inner
	s.this = p.of.item()
	r.nested(c, o, s, "$filter", "$search", "$count", "$orderby", "$skip", "$top", "$select")
	if p.options != nil {
		c.complain(c.at, "%s has options twice", p.name)
	}
	p.options = o
}

// expands reads $expand.
func (r *reader) expands(c *cursor, o *Options, s scope) {
	var names []string
	for !c.failed {
		if c.peek() == '*' {
			r.expandAll(c, o)
		} else if text := r.expandItem(c, o, s); text != "" {
			names = append(names, text)
		}
		if !c.mark(",") {
			break
		}
	}
	o.selected = append(o.selected, names...)
}

// expandAll reads * with what follows it: all navigation properties that are not named.
func (r *reader) expandAll(c *cursor, o *Options) {
	start := c.at
	c.take("*")
	form := asEntities
	if c.take("/$ref") {
		form = asReferences
	}
	levels := r.options(o.target)
	if c.peek() == '(' {
		r.nested(c, levels, scope{}, "$levels")
	}
	if o.target.kind != structKind {
		c.complain(start, "a value of the type %s has no navigation properties", o.target)
		return
	}
	if slices.ContainsFunc(o.shape.expands, func(x *expansion) bool { return x.star }) {
		c.complain(start, "* is there twice")
	}
	for _, x := range r.all(o.target.object, levels.levels) {
		x.form = form
		o.shape.expands = append(o.shape.expands, x)
	}
}

// all are expansions of all navigation properties of a type.
func (r *reader) all(of *model.Type, levels int) []*expansion {
	var all []*expansion
	for _, l := range of.Links {
		to := r.types.declared(l.Type)
		options := r.options(to)
		options.levels = levels
		all = append(all, &expansion{link: l, of: to, options: options, star: true})
	}
	return all
}

// expandItem reads a path to a navigation property, with options perhaps, and returns it as a context URL has it.
func (r *reader) expandItem(c *cursor, o *Options, s scope) string {
	start := c.at
	w := walk{shape: o.shape, of: o.target.item()}
	var x *expansion
	for !c.failed {
		at := c.at
		name := c.name()
		switch {
		case name == "":
			c.expected("a navigation property, or * for all")
		case r.castOf(c, &w, name, at):
			if x != nil {
				x.only = w.on
			}
		case x != nil:
			c.fail(at, "%s is below the navigation property %s; what is below one is expanded by options, as in %s($expand=%s)", name, x.link.Name, x.link.Name, name)
		default:
			x = r.expandStep(c, &w, name, at)
		}
		if c.failed || !c.take("/") {
			break
		}
		if x != nil && (c.take("$ref") || c.take("$count")) {
			x.form = asReferences
			if strings.HasSuffix(c.text[:c.at], "$count") {
				x.form = asCount
			}
			break
		}
	}
	return r.expanded(c, &w, x, s, start)
}

// expandStep goes to a complex property, or to the navigation property that is expanded.
func (r *reader) expandStep(c *cursor, w *walk, name string, at int) *expansion {
	if w.of.kind == structKind {
		if l := w.of.object.Link(name); l != nil {
			x := &expansion{on: w.on, link: l, of: r.types.declared(l.Type)}
			w.on, w.of = nil, x.of.item()
			return x
		}
	}
	of, ok := r.propertyOf(c, w, name, at)
	switch {
	case !ok:
		c.failed, c.at = true, len(c.text)
		return nil
	case of.kind == streamKind:
		c.unsupported(at, "%s is a stream, which cannot be expanded here", name)
		c.failed, c.at = true, len(c.text)
		return nil
	case of.kind != structKind || w.of.kind != structKind:
		c.fail(at, "%s is not a navigation property", name)
		return nil
	}
	part := w.shape.part(w.on, name, of)
	w.shape, w.on, w.of = part.inner, nil, of.item()
	return nil
}

// expanded reads the options of an expansion and adds it to its shape.
func (r *reader) expanded(c *cursor, w *walk, x *expansion, s scope, start int) string {
	if c.failed {
		return ""
	}
	if x == nil {
		c.fail(start, "the path does not end in a navigation property")
		return ""
	}
	of := x.of
	if x.only != nil {
		of.name, of.object = x.only.Name, x.only
	}
	x.options = r.options(of)
	path := c.text[start:c.at]
	if c.peek() == '(' {
		s.this = of.item()
		r.nested(c, x.options, s, x.form.options()...)
	}
	twice := slices.ContainsFunc(w.shape.expands, func(other *expansion) bool {
		return !other.star && other.link == x.link && other.on == x.on && (other.form == asCount) == (x.form == asCount)
	})
	if twice {
		c.fail(start, "%s is expanded twice", path)
	}
	w.shape.expands = append(w.shape.expands, x)
	if x.form != asEntities {
		return "" // only what is expanded as a whole is in context URLs
	}
	return path + "(" + x.options.Selected() + ")"
}

// options are the options that an expansion may have.
func (f expansionForm) options() []string {
	switch f {
	case asCount:
		return []string{"$filter", "$search"}
	case asReferences:
		return []string{"$filter", "$search", "$orderby", "$skip", "$top", "$count"}
	}
	return []string{"$filter", "$search", "$orderby", "$skip", "$top", "$count", "$select", "$expand", "$levels"}
}
