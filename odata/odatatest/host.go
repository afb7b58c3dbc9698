package odatatest

// This file is what a server is whatever it answers: a place on the loopback until the end of the test, the log of its
// requests, and what faults keep there.

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
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
	monitors []*monitor       // by their numbers
	requests []Request
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

func (h *host) record(r Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = append(h.requests, r)
}

// log is the requests that have come.
func (h *host) log() []Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.requests)
}

// own answers a request for what faults keep on the server, and says whether it was one.
func (h *host) own(w http.ResponseWriter, r *http.Request) bool {
	if to, ok := strings.CutPrefix(r.URL.Path, detour); ok {
		h.visit(w, r, to, true)
		return true
	}
	said := h.poll(r)
	if next := h.page(uriOf(r.URL)); next != nil {
		said = next.answer(h, r)
	}
	if said == nil {
		return false
	}
	h.record(Request{r.Method, uriOf(r.URL), r.Header.Clone(), nil})
	said.write(w)
	return true
}

// uriOf is the path of a request with its percent-encoding, followed by "?" and the query if there is one.
func uriOf(u *url.URL) string {
	if u.RawQuery == "" {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + u.RawQuery
}
