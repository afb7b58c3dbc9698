package odata

// This file is a property as a resource of its own: a primitive or enumeration value, or a collection of whatever has
// no key (OData Protocol 4.01, sections 11.2.4 and 11.4.9). A complex value is addressed as an entity is.

import (
	"context"
	"errors"
	"net/http"
	"reflect"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// ValueResource addresses a property with values of type T. The zero value is nil and no resource; builders make them.
type ValueResource[T any] interface {
	// Get reads the property.
	Get() ValueRequest[T]
	// Set changes the property to value.
	Set(value T) SetRequest
	// Clear sets the property to null, or makes the collection empty.
	Clear() SetRequest
	// Raw reads the property as bare text ($value).
	Raw() RawRequest
	// Count reads the number of items of a collection ($count).
	Count() CountRequest

	sealed()
}

// NewValueResource returns the resource of a path. It is for generated code: see package odataimpl.
//
//go:noinline
func NewValueResource[T any](of request.Resource) ValueResource[T] {
	r := valueResource[T](of)
	return &r
}

// valueResource is what every ValueResource is.
type valueResource[T any] request.Resource

//go:noinline
func (v *valueResource[T]) sealed() {}

//go:noinline
func (v *valueResource[T]) Get() ValueRequest[T] {
	return newValueRequest[T](request.Get(request.Resource(*v)))
}

//go:noinline
func (v *valueResource[T]) Set(value T) SetRequest {
	return SetRequest(request.Change(http.MethodPut, request.Resource(*v), valueBody(&value)))
}

//go:noinline
func (v *valueResource[T]) Clear() SetRequest {
	return SetRequest(request.Change(http.MethodDelete, request.Resource(*v), nil))
}

//go:noinline
func (v *valueResource[T]) Raw() RawRequest {
	return RawRequest(request.Get(request.Resource(*v).Media()))
}

//go:noinline
func (v *valueResource[T]) Count() CountRequest {
	return CountRequest(request.Count(request.Resource(*v)))
}

// CollectionResource addresses a property that is a collection of items of type T: primitive, enumeration or complex
// values. A service may send it in pages, as it does entities. The zero value is nil and no resource; builders make
// them.
type CollectionResource[T any] interface {
	// List reads the items, page by page.
	List() ListRequest[T]
	// Get reads the collection as one value: Do follows the links from page to page.
	Get() ValueRequest[[]T]
	// Set changes the collection to the items.
	Set(items []T) SetRequest
	// Add adds an item to the collection.
	Add(item T) SetRequest
	// Clear makes the collection empty.
	Clear() SetRequest
	// Raw reads the collection as bare text ($value), where a service has such a thing.
	Raw() RawRequest
	// Count reads the number of items ($count).
	Count() CountRequest

	sealed()
}

// NewCollectionResource returns the resource of a path. It is for generated code: see package odataimpl.
//
//go:noinline
func NewCollectionResource[T any](of request.Resource) CollectionResource[T] {
	r := collectionResource[T](of)
	return &r
}

// collectionResource is what every CollectionResource is.
type collectionResource[T any] request.Resource

//go:noinline
func (c *collectionResource[T]) sealed() {}

//go:noinline
func (c *collectionResource[T]) List() ListRequest[T] {
	return NewListRequest[T](request.Get(request.Resource(*c)))
}

//go:noinline
func (c *collectionResource[T]) Get() ValueRequest[[]T] {
	return newValueRequest[[]T](request.Get(request.Resource(*c)))
}

//go:noinline
func (c *collectionResource[T]) Set(items []T) SetRequest {
	return SetRequest(request.Change(http.MethodPut, request.Resource(*c), valueBody(&items)))
}

//go:noinline
func (c *collectionResource[T]) Add(item T) SetRequest {
	return SetRequest(request.Change(http.MethodPost, request.Resource(*c), itemBody(&item)))
}

//go:noinline
func (c *collectionResource[T]) Clear() SetRequest {
	return SetRequest(request.Change(http.MethodDelete, request.Resource(*c), nil))
}

//go:noinline
func (c *collectionResource[T]) Raw() RawRequest {
	return RawRequest(request.Get(request.Resource(*c).Media()))
}

//go:noinline
func (c *collectionResource[T]) Count() CountRequest {
	return CountRequest(request.Count(request.Resource(*c)))
}

// valueBody is {"value": ...} with what value points to.
//
//go:noinline
func valueBody(value any) any { return wrap(value, plainForm) }

// itemBody is what adds the item that item points to: a structured value as it is, any other one in {"value": ...}.
func itemBody(item any) any {
	if v := reflect.ValueOf(item).Elem(); extraOf(v) != nil {
		return v.Interface()
	}
	return valueBody(item)
}

// ValueRequest reads a property. The zero value is nil and no request; builders make them.
type ValueRequest[T any] interface {
	// Header sets a header.
	Header(name, value string) ValueRequest[T]
	// Query sets a query option.
	Query(name, value string) ValueRequest[T]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) ValueRequest[T]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do reads the property. The result is null where the service says so, by null or by an answer without content. A
	// collection that comes in pages is read to its end; an error on the way is an error of the whole, except for items
	// that cannot be read, which are zero values beside an [*UnreadableError].
	Do(ctx context.Context) (Opt[T], error)

	part() (request.Call, reader[Opt[T]])
}

func newValueRequest[T any](of request.Call) ValueRequest[T] {
	r := valueRequest[T](of)
	return &r
}

// valueRequest is what every ValueRequest is.
type valueRequest[T any] request.Call

//go:noinline
func (r *valueRequest[T]) Header(name, value string) ValueRequest[T] {
	return newValueRequest[T](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *valueRequest[T]) Query(name, value string) ValueRequest[T] {
	return newValueRequest[T](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *valueRequest[T]) Response(into *Response) ValueRequest[T] {
	return newValueRequest[T](request.Call(*r).Response(into))
}

//go:noinline
func (r *valueRequest[T]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *valueRequest[T]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *valueRequest[T]) Do(ctx context.Context) (Opt[T], error) {
	var value T
	state, err := readProperty(ctx, request.Call(*r), &value)
	return Opt[T]{Value: value, State: state}, err
}

//go:noinline
func (r *valueRequest[T]) part() (request.Call, reader[Opt[T]]) {
	return request.Call(*r), func(a answered) (Opt[T], error) {
		var value T
		state, err := a.property(&value)
		return Opt[T]{Value: value, State: state}, err
	}
}

// errMorePages is the error of a collection that goes on where nobody follows.
var errMorePages = errors.New("the collection continues at a next link, which is not followed here; a ListRequest reads it page by page")

// property reads the answer, which is a property, into what value points to.
func (a answered) property(value any) (State, error) {
	wire := wrap(value, nullForm)
	err := a.into(wire, unmarshalProperty)
	if err == nil && wire.next(a.at) != "" {
		err = errMorePages
	}
	return wire.Value.State, err
}

// readProperty reads a property into what value points to, and the pages that follow the first.
func readProperty(ctx context.Context, r request.Call, value any) (State, error) {
	wire := wrap(value, nullForm)
	c := callOf(r)
	err := c.do(ctx, wire, unmarshalProperty)
	faults := []error{err}
	var seen followed
	for link := wire.next(c.response.url); link != "" && (err == nil || unreadableIn(err) != nil); {
		if err := seen.next(c, link); err != nil {
			return wire.Value.State, err
		}
		c = c.from(link)
		page := wrap(reflect.New(wire.value().Type()).Interface(), nil)
		if err = c.do(ctx, page, unmarshalProperty); err != nil && unreadableIn(err) == nil {
			return wire.Value.State, err
		}
		faults = append(faults, err)
		wire.value().Set(reflect.AppendSlice(wire.value(), page.value()))
		link = page.next(c.response.url)
	}
	return wire.Value.State, errors.Join(faults...)
}

// unmarshalProperty reads a property into v, which is wrapped.
func unmarshalProperty(how decoding, data []byte, v any) error {
	return readWith(how, data, v, func(d *decoder, v reflect.Value) error {
		wire := v.Addr().Interface().(*wrapped)
		d.paged = wire.isList()
		err := d.into(v)
		if err == nil {
			wire.inContext()
		}
		return err
	})
}

// SetRequest changes a property, or a reference.
type SetRequest request.Call

// IfMatch changes it only where the entity still has the ETag.
func (r SetRequest) IfMatch(etag string) SetRequest {
	return SetRequest(request.Call(r).Header("If-Match", etag))
}

// Header sets a header.
func (r SetRequest) Header(name, value string) SetRequest {
	return SetRequest(request.Call(r).Header(name, value))
}

// Query sets a query option.
func (r SetRequest) Query(name, value string) SetRequest {
	return SetRequest(request.Call(r).Query(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r SetRequest) Response(into *Response) SetRequest {
	return SetRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r SetRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r SetRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do sends the change.
func (r SetRequest) Do(ctx context.Context) error { return callOf(request.Call(r)).do(ctx, nil, nil) }

func (r SetRequest) part() (request.Call, reader[None]) { return request.Call(r), nothing }

// RawRequest reads a property as bare text.
type RawRequest request.Call

// Header sets a header.
func (r RawRequest) Header(name, value string) RawRequest {
	return RawRequest(request.Call(r).Header(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r RawRequest) Response(into *Response) RawRequest {
	return RawRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r RawRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r RawRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r).Accepting("text/plain, */*")).http(ctx)
}

// Do reads the text. It is "" where the property is null.
func (r RawRequest) Do(ctx context.Context) (string, error) {
	data, err := callOf(request.Call(r).Accepting("text/plain, */*")).text(ctx)
	return string(data), err
}

func (r RawRequest) part() (request.Call, reader[string]) {
	return request.Call(r).Accepting("text/plain, */*"), func(a answered) (string, error) { return string(a.body), nil }
}
