package load

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

// This file finds the properties of keys, and passes over keys that no request can use (CSDL 4.01, section 6.5).

// keyTypes are the primitive types that values in a URL can have.
const keyTypes = "Binary Boolean Byte Date DateTimeOffset Decimal Double Duration Guid Int16 Int32 Int64 SByte Single String TimeOfDay"

// resolveKeys finds the properties of all keys. Base types form no cycles any more.
func (r *resolver) resolveKeys() {
	for _, u := range r.names.keys {
		r.resolveKey(u.of, u.ref)
	}
	for _, u := range r.names.keys {
		t := u.of
		if len(t.Key) == 0 || t.Key[0] != u.ref {
			continue // Each key once, by its first property.
		}
		if r.inheritsKey(t) {
			t.Key = nil
		} else if !r.isUsable(t) {
			t.Key, t.KeyUnusable = nil, true
		}
	}
}

// resolveKey finds the property of a key, which may be inherited or inside a complex property. A key that names no
// property is left out with a warning: no request can use it.
func (r *resolver) resolveKey(t *metadata.StructuredType, ref *metadata.PropertyRef) {
	owner := t
	for name := range strings.SplitSeq(ref.Path, "/") {
		ref.Property = owner.Property(name) // None where owner is nil: after a primitive property.
		if ref.Property == nil {
			break
		}
		owner, _ = ref.Property.Type.(*metadata.StructuredType)
	}
	if ref.Property == nil {
		d := r.diags.Report(ref.Pos, complaint.KeyProperty, "the key of %s names %s, which is not one of its properties; the key is ignored", t.QualifiedName(), ref.Path)
		t.Key = nil
		r.diags.Proposing(d, ref.Path, t.MemberNames, "")
	}
}

// inheritsKey complains about a key beside an inherited one. The same again is dropped; another one leaves open which
// of the two requests need.
func (r *resolver) inheritsKey(t *metadata.StructuredType) (same bool) {
	if t.Base == nil {
		return false
	}
	inherited := t.Base.Keys()
	if len(inherited) == 0 {
		return false
	}
	if slices.EqualFunc(t.Key, inherited, func(a, b *metadata.PropertyRef) bool { return a.Path == b.Path && a.Alias == b.Alias }) {
		r.diags.Report(t.Key[0].Pos, complaint.KeyInheritedWarning, "%s declares the key that it inherits", t.QualifiedName()).Fixf("remove it").At(inherited[0].Pos, "declared here")
		return true
	}
	r.diags.Report(t.Key[0].Pos, complaint.KeyInherited, "%s declares a key, but inherits a different one", t.QualifiedName()).Fixf("remove one of them").At(inherited[0].Pos, "declared here")
	return false
}

// isUsable says whether a URL can have the values of a key, and complains where it cannot.
func (r *resolver) isUsable(t *metadata.StructuredType) bool {
	for _, ref := range t.Key {
		owner := t
		for name := range strings.SplitSeq(ref.Path, "/") {
			p := owner.Property(name)
			if p != nil && p.Collection {
				r.diags.Report(ref.Pos, complaint.KeyType, "the key property %s of %s is a collection; the key is ignored", ref.Path, t.QualifiedName()).At(p.Pos, "declared here")
				return false
			}
			if p == nil {
				break
			}
			owner, _ = p.Type.(*metadata.StructuredType)
		}
		_, enum := ref.Property.Type.(*metadata.EnumType)
		if p := metadata.PrimitiveOf(ref.Property.Type); !enum && (p == nil || !wordlist.Has(p.Name, keyTypes)) {
			r.diags.Report(ref.Pos, complaint.KeyType, "the key property %s of %s is of %s, which is not allowed for keys; the key is ignored", ref.Path, t.QualifiedName(), ref.Property.Type.QualifiedName()).
				At(ref.Property.Pos, "declared here")
			return false
		}
	}
	return true
}
