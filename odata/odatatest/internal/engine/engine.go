// Package engine answers requests as OData 4 demands, from a store and by a schema. It knows HTTP as far as requests
// and answers go, and no connections and no tests: what a request does wrong it says to Complain.
package engine

// This file is the way of a request: what it is by the schema, who answers it, and what of the contract it breaks.

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

// Engine is a service. Its exported fields are set before the first request.
type Engine struct {
	// Root is the URL of the service root, without a slash at the end.
	Root  string
	Model *model.Model
	Store *store.Store
	Table *route.Table
	// PageSize is how many entities a page has at most.
	PageSize int
	Now      func() time.Time
	// FoldCase says that texts are compared without regard to case.
	FoldCase bool
	// Upsert says that an update of an entity that is not there creates it.
	Upsert bool
	// Complain says what a request does wrong by the schema; nil where nobody wants to know.
	Complain func(text string)
	// Each answers a request of a batch, by what serve answers or in place of it; nil for nothing but serve.
	Each func(in *http.Request, body []byte, serve func(body []byte) *Response) *Response

	// atomic is locked for writing while a group of a batch is done, and for reading by every other request.
	atomic sync.RWMutex

	mu       sync.Mutex
	handlers map[string][]handler // by method and shape
	pages    pages
}

// Handler answers a request in place of the engine.
type Handler func(r *Request) *Response

// handler is a handler with the requests that it is for.
type handler struct {
	of     *route.Path
	answer Handler
}

// Response is an answer.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Handle sets the handler of the requests of a method and a path, which is as documentation writes it. A key in place
// of a name in braces means that key only; of several handlers, the last one counts. A request that is not of the slice
// is an error.
func (e *Engine) Handle(method, path string, h Handler) error {
	p, err := route.Pattern(e.Model, strings.TrimPrefix(path, "/"))
	if err != nil {
		return err
	}
	if e.Table.Find(method, p) == nil {
		return errors.New("the slice does not have this request; " + missing(method, p, e.Table.Methods(p)))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.handlers == nil {
		e.handlers = map[string][]handler{}
	}
	e.handlers[method+" "+p.Shape] = append(e.handlers[method+" "+p.Shape], handler{p, h})
	return nil
}

// missing says which line selects a request.
func missing(method string, p *route.Path, methods []string) string {
	text := "select it by the line\n\t- " + method + " " + p.Documented
	if len(methods) > 0 {
		text += "\n(selected of this path: " + strings.Join(methods, ", ") + ")"
	}
	return text
}

// Serve answers a request, whose body has been read.
func (e *Engine) Serve(in *http.Request, body []byte) *Response {
	r := e.read(in, body)
	if r.path == batchPath {
		return e.batch(r)
	}
	return e.serve(r)
}

// serve answers a request that is not a batch.
func (e *Engine) serve(r *Request) *Response {
	if err := e.find(r); err != nil {
		return r.failure(err)
	}
	if err := e.check(r); err != nil {
		return r.failure(err)
	}
	if h := e.handler(r); h != nil {
		return h(r)
	}
	return r.Default()
}

// handler is the last one that was set for a request, or nil.
func (e *Engine) handler(r *Request) Handler {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, h := range slices.Backward(e.handlers[r.Method+" "+r.Path.Shape]) {
		if h.of.Means(r.Path) {
			return h.answer
		}
	}
	return nil
}

// find says what the request is by the schema.
func (e *Engine) find(r *Request) error {
	p, err := route.Parse(e.Model, r.path, r.alias)
	if err != nil {
		wrong := &route.Error{}
		if errors.As(err, &wrong); wrong.Malformed {
			return r.wrong(http.StatusBadRequest, "the path cannot be read: "+err.Error())
		}
		return r.wrong(http.StatusNotFound, "the path leads nowhere in the slice: "+err.Error()+
			"\nif the service has it, select it by a line such as\n\t- "+r.Method+" "+wrong.Documented)
	}
	r.Path = p
	if r.Selected = e.Table.Find(r.Method, p); r.Selected == nil {
		return r.wrong(http.StatusNotImplemented, "the slice does not have this request; "+missing(r.Method, p, e.Table.Methods(p)))
	}
	return nil
}

// Default answers as the engine does without a handler.
func (r *Request) Default() *Response {
	e := r.engine
	for i := range r.Path.Steps {
		if s := &r.Path.Steps[i]; s.Kind == route.Operation && !(isDelta(s) && s == r.Path.Last()) {
			return r.failure(e.noMeaning(r))
		}
	}
	if !r.grouped {
		e.atomic.RLock()
		defer e.atomic.RUnlock()
	}
	if r.Method == http.MethodGet {
		e.Store.RLock()
		defer e.Store.RUnlock()
	} else {
		e.Store.Lock()
		defer e.Store.Unlock()
	}
	answer, err := e.answer(r)
	if err != nil {
		return r.failure(err)
	}
	return answer
}

// noMeaning says that a test has to say what an operation does.
func (e *Engine) noMeaning(r *Request) error {
	if r.Path.Last().Kind != route.Operation {
		return r.wrong(http.StatusNotImplemented, "what is below the result of a function has no meaning without the function; say what it is by\n"+
			"\tsvc.Handle(\""+r.Method+"\", \""+r.Selected.Path+"\", func(call *odatatest.Call) (any, error) { ... })")
	}
	if handler := r.Selected.Handler; handler != "" {
		return r.wrong(http.StatusNotImplemented, "an action or function has no meaning of its own; say what it does by svc."+handler+"(func(ctx context.Context, ...) ... { ... })")
	}
	return r.wrong(http.StatusNotImplemented, "an action or function has no meaning of its own; say what it does by the handler that the generated package has for it (On...), or by\n"+
		"\tsvc.Handle(\""+r.Method+"\", \""+r.Selected.Path+"\", func(call *odatatest.Call) (any, error) { ... })")
}

// answer answers a request about what the store has.
func (e *Engine) answer(r *Request) (*Response, error) {
	steps := r.Path.Steps
	if isDelta(r.Path.Last()) {
		steps = steps[:len(steps)-1]
	}
	at, err := e.resolve(steps, r.Method != http.MethodGet && r.Method != http.MethodDelete)
	if err != nil {
		return nil, err
	}
	switch last := r.Path.Last(); {
	case last.Kind == route.Count:
		return e.count(r, at)
	case last.Kind == route.Ref:
		return e.reference(r, at)
	case last.Kind == route.Media || last.Type == "Edm.Stream":
		return e.media(r, at)
	case at.member != nil:
		return e.property(r, at)
	case at.collection != nil && at.many:
		return e.collection(r, at)
	}
	return e.single(r, at)
}

// notAllowed is the answer to a method that what the path leads to does not have.
func notAllowed(r *Request) error {
	return fail(http.StatusMethodNotAllowed, "%s is not possible here", r.Method)
}
