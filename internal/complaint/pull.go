package complaint

// This file declares the complaints about slices, the documents that csdlgen pull cuts; generator makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about slices.
var (
	PullService = diag.Complaint{
		Code: "pull-service", Severity: diag.Error, Meaning: "what was pulled describes another service than the slice before",
		Example: "https://bank.example/$metadata describes a different service from shop.xml: they have no type in common (bank and shop); correct source:, or remove shop.xml",
	}
	PullSource = diag.Complaint{
		Code: "pull-source", Severity: diag.Error, Meaning: "the configuration does not say what is pulled, or where to",
		Example: "the configuration does not say where the whole document is; add the line: source: URL-OR-FILE",
	}
	PullUnread = diag.Complaint{
		Code: "pull-unread", Severity: diag.Error, Meaning: "the whole document cannot be read",
		Example: "cannot read https://shop.example/$metadata: the server responded with 500 Internal Server Error",
	}
	SliceEdited = diag.Complaint{
		Code: "slice-edited", Severity: diag.Error, Meaning: "a slice was edited by hand",
		Example: "shop.xml has been edited since csdlgen pull wrote it, and the next pull would undo the edit; move the additions to an overlay, and run csdlgen pull --force",
	}
	SliceForeign = diag.Complaint{
		Code: "slice-foreign", Severity: diag.Error, Meaning: "csdlgen pull would replace a file that it did not write",
		Example: "shop.xml was not written by csdlgen pull, which would replace it; specify another file under metadata:, or run csdlgen pull --force",
	}
	SliceOutdated = diag.Complaint{
		Code: "slice-outdated", Severity: diag.Error, Meaning: "the service's description has changed since the slice was cut",
		Example: "shop.xml is not what csdlgen pull would cut from service.xml now; run csdlgen pull, then csdlgen gen",
	}
	SliceStale = diag.Complaint{
		Code: "slice-stale", Severity: diag.Error, Meaning: "the configuration selects more than the slice was cut for",
		Example: "shop.xml was not cut for this: GET /things; run csdlgen pull to cut it again",
	}
	SliceTwice = diag.Complaint{
		Code: "slice-twice", Severity: diag.Error, Meaning: "two configurations would be pulled into one file",
		Example: "shop.xml is also the slice of a.yaml; give one of the configurations another file under metadata:",
	}
)

// Pull returns the complaints about slices, sorted by code.
func Pull() []diag.Complaint {
	return []diag.Complaint{PullService, PullSource, PullUnread, SliceEdited, SliceForeign, SliceOutdated, SliceStale, SliceTwice}
}
