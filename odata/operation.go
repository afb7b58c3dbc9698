package odata

// This file is the requests that call operations: actions by POST with their parameters in the body, functions by GET with theirs in the
// path (OData Protocol 4.01, section 11.5.4 and 11.5.5). A function that returns a collection is read by a ListRequest.

import (
	"context"
	"net/http"

	"github.com/csdlgen/csdlgen/odata/filter"
)

// newAction is the call of an action; a body that is nil sends none.
func newAction(at Resource, body any) call {
	return call{at: at, method: http.MethodPost, body: body, hasBody: body != nil, mode: modeAny, restriction: at.restrictions.Insert}
}

// ActionRequest calls an action that returns an R.
type ActionRequest[R any] struct{ call call }

// NewAction returns the request that calls the action at the resource. The body holds the parameters; nil for none.
func NewAction[R any](at Resource, body any) ActionRequest[R] {
	return ActionRequest[R]{newAction(at, body)}
}

// Query sets a query option.
func (r ActionRequest[R]) Query(name, value string) ActionRequest[R] {
	return ActionRequest[R]{r.call.query(name, value)}
}

// Header sets a header.
func (r ActionRequest[R]) Header(name, value string) ActionRequest[R] {
	return ActionRequest[R]{r.call.header(name, value)}
}

// Prefer adds a preference, such as respond-async.
func (r ActionRequest[R]) Prefer(preference string) ActionRequest[R] {
	return ActionRequest[R]{r.call.prefer(preference)}
}

// IfMatch calls the action only where the entity that it is bound to still has the ETag.
func (r ActionRequest[R]) IfMatch(etag string) ActionRequest[R] {
	return ActionRequest[R]{r.call.header("If-Match", etag)}
}

// SkipValidation sends the parameters without validating them.
func (r ActionRequest[R]) SkipValidation() ActionRequest[R] {
	r.call.unchecked = true
	return r
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r ActionRequest[R]) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) { return r.call.http(ctx) }

// Do calls the action and returns its result; the zero R where the service answers without one.
func (r ActionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := r.call.do(ctx, &result, unmarshalValue)
	return result, err
}

func (r ActionRequest[R]) part() (call, reader[R]) { return r.call, one[R](unmarshalValue) }

// ActionNoneRequest calls an action that returns nothing.
type ActionNoneRequest struct{ call call }

// NewActionNone returns the request that calls the action at the resource. The body holds the parameters; nil for none.
func NewActionNone(at Resource, body any) ActionNoneRequest {
	return ActionNoneRequest{newAction(at, body)}
}

// Query sets a query option.
func (r ActionNoneRequest) Query(name, value string) ActionNoneRequest {
	return ActionNoneRequest{r.call.query(name, value)}
}

// Header sets a header.
func (r ActionNoneRequest) Header(name, value string) ActionNoneRequest {
	return ActionNoneRequest{r.call.header(name, value)}
}

// Prefer adds a preference, such as respond-async.
func (r ActionNoneRequest) Prefer(preference string) ActionNoneRequest {
	return ActionNoneRequest{r.call.prefer(preference)}
}

// IfMatch calls the action only where the entity that it is bound to still has the ETag.
func (r ActionNoneRequest) IfMatch(etag string) ActionNoneRequest {
	return ActionNoneRequest{r.call.header("If-Match", etag)}
}

// SkipValidation sends the parameters without validating them.
func (r ActionNoneRequest) SkipValidation() ActionNoneRequest {
	r.call.unchecked = true
	return r
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r ActionNoneRequest) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionNoneRequest) HTTP(ctx context.Context) (*http.Request, error) { return r.call.http(ctx) }

// Do calls the action.
func (r ActionNoneRequest) Do(ctx context.Context) error { return r.call.do(ctx, nil, nil) }

func (r ActionNoneRequest) part() (call, reader[None]) { return r.call, nothing }

// ActionListRequest calls an action that returns a collection of R.
type ActionListRequest[R any] struct{ call call }

// NewActionList returns the request that calls the action at the resource. The body holds the parameters; nil for none.
func NewActionList[R any](at Resource, body any) ActionListRequest[R] {
	return ActionListRequest[R]{newAction(at, body)}
}

// Query sets a query option.
func (r ActionListRequest[R]) Query(name, value string) ActionListRequest[R] {
	return ActionListRequest[R]{r.call.query(name, value)}
}

// Header sets a header.
func (r ActionListRequest[R]) Header(name, value string) ActionListRequest[R] {
	return ActionListRequest[R]{r.call.header(name, value)}
}

// Prefer adds a preference.
func (r ActionListRequest[R]) Prefer(preference string) ActionListRequest[R] {
	return ActionListRequest[R]{r.call.prefer(preference)}
}

// SkipValidation sends the parameters without validating them.
func (r ActionListRequest[R]) SkipValidation() ActionListRequest[R] {
	r.call.unchecked = true
	return r
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r ActionListRequest[R]) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionListRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return r.call.http(ctx)
}

// Do calls the action and returns the first page of its result. Further pages are read from the next link: [ActionListRequest.More].
func (r ActionListRequest[R]) Do(ctx context.Context) (*Page[R], error) {
	return readPage[R](ctx, r.call)
}

// More returns the request that reads the page behind one that Do returned.
func (r ActionListRequest[R]) More(page *Page[R]) ListRequest[R] {
	return NewList[R](r.call.at).From(page.NextLink)
}

func (r ActionListRequest[R]) part() (call, reader[*Page[R]]) { return r.call, parsePage[R] }

// ActionStreamRequest calls an action that returns a stream.
type ActionStreamRequest struct{ call call }

// NewActionStream returns the request that calls the action at the resource. The body holds the parameters; nil for none.
func NewActionStream(at Resource, body any) ActionStreamRequest {
	return ActionStreamRequest{newAction(at, body)}
}

// Header sets a header.
func (r ActionStreamRequest) Header(name, value string) ActionStreamRequest {
	return ActionStreamRequest{r.call.header(name, value)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r ActionStreamRequest) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionStreamRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return r.call.http(ctx)
}

// Do calls the action and returns its result, which the caller closes.
func (r ActionStreamRequest) Do(ctx context.Context) (*Download, error) { return r.call.download(ctx) }

// FunctionRequest calls a function that returns one R.
type FunctionRequest[R any] struct{ call call }

// NewFunction returns the request that calls the function at the resource, which holds the arguments.
func NewFunction[R any](at Resource) FunctionRequest[R] {
	return FunctionRequest[R]{call{at: at, method: http.MethodGet, restriction: at.restrictions.Read}}
}

// Select reads only these properties of the result ($select).
func (r FunctionRequest[R]) Select(items ...filter.SelectItem[R]) FunctionRequest[R] {
	return FunctionRequest[R]{r.call.option("$select", selected(items))}
}

// Expand reads related entities with the result ($expand).
func (r FunctionRequest[R]) Expand(items ...filter.ExpandItem[R]) FunctionRequest[R] {
	return FunctionRequest[R]{r.call.option("$expand", expanded(items))}
}

// Query sets any other query option.
func (r FunctionRequest[R]) Query(name, value string) FunctionRequest[R] {
	return FunctionRequest[R]{r.call.query(name, value)}
}

// Header sets a header.
func (r FunctionRequest[R]) Header(name, value string) FunctionRequest[R] {
	return FunctionRequest[R]{r.call.header(name, value)}
}

// Prefer adds a preference.
func (r FunctionRequest[R]) Prefer(preference string) FunctionRequest[R] {
	return FunctionRequest[R]{r.call.prefer(preference)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r FunctionRequest[R]) Scopes(schemes ...string) []string {
	return r.call.restriction.scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r FunctionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) { return r.call.http(ctx) }

// Do calls the function and returns its result; the zero R where that is null.
func (r FunctionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := r.call.do(ctx, &result, unmarshalValue)
	return result, err
}

func (r FunctionRequest[R]) part() (call, reader[R]) { return r.call, one[R](unmarshalValue) }
