package vocab

// This file has the vocabularies that everybody refers to: the folder vocabularies holds the terms and types of those
// that OASIS standardised.

import (
	"embed"
	"strings"

	"github.com/csdlgen/csdlgen/internal/wordlist"
)

//go:embed vocabularies/*.xml
var files embed.FS

// standard are the vocabularies of OASIS.
const standard = "Aggregation Authorization Capabilities Core JSON Measures Repeatability Temporal Validation"

// IsWellKnown says whether a namespace is that of a vocabulary that is not to be asked for: its terms need no file to
// have an effect.
func IsWellKnown(namespace string) bool {
	if name, ok := strings.CutPrefix(namespace, "Org.OData."); ok {
		name, ok = strings.CutSuffix(name, ".V1")
		return ok && wordlist.Has(name, standard)
	}
	return strings.HasPrefix(namespace, "com.sap.vocabularies.") || strings.HasPrefix(namespace, "OData.Community.")
}

// Source is the CSDL document of a well-known vocabulary; ok is false where there is none in this package.
func Source(namespace string) (data []byte, ok bool) {
	if !IsWellKnown(namespace) {
		return nil, false
	}
	data, err := files.ReadFile("vocabularies/" + namespace + ".xml")
	return data, err == nil
}
