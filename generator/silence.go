package generator

// This file is which warnings a configuration does not want to hear of.

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// WarningCodes returns the codes of all warnings, sorted: what Config.Silence may name. docs/metadata.md says what those about the metadata mean.
func WarningCodes() []string {
	return []string{
		"abstract-base", "action-and-function", "alias-name", "alias-namespace", "alternate-key", "annotation-applies", "annotation-base", "annotation-literal",
		"annotation-member", "annotation-path", "annotation-property", "annotation-qualifier", "annotation-target", "annotation-target-path",
		"annotation-term", "annotation-twice", "annotation-type", "annotation-value", "annotations-empty", "applies-to", "base-term",
		"binding-contained", "binding-path", "binding-target", "binding-twice", "binding-type", "constraint-collection", "constraint-nullable",
		"constraint-property", "constraint-twice", "constraint-type", "container-again", "container-cycle", "container-missing",
		"containment-collection", "containment-key", "containment-partner", "containment-several", "default-value", "entity-set-path",
		"enum-empty", "enum-mixed", "expression", "expression-operands", "expression-twice", "facet", "facet-again", "facet-range", "facet-scale",
		"facet-type", "facet-version", "flags-value", "function-arguments", "identifier", "import-listed", "import-set", "include-missing", "include-twice",
		"infinite-type", "json-annotation", "json-member", "json-overloads", "key-alias", "key-empty", "key-inherited", "key-literal", "key-nullable",
		"key-property", "key-type", "labeled-element", "name-shared", "navigation-nullable", "no-key", "on-delete", "open-base",
		"operation-denied", "optional-parameter", "overload-return", "overload-types", "partner", "partner-mutual", "partner-type",
		"pattern-skipped", "primitive-collection", "property-inherited", "property-type", "property-type-name", "reference-empty",
		"reference-twice", "reference-unread", "request-case", "request-method", "request-removed", "request-repeated", "request-root", "request-slashes", "reserved-name",
		"schema-again", "services-twice", "set-key", "stream-base", "stream-parameter", "too-many", "underlying-type", "unknown-attribute",
		"unknown-element", "unresolved-container", "unresolved-operation", "xml-prefix",
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
			d.Fixf("the code of a warning stands in brackets behind it")
		}
	}
}

// silenced returns the warnings that the configuration wants to hear of.
func silenced(warnings diag.List, config *Config) diag.List {
	return slices.DeleteFunc(warnings, func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(config.Silence, func(code Text) bool { return code.Text == d.Code })
	})
}
