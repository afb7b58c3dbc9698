package odata

// This file is the requests about one entity: read, create, update, delete (OData Protocol 4.01, section 11.2 and
// 11.4). Each is a value; its methods return changed copies, so a request can be kept and varied. The types are
// instantiated for every model, so what they do is in call.

import (
	"context"
	"net/http"
	"strconv"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Preferences for the Prefer methods of requests (OData Protocol 4.01, section 8.2.8). A service may do otherwise.
const (
	// ReturnRepresentation asks for the entity in the answer to a create, update or replace.
	ReturnRepresentation = "return=representation"
	// ReturnMinimal asks for an answer without the entity.
	ReturnMinimal = "return=minimal"
	// RespondAsync lets the service answer before it is done; see [AcceptedError].
	RespondAsync = "respond-async"
	// ContinueOnError lets a batch go on after a request that fails.
	ContinueOnError = "odata.continue-on-error"
	// FormattedValues asks Microsoft's services for values as text for people as well; see [Extra.Formatted].
	FormattedValues = `odata.include-annotations="OData.Community.Display.V1.FormattedValue"`
	// TrackChanges asks a list for a delta link.
	TrackChanges = "odata.track-changes"
)

// PageSize is the preference for pages of at most n items.
func PageSize(n int) string { return "odata.maxpagesize=" + strconv.Itoa(max(n, 1)) }

// GetRequest reads one entity as an R, usually a pointer to a model.
type GetRequest[R any] request.Call

// Select reads only these properties ($select). Query("$select", text) takes names.
//
//go:noinline
func (r GetRequest[R]) Select(items ...filter.SelectItem[R]) GetRequest[R] {
	return GetRequest[R](request.Call(r).Option("$select", selected(items)))
}

// Expand reads related entities with the entity ($expand). Query("$expand", text) takes names.
//
//go:noinline
func (r GetRequest[R]) Expand(items ...filter.ExpandItem[R]) GetRequest[R] {
	return GetRequest[R](request.Call(r).Option("$expand", expanded(items)))
}

// Query sets any other query option.
//
//go:noinline
func (r GetRequest[R]) Query(name, value string) GetRequest[R] {
	return GetRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r GetRequest[R]) Header(name, value string) GetRequest[R] {
	return GetRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference.
//
//go:noinline
func (r GetRequest[R]) Prefer(preference string) GetRequest[R] {
	return GetRequest[R](request.Call(r).Prefer(preference))
}

// IfNoneMatch reads only where the entity has another ETag; otherwise Do returns an [Error] with status 304.
//
//go:noinline
func (r GetRequest[R]) IfNoneMatch(etag string) GetRequest[R] {
	return GetRequest[R](request.Call(r).Header("If-None-Match", etag))
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r GetRequest[R]) Response(into *Response) GetRequest[R] {
	return GetRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r GetRequest[R]) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file. The
// caller closes it. Header("Accept", ...) asks for a certain type.
//
//go:noinline
func (r GetRequest[R]) Download(ctx context.Context) (*Download, error) {
	return callOf(request.Call(r)).download(ctx)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r GetRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do sends the request and returns the entity.
//
//go:noinline
func (r GetRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := callOf(request.Call(r)).do(ctx, &result, unmarshalAnswer)
	return result, err
}

// CreateRequest adds an entity to a collection.
type CreateRequest[R any] request.Call

// Select asks for only these properties of the entity in the answer ($select).
//
//go:noinline
func (r CreateRequest[R]) Select(items ...filter.SelectItem[R]) CreateRequest[R] {
	return CreateRequest[R](request.Call(r).Option("$select", selected(items)))
}

// Query sets any other query option.
//
//go:noinline
func (r CreateRequest[R]) Query(name, value string) CreateRequest[R] {
	return CreateRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r CreateRequest[R]) Header(name, value string) CreateRequest[R] {
	return CreateRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference, such as return=minimal.
//
//go:noinline
func (r CreateRequest[R]) Prefer(preference string) CreateRequest[R] {
	return CreateRequest[R](request.Call(r).Prefer(preference))
}

// SkipValidation sends the body without validating it.
//
//go:noinline
func (r CreateRequest[R]) SkipValidation() CreateRequest[R] {
	return CreateRequest[R](request.Call(r).SkipValidation())
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r CreateRequest[R]) Response(into *Response) CreateRequest[R] {
	return CreateRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r CreateRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r CreateRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do validates the body, sends it and returns the entity that the service created. Where the service answers without
// one, as after Prefer("return=minimal"), the result is the zero R - nil for a pointer - and no error.
//
//go:noinline
func (r CreateRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := callOf(request.Call(r)).do(ctx, &result, unmarshalAnswer)
	return result, err
}

// UpdateRequest changes an entity: members of the body that are absent stay as they are (PATCH), or become what they
// are in a new entity where the request replaces it (PUT). Where the body was read, or is the [Changes] of what was
// read, its ETag goes along as If-Match.
type UpdateRequest[R any] request.Call

// IfMatch changes the entity only where it still has the ETag; otherwise Do returns an [Error] for which
// [IsPreconditionFailed] holds.
//
//go:noinline
func (r UpdateRequest[R]) IfMatch(etag string) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Header("If-Match", etag))
}

// Query sets any query option.
//
//go:noinline
func (r UpdateRequest[R]) Query(name, value string) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header.
//
//go:noinline
func (r UpdateRequest[R]) Header(name, value string) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference, such as return=representation.
//
//go:noinline
func (r UpdateRequest[R]) Prefer(preference string) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Prefer(preference))
}

// SkipValidation sends the body without validating it.
//
//go:noinline
func (r UpdateRequest[R]) SkipValidation() UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).SkipValidation())
}

// Response lets the request fill in the status and the headers of its answer.
//
//go:noinline
func (r UpdateRequest[R]) Response(into *Response) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
//
//go:noinline
func (r UpdateRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
//
//go:noinline
func (r UpdateRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do validates the body, sends it and returns the changed entity. Where the service answers without one (204), the
// result is the zero R - nil for a pointer - and no error. The body gets the ETag that the entity has now: goroutines
// that send the same at the same time send a [Clone] each.
//
//go:noinline
func (r UpdateRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := callOf(request.Call(r)).do(ctx, &result, unmarshalAnswer)
	return result, err
}

// IfNoneMatch changes only where there is no entity with the ETag: with "*" it creates one with the key of the
// resource, and never changes one that is there (OData Protocol 4.01, section 11.4.4). An If-Match that came from the
// body goes.
//
//go:noinline
func (r UpdateRequest[R]) IfNoneMatch(etag string) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).IfNoneMatch(etag))
}

// Select asks for only these properties of the entity in the answer ($select).
//
//go:noinline
func (r UpdateRequest[R]) Select(items ...filter.SelectItem[R]) UpdateRequest[R] {
	return UpdateRequest[R](request.Call(r).Option("$select", selected(items)))
}

//go:noinline
func (r UpdateRequest[R]) part() (call, reader[R]) {
	return callOf(request.Call(r)), one[R](unmarshalAnswer)
}

//go:noinline
func (r CreateRequest[R]) part() (call, reader[R]) {
	return callOf(request.Call(r)), one[R](unmarshalAnswer)
}

//go:noinline
func (r GetRequest[R]) part() (call, reader[R]) {
	return callOf(request.Call(r)), one[R](unmarshalAnswer)
}
func (r DeleteRequest) part() (call, reader[None]) { return callOf(request.Call(r)), nothing }

// DeleteRequest removes an entity.
type DeleteRequest request.Call

// IfMatch removes the entity only where it still has the ETag.
func (r DeleteRequest) IfMatch(etag string) DeleteRequest {
	return DeleteRequest(request.Call(r).Header("If-Match", etag))
}

// Query sets any query option.
func (r DeleteRequest) Query(name, value string) DeleteRequest {
	return DeleteRequest(request.Call(r).Query(name, value))
}

// Header sets a header.
func (r DeleteRequest) Header(name, value string) DeleteRequest {
	return DeleteRequest(request.Call(r).Header(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r DeleteRequest) Response(into *Response) DeleteRequest {
	return DeleteRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r DeleteRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r DeleteRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Do sends the request.
func (r DeleteRequest) Do(ctx context.Context) error {
	return callOf(request.Call(r)).do(ctx, nil, nil)
}
