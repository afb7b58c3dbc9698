package plan

// This file says in a few words what annotations tell of a value - a property, a parameter, a type definition - and what the Go type does not:
// its unit, its media types, who may write it. They go into the sentence that each field begins with.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// The terms that make facts.
const (
	core     = "Org.OData.Core.V1."
	measures = "Org.OData.Measures.V1."

	termIsURL                = core + "IsURL"
	termMediaType            = core + "MediaType"
	termAcceptableMediaTypes = core + "AcceptableMediaTypes"
	termOptionalParameter    = core + "OptionalParameter"
	termComputedDefault      = core + "ComputedDefaultValue"

	termItemsOf    = validation + "ItemsOf"
	termConstraint = validation + "Constraint"
)

// facts are what the annotations say of a value, each with a comma before it; "" where they say nothing.
func facts(annotations metadata.Annotations) string {
	var all []string
	if isTrue(annotations, termIsURL) {
		all = append(all, "a URL")
	}
	all = append(all, mediaFacts(annotations)...)
	for _, measure := range [...]struct{ term, words string }{
		{"Unit", "unit "}, {"UNECEUnit", "UN/ECE unit "}, {"ISOCurrency", "currency "}, {"SIPrefix", "SI prefix "},
		{"Scale", "decimal places "}, {"DurationGranularity", "in "},
	} {
		if text := valueText(annotations, measures+measure.term); text != "" {
			all = append(all, measure.words+text)
		}
	}
	switch permission := permissionOf(annotations); permission {
	case "None":
		all = append(all, "neither read nor written by clients")
	case "Write":
		all = append(all, "written and never read")
	}
	if isTrue(annotations, termComputedDefault) {
		all = append(all, "with a default that the service computes")
	}
	if len(all) == 0 {
		return ""
	}
	return ", " + strings.Join(all, ", ")
}

// mediaFacts are what the annotations say of the media types of a stream, a Binary or a String.
func mediaFacts(annotations metadata.Annotations) []string {
	var all []string
	if text := valueText(annotations, termMediaType); text != "" {
		all = append(all, "media type "+text)
	}
	if a := annotations.Find(termAcceptableMediaTypes); a != nil {
		if types := texts(a.Value); len(types) > 0 {
			all = append(all, "accepted media types "+folded(strings.Join(types, ", ")))
		}
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

// valueText is the value of an annotation as text: of a constant itself, of a path where the value stands.
func valueText(annotations metadata.Annotations, term string) string {
	a := annotations.Find(term)
	if a == nil {
		return ""
	}
	switch v := a.Value.(type) {
	case *metadata.Constant:
		return folded(v.Text)
	case *metadata.Path:
		return "in " + folded(v.Text)
	}
	return ""
}

// optionalFact says that a parameter may be left out, and what then counts.
func optionalFact(p *metadata.Parameter) string {
	if !p.Optional {
		return ""
	}
	if a := p.Annotations.Find(termOptionalParameter); a != nil {
		if record, ok := a.Value.(*metadata.Record); ok {
			if value, ok := record.Get("DefaultValue").(*metadata.Constant); ok {
				return ", optional, default " + foldedQuote(value.Text)
			}
		}
	}
	return ", optional"
}

// permissionOf is the only member of the annotation Core.Permissions, or "".
func permissionOf(annotations metadata.Annotations) string {
	a := annotations.Find(termPermissions)
	if a == nil {
		return ""
	}
	members := enumMembers(a.Value)
	if len(members) != 1 {
		return ""
	}
	return members[0]
}

// enumMembers are the members that an expression of an enumeration type names. Documents in JSON have them as a string with commas.
func enumMembers(e metadata.Expression) []string {
	switch v := e.(type) {
	case *metadata.EnumValue:
		return v.Members
	case *metadata.Constant:
		return strings.Split(v.Text, ",")
	}
	return nil
}

// constraintDoc is what the annotations of a type demand and Validate cannot check, as paragraphs.
func constraintDoc(annotations metadata.Annotations) []string {
	var doc []string
	for _, a := range annotations {
		record, isRecord := a.Value.(*metadata.Record)
		switch {
		case a.Term == termConstraint && isRecord:
			if text, ok := metadata.StringOf(record.Get("FailureMessage")); ok {
				doc = append(doc, "Must hold: "+folded(text))
			}
		case a.Term == termItemsOf:
			doc = append(doc, itemsOfDoc(a.Value)...)
		}
	}
	return doc
}

// itemsOfDoc is what Validation.ItemsOf demands: what one path leads to, another leads to as well.
func itemsOfDoc(value metadata.Expression) []string {
	list, ok := value.(*metadata.Collection)
	if !ok {
		return nil
	}
	var doc []string
	for _, item := range list.Items {
		record, ok := item.(*metadata.Record)
		if !ok {
			continue
		}
		path, isPath := record.Get("path").(*metadata.Path)
		target, isTarget := record.Get("target").(*metadata.Path)
		if isPath && isTarget {
			doc = append(doc, "What "+folded(path.Text)+" leads to, "+folded(target.Text)+" has to lead to as well.")
		}
	}
	return doc
}

// folded is text on one line, without what a reader cannot see.
func folded(text string) string { return strings.Join(paragraphs(text), " ") }
