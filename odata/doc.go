// Package odata is what programs use together with the packages that csdlgen generates: a client, the values of
// properties, requests, batches and errors. It can be used without generated code as well.
//
// What is needed first, in the order in which programs need it:
//
//  1. [NewClient] makes a client of a service; generated packages have one of their own that takes the same options.
//  2. [WithToken] says who asks; [WithAuthorizer] is for keys, signatures and challenges.
//  3. [Opt] is the type of every property: absent, null or a value. [Opt.Get] and [Opt.Or] read it.
//  4. [Some] makes one with a value,
//  5. [Null] makes one that is null and clears the property in an update.
//  6. [GetRequest] reads an entity. As with all requests, methods return changed copies, Do sends, HTTP returns the
//     *http.Request and sends nothing. Those with a type parameter are interfaces that this package alone implements:
//     their zero value is nil and no request; builders make them, and [Request] and [List].
//  7. [ListRequest] reads a collection: [ListRequest.All] entity by entity, [ListRequest.Pages] page by page,
//     [ListRequest.From] from a link on.
//  8. [filter.Eq], [filter.And], [filter.Asc], [filter.With] and the rest of package filter say which ones, in which
//     order, and with what.
//  9. [CreateRequest] adds an entity; [Response] has its id where the answer has no body, and the headers of any
//     answer.
//  10. [UpdateRequest] changes or replaces one, [DeleteRequest] removes one.
//  11. [Clone] and [Changes] make the smallest update of what was read, with its ETag.
//  12. [Error] is what the service says when it refuses; [IsNotFound], [IsConflict], [IsPreconditionFailed] and
//     [IsThrottled] ask for the usual cases.
//  13. [ValidationError] is a body that was not sent; [Validate] and [ValidateStrict] check without sending.
//  14. [ActionRequest] and [FunctionRequest] call operations; [Await] waits for what the service works on for longer.
//  15. [Batch] and [Add] send many requests in one.
//  16. [DeltaRequest] reads what has changed since the last time.
//  17. [StreamResource] downloads and uploads.
//  18. [Bind] relates a new entity to others; [Reference] and [RefTo] name them.
//  19. [Undeclared] keeps what a service sends and a model does not declare; [Dynamic] and [SetDynamic] read and write
//     open types.
//  20. [Get], [List], [Post], [Patch], [Put], [Delete] and [Request] take a path as text, for what was not generated.
//
// The types of dates, decimals and durations are in package [github.com/csdlgen/csdlgen/odata/edm], filters, orders and
// expands in package [github.com/csdlgen/csdlgen/odata/filter]; a service in memory to test with is in package
// [github.com/csdlgen/csdlgen/odata/odatatest]. Package odataimpl is for generated code.
//
// # Values
//
//	state := &windowsupdate.WindowsUpdateState{
//		DeviceID: odata.Some("42"),          // sent
//		UserID:   odata.Null[string](),      // sent as null
//	}                                        // all others are not sent
//	name, ok := state.DeviceID.Get()
//
// Nothing that a service sends is lost: members that a model does not declare, values of enumerations that it does not
// know, the digits of numbers and timestamps, and null are sent back as they came. [Marshal] and [Unmarshal] read and
// write models; encoding/json gives the same bytes.
//
// # Errors
//
// Besides [Error] and [ValidationError] there are [AnswerError], an answer that cannot be used; [DecodeError], the
// value in it that is to blame; [UnreadableError], members that do not fit their types, beside a result that has
// everything else; [MemoryError], an answer whose values take too much memory; [AcceptedError], a result that is still
// to come; [UploadError], a source that failed; [LinkError] and [RedirectError], a link and a redirect that are not
// followed; [BatchError], an answer that does not fit its batch.
//
// # On the wire
//
// 429 and 503 are sent again after Retry-After; faults of the connection, 502 and 504 only for GET. What shows who asks
// goes to the origin of the service root alone. Bodies of answers have a limit ([WithMaxBody]), and so has the memory
// that reading them takes ([WithMaxMemory]). [WithLogger] logs requests without tokens, headers and query options;
// traces hook into the Transport of [WithHTTPClient]. Clients and requests may be used concurrently.
package odata
