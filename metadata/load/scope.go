package load

// This file is what holds inside one document: its aliases, by which names are made full (CSDL 4.01, section 5.1).

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// scope is what holds in one document.
type scope struct {
	aliases map[string]string
	json    bool
	overlay bool
	version string // of OData
	// container is the name that the document gives as the service's container, "" in most.
	container string
}

// unalias replaces the alias of a qualified name.
func (s *scope) unalias(name string) string {
	namespace, last := metadata.SplitName(name)
	if full, ok := s.aliases[namespace]; ok {
		return full + "." + last
	}
	return name
}

// typeName replaces the alias of a type's name, also inside Collection().
func (s *scope) typeName(name string) string {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		return "Collection(" + s.unalias(inner)
	}
	return s.unalias(name)
}

// path replaces the aliases in the segments of a path.
func (s *scope) path(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	segments := strings.Split(text, "/")
	for i, segment := range segments {
		name, arguments, _ := strings.Cut(segment, "(")
		property, term, annotated := strings.Cut(name, "@")
		name = s.unalias(property)
		if annotated {
			name += "@" + s.unalias(term)
		}
		if len(arguments) > 0 {
			name += "(" + arguments
		}
		segments[i] = name
	}
	return strings.Join(segments, "/")
}
