package load

// This file reads the attributes that many elements share: identifiers, flags, facets (CSDL 4.01, sections 7.2 and 15).

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// maxIdentifier is the length of an identifier in characters (CSDL 4.01, section 15.2).
const maxIdentifier = 128

// maxNamespace is the length of a namespace in characters (CSDL 4.01, section 15.1).
const maxNamespace = 511

// maxName is the length in characters above which a name is not read.
const maxName = 1000

// checkIdentifier checks a SimpleIdentifier: a letter or underscore, then letters, digits, connectors and marks. Real
// services have other names too: fields with blanks, types with brackets, functions with dots. Such a name counts with
// a warning; it is no use where it could not be told from what is around it.
func (r *reader) checkIdentifier(e *csdl.Element, what, name string) bool {
	if n := utf8.RuneCountInString(name); n > maxName {
		r.diags.Report(e.Pos, complaint.IdentifierLength, "the name of <%s> has more than %d characters", e.Name, maxName)
		return false
	} else if n > maxIdentifier {
		r.diags.Report(e.Pos, complaint.IdentifierLengthWarning, "the name of <%s> has more than %d characters", e.Name, maxIdentifier)
	}
	switch {
	case metadata.IsIdentifier(name):
		return true
	case isUsable(e.Name, name):
		r.diags.Report(e.Pos, complaint.IdentifierWarning, "%q is not a valid name for %s; it is taken as it is", name, article(what))
		return true
	}
	r.diags.Report(e.Pos, complaint.Identifier, "%q is not a valid name for %s", name, article(what)).
		Fixf("a name begins with a letter or underscore, followed by letters, digits and underscores")
	return false
}

// isUsable says whether a name that is not an identifier can be told from what stands around it: in a path, in a
// qualified name, among the members of a JSON object and in the tag of a Go field.
func isUsable(element, name string) bool {
	forbidden := "/\"\\`"
	switch element {
	case "Member": // On the wire it is a text like any other: Graph has Collection(String).
		return name != "" && utf8.ValidString(name)
	case "Property", "NavigationProperty", "Parameter":
		forbidden += "@,"
	}
	if strings.Trim(name, ".- ") == "" || strings.ContainsAny(name, forbidden) || !utf8.ValidString(name) {
		return false
	}
	return !strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsPrint(c) })
}

// article puts "a" or "an" before a word.
func article(word string) string {
	if strings.ContainsAny(word[:1], "AEIOUaeiou") {
		return "an " + word
	}
	return "a " + word
}

// same says whether two elements say the same in attributes that may be qualified names.
func (r *reader) same(a, b *csdl.Element, attributes ...string) bool {
	return !slices.ContainsFunc(attributes, func(name string) bool { return r.scope.typeName(a.Get(name)) != r.scope.typeName(b.Get(name)) })
}

// flag reads a Boolean attribute.
func (r *reader) flag(e *csdl.Element, name string, missing bool) bool {
	switch text, given := e.Attr(name); {
	case !given:
		return missing
	case text == "true", text == "1":
		return true
	case text == "false", text == "0":
		return false
	case strings.EqualFold(text, "true"), strings.EqualFold(text, "false"):
		r.diags.Report(e.Pos, complaint.BooleanWarning, "%s=%q of <%s> is not in lower case", name, text, e.Name).
			Fixf("write %s", strings.ToLower(text))
		return strings.EqualFold(text, "true")
	default:
		r.diags.Report(e.Pos, complaint.Boolean, "%s=%q of <%s> is neither true nor false", name, text, e.Name)
		return missing
	}
}

// count reads an attribute that is a number from 0 on; nil where it is missing or one of the words.
func (r *reader) count(e *csdl.Element, name string, words ...string) *int {
	text, given := e.Attr(name)
	if !given {
		return nil
	}
	for _, w := range words {
		if strings.EqualFold(text, w) {
			return nil
		}
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		r.diags.Report(e.Pos, complaint.Facet, "%s=%q of <%s> is not a non-negative number%s; it is ignored", name, text, e.Name, alternatives(words))
		return nil
	}
	value := int(n)
	return &value
}

func alternatives(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return ", nor " + strings.Join(words, " or ")
}

// facets reads the type facets.
func (r *reader) facets(e *csdl.Element) metadata.Facets {
	f := metadata.Facets{
		MaxLength: r.count(e, "MaxLength", "max"),
		Precision: r.count(e, "Precision"),
		Scale:     r.count(e, "Scale", "variable", "floating"),
		SRID:      e.Get("SRID"),
	}
	if symbol := strings.ToLower(e.Get("Scale")); symbol == "variable" || symbol == "floating" {
		f.ScaleSymbol = symbol
	}
	if _, given := e.Attr("Unicode"); given {
		wide := r.flag(e, "Unicode", true)
		f.Unicode = &wide
	}
	return f
}
