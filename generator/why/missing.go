package why

// This file says of what the package does not have whether the schema has it, and what would bring it.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata"
)

// missing complains about a name of which the package has nothing. found is what the schema has of it.
func (a asker) missing(found []element, name string, at diag.Pos) diag.List {
	var diags diag.List
	for _, e := range found {
		diags.Report(at, complaint.NotInPackage, "the %s %s is in the metadata but not in the package", e.kind, e.name).Fixf("%s", a.brings(e))
	}
	if len(found) == 0 {
		d := diags.Report(at, complaint.UnknownName, "nothing in the metadata is called %q", name)
		if meant := nearest.DidYouMean(name, a.near(name)); meant != "" {
			d.Fixf("%s", meant)
		} else {
			d.Fixf("csdlgen find searches for words in names and descriptions")
		}
	}
	return diags
}

// brings is what would bring an element to the package.
func (a asker) brings(e element) string {
	_, short := metadata.SplitName(e.name)
	switch {
	case e.of == nil:
		return "write a request line that calls it; csdlgen find " + short + " prints some"
	case e.member != "" && a.closure.Has(e.of) != nil:
		if e.kind == "navigation property" {
			return "write a request line that goes through it, or add a field for it: expand: {" + e.of.QualifiedName() + ": [" + e.member + "]}"
		}
		return "add " + e.member + " to the list of " + e.of.QualifiedName() + " under properties:"
	case e.member != "":
		_, short = metadata.SplitName(e.of.QualifiedName())
		return "the package does not have the type either; write a request line that needs it (csdlgen find " + short + " prints some), or types: [" +
			e.of.QualifiedName() + "]"
	}
	fix := "write a request line that needs it (csdlgen find " + short + " prints some), or types: [" + e.name + "]"
	if s, ok := e.of.(*metadata.StructuredType); ok {
		for base := s.Base; base != nil; base = base.Base {
			if a.closure.Has(base) != nil {
				return fix + ", or derived: {" + base.QualifiedName() + ": [" + e.name + "]}"
			}
		}
	}
	return fix
}

// near are the names that may be meant by an unknown one, written as it is: with a namespace or without, of members
// where it names one.
func (a asker) near(name string) []string {
	head, _, ofMember := strings.Cut(name, "/")
	var names []string
	for e := range declared(a.model) {
		written := e.name
		if !strings.Contains(head, ".") {
			_, written = metadata.SplitName(e.name)
		}
		if !ofMember {
			names = append(names, written)
		} else if e.of != nil {
			for _, m := range membersOf(e) {
				names = append(names, written+"/"+m.member)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
