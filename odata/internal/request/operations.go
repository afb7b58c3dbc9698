package request

// This file is the requests that there are, as data: which method, which body, which of the restrictions.

import (
	"io"
	"net/http"
)

// Get reads what is at the resource: an entity, a collection, changes, the result of a function.
func Get(at Resource) Call {
	return New(Data{At: at, Method: http.MethodGet, Restriction: at.restrictions.of(ForRead)})
}

// Count reads the number of items in the collection at the resource.
func Count(at Resource) Call {
	return New(Data{At: at.add("/$count"), Method: http.MethodGet, Restriction: at.restrictions.of(ForRead)})
}

// Create adds body to the collection at the resource.
func Create(at Resource, body any) Call {
	return New(Data{At: at, Method: http.MethodPost, Body: body, HasBody: true, Mode: ModeCreate, Restriction: at.restrictions.of(ForInsert)})
}

// Update changes the entity at the resource; what body does not have stays as it is. The ETag of body goes along as
// If-Match.
func Update(at Resource, body any) Call {
	return New(Data{At: at, Method: http.MethodPatch, Body: body, HasBody: true, Conditional: true, Mode: ModeUpdate, Restriction: at.restrictions.of(ForUpdate)})
}

// Replace sets the entity at the resource to body; what body does not have becomes what it is in a new entity. The ETag
// of body goes along.
func Replace(at Resource, body any) Call {
	data := *Update(at, body).Data()
	data.Method = http.MethodPut
	return New(data)
}

// Change changes a part of an entity, which is a property or a reference; body is nil for none.
func Change(method string, at Resource, body any) Call {
	return New(Data{At: at, Method: method, Body: body, HasBody: body != nil, Restriction: at.restrictions.of(ForUpdate)})
}

// Upload replaces or changes the stream at the resource.
func Upload(method string, at Resource, contentType string, stream io.Reader) Call {
	return New(Data{At: at, Method: method, Stream: stream, ContentType: contentType, Restriction: at.restrictions.of(ForUpdate)})
}

// CreateMedia adds a media entity to the collection at the resource, with the stream as its media.
func CreateMedia(at Resource, contentType string, stream io.Reader) Call {
	return New(Data{At: at, Method: http.MethodPost, Stream: stream, ContentType: contentType, Restriction: at.restrictions.of(ForInsert)})
}

// Delete removes the entity at the resource.
func Delete(at Resource) Call {
	return New(Data{At: at, Method: http.MethodDelete, Restriction: at.restrictions.of(ForDelete)})
}

// Action calls the action at the resource with its parameters; nil for none.
func Action(at Resource, parameters any) Call {
	return New(Data{At: at, Method: http.MethodPost, Body: parameters, HasBody: parameters != nil, Restriction: at.restrictions.of(ForInsert)})
}

// ByMethod is any request: the body is nil for none.
func ByMethod(method string, at Resource, body any) Call {
	data := Data{At: at, Method: method, Body: body, HasBody: body != nil}
	switch method {
	case http.MethodPatch:
		data.Conditional, data.Mode = true, ModeUpdate
	case http.MethodPut:
		data.Conditional = true
	}
	return New(data)
}
