package csdl

// This file is the XML namespaces of CSDL, by which elements are told from what others put into a document.

import "strings"

// The XML namespaces of CSDL 4.0 and 4.01.
const (
	EdmSpace  = "http://docs.oasis-open.org/odata/ns/edm"
	EdmxSpace = "http://docs.oasis-open.org/odata/ns/edmx"
	xmlSpace  = "http://www.w3.org/XML/1998/namespace"
)

// IsOldSpace says whether an XML namespace is one of those that OData 1 to 3 use for Edmx, for schemas and for their
// own attributes.
func IsOldSpace(space string) bool {
	return strings.HasPrefix(space, "http://schemas.microsoft.com/ado/")
}
