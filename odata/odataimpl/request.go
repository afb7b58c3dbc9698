package odataimpl

// This file is requests. Each function makes a [Call], which generated code converts to the type of request that has
// the methods of its operation:
//
//	return odata.GetRequest[*Message](odataimpl.Get(r.at))
//
// The types of requests are defined over Call, so that a conversion is all it takes, and nothing generic has to be
// compiled for it.

import (
	"io"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Call is a request of any kind.
type Call = request.Call

// Get reads what is at the resource: an entity, a collection, changes, the result of a function.
func Get(at Resource) Call { return request.Get(at) }

// Count reads the number of items in the collection at the resource.
func Count(at Resource) Call { return request.Count(at) }

// Create adds body to the collection at the resource.
func Create(at Resource, body any) Call { return request.Create(at, body) }

// CreateMedia adds a media entity to the collection at the resource: content is its media, of a media type that is
// application/octet-stream for "".
func CreateMedia(at Resource, contentType string, content io.Reader) Call {
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	return request.CreateMedia(at, contentType, content)
}

// Update changes the entity at the resource; what body does not have stays as it is. The ETag of body goes along as
// If-Match.
func Update(at Resource, body any) Call { return request.Update(at, body) }

// Replace sets the entity at the resource to body; what body does not have becomes what it is in a new entity. The ETag
// of body goes along.
func Replace(at Resource, body any) Call { return request.Replace(at, body) }

// Delete removes the entity at the resource.
func Delete(at Resource) Call { return request.Delete(at) }

// Action calls the action at the resource with its parameters; nil for none.
func Action(at Resource, parameters any) Call { return request.Action(at, parameters) }
