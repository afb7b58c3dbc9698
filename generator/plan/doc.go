package plan

// This file makes doc comments of what the schema says: what an element is, then its descriptions, then deprecations.
// Text of the schema is untrusted; here its white space is folded, and the template prefixes every line.

import (
	"strings"
	"unicode"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// docOf returns what (a sentence, may be "") followed by the description, further paragraphs, and what the annotations
// say of the element's history. A deprecation comes last.
func docOf(what string, annotations metadata.Annotations, further ...string) ir.Doc {
	doc := ir.Doc{}
	for _, text := range [...]string{vocab.Description(annotations), vocab.LongDescription(annotations)} {
		doc = append(doc, paragraphs(text)...)
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

// paragraphs folds the white space of a text and cuts it at empty lines. Characters that a reader cannot see are
// dropped.
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

// history is what the Revisions say: since which version the element is there, which versions changed it, and, as a
// paragraph that tools understand, that it is deprecated.
func history(annotations metadata.Annotations) []string {
	var doc, deprecated []string
	for _, r := range vocab.Revisions(annotations) {
		switch r.Kind {
		case "Deprecated":
			deprecated = append(deprecated, deprecation(r))
		case "Added", "Modified":
			if text := revision(r); text != "" {
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
func revision(r vocab.Revision) string {
	version := folded(r.Version)
	if version == "" {
		return ""
	}
	text := r.Kind + " in version " + version
	if description := folded(r.Description); description != "" {
		return text + ": " + description
	}
	return text + "."
}

func deprecation(r vocab.Revision) string {
	text := folded(r.Description)
	if text == "" {
		text = "The schema marks this as deprecated."
	}
	if r.RemovalDate != "" {
		text += " It will be removed on " + folded(r.RemovalDate) + "."
	}
	return text
}
