package ir

// This file is what the plan says of the service in memory: a package beside the main one, which tests import. Almost
// everything that the service does is in the runtime; generated are its types.

import (
	"slices"

	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Fake is a service in memory: the type Service of a package of its own, which embeds the runtime's.
type Fake struct {
	// File declares the type, SchemaFile the function that returns the schema. Both are in the same folder.
	File       string `json:"file"`
	SchemaFile string `json:"schemaFile"`
	// GoName is the name of the type, Constructor that of the function that makes one, Client that of the method that
	// makes a client, SchemaFunction that of the function that returns the schema, and Receiver that of the methods'
	// receiver.
	GoName         string `json:"goName"`
	Constructor    string `json:"constructor"`
	Client         string `json:"client"`
	SchemaFunction string `json:"schemaFunction"`
	Receiver       string `json:"receiver"`
	Doc            Doc    `json:"doc"`
	// Accessors are the methods for what is in the service, sorted by Go name, and Handlers those that set what answers
	// a call of an action or function, sorted too.
	Accessors []Accessor `json:"accessors"`
	Handlers  []Handler  `json:"handlers"`
	// Schema is what the service is made of: the part of the metadata that the package needs.
	Schema schema.Service `json:"schema"`
}

// Accessor is a method that returns the entities of a set, or a singleton.
type Accessor struct {
	GoName    string `json:"goName"`
	Doc       Doc    `json:"doc"`
	Segment   string `json:"segment"`
	Singleton bool   `json:"singleton,omitempty"`
	// Entity is the Go type of an entity: the model, without a pointer.
	Entity GoType `json:"entity"`
}

// Kind is the runtime's identifier of what the method returns, a generic type.
func (a Accessor) Kind() string {
	if a.Singleton {
		return "Entity"
	}
	return "Entities"
}

// Function is the runtime's identifier of what makes a value of that type.
func (a Accessor) Function() string {
	if a.Singleton {
		return "At"
	}
	return "In"
}

// Handler is a method that sets what answers the calls of an action or function on one builder of the main package.
type Handler struct {
	GoName string `json:"goName"`
	Doc    Doc    `json:"doc"`
	// Requests are those that it answers, as the schema has them.
	Requests []HandledRequest `json:"requests"`
	// Keys are the key of the entity that is called on, Arguments the parameters of a function that stand in the path,
	// and Body is what is sent; nil where nothing is.
	Keys      []HandlerParam `json:"keys,omitempty"`
	Arguments []HandlerParam `json:"arguments,omitempty"`
	Body      *Variable      `json:"body,omitempty"`
	// Result is what the handler returns besides the error; nil for nothing.
	Result *GoType `json:"result,omitempty"`
}

// Signature is the type of the function that answers, as seen from outside the main package, whose name is given.
func (h Handler) Signature(pkg string) string {
	text := "func(ctx context.Context"
	for _, p := range slices.Concat(h.Keys, h.Arguments) {
		text += ", " + p.GoName + " " + p.Type.Qualified(pkg)
	}
	if h.Body != nil {
		text += ", " + h.Body.GoName + " " + h.Body.Type.Qualified(pkg)
	}
	if h.Result == nil {
		return text + ") error"
	}
	return text + ") (" + h.Result.Qualified(pkg) + ", error)"
}

// HandledRequest is a request that a handler answers.
type HandledRequest struct {
	Method string `json:"method"`
	Path   string `json:"path"`
}

// HandlerParam is a parameter of a handler: a value out of the path of a request.
type HandlerParam struct {
	SchemaName string `json:"schemaName"`
	GoName     string `json:"goName"`
	Type       GoType `json:"type"`
}
