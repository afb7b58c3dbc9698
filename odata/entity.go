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

// GetRequest reads one entity as an R, usually a pointer to a model. The zero value is nil and no request; builders
// make them.
type GetRequest[R any] interface {
	// Select reads only these properties ($select). Query("$select", text) takes names.
	Select(items ...filter.SelectItem[R]) GetRequest[R]
	// Expand reads related entities with the entity ($expand). Query("$expand", text) takes names.
	Expand(items ...filter.ExpandItem[R]) GetRequest[R]
	// Query sets any other query option.
	Query(name, value string) GetRequest[R]
	// Header sets a header.
	Header(name, value string) GetRequest[R]
	// Prefer adds a preference.
	Prefer(preference string) GetRequest[R]
	// IfNoneMatch reads only where the entity has another ETag; otherwise Do returns an [Error] with status 304.
	IfNoneMatch(etag string) GetRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) GetRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file.
	// The caller closes it. Header("Accept", ...) asks for a certain type.
	Download(ctx context.Context) (*Download, error)
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do sends the request and returns the entity.
	Do(ctx context.Context) (R, error)

	part() (request.Call, reader[R])
}

// NewGetRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewGetRequest[R any](of request.Call) GetRequest[R] {
	r := getRequest[R](of)
	return &r
}

// getRequest is what every GetRequest is.
type getRequest[R any] request.Call

//go:noinline
func (r *getRequest[R]) Select(items ...filter.SelectItem[R]) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *getRequest[R]) Expand(items ...filter.ExpandItem[R]) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Option("$expand", expanded(items)))
}

//go:noinline
func (r *getRequest[R]) Query(name, value string) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *getRequest[R]) Header(name, value string) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *getRequest[R]) Prefer(preference string) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *getRequest[R]) IfNoneMatch(etag string) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Header("If-None-Match", etag))
}

//go:noinline
func (r *getRequest[R]) Response(into *Response) GetRequest[R] {
	return NewGetRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *getRequest[R]) Scopes(schemes ...string) []string { return request.Call(*r).Scopes(schemes) }

//go:noinline
func (r *getRequest[R]) Download(ctx context.Context) (*Download, error) {
	return download(ctx, request.Call(*r))
}

//go:noinline
func (r *getRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *getRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := send(ctx, request.Call(*r), &result, unmarshalAnswer)
	return result, err
}

// CreateRequest adds an entity to a collection. The zero value is nil and no request; builders make them.
type CreateRequest[R any] interface {
	// Select asks for only these properties of the entity in the answer ($select).
	Select(items ...filter.SelectItem[R]) CreateRequest[R]
	// Query sets any other query option.
	Query(name, value string) CreateRequest[R]
	// Header sets a header.
	Header(name, value string) CreateRequest[R]
	// Prefer adds a preference, such as return=minimal.
	Prefer(preference string) CreateRequest[R]
	// SkipValidation sends the body without validating it.
	SkipValidation() CreateRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) CreateRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do validates the body, sends it and returns the entity that the service created. Where the service answers
	// without one, as after Prefer("return=minimal"), the result is the zero R - nil for a pointer - and no error.
	Do(ctx context.Context) (R, error)

	part() (request.Call, reader[R])
}

// NewCreateRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewCreateRequest[R any](of request.Call) CreateRequest[R] {
	r := createRequest[R](of)
	return &r
}

// createRequest is what every CreateRequest is.
type createRequest[R any] request.Call

//go:noinline
func (r *createRequest[R]) Select(items ...filter.SelectItem[R]) CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *createRequest[R]) Query(name, value string) CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *createRequest[R]) Header(name, value string) CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *createRequest[R]) Prefer(preference string) CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *createRequest[R]) SkipValidation() CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).SkipValidation())
}

//go:noinline
func (r *createRequest[R]) Response(into *Response) CreateRequest[R] {
	return NewCreateRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *createRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *createRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *createRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := send(ctx, request.Call(*r), &result, unmarshalAnswer)
	return result, err
}

// UpdateRequest changes an entity: members of the body that are absent stay as they are (PATCH), or become what they
// are in a new entity where the request replaces it (PUT). Where the body was read, or is the [Changes] of what was
// read, its ETag goes along as If-Match. The zero value is nil and no request; builders make them.
type UpdateRequest[R any] interface {
	// IfMatch changes the entity only where it still has the ETag; otherwise Do returns an [Error] for which
	// [IsPreconditionFailed] holds.
	IfMatch(etag string) UpdateRequest[R]
	// Query sets any query option.
	Query(name, value string) UpdateRequest[R]
	// Header sets a header.
	Header(name, value string) UpdateRequest[R]
	// Prefer adds a preference, such as return=representation.
	Prefer(preference string) UpdateRequest[R]
	// SkipValidation sends the body without validating it.
	SkipValidation() UpdateRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) UpdateRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do validates the body, sends it and returns the changed entity. Where the service answers without one (204), the
	// result is the zero R - nil for a pointer - and no error. The body gets the ETag that the entity has now:
	// goroutines that send the same at the same time send a [Clone] each.
	Do(ctx context.Context) (R, error)
	// IfNoneMatch changes only where there is no entity with the ETag: with "*" it creates one with the key of the
	// resource, and never changes one that is there (OData Protocol 4.01, section 11.4.4). An If-Match that came from
	// the body goes.
	IfNoneMatch(etag string) UpdateRequest[R]
	// Select asks for only these properties of the entity in the answer ($select).
	Select(items ...filter.SelectItem[R]) UpdateRequest[R]

	part() (request.Call, reader[R])
}

// NewUpdateRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewUpdateRequest[R any](of request.Call) UpdateRequest[R] {
	r := updateRequest[R](of)
	return &r
}

// updateRequest is what every UpdateRequest is.
type updateRequest[R any] request.Call

//go:noinline
func (r *updateRequest[R]) IfMatch(etag string) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Header("If-Match", etag))
}

//go:noinline
func (r *updateRequest[R]) Query(name, value string) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *updateRequest[R]) Header(name, value string) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *updateRequest[R]) Prefer(preference string) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *updateRequest[R]) SkipValidation() UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).SkipValidation())
}

//go:noinline
func (r *updateRequest[R]) Response(into *Response) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *updateRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *updateRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *updateRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := send(ctx, request.Call(*r), &result, unmarshalAnswer)
	return result, err
}

//go:noinline
func (r *updateRequest[R]) IfNoneMatch(etag string) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).IfNoneMatch(etag))
}

//go:noinline
func (r *updateRequest[R]) Select(items ...filter.SelectItem[R]) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *updateRequest[R]) part() (request.Call, reader[R]) {
	return request.Call(*r), one[R](unmarshalAnswer)
}

//go:noinline
func (r *createRequest[R]) part() (request.Call, reader[R]) {
	return request.Call(*r), one[R](unmarshalAnswer)
}

//go:noinline
func (r *getRequest[R]) part() (request.Call, reader[R]) {
	return request.Call(*r), one[R](unmarshalAnswer)
}
func (r DeleteRequest) part() (request.Call, reader[None]) { return request.Call(r), nothing }

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
