package engine

// This file reads the body of a create or an update: what of it is the entity, what is related to it, and what the
// schema does not allow. Nothing is changed by it, so that a request that is refused leaves everything as it was.

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// draft is an entity as a body has it.
type draft struct {
	of      *model.Type
	members object.Object // structural ones, and annotations that are kept
	related []relation
}

// relation is what a body says of a navigation property.
type relation struct {
	link  *schema.Link
	bound []*store.Entity // that are there
	made  []*draft        // that are new
	clear bool            // it leads to nothing
	whole bool            // what is said is all that it leads to
}

// drafter reads bodies. Before is the entity that is changed, or nil for a create.
type drafter struct {
	engine *Engine
	before *store.Entity
	// strict demands what a service demands of requests; tests put in what they like.
	strict bool
	// complain is told what breaks the contract; never nil.
	complain func(text string)
}

// draft reads an object where an entity of a type is expected. Path is where the object is in the body.
func (d *drafter) draft(path string, declared *model.Type, o object.Object) (*draft, error) {
	t, err := value.ActualType(d.engine.Model, declared, o)
	if err != nil {
		return nil, d.wrong(path, "%v", err)
	}
	if t.Abstract && d.before == nil && d.strict {
		return nil, d.wrong(path, "the type %s is abstract; @odata.type must say which one the entity has", t.Name)
	}
	out := &draft{of: t}
	for _, m := range o {
		if err := d.member(path, out, m); err != nil {
			return nil, err
		}
	}
	if err := d.fits(path, t, out.members); err != nil {
		return nil, err
	}
	if d.before == nil {
		return out, d.complete(path, out)
	}
	return out, nil
}

// wrong is the answer to a body that the schema does not allow at a path.
func (d *drafter) wrong(path, format string, args ...any) error {
	f := &Failure{Status: http.StatusBadRequest, Message: fmt.Sprintf(format, args...), Target: path}
	if path != "" {
		f.Message = path + ": " + f.Message
	}
	if d.strict {
		f.Message = "the body is not valid: " + f.Message
	}
	d.complain(f.Message)
	return f
}

func below(path, name string) string { return strings.TrimPrefix(path+"/"+name, "/") }

// member reads one member of an entity.
func (d *drafter) member(path string, out *draft, m object.Member) error {
	if link, said, ok := d.bindOf(out.of, m.Name); ok {
		if link == nil {
			return d.wrong(below(path, said), "%s", value.Lacks(out.of, said))
		}
		return d.bind(path, out, link, m.Value)
	}
	if strings.HasPrefix(m.Name, "@") {
		if d.kept(m) {
			out.members.Set(m.Name, m.Value)
		}
		return nil
	}
	if l := out.of.Link(m.Name); l != nil {
		return d.deep(path, out, l, m.Value)
	}
	p := out.of.Property(m.Name)
	if p != nil && p.Type == "Edm.Stream" || p != nil && d.ignored(path, p, m.Value) {
		return nil
	}
	out.members.Set(m.Name, m.Value)
	return nil
}

// kept says whether an annotation of an entity is kept with it. What the service computes is not, but for a type that
// the slice does not have.
func (d *drafter) kept(m object.Member) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(m.Name, "@"), "odata.")
	switch name {
	case "type":
		named := object.Plain(m.Value)
		return d.engine.Model.Type(named[strings.LastIndexByte(named, '#')+1:]) == nil
	case "context", "id", "etag", "editLink", "readLink", "count", "nextLink", "deltaLink", "removed":
		return false
	}
	return !strings.HasPrefix(name, "media")
}

// ignored says whether a member is one that requests do not set, and complains where one does.
func (d *drafter) ignored(path string, p *schema.Property, v jsontext.Value) bool {
	if !d.strict {
		return false
	}
	isKey := d.before != nil && isKeyPart(d.before.Type, p.Name)
	switch {
	case d.before == nil && !p.Computed, d.before != nil && !p.Computed && !p.Immutable && !isKey:
		return false
	case d.before != nil && sameValue(d.before.Object.Get(p.Name), v), d.before == nil && object.IsNull(v):
		return true // it was read, and goes back as it came
	case p.Computed:
		d.complain("the body sets " + below(path, p.Name) + ", which the service computes")
	case isKey:
		d.complain("the body changes " + below(path, p.Name) + ", which is the key")
	default:
		d.complain("the body changes " + below(path, p.Name) + ", which is immutable")
	}
	return true
}

func isKeyPart(t *model.Type, name string) bool {
	for _, k := range t.Key {
		if k.Path == name {
			return true
		}
	}
	return false
}

func sameValue(a, b jsontext.Value) bool {
	x, y := a.Clone(), b.Clone()
	return len(x) > 0 && x.Canonicalize() == nil && y.Canonicalize() == nil && string(x) == string(y)
}

// fits holds the members against the type.
func (d *drafter) fits(path string, t *model.Type, o object.Object) error {
	c := value.Checker{Model: d.engine.Model, Strict: d.strict}
	c.Members(path, t, o)
	switch faults := c.Faults(); {
	case len(faults) == 0:
		return nil
	case d.strict:
		return invalid(faults, d.complain)
	default:
		return errors.New(joined(faults))
	}
}

func joined(faults []value.Fault) string {
	var lines []string
	for _, f := range faults {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "; ")
}

// invalid is the answer to a body with faults.
func invalid(faults []value.Fault, complain func(string)) error {
	f := &Failure{Status: http.StatusBadRequest, Message: "the body is not valid: " + joined(faults), Target: faults[0].Path}
	complain(f.Message)
	return f
}

// complete holds a new entity against what a create needs, and gives it its defaults.
func (d *drafter) complete(path string, out *draft) error {
	var lacks []string
	for _, p := range out.of.Properties {
		if out.members.Has(p.Name) {
			continue
		}
		if p.Required && d.strict {
			lacks = append(lacks, below(path, p.Name))
		}
		if v := d.engine.defaultOf(p); v != nil {
			out.members.Set(p.Name, v)
		}
	}
	for _, l := range out.of.Links {
		if l.Required && d.strict && !out.relates(l) {
			lacks = append(lacks, below(path, l.Name))
		}
	}
	if lacks != nil {
		return d.wrong("", "a create of %s needs %s", out.of.Name, strings.Join(lacks, ", "))
	}
	return nil
}

// defaultOf is the value that a property has by default, or nil.
func (e *Engine) defaultOf(p *schema.Property) jsontext.Value {
	if p.Default == "" {
		return nil
	}
	v, err := value.Segment(e.Model, p.Type, p.Default)
	if err != nil {
		return nil
	}
	return v
}

func (d *draft) relates(l *schema.Link) bool {
	for _, r := range d.related {
		if r.link == l {
			return true
		}
	}
	return false
}

// bindOf is the navigation property that the name of a member binds: of manager@odata.bind, manager. It is nil where
// the type has none of that name.
func (d *drafter) bindOf(t *model.Type, member string) (l *schema.Link, said string, ok bool) {
	name, ok := strings.CutSuffix(member, "@odata.bind")
	if !ok {
		name, ok = strings.CutSuffix(member, "@bind")
	}
	return t.Link(name), name, ok
}

// bind reads what a navigation property is bound to.
func (d *drafter) bind(path string, out *draft, l *schema.Link, v jsontext.Value) error {
	item, many := model.Item(l.Type)
	urls := []jsontext.Value{v}
	if v.Kind() == '[' {
		urls, _ = object.Items(v) // it has been read
	}
	switch {
	case l.Contains:
		return d.wrong(below(path, l.Name), "it contains its entities and cannot be bound to others")
	case many && v.Kind() != '[', !many && v.Kind() == '[':
		return d.wrong(below(path, l.Name), "one entity is bound by a URL, a collection by an array of them")
	}
	r := relation{link: l}
	for _, u := range urls {
		target, err := d.engine.target(object.Plain(u), item)
		if err != nil {
			return fail(http.StatusBadRequest, "%s: %v", below(path, l.Name), err)
		}
		r.bound = append(r.bound, target)
	}
	out.related = append(out.related, r)
	return d.led(below(path, l.Name), item, r.bound)
}

// led is an error where a navigation property would lead to entities that are not of its type.
func (d *drafter) led(path, typeName string, targets []*store.Entity) error {
	for _, target := range targets {
		if t := d.engine.Model.Type(typeName); t != nil && !target.Type.Is(t) {
			return d.wrong(path, "it leads to %s, and %s is of the type %s", typeName, target.Path(), target.Type.Name)
		}
	}
	return nil
}

// deep reads the entities that are in a navigation property: new ones, and in OData 4.01 also references.
func (d *drafter) deep(path string, out *draft, l *schema.Link, v jsontext.Value) error {
	item, many := model.Item(l.Type)
	at := below(path, l.Name)
	r := relation{link: l, whole: true, clear: object.IsNull(v)}
	items := []jsontext.Value{v}
	switch {
	case r.clear && many:
		return d.wrong(at, "a collection cannot be null")
	case r.clear:
		items = nil
	case many:
		var err error
		if items, err = object.Items(v); err != nil {
			return d.wrong(at, "%v", err)
		}
	}
	declared := d.engine.Model.Type(item)
	if declared == nil {
		return fail(http.StatusNotImplemented, "%s: the slice does not have the type %s", at, item)
	}
	inner := &drafter{engine: d.engine, strict: d.strict, complain: d.complain}
	for _, text := range items {
		o, err := object.Parse(text)
		if err != nil {
			return d.wrong(at, "%v", err)
		}
		if id := referenceIn(o); id != "" && l.Contains {
			return d.wrong(at, "it contains its entities and cannot be bound to others")
		} else if id != "" {
			target, err := d.engine.target(id, item)
			if err != nil {
				return fail(http.StatusBadRequest, "%s: %v", at, err)
			}
			r.bound = append(r.bound, target)
			continue
		}
		made, err := inner.draft(at, declared, o)
		if err != nil {
			return err
		}
		r.made = append(r.made, made)
	}
	out.related = append(out.related, r)
	return d.led(at, item, r.bound)
}

// referenceIn is the id of an object that has nothing else: a reference.
func referenceIn(o object.Object) string {
	if len(o) != 1 {
		return ""
	}
	if id := o.Text("@odata.id"); id != "" {
		return id
	}
	return o.Text("@id")
}
