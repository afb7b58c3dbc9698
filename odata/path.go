package odata

// This file is the way to what no schema says: a path as text, with the same client, token, retries and errors as everything else.

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Service is something that requests can be sent by: a *[Client], or the Client of a generated package.
type Service interface {
	// OData returns the client.
	OData() *Client
}

// OData returns the client itself.
func (c *Client) OData() *Client { return c }

// OData returns the client that the resource belongs to; nil for the zero Resource.
func (r Resource) OData() *Client { return r.client }

// At returns the resource at a path below the service root, as documentation prints it: "me/messages?$top=5". Query options may stand
// behind the path. Characters that a URL cannot have are percent-encoded, others are left as they are. A path that leaves
// the service root is an error of the requests.
func At(s Service, path string) Resource {
	r := s.OData().Root()
	text, query, _ := strings.Cut(path, "?")
	text = strings.TrimPrefix(text, "/")
	decoded, err := url.PathUnescape(text)
	switch {
	case err != nil:
		return r.failed(fmt.Errorf("odata: the path %q has a %% that begins no encoded character", path))
	case strings.Contains(text, "://") || strings.HasPrefix(text, "/") || strings.ContainsAny(text, "#\\"):
		return r.failed(fmt.Errorf("odata: %q is no path below the service root", path))
	}
	for segment := range strings.SplitSeq(decoded, "/") {
		if segment == ".." || segment == "." {
			return r.failed(fmt.Errorf("odata: the path %q leaves the service root", path))
		}
	}
	if text != "" {
		r = r.add("/" + urltext.Escape(text, "/%!$&'()*+,;=:@"))
	}
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if part == "" {
			continue
		}
		n, err1 := url.PathUnescape(name)
		v, err2 := url.PathUnescape(value)
		if err1 != nil || err2 != nil {
			return r.failed(fmt.Errorf("odata: the query option %q has a %% that begins no encoded character", part))
		}
		r.query = urltext.With(r.query, n, v)
	}
	return r
}

// Get reads what is at a path as a T: a model, or any value that JSON can be read into. [NewFunction] of [At] is the same as a request, which takes
// headers, and fits into a batch.
func Get[T any](ctx context.Context, s Service, path string) (T, error) {
	return NewFunction[T](At(s, path)).Do(ctx)
}

// List returns the request that reads the collection at a path.
func List[T any](s Service, path string) ListRequest[T] { return NewList[T](At(s, path)) }

// Post sends body, nil for none, to a path and reads the answer as a T.
func Post[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	return NewAction[T](At(s, path), body).Do(ctx)
}

// Patch changes what is at a path and reads the answer as a T, which is the zero T where there is none. The ETag of a body that was read goes along
// as If-Match.
func Patch[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	r := NewAction[T](At(s, path), body)
	r.call = r.call.changing(http.MethodPatch)
	r.call.mode = modeUpdate
	return r.Do(ctx)
}

// Put replaces what is at a path and reads the answer as a T, which is the zero T where there is none. The ETag of a body that was read goes along
// as If-Match.
func Put[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	r := NewAction[T](At(s, path), body)
	r.call = r.call.changing(http.MethodPut)
	return r.Do(ctx)
}

// Delete removes what is at a path.
func Delete(ctx context.Context, s Service, path string) error { return NewDelete(At(s, path)).Do(ctx) }
