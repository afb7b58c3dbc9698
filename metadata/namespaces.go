package metadata

// This file is the XML namespaces of CSDL, by which elements are told from what others put into a document.

import "strings"

// The XML namespaces of CSDL 4.0 and 4.01.
const (
	edmSpace  = "http://docs.oasis-open.org/odata/ns/edm"
	edmxSpace = "http://docs.oasis-open.org/odata/ns/edmx"
)

// isOldSpace says whether an XML namespace is one of those that OData 1 to 3 use for Edmx, for schemas and for their own attributes.
func isOldSpace(space string) bool {
	return strings.HasPrefix(space, "http://schemas.microsoft.com/ado/")
}
