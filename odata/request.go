package odata

// This file is what every request has in common: the address, query options, headers, and the way from there to an *http.Request and to
// the answer. The request types in entity.go, list.go and others wrap it with what their operation allows.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// userAgent is what requests say of themselves.
const userAgent = "csdlgen-odata/1"

// call is a request before it is sent. It is a value: the methods of requests change copies.
type call struct {
	at          Resource
	method      string
	link        string // an absolute URL instead of a path: a next link
	options     []urltext.Option
	headers     hidden[[]urltext.Option]
	body        any // nil for none
	hasBody     bool
	stream      io.Reader // a body that is not encoded but sent as it is
	source      *source   // the stream, once it is sent
	contentType string    // of the stream
	accept      string    // what the answer may be; "" for JSON
	mode        mode
	restriction Restriction
	unchecked   bool
}

func (c call) query(name, value string) call {
	c.options = urltext.WithQuery(c.options, name, value)
	return c
}

// option sets a system query option to what a builder wrote: nothing takes the option away, an error is returned when the request is made.
func (c call) option(name string, value urltext.Written) call {
	if value.Err != nil {
		c.at = c.at.failed(fmt.Errorf("odata: %s: %w", name, value.Err))
	}
	if value.Text == "" {
		c.options = slices.DeleteFunc(slices.Clone(c.options), func(o urltext.Option) bool { return o.Name == name })
		return c
	}
	return c.query(name, value.Text)
}

func (c call) header(name, value string) call {
	c.headers = hide(urltext.With(c.headers.value(), http.CanonicalHeaderKey(name), value))
	return c
}

// changing is the call with a method that changes an entity, where it still has the ETag of what the body was read from.
func (c call) changing(method string) call {
	c.method = method
	if etag := etagOf(c.body); etag != "" {
		c = c.header("If-Match", etag)
	}
	return c
}

func (c call) withoutHeader(name string) call {
	c.headers = hide(slices.DeleteFunc(slices.Clone(c.headers.value()), func(o urltext.Option) bool { return o.Name == name }))
	return c
}

// prefer adds a preference to the Prefer header (RFC 7240).
func (c call) prefer(preference string) call {
	for _, h := range c.headers.value() {
		if h.Name == "Prefer" {
			preference = h.Value + ", " + preference
		}
	}
	return c.header("Prefer", preference)
}

// errNoClient is the answer to requests of a zero Resource.
var errNoClient = errors.New("odata: the request has no client; build it from a client's methods")

// request makes the *http.Request and the body.
func (c call) request(ctx context.Context) (*http.Request, []byte, error) {
	client := c.at.client
	switch {
	case client == nil:
		return nil, nil, errNoClient
	case c.at.err != nil:
		return nil, nil, c.at.err
	}
	body, err := c.encoded()
	if err != nil {
		return nil, nil, err
	}
	target, err := c.url()
	if err != nil {
		return nil, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, c.method, "", nil)
	if err != nil {
		return nil, nil, fmt.Errorf("odata: %w", err)
	}
	r.URL, r.Host = target, target.Host
	if c.hasBody {
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		r.ContentLength = int64(len(body))
	}
	if c.stream != nil {
		r.ContentLength = sizeOf(c.stream)
	}
	c.setHeaders(r)
	return r, body, nil
}

// encoded validates and encodes the body.
func (c call) encoded() ([]byte, error) {
	if !c.hasBody {
		return nil, nil
	}
	if !c.unchecked && !c.at.client.unchecked {
		if err := validateFor(c.mode, c.body, c.restriction.Required); err != nil {
			return nil, err
		}
	}
	body, err := marshalAs(c.body, c.at.client.largeAsStrings())
	if err != nil {
		return nil, err
	}
	if string(body) == "null" {
		return nil, errors.New("odata: the request has no body: it was given nil")
	}
	return body, nil
}

// url is the link, or the root, the path and the query options.
func (c call) url() (*url.URL, error) {
	if c.link != "" {
		return c.at.client.follow(c.link)
	}
	u := *c.at.client.root
	escaped := u.EscapedPath() + c.at.path
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, fmt.Errorf("odata: the path %s is no URL path: %w", escaped, err)
	}
	u.Path, u.RawPath = path, escaped
	options := slices.Concat(c.at.query, c.options)
	parts := make([]string, len(options))
	for i, o := range options {
		parts[i] = urltext.Escape(o.Name, "$@") + "=" + urltext.EscapeQuery(o.Value)
	}
	u.RawQuery = strings.Join(parts, "&")
	return &u, nil
}

// follow resolves a link of an answer against the service root. A link to another origin is refused: the token must not go there.
func (c *Client) follow(link string) (*url.URL, error) {
	base := *c.root
	base.Path, base.RawPath = base.Path+"/", base.EscapedPath()+"/"
	u, err := base.Parse(link)
	if err != nil {
		return nil, &LinkError{bodyExcerpt([]byte(link)), "it is no URL"}
	}
	if !sameOrigin(u, c.root) || u.User != nil {
		return nil, &LinkError{u.Redacted(), "it leads to another host than the service root " + c.root.Host}
	}
	return u, nil
}

func (c call) setHeaders(r *http.Request) {
	client := c.at.client
	r.Header.Set("User-Agent", userAgent)
	for name, values := range client.header.value() {
		r.Header[name] = slices.Clone(values)
	}
	r.Header.Set("Accept", c.acceptable())
	if c.hasBody {
		r.Header.Set("Content-Type", client.json)
	}
	if c.stream != nil {
		r.Header.Set("Content-Type", c.contentType)
	}
	for _, h := range c.headers.value() {
		r.Header.Set(h.Name, h.Value)
	}
}

// accepting is the call for an answer of other media types than JSON.
func (c call) accepting(types string) call {
	c.accept = types
	return c
}

// acceptable are the media types that the request asks for, unless a header of the program's does.
func (c call) acceptable() string {
	if c.accept != "" {
		return c.accept
	}
	return c.at.client.json
}

// content is what is sent: the encoded body, or the stream.
func (c call) content(body []byte) content {
	return content{data: body, source: c.source, accept: c.acceptable()}
}

// exchange sends the request and returns it with its answer, whose body is in data.
func (c call) exchange(ctx context.Context) (r *http.Request, answer *http.Response, data []byte, err error) {
	r, body, err := c.request(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	answer, data, err = c.at.client.send(r, c.content(body))
	return r, answer, data, err
}

// text sends the request and returns the bytes of the answer.
func (c call) text(ctx context.Context) ([]byte, error) {
	r, answer, data, err := c.exchange(ctx)
	switch {
	case err != nil:
	case answer.StatusCode >= 300:
		err = newError(r, answer, data)
	default:
		err = c.accepted(answer, data)
	}
	return data, err
}

// reader reads the body of an answer, which is empty where the service answers without one.
type reader[R any] func(data []byte) (R, error)

// None is the result of a request that has none.
type None struct{}

func nothing([]byte) (None, error) { return None{}, nil }

// one is the reader of one value.
func one[R any](read func([]byte, any) error) reader[R] {
	return func(data []byte) (R, error) {
		var result R
		if len(bytes.TrimSpace(data)) == 0 {
			return result, nil
		}
		err := read(data, &result)
		return result, err
	}
}

// http is the request without its body's bytes.
func (c call) http(ctx context.Context) (*http.Request, error) {
	r, _, err := c.request(ctx)
	if err != nil {
		return nil, err
	}
	return c.at.client.authorized(r, nil, c.stream != nil)
}

// do sends the request and reads the answer into result, which is a pointer; nil reads nothing. An answer without content leaves result as it
// is; for a GET, only 204 is one.
func (c call) do(ctx context.Context, result any, read func([]byte, any) error) error {
	r, answer, data, err := c.exchange(ctx)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return newError(r, answer, data)
	}
	if err := c.accepted(answer, data); err != nil {
		return err
	}
	return c.readAnswer(r, answer, data, result, read)
}

// readAnswer reads the answer to a request into result.
func (c call) readAnswer(r *http.Request, answer *http.Response, data []byte, result any, read func([]byte, any) error) error {
	if result == nil || answer.StatusCode == http.StatusNoContent {
		return nil
	}
	if len(bytes.TrimSpace(data)) == 0 {
		if c.method == http.MethodGet {
			return unreadable(r, answer, errEmpty)
		}
		return nil
	}
	if !isJSON(answer.Header) {
		return unreadable(r, answer, fmt.Errorf("the answer is %s and not JSON: %s", answer.Header.Get("Content-Type"), oneLine(bodyExcerpt(data))))
	}
	if err := read(data, result); err != nil {
		return unreadable(r, answer, err)
	}
	carryETag(result, answer.Header.Get("ETag"))
	return nil
}

// String prints method and path: a request holds a body and may hold headers that nobody should see.
func (c call) String() string { return c.method + " " + c.at.path }

// GoString prints what String does.
func (c call) GoString() string { return c.String() }
