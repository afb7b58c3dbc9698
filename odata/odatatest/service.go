package odatatest

// This file is the service in memory as tests see it: how it is made, and what it takes to talk to it. What is in it is
// in entities.go, what tests do in place of it in handle.go, and what it was asked in log.go. How it answers is in
// package engine.

import (
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Service is a service in memory: an HTTP server on the loopback that holds entities and answers the requests of a
// slice as OData 4 demands, until the end of the test. What a request does wrong by the schema fails the test, unless
// the service is [Lenient]. Generated fakes embed it. A Service is safe for concurrent use.
type Service struct {
	// URL is the service root, without a slash at the end.
	URL string

	t TB
}

// Option is a property of a Service that is not in its schema.
type Option func(*settings)

// settings are what options set.
type settings struct {
	pageSize int
	now      func() time.Time
	root     string
	lenient  bool
}

// PageSize makes the service answer lists by n entities at a time, also where a request prefers more. Less than 1 is 1.
// Without it, pages have 100.
func PageSize(n int) Option { return func(s *settings) { s.pageSize = max(n, 1) } }

// Clock is where the service takes the time from; [time.Now] without it.
func Clock(now func() time.Time) Option { return func(s *settings) { s.now = now } }

// Root is the path of the service root, such as /v1.0; without it the root has none.
func Root(path string) Option { return func(s *settings) { s.root = path } }

// Lenient makes the service answer requests that break the schema as a service would, and not fail the test for them.
func Lenient() Option { return func(s *settings) { s.lenient = true } }

// NewService starts a service without entities, which stops at the end of the test.
func NewService(t TB, slice schema.Service, options ...Option) *Service {
	set := settings{pageSize: 100, now: time.Now}
	for _, option := range options {
		option(&set)
	}
	s := &Service{t: t}
	server := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(server.Close)
	s.URL = server.URL + set.root
	return s
}

func (s *Service) serve(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// NewClient returns a client for the service by the NewClient of a generated package, or [odata.NewClient]. An error of
// it fails the test.
func NewClient[C any](in Holder, make func(serviceRoot string, options ...odata.Option) (C, error), options ...odata.Option) C {
	s := in.memory()
	s.t.Helper()
	c, err := make(s.URL, options...)
	if err != nil {
		s.t.Errorf("odatatest: %v", err)
	}
	return c
}

// Holder is a *Service, or a struct that embeds one.
type Holder interface{ memory() *Service }

func (s *Service) memory() *Service { return s }
