package tape

// This file plays a tape: a server on this machine that gives the answers of a file.

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// player is a tape that is played.
type player struct {
	t      TB
	file   string
	server *httptest.Server

	mu   sync.Mutex
	left []exchange // what was not asked yet
}

// play starts a server with the answers of a file.
func play(t TB, file, root string) *Tape {
	t.Helper()
	p := &player{t: t, file: file}
	text, err := os.ReadFile(file)
	if err == nil {
		p.left, err = parse(string(text))
	}
	if err != nil {
		t.Errorf("tape: %s: %v; run the test with %s=1 to record it", file, err, Variable)
	}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(func() {
		p.server.Close()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, e := range p.left {
			t.Errorf("tape: %s has %s %s, which was not asked; run the test with %s=1 to record it anew", file, e.method, e.url, Variable)
		}
	})
	return &Tape{URL: p.server.URL + strings.TrimPrefix(root, origin(root)), client: p.server.Client()}
}

// serve answers a request as the first one on the tape that is like it and was not asked yet.
func (p *player) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	asked := p.recorded(r, body)
	e, problem := p.take(asked)
	if problem != "" {
		p.t.Errorf("tape: %s: %s; run the test with %s=1 to record it anew", p.file, problem, Variable)
		http.Error(w, problem, http.StatusInternalServerError)
		return
	}
	here := p.here()
	for name, values := range e.answer.header {
		for _, value := range values {
			w.Header().Add(name, here.Replace(value))
		}
	}
	w.WriteHeader(e.status)
	said := e.answer.body
	if utf8.Valid(said) {
		said = []byte(here.Replace(string(said)))
	}
	_, _ = w.Write(said) // a client that is gone does not want it
}

// recorded is a request as the tape would have it: the hosts of the tape, and not this one.
func (p *player) recorded(r *http.Request, body []byte) exchange {
	there := strings.NewReplacer(p.server.URL, hostName(0), url.QueryEscape(p.server.URL), url.QueryEscape(hostName(0)))
	address := hostName(0) + r.URL.RequestURI()
	if first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.RequestURI(), "/"), "/"); isHostName(first) {
		address = "https://" + first + "/" + rest
	}
	if utf8.Valid(body) {
		body = []byte(there.Replace(string(body)))
	}
	return exchange{method: r.Method, url: there.Replace(address), ask: message{body: body}}
}

// here replaces the hosts of the tape by this one, which has the others in folders.
func (p *player) here() *strings.Replacer {
	var pairs []string
	for i := range maxHosts {
		there, here := hostName(i), p.server.URL
		if i > 0 {
			here += "/" + strings.TrimPrefix(there, "https://")
		}
		slashes := func(s string) string { return strings.ReplaceAll(s, "/", `\/`) }
		pairs = append(pairs, there, here, slashes(there), slashes(here), url.QueryEscape(there), url.QueryEscape(here))
	}
	return strings.NewReplacer(pairs...)
}

// take takes the exchange from the tape, or says why there is none.
func (p *player) take(asked exchange) (exchange, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	near := ""
	for i, e := range p.left {
		if e.method != asked.method || !sameURL(e.url, asked.url) {
			continue
		}
		if sameBody(e.ask.body, asked.ask.body) {
			p.left = append(p.left[:i:i], p.left[i+1:]...)
			return e, ""
		}
		near = fmt.Sprintf("%s %s was asked with the body\n%s\nand is on the tape with\n%s", asked.method, asked.url, asked.ask.body, e.ask.body)
	}
	if near == "" {
		near = fmt.Sprintf("%s %s is not on the tape, or was asked more often than it is", asked.method, asked.url)
	}
	return exchange{}, near
}

// unbounded is a body without the boundaries of the batch that it is, those of the groups in it included.
func unbounded(body []byte) []byte {
	if !bytes.HasPrefix(body, []byte("--")) {
		return body
	}
	first, _, _ := bytes.Cut(body, []byte("\r\n"))
	boundaries := [][]byte{first[len("--"):]}
	for _, found := range regexp.MustCompile(`(?i)boundary="?([^"\s;]+)`).FindAllSubmatch(body, -1) {
		boundaries = append(boundaries, found[1])
	}
	for _, boundary := range boundaries {
		if len(boundary) > 0 {
			body = bytes.ReplaceAll(body, boundary, []byte("boundary"))
		}
	}
	return body
}

// sameURL compares URLs as servers read them.
func sameURL(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && x.Host == y.Host && x.Path == y.Path && x.Query().Encode() == y.Query().Encode()
}

// sameBody compares bodies, JSON by what it says, and batches whatever their boundaries are, which are chosen at
// random.
func sameBody(a, b []byte) bool {
	if bytes.Equal(unbounded(a), unbounded(b)) {
		return true
	}
	x, y := jsontext.Value(bytes.Clone(a)), jsontext.Value(bytes.Clone(b))
	return x.Canonicalize(jsontext.CanonicalizeRawFloats(false), jsontext.CanonicalizeRawInts(false)) == nil &&
		y.Canonicalize(jsontext.CanonicalizeRawFloats(false), jsontext.CanonicalizeRawInts(false)) == nil && bytes.Equal(x, y)
}
