package complaint

// This file declares the complaints about names that somebody asks a command about; generator/why makes them.

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
)

// Asked returns the complaints about names that are asked about, sorted by code.
func Asked() []diag.Complaint {
	return []diag.Complaint{NotInPackage, UnknownName}
}
