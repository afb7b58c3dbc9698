package complaint

// This file declares the complaints about the output folder; generator and internal/cli make them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about the output folder.
var (
	DeclarationClash = diag.Complaint{
		Code: "declaration-clash", Severity: diag.Error, Meaning: "a file in the output folder declares what csdlgen would declare",
		Example: "Client is declared here, and csdlgen would declare it too; rename this declaration, or set another name under names: in the configuration",
	}
	ForeignFile = diag.Complaint{
		Code: "foreign-file", Severity: diag.Error, Meaning: "a file that csdlgen did not write is in the way",
		Example: "this file is in the way: csdlgen would overwrite it, but did not generate it; move it, or choose another output folder",
	}
	OutOfDate = diag.Complaint{
		Code: "out-of-date", Severity: diag.Error, Meaning: "the package is not what csdlgen gen would write",
		Example: "1 file differs from what csdlgen gen would write (graph.xml, csdlgen.yaml or csdlgen itself has changed); " +
			"run go generate (or csdlgen gen) and commit what it writes",
	}
	OutputBusy = diag.Complaint{
		Code: "output-busy", Severity: diag.Error, Meaning: "another csdlgen is writing to the output folder",
		Example: "another csdlgen is writing to this folder; run this one again when the other has finished",
	}
	OutputFolder = diag.Complaint{
		Code: "output-folder", Severity: diag.Error, Meaning: "the output folder cannot be read",
		Example: "the output folder cannot be read: not a directory; choose another folder under output: in the configuration",
	}
	OutputTwice = diag.Complaint{
		Code: "output-twice", Severity: diag.Error, Meaning: "two configurations have the same output folder",
		Example: "the output folder shop is also that of a.yaml; give one of the configurations another output",
	}
	PackageClash = diag.Complaint{
		Code: "package-clash", Severity: diag.Error, Meaning: "a file in the output folder belongs to another package",
		Example: "this file is in package sub, but the generated files are in package shop; write package: sub in the configuration, or choose another output folder",
	}
	Unfinished = diag.Complaint{
		Code: "unfinished", Severity: diag.Error, Meaning: "a run of csdlgen was interrupted",
		Example: "a run of csdlgen gen was interrupted, or is still in progress; 7 files differ from what it would write; run csdlgen gen again",
	}
)

// Output returns the complaints about the output folder, sorted by code.
func Output() []diag.Complaint {
	return []diag.Complaint{
		DeclarationClash, ForeignFile, OutOfDate, OutputBusy, OutputFolder, OutputTwice, PackageClash, Unfinished,
	}
}
