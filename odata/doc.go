// Package odata is what the packages that csdlgen generates stand on, and usable by hand: the members of OData objects with their
// three states, OData's primitive types, JSON that loses nothing, validation, and a client with typed requests.
//
// # Values
//
// Every property of a generated model is an [Opt]: absent, null or a value. [Some] and [Null] make one, [Opt.Get] reads one:
//
//	state := &windowsupdate.WindowsUpdateState{
//		DeviceID: odata.Some("42"),          // sent
//		UserID:   odata.Null[string](),      // sent as null
//	}                                        // all others are not sent
//	name, ok := state.DeviceID.Get()
//
// What a service sends that a model does not declare is kept in its embedded [Undeclared] and sent back unchanged; so are values
// of enumerations that the model does not know, the digits of numbers and timestamps, and null.
//
// [Marshal] and [Unmarshal] read and write models. encoding/json gives the same bytes.
//
// # Types
//
// Edm.String is string, Edm.Boolean bool, Edm.Byte uint8, Edm.SByte int8, Edm.Int16, Int32 and Int64 the integers of that size,
// Edm.Single float32, Edm.Double float64, Edm.DateTimeOffset time.Time, Edm.Binary []byte, Edm.Guid [edm.GUID], Edm.Decimal [edm.Decimal],
// Edm.Date [edm.Date], Edm.TimeOfDay [edm.TimeOfDay], Edm.Duration [edm.Duration]; geography, geometry and untyped values are [edm.Raw] JSON.
//
// # Requests
//
// A [Client] is a service root with a token source and rules for the wire. Generated builders end in requests, which are values: [GetRequest],
// [ListRequest], [CreateRequest], [UpdateRequest], [DeleteRequest], [ActionRequest], [FunctionRequest], [DeltaRequest], [DownloadRequest],
// [UploadRequest] and a few more. Their methods return changed copies; Do sends them, HTTP returns the *http.Request and sends nothing, [Add] puts them
// into a [Batch]. A [Resource] leads anywhere by hand, and [Get], [List], [Post], [Patch], [Put] and [Delete] take a path as text.
//
// [ListRequest.All] and [ListRequest.Pages] follow next links, [ListRequest.From] goes on at one. [Changes] makes the smallest update of two values, and
// carries the ETag. [Bind] relates a new entity to others. [Await] waits for what a service works on for longer.
//
// # Filters
//
// [filter.Eq], [filter.In], [filter.Any], [filter.Contains] and the other functions make a [filter.Filter] of properties, whose types say what they are of: a filter on another type does not
// compile, and no value can leave its literal. [filter.With] makes $expand with options, [filter.Asc] and [filter.Desc] make $orderby. [filter.Raw] and the Query methods
// take text.
//
// # Errors
//
// [Error] is what the service says; [IsNotFound], [IsConflict], [IsPreconditionFailed] and [IsThrottled] ask for the usual cases. [ValidationError] is a body
// that was not sent, [AnswerError] an answer that cannot be used, [UploadError] a source that failed, [LinkError] a link that is not followed,
// [AcceptedError] a result that is still to come, [BatchError] an answer that does not fit its batch.
//
// # On the wire
//
// 429 and 503 are sent again after Retry-After, faults of the connection, 502 and 504 only for GET. The token goes to the service root's host alone. Bodies of
// answers have a limit. [WithLogger] logs requests without tokens, headers and query options; traces hook into the Transport of [WithHTTPClient].
package odata
