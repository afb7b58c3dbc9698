package query

// This file writes answers: of an object, what $select and $expand ask for. Members keep their order and their text;
// annotations stay with what they are about, and what is expanded follows.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// Project returns an entity as $select and $expand ask for it. A declared property that is selected and not there is
// null, or empty where it is a collection.
func (o *Options) Project(e Entity) (jsontext.Value, error) {
	it := o.types.entity(e, o.target.object)
	w := &writer{run: &run{settings: o.settings}, types: o.types, it: it}
	return w.object(nil, it, o.shape, o.shape.all, nil)
}

// ProjectValue is Project for a complex value: the one at a path in an entity, or of no entity where that is nil.
func (o *Options) ProjectValue(raw jsontext.Value, of Entity, path string) (jsontext.Value, error) {
	v, err := o.types.decode(raw, o.target.item(), place{of, path})
	it, isObject := v.(record)
	if err != nil || !isObject {
		return raw, err
	}
	w := &writer{run: &run{settings: o.settings}, types: o.types, it: it}
	return w.object(nil, it, o.shape, o.shape.all, nil)
}

// Selected is $select and $expand as a context URL has them in parentheses: id,displayName,manager(); "" where the
// request has neither.
func (o *Options) Selected() string { return strings.Join(o.selected, ",") }

// maxAnswer bounds how long an item of an answer gets by what is expanded in it.
const maxAnswer = 64 << 20

// writer writes one item of an answer.
type writer struct {
	*run
	types types
	it    value
}

// list writes members or items with commas between them.
type list struct {
	dst   []byte
	empty bool
	names map[string]bool // of members that were written
}

func begin(dst []byte, bracket byte) *list { return &list{append(dst, bracket), true, nil} }

// name writes the name of a member, and says whether it is the first of that name: others have no place.
func (l *list) name(name string) bool {
	if l.names[name] {
		return false
	}
	if l.names == nil {
		l.names = map[string]bool{}
	}
	l.names[name] = true
	l.next()
	l.dst = append(rawjson.AppendString(l.dst, name), ':')
	return true
}

func (l *list) next() {
	if !l.empty {
		l.dst = append(l.dst, ',')
	}
	l.empty = false
}

// object writes an object; again are expansions beside those of its shape.
func (w *writer) object(dst []byte, o record, s *shape, all bool, again []*expansion) ([]byte, error) {
	if err := w.tick(); err != nil {
		return nil, err
	}
	if len(dst) > maxAnswer {
		return nil, fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	again = slices.DeleteFunc(again, s.names)
	out := begin(dst, '{')
	for quoted, raw := range members(o.json()) {
		name := unquoted(quoted)
		property, _, isAnnotation := strings.Cut(name, "@")
		if !w.keeps(o, s, all, again, property, isAnnotation) {
			continue
		}
		part := s.within(o.of, property)
		if isAnnotation {
			part = nil
		}
		if err := w.member(out, o, part, all, name, raw); err != nil {
			return nil, err
		}
	}
	w.missing(out, o, s)
	for _, x := range append(slices.Clip(s.expands), again...) {
		if err := w.expansion(out, o, s, x); err != nil {
			return nil, err
		}
	}
	return append(out.dst, '}'), nil
}

// keeps says whether a member is in the answer.
func (w *writer) keeps(o record, s *shape, all bool, again []*expansion, property string, isAnnotation bool) bool {
	if property == "" {
		return true
	}
	part := s.within(o.of, property)
	isSelected := all || part != nil && (part.selected || len(part.inner.expands) > 0 || len(part.inner.parts) > 0)
	isLink := o.of != nil && o.of.Link(property) != nil
	switch {
	case isLink && !isAnnotation:
		return false
	case isLink:
		return isSelected || slices.ContainsFunc(append(slices.Clip(s.expands), again...), func(x *expansion) bool { return x.link.Name == property })
	}
	return isSelected
}

// member writes a property as its part asks for it; nil for all of it.
func (w *writer) member(out *list, o record, p *part, all bool, name string, raw jsontext.Value) (err error) {
	isWhole := p == nil || p.options == nil && (all || p.inner.all) && len(p.inner.expands) == 0 && len(p.inner.parts) == 0
	if !isWhole && raw.Kind() == '[' {
		return w.collection(out, o, p, all, name, raw)
	}
	if !out.name(name) {
		return nil
	}
	if !isWhole && raw.Kind() == '{' {
		out.dst, err = w.complex(out.dst, o, o.below(name), p, all, raw)
		return err
	}
	out.dst = append(out.dst, raw...)
	return nil
}

// complex writes a complex value. Where all was selected, so was all of it, unless its own options say otherwise.
func (w *writer) complex(dst []byte, o record, path string, p *part, all bool, raw jsontext.Value) ([]byte, error) {
	value := record{of: w.types.complexType(raw, p.of.object), entity: o.entity, path: path, raw: raw}
	return w.object(dst, value, p.inner, p.inner.all || all && p.options == nil, nil)
}

// collection writes the items of a collection of primitive or complex values.
func (w *writer) collection(out *list, o record, p *part, all bool, name string, raw jsontext.Value) error {
	items, err := object.Items(raw)
	if err != nil {
		return err
	}
	options := p.options
	if options == nil {
		options = &Options{Top: -1}
	}
	decoded, err := w.types.decodeItems(raw, p.of.item(), place{o.entity, o.below(name)})
	if err != nil {
		return err
	}
	indexes, count, err := options.matching(w.run, decoded, w.it)
	if err != nil {
		return err
	}
	if options.Count {
		w.count(out, name, count)
	}
	if !out.name(name) {
		return nil
	}
	inner := begin(out.dst, '[')
	for _, i := range indexes {
		inner.next()
		if items[i].Kind() != '{' {
			inner.dst = append(inner.dst, items[i]...)
			continue
		}
		if inner.dst, err = w.complex(inner.dst, o, o.below(name)+"/"+strconv.Itoa(i), p, all, items[i]); err != nil {
			return err
		}
	}
	out.dst = append(inner.dst, ']')
	return nil
}

// count writes how many items or entities there are.
func (w *writer) count(out *list, name string, count int) {
	if out.name(name + w.annotation("count")) {
		out.dst = strconv.AppendInt(out.dst, int64(count), 10)
	}
}

// missing writes the properties that are selected and not there.
func (w *writer) missing(out *list, o record, s *shape) {
	for _, p := range s.parts {
		if !p.selected || o.of == nil || p.on != nil && !o.of.Is(p.on) || o.of.Property(p.name) == nil || p.of.kind == streamKind || !out.name(p.name) {
			continue
		}
		if p.of.many {
			out.dst = append(out.dst, "[]"...)
		} else {
			out.dst = append(out.dst, "null"...)
		}
	}
}

// expansion writes what a navigation property leads to.
func (w *writer) expansion(out *list, o record, s *shape, x *expansion) error {
	if o.of == nil || x.on != nil && !o.of.Is(x.on) || o.of.Link(x.link.Name) == nil || x.star && s.names(x) {
		return nil
	}
	related, err := o.related(w.types, x.link.Name, x.of.object)
	if err != nil {
		return err
	}
	if x.only != nil {
		related = slices.DeleteFunc(related, func(v value) bool { return !v.(record).of.Is(x.only) })
	}
	if x.of.many {
		return w.many(out, x, related)
	}
	if !out.name(x.link.Name) {
		return nil
	}
	if len(related) == 0 {
		out.dst = append(out.dst, "null"...)
		return nil
	}
	return w.related(out, x, related[0].(record))
}

// many writes the entities that a navigation property leads to, and how many there are.
func (w *writer) many(out *list, x *expansion, related []value) error {
	indexes, count, err := x.options.matching(w.run, related, w.it)
	if err != nil {
		return err
	}
	if x.form == asCount || x.options.Count {
		w.count(out, x.link.Name, count)
	}
	if x.form == asCount || !out.name(x.link.Name) {
		return nil
	}
	inner := begin(out.dst, '[')
	for _, i := range indexes {
		inner.next()
		if err := w.related(inner, x, related[i].(record)); err != nil {
			return err
		}
	}
	out.dst = append(inner.dst, ']')
	return nil
}

// names says whether a navigation property is expanded by its name, which comes before all of them.
func (s *shape) names(x *expansion) bool {
	return slices.ContainsFunc(s.expands, func(other *expansion) bool { return !other.star && other.link == x.link })
}

// related writes an entity that is expanded.
func (w *writer) related(out *list, x *expansion, o record) (err error) {
	if x.form == asReferences {
		ref := begin(out.dst, '{')
		ref.name(w.annotation("id"))
		out.dst = append(rawjson.AppendString(ref.dst, o.entity.ID()), '}')
		return nil
	}
	out.dst, err = w.object(out.dst, o, x.options.shape, x.options.shape.all, w.again(x, o.of))
	return err
}

// again are the expansions of the next level.
func (w *writer) again(x *expansion, of *model.Type) []*expansion {
	levels := x.options.levels
	if levels < 0 {
		levels = cmp.Or(min(w.settings.Levels, maxLevels), 5)
	}
	if levels == 1 {
		return nil
	}
	if x.star {
		r := reader{types: w.types, settings: w.settings}
		return r.all(of, levels-1)
	}
	next, options := *x, *x.options
	options.levels = levels - 1
	next.on, next.options = nil, &options
	return []*expansion{&next}
}

// annotation is the name of an annotation.
func (w *writer) annotation(name string) string {
	if w.settings.Short {
		return "@" + name
	}
	return "@odata." + name
}
