package odata

// This file is what happens on the wire: what is sent again and when, how much of an answer is read, what becomes of
// faults. A single attempt is in redirect.go.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/hidden"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/hashicorp/go-retryablehttp"
)

// sameOrigin says whether both URLs have one scheme, host and port.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

func isSafe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// send sends a request, again where that is safe and useful, and returns the answer with its body read. An answer of
// 400 or above is an *Error.
func (c *Client) send(r *http.Request, body content) (*http.Response, []byte, error) {
	answer, err := c.open(r, body)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	data, err := c.read(answer.Body)
	if err != nil {
		return nil, nil, unreadable(r, answer, err)
	}
	c.logBody(r, "answer", answer.Header, data)
	return answer, data, nil
}

// open is send that leaves the body of the answer to be read and closed.
func (c *Client) open(r *http.Request, body content) (*http.Response, error) {
	started := time.Now()
	sender, rr, err := c.sender(r, body)
	if err != nil {
		return nil, fmt.Errorf("odata: %w", err)
	}
	c.logBody(r, "request", r.Header, body.data)
	answer, err := sender.Do(rr)
	c.logAnswer(r, answer, err, started)
	if fault := body.source.fault(); fault != nil {
		err = &UploadError{Method: r.Method, Path: r.URL.EscapedPath(), Sent: body.source.sent(), Err: fault}
	} else if err != nil {
		err = failed(r, err)
	}
	if err != nil {
		if answer != nil { // the context has ended with the answer
			answer.Body.Close()
		}
		return nil, err
	}
	body.heard(responseOf(answer, answer.Request.URL))
	if answer.StatusCode >= 400 {
		return nil, c.errorAnswer(r, answer)
	}
	return answer, nil
}

// failed is why a request had no answer.
func failed(r *http.Request, err error) error {
	var final *finalError
	if errors.As(err, &final) {
		return final.err
	}
	return fmt.Errorf("odata: %s %s: %w", r.Method, r.URL.EscapedPath(), withoutURL(err))
}

// content is what a request sends: bytes, or a stream; neither for a request without a body. Accept is what the runtime
// asks for.
type content struct {
	data   []byte
	source *source
	accept string
	heard  func(Response) // takes what the answer says besides its body
}

// sender is what sends one request, and the request with its body. Bytes are read anew by every attempt; a stream is
// rewound, or sent once where it cannot be.
func (c *Client) sender(r *http.Request, body content) (*retryablehttp.Client, *retryablehttp.Request, error) {
	sender := &retryablehttp.Client{
		HTTPClient:     &http.Client{Transport: hops{client: c, accept: body.accept, stream: body.source != nil}},
		RetryMax:       c.retries,
		CheckRetry:     c.checkRetry(r.Method),
		Backoff:        c.backoff,
		ErrorHandler:   retryablehttp.PassthroughErrorHandler,
		RequestLogHook: c.logRetry,
	}
	length := r.ContentLength
	r.Body, r.GetBody = nil, nil
	rr, err := retryablehttp.FromRequest(r)
	switch {
	case err != nil:
	case body.source != nil && body.source.length == 0: // net/http would send a chunked body, which services refuse
		rr.ContentLength = 0
	case body.source != nil:
		if !body.source.rewinds {
			sender.RetryMax = 0
		}
		err = rr.SetBody(retryablehttp.ReaderFunc(func() (io.Reader, error) { return body.source.attempt(r.Context()) }))
		rr.ContentLength = length
	case body.data != nil:
		err = rr.SetBody(body.data)
	}
	return sender, rr, err
}

// checkHeader refuses what no header can have (RFC 9110, section 5): a line break would begin another one. The value is
// not part of the error.
func checkHeader(name, value string) error {
	token := func(r rune) bool {
		return r > ' ' && r < 0x7f && !strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !token(r) }) {
		return fmt.Errorf("odata: %q is not a name that a header can have", name)
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return fmt.Errorf("odata: the value of the header %s has a line break or another control character", name)
	}
	return nil
}

// withoutURL takes off the url.Error, which repeats the URL with its query.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// quotation is a text in quotes.
var quotation = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// wireError is a fault of the connection whose text quotes what has come: a malformed header line, which may hold a
// secret.
type wireError struct {
	text string
	err  hidden.Value[error]
}

// Error returns the text without what was quoted.
func (e *wireError) Error() string { return e.text }

// Unwrap returns the error as it was.
func (e *wireError) Unwrap() error { return e.err.Reveal() }

// discreet is an error that quotes nothing of what the service sent. What the request has, names of headers, may be
// quoted.
func discreet(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	text := err.Error()
	if !quotation.MatchString(text) || strings.HasPrefix(text, "net/http: invalid header field") {
		return err
	}
	return &wireError{quotation.ReplaceAllString(text, `"..."`), hidden.Of(err)}
}

// read reads a body up to the limit.
func (c *Client) read(body io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, c.maxBody+1))
	if err != nil {
		return nil, discreet(err)
	}
	if int64(len(data)) > c.maxBody {
		return nil, fmt.Errorf("the body has more than %d bytes, the limit that WithMaxBody sets", c.maxBody)
	}
	return data, nil
}

// checkRetry says which outcomes are worth another try: throttling always, since the service has done nothing; faults
// on the way only where sending twice changes nothing.
func (c *Client) checkRetry(method string) retryablehttp.CheckRetry {
	return func(ctx context.Context, answer *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			var final *finalError
			again, _ := retryablehttp.ErrorPropagatedRetryPolicy(ctx, answer, err)
			return again && isSafe(method) && !errors.As(err, &final), err
		}
		switch answer.StatusCode {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			wait, given := retryAfter(answer.Header)
			return !given || wait <= c.maxWait, nil
		case http.StatusBadGateway, http.StatusGatewayTimeout:
			return isSafe(method), nil
		}
		return false, nil
	}
}

// backoff waits as long as the service says, else one second, two, four and so on.
func (c *Client) backoff(_, _ time.Duration, attempt int, answer *http.Response) time.Duration {
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

// isJSON says whether an answer says that it is JSON, or says nothing.
func isJSON(h http.Header) bool {
	text := h.Get("Content-Type")
	if text == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(text)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}
