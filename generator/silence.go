package generator

// This file leaves out the warnings that a configuration does not want to hear of.

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// WarningCodes returns the codes of all warnings, sorted: what Config.Silence may name. docs/metadata.md and
// docs/complaints.md say what they mean.
func WarningCodes() []string { return complaint.Warnings() }

// checkSilence complains about codes that do not exist.
func checkSilence(codes []Text, diags *diag.List) {
	known := WarningCodes()
	for _, code := range codes {
		if slices.Contains(known, code.Text) {
			continue
		}
		d := diags.Report(code.Pos, complaint.ConfigSilence, "no warning has the code %q", code.Text)
		if proposal := nearest.DidYouMean(code.Text, known); proposal != "" {
			d.Fixf("%s", proposal)
		} else {
			d.Fixf("the code of a warning is in brackets at the end of its line")
		}
	}
}

// silenced returns the warnings that the configuration wants to hear of.
func silenced(warnings diag.List, config *Config) diag.List {
	return slices.DeleteFunc(warnings, func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(config.Silence, func(code Text) bool { return code.Text == d.Code })
	})
}
