package odata

// This file is a property as a resource of its own: a primitive or enumeration value, or a collection (OData Protocol 4.01,
// sections 11.2.4 and 11.4.9). A complex value is addressed as an entity is.

import (
	"bytes"
	"context"
	"net/http"
)

// ValueResource addresses a property with values of type T.
type ValueResource[T any] struct{ at Resource }

// NewValue returns the property at the resource.
func NewValue[T any](at Resource) ValueResource[T] { return ValueResource[T]{at} }

// Get reads the property.
func (v ValueResource[T]) Get() ValueRequest[T] {
	return ValueRequest[T]{call{at: v.at, method: http.MethodGet, restriction: v.at.restrictions.Read}}
}

// Set changes the property to value.
func (v ValueResource[T]) Set(value T) SetRequest {
	return SetRequest{call{at: v.at, method: http.MethodPut, body: &valueWire[T]{Value: Some(value)}, hasBody: true, restriction: v.at.restrictions.Update}}
}

// Clear sets the property to null, or makes the collection empty.
func (v ValueResource[T]) Clear() SetRequest {
	return SetRequest{call{at: v.at, method: http.MethodDelete, restriction: v.at.restrictions.Update}}
}

// Raw reads the property as bare text ($value).
func (v ValueResource[T]) Raw() RawRequest {
	return RawRequest{call{at: v.at.value(), method: http.MethodGet, restriction: v.at.restrictions.Read}}
}

// Count reads the number of items of a collection ($count).
func (v ValueResource[T]) Count() CountRequest { return NewCount(v.at) }

// valueWire is a property as JSON.
type valueWire[T any] struct {
	Undeclared
	Value Opt[T] `json:"value,omitzero"`
}

// ValueRequest reads a property.
type ValueRequest[T any] struct{ call call }

// Header sets a header.
func (r ValueRequest[T]) Header(name, value string) ValueRequest[T] {
	return ValueRequest[T]{r.call.header(name, value)}
}

// Query sets a query option.
func (r ValueRequest[T]) Query(name, value string) ValueRequest[T] {
	return ValueRequest[T]{r.call.query(name, value)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r ValueRequest[T]) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ValueRequest[T]) HTTP(ctx context.Context) (*http.Request, error) { return r.call.http(ctx) }

// Do reads the property. The result is null where the service says so, by null or by an answer without content.
func (r ValueRequest[T]) Do(ctx context.Context) (Opt[T], error) {
	wire := valueWire[T]{Value: Null[T]()}
	err := r.call.do(ctx, &wire, Unmarshal)
	return wire.Value, err
}

func (r ValueRequest[T]) part() (call, reader[Opt[T]]) {
	return r.call, func(data []byte) (Opt[T], error) {
		wire := valueWire[T]{Value: Null[T]()}
		if len(bytes.TrimSpace(data)) == 0 {
			return wire.Value, nil
		}
		err := Unmarshal(data, &wire)
		return wire.Value, err
	}
}

// SetRequest changes a property, or a reference.
type SetRequest struct{ call call }

// IfMatch changes it only where the entity still has the ETag.
func (r SetRequest) IfMatch(etag string) SetRequest {
	return SetRequest{r.call.header("If-Match", etag)}
}

// Header sets a header.
func (r SetRequest) Header(name, value string) SetRequest {
	return SetRequest{r.call.header(name, value)}
}

// Query sets a query option.
func (r SetRequest) Query(name, value string) SetRequest {
	return SetRequest{r.call.query(name, value)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r SetRequest) Scopes(schemes ...string) []string { return r.call.restriction.scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r SetRequest) HTTP(ctx context.Context) (*http.Request, error) { return r.call.http(ctx) }

// Do sends the change.
func (r SetRequest) Do(ctx context.Context) error { return r.call.do(ctx, nil, nil) }

func (r SetRequest) part() (call, reader[None]) { return r.call, nothing }

// RawRequest reads a property as bare text.
type RawRequest struct{ call call }

// Header sets a header.
func (r RawRequest) Header(name, value string) RawRequest {
	return RawRequest{r.call.header(name, value)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r RawRequest) Scopes(schemes ...string) []string { return r.call.restriction.scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r RawRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return r.call.accepting("text/plain, */*").http(ctx)
}

// Do reads the text. It is "" where the property is null.
func (r RawRequest) Do(ctx context.Context) (string, error) {
	data, err := r.call.accepting("text/plain, */*").text(ctx)
	return string(data), err
}

func (r RawRequest) part() (call, reader[string]) {
	return r.call.accepting("text/plain, */*"), func(data []byte) (string, error) { return string(data), nil }
}
