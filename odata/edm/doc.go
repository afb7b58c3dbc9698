// Package edm has OData's primitive types, as far as Go has none for them: how they are parsed and printed, and what
// can be done with them.
//
// The Go types of the primitive types (CSDL 4.01, section 3.3) are
//
//	Edm.String          string
//	Edm.Boolean         bool
//	Edm.Byte            uint8, in collections Byte
//	Edm.SByte           int8
//	Edm.Int16           int16
//	Edm.Int32           int32
//	Edm.Int64           int64
//	Edm.Single          float32
//	Edm.Double          float64
//	Edm.Decimal         Decimal
//	Edm.Date            Date
//	Edm.TimeOfDay       TimeOfDay
//	Edm.DateTimeOffset  time.Time
//	Edm.Duration        Duration
//	Edm.Guid            GUID
//	Edm.Binary          []byte
//	Edm.Geography...    Raw, as are Edm.Geometry... and Edm.Untyped
//
// [Date], [TimeOfDay], [Duration], [Decimal] and [GUID] are values: they do not change and may be copied and used
// concurrently. Each has a Parse function and a String method, and reads and writes itself as text and JSON. No
// conversion loses anything: what does not fit is an error. [ParseDateTimeOffset] and [AppendDateTimeOffset] do the
// same for time.Time.
package edm
