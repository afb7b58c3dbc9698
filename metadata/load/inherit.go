package load

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
)

// This file gives types what they have from their base types, and complains where they say otherwise.

// inherit takes over what a type has from its base types, and complains about members declared twice on the way.
func (r *resolver) inherit(t *metadata.StructuredType) {
	for b := t.Base; b != nil; b = b.Base {
		t.OpenType = t.OpenType || b.OpenType
		t.HasStream = t.HasStream || b.HasStream
		r.redeclared(t, b)
	}
}

// redeclared complains about members of t that its base b has too. A property of the same type, or of one that derives
// from it (CSDL 4.01, sections 7 and 8), means what the inherited one means: it is dropped with a warning, since Graph
// has one.
func (r *resolver) redeclared(t, b *metadata.StructuredType) {
	for _, p := range slices.Clone(t.Properties) {
		r.again(t, b, p, func(m metadata.Member) bool {
			inherited, ok := m.(*metadata.Property)
			return ok && inherited.Collection == p.Collection && metadata.IsA(p.Type, inherited.Type)
		})
	}
	for _, n := range slices.Clone(t.Navigation) {
		r.again(t, b, n, func(m metadata.Member) bool {
			inherited, ok := m.(*metadata.NavigationProperty)
			return ok && inherited.Collection == n.Collection && metadata.IsA(n.Type, inherited.Type)
		})
	}
}

// again looks at one member of t that its base b may have too.
func (r *resolver) again(t, b *metadata.StructuredType, m metadata.Member, same func(inherited metadata.Member) bool) {
	inherited := b.Own(m.MemberName())
	switch {
	case inherited == nil:
	case same(inherited):
		r.diags.Report(m.Position(), complaint.PropertyInheritedWarning, "%s declares %s, which it inherits from %s; the inherited one counts", t.QualifiedName(), m.MemberName(), b.QualifiedName()).
			At(inherited.Position(), "declared here")
		r.builder.DropMember(t, m)
	default:
		r.diags.Report(m.Position(), complaint.PropertyInherited, "%s declares %s, which it inherits from %s with a different type", t.QualifiedName(), m.MemberName(), b.QualifiedName()).
			Fixf("remove one of them").At(inherited.Position(), "declared here")
	}
}

// checkDenials complains about types that say that they are not what their base types are (CSDL 4.01, sections 6.3, 6.4
// and 9.3).
func (r *resolver) checkDenials() {
	for _, d := range r.denials {
		switch {
		case d.attribute == "OpenType" && d.of.OpenType:
			r.diags.Report(d.of.Pos, complaint.OpenBase, "%s has OpenType=\"false\", but derives from an open type, so it is open too", d.of.QualifiedName()).Fixf("remove OpenType")
		case d.attribute == "HasStream" && d.of.HasStream:
			r.diags.Report(d.of.Pos, complaint.StreamBase, "%s has HasStream=\"false\", but derives from a type with a stream, so it has one too", d.of.QualifiedName()).Fixf("remove HasStream")
		}
	}
}
