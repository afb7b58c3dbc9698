package odata

// Requests as generated code makes them.

import (
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

func newGet[R any](at Resource) GetRequest[R]     { return NewGetRequest[R](request.Get(at)) }
func newList[R any](at Resource) ListRequest[R]   { return NewListRequest[R](request.Get(at)) }
func newDelta[R any](at Resource) DeltaRequest[R] { return NewDeltaRequest[R](request.Get(at)) }
func newFunction[R any](at Resource) FunctionRequest[R] {
	return NewFunctionRequest[R](request.Get(at))
}
func newCount(at Resource) CountRequest { return CountRequest(request.Count(at)) }
func newCreate[R any](at Resource, body R) CreateRequest[R] {
	return NewCreateRequest[R](request.Create(at, body))
}
func newUpdate[R any](at Resource, body R) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Update(at, body))
}
func newReplace[R any](at Resource, body R) UpdateRequest[R] {
	return NewUpdateRequest[R](request.Replace(at, body))
}
func newDelete(at Resource) DeleteRequest { return DeleteRequest(request.Delete(at)) }
func newAction[R any](at Resource, parameters any) ActionRequest[R] {
	return NewActionRequest[R](request.Action(at, parameters))
}
func newActionNone(at Resource, parameters any) ActionNoneRequest {
	return ActionNoneRequest(request.Action(at, parameters))
}
func newActionList[R any](at Resource, parameters any) ActionListRequest[R] {
	return NewActionListRequest[R](request.Action(at, parameters))
}
func newActionStream(at Resource, parameters any) ActionStreamRequest {
	return ActionStreamRequest(request.Action(at, parameters))
}
func newValue[T any](at Resource) ValueResource[T] { return NewValueResource[T](at) }
func newRef(at Resource) RefResource               { return RefResource(at.Ref()) }
func newRefs(at Resource) RefsResource             { return RefsResource(at.Ref()) }
func newStream(at Resource) StreamResource         { return StreamResource(at) }
func newMedia(at Resource) StreamResource          { return StreamResource(at.Media()) }

func parsedPage[R any](text string) (*Page[R], error) {
	return pageIn[R](answered{body: []byte(text)})
}
