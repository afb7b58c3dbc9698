package complaint

// This file declares the complaints about two documents that are compared; generator makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about comparing.
var (
	CompareFile = diag.Complaint{
		Code: "compare-file", Severity: diag.Error, Meaning: "a document to compare cannot be read",
		Example: "cannot read HEAD:graph.xml: the revision HEAD has no file graph.xml; git ls-tree -r --name-only HEAD lists its files",
	}
	DifferentServices = diag.Complaint{
		Code: "different-services", Severity: diag.Error, Meaning: "two documents that are compared describe different services",
		Example: "old.xml and new.xml describe different services: they have no type in common (shop and bank); specify two descriptions of the same service",
	}
	IgnoreUnused = diag.Complaint{
		Code: "ignore-unused", Severity: diag.Error, Meaning: "`diff:` ignores a change that is not there",
		Example: "no change to shop.thing/size matches the rule property-removed-sent; remove the entry, or correct it",
	}
	RequestLost = diag.Complaint{
		Code: "request-lost", Severity: diag.Warning, Meaning: "a request line means nothing in the new document",
		Example: "this cannot be resolved in the new document: the service root (s.all) has no segment \"things\"; change or remove it when you adopt the new schema",
	}
)

// Diff returns the complaints about comparing, sorted by code.
func Diff() []diag.Complaint {
	return []diag.Complaint{CompareFile, DifferentServices, IgnoreUnused, RequestLost}
}
