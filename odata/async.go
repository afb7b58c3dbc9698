package odata

// This file is answers that come later: the service accepts a request with 202 and tells where its result will be
// (OData Protocol 4.01, section 11.6).

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// AcceptedError is the answer to a request that the service works on for longer: 202 Accepted with a Location. It is an
// error, since there is no result yet; [Await] waits for it. A 202 without a Location, as after sending a mail, is a
// success.
type AcceptedError struct {
	// Method and Path are those of the request.
	Method, Path string
	// Location is the absolute URL of the status monitor, or of a resource that tells how the operation goes on. One
	// that the service writes as a path which does not begin with that of the service root is below that: so Microsoft
	// Graph writes it. Where nothing is there, Await asks at the path itself.
	Location string
	// ContentLocation is the absolute URL of what the request is about, such as the entity that will be there, or "".
	ContentLocation string
	// RetryAfter is how long the service asks to wait before it is asked; 0 where it does not say.
	RetryAfter time.Duration
	client     *Client
	into       any    // as that of the request
	otherwise  string // where to ask if there is nothing at Location; "" for nowhere
}

// Error says that there is no result yet, and where it is asked for.
func (e *AcceptedError) Error() string {
	where := "" // a Location that is not a valid URL may be anything
	if u, err := url.Parse(e.Location); err == nil && u.User == nil {
		where = " (" + withoutQuery(e.Location) + ")"
	}
	return "odata: " + strings.TrimSpace(e.Method+" "+e.Path) + ": the service has accepted the request and works on it" + where + "; odata.Await waits for the result"
}

// GoString returns the error's text.
func (e *AcceptedError) GoString() string { return e.Error() }

// accepted returns an *AcceptedError for 202 with a Location and without content, and nil for all else.
func (c call) accepted(answer Response, data []byte) error {
	location := answer.Location()
	if answer.StatusCode != http.StatusAccepted || location == "" || len(data) > 0 {
		return nil
	}
	return c.acceptedAt(answer, location)
}

// acceptedAt is the error that says where the service tells how it goes on.
func (c call) acceptedAt(answer Response, location string) *AcceptedError {
	e := &AcceptedError{Method: c.Method, Location: location, client: c.client(), into: c.Into}
	if own, err := c.own(); err == nil {
		e.Path = own.EscapedPath()
	}
	e.RetryAfter, _ = retryAfter(answer.Header)
	if below := e.client.belowRoot(answer.Header.Get("Location")); below != "" {
		e.Location, e.otherwise = below, location
	}
	if link := answer.Header.Get("Content-Location"); link != "" {
		e.ContentLocation = cmp.Or(e.client.belowRoot(link), absolute(answer.url, link))
	}
	return e
}

// belowRoot is a link that is a path without that of the service root, as a URL below it; "" for any other link.
func (c *Client) belowRoot(link string) string {
	root := c.root.EscapedPath()
	if root == "" || !strings.HasPrefix(link, "/") || strings.HasPrefix(link, "//") || strings.HasPrefix(link, root+"/") {
		return ""
	}
	return c.String() + encodeLink(link)
}

// Await waits until the service has the result of a request that it has accepted, and returns it; R is the result of
// that request. An err that holds no [*AcceptedError] is returned as it is, so that Await can stand around any request:
//
//	result, err := request.Do(ctx)
//	if err != nil {
//		result, err = odata.Await[*Model](ctx, err)
//	}
//
// A service that answers with an operation of its own, as Microsoft Graph does - teamsAsyncOperation,
// longRunningOperation -, is asked until that has succeeded, and then for what it leads to; one that fails is an
// [*Error]. Where R is the model of the operation, Await returns that.
//
// The status monitor is asked as often as it says, else every second; the context ends the waiting. A monitor on
// another host than the service root's is a [*LinkError].
func Await[R any](ctx context.Context, err error) (R, error) {
	var result R
	_, err = await(ctx, err, &result, unmarshalValue)
	return result, err
}

// AwaitPage is [Await] for a request that reads a page of R.
func AwaitPage[R any](ctx context.Context, err error) (*Page[R], error) {
	var items []R
	rest, err := awaitPage(ctx, err, &items)
	return pageWith(items, rest), err
}

func awaitPage(ctx context.Context, err error, items any) (*pageRest, error) {
	wire := wrap(items, nil)
	at, err := await(ctx, err, wire, unmarshalPage)
	return wire.rest(at, err)
}

// await returns the URL of the status monitor that had the result.
func await(ctx context.Context, err error, result any, read func(decoding, []byte, any) error) (at *url.URL, _ error) {
	var pending *AcceptedError
	for errors.As(err, &pending) {
		if pending.client == nil {
			return nil, errNoClient
		}
		wait := pending.RetryAfter
		if wait <= 0 {
			wait = time.Second
		}
		timer := time.NewTimer(min(wait, pending.client.maxWait))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, errorf("odata: waiting for the result: %w", ctx.Err())
		case <-timer.C:
		}
		at, err = pending.ask(ctx, result, read)
		pending = nil
	}
	return at, err
}

// ask asks the status monitor, which may be at one of two places, and returns the URL of what had the result.
func (e *AcceptedError) ask(ctx context.Context, result any, read func(decoding, []byte, any) error) (*url.URL, error) {
	monitor := callOf(request.Get(e.client.Root()).From(e.Location).Response(e.into))
	err := monitor.poll(ctx, e, result, read)
	var fault *Error
	if e.otherwise != "" && errors.As(err, &fault) && (fault.StatusCode == http.StatusNotFound || fault.StatusCode == http.StatusBadRequest) {
		monitor = callOf(request.Get(e.client.Root()).From(e.otherwise).Response(e.into))
		err = monitor.poll(ctx, e, result, read)
	}
	return monitor.response.url, err
}

// poll asks a status monitor. Its answer is 202 as long as there is no result, then the result: as the answer itself
// with its status in the header AsyncResult, or for services of OData 4.0 as a whole HTTP response in the body.
func (c call) poll(ctx context.Context, of *AcceptedError, result any, read func(decoding, []byte, any) error) error {
	r, answer, data, err := c.exchange(ctx)
	if err != nil {
		return err
	}
	if answer.StatusCode == http.StatusAccepted {
		return of.again(c, *c.response)
	}
	if kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type")); kind == "application/http" {
		inner, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(data)), nil)
		if err != nil {
			return unreadable(r, answer, discreet(err))
		}
		defer inner.Body.Close()
		if data, err = c.client().read(inner.Body); err != nil {
			return unreadable(r, answer, err)
		}
		inner.Request = answer.Request
		answer = inner
		c.heard(responseOf(inner, urlOf(r, inner)))
	}
	if status, err := strconv.Atoi(strings.TrimSpace(answer.Header.Get("AsyncResult"))); err == nil {
		answer.StatusCode = status
		c.heard(responseOf(answer, urlOf(r, answer)))
	}
	switch {
	case answer.StatusCode >= 300:
		return newError(r, answer, data)
	case len(bytes.TrimSpace(data)) == 0:
		return nil
	}
	if op, ok := operationIn(data, result); ok {
		return c.follow(ctx, of, op, newError(r, answer, data), result, read)
	}
	return c.readAnswer(r, answer, data, result, read)
}

// again says that there is no result yet, to be asked for where the answer says, else where it was asked for.
func (e *AcceptedError) again(c call, answer Response) *AcceptedError {
	next := c.acceptedAt(answer, cmp.Or(answer.Location(), c.Link))
	next.Method, next.Path = e.Method, e.Path
	next.ContentLocation = cmp.Or(next.ContentLocation, e.ContentLocation)
	return next
}

// follow goes on with what the operation says: it is asked again, it has failed, or its result is read.
func (c call) follow(ctx context.Context, of *AcceptedError, op operation, fault error, result any, read func(decoding, []byte, any) error) error {
	switch op.state() {
	case operationFailed:
		return fault
	case operationRuns:
		again := *c.response
		again.Header = again.Header.Clone()
		again.Header.Del("Location")
		return of.again(c, again)
	}
	if _, none := result.(*None); none {
		return nil
	}
	target := cmp.Or(op.Target.Or(""), op.Resource.Or(""))
	target = cmp.Or(c.client().belowRoot(target), target, of.ContentLocation)
	if target == "" {
		return &AnswerError{Method: c.Method, Path: c.response.url.EscapedPath(), StatusCode: c.response.StatusCode, Response: *c.response,
			Err: errors.New("the operation has succeeded, and does not say where its result is")}
	}
	return callOf(request.Get(c.client().Root()).From(target).Response(c.Into)).do(ctx, result, read)
}
