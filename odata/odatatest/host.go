package odatatest

// This file is what a server is whatever it answers: a place on the loopback until the end of the test, and what faults
// keep there.

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
)

// host is a server on the loopback. Faults work on it.
type host struct {
	t    TB
	root string        // the URL of the service root, without a slash at the end
	done chan struct{} // is closed at the end of the test

	mu       sync.Mutex
	listener *httptest.Server
	away     *elsewhere       // nil until a fault needs another host
	pages    map[string]*page // further pages, by their URLs without the origin
	cut      int              // how many answers were cut into pages
}

func newHost(t TB) *host {
	return &host{t: t, done: make(chan struct{}), pages: map[string]*page{}}
}

// start listens, and returns the URL of the service root, which has the path.
func (h *host) start(serve http.HandlerFunc, path string) string {
	h.listener = httptest.NewServer(serve)
	h.root = h.listener.URL + path
	return h.root
}

// stop ends what waits, and the server.
func (h *host) stop() {
	close(h.done)
	h.listener.Close()
}

// origin is the URL of the server without a path.
func (h *host) origin() string { return h.listener.URL }

// uriOf is the path of a request with its percent-encoding, followed by "?" and the query if there is one.
func uriOf(u *url.URL) string {
	if u.RawQuery == "" {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + u.RawQuery
}
