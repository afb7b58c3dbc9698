package odata

// This file is a property as a resource of its own: a primitive or enumeration value, or a collection (OData Protocol
// 4.01, sections 11.2.4 and 11.4.9). A complex value is addressed as an entity is.

import (
	"bytes"
	"context"
	"net/http"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// ValueResource addresses a property with values of type T.
type ValueResource[T any] request.Resource

// Get reads the property.
func (v ValueResource[T]) Get() ValueRequest[T] {
	return ValueRequest[T](request.Get(request.Resource(v)))
}

// Set changes the property to value.
func (v ValueResource[T]) Set(value T) SetRequest {
	return SetRequest(request.Change(http.MethodPut, request.Resource(v), &valueWire[T]{Value: Some(value)}))
}

// Clear sets the property to null, or makes the collection empty.
func (v ValueResource[T]) Clear() SetRequest {
	return SetRequest(request.Change(http.MethodDelete, request.Resource(v), nil))
}

// Raw reads the property as bare text ($value).
func (v ValueResource[T]) Raw() RawRequest {
	return RawRequest(request.Get(request.Resource(v).Media()))
}

// Count reads the number of items of a collection ($count).
func (v ValueResource[T]) Count() CountRequest {
	return CountRequest(request.Count(request.Resource(v)))
}

// valueWire is a property as JSON.
type valueWire[T any] struct {
	Undeclared
	Value Opt[T] `json:"value,omitzero"`
}

// ValueRequest reads a property.
type ValueRequest[T any] request.Call

// Header sets a header.
func (r ValueRequest[T]) Header(name, value string) ValueRequest[T] {
	return ValueRequest[T](request.Call(r).Header(name, value))
}

// Query sets a query option.
func (r ValueRequest[T]) Query(name, value string) ValueRequest[T] {
	return ValueRequest[T](request.Call(r).Query(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r ValueRequest[T]) Response(into *Response) ValueRequest[T] {
	return ValueRequest[T](request.Call(r).Response(into))
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of
// the named.
func (r ValueRequest[T]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ValueRequest[T]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do reads the property. The result is null where the service says so, by null or by an answer without content.
func (r ValueRequest[T]) Do(ctx context.Context) (Opt[T], error) {
	wire := valueWire[T]{Value: Null[T]()}
	err := callOf(request.Call(r)).do(ctx, &wire, unmarshalPlain)
	return wire.Value, err
}

func (r ValueRequest[T]) part() (call, reader[Opt[T]]) {
	return callOf(request.Call(r)), func(how decoding, data []byte) (Opt[T], error) {
		wire := valueWire[T]{Value: Null[T]()}
		if len(bytes.TrimSpace(data)) == 0 {
			return wire.Value, nil
		}
		err := how.unmarshal(data, &wire)
		return wire.Value, err
	}
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

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of
// the named.
func (r SetRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r SetRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do sends the change.
func (r SetRequest) Do(ctx context.Context) error { return callOf(request.Call(r)).do(ctx, nil, nil) }

func (r SetRequest) part() (call, reader[None]) { return callOf(request.Call(r)), nothing }

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

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of
// the named.
func (r RawRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r RawRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).accepting("text/plain, */*").http(ctx)
}

// Do reads the text. It is "" where the property is null.
func (r RawRequest) Do(ctx context.Context) (string, error) {
	data, err := callOf(request.Call(r)).accepting("text/plain, */*").text(ctx)
	return string(data), err
}

func (r RawRequest) part() (call, reader[string]) {
	return callOf(request.Call(r)).accepting("text/plain, */*"), func(_ decoding, data []byte) (string, error) { return string(data), nil }
}
