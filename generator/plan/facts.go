package plan

// This file says in a few words what annotations tell of a value - a property, a parameter, a type definition - and
// what the Go type does not: its unit, its media types, who may write it. They go into the sentence that each field
// begins with.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// facts are what the annotations say of a value, each with a comma before it; "" where they say nothing.
func facts(annotations metadata.Annotations) string {
	var all []string
	if vocab.IsURL(annotations) {
		all = append(all, "a URL")
	}
	all = append(all, mediaFacts(annotations)...)
	for _, measure := range [...]struct {
		words string
		value vocab.Value
	}{
		{"unit ", vocab.Unit(annotations)}, {"UN/ECE unit ", vocab.UNECEUnit(annotations)}, {"currency ", vocab.ISOCurrency(annotations)},
		{"SI prefix ", vocab.SIPrefix(annotations)}, {"decimal places ", vocab.Scale(annotations)}, {"in ", vocab.DurationGranularity(annotations)},
	} {
		if text := valueText(measure.value); text != "" {
			all = append(all, measure.words+text)
		}
	}
	switch permissions := vocab.Permissions(annotations); {
	case permissions.Is("None"):
		all = append(all, "neither readable nor writable for clients")
	case permissions.Is("Write"):
		all = append(all, "write-only")
	}
	if vocab.ComputedDefault(annotations) {
		all = append(all, "with a default computed by the service")
	}
	if len(all) == 0 {
		return ""
	}
	return ", " + strings.Join(all, ", ")
}

// unicodeFact says that a text is stored as ASCII, which services hint at and hardly ever demand.
func unicodeFact(prop *metadata.Property) string {
	t, facets := facetsOf(prop)
	if prim, ok := t.(*metadata.PrimitiveType); !ok || prim.Name != "String" || facets.Unicode == nil || *facets.Unicode {
		return ""
	}
	return ", stored as ASCII (Unicode=\"false\")"
}

// mediaFacts are what the annotations say of the media types of a stream, a Binary or a String.
func mediaFacts(annotations metadata.Annotations) []string {
	var all []string
	if text := valueText(vocab.MediaType(annotations)); text != "" {
		all = append(all, "media type "+text)
	}
	if types := vocab.AcceptableMediaTypes(annotations); len(types) > 0 {
		all = append(all, "accepted media types "+folded(strings.Join(types, ", ")))
	}
	return all
}

// mediaDoc is mediaFacts as a paragraph; none where the annotations say nothing.
func mediaDoc(annotations metadata.Annotations) []string {
	all := mediaFacts(annotations)
	if len(all) == 0 {
		return nil
	}
	text := strings.Join(all, ", ") + "."
	return []string{strings.ToUpper(text[:1]) + text[1:]}
}

// valueText is a value as text: itself, or where it stands.
func valueText(v vocab.Value) string {
	if v.Path {
		return "in " + folded(v.Text)
	}
	return folded(v.Text)
}

// optionalFact says that a parameter may be left out, and what then counts.
func optionalFact(p *metadata.Parameter) string {
	if !p.Optional {
		return ""
	}
	if o, _ := vocab.OptionalParameter(p.Annotations); o.HasDefault {
		return ", optional, default " + foldedQuote(o.Default)
	}
	return ", optional"
}

// constraintDoc is what the annotations of a type demand and Validate cannot check, as paragraphs.
func constraintDoc(annotations metadata.Annotations) []string {
	var doc []string
	for _, message := range vocab.Constraints(annotations) {
		doc = append(doc, "Must hold: "+folded(message))
	}
	for _, items := range vocab.ItemsOf(annotations) {
		doc = append(doc, "Entities related through "+folded(items.Path)+" must also be related through "+folded(items.Target)+".")
	}
	return doc
}

// folded is text on one line, without what a reader cannot see.
func folded(text string) string { return strings.Join(paragraphs(text), " ") }
