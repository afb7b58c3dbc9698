package engine

// This file is changes: what has happened to a list since it was read (OData Protocol 4.01, section 11.3). The changes
// of a list are tracked where a request prefers that, and where it is read by a function delta, as Microsoft Graph has
// it. The token of a delta link stands for what its client knows: which entities, and of which revision.

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

// latest is the token of clients that want to know what happens from now on.
const latest = "latest"

// known is an entity that a client has, in the revision that it has.
type known struct {
	view
	revision int64
}

// removal stands for an entity that is not in the list any more.
type removal struct{ view }

// JSON is the entity with nothing but what identifies it, and why it is not there.
func (v removal) JSON() jsontext.Value {
	reason := `{"reason":"changed"}`
	if v.entity.Gone() {
		reason = `{"reason":"deleted"}`
	}
	o := object.Object{{Name: "@removed", Value: jsontext.Value(reason)}, {Name: "@odata.id", Value: object.String(v.ID())}}
	return identified(o.JSON(), v.entity)
}

// identified is an answer's entity with its key, also where $select does not name that: a client could not tell what
// has changed.
func identified(text jsontext.Value, e *store.Entity) jsontext.Value {
	o, err := object.Parse(text)
	if err != nil {
		return text
	}
	for _, k := range e.Type.Key {
		if value := e.Object.Get(k.Path); value != nil && !o.Has(k.Path) {
			o.Set(k.Path, value)
		}
	}
	return o.JSON()
}

// isDelta says whether a step is the function by which Microsoft Graph has the changes of a collection.
func isDelta(s *route.Step) bool {
	if s.Kind != route.Operation || s.Operation == nil || s.Operation.Action || !s.Operation.Many || len(s.Values) > 0 {
		return false
	}
	returns, many := model.Item(s.Operation.Returns)
	return many && returns == s.Operation.BoundTo && strings.HasSuffix(s.Operation.Name, ".delta")
}

// tracks says whether the request wants to know the changes of the list later.
func (r *Request) tracks() bool {
	return isDelta(r.Path.Last()) || r.prefers("odata.track-changes") || r.prefers("track-changes")
}

// knownAfter is what a client knows when it has read entities.
func knownAfter(entities []query.Entity) []known {
	all := make([]known, 0, len(entities))
	for _, e := range entities {
		if v, ok := e.(view); ok {
			all = append(all, known{v, v.entity.Revision})
		}
	}
	return all
}

// changes answers with what has happened since a delta link was given: entities that are new or have changed, and those
// that the list does not have any more.
func (e *Engine) changes(r *Request, at *place, token string) (*Response, error) {
	before := e.pages.find(token)
	if before == nil || before.path != r.path {
		return nil, r.wrong(http.StatusBadRequest, "the $deltatoken is not one that the service gave for this list")
	}
	matching, _, err := before.options.Matching(e.candidates(r, at))
	if err != nil {
		return nil, r.unevaluated(err)
	}
	revisions := map[*store.Entity]int64{}
	for _, k := range before.known {
		revisions[k.entity] = k.revision
	}
	left := *before
	left.entities, left.known, left.delta = nil, knownAfter(matching), true
	for _, k := range left.known {
		if revision, ok := revisions[k.entity]; !ok || revision != k.revision {
			left.entities = append(left.entities, k.view)
		}
		delete(revisions, k.entity)
	}
	for _, k := range before.known {
		if _, isLost := revisions[k.entity]; isLost {
			left.entities = append(left.entities, removal{k.view})
		}
	}
	return e.page(r, nil, &left)
}

// deltaLink is the URL of the changes of a list from what its client knows.
func (e *Engine) deltaLink(r *Request, left *rest) string {
	after := *left
	after.entities = nil
	return e.Root + "/" + r.path + "?$deltatoken=" + url.QueryEscape(e.pages.keep("delta-", &after))
}
