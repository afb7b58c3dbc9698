package odata

// This file is the requests that call operations: actions by POST with their parameters in the body, functions by GET
// with theirs in the path (OData Protocol 4.01, section 11.5.4 and 11.5.5). A function that returns a collection is
// read by a ListRequest.

import (
	"context"
	"net/http"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// ActionRequest calls an action that returns an R.
type ActionRequest[R any] request.Call

// Query sets a query option.
//
//go:noinline
func (r ActionRequest[R]) Query(name, value string) ActionRequest[R] {
	return ActionRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r ActionRequest[R]) Header(name, value string) ActionRequest[R] {
	return ActionRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference, such as respond-async.
//
//go:noinline
func (r ActionRequest[R]) Prefer(preference string) ActionRequest[R] {
	return ActionRequest[R](request.Call(r).Prefer(preference))
}

// IfMatch calls the action only where the entity that it is bound to still has the ETag.
//
//go:noinline
func (r ActionRequest[R]) IfMatch(etag string) ActionRequest[R] {
	return ActionRequest[R](request.Call(r).Header("If-Match", etag))
}

// SkipValidation sends the parameters without validating them.
//
//go:noinline
func (r ActionRequest[R]) SkipValidation() ActionRequest[R] {
	return ActionRequest[R](request.Call(r).SkipValidation())
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r ActionRequest[R]) Response(into *Response) ActionRequest[R] {
	return ActionRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r ActionRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file. The
// caller closes it. Header("Accept", ...) asks for a certain type.
//
//go:noinline
func (r ActionRequest[R]) Download(ctx context.Context) (*Download, error) {
	return callOf(request.Call(r)).download(ctx)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r ActionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do calls the action and returns its result; the zero R where the service answers without one.
//
//go:noinline
func (r ActionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := callOf(request.Call(r)).do(ctx, &result, unmarshalValue)
	return result, err
}

//go:noinline
func (r ActionRequest[R]) part() (call, reader[R]) {
	return callOf(request.Call(r)), one[R](unmarshalValue)
}

// ActionNoneRequest calls an action that returns nothing.
type ActionNoneRequest request.Call

// Query sets a query option.
func (r ActionNoneRequest) Query(name, value string) ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).Query(name, value))
}

// Header sets a header.
func (r ActionNoneRequest) Header(name, value string) ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).Header(name, value))
}

// Prefer adds a preference, such as respond-async.
func (r ActionNoneRequest) Prefer(preference string) ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).Prefer(preference))
}

// IfMatch calls the action only where the entity that it is bound to still has the ETag.
func (r ActionNoneRequest) IfMatch(etag string) ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).Header("If-Match", etag))
}

// SkipValidation sends the parameters without validating them.
func (r ActionNoneRequest) SkipValidation() ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).SkipValidation())
}

// Response lets the request fill in the status and the headers of its answer.
func (r ActionNoneRequest) Response(into *Response) ActionNoneRequest {
	return ActionNoneRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r ActionNoneRequest) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionNoneRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do calls the action.
func (r ActionNoneRequest) Do(ctx context.Context) error {
	return callOf(request.Call(r)).do(ctx, nil, nil)
}

func (r ActionNoneRequest) part() (call, reader[None]) { return callOf(request.Call(r)), nothing }

// ActionListRequest calls an action that returns a collection of R.
type ActionListRequest[R any] request.Call

// Query sets a query option.
//
//go:noinline
func (r ActionListRequest[R]) Query(name, value string) ActionListRequest[R] {
	return ActionListRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r ActionListRequest[R]) Header(name, value string) ActionListRequest[R] {
	return ActionListRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference.
//
//go:noinline
func (r ActionListRequest[R]) Prefer(preference string) ActionListRequest[R] {
	return ActionListRequest[R](request.Call(r).Prefer(preference))
}

// SkipValidation sends the parameters without validating them.
//
//go:noinline
func (r ActionListRequest[R]) SkipValidation() ActionListRequest[R] {
	return ActionListRequest[R](request.Call(r).SkipValidation())
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r ActionListRequest[R]) Response(into *Response) ActionListRequest[R] {
	return ActionListRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r ActionListRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r ActionListRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do calls the action and returns the first page of its result. Further pages are read from the next link:
// [ActionListRequest.More].
//
//go:noinline
func (r ActionListRequest[R]) Do(ctx context.Context) (*Page[R], error) {
	return readPage[R](ctx, callOf(request.Call(r)))
}

// More returns the request that reads the page after the one that Do returned.
//
//go:noinline
func (r ActionListRequest[R]) More(page *Page[R]) ListRequest[R] {
	return ListRequest[R](request.Get(request.Call(r).Data().At).From(page.NextLink))
}

//go:noinline
func (r ActionListRequest[R]) part() (call, reader[*Page[R]]) {
	return pagePart[R](request.Call(r))
}

// ActionStreamRequest calls an action that returns a stream.
type ActionStreamRequest request.Call

// Header sets a header.
func (r ActionStreamRequest) Header(name, value string) ActionStreamRequest {
	return ActionStreamRequest(request.Call(r).Header(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r ActionStreamRequest) Response(into *Response) ActionStreamRequest {
	return ActionStreamRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r ActionStreamRequest) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r ActionStreamRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do calls the action and returns its result, which the caller closes.
func (r ActionStreamRequest) Do(ctx context.Context) (*Download, error) {
	return callOf(request.Call(r)).download(ctx)
}

// FunctionRequest calls a function that returns one R.
type FunctionRequest[R any] request.Call

// Select reads only these properties of the result ($select).
//
//go:noinline
func (r FunctionRequest[R]) Select(items ...filter.SelectItem[R]) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Option("$select", selected(items)))
}

// Expand reads related entities with the result ($expand).
//
//go:noinline
func (r FunctionRequest[R]) Expand(items ...filter.ExpandItem[R]) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Option("$expand", expanded(items)))
}

// Query sets any other query option.
//
//go:noinline
func (r FunctionRequest[R]) Query(name, value string) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r FunctionRequest[R]) Header(name, value string) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference.
//
//go:noinline
func (r FunctionRequest[R]) Prefer(preference string) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Prefer(preference))
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r FunctionRequest[R]) Response(into *Response) FunctionRequest[R] {
	return FunctionRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r FunctionRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file. The
// caller closes it. Header("Accept", ...) asks for a certain type.
//
//go:noinline
func (r FunctionRequest[R]) Download(ctx context.Context) (*Download, error) {
	return callOf(request.Call(r)).download(ctx)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r FunctionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do calls the function and returns its result; the zero R where that is null.
//
//go:noinline
func (r FunctionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := callOf(request.Call(r)).do(ctx, &result, unmarshalValue)
	return result, err
}

//go:noinline
func (r FunctionRequest[R]) part() (call, reader[R]) {
	return callOf(request.Call(r)), one[R](unmarshalValue)
}
