package load

// This file is the names that declarations use, as they wait to become pointers. The reader writes them down with full
// names; resolve.go looks them up.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// name is the name of something as a document writes it, the name without an alias, and where it stands.
type name struct {
	written, full string
	pos           diag.Pos
}

// names are what has to be looked up, in document order for each kind.
type names struct {
	bases       []baseUse
	types       []typeUse
	navigations []navigationUse
	definitions []definitionUse
	keys        []keyUse
	resources   []resourceUse
	imports     []importUse
}

// baseUse is the base type of a type.
type baseUse struct {
	of   *metadata.StructuredType
	name name
}

// typeUse is the type of a property, parameter, result or term. There are many of them, so the place is that of ref.
type typeUse struct {
	ref                 *metadata.TypeRef
	written, full, what string
}

// navigationUse is the type of a navigation property.
type navigationUse struct {
	of   *metadata.NavigationProperty
	name name
	what string
}

// definitionUse is the underlying type of a type definition.
type definitionUse struct {
	of   *metadata.TypeDefinition
	name name
}

// keyUse is a property of a key.
type keyUse struct {
	of  *metadata.StructuredType
	ref *metadata.PropertyRef
}

// resourceUse is the type of an entity set or singleton.
type resourceUse struct {
	to   **metadata.StructuredType
	name name
	what string
}

// importUse is what an import calls.
type importUse struct {
	of       *metadata.OperationImport
	name     name
	function bool
}

// name makes a name of what an element writes.
func (r *reader) name(e *csdl.Element, written string) name {
	return name{written: written, full: r.unalias(written), pos: e.Pos}
}

// unalias replaces the alias of a qualified name, and notes that its namespace is needed.
func (r *reader) unalias(name string) string {
	full := r.scope.unalias(name)
	namespace, _ := metadata.SplitName(full)
	r.mentioned[namespace] = true
	return full
}

// typeName replaces the alias of a type's name, also inside Collection().
func (r *reader) typeName(name string) string {
	full := r.scope.typeName(name)
	r.mention(strings.TrimPrefix(full, "Collection("))
	return full
}

// path replaces the aliases in the segments of a path.
func (r *reader) path(text string) string {
	full := r.scope.path(text)
	if strings.Contains(full, ".") {
		for segment := range strings.SplitSeq(full, "/") {
			r.mention(segment)
		}
	}
	return full
}

// mention notes that the namespace of a name is needed.
func (r *reader) mention(full string) {
	namespace, _ := metadata.SplitName(full)
	r.mentioned[namespace] = true
}
