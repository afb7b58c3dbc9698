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

// ActionRequest calls an action that returns an R. The zero value is nil and no request; builders make them.
type ActionRequest[R any] interface {
	// Query sets a query option.
	Query(name, value string) ActionRequest[R]
	// Header sets a header.
	Header(name, value string) ActionRequest[R]
	// Prefer adds a preference, such as respond-async.
	Prefer(preference string) ActionRequest[R]
	// IfMatch calls the action only where the entity that it is bound to still has the ETag.
	IfMatch(etag string) ActionRequest[R]
	// SkipValidation sends the parameters without validating them.
	SkipValidation() ActionRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) ActionRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file.
	// The caller closes it. Header("Accept", ...) asks for a certain type.
	Download(ctx context.Context) (*Download, error)
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do calls the action and returns its result; the zero R where the service answers without one.
	Do(ctx context.Context) (R, error)

	part() (request.Call, reader[R])
}

// NewActionRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewActionRequest[R any](of request.Call) ActionRequest[R] {
	r := actionRequest[R](of)
	return &r
}

// actionRequest is what every ActionRequest is.
type actionRequest[R any] request.Call

//go:noinline
func (r *actionRequest[R]) Query(name, value string) ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *actionRequest[R]) Header(name, value string) ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *actionRequest[R]) Prefer(preference string) ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *actionRequest[R]) IfMatch(etag string) ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).Header("If-Match", etag))
}

//go:noinline
func (r *actionRequest[R]) SkipValidation() ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).SkipValidation())
}

//go:noinline
func (r *actionRequest[R]) Response(into *Response) ActionRequest[R] {
	return NewActionRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *actionRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *actionRequest[R]) Download(ctx context.Context) (*Download, error) {
	return download(ctx, request.Call(*r))
}

//go:noinline
func (r *actionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *actionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := send(ctx, request.Call(*r), &result, unmarshalValue)
	return result, err
}

//go:noinline
func (r *actionRequest[R]) part() (request.Call, reader[R]) {
	return request.Call(*r), one[R](unmarshalValue)
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

func (r ActionNoneRequest) part() (request.Call, reader[None]) { return request.Call(r), nothing }

// ActionListRequest calls an action that returns a collection of R. The zero value is nil and no request; builders make
// them.
type ActionListRequest[R any] interface {
	// Query sets a query option.
	Query(name, value string) ActionListRequest[R]
	// Header sets a header.
	Header(name, value string) ActionListRequest[R]
	// Prefer adds a preference.
	Prefer(preference string) ActionListRequest[R]
	// SkipValidation sends the parameters without validating them.
	SkipValidation() ActionListRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) ActionListRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do calls the action and returns the first page of its result. Further pages are read from the next link:
	// [ActionListRequest.More].
	Do(ctx context.Context) (*Page[R], error)
	// More returns the request that reads the page after the one that Do returned.
	More(page *Page[R]) ListRequest[R]

	part() (request.Call, reader[*Page[R]])
}

// NewActionListRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewActionListRequest[R any](of request.Call) ActionListRequest[R] {
	r := actionListRequest[R](of)
	return &r
}

// actionListRequest is what every ActionListRequest is.
type actionListRequest[R any] request.Call

//go:noinline
func (r *actionListRequest[R]) Query(name, value string) ActionListRequest[R] {
	return NewActionListRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *actionListRequest[R]) Header(name, value string) ActionListRequest[R] {
	return NewActionListRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *actionListRequest[R]) Prefer(preference string) ActionListRequest[R] {
	return NewActionListRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *actionListRequest[R]) SkipValidation() ActionListRequest[R] {
	return NewActionListRequest[R](request.Call(*r).SkipValidation())
}

//go:noinline
func (r *actionListRequest[R]) Response(into *Response) ActionListRequest[R] {
	return NewActionListRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *actionListRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *actionListRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *actionListRequest[R]) Do(ctx context.Context) (*Page[R], error) {
	return readPage[R](ctx, request.Call(*r))
}

//go:noinline
func (r *actionListRequest[R]) More(page *Page[R]) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Further(page.NextLink))
}

//go:noinline
func (r *actionListRequest[R]) part() (request.Call, reader[*Page[R]]) {
	return request.Call(*r), pageIn[R]
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

// FunctionRequest calls a function that returns one R. The zero value is nil and no request; builders make them.
type FunctionRequest[R any] interface {
	// Select reads only these properties of the result ($select).
	Select(items ...filter.SelectItem[R]) FunctionRequest[R]
	// Expand reads related entities with the result ($expand).
	Expand(items ...filter.ExpandItem[R]) FunctionRequest[R]
	// Query sets any other query option.
	Query(name, value string) FunctionRequest[R]
	// Header sets a header.
	Header(name, value string) FunctionRequest[R]
	// Prefer adds a preference.
	Prefer(preference string) FunctionRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) FunctionRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file.
	// The caller closes it. Header("Accept", ...) asks for a certain type.
	Download(ctx context.Context) (*Download, error)
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do calls the function and returns its result; the zero R where that is null.
	Do(ctx context.Context) (R, error)

	part() (request.Call, reader[R])
}

// NewFunctionRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewFunctionRequest[R any](of request.Call) FunctionRequest[R] {
	r := functionRequest[R](of)
	return &r
}

// functionRequest is what every FunctionRequest is.
type functionRequest[R any] request.Call

//go:noinline
func (r *functionRequest[R]) Select(items ...filter.SelectItem[R]) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *functionRequest[R]) Expand(items ...filter.ExpandItem[R]) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Option("$expand", expanded(items)))
}

//go:noinline
func (r *functionRequest[R]) Query(name, value string) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *functionRequest[R]) Header(name, value string) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *functionRequest[R]) Prefer(preference string) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *functionRequest[R]) Response(into *Response) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *functionRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *functionRequest[R]) Download(ctx context.Context) (*Download, error) {
	return download(ctx, request.Call(*r))
}

//go:noinline
func (r *functionRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *functionRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := send(ctx, request.Call(*r), &result, unmarshalValue)
	return result, err
}

//go:noinline
func (r *functionRequest[R]) part() (request.Call, reader[R]) {
	return request.Call(*r), one[R](unmarshalValue)
}
