package complaint

// This file declares the complaints about names that somebody asks a command about; generator and generator/why make
// them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about names that are asked about.
var (
	NotInPackage = diag.Complaint{
		Code: "not-in-package", Severity: diag.Error, Meaning: "`csdlgen why` is asked about an element that the package does not have",
		Example: "the complex type shop.size is in the metadata but not in the package; write a request line that needs it (csdlgen find size prints some), " +
			"or types: [shop.size]",
	}
	UnknownName = diag.Complaint{
		Code: "unknown-name", Severity: diag.Error, Meaning: "`csdlgen why` is asked about a name that the metadata does not have",
		Example: `nothing in the metadata is called "shop.sise"; did you mean shop.size?`,
	}
	Unused = diag.Complaint{
		Code: "unused", Severity: diag.Warning, Meaning: "no code uses what an entry of the configuration brings; `csdlgen unused` says so",
		Example: "no code uses the request GET /things; take it out; csdlgen unused --fix does",
	}
	UnusedStays = diag.Complaint{
		Code: "unused-stays", Severity: diag.Error, Meaning: "`csdlgen unused --fix` cannot take an entry out",
		Example: "the entry does not have a line to itself; take it out by hand",
	}
)

// Asked returns the complaints about names that are asked about, sorted by code.
func Asked() []diag.Complaint {
	return []diag.Complaint{NotInPackage, UnknownName, Unused, UnusedStays}
}
