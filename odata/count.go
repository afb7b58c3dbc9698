package odata

// This file is the number of items in a collection, without the items: $count as a resource (OData Protocol 4.01,
// section 11.2.10).

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// CountRequest reads the number of items in a collection (OData Protocol 4.01, section 11.2.10).
type CountRequest request.Call

// Filter counts only what the condition holds for ($filter). It is a condition on the properties of the items: a
// package that only counts items has no variables for these, and writes them as text, with Query.
func (r CountRequest) Filter(condition filter.Condition) CountRequest {
	text, err := filter.Text(condition)
	return CountRequest(request.Call(r).Option("$filter", urltext.Written{Text: text, Err: err}))
}

// Search counts only what the search expression finds ($search).
func (r CountRequest) Search(expression string) CountRequest {
	return CountRequest(request.Call(r).Query("$search", expression))
}

// Query sets a query option: $filter, as text, counts only the items that it holds for.
func (r CountRequest) Query(name, value string) CountRequest {
	return CountRequest(request.Call(r).Query(name, value))
}

// Header sets a header.
func (r CountRequest) Header(name, value string) CountRequest {
	return CountRequest(request.Call(r).Header(name, value))
}

// Response lets the request fill in the status and the headers of its answer.
func (r CountRequest) Response(into *Response) CountRequest {
	return CountRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r CountRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r CountRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).accepting("text/plain").http(ctx)
}

// Do reads the number.
func (r CountRequest) Do(ctx context.Context) (int64, error) {
	data, err := callOf(request.Call(r)).accepting("text/plain").text(ctx)
	if err != nil {
		return 0, err
	}
	return parseCount(data)
}

func (r CountRequest) part() (request.Call, reader[int64]) {
	return request.Call(r), func(a answered) (int64, error) { return parseCount(a.body) }
}

// parseCount reads the answer to $count: digits (OData Protocol 4.01, section 11.2.10), perhaps after a byte order mark
// or in UTF-16. Some services send JSON: the number, the number in a string, or an object that has it as its value or
// count.
func parseCount(data []byte) (int64, error) {
	text := strings.TrimSpace(string(rawjson.UTF8(data, "")))
	raw := edm.Raw(strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")))
	n, ok := countIn(raw)
	if members := membersOf(raw); !ok {
		for _, name := range [...]string{"value", "@odata.count", "@count"} {
			if n, ok = countIn(members[name]); ok {
				break
			}
		}
	}
	if !ok {
		return 0, errorf("odata: the count is %q, which is not a number", bodyExcerpt(data))
	}
	return n, nil
}

// countIn reads a number of items, which may stand in a string; ok is false for anything else.
func countIn(raw edm.Raw) (n int64, ok bool) {
	text := string(raw)
	if inner, err := rawjson.Unquote(raw, ""); err == nil {
		text = strings.TrimSpace(inner)
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, n >= 0
	}
	d, err := edm.ParseDecimal(text)
	if err != nil || !d.IsFinite() || !d.Rat().IsInt() || d.Rat().Sign() < 0 || !d.Rat().Num().IsInt64() {
		return 0, false
	}
	return d.Rat().Num().Int64(), true
}
