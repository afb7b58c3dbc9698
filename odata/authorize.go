package odata

// This file is who asks: the one place where a request gets what shows it, a token, a key or a signature. When it is
// asked is in redirect.go.

import (
	"context"
	"maps"
	"net/http"
	"slices"
)

// Authorizer adds to a request what the service wants to see of who sends it: a token, a key, a signature. It is asked
// for every attempt, also those that follow a throttled one or a redirect, possibly concurrently; it does its own
// caching. It changes headers or query options of r, and nothing else. The request is complete when it comes: r.GetBody
// returns the body, and is nil for streams; r.Context ends with the request's. An error of the Authorizer is returned
// by Do, wrapped, and nothing is sent.
//
// The challenges are nil in the first place. Where the service refuses the attempt with 401, the Authorizer is asked
// once more with the values of the answer's WWW-Authenticate headers (RFC 9110, section 11.6.1), such as one that
// demands claims of a token; they are empty and not nil where it has none. Where the Authorizer then adds something
// else, the request is sent once more; where it does not, or that is refused too, Do returns an [Error] that has the
// challenges.
//
// What an Authorizer adds goes to the origin of the service root - scheme, host and port - and nowhere else.
type Authorizer = func(r *http.Request, challenges []string) error

// TokenSource returns a bearer token. It is called for every attempt, possibly concurrently; it does its own caching.
type TokenSource = func(context.Context) (string, error)

// WithAuthorizer lets the Authorizer add to every request what shows who sends it. The last one that is set counts; nil
// is none. Over plain http it is asked for this machine only.
func WithAuthorizer(authorize Authorizer) Option {
	return func(c *Client) error {
		c.authorize = authorize
		return nil
	}
}

// WithToken sends a token with every request to the origin of the service root, and nowhere else: the simplest
// [Authorizer]. Where the service refuses a token, the source is asked once more; another token than the one before is
// tried.
func WithToken(source TokenSource) Option {
	if source == nil {
		return WithAuthorizer(nil)
	}
	return WithAuthorizer(func(r *http.Request, _ []string) error {
		token, err := source(r.Context())
		if err != nil {
			return errorf("getting a token: %w", err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		return nil
	})
}

// authorized is a copy of a request with what the Authorizer adds. The body of a stream is for the connection alone.
func (c *Client) authorized(r *http.Request, challenges []string, stream bool) (*http.Request, error) {
	if c.authorize == nil {
		return r, nil
	}
	signed := r.Clone(r.Context())
	if stream {
		signed.GetBody = nil
	}
	if err := c.authorize(signed, challenges); err != nil {
		return nil, errorf("odata: %w", err)
	}
	if signed.Method != r.Method || signed.Host != r.Host || !sameOrigin(signed.URL, c.root) || signed.URL.EscapedPath() != r.URL.EscapedPath() {
		return nil, errorf("odata: the Authorizer changed the destination of %s %s; it may only add headers and query options", r.Method, r.URL.EscapedPath())
	}
	signed.Body, signed.GetBody, signed.ContentLength = r.Body, r.GetBody, r.ContentLength
	return signed, nil
}

// sameCredentials reports whether the Authorizer has added the same to both.
func sameCredentials(a, b *http.Request) bool {
	return a.URL.String() == b.URL.String() && maps.EqualFunc(a.Header, b.Header, slices.Equal)
}
