package odata

// This file is references: which entities belong to a navigation property, without the entities themselves (OData
// Protocol 4.01, sections 11.2.8 and 11.4.6).

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Reference is the URL of an entity: absolute, or relative to the service root. [RefTo] makes one of a resource.
type Reference string

// RefTo returns the reference to the entity at a resource, such as [At](c, "directoryObjects/"+id). That of a resource
// with a fault is "", which requests refuse.
func RefTo(at Resource) Reference {
	switch {
	case at.Err() != nil:
		return ""
	case at.Client() == nil:
		return Reference(at.Path())
	}
	return Reference(at.Client().String() + at.Path())
}

// leading is the resource of a request about a reference, which has to lead somewhere.
func leading(r Resource, target Reference) Resource {
	if target == "" {
		return r.Failed(errors.New("odata: the reference is empty; it must be the URL of an entity"))
	}
	return r
}

// Bind makes the navigation property of a new or changed model lead to entities that are there, when the model is sent:
// name@odata.bind (OData JSON Format 4.01, section 8.5). A property that leads to one entity takes one target, a
// collection any number, to which an update adds.
//
//	err := odata.Bind(group, graph.GroupPropOwners, "https://graph.microsoft.com/v1.0/users/1")
//
// Where the package has no variable for the property, there is
// filter.NavigationCollection[*graph.Group, *graph.User]{Name: "owners"}. R is a pointer to a model; nil is an error.
func Bind[R, E, Count any](model R, property filter.Part[R, E, filter.Expandable, Count], targets ...Reference) error {
	_, many := any(*new(Count)).(filter.Many)
	return bind(model, property.Name, many, targets)
}

func bind(model any, name string, many bool, targets []Reference) error {
	v := modelOf(model)
	switch {
	case !v.IsValid() || shapeOf(v.Type()).undeclared < 0:
		return errorf("odata: %s cannot be bound: a pointer to a model that embeds odata.Undeclared is needed, not %T", name, model)
	case name == "":
		return errors.New("odata: a property without a name cannot be bound: use the variables of the generated package, or set Name")
	}
	extra := shapeOf(v.Type()).rest(v)
	switch {
	case many:
		return extra.BindAll(name, targets...)
	case len(targets) != 1:
		return errorf("odata: %s leads to one entity and cannot be bound to %d", name, len(targets))
	}
	return extra.Bind(name, targets[0])
}

// refWire is a reference as JSON.
type refWire struct {
	Undeclared
	ID Opt[string] `json:"@odata.id,omitzero"`
}

func wireOf(target Reference) *refWire { return &refWire{ID: Some(string(target))} }

// RefResource addresses the one reference of a navigation property, or one of the references of a collection.
type RefResource request.Resource

// Get reads the reference.
func (r RefResource) Get() RefRequest {
	return RefRequest(request.Get(request.Resource(r)))
}

// Set makes the navigation property lead to target.
func (r RefResource) Set(target Reference) SetRequest {
	return SetRequest(request.Change(http.MethodPut, leading(request.Resource(r), target), wireOf(target)))
}

// Remove takes the reference away; the entity stays.
func (r RefResource) Remove() SetRequest {
	return SetRequest(request.Change(http.MethodDelete, request.Resource(r), nil))
}

// RefsResource addresses the references of a collection-valued navigation property.
type RefsResource request.Resource

// List reads the references; each has the URL of an entity as its ID.
func (r RefsResource) List() ListRequest[*EntityReference] {
	return NewListRequest[*EntityReference](request.Get(request.Resource(r)))
}

// Add makes target one of the entities of the navigation property.
func (r RefsResource) Add(target Reference) SetRequest {
	return SetRequest(request.Change(http.MethodPost, leading(request.Resource(r), target), wireOf(target)))
}

// Remove takes target out of the navigation property; the entity stays.
func (r RefsResource) Remove(target Reference) SetRequest {
	return SetRequest(request.Change(http.MethodDelete, leading(request.Resource(r), target), nil).Query("$id", string(target)))
}

// EntityReference is a reference as services list them.
type EntityReference struct {
	Undeclared
	// ID is the URL of the entity as it came; [Response.Resolve] makes a relative one absolute.
	ID Opt[string] `json:"@odata.id,omitzero"`
}

// MarshalJSON writes the reference.
func (r EntityReference) MarshalJSON() ([]byte, error) { return Marshal(&r) }

// UnmarshalJSON reads the reference.
func (r *EntityReference) UnmarshalJSON(data []byte) error { return Unmarshal(data, r) }

// RefRequest reads a reference.
type RefRequest request.Call

// Header sets a header.
func (r RefRequest) Header(name, value string) RefRequest {
	return RefRequest(request.Call(r).Header(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r RefRequest) Response(into *Response) RefRequest {
	return RefRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r RefRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r RefRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do reads the reference, as an absolute URL. It is "" where the navigation property leads nowhere.
func (r RefRequest) Do(ctx context.Context) (Reference, error) {
	var wire refWire
	c := callOf(request.Call(r))
	if err := c.do(ctx, &wire, unmarshalPlain); err != nil {
		return "", err
	}
	return referenceOf(c.response.url, &wire)
}

func (r RefRequest) part() (request.Call, reader[Reference]) {
	return request.Call(r), func(a answered) (Reference, error) {
		var wire refWire
		if err := unmarshalAll(a.how, a.body, &wire); err != nil {
			return "", err
		}
		return referenceOf(a.at, &wire)
	}
}

// referenceOf takes the URL out of the answer to a request: @odata.id, @id, or as some services have it, value.
func referenceOf(at *url.URL, wire *refWire) (Reference, error) {
	id, ok := wire.ID.Get()
	if !ok {
		id = wire.Extra.text("@id", "value", "url")
	}
	if id != "" {
		return Reference(absolute(baseOf(at, wire.Extra.Context()), id)), nil
	}
	if len(wire.Extra.all()) > 0 {
		return "", errorf("odata: the answer is not an entity reference: @odata.id is missing")
	}
	return "", nil
}
