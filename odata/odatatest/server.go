// Package odatatest helps to test programs that use generated packages, without a tenant and without a network. It has
// two kinds of servers on this machine.
//
// A [Service] is a service in memory: it holds entities, answers the requests of a slice by the schema, and fails the
// test for what a request does wrong. csdlgen generates a package with one beside the client where csdlgen.yaml has
// fake: true:
//
//	svc := graphfake.New(t)
//	svc.Users().Add(&graph.User{DisplayName: odata.Some("Ada")})
//	c := svc.Client()
//
// A [Server] knows nothing of the schema. It checks the requests and gives the answers that a test tells it:
//
//	server := odatatest.NewServer(t)
//	server.Expect("POST", "/users").Body(`{"displayName":"Ada"}`).Answer(201, `{"id":"1","displayName":"Ada"}`)
//	c, err := graph.NewClient(server.URL)
//
// Both misbehave on purpose, as services and what stands before them do: by redirects, challenges, answers that are cut
// off, early or late, odd errors, relative links, text that is not quite JSON. Each [Fault] is a switch, on an
// expectation by [Expectation.Misbehave], on requests of a service by [Service.On]; [Service.Chaos] mixes those that a
// correct program survives.
package odatatest

// This file is the server and what a test expects of it.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
)

// TB is the part of testing.TB that a Server or a Service needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Server is an HTTP server that answers expected requests, in the order in which they are expected. A request that is
// not expected, or differs from what is, fails the test and gets status 500. So does an expectation that is left over
// at the end of the test. A Server is safe for concurrent use, but requests that come at the same time come in no
// certain order.
type Server struct {
	// URL is the service root, without a slash at the end.
	URL string

	*host
	expected []*Expectation
}

// Request is a request as it came.
type Request struct {
	Method string
	// Path is the path with its percent-encoding, followed by "?" and the query if there is one.
	Path   string
	Header http.Header
	Body   []byte
}

// Expectation is a request that the test expects, and its answer: 204 without a body if nothing else is said.
type Expectation struct {
	method, path string
	header       map[string]string
	body         *string
	exactly      bool
	status       int
	answer       string
	answerHeader http.Header
	faults       []Fault
}

// NewServer starts a server that stops at the end of the test.
func NewServer(t TB) *Server {
	s := &Server{host: newHost(t)}
	s.URL = s.start(s.serve, "")
	t.Cleanup(func() {
		s.stop()
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, e := range s.expected {
			t.Errorf("odatatest: %s %s was expected but not received", e.method, e.path)
		}
	})
	return s
}

// Expect adds an expectation: the next request has the method and the path, which is percent-encoded and is followed by
// "?" and the query, if any.
func (s *Server) Expect(method, path string) *Expectation {
	e := &Expectation{method: method, path: path, status: http.StatusNoContent, header: map[string]string{}, answerHeader: http.Header{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expected = append(s.expected, e)
	return e
}

// Requests returns the requests that have come, in their order.
func (s *Server) Requests() []Request { return s.log() }

// Body expects a body: JSON that is equal to text, whatever its white space and the order of its members.
func (e *Expectation) Body(text string) *Expectation {
	e.body, e.exactly = &text, false
	return e
}

// BodyBytes expects a body that is text, byte for byte: what an upload sends, or JSON as it is spelled.
func (e *Expectation) BodyBytes(text string) *Expectation {
	e.body, e.exactly = &text, true
	return e
}

// Header expects a header.
func (e *Expectation) Header(name, value string) *Expectation {
	e.header[name] = value
	return e
}

// Answer sets status and body of the answer. The body is sent as application/json.
func (e *Expectation) Answer(status int, body string) *Expectation {
	e.status, e.answer = status, body
	return e
}

// AnswerHeader sets a header of the answer, such as Retry-After.
func (e *Expectation) AnswerHeader(name, value string) *Expectation {
	e.answerHeader.Set(name, value)
	return e
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.own(w, r) {
		return
	}
	path := uriOf(r.URL)
	s.mu.Lock()
	var e *Expectation
	if len(s.expected) > 0 {
		e, s.expected = s.expected[0], s.expected[1:]
	}
	s.mu.Unlock()
	if e != nil && e.rude() {
		s.record(Request{r.Method, path, r.Header.Clone(), nil})
		s.answer(w, r, e, path, nil)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.record(Request{r.Method, path, r.Header.Clone(), body})
	s.answer(w, r, e, path, body)
}

// answer gives the answer of an expectation that the request fits.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, e *Expectation, path string, body []byte) {
	if problem := e.problem(r, path, body); problem != "" {
		s.t.Errorf("odatatest: %s", problem)
		http.Error(w, problem, http.StatusInternalServerError)
		return
	}
	a := &answer{status: e.status, header: e.answerHeader.Clone(), body: []byte(e.answer)}
	s.deliver(w, r, a, e.faults)
}

// problem says how a request differs from what is expected, or "".
func (e *Expectation) problem(r *http.Request, path string, body []byte) string {
	switch {
	case e == nil:
		return fmt.Sprintf("%s %s was received but not expected", r.Method, path)
	case r.Method != e.method || path != e.path:
		return fmt.Sprintf("%s %s was received where %s %s was expected", r.Method, path, e.method, e.path)
	case e.body != nil && !e.rude() && string(body) != *e.body && (e.exactly || !sameJSON(body, []byte(*e.body))):
		return fmt.Sprintf("%s %s was received with the body\n%s\nbut this was expected\n%s", r.Method, path, body, *e.body)
	}
	for name, want := range e.header {
		if got := r.Header.Get(name); got != want {
			return fmt.Sprintf("%s %s was received with the header %s: %q where %q was expected", r.Method, path, name, got, want)
		}
	}
	return ""
}

// sameJSON compares by members and values; numbers by their digits.
func sameJSON(a, b []byte) bool {
	parse := func(text []byte) (v any, err error) {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		err = d.Decode(&v)
		return v, err
	}
	x, errX := parse(a)
	y, errY := parse(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}
