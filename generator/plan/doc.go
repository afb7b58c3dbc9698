package plan

// This file makes doc comments of what the schema says: what an element is, then its descriptions, then deprecations.
// Text of the schema is untrusted; here its white space is folded, and the template prefixes every line.

import (
	"strings"
	"unicode"

	"github.com/csdlgen/csdlgen/metadata"
)

// The terms of the Core vocabulary that make comments.
const (
	termDescription     = "Org.OData.Core.V1.Description"
	termLongDescription = "Org.OData.Core.V1.LongDescription"
	termRevisions       = "Org.OData.Core.V1.Revisions"
)

// docOf returns what (a sentence, may be "") with the description behind it, and the further paragraphs that the annotations say. A
// deprecation comes last.
func docOf(what string, annotations metadata.Annotations) Doc {
	doc := Doc{}
	for _, term := range [...]string{termDescription, termLongDescription} {
		if a := annotations.Find(term); a != nil {
			if text, ok := metadata.StringOf(a.Value); ok {
				doc = append(doc, paragraphs(text)...)
			}
		}
	}
	switch {
	case what != "" && len(doc) > 0:
		doc[0] = what + " " + doc[0]
	case what != "":
		doc = append(doc, what)
	}
	return append(doc, deprecations(annotations)...)
}

// verbatim is a paragraph that is printed on one line, as code is.
func verbatim(text string) string { return "\t" + strings.Join(strings.Fields(text), " ") }

// paragraphs folds the white space of a text and cuts it at empty lines. Characters that a reader cannot see are dropped.
func paragraphs(text string) []string {
	text = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsSpace(r) {
			return ' '
		}
		if r != '\n' && !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	var out []string
	var current []string
	flush := func() {
		if len(current) > 0 {
			out = append(out, strings.Join(current, " "))
		}
		current = nil
	}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			flush()
			continue
		}
		current = append(current, fields...)
	}
	flush()
	return out
}

// deprecations are the Revisions of the kind Deprecated, as one paragraph that tools understand.
func deprecations(annotations metadata.Annotations) []string {
	a := annotations.Find(termRevisions)
	if a == nil {
		return nil
	}
	revisions, ok := a.Value.(*metadata.Collection)
	if !ok {
		return nil
	}
	var parts []string
	for _, item := range revisions.Items {
		r, ok := item.(*metadata.Record)
		if !ok || !isDeprecated(r.Get("Kind")) {
			continue
		}
		text, _ := metadata.StringOf(r.Get("Description"))
		if text = strings.Join(paragraphs(text), " "); text == "" {
			text = "The schema marks this as deprecated."
		}
		if date, ok := r.Get("RemovalDate").(*metadata.Constant); ok {
			text += " It is to be removed on " + strings.Join(paragraphs(date.Text), " ") + "."
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{"Deprecated: " + strings.Join(parts, " ")}
}

func isDeprecated(kind metadata.Expression) bool {
	switch k := kind.(type) {
	case *metadata.EnumValue:
		return len(k.Members) == 1 && k.Members[0] == "Deprecated"
	case *metadata.Constant:
		return k.Text == "Deprecated"
	}
	return false
}
