package complaint

// This file declares the complaints about what generated code cannot be, or not do; generator/plan makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about what generated code cannot be, or not do.
var (
	BadName = diag.Complaint{
		Code: "bad-name", Severity: diag.Error, Meaning: "a name under `names:` cannot be used in Go",
		Example: `names: "lower" is not an exported Go identifier; write a capital letter, followed by letters and digits`,
	}
	NameClash = diag.Complaint{
		Code: "name-clash", Severity: diag.Error, Meaning: "two declarations would have the same name in Go",
		Example: "s.ship() and s.Ship() would both be called Ship in TBuilder; add to the configuration: names: {s.Ship(): Ship2}",
	}
	OperationDenied = diag.Complaint{
		Code: "operation-denied", Severity: diag.Warning, Meaning: "the metadata says that the service does not support a selected request",
		Example: "the schema says that Things does not support this: Insertable is false; leave out POST /Things, or correct the schema by an overlay",
	}
	PatternSkipped = diag.Complaint{
		Code: "pattern-skipped", Severity: diag.Warning, Meaning: "a pattern is not checked, since Go's regular expressions cannot express it",
		Example: `the pattern "^(?=a)" of shop.thing/code is not checked: Go's regular expressions do not support it`,
	}
	RequestUnsupported = diag.Complaint{
		Code: "request-unsupported", Severity: diag.Error, Meaning: "nothing can be called on what a path leads to",
		Example: `nothing can be called on what "value" leads to; end the line there`,
	}
	UnknownOperation = diag.Complaint{
		Code: "unknown-operation", Severity: diag.Error, Meaning: "`names:` names an operation that does not exist",
		Example: `names: the metadata has no action or function "shop.shp()"`,
	}
)

// Plan returns the complaints about what generated code cannot be, or not do, sorted by code.
func Plan() []diag.Complaint {
	return []diag.Complaint{
		BadName, NameClash, OperationDenied, PatternSkipped, RequestUnsupported, UnknownOperation,
	}
}
