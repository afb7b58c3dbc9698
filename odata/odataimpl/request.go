package odataimpl

// This file is requests. Each function makes a [Call], of which generated code makes the request that has the methods
// of its operation: by a function of package odata or, where the type is not generic, by a conversion.
//
//	return odata.NewGetRequest[*Message](odataimpl.Get(r.at))
//	return odata.DeleteRequest(odataimpl.Delete(r.at))
//
// Who makes a generic request compiles all of its methods. Neither of the two calls in the first line can be inlined,
// so that the line itself cannot be either: it is compiled in the generated package, and not again in its callers.

import (
	"io"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// Call is a request of any kind.
type Call = request.Call

// Get reads what is at the resource: an entity, a collection, changes, the result of a function.
//
//go:noinline
func Get(at Resource) Call { return request.Get(at) }

// Count reads the number of items in the collection at the resource.
//
//go:noinline
func Count(at Resource) Call { return request.Count(at) }

// Create adds body to the collection at the resource.
//
//go:noinline
func Create(at Resource, body any) Call { return request.Create(at, body) }

// CreateMedia adds a media entity to the collection at the resource: content is its media, of a media type that is
// application/octet-stream for "".
//
//go:noinline
func CreateMedia(at Resource, contentType string, content io.Reader) Call {
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	return request.CreateMedia(at, contentType, content)
}

// Update changes the entity at the resource; what body does not have stays as it is. The ETag of body goes along as
// If-Match.
//
//go:noinline
func Update(at Resource, body any) Call { return request.Update(at, body) }

// Replace sets the entity at the resource to body; what body does not have becomes what it is in a new entity. The ETag
// of body goes along.
//
//go:noinline
func Replace(at Resource, body any) Call { return request.Replace(at, body) }

// Delete removes the entity at the resource.
//
//go:noinline
func Delete(at Resource) Call { return request.Delete(at) }

// Action calls the action at the resource with its parameters; nil for none.
//
//go:noinline
func Action(at Resource, parameters any) Call { return request.Action(at, parameters) }
