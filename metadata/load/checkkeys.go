package load

// This file checks the keys of entity types (CSDL 4.01, sections 6.2 and 6.5).

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

// keyTypes are the primitive types that a key may have; the others are in no URL of the specification.
const keyTypes = "Boolean Byte Date DateTimeOffset Decimal Duration Guid Int16 Int32 Int64 SByte String TimeOfDay"

func (l *loader) checkEntity(t *metadata.StructuredType) {
	if t.Abstract && t.Base != nil && !t.Base.Abstract {
		l.diags.Warnf(t.Pos, "abstract-base", "the abstract entity type %s derives from %s, which is not abstract", t.QualifiedName(), t.Base.QualifiedName()).
			At(t.Base.Pos, "%s is declared here", t.Base.QualifiedName())
	}
	if len(t.Key) == 0 || l.inheritsKey(t) {
		return
	}
	paths, aliases := map[string]diag.Pos{}, map[string]diag.Pos{}
	for _, ref := range t.Key {
		if at, twice := paths[ref.Path]; twice {
			l.diags.Errorf(ref.Pos, "key-twice", "the key of %s names %s twice", t.QualifiedName(), ref.Path).Fixf("remove one of them").At(at, "first here")
			continue
		}
		paths[ref.Path] = ref.Pos
		l.checkKeyAlias(t, ref, aliases)
		if !l.checkKeyPath(t, ref) {
			t.Key = nil
			return
		}
	}
}

// inheritsKey complains about a key beside an inherited one. The same again is dropped; another one leaves open which of the two requests need.
func (l *loader) inheritsKey(t *metadata.StructuredType) bool {
	if t.Base == nil {
		return false
	}
	inherited := t.Base.Keys()
	if len(inherited) == 0 {
		return false
	}
	if slices.EqualFunc(t.Key, inherited, func(a, b *metadata.PropertyRef) bool { return a.Path == b.Path && a.Alias == b.Alias }) {
		l.diags.Warnf(t.Key[0].Pos, "key-inherited", "%s declares the key that it inherits", t.QualifiedName()).Fixf("remove it").At(inherited[0].Pos, "declared here")
		t.Key = nil
		return true
	}
	l.diags.Errorf(t.Key[0].Pos, "key-inherited", "%s declares a key, but inherits another one", t.QualifiedName()).Fixf("remove one of them").At(inherited[0].Pos, "declared here")
	return true
}

// checkKeyAlias checks the alias of a key's property, which stands for its path in URLs.
func (l *loader) checkKeyAlias(t *metadata.StructuredType, ref *metadata.PropertyRef, aliases map[string]diag.Pos) {
	path, given := strings.Contains(ref.Path, "/"), ref.Alias != ref.Path
	switch at, twice := aliases[ref.Alias]; {
	case path && !given:
		l.diags.Errorf(ref.Pos, "key-alias", "the key of %s has the path %s and no alias, which URLs need", t.QualifiedName(), ref.Path).Fixf("add the attribute Alias")
	case twice:
		l.diags.Errorf(ref.Pos, "key-alias", "the key of %s has the alias %s twice", t.QualifiedName(), ref.Alias).Fixf("choose another one").At(at, "first here")
	case given && !path:
		l.diags.Warnf(ref.Pos, "key-alias", "the key property %s of %s has the alias %s; only paths have one", ref.Path, t.QualifiedName(), ref.Alias).Fixf("remove it")
	case given && t.Member(ref.Alias) != nil:
		l.diags.Warnf(ref.Pos, "key-alias", "the alias %s of a key is the name of a property of %s", ref.Alias, t.QualifiedName()).Fixf("choose another one")
	}
	aliases[ref.Alias] = ref.Pos
}

// checkKeyPath checks the properties that lead to a key's value. It returns false where no URL can have the key, which then is passed over.
func (l *loader) checkKeyPath(t *metadata.StructuredType, ref *metadata.PropertyRef) bool {
	owner := t
	for name := range strings.SplitSeq(ref.Path, "/") {
		p := owner.Property(name)
		if p == nil {
			return true // Complained about.
		}
		if p.Collection {
			l.diags.Warnf(ref.Pos, "key-type", "the key property %s of %s is a collection; the key is passed over", ref.Path, t.QualifiedName()).At(p.Pos, "declared here")
			return false
		}
		if p.Nullable {
			l.diags.Warnf(ref.Pos, "key-nullable", "the key property %s of %s may be null", ref.Path, t.QualifiedName()).
				Fixf("add Nullable=\"false\" to the property").At(p.Pos, "declared here")
		}
		owner, _ = p.Type.(*metadata.StructuredType)
	}
	return l.checkKeyType(t, ref)
}

func (l *loader) checkKeyType(t *metadata.StructuredType, ref *metadata.PropertyRef) bool {
	used := ref.Property.Type
	primitive := metadata.PrimitiveOf(used)
	if _, enum := used.(*metadata.EnumType); enum || primitive != nil && wordlist.Has(primitive.Name, keyTypes) {
		return true
	}
	if primitive != nil && wordlist.Has(primitive.Name, "Binary Single Double") {
		l.diags.Warnf(ref.Pos, "key-type", "the key property %s of %s is of %s, which no key may have", ref.Path, t.QualifiedName(), used.QualifiedName()).
			At(ref.Property.Pos, "declared here")
		return true
	}
	l.diags.Warnf(ref.Pos, "key-type", "the key property %s of %s is of %s, which no key may have; the key is passed over", ref.Path, t.QualifiedName(), used.QualifiedName()).
		At(ref.Property.Pos, "declared here")
	return false
}
