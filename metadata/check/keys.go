package check

// This file checks the keys of entity types (CSDL 4.01, sections 6.2 and 6.5).

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

// unusualKeys are primitive types that no key may have, but that can be written in a URL.
const unusualKeys = "Binary Single Double"

func (k *checker) checkEntity(t *metadata.StructuredType) {
	if t.Abstract && t.Base != nil && !t.Base.Abstract {
		k.diags.Report(t.Pos, complaint.AbstractBase, "the abstract entity type %s derives from %s, which is not abstract", t.QualifiedName(), t.Base.QualifiedName()).
			At(t.Base.Pos, "%s is declared here", t.Base.QualifiedName())
	}
	if !t.Abstract && len(t.Keys()) == 0 && !t.KeyUnusable && k.isOldVersion(t.Pos) {
		// From OData 4.01 on only those in collections need one, which are looked at there (section 6.5).
		k.diags.Report(t.Pos, complaint.NoKey, "the entity type %s has no key", t.QualifiedName())
	}
	paths, aliases := map[string]diag.Pos{}, map[string]diag.Pos{}
	for _, ref := range t.Key {
		if at, twice := paths[ref.Path]; twice {
			k.diags.Report(ref.Pos, complaint.KeyTwice, "the key of %s names %s twice", t.QualifiedName(), ref.Path).Fixf("remove one of them").At(at, "first here")
			continue
		}
		paths[ref.Path] = ref.Pos
		k.checkKeyAlias(t, ref, aliases)
		k.checkKeyPath(t, ref)
	}
}

// checkKeyAlias checks the alias of a key's property, which stands for its path in URLs.
func (k *checker) checkKeyAlias(t *metadata.StructuredType, ref *metadata.PropertyRef, aliases map[string]diag.Pos) {
	path, given := strings.Contains(ref.Path, "/"), ref.Alias != ref.Path
	switch at, twice := aliases[ref.Alias]; {
	case path && !given:
		k.diags.Report(ref.Pos, complaint.KeyAlias, "the key of %s has the path %s without an alias, which URLs need", t.QualifiedName(), ref.Path).Fixf("add the attribute Alias")
	case twice:
		k.diags.Report(ref.Pos, complaint.KeyAlias, "the key of %s has the alias %s twice", t.QualifiedName(), ref.Alias).Fixf("choose another one").At(at, "first here")
	case given && !path:
		k.diags.Report(ref.Pos, complaint.KeyAliasWarning, "the key property %s of %s has the alias %s, but only paths need one", ref.Path, t.QualifiedName(), ref.Alias).Fixf("remove it")
	case given && t.Member(ref.Alias) != nil:
		k.diags.Report(ref.Pos, complaint.KeyAliasWarning, "the alias %s of a key property is also the name of a property of %s", ref.Alias, t.QualifiedName()).Fixf("choose another one")
	}
	aliases[ref.Alias] = ref.Pos
}

// checkKeyPath checks the properties that lead to a key's value, and the type of the value.
func (k *checker) checkKeyPath(t *metadata.StructuredType, ref *metadata.PropertyRef) {
	owner := t
	for name := range strings.SplitSeq(ref.Path, "/") {
		p := owner.Property(name)
		if p == nil {
			return // Complained about.
		}
		if p.Nullable {
			k.diags.Report(ref.Pos, complaint.KeyNullable, "the key property %s of %s can be null", ref.Path, t.QualifiedName()).
				Fixf("add Nullable=\"false\" to the property").At(p.Pos, "declared here")
		}
		owner, _ = p.Type.(*metadata.StructuredType)
	}
	if primitive := metadata.PrimitiveOf(ref.Property.Type); primitive != nil && wordlist.Has(primitive.Name, unusualKeys) {
		k.diags.Report(ref.Pos, complaint.KeyType, "the key property %s of %s is of %s, which is not allowed for keys", ref.Path, t.QualifiedName(), ref.Property.Type.QualifiedName()).
			At(ref.Property.Pos, "declared here")
	}
}
