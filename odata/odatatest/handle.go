package odatatest

// This file is what tests do in place of a service: handlers of operations that have no meaning of their own, and of
// any other request.

import (
	"context"
	"net/http"
)

// Handler answers a request. The result is what the operation returns, as odata.Marshal writes it: a model, a slice of
// models, a primitive value, nil for an answer without a body, or a [*Response] to send as it is. An *odata.Error is
// answered with its status, code, message, target and details, any other error with 500.
type Handler func(call *Call) (any, error)

// Handle answers the requests of a method and a path by a handler, in place of what the service would do. The path is
// as in the configuration: POST /users/{id}/sendMail. A request that the slice does not have fails the test. A handler
// may be called by several requests at the same time.
func (s *Service) Handle(method, path string, handler Handler) {}

// Call is a request that a handler answers. It is checked: keys, parameters and body fit the schema.
type Call struct {
	// Request is the request as it came; its body has been read.
	Request *http.Request
	// Body is the body.
	Body []byte

	err error
}

// Response is an answer as it is sent.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Context is that of the request. It ends when the client goes.
func (c *Call) Context() context.Context { return c.Request.Context() }

// Default answers as the service would without the handler.
func (c *Call) Default() *Response { return nil }

// Keys are the values of all keys in the path, from the root on, as text.
func (c *Call) Keys() []string { return nil }

// Err is the first error of [Key], [Argument] and [BodyOf]: a part of the request that does not fit the Go type.
func (c *Call) Err() error { return c.err }

// Key is a part of the key of the entity that the request is about, by its name in the schema: the user of POST
// /users/{id}/sendMail. Where the path has no key, as in POST /me/sendMail, it is that of the entity which is there, or
// the zero value where that has none.
func Key[T any](c *Call, name string) T { return *new(T) }

// Argument is the parameter of a function, or the zero value where the request does not have it.
func Argument[T any](c *Call, name string) T { return *new(T) }

// BodyOf is the body as a model, such as the parameters of an action; an empty model where there is no body.
func BodyOf[T any](c *Call) *T { return new(T) }
