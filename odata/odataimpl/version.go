package odataimpl

// This file is the handshake between generated code and this package. A generated package has two constants,
//
//	_ = odataimpl.EnforceVersion(N - odataimpl.MinVersion) // not too old
//	_ = odataimpl.EnforceVersion(odataimpl.MaxVersion - N) // not too new
//
// where N is the version that its csdlgen printed. A negative constant does not fit EnforceVersion, so that code and
// runtime that do not fit each other do not compile: update github.com/csdlgen/csdlgen and run go generate again.

// EnforceVersion is used by generated code only: see the handshake.
type EnforceVersion uint

// The versions of generated code that this package works with. MaxVersion grows when generated code starts to need
// something new, MinVersion when something that older generated code needs is gone.
const (
	MinVersion = 5
	MaxVersion = 5
)
