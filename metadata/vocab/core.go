package vocab

// This file reads the Core vocabulary.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

const core = "Org.OData.Core.V1."

// AlternateKeysTerm is the name of the term that declares alternate keys, for messages that tell users to add it.
const AlternateKeysTerm = core + "AlternateKeys"

// communityAlternateKeys is the term by which Microsoft's services, such as Dataverse, declare alternate keys. It has
// the form of Core's.
const communityAlternateKeys = "OData.Community.Keys.V1.AlternateKeys"

// Description is a short text about the element, "" where there is none.
func Description(as metadata.Annotations) string { return text(as, core+"Description") }

// LongDescription is a longer text about the element, "" where there is none.
func LongDescription(as metadata.Annotations) string { return text(as, core+"LongDescription") }

// Computed says whether the service alone sets the value: Computed, or Permissions that allow reading and nothing else.
func Computed(as metadata.Annotations) bool {
	return tagged(as, core+"Computed") || Permissions(as).Is("Read")
}

// Immutable says whether the value cannot change after it was created.
func Immutable(as metadata.Annotations) bool { return tagged(as, core+"Immutable") }

// ComputedDefault says whether the service sets a value where a create leaves it out.
func ComputedDefault(as metadata.Annotations) bool { return tagged(as, core+"ComputedDefaultValue") }

// IsURL says whether the value is a URL.
func IsURL(as metadata.Annotations) bool { return tagged(as, core+"IsURL") }

// Permissions are what clients may do with a value: None, Read, Write, ReadWrite, Invoke.
func Permissions(as metadata.Annotations) Choice {
	return choice("Permissions", valueOf(as, core+"Permissions"))
}

// MediaType is the media type of a stream or a binary value.
func MediaType(as metadata.Annotations) Value { return anyValue(valueOf(as, core+"MediaType")) }

// AcceptableMediaTypes are the media types that the service accepts for a stream.
func AcceptableMediaTypes(as metadata.Annotations) []string {
	return texts(valueOf(as, core+"AcceptableMediaTypes"))
}

// Optional is what the schema says of a parameter that may be left out.
type Optional struct {
	// Default is the value that then counts; HasDefault says whether the schema tells it.
	Default    string
	HasDefault bool
}

// OptionalParameter says whether a parameter may be left out, and what then counts.
func OptionalParameter(as metadata.Annotations) (o Optional, ok bool) {
	value := valueOf(as, core+"OptionalParameter")
	if value == nil {
		return Optional{}, false
	}
	o.Default, o.HasDefault = constantOf(recordOf(value).get("DefaultValue"))
	return o, true
}

// Revision is a step in the history of an element.
type Revision struct {
	// Kind is Added, Modified or Deprecated.
	Kind string
	// Version is the version of the schema, "" where it is not given.
	Version     string
	Description string
	// RemovalDate is when a deprecated element is to be removed, as the schema writes it; "" where it does not say.
	RemovalDate string
}

// Revisions are the history of an element, in the order of the schema.
func Revisions(as metadata.Annotations) []Revision {
	var all []Revision
	for _, r := range metadata.RecordsOf(valueOf(as, core+"Revisions")) {
		removal, _ := constantOf(r.Get("RemovalDate"))
		all = append(all, Revision{
			Kind: strings.Join(members(r.Get("Kind")), ","), Version: stringOf(r.Get("Version")), Description: stringOf(r.Get("Description")),
			RemovalDate: removal,
		})
	}
	return all
}

// KeyPart is a part of an alternate key.
type KeyPart struct {
	// Path leads to the property, Alias is its name in URLs.
	Path, Alias string
	Pos         metadata.Pos
}

// AlternateKeys are the alternate keys of an entity type, an entity set or a navigation property: the parts of each, in
// the order of the schema. Keys without parts are left out. The term of OData.Community.Keys.V1 counts as well.
func AlternateKeys(as metadata.Annotations) [][]KeyPart {
	var all [][]KeyPart
	for _, term := range [...]string{AlternateKeysTerm, communityAlternateKeys} {
		for _, key := range metadata.RecordsOf(valueOf(as, term)) {
			if parts := keyParts(key.Get("Key")); len(parts) > 0 {
				all = append(all, parts)
			}
		}
	}
	return all
}

// keyParts reads the parts of an alternate key. Where the vocabulary is not known, CSDL JSON has a path as a string.
func keyParts(e metadata.Expression) []KeyPart {
	var parts []KeyPart
	for _, part := range metadata.RecordsOf(e) {
		name := part.Get("Name")
		path, ok := pathOf(name)
		if !ok {
			path = stringOf(name)
		}
		if path == "" {
			continue
		}
		p := KeyPart{Path: path, Alias: path, Pos: name.Position()}
		if alias := stringOf(part.Get("Alias")); alias != "" {
			p.Alias = alias
		}
		parts = append(parts, p)
	}
	return parts
}

// DefaultNamespace says of a schema whether URLs may name its operations and types without the namespace.
func DefaultNamespace(as metadata.Annotations) bool { return tagged(as, core+"DefaultNamespace") }
