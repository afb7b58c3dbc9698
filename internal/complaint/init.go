package complaint

// This file declares the complaints of csdlgen init; generator makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints of csdlgen init.
var (
	InitFile = diag.Complaint{
		Code: "init-file", Severity: diag.Error, Meaning: "a file that csdlgen init would write is there already",
		Example: "this file is in the way: csdlgen init would write it, and overwrites nothing; move it, or choose another folder with --dir",
	}
	InitMissing = diag.Complaint{
		Code: "init-missing", Severity: diag.Error, Meaning: "csdlgen init was not told something that it needs",
		Example: "no request line is given; write --select 'GET /users', as often as needed",
	}
	InitValue = diag.Complaint{
		Code: "init-value", Severity: diag.Error, Meaning: "csdlgen init was told something that it cannot use",
		Example: `"my-graph" cannot be the name of a Go package that others import; write --package NAME with letters and digits`,
	}
)

// Init returns the complaints of csdlgen init, sorted by code.
func Init() []diag.Complaint {
	return []diag.Complaint{InitFile, InitMissing, InitValue}
}
