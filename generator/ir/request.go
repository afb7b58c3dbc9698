package ir

// This file is the table of the runtime's requests and resources that methods return, and what plan and templates need of each.

// RequestKind is a request or a resource of the runtime.
type RequestKind uint8

// The kinds of request, then the kinds of resource: what has several requests.
const (
	GetRequest RequestKind = iota + 1
	ListRequest
	CountRequest
	EntityCountRequest // a count with a typed filter
	CreateRequest
	UpdateRequest
	ReplaceRequest
	DeleteRequest
	DeltaRequest
	FunctionRequest
	ActionRequest       // an action that returns one value
	ActionListRequest   // an action that returns a collection
	ActionNoneRequest   // an action that returns nothing
	ActionStreamRequest // an action that returns a stream

	RefResource    // the link to one entity
	RefsResource   // the links of a collection
	ValueResource  // a property with a primitive value, or a collection of complex values
	StreamResource // a stream property, or what a function returns as a stream
	MediaResource  // the media of an entity
)

// request is a line of the table.
type request struct {
	name string
	// typ and construct are the runtime's identifiers of the type and of the function that makes a value.
	typ, construct string
	// parameters says that the function always takes the parameters of an action, nil for none.
	parameters bool
	// result is what Do returns besides the error: "" for the entity itself.
	result result
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
	GetRequest:          {"Get", "GetRequest", "NewGet", false, bare},
	ListRequest:         {"List", "ListRequest", "NewList", false, page},
	CountRequest:        {"Count", "CountRequest", "NewCount", false, number},
	EntityCountRequest:  {"EntityCount", "EntityCountRequest", "NewEntityCount", false, number},
	CreateRequest:       {"Create", "CreateRequest", "NewCreate", false, bare},
	UpdateRequest:       {"Update", "UpdateRequest", "NewUpdate", false, bare},
	ReplaceRequest:      {"Replace", "ReplaceRequest", "NewReplace", false, bare},
	DeleteRequest:       {"Delete", "DeleteRequest", "NewDelete", false, bare},
	DeltaRequest:        {"Delta", "DeltaRequest", "NewDelta", false, deltaPage},
	FunctionRequest:     {"Function", "FunctionRequest", "NewFunction", false, bare},
	ActionRequest:       {"Action", "ActionRequest", "NewAction", true, bare},
	ActionListRequest:   {"ActionList", "ActionListRequest", "NewActionList", true, page},
	ActionNoneRequest:   {"ActionNone", "ActionNoneRequest", "NewActionNone", true, bare},
	ActionStreamRequest: {"ActionStream", "ActionStreamRequest", "NewActionStream", true, download},
	RefResource:         {"Ref", "RefResource", "NewRef", false, bare},
	RefsResource:        {"Refs", "RefsResource", "NewRefs", false, bare},
	ValueResource:       {"Value", "ValueResource", "NewValue", false, bare},
	StreamResource:      {"Stream", "StreamResource", "NewStream", false, bare},
	MediaResource:       {"Media", "StreamResource", "NewMedia", false, bare},
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

// Constructor is the runtime's identifier of the function that makes it.
func (k RequestKind) Constructor() string { return requests[k].construct }

// Parameters says whether the constructor always takes the parameters of an action, which are nil where the action has none.
func (k RequestKind) Parameters() bool { return requests[k].parameters }

// Result is the Go type of what Do returns besides the error, nil for none; entity is what the request reads. A resource has no Do.
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
