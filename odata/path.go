package odata

// This file is the way to what no schema says: a path as text, with the same client, token, retries and errors as
// everything else.

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Service is something that requests can be sent by: a *[Client], or the Client of a generated package.
type Service interface {
	// OData returns the client.
	OData() *Client
}

// OData returns the client itself.
func (c *Client) OData() *Client { return c }

// Resource is a path below a service root: what [At] returns, and [RefTo] takes. It does not change and may be used
// concurrently.
type Resource = request.Resource

// At returns the resource at a path below the service root, as documentation prints it: "me/messages?$top=5". Query
// options may follow the path. Characters that a URL cannot have are percent-encoded, others are left as they are. A
// path that leaves the service root is an error of the requests.
func At(s Service, path string) Resource {
	r := s.OData().Root()
	text, query, _ := strings.Cut(path, "?")
	text = strings.TrimPrefix(text, "/")
	decoded, err := url.PathUnescape(text)
	switch {
	case err != nil:
		return r.Failed(errorf("odata: the path %q has a %% that does not begin an encoded character", path))
	case strings.Contains(text, "://") || strings.HasPrefix(text, "/") || strings.ContainsAny(text, "#\\"):
		return r.Failed(errorf("odata: %q is not a path below the service root", path))
	}
	for _, segment := range strings.Split(decoded, "/") {
		if segment == ".." || segment == "." {
			return r.Failed(errorf("odata: the path %q leaves the service root", path))
		}
	}
	if text != "" {
		r = r.Append("/" + urltext.Escape(text, "/%!$&'()*+,;=:@"))
	}
	for _, part := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if part == "" {
			continue
		}
		n, err1 := url.PathUnescape(name)
		v, err2 := url.PathUnescape(value)
		if err1 != nil || err2 != nil {
			return r.Failed(errorf("odata: the query option %q has a %% that does not begin an encoded character", part))
		}
		r = r.WithQuery(n, v)
	}
	return r
}

// Request returns the request with a method - GET, POST, PATCH, PUT or DELETE - for a path; the body is nil for none.
// It is what [Get], [Post] and the others send, to be given headers and query options, or put into a [Batch]. PATCH and
// PUT carry the ETag of a body that was read as If-Match.
func Request[T any](s Service, method, path string, body any) ActionRequest[T] {
	return NewActionRequest[T](request.ByMethod(method, At(s, path), body))
}

// Get reads what is at a path as a T: a model, or any value that JSON can be read into.
func Get[T any](ctx context.Context, s Service, path string) (T, error) {
	return Request[T](s, http.MethodGet, path, nil).Do(ctx)
}

// List returns the request that reads the collection at a path.
func List[T any](s Service, path string) ListRequest[T] {
	return NewListRequest[T](request.Get(At(s, path)))
}

// Post sends body, nil for none, to a path and reads the answer as a T.
func Post[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	return Request[T](s, http.MethodPost, path, body).Do(ctx)
}

// Patch changes what is at a path and reads the answer as a T, which is the zero T where there is none. The ETag of a
// body that was read goes along as If-Match.
func Patch[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	return Request[T](s, http.MethodPatch, path, body).Do(ctx)
}

// Put replaces what is at a path and reads the answer as a T, which is the zero T where there is none. The ETag of a
// body that was read goes along as If-Match.
func Put[T any](ctx context.Context, s Service, path string, body any) (T, error) {
	return Request[T](s, http.MethodPut, path, body).Do(ctx)
}

// Delete removes what is at a path.
func Delete(ctx context.Context, s Service, path string) error {
	return DeleteRequest(request.Delete(At(s, path))).Do(ctx)
}
