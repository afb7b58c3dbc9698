package engine

// This file writes entities as answers: with the control information of the JSON format, and its context (OData JSON
// Format 4.01, sections 4 and 10).

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

func unescapePath(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// id is the URL that identifies an entity.
func (e *Engine) id(entity *store.Entity) string { return e.Root + "/" + entity.Path() }

// get answers with one entity.
func (e *Engine) get(r *Request, at *place) (*Response, error) {
	if at.entity == nil && at.key == nil && at.collection != nil {
		return r.empty(http.StatusNoContent), nil // a navigation property that leads to nothing
	}
	if err := e.present(at); err != nil {
		return nil, err
	}
	if known := r.HTTP.Header.Get("If-None-Match"); known != "" && matches(known, at.entity.ETag()) {
		return r.empty(http.StatusNotModified), nil
	}
	body, err := e.represent(r, at, at.entity, nil)
	if err != nil {
		return nil, err
	}
	answer := r.json(http.StatusOK, body)
	answer.Header.Set("ETag", at.entity.ETag())
	return answer, nil
}

// represent is an entity as the body of an answer, with what the request selects and expands. What a draft made of
// related entities is in it too.
func (e *Engine) represent(r *Request, at *place, entity *store.Entity, d *draft) (jsontext.Value, error) {
	o, err := r.options(at.as.Name)
	if err != nil {
		return nil, err
	}
	body, err := o.Project(r.view(entity, at.as))
	if err != nil {
		return nil, r.unevaluated(err)
	}
	if d != nil && o.Selected() == "" {
		body = r.withRelated(body, entity, d)
	}
	return r.inContext(e.context(at, true, o.Selected()), body), nil
}

// withRelated adds to an entity those that were made with it (OData Protocol 4.01, section 11.4.2.2).
func (r *Request) withRelated(body jsontext.Value, entity *store.Entity, d *draft) jsontext.Value {
	o, err := object.Parse(body)
	if err != nil {
		return body
	}
	for _, made := range d.related {
		if len(made.made) == 0 {
			continue
		}
		c := entity.Look(made.link)
		before := len(c.Entities()) - len(made.made) // the new ones are the last
		var all []jsontext.Value
		for i, target := range c.Entities() {
			text := r.view(target, c.Type).JSON()
			if i >= before {
				text = r.withRelated(text, target, made.made[i-before])
			}
			all = append(all, text)
		}
		if c.Many {
			o.Set(made.link.Name, object.Array(all))
		} else if len(all) > 0 {
			o.Set(made.link.Name, all[0])
		}
	}
	return o.JSON()
}

// inContext puts the context URL before the members of an object.
func (r *Request) inContext(fragment string, body jsontext.Value) jsontext.Value {
	if r.bare() {
		return body
	}
	out := append([]byte(`{"@odata.context":`), object.String(r.engine.Root+"/$metadata#"+fragment)...)
	if string(body) != "{}" {
		out = append(out, ',')
	}
	return append(out, body[1:]...)
}

// context is the fragment of the context URL of what a path leads to: of one entity, or of all, of which something was
// selected.
func (e *Engine) context(at *place, one bool, selected string) string {
	if selected != "" {
		selected = "(" + selected + ")"
	}
	c := at.collection
	if c == nil {
		return at.entity.Singleton.Name + cast(at.as, at.entity.Type) + selected
	}
	base, declared := c.Path(), c.Type
	if !c.Holds {
		bound := e.Store.Bound(c.Owner, c.Link)
		switch {
		case bound == nil && one:
			return at.as.Name + selected
		case bound == nil:
			return "Collection(" + at.as.Name + ")" + selected
		}
		base, declared = bound.Path(), bound.Type
	}
	base += cast(at.as, declared) + selected
	if one && (!c.Holds || c.Many) {
		base += "/$entity"
	}
	return base
}

// cast is the segment for a type that derives from the declared one.
func cast(t, declared *model.Type) string {
	if t == declared || !t.Is(declared) {
		return ""
	}
	return "/" + t.Name
}

// view is an entity in the place of an answer where a type is declared.
type view struct {
	engine   *Engine
	entity   *store.Entity
	declared *model.Type
	bare     bool
}

func (r *Request) view(entity *store.Entity, declared *model.Type) view {
	return view{r.engine, entity, declared, r.bare()}
}

// Type is the name of its own type.
func (v view) Type() string { return v.entity.Type.Name }

// ID is the URL that identifies it.
func (v view) ID() string { return v.engine.id(v.entity) }

// Member is the value of a member.
func (v view) Member(name string) (jsontext.Value, bool) {
	value := v.entity.Object.Get(name)
	return value, value != nil
}

// Related are the entities that a navigation property leads to.
func (v view) Related(link string) ([]query.Entity, error) {
	l := v.entity.Type.Link(link)
	if l == nil {
		return nil, fmt.Errorf("the service in memory has nothing at %s of an entity of %s", link, v.entity.Type.Name)
	}
	c := v.entity.Look(l)
	all := make([]query.Entity, len(c.Entities()))
	for i, target := range c.Entities() {
		all[i] = view{v.engine, target, c.Type, v.bare}
	}
	return all, nil
}

// JSON is the entity with its control information. As services do, it has every property that the type declares: one
// that the entity lacks is null, or an empty collection.
func (v view) JSON() jsontext.Value {
	var o object.Object
	if !v.bare {
		o = v.control()
	}
	o = append(o, v.entity.Object...)
	for _, p := range v.entity.Type.Properties {
		if p.Type == "Edm.Stream" {
			if stream, ok := v.entity.Streams[p.Name]; ok && !v.bare {
				o = append(o, object.Member{Name: p.Name + "@odata.mediaContentType", Value: object.String(stream.ContentType)})
			}
			continue
		}
		if _, many := model.Item(p.Type); (many || p.Null) && !v.entity.Object.Has(p.Name) {
			o = append(o, object.Member{Name: p.Name, Value: nothing(many)})
		}
	}
	return o.JSON()
}

// nothing is the value of a property that has none.
func nothing(many bool) jsontext.Value {
	if many {
		return jsontext.Value("[]")
	}
	return jsontext.Value("null")
}

// control is the control information of the entity.
func (v view) control() object.Object {
	var o object.Object
	if v.entity.Type != v.declared && !v.entity.Object.Has("@odata.type") {
		o = append(o, object.Member{Name: "@odata.type", Value: object.String("#" + v.entity.Type.Name)})
	}
	o = append(o, object.Member{Name: "@odata.etag", Value: object.String(v.entity.ETag())})
	if media, ok := v.entity.Streams[""]; ok {
		o = append(o, object.Member{Name: "@odata.mediaContentType", Value: object.String(media.ContentType)})
	}
	return o
}

// collection answers a request about a collection of entities.
func (e *Engine) collection(r *Request, at *place) (*Response, error) {
	switch r.Method {
	case http.MethodGet:
		return e.list(r, at)
	case http.MethodPost:
		return e.create(r, at)
	}
	return nil, notAllowed(r)
}

// entities are those that a path leads to, which may say a derived type.
func (at *place) entities() []*store.Entity {
	all := at.collection.Entities()
	if at.as == nil || at.as == at.collection.Type {
		return all
	}
	var some []*store.Entity
	for _, entity := range all {
		if entity.Type.Is(at.as) {
			some = append(some, entity)
		}
	}
	return some
}

// isJSON says whether the body of a request is JSON.
func isJSON(r *Request) bool {
	return strings.HasPrefix(r.HTTP.Header.Get("Content-Type"), "application/json")
}
