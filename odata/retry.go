package odata

// This file is sending again: the attempts at one request, which of their outcomes are worth another, and how long the
// wait before it is. A single attempt is in redirect.go.

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// attempts sends a request until an outcome is not worth another attempt, and returns that outcome. An answer comes
// with an error where the context has ended with it.
func (c *Client) attempts(r *http.Request, body content) (*http.Response, error) {
	once := &http.Client{Transport: hops{client: c, accept: body.accept, stream: body.source != nil}}
	most := c.retries
	if body.source != nil && !body.source.rewinds {
		most = 0
	}
	body.describe(r)
	for attempt := 0; ; attempt++ {
		sent := *r // net/http may still close the body of the attempt before
		if err := again(&sent); err != nil {
			return nil, err
		}
		c.logRetry(r, attempt)
		answer, err := once.Do(&sent)
		if ended := r.Context().Err(); ended != nil {
			return answer, ended
		}
		if attempt >= most || !c.worthAnother(r.Method, answer, err) {
			return answer, err
		}
		wait := c.backoff(attempt, answer)
		if answer != nil {
			discard(answer.Body)
		}
		if err := sleep(r.Context(), wait); err != nil {
			return nil, err
		}
	}
}

// describe gives a request its length and what opens its body for each attempt: bytes are read anew, a stream is
// rewound, or sent once where it cannot be.
func (b content) describe(r *http.Request) {
	r.Body, r.GetBody = nil, nil
	switch {
	case b.source != nil && b.source.length == 0: // net/http would send a chunked body, which services refuse
		r.ContentLength = 0
	case b.source != nil:
		r.GetBody = func() (io.ReadCloser, error) { return b.source.attempt(r.Context()) }
	case b.data != nil:
		r.ContentLength = int64(len(b.data))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.data)), nil }
	}
}

// again gives a request its body from the beginning.
func again(r *http.Request) error {
	if r.GetBody == nil {
		if r.Body == nil || r.Body == http.NoBody {
			return nil
		}
		return errors.New("the body of the request cannot be sent again")
	}
	body, err := r.GetBody()
	if err == nil {
		r.Body = body
	}
	return err
}

// worthAnother says which outcomes are worth another attempt: throttling always, since the service has done nothing;
// faults on the way only where sending twice changes nothing.
func (c *Client) worthAnother(method string, answer *http.Response, err error) bool {
	if err != nil {
		return isSafe(method) && !isLasting(err)
	}
	switch answer.StatusCode {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		wait, given := retryAfter(answer.Header)
		return !given || wait <= c.maxWait
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return isSafe(method)
	}
	return false
}

// isLasting says whether an error would come again: what was decided here, a request that cannot be sent, a server that
// is not who it should be. Some errors of net/http have nothing but their text.
func isLasting(err error) bool {
	var final *finalError
	var untrusted *tls.CertificateVerificationError
	text := err.Error()
	return errors.As(err, &final) || errors.As(err, &untrusted) ||
		strings.Contains(text, "unsupported protocol scheme") || strings.Contains(text, "invalid header") ||
		strings.Contains(text, "certificate is not trusted")
}

// backoff is how long to wait after an attempt, of which the first is 0: as long as the service says, else one second,
// two, four and so on.
func (c *Client) backoff(attempt int, answer *http.Response) time.Duration {
	if answer != nil {
		if wait, given := retryAfter(answer.Header); given {
			return wait
		}
	}
	return min(c.maxWait, time.Second<<min(attempt, 10))
}

// retryAfter reads a Retry-After header: seconds or a date (RFC 9110, section 10.2.3). Seconds beyond all measure are
// as many as fit.
func retryAfter(h http.Header) (wait time.Duration, given bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if rawjson.Digits(text) {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seconds > int64(math.MaxInt64/time.Second) {
			return math.MaxInt64, true
		}
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}

// sleep waits, unless the context ends before.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
