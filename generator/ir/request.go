package ir

// This file is the table of the runtime's requests and resources that methods return, and what plan and templates need
// of each.

import (
	"path"
	"strings"
)

// RequestKind is a request or a resource of the runtime.
type RequestKind uint8

// The kinds of request, then the kinds of resource: what has several requests.
const (
	GetRequest RequestKind = iota + 1
	ListRequest
	CountRequest
	CreateRequest
	CreateMediaRequest
	UpdateRequest
	ReplaceRequest
	DeleteRequest
	DeltaRequest
	FunctionRequest
	ActionRequest       // an action that returns one value
	ActionListRequest   // an action that returns a collection
	ActionNoneRequest   // an action that returns nothing
	ActionStreamRequest // an action that returns a stream

	RefResource        // the link to one entity
	RefsResource       // the links of a collection
	ValueResource      // a property with a primitive value
	CollectionResource // a property that is a collection of primitive or complex values
	StreamResource     // a stream property, or what a function returns as a stream
	MediaResource      // the media of an entity
)

// request is a line of the table.
type request struct {
	name string
	// typ is the runtime's identifier of the type.
	typ string
	// construct is the runtime's function that makes the call that becomes the type, for a request; for a resource, the
	// method of odataimpl.Resource that leads there, "" for none.
	construct string
	// parameters says that the function always takes the parameters of an action, nil for none.
	parameters bool
	// result is what Do returns besides the error: "" for the entity itself.
	result result
	// options are the methods that change the request before it is sent, the most used first, and ends those that send
	// it. Those that every request has, such as Header, are left out; so are those of resources, whose requests have
	// one end.
	options, ends string
}

func (r request) rowName() string { return r.name }

// result is how Do wraps what it reads.
type result uint8

const (
	bare result = iota
	page
	deltaPage
	number
	download
)

var requests = []request{
	GetRequest:          {"Get", "GetRequest", "Get", false, bare, "Select Expand", "Do"},
	ListRequest:         {"List", "ListRequest", "Get", false, page, "Select Expand Filter OrderBy Top Skip Count Search", "Do All Pages"},
	CountRequest:        {"Count", "CountRequest", "Count", false, number, "Filter Search", "Do"},
	CreateRequest:       {"Create", "CreateRequest", "Create", false, bare, "Select Prefer", "Do"},
	CreateMediaRequest:  {"CreateMedia", "CreateMediaRequest", "CreateMedia", false, bare, "Slug", "Do"},
	UpdateRequest:       {"Update", "UpdateRequest", "Update", false, bare, "IfMatch Select Prefer", "Do"},
	ReplaceRequest:      {"Replace", "UpdateRequest", "Replace", false, bare, "IfMatch Select Prefer", "Do"},
	DeleteRequest:       {"Delete", "DeleteRequest", "Delete", false, bare, "IfMatch", "Do"},
	DeltaRequest:        {"Delta", "DeltaRequest", "Get", false, deltaPage, "Select Expand Filter From", "Do All Pages"},
	FunctionRequest:     {"Function", "FunctionRequest", "Get", false, bare, "Select Expand", "Do"},
	ActionRequest:       {"Action", "ActionRequest", "Action", true, bare, "IfMatch Prefer", "Do"},
	ActionListRequest:   {"ActionList", "ActionListRequest", "Action", true, page, "Prefer", "Do"},
	ActionNoneRequest:   {"ActionNone", "ActionNoneRequest", "Action", true, bare, "IfMatch Prefer", "Do"},
	ActionStreamRequest: {"ActionStream", "ActionStreamRequest", "Action", true, download, "", "Do"},
	RefResource:         {"Ref", "RefResource", "Ref", false, bare, "", "Do"},
	RefsResource:        {"Refs", "RefsResource", "Ref", false, bare, "", "Do"},
	ValueResource:       {"Value", "ValueResource", "", false, bare, "", "Do"},
	CollectionResource:  {"Collection", "CollectionResource", "", false, bare, "", "Do"},
	StreamResource:      {"Stream", "StreamResource", "", false, bare, "", "Do"},
	MediaResource:       {"Media", "StreamResource", "Media", false, bare, "", "Do"},
}

var requestKinds = tableOf("kind of request", requests)

// String is the name of the kind in JSON.
func (k RequestKind) String() string { return requestKinds.name(uint8(k)) }

// MarshalText writes the name.
func (k RequestKind) MarshalText() ([]byte, error) { return requestKinds.text(uint8(k)) }

// UnmarshalText reads the name.
func (k *RequestKind) UnmarshalText(text []byte) error { return requestKinds.parse(text, (*uint8)(k)) }

// Type is the runtime's identifier of the request or resource.
func (k RequestKind) Type() string { return requests[k].typ }

// Made is the runtime's identifier of what makes a request or resource: the type that a call or path converts to, or,
// where the type is generic, a function.
func (k RequestKind) Made(generic bool) string {
	if generic {
		return "New" + requests[k].typ
	}
	return requests[k].typ
}

// IsResource says whether it is a resource, which has several requests.
func (k RequestKind) IsResource() bool { return k >= RefResource }

// Constructor is the runtime's identifier of the function that makes the call that becomes the request; "" for a
// resource.
func (k RequestKind) Constructor() string {
	if k.IsResource() {
		return ""
	}
	return requests[k].construct
}

// Step is the method of the runtime's Resource that leads to the resource; "" for none, and for a request.
func (k RequestKind) Step() string {
	if !k.IsResource() {
		return ""
	}
	return requests[k].construct
}

// Parameters says whether the constructor always takes the parameters of an action, which are nil where the action has
// none.
func (k RequestKind) Parameters() bool { return requests[k].parameters }

// Options are the methods of the request that change it before it is sent, the most used first, without those that
// every request has. Nil for a resource, and where there are none.
func (k RequestKind) Options() []string {
	if requests[k].options == "" {
		return nil
	}
	return strings.Fields(requests[k].options)
}

// Ends are the methods that send the request; for a resource, the one that each of its requests has.
func (k RequestKind) Ends() []string { return strings.Fields(requests[k].ends) }

// Result is the Go type of what Do returns besides the error, nil for none; entity is what the request reads. A
// resource has no Do.
func (k RequestKind) Result(entity *GoType) *GoType {
	switch requests[k].result {
	case page:
		return PointerTo(RuntimeType("Page", *entity)).ref()
	case deltaPage:
		return PointerTo(RuntimeType("DeltaPage", *entity)).ref()
	case number:
		return GoType{Name: "int64"}.ref()
	case download:
		return PointerTo(RuntimeType("Download")).ref()
	}
	return entity
}

// Handled is the Go type of what a handler of an action or function returns besides the error, nil for nothing; entity
// is what the request reads.
func (k RequestKind) Handled(entity *GoType) *GoType {
	switch {
	case k == StreamResource || requests[k].result == download:
		return PointerTo(GoType{Package: path.Base(Testing), Name: "Response"}).ref()
	case k == ListRequest || requests[k].result == page:
		return SliceOf(*entity).ref()
	}
	return entity
}
