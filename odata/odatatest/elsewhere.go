package odatatest

// This file is other hosts: a second server with another origin, to which the first redirects. It fails the test where
// anything comes along that was added to a request for the first.

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
)

// elsewhere is the second server. What it answers is in answers, by path.
type elsewhere struct {
	url     string
	answers map[string]*answer
	back    map[string]bool // paths that lead back
	count   int             // of answers that were given, which makes the paths differ
}

// RedirectElsewhere redirects the request with a status of 301, 302, 303, 307 or 308 to another port of this machine,
// which gives the answer. Reads follow it, and the test fails where they carry anything that was added for the service:
// a token, a cookie, a Referer, a header of client, request or Authorizer. Anything else than a read ends with an
// *odata.RedirectError, and the test fails where it arrives.
func RedirectElsewhere(status int) Fault {
	return redirectElsewhere("redirect elsewhere", status, false)
}

// Detour is RedirectElsewhere to a host that redirects back to this server. What was taken off the request must not
// come back with it.
func Detour(status int) Fault { return redirectElsewhere("detour", status, true) }

// detour is where requests come back to.
const detour = "/odatatest-detour"

func redirectElsewhere(name string, status int, back bool) Fault {
	return Fault{name: name, turn: insteadOfChange, change: func(h *host, r *http.Request, a *answer) {
		there := h.elsewhere()
		h.mu.Lock()
		defer h.mu.Unlock()
		there.count++
		at := "/" + strconv.Itoa(there.count)
		given := *a
		given.header = a.header.Clone()
		there.answers[at+r.URL.Path], there.back[at+r.URL.Path] = &given, back
		a.status, a.body = status, nil
		a.header.Del("Content-Type")
		a.header.Set("Location", there.url+at+r.URL.EscapedPath())
	}}
}

// elsewhere starts the second server where it does not run yet.
func (h *host) elsewhere() *elsewhere {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.away == nil {
		h.away = &elsewhere{answers: map[string]*answer{}, back: map[string]bool{}}
		listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.visit(w, r, r.URL.Path, false)
		}))
		h.away.url = listener.URL
		h.t.Cleanup(listener.Close)
	}
	return h.away
}

// visit answers a request that was redirected. It has been back where it has come to the first server again.
func (h *host) visit(w http.ResponseWriter, r *http.Request, path string, returned bool) {
	if added := addedTo(r); added != "" {
		h.t.Errorf("odatatest: %s %s was redirected to another host and carries %s", r.Method, path, added)
	}
	there := h.elsewhere()
	h.mu.Lock()
	a, back := there.answers[path], there.back[path]
	h.mu.Unlock()
	switch {
	case a == nil:
		h.t.Errorf("odatatest: %s %s reached another host, but nothing led there", r.Method, path)
		http.NotFound(w, r)
	case back && !returned:
		http.Redirect(w, r, h.origin()+detour+r.URL.EscapedPath(), http.StatusFound)
	default:
		a.write(w)
	}
}

// addedTo names what a request carries that a stranger must not see, or is "". Headers are those that every client
// sends.
func addedTo(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "a change"
	}
	if r.URL.RawQuery != "" && !strings.HasPrefix(r.URL.Path, detour) {
		return "a query"
	}
	for name := range r.Header {
		switch name {
		case "Accept", "Accept-Encoding", "User-Agent", "Range", "Connection":
		default:
			return "the header " + name
		}
	}
	return ""
}
