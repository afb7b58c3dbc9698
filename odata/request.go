package odata

// This file is what every request has in common: the address, query options, headers, and the way from there to an
// *http.Request and to the answer. The request types in entity.go, list.go and others wrap it with what their operation
// allows.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// userAgent is what requests say of themselves.
const userAgent = "csdlgen-odata/1"

// call is a request that is being sent.
type call struct {
	*request.Data           // which does not change
	source        *source   // the stream
	response      *Response // what the answer says besides its body; a zero one before there is an answer
}

// callOf is a request on its way.
//
//go:noinline
func callOf(r request.Call) call { return call{Data: r.Data(), response: new(Response)} }

// heard takes what an answer says besides its body, for the runtime and for the program.
//
//go:noinline
func (c call) heard(response Response) {
	*c.response = response
	if into, _ := c.Into.(*Response); into != nil {
		*into = response
	}
}

// client is the client of the request; nil for a zero Resource.
//
//go:noinline
func (c call) client() *Client { return clientOf(c.At) }

// clientOf is the client of a resource; nil for the zero Resource.
func clientOf(at Resource) *Client {
	client, _ := at.Client().(*Client)
	return client
}

// errNoClient is the answer to requests of a zero Resource.
var errNoClient = errors.New("odata: the request has no client; build it from a client's methods")

// request makes the *http.Request and the body.
func (c call) request(ctx context.Context) (*http.Request, []byte, error) {
	client := c.client()
	switch {
	case client == nil:
		return nil, nil, errNoClient
	case c.At.Err() != nil:
		return nil, nil, c.At.Err()
	}
	body, err := c.encoded()
	if err != nil {
		return nil, nil, err
	}
	target, err := c.url()
	if err != nil {
		return nil, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, c.Method, "", nil)
	if err != nil {
		return nil, nil, errorf("odata: %w", err)
	}
	r.URL, r.Host = target, target.Host
	if c.HasBody {
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		r.ContentLength = int64(len(body))
	}
	if c.source != nil {
		r.ContentLength = c.source.length
	}
	if err := c.setHeaders(r); err != nil {
		return nil, nil, err
	}
	return r, body, nil
}

// inContext notes the context URL of an answer for the program that wants to resolve the links in it: from what was
// read of the answer, where that keeps it, else from the text.
func (c call) inContext(data []byte, read any) {
	into, _ := c.Into.(*Response)
	if into == nil {
		return
	}
	if rest := extraOf(reflect.ValueOf(read)); rest != nil && rest.Context() != "" {
		into.context = rest.Context()
		return
	}
	into.context = contextOf(data)
}

// encoded validates and encodes the body.
func (c call) encoded() ([]byte, error) {
	if !c.HasBody {
		return nil, nil
	}
	if !c.Unchecked && !c.client().unchecked {
		if err := validateFor(c.Mode, c.Body, c.Restriction.Required); err != nil {
			return nil, err
		}
	}
	body, err := marshalAs(c.Body, c.client().largeAsStrings())
	if err == nil {
		body, err = c.client().inVersion(body)
	}
	if err != nil {
		return nil, err
	}
	if string(body) == "null" {
		return nil, errors.New("odata: the request has no body: it was given nil")
	}
	return body, nil
}

// url is the link, or the root, the path and the query options. A link that is not absolute is relative to these.
func (c call) url() (*url.URL, error) {
	own, err := c.own()
	if err != nil || c.Link == "" {
		return own, err
	}
	target, err := c.client().follow(own, c.Link)
	if err != nil {
		return nil, err
	}
	c.client().addMissing(target)
	return target, nil
}

// own is the URL of the request without a link: the root, the path and the query options.
func (c call) own() (*url.URL, error) {
	u := *c.client().root
	escaped := u.EscapedPath() + c.At.Path()
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, errorf("odata: the path %s is not a valid URL path: %w", escaped, err)
	}
	u.Path, u.RawPath = path, escaped
	c.client().setQuery(&u, append(append([]urltext.Option(nil), c.At.Query()...), c.Options...))
	return &u, nil
}

func (c call) setHeaders(r *http.Request) error {
	client := c.client()
	r.Header.Set("User-Agent", userAgent)
	client.sayVersion(r.Header)
	for name, values := range client.header() {
		r.Header[name] = slices.Clone(values)
	}
	r.Header.Set("Accept", c.acceptable())
	if c.HasBody {
		r.Header.Set("Content-Type", client.json)
	}
	if c.Stream != nil {
		r.Header.Set("Content-Type", c.ContentType)
	}
	for _, h := range c.headers() {
		if err := checkHeader(h.Name, h.Value); err != nil {
			return err
		}
		r.Header.Set(h.Name, h.Value)
	}
	return nil
}

// headers are the request's own headers, with the ETag that the body of a change came with: the change is made only
// where the entity still has it, unless the program says another condition.
func (c call) headers() []urltext.Option {
	headers := c.Headers.Reveal()
	if !c.Conditional || urltext.Has(headers, "If-Match") || urltext.Has(headers, "If-None-Match") {
		return headers
	}
	if etag := etagOf(c.Body, c.address()); etag != "" {
		return urltext.With(headers, "If-Match", etag)
	}
	return headers
}

// accepting is the call for an answer of other media types than JSON.
//
//go:noinline
func (c call) accepting(types string) call {
	data := *c.Data
	data.Accept = types
	c.Data = &data
	return c
}

// from is the call at a link instead of its path.
func (c call) from(link string) call {
	data := *c.Data
	data.Link = link
	c.Data = &data
	return c
}

// acceptable are the media types that the request asks for, unless a header of the program's does.
func (c call) acceptable() string {
	if c.Accept != "" {
		return c.Accept
	}
	return c.client().json
}

// content is what is sent: the encoded body, or the stream.
func (c call) content(body []byte) content {
	return content{data: body, source: c.source, accept: c.acceptable(), heard: c.heard}
}

// exchange sends the request and returns it with its answer, whose body is in data.
func (c call) exchange(ctx context.Context) (r *http.Request, answer *http.Response, data []byte, err error) {
	r, body, err := c.request(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	answer, data, err = c.client().send(r, c.content(body))
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
		err = c.accepted(*c.response, data)
	}
	return data, err
}

// reader reads the body of an answer that is there.
type reader[R any] func(answered) (R, error)

// answered is the body of an answer, which is empty where the service answers without one.
type answered struct {
	how  decoding
	at   *url.URL // of the request
	body []byte
}

// None is the result of a request that has none.
type None struct{}

func nothing(answered) (None, error) { return None{}, nil }

// one is the reader of one value.
//
//go:noinline
func one[R any](read func(decoding, []byte, any) error) reader[R] {
	return func(a answered) (R, error) {
		var result R
		err := a.into(&result, read)
		return result, err
	}
}

// into reads the body, if there is one, into what result points to.
func (a answered) into(result any, read func(decoding, []byte, any) error) error {
	if len(bytes.TrimSpace(a.body)) == 0 {
		return nil
	}
	return read(a.how, a.body, result)
}

// send sends a request and reads its answer into what result points to. Like the two that follow, it is what the
// methods of generic requests call, and is not inlined into them.
//
//go:noinline
func send(ctx context.Context, r request.Call, result any, read func(decoding, []byte, any) error) error {
	return callOf(r).do(ctx, result, read)
}

// prepared is the request as it would be sent.
//
//go:noinline
func prepared(ctx context.Context, r request.Call) (*http.Request, error) { return callOf(r).http(ctx) }

// download sends a request and hands out its answer unread.
//
//go:noinline
func download(ctx context.Context, r request.Call) (*Download, error) { return callOf(r).download(ctx) }

// http is the request without its body's bytes.
func (c call) http(ctx context.Context) (*http.Request, error) {
	r, _, err := c.request(ctx)
	if err != nil {
		return nil, err
	}
	return c.client().authorized(r, nil, c.Stream != nil)
}

// do sends the request and reads the answer into result, which is a pointer; nil reads nothing. An answer without
// content leaves result as it is; for a GET, only 204 is one.
func (c call) do(ctx context.Context, result any, read func(decoding, []byte, any) error) error {
	r, answer, data, err := c.exchange(ctx)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return newError(r, answer, data)
	}
	if err := c.accepted(*c.response, data); err != nil {
		return err
	}
	c.renew(data)
	return c.readAnswer(r, answer, data, result, read)
}

// renew gives the body of an update, and the value that it is the change of, the ETag that the entity has now: so the
// next update of them finds it.
func (c call) renew(data []byte) {
	if !c.Conditional {
		return
	}
	etag := c.response.ETag()
	if etag == "" {
		etag = membersOf(data).text("@odata.etag", "@etag")
	}
	if etag != "" {
		renewETag(c.Body, etag, c.address())
	}
}

// address is what the request is about: the root and the path.
func (c call) address() string { return c.client().root.String() + c.At.Path() }

// readAnswer reads the answer to a request into result.
func (c call) readAnswer(r *http.Request, answer *http.Response, data []byte, result any, read func(decoding, []byte, any) error) error {
	if result == nil || answer.StatusCode == http.StatusNoContent {
		return nil
	}
	if len(bytes.TrimSpace(data)) == 0 {
		if c.Method == http.MethodGet {
			return unreadable(r, answer, errEmpty)
		}
		return nil
	}
	if !isJSON(answer.Header) {
		return unreadable(r, answer, notJSON(answer.Header, data))
	}
	if !c.client().strict {
		data = rawjson.UTF8(data, answer.Header.Get("Content-Type"))
	}
	err := read(c.client().decoding(r.Context()), data, result)
	if err != nil && unreadableIn(err) == nil {
		return unreadable(r, answer, err)
	}
	c.inContext(data, result)
	carryETag(result, answer.Header.Get("ETag"))
	if err != nil {
		return unreadable(r, answer, err)
	}
	return nil
}

// String prints method and path: a request holds a body and may hold headers that nobody should see.
func (c call) String() string { return c.Method + " " + c.At.Path() }

// GoString prints what String does.
func (c call) GoString() string { return c.String() }
