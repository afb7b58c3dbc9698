package odatatest

// This file is the service in memory as tests see it: how it is made, and what it takes to talk to it. What is in it is
// in entities.go, what tests do in place of it in handle.go, and what it was asked in log.go. How it answers is in
// package engine.

import (
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/engine"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Service is a service in memory: an HTTP server on the loopback that holds entities and answers the requests of a
// slice as OData 4 demands, until the end of the test. What a request does wrong by the schema fails the test, unless
// the service is [Lenient]. Generated fakes embed it. A Service is safe for concurrent use.
//
// Keys that it assigns are counted, so that a test has the same ones each time. An update of an entity that is not
// there is answered by 404, unless [Upsert] is set. Paths in a hierarchy, such as /me/drive/root:/a/b.txt:, follow the
// navigation property children and the property name; what is there has its key in collections beside the hierarchy
// too: /me/drive/items/7.
type Service struct {
	// URL is the service root, without a slash at the end.
	URL string

	*host
	engine   *engine.Engine
	troubles []*Trouble
	chaos    *chaos // nil for none
}

// Option is a property of a Service that is not in its schema.
type Option func(*settings)

// settings are what options set.
type settings struct {
	pageSize int
	now      func() time.Time
	root     string
	lenient  bool
	foldCase bool
	upsert   bool
}

// PageSize makes the service answer lists by n entities at a time, also where a request prefers more. Less than 1 is 1.
// Without it, pages have 100.
func PageSize(n int) Option { return func(s *settings) { s.pageSize = max(n, 1) } }

// Clock is where the service takes the time from, such as that of now() in a filter; [time.Now] without it.
func Clock(now func() time.Time) Option { return func(s *settings) { s.now = now } }

// Root is the path of the service root, such as /v1.0; without it the root has none.
func Root(path string) Option {
	return func(s *settings) { s.root = "/" + strings.Trim(path, "/") }
}

// Lenient makes the service answer requests that break the schema as a service would, and not fail the test for them.
func Lenient() Option { return func(s *settings) { s.lenient = true } }

// IgnoreCase makes filters and orders compare texts without regard to case, as Microsoft Graph does for most
// properties; without it, they differ as OData has it.
func IgnoreCase() Option { return func(s *settings) { s.foldCase = true } }

// Upsert makes an update of an entity that is not there create it, unless the update has If-Match. OData leaves it to
// services whether they do that (OData 4.01 protocol, section 11.4.4): Dataverse and SAP CAP do, Microsoft Graph does
// not.
func Upsert() Option { return func(s *settings) { s.upsert = true } }

// NewService starts a service without entities, which stops at the end of the test.
func NewService(t TB, slice schema.Service, options ...Option) *Service {
	t.Helper()
	set := settings{pageSize: 100, now: time.Now}
	for _, option := range options {
		option(&set)
	}
	m := model.New(slice)
	table, err := route.NewTable(m)
	if err != nil {
		t.Errorf("odatatest: %v", err)
	}
	s := &Service{host: newHost(t), engine: &engine.Engine{Model: m, Store: store.New(m), Table: table, PageSize: set.pageSize, Now: set.now, FoldCase: set.foldCase, Upsert: set.upsert}}
	if !set.lenient {
		s.engine.Complain = func(text string) { t.Errorf("odatatest: %s", text) }
	}
	s.engine.Each = s.part
	s.URL = s.start(s.serve, strings.TrimSuffix(set.root, "/"))
	s.engine.Root = s.URL
	t.Cleanup(s.stop)
	return s
}

// serve answers a request, in the way of the faults that it meets.
func (s *Service) serve(w http.ResponseWriter, r *http.Request) {
	if s.own(w, r) {
		return
	}
	var faults []Fault
	if to, ok := strings.CutPrefix(r.RequestURI, hop); ok {
		r = arrived(r, to)
	} else {
		faults = s.faults(r, false)
	}
	var body []byte
	if !rude(faults) {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	s.record(Request{r.Method, r.URL.RequestURI(), r.Header.Clone(), body})
	a := busy()
	if !refuses(faults, r.Method) {
		a = answerOf(s.engine.Serve(r, withoutStrange(r, body)))
	}
	s.deliver(w, r, a, faults)
}

// part answers a request of a batch, in the way of the faults that it meets.
func (s *Service) part(r *http.Request, body []byte, serve func(body []byte) *engine.Response) *engine.Response {
	faults := s.faults(r, true)
	a := busy()
	if !refuses(faults, r.Method) {
		a = answerOf(serve(withoutStrange(r, body)))
	}
	for _, f := range faults {
		if f.serve != nil {
			s.t.Errorf("odatatest: %s %s is a request of a batch, which has no connection of its own for the fault %q", r.Method, r.URL.RequestURI(), f)
			continue
		}
		f.change(s.host, r, a)
	}
	return a.response()
}

func answerOf(said *engine.Response) *answer { return &answer{said.Status, said.Header, said.Body} }

func (a *answer) response() *engine.Response {
	return &engine.Response{Status: a.status, Header: a.header, Body: a.body}
}

// busy is the answer of a service that does nothing for a request.
func busy() *answer {
	return &answer{http.StatusServiceUnavailable, http.Header{}, []byte(`{"error":{"code":"ServiceUnavailable","message":"nothing was done, on purpose"}}`)}
}

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
