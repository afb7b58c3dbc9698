package generator

// This file is which warnings a configuration does not want to hear of.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// WarningCodes returns the codes of all warnings, sorted: what Config.Silence may name. docs/metadata.md says what those about the metadata mean.
func WarningCodes() []string {
	return []string{
		"alternate-key", "annotation-target", "annotation-twice", "flags-value", "identifier", "json-annotation", "json-member", "json-overloads", "key-property", "no-key",
		"operation-denied", "pattern-skipped", "property-inherited", "reference-unread", "request-case", "request-method", "request-removed", "request-repeated",
		"schema-again", "unknown-element", "unresolved-container", "unresolved-operation",
	}
}

// checkSilence complains about codes that do not exist.
func checkSilence(codes []Text, diags *diag.List) {
	known := WarningCodes()
	for _, code := range codes {
		if slices.Contains(known, code.Text) {
			continue
		}
		d := diags.Errorf(code.Pos, "config-silence", "no warning has the code %q", code.Text)
		if proposal := nearest.DidYouMean(code.Text, known); proposal != "" {
			d.Fixf("%s", proposal)
		} else {
			d.Fixf("the codes are %s", strings.Join(known, ", "))
		}
	}
}

// silenced returns the warnings that the configuration wants to hear of.
func silenced(warnings diag.List, config *Config) diag.List {
	return slices.DeleteFunc(warnings, func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(config.Silence, func(code Text) bool { return code.Text == d.Code })
	})
}
