package odata

// This file is streams: the media of an entity and stream properties (OData Protocol 4.01, sections 11.2.4.1 and
// 11.4.7). They go through readers and are never whole in memory.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// StreamResource addresses a stream.
type StreamResource request.Resource

// Download reads the stream.
func (s StreamResource) Download() DownloadRequest {
	return DownloadRequest{call: request.Get(request.Resource(s))}
}

// Upload replaces the stream by what body gives; contentType is its media type, "" for application/octet-stream. A body
// that is an io.Closer is closed. One that is an io.Seeker can be sent again where the service throttles.
func (s StreamResource) Upload(contentType string, body io.Reader) UploadRequest {
	return s.upload(http.MethodPut, contentType, body)
}

// Patch changes the stream by what body gives; contentType is the media type of the change.
func (s StreamResource) Patch(contentType string, body io.Reader) UploadRequest {
	return s.upload(http.MethodPatch, contentType, body)
}

func (s StreamResource) upload(method, contentType string, body io.Reader) UploadRequest {
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	return UploadRequest(request.Upload(method, request.Resource(s), contentType, body))
}

// Delete removes the stream.
func (s StreamResource) Delete() DeleteRequest {
	return DeleteRequest(request.Delete(request.Resource(s)))
}

// DownloadRequest reads a stream.
type DownloadRequest struct {
	call request.Call
	part *byteRange // nil for the whole stream
}

// byteRange is the part of a stream from a byte to another, both included; a negative last is the end, a negative first
// counts from there.
type byteRange struct{ first, last int64 }

// Header sets a header.
func (r DownloadRequest) Header(name, value string) DownloadRequest {
	r.call = r.call.Header(name, value)
	return r
}

// Query sets a query option.
func (r DownloadRequest) Query(name, value string) DownloadRequest {
	r.call = r.call.Query(name, value)
	return r
}

// Range reads only the bytes from first to last, both included and counted from 0; a negative last is the end of the
// stream. A negative first asks for as many bytes before the end: Range(-500, -1) for the last 500. Where the service
// does not know ranges and sends the whole stream, what is not asked for is passed over; where it sends another part,
// [Download.Offset] says where that begins.
func (r DownloadRequest) Range(first, last int64) DownloadRequest {
	r.part = &byteRange{first, last}
	switch {
	case first < 0:
		return r.Header("Range", fmt.Sprintf("bytes=%d", first))
	case last < 0:
		return r.Header("Range", fmt.Sprintf("bytes=%d-", first))
	}
	return r.Header("Range", fmt.Sprintf("bytes=%d-%d", first, last))
}

// IfNoneMatch reads only where the stream has another ETag; otherwise Do returns an [Error] with status 304.
func (r DownloadRequest) IfNoneMatch(etag string) DownloadRequest {
	return r.Header("If-None-Match", etag)
}

// Response lets the request fill in the status and the headers of its answer.
func (r DownloadRequest) Response(into *Response) DownloadRequest {
	r.call = r.call.Response(into)
	return r
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r DownloadRequest) Scopes(schemes ...string) []string {
	return r.call.Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r DownloadRequest) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(r.call).accepting("*/*").http(ctx)
}

// Do begins to read the stream, which the caller closes. The context must live as long as the reading does.
func (r DownloadRequest) Do(ctx context.Context) (*Download, error) {
	d, err := callOf(r.call).download(ctx)
	if err != nil || r.part == nil || !d.whole {
		return d, err
	}
	if err := d.cut(*r.part); err != nil {
		d.Close()
		return nil, errorf("odata: %s: %w", r.call, err)
	}
	return d, nil
}

// cut leaves only a part of a stream that comes as a whole (RFC 9110, section 14.2: a service may ignore Range).
func (d *Download) cut(part byteRange) error {
	if part.first < 0 {
		if d.Length < 0 {
			return nil // nobody knows yet where the part begins; Offset says that it is the whole
		}
		part = byteRange{max(0, d.Length+part.first), -1}
	}
	d.Offset = part.first
	if n, err := io.CopyN(io.Discard, d.body, part.first); errors.Is(err, io.EOF) {
		return errorf("the stream has only %d bytes, but should be read from byte %d on", n, part.first)
	} else if err != nil {
		return err
	}
	if d.Length >= 0 {
		d.Length -= part.first
	}
	if part.last < part.first {
		return nil
	}
	size := part.last - part.first + 1
	if d.Length < 0 || d.Length > size {
		d.body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(d.body, size), d.body}
	}
	if d.Length > size {
		d.Length = size
	}
	return nil
}

// Download is a stream that is being read. It is not safe for concurrent use.
type Download struct {
	// ContentType is the media type; "" where the service does not say.
	ContentType string
	// Length is the number of bytes to come; -1 where the service does not say.
	Length int64
	// ETag is the entity tag of the stream; "" where the service does not say.
	ETag string
	// Offset is where in the stream the first byte to come is: 0, unless a range was asked for.
	Offset int64
	// Total is the number of bytes of the whole stream; -1 where the service does not say.
	Total int64
	body  io.ReadCloser
	whole bool // not the part that was asked for
}

// Read reads the stream. A stream that ends before Length is an error.
func (d *Download) Read(p []byte) (int, error) {
	n, err := d.body.Read(p)
	return n, discreet(err)
}

// Close ends the reading.
func (d *Download) Close() error { return d.body.Close() }

// download sends the request and hands the body on unread.
func (c call) download(ctx context.Context) (*Download, error) {
	c = c.accepting("*/*")
	r, body, err := c.request(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := c.client().open(r, c.content(body))
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		return nil, c.client().errorAnswer(r, answer)
	}
	if err := c.accepted(*c.response, nil); err != nil {
		answer.Body.Close()
		return nil, err
	}
	d := &Download{
		ContentType: answer.Header.Get("Content-Type"),
		ETag:        answer.Header.Get("ETag"),
		Length:      answer.ContentLength,
		Total:       answer.ContentLength,
		body:        answer.Body,
		whole:       answer.StatusCode != http.StatusPartialContent,
	}
	if answer.StatusCode == http.StatusPartialContent {
		d.Offset, d.Total = contentRange(answer.Header.Get("Content-Range"))
	}
	return d, nil
}

// contentRange reads a Content-Range header: bytes 0-499/1234 (RFC 9110, section 14.4).
func contentRange(text string) (offset, total int64) {
	place, size, _ := strings.Cut(strings.TrimPrefix(text, "bytes "), "/")
	first, _, _ := strings.Cut(place, "-")
	offset, err := strconv.ParseInt(strings.TrimSpace(first), 10, 64)
	if err != nil {
		offset = 0
	}
	if total, err = strconv.ParseInt(strings.TrimSpace(size), 10, 64); err != nil {
		total = -1
	}
	return offset, total
}

// UploadRequest sends a stream. It can be sent once, unless its body is an io.Seeker.
type UploadRequest request.Call

// Header sets a header.
func (r UploadRequest) Header(name, value string) UploadRequest {
	return UploadRequest(request.Call(r).Header(name, value))
}

// Query sets a query option.
func (r UploadRequest) Query(name, value string) UploadRequest {
	return UploadRequest(request.Call(r).Query(name, value))
}

// IfMatch replaces the stream only where it still has the ETag.
func (r UploadRequest) IfMatch(etag string) UploadRequest {
	return UploadRequest(request.Call(r).Header("If-Match", etag))
}

// Response lets the request fill in the status and the headers of its answer.
func (r UploadRequest) Response(into *Response) UploadRequest {
	return UploadRequest(request.Call(r).Response(into))
}

// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization schemes,
// or of the named.
func (r UploadRequest) Scopes(schemes ...string) []string { return request.Call(r).Scopes(schemes) }

// HTTP returns the request with its headers, token included, and sends nothing.
func (r UploadRequest) HTTP(ctx context.Context) (*http.Request, error) {
	c := callOf(request.Call(r))
	made, err := c.http(ctx)
	if err != nil {
		return nil, err
	}
	made.Body, made.ContentLength = io.NopCloser(c.Stream), sizeOf(c.Stream)
	return made, nil
}

// Do sends the stream.
func (r UploadRequest) Do(ctx context.Context) error { return r.DoInto(ctx, nil) }

// DoInto sends the stream and reads the service's answer, usually the entity that the stream belongs to, into what
// result points to. An answer without content leaves it as it is.
func (r UploadRequest) DoInto(ctx context.Context, result any) error {
	c := callOf(request.Call(r))
	if c.Stream == nil {
		return errors.New("odata: the upload has no body: it was given nil")
	}
	s, err := newSource(ctx, c.Stream)
	if err != nil {
		return errorf("odata: %s: measuring the stream: %w", c, err)
	}
	c.source = s
	err = c.do(ctx, result, unmarshalAnswer)
	s.close()
	fault := s.fault()
	if err != nil || fault == nil {
		return err
	}
	target, err := c.url() // The service has answered before it had everything.
	if err != nil {
		return err
	}
	return &UploadError{Method: c.Method, Path: target.EscapedPath(), Sent: s.sent(), Err: fault}
}

// CreateMediaRequest adds a media entity to a collection: the stream is its media, and the service makes the entity of
// it (OData Protocol 4.01, section 11.4.7.1). R is usually a pointer to a model. It can be sent once, unless its stream
// is an io.Seeker. The zero value is nil and no request; builders make them.
type CreateMediaRequest[R any] interface {
	// Slug proposes a name for the media, from which the service may make a key or a file name (RFC 5023, section 9.7).
	// Characters beyond ASCII are percent-encoded.
	Slug(name string) CreateMediaRequest[R]
	// Header sets a header.
	Header(name, value string) CreateMediaRequest[R]
	// Query sets a query option.
	Query(name, value string) CreateMediaRequest[R]
	// Response lets the request fill in the status and the headers of its answer.
	Response(into *Response) CreateMediaRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do sends the stream and returns the entity that the service created; the zero R where it answers without one.
	Do(ctx context.Context) (R, error)

	sealed()
}

// NewCreateMediaRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewCreateMediaRequest[R any](of request.Call) CreateMediaRequest[R] {
	r := createMediaRequest[R](of)
	return &r
}

// createMediaRequest is what every CreateMediaRequest is.
type createMediaRequest[R any] request.Call

//go:noinline
func (r *createMediaRequest[R]) sealed() {}

//go:noinline
func (r *createMediaRequest[R]) Slug(name string) CreateMediaRequest[R] {
	return r.Header("Slug", strings.ReplaceAll(url.PathEscape(name), "%20", " "))
}

//go:noinline
func (r *createMediaRequest[R]) Header(name, value string) CreateMediaRequest[R] {
	return NewCreateMediaRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *createMediaRequest[R]) Query(name, value string) CreateMediaRequest[R] {
	return NewCreateMediaRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *createMediaRequest[R]) Response(into *Response) CreateMediaRequest[R] {
	return NewCreateMediaRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *createMediaRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *createMediaRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return UploadRequest(*r).HTTP(ctx)
}

//go:noinline
func (r *createMediaRequest[R]) Do(ctx context.Context) (R, error) {
	var result R
	err := UploadRequest(*r).DoInto(ctx, &result)
	return result, err
}

// sizeOf is the number of bytes that a reader has left; -1 where it does not say.
func sizeOf(r io.Reader) int64 {
	if sized, ok := r.(interface{ Len() int }); ok {
		return int64(sized.Len())
	}
	if s, ok := r.(io.Seeker); ok {
		at, err1 := s.Seek(0, io.SeekCurrent)
		end, err2 := s.Seek(0, io.SeekEnd)
		if _, err3 := s.Seek(at, io.SeekStart); errors.Join(err1, err2, err3) == nil {
			return end - at
		}
	}
	return -1
}
