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
// Edm.Single float32, Edm.Double float64, Edm.DateTimeOffset time.Time, Edm.Binary []byte, Edm.Guid [GUID], Edm.Decimal [Decimal],
// Edm.Date [Date], Edm.TimeOfDay [TimeOfDay], Edm.Duration [Duration]; geography, geometry and untyped values are [Raw] JSON.
package odata
