package generator

// This file downloads documents. A download stays on the origin that the configuration names, unless that says
// otherwise, and what a URL may hold of secrets - a password, a query - is in no message.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// fetchTimeout bounds a download.
	fetchTimeout = 2 * time.Minute
	// maxRedirects is how often a download is sent elsewhere.
	maxRedirects = 10
)

// isURL says whether the name of a document is a URL and not a file.
func isURL(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// shownURL is a URL as messages show it: without user, password, query and fragment.
func shownURL(address string) string {
	u, err := url.Parse(address)
	if err != nil { // what is a password in it cannot be told
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://..."
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// download is a request for a document.
type download struct {
	address string
	// elsewhere says whether the document may come from another origin than that of the address, by a redirect.
	elsewhere bool
	// token is sent to the origin of the address; "" for none.
	token string
	// have are the validators of the document that is there already: its download may end in "not modified".
	have validators
	// timeout bounds the download; 0 stands for fetchTimeout.
	timeout time.Duration
	// progress is called with the number of bytes that have come, and their total as far as the server says it, else
	// -1; nil for nobody.
	progress func(done, total int64)
}

// validators are what a server says of a document, by which it knows whether that has changed (RFC 9110, section 8.8).
type validators struct{ ETag, LastModified string }

// statusError is an answer that is not the document.
type statusError struct {
	code int
	text string
}

func (e *statusError) Error() string { return "the server responded with " + e.text }

// signIn says whether the server wants to know who asks.
func (e *statusError) signIn() bool {
	return e.code == http.StatusUnauthorized || e.code == http.StatusForbidden
}

// advice says what to do: a token was sent or not, and something else can be done instead.
func (e *statusError) advice(token bool, instead string) string {
	switch {
	case e.signIn() && token:
		return "the token was not accepted: it may have expired, or be for another service"
	case e.signIn():
		return "put an access token into the environment variable CSDLGEN_TOKEN, or " + instead
	case e.code >= http.StatusInternalServerError:
		return "try again later, or " + instead
	}
	return "correct the URL, or " + instead
}

// slowError says that a download took too long.
type slowError struct{ limit time.Duration }

func (e *slowError) Error() string { return fmt.Sprintf("the download took longer than %v", e.limit) }

// errBroken says that a download ended too early.
var errBroken = errors.New("the download broke off")

// advised is an error that says itself what to do.
type advised struct{ error }

// errNotModified says that the document is the one that is there already.
var errNotModified = errors.New("the server responded with 304 Not Modified")

// fetch downloads a document. Elsewhere says whether it may come from another origin than that of the address, by a
// redirect.
func fetch(ctx context.Context, address string, elsewhere bool) ([]byte, error) {
	data, _, err := download{address: address, elsewhere: elsewhere}.get(ctx)
	return data, unsigned(err)
}

// unsigned says of an error about a download without a token what to do where the server wants one.
func unsigned(err error) error {
	var status *statusError
	if errors.As(err, &status) && status.signIn() {
		return fmt.Errorf("%w: csdlgen does not sign in; download the document yourself and specify the file", err)
	}
	return err
}

// get downloads the document.
func (d download) get(ctx context.Context) ([]byte, validators, error) {
	limit := cmp.Or(d.timeout, fetchTimeout)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, &slowError{limit})
	defer cancel()
	data, said, err := d.ask(ctx)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
		if errors.Is(err, context.Canceled) {
			err = fmt.Errorf("the download was interrupted: %w", err)
		}
	}
	return data, said, err
}

func (d download) ask(ctx context.Context) ([]byte, validators, error) {
	request, err := d.request(ctx)
	if err != nil {
		return nil, validators{}, err
	}
	client := http.Client{CheckRedirect: func(next *http.Request, before []*http.Request) error {
		if origin(next.URL) != origin(before[0].URL) {
			next.Header.Del("Authorization")
		}
		return redirect(next, before, d.elsewhere)
	}}
	answer, err := client.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) { // whose text has the address
			err = failed.Err
		}
		return nil, validators{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	said := validators{ETag: answer.Header.Get("ETag"), LastModified: answer.Header.Get("Last-Modified")}
	switch {
	case answer.StatusCode == http.StatusNotModified && d.have != validators{}:
		return nil, said, errNotModified
	case answer.StatusCode != http.StatusOK:
		return nil, said, &statusError{answer.StatusCode, status(answer)}
	case answer.ContentLength > maxMetadata:
		return nil, said, fmt.Errorf("it is %d bytes long, and the limit is %d bytes", answer.ContentLength, maxMetadata)
	}
	data, err := readLimited(d.watched(answer))
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w (%w)", errBroken, err)
	}
	return data, said, err
}

// request makes the request.
func (d download) request(ctx context.Context) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, d.address, nil)
	if err != nil {
		return nil, errors.New("the address is not a valid URL")
	}
	request.Header.Set("Accept", "application/xml, application/json;q=0.5")
	if d.have.ETag != "" {
		request.Header.Set("If-None-Match", d.have.ETag)
	}
	if d.have.LastModified != "" {
		request.Header.Set("If-Modified-Since", d.have.LastModified)
	}
	if d.token == "" {
		return request, nil
	}
	if ip := net.ParseIP(request.URL.Hostname()); request.URL.Scheme != "https" && request.URL.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, advised{errors.New("a token is not sent over plain http; use https")}
	}
	request.Header.Set("Authorization", "Bearer "+d.token)
	return request, nil
}

// watched is the body of an answer, whose progress is told.
func (d download) watched(answer *http.Response) io.Reader {
	if d.progress == nil {
		return answer.Body
	}
	return &watchedReader{from: answer.Body, total: answer.ContentLength, tell: d.progress}
}

// watchedReader tells how much was read.
type watchedReader struct {
	from        io.Reader
	done, total int64
	tell        func(done, total int64)
}

func (r *watchedReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.done += int64(n)
	r.tell(r.done, r.total)
	return n, err
}

func status(answer *http.Response) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", answer.StatusCode, http.StatusText(answer.StatusCode)))
}

// redirect decides whether a download goes on somewhere else.
func redirect(next *http.Request, before []*http.Request, elsewhere bool) error {
	if len(before) >= maxRedirects {
		return fmt.Errorf("the server redirects more than %d times", maxRedirects)
	}
	if !elsewhere && origin(next.URL) != origin(before[0].URL) {
		return advised{fmt.Errorf("the server redirects to another origin, %s; if that is intended, use that address in the configuration, or write references: urls", shownURL(next.URL.String()))}
	}
	next.Header.Del("Referer") // it has the query of the address
	return nil
}

// origin is scheme, host and port of a URL.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]
	}
	return strings.ToLower(u.Scheme) + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}
