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

// docOf returns what (a sentence, may be "") with the description behind it, further paragraphs, and what the annotations say of the element's
// history. A deprecation comes last.
func docOf(what string, annotations metadata.Annotations, further ...string) Doc {
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
	return append(append(doc, further...), history(annotations)...)
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

// history is what the Revisions say: since which version the element is there, which versions changed it, and, as a paragraph that tools
// understand, that it is deprecated.
func history(annotations metadata.Annotations) []string {
	a := annotations.Find(termRevisions)
	if a == nil {
		return nil
	}
	revisions, ok := a.Value.(*metadata.Collection)
	if !ok {
		return nil
	}
	var doc, deprecated []string
	for _, item := range revisions.Items {
		r, ok := item.(*metadata.Record)
		if !ok {
			continue
		}
		switch kind := strings.Join(enumMembers(r.Get("Kind")), ","); kind {
		case "Deprecated":
			deprecated = append(deprecated, deprecation(r))
		case "Added", "Modified":
			if text := revision(kind, r); text != "" {
				doc = append(doc, text)
			}
		}
	}
	if len(deprecated) > 0 {
		doc = append(doc, "Deprecated: "+strings.Join(deprecated, " "))
	}
	return doc
}

// revision is a revision that has a version, as a sentence; "" for another.
func revision(kind string, r *metadata.Record) string {
	version, ok := metadata.StringOf(r.Get("Version"))
	if !ok || folded(version) == "" {
		return ""
	}
	text := kind + " in version " + folded(version)
	if description, ok := metadata.StringOf(r.Get("Description")); ok && folded(description) != "" {
		return text + ": " + folded(description)
	}
	return text + "."
}

func deprecation(r *metadata.Record) string {
	text, _ := metadata.StringOf(r.Get("Description"))
	if text = folded(text); text == "" {
		text = "The schema marks this as deprecated."
	}
	if date, ok := r.Get("RemovalDate").(*metadata.Constant); ok {
		text += " It is to be removed on " + folded(date.Text) + "."
	}
	return text
}
