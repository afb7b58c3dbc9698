package odata

// This file is one attempt at a request: the Authorizer is asked, redirects are followed where that is harmless, a
// challenge is answered once. net/http would turn a redirected write into a read and take headers along to other hosts,
// so it never sees where a redirect leads. Attempts that follow each other are the matter of transport.go.

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 10

// hops makes one attempt at a request. It is the transport of the client by which retries are made.
type hops struct {
	client *Client
	accept string // the media types that the runtime asks for
	stream bool   // whether the body is one, which only the connection may read
	// deadline ends all hops together; it is zero where the user's client has no time-out.
	deadline time.Time
	// away says that a redirect has led to another origin: from then on, requests carry nothing that was added to the
	// first, wherever they go.
	away bool
}

// finalError is an error that no further attempt would mend.
type finalError struct{ err error }

func (e *finalError) Error() string { return e.err.Error() }
func (e *finalError) Unwrap() error { return e.err }

// RoundTrip sends the request and follows redirects.
func (h hops) RoundTrip(r *http.Request) (*http.Response, error) {
	if timeout := h.client.http.Timeout; timeout > 0 {
		h.deadline = time.Now().Add(timeout)
	}
	hop, via := r, []*http.Request(nil)
	for {
		answer, err := h.authorized(hop)
		if err != nil {
			return nil, err
		}
		answer.Request = hop // without what the Authorizer has added
		target := h.target(hop, answer)
		if target == nil {
			return answer, nil
		}
		via = append(via, hop)
		next, err := h.next(hop, answer, target, via)
		if err != nil {
			return nil, &finalError{err}
		}
		discard(answer.Body)
		hop = next
	}
}

// redirect is where an answer points, or why it points nowhere.
type redirect struct {
	to     *url.URL
	reason string
}

// isRedirect says whether a status asks for a request to another URL, which the header Location says.
func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// target is where an answer points; nil where it is no redirect.
func (h *hops) target(r *http.Request, answer *http.Response) *redirect {
	location := answer.Header.Get("Location")
	if location == "" || !isRedirect(answer.StatusCode) {
		return nil
	}
	to, err := parseLink(r.URL, location)
	switch {
	case err != nil:
		return &redirect{reason: "it is not a valid URL"}
	case to.Scheme != "http" && to.Scheme != "https" || to.Host == "":
		return &redirect{to, "it is not an http or https URL"}
	case to.User != nil:
		return &redirect{reason: "it contains a user name"}
	case isSafe(r.Method):
	case answer.StatusCode != http.StatusTemporaryRedirect && answer.StatusCode != http.StatusPermanentRedirect:
		return &redirect{to, "only 307 and 308 ask for the same request again"}
	case !sameOrigin(to, h.client.root):
		return &redirect{to, "it is on another host than the service root, where only reads may go"}
	}
	return &redirect{to: to}
}

// next is the request that follows a redirect.
func (h *hops) next(r *http.Request, answer *http.Response, target *redirect, via []*http.Request) (*http.Request, error) {
	refused := func(reason string) error {
		e := &RedirectError{Reason: reason, Answer: h.client.errorAnswer(r, answer)}
		if target.to != nil {
			e.Location = target.to.String()
		}
		return e
	}
	if target.reason != "" {
		return nil, refused(target.reason)
	}
	if len(via) > maxRedirects {
		return nil, refused(fmt.Sprintf("there have been %d redirects in a row", maxRedirects))
	}
	next := r.Clone(r.Context())
	next.URL, next.Host, next.Response = target.to, target.to.Host, answer
	if h.away = h.away || !sameOrigin(target.to, h.client.root); h.away {
		next.Header = h.bare(r)
	}
	if policy := h.client.http.CheckRedirect; policy != nil {
		if err := policy(next, via); errors.Is(err, http.ErrUseLastResponse) {
			return nil, refused("the policy of the http.Client forbids it")
		} else if err != nil {
			return nil, errorf("odata: %s %s: %w", r.Method, r.URL.EscapedPath(), err)
		}
	}
	if err := again(next); err != nil {
		return nil, refused(err.Error())
	}
	return next, nil
}

// isPlainRange says whether a Range header says nothing but a part: bytes=5-10, with one of the numbers or both.
func isPlainRange(text string) bool {
	part, inBytes := strings.CutPrefix(text, "bytes=")
	from, to, both := strings.Cut(part, "-")
	return inBytes && both && from+to != "" && (from == "" || rawjson.Digits(from)) && (to == "" || rawjson.Digits(to))
}

// bare is the header of a request to another origin: what the runtime itself says, and which part of a stream is read.
func (h *hops) bare(r *http.Request) http.Header {
	header := http.Header{"User-Agent": {userAgent}, "Accept": {h.accept}}
	if part := r.Header.Values("Range"); len(part) == 1 && isPlainRange(part[0]) {
		header["Range"] = slices.Clone(part)
	}
	return header
}

// authorized sends a request with what the Authorizer adds. Where the service refuses that, the Authorizer sees the
// challenge, and the request is sent once more if that changes anything.
func (h *hops) authorized(r *http.Request) (*http.Response, error) {
	if h.client.authorize == nil || h.away {
		return h.send(r)
	}
	first, err := h.client.authorized(r, nil, h.stream)
	if err != nil {
		closeBody(r)
		return nil, &finalError{err}
	}
	answer, err := h.send(first)
	if err != nil || answer.StatusCode != http.StatusUnauthorized {
		return answer, err
	}
	second, err := h.client.authorized(r, append([]string{}, answer.Header.Values("WWW-Authenticate")...), h.stream)
	switch {
	case err != nil:
		return nil, &finalError{errorf("%w; the challenge was not met: %w", h.client.errorAnswer(r, answer), err)}
	case sameCredentials(first, second) || again(second) != nil:
		return answer, nil
	}
	discard(answer.Body)
	return h.send(second)
}

// send sends a request by the user's client, which follows no redirect.
func (h *hops) send(r *http.Request) (*http.Response, error) {
	users := *h.client.http
	held := &heldLocation{next: users.Transport}
	users.Transport, users.CheckRedirect = held, nil
	if h.away {
		users.Jar = nil // its cookies go to every port of a host
	}
	if !h.deadline.IsZero() {
		users.Timeout = max(1, time.Until(h.deadline))
	}
	answer, err := users.Do(r)
	if err != nil {
		return nil, discreet(withoutURL(err))
	}
	if held.location != nil {
		answer.Header["Location"] = held.location
	}
	return answer, nil
}

// heldLocation is a transport that keeps the Location of redirects from net/http, which would follow it and, where it
// is malformed, quote it.
type heldLocation struct {
	next     http.RoundTripper // nil for the default
	location []string
}

// RoundTrip sends the request.
func (h *heldLocation) RoundTrip(r *http.Request) (*http.Response, error) {
	next := h.next
	if next == nil {
		next = http.DefaultTransport
	}
	answer, err := next.RoundTrip(r)
	if err == nil && answer.StatusCode/100 == 3 {
		h.location = answer.Header["Location"]
		delete(answer.Header, "Location")
	}
	return answer, err
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		r.Body.Close()
	}
}

// discard closes a body that nobody reads. Of a short one it reads the rest, so that the connection can be used again.
func discard(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, 2<<10)
	body.Close()
}
