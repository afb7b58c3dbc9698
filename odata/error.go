package odata

// This file is what goes wrong on the service's side: its error answers as a typed error (OData JSON Format 4.01,
// section 21), and what is not a usable answer.

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// Error is an answer with a status of 300 or above that is not a result.
type Error struct {
	// StatusCode is the HTTP status.
	StatusCode int
	// Code, Message and Target are what the service says, each read for itself; "" where it does not say it.
	Code, Message, Target string
	// Details are further errors.
	Details []ErrorDetail
	// InnerError is what the service says for its own developers, as JSON; nil for nothing.
	InnerError edm.Raw
	// RequestID identifies the request for the service's support.
	RequestID string
	// RetryAfter is how long the service asks to wait; 0 where it does not say.
	RetryAfter time.Duration
	// Method and Path are the request's.
	Method, Path string
	// Body is the body of the answer as it came, up to 64 KiB of it: also what none of the fields has.
	Body string
	// Response has the headers of the answer: challenges, limits of rates. It prints none of them.
	Response Response
	// cut is why the body could not be read to its end; nil where it was, and where there is more than 64 KiB.
	cut error
}

// ErrorDetail is one of several errors.
type ErrorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target"`
}

const (
	// maxExcerpt is how many bytes of an answer an error shows.
	maxExcerpt = 200
	// maxErrorBody is how many bytes of an error answer are kept.
	maxErrorBody = 64 << 10
	// maxErrorText is how many bytes the text of an error has at most.
	maxErrorText = 4 << 10
)

// Error returns one line: the request, the status, and what the service says.
func (e *Error) Error() string {
	text := fmt.Sprintf("odata: %s %s: %d %s", e.Method, e.Path, e.StatusCode, http.StatusText(e.StatusCode))
	switch {
	case e.Code != "" || e.Message != "":
		text += ": " + strings.Trim(e.Code+": "+e.Message, ": ")
	case e.Body != "":
		text += ": " + bodyExcerpt([]byte(e.Body))
	}
	for _, d := range e.Details {
		text += "; " + strings.Trim(d.Target+": "+d.Code+": "+d.Message, ": ")
	}
	if len(text) > maxErrorText {
		text = strings.ToValidUTF8(text[:maxErrorText], "") + "..."
	}
	if e.RequestID != "" {
		text += " (request " + e.RequestID[:min(len(e.RequestID), maxExcerpt)] + ")"
	}
	if e.cut != nil {
		text += " (the answer cannot be read to its end: " + e.cut.Error() + ")"
	}
	return oneLine(text)
}

// oneLine replaces what would break a line of a log.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// errorAnswer reads an answer as an error, and closes it. No more of it is read than is kept.
func (c *Client) errorAnswer(r *http.Request, answer *http.Response) *Error {
	defer answer.Body.Close()
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxErrorBody))
	c.logBody(r, "answer", answer.Header, data)
	e := newError(r, answer, data)
	e.cut = discreet(err)
	return e
}

// newError reads an error answer.
func newError(r *http.Request, answer *http.Response, body []byte) *Error {
	return errorOf(r.Method, r.URL.EscapedPath(), responseOf(answer, urlOf(r, answer)), body)
}

// urlOf is the URL that an answer is about: that of the last request, after redirects.
func urlOf(r *http.Request, answer *http.Response) *url.URL {
	if answer.Request != nil {
		return answer.Request.URL
	}
	return r.URL
}

// requestID is the header by which services identify a request.
func requestID(h http.Header) string {
	for _, name := range [...]string{"request-id", "x-ms-request-id", "x-request-id", "x-correlation-id"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}

// bodyExcerpt is the beginning of a body, for errors.
func bodyExcerpt(body []byte) string {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body[:min(len(body), maxExcerpt)]), "")), " ")
	if len(body) > maxExcerpt {
		text += "..."
	}
	return text
}

// AnswerError is an answer that cannot be used: it was cut off, is empty, larger than [WithMaxBody] allows, of another
// media type, or not what the request reads.
type AnswerError struct {
	// Method and Path are the request's.
	Method, Path string
	// StatusCode is the HTTP status of the answer.
	StatusCode int
	// Response has the headers of the answer. It prints none of them.
	Response Response
	// Err is what is wrong: [io.ErrUnexpectedEOF] where the connection ended too early, an error with the JSON path
	// where a value is not what it should be.
	Err error
}

// Error returns the request and what is wrong.
func (e *AnswerError) Error() string {
	return fmt.Sprintf("odata: %s %s: reading the answer: %v", e.Method, e.Path, e.Err)
}

// Unwrap returns what is wrong.
func (e *AnswerError) Unwrap() error { return e.Err }

// notJSON is an answer of another media type, with the beginning of a text. Other bodies, such as whole responses, may
// begin with secrets.
func notJSON(h http.Header, body []byte) error {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "of an unknown media type"
	}
	text := "the answer is " + kind + " and not JSON"
	if err == nil && kind != "text/html" {
		text += "; Download reads it"
	}
	if strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") {
		text += ": " + oneLine(withoutQueries(bodyExcerpt(body), false))
	}
	return errors.New(text)
}

// errEmpty is an answer without content where there should be some.
var errEmpty = errors.New("it is empty")

func unreadable(r *http.Request, answer *http.Response, err error) error {
	return &AnswerError{Method: r.Method, Path: r.URL.EscapedPath(), StatusCode: answer.StatusCode, Response: responseOf(answer, urlOf(r, answer)), Err: err}
}

func hasStatus(err error, status int) bool {
	var e *Error
	return errors.As(err, &e) && e.StatusCode == status
}

// IsNotFound reports whether the service says that there is no such thing: 404.
func IsNotFound(err error) bool { return hasStatus(err, http.StatusNotFound) }

// IsConflict reports whether the request contradicts what is there: 409.
func IsConflict(err error) bool { return hasStatus(err, http.StatusConflict) }

// IsGone reports whether what there was is no more: 410. A delta link that is too old is answered so;
// [DeltaRequest.All] without it begins again.
func IsGone(err error) bool { return hasStatus(err, http.StatusGone) }

// IsPreconditionFailed reports whether an If-Match or If-None-Match did not hold: 412.
func IsPreconditionFailed(err error) bool { return hasStatus(err, http.StatusPreconditionFailed) }

// IsPreconditionRequired reports whether the service wants an If-Match, so that nobody overwrites what somebody else
// has changed: 428.
func IsPreconditionRequired(err error) bool { return hasStatus(err, http.StatusPreconditionRequired) }

// IsUnauthorized reports whether the service does not know who asks: 401.
func IsUnauthorized(err error) bool { return hasStatus(err, http.StatusUnauthorized) }

// IsForbidden reports whether who asks may not do this: 403.
func IsForbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

// IsThrottled reports whether the service has had too many requests: 429. [Error.RetryAfter] says how long to wait.
func IsThrottled(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// RedirectError is a redirect that is not followed: a request that is not a read is sent again only after 307 or 308
// and only to the same origin, never as another request; in a batch, no request is. It wraps the answer: errors.As
// finds an [*Error] with its status in it.
type RedirectError struct {
	// Location is the absolute URL to which the service points; "" where it is none that can be followed. Its query may
	// hold secrets, and is not part of the error's text.
	Location string
	// Reason says why it is not followed.
	Reason string
	// Answer is the answer with its status; it is never nil.
	Answer *Error
}

// Error says where the service points and why nothing goes there.
func (e *RedirectError) Error() string {
	text := fmt.Sprintf("odata: %s %s: %d %s: the redirect", e.Answer.Method, e.Answer.Path, e.Answer.StatusCode, http.StatusText(e.Answer.StatusCode))
	if e.Location != "" {
		text += " to " + withoutQuery(e.Location)
	}
	return oneLine(text + " is not followed: " + e.Reason)
}

// GoString returns the error's text.
func (e *RedirectError) GoString() string { return e.Error() }

// Unwrap returns the answer.
func (e *RedirectError) Unwrap() error { return e.Answer }

// withoutQuery is a URL for a text: query and fragment may hold secrets.
func withoutQuery(link string) string {
	short, _, _ := strings.Cut(link, "#")
	short, _, cut := strings.Cut(short, "?")
	if cut {
		short += "?..."
	}
	return short
}

// LinkError is a link that is not followed: it leads to another host, where the token must not go, or in a circle.
type LinkError struct {
	// Link is the link; "" where it is not a valid URL. Its query may hold secrets, and is not part of the error's
	// text.
	Link string
	// Reason says why it is not followed.
	Reason string
}

// Error returns the link without its query, and the reason.
func (e *LinkError) Error() string {
	text := "odata: the link"
	if e.Link != "" {
		text += " " + withoutQuery(e.Link)
	}
	return oneLine(text + " is not followed: " + e.Reason)
}

// GoString returns the error's text.
func (e *LinkError) GoString() string { return e.Error() }

// errorf is [fmt.Errorf], which the compiler would inline at each of the sixty places of this package that make an
// error: a twentieth of the time that the package takes.
//
//go:noinline
func errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }
