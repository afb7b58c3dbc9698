package odata

// This file is answers that come later: the service accepts a request with 202 and tells where its result will be
// (OData Protocol 4.01, section 11.6).

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
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
	// Location is the absolute URL of the status monitor.
	Location string
	// RetryAfter is how long the service asks to wait before it is asked; 0 where it does not say.
	RetryAfter time.Duration
	client     *Client
	into       any // as that of the request
}

// Error says that there is no result yet.
func (e *AcceptedError) Error() string {
	return "odata: the service has accepted the request and is processing it; odata.Await waits for the result"
}

// GoString returns the error's text.
func (e *AcceptedError) GoString() string { return e.Error() }

// accepted returns an *AcceptedError for 202 with a Location and without content, and nil for all else.
func (c call) accepted(answer Response, data []byte) error {
	location := answer.Location()
	if answer.StatusCode != http.StatusAccepted || location == "" || len(data) > 0 {
		return nil
	}
	e := &AcceptedError{Location: location, client: c.client(), into: c.Into}
	e.RetryAfter, _ = retryAfter(answer.Header)
	return e
}

// Await waits until the service has the result of a request that it has accepted, and returns it; R is the result of
// that request. An err that holds no [*AcceptedError] is returned as it is, so that Await can stand around any request:
//
//	result, err := request.Do(ctx)
//	if err != nil {
//		result, err = odata.Await[*Model](ctx, err)
//	}
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
	var wire pageWire[R]
	at, err := await(ctx, err, &wire, unmarshalPage)
	return wire.beside(at, err)
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
			return nil, fmt.Errorf("odata: waiting for the result: %w", ctx.Err())
		case <-timer.C:
		}
		monitor := callOf(request.Get(pending.client.Root()).From(pending.Location).Response(pending.into))
		err = monitor.poll(ctx, result, read)
		at, pending = monitor.response.url, nil
	}
	return at, err
}

// poll asks a status monitor. Its answer is 202 as long as there is no result, then the result: as the answer itself
// with its status in the header AsyncResult, or for services of OData 4.0 as a whole HTTP response in the body.
func (c call) poll(ctx context.Context, result any, read func(decoding, []byte, any) error) error {
	r, answer, data, err := c.exchange(ctx)
	if err != nil {
		return err
	}
	if answer.StatusCode == http.StatusAccepted {
		e := &AcceptedError{Location: cmp.Or(c.response.Location(), c.Link), client: c.client(), into: c.Into}
		e.RetryAfter, _ = retryAfter(answer.Header)
		return e
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
	return c.readAnswer(r, answer, data, result, read)
}
