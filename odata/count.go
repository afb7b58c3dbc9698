package odata

// This file is the number of items in a collection, without the items: $count as a resource (OData Protocol 4.01, section 11.2.10).

import (
	"context"
	"net/http"

	"github.com/csdlgen/csdlgen/odata/filter"
)

// CountRequest reads the number of items in a collection (OData Protocol 4.01, section 11.2.10).
type CountRequest struct{ call call }

// NewCount returns the request that counts the collection at the resource.
func NewCount(at Resource) CountRequest {
	restriction := at.restrictions.Read
	return CountRequest{call{at: at.add("/$count"), method: http.MethodGet, restriction: restriction}}
}

// Search counts only what the search expression finds ($search).
func (r CountRequest) Search(expression string) CountRequest {
	return CountRequest{r.call.query("$search", expression)}
}

// Query sets a query option: $filter, as text, counts only the items that it holds for.
func (r CountRequest) Query(name, value string) CountRequest {
	return CountRequest{r.call.query(name, value)}
}

// Header sets a header.
func (r CountRequest) Header(name, value string) CountRequest {
	return CountRequest{r.call.header(name, value)}
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of the named.
func (r CountRequest) Scopes(schemes ...string) []string { return r.call.restriction.scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r CountRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return r.call.accepting("text/plain").http(ctx)
}

// Do reads the number.
func (r CountRequest) Do(ctx context.Context) (int64, error) {
	data, err := r.call.accepting("text/plain").text(ctx)
	if err != nil {
		return 0, err
	}
	return parseCount(data)
}

func (r CountRequest) part() (call, reader[int64]) { return r.call, parseCount }

// EntityCountRequest is a CountRequest for a collection of R: it also takes a filter.
type EntityCountRequest[R any] struct{ CountRequest }

// NewEntityCount returns the request that counts the R in the collection at the resource.
func NewEntityCount[R any](at Resource) EntityCountRequest[R] {
	return EntityCountRequest[R]{NewCount(at)}
}

// Filter counts only what the condition holds for ($filter).
func (r EntityCountRequest[R]) Filter(condition filter.Filter[R]) EntityCountRequest[R] {
	return EntityCountRequest[R]{CountRequest{r.call.option("$filter", filtered(condition))}}
}

// Search counts only what the search expression finds ($search).
func (r EntityCountRequest[R]) Search(expression string) EntityCountRequest[R] {
	return EntityCountRequest[R]{r.CountRequest.Search(expression)}
}

// Query sets a query option.
func (r EntityCountRequest[R]) Query(name, value string) EntityCountRequest[R] {
	return EntityCountRequest[R]{r.CountRequest.Query(name, value)}
}

// Header sets a header.
func (r EntityCountRequest[R]) Header(name, value string) EntityCountRequest[R] {
	return EntityCountRequest[R]{r.CountRequest.Header(name, value)}
}
