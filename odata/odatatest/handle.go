package odatatest

// This file is what tests do in place of a service: handlers of operations that have no meaning of their own, and of
// any other request.

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/engine"
)

// Handler answers a request. The result is what the operation returns, as odata.Marshal writes it: a model, a slice of
// models, a primitive value, nil for an answer without a body, or a [*Response] to send as it is; or any of these
// later, by [Accepted]. An *odata.Error is answered with its status, code, message, target and time to wait, any other
// error with 500.
type Handler func(call *Call) (any, error)

// Handle answers the requests of a method and a path by a handler, in place of what the service would do. The path is
// as in the configuration: POST /users/{id}/sendMail; one with a key, /users/7/sendMail, is for that key only. Of
// several handlers of a request, the last one counts. A request that the slice does not have fails the test. A handler
// may be called by several requests at the same time. It may use the service as tests do; while it answers a request of
// an atomic group of a batch, it must not send requests to the service.
func (s *Service) Handle(method, path string, handler Handler) {
	s.t.Helper()
	err := s.engine.Handle(method, path, func(r *engine.Request) *engine.Response {
		c := &Call{Request: r.HTTP, Body: r.Body, request: r}
		result, err := handler(c)
		if later, ok := result.(*Later); ok && err == nil {
			a := answerOf(outcome(r, later.result, later.err))
			s.postpone(a, later.polls)
			return a.response()
		}
		return outcome(r, result, err)
	})
	if err != nil {
		s.fail("a handler of %s %s: %v", method, path, err)
	}
}

// outcome is the answer with what a handler returns.
func outcome(r *engine.Request, result any, err error) *engine.Response {
	if err != nil {
		return refused(r, err)
	}
	return answered(r, result)
}

// refused is the answer to an error of a handler.
func refused(r *engine.Request, err error) *engine.Response {
	var said *odata.Error
	if !errors.As(err, &said) || said.StatusCode == 0 {
		return r.Failed(http.StatusInternalServerError, "", err.Error(), "")
	}
	answer := r.Failed(said.StatusCode, said.Code, said.Message, said.Target)
	if said.RetryAfter > 0 {
		answer.Header.Set("Retry-After", strconv.Itoa(int((said.RetryAfter+time.Second-1)/time.Second)))
	}
	return answer
}

// answered is the answer with the result of a handler.
func answered(r *engine.Request, result any) *engine.Response {
	if own, ok := result.(*Response); ok && own != nil {
		said := &engine.Response{Status: cmp.Or(own.Status, http.StatusOK), Header: own.Header.Clone(), Body: own.Body}
		if said.Header == nil {
			said.Header = http.Header{}
		}
		return said
	}
	if content, ok := result.([]byte); ok && r.Path.Last().Type == "Edm.Stream" {
		return r.Bytes("application/octet-stream", content)
	}
	text, err := odata.Marshal(result)
	if err != nil {
		return r.Failed(http.StatusInternalServerError, "", err.Error(), "")
	}
	return r.Result(text)
}

// Call is a request that a handler answers. It is checked: keys, parameters and body fit the schema.
type Call struct {
	// Request is the request as it came; its body has been read.
	Request *http.Request
	// Body is the body.
	Body []byte

	request *engine.Request
	err     error
}

// Response is an answer as it is sent. The status 0 is 200.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Context is that of the request. It ends when the client goes.
func (c *Call) Context() context.Context { return c.Request.Context() }

// Default answers as the service would without the handler.
func (c *Call) Default() *Response {
	answer := c.request.Default()
	return &Response{Status: answer.Status, Header: answer.Header, Body: answer.Body}
}

// Keys are the values of all keys in the path, from the root on, as text.
func (c *Call) Keys() []string { return c.request.Keys() }

// Err is the first error of [Key], [Argument] and [BodyOf]: a part of the request that does not fit the Go type.
func (c *Call) Err() error { return c.err }

// Key is a part of the key of the entity that the request is about, by its name in the schema: the user of POST
// /users/{id}/sendMail. Where the path has no key, as in POST /me/sendMail, it is that of the entity which is there, or
// the zero value where that has none.
func Key[T any](c *Call, name string) T { return read[T](c, "the key "+name, c.request.Key(name)) }

// Argument is the parameter of a function, or the zero value where the request does not have it.
func Argument[T any](c *Call, name string) T {
	return read[T](c, "the parameter "+name, c.request.Argument(name))
}

// BodyOf is the body as a model, such as the parameters of an action; an empty model where there is no body.
func BodyOf[T any](c *Call) *T {
	body := read[T](c, "the body", c.Body)
	return &body
}

// read reads a part of a request.
func read[T any](c *Call, what string, text jsontext.Value) T {
	var v T
	if len(text) == 0 {
		return v
	}
	if err := odata.Unmarshal(text, &v); err != nil && c.err == nil {
		c.err = &odata.Error{StatusCode: http.StatusBadRequest, Code: "BadRequest", Message: what + ": " + err.Error()}
	}
	return v
}
