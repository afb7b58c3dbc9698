package compare

// This file compares and prints annotation expressions. The order of a record's properties has no meaning, nor has that of a collection's items unless
// a term says so, which none does that csdlgen reads. CSDL JSON leaves out types of records and enumerations: what is left out is not compared.

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// sameAnnotation says whether two annotations with one term and qualifier mean the same.
func sameAnnotation(a, b *metadata.Annotation) bool {
	return sameExpression(a.Value, b.Value) && sameAnnotations(a.Annotations, b.Annotations)
}

func sameAnnotations(a, b metadata.Annotations) bool {
	if len(a) != len(b) {
		return false
	}
	a, b = slices.Clone(a), slices.Clone(b)
	for _, list := range []metadata.Annotations{a, b} {
		slices.SortStableFunc(list, func(x, y *metadata.Annotation) int { return strings.Compare(annotationID(x), annotationID(y)) })
	}
	return slices.EqualFunc(a, b, func(x, y *metadata.Annotation) bool {
		return annotationID(x) == annotationID(y) && sameAnnotation(x, y)
	})
}

// annotationID is the term with the qualifier.
func annotationID(a *metadata.Annotation) string {
	if a.Qualifier == "" {
		return a.Term
	}
	return a.Term + "#" + a.Qualifier
}

func sameExpression(a, b metadata.Expression) bool {
	switch a := a.(type) {
	case *metadata.Constant:
		b, ok := b.(*metadata.Constant)
		return ok && (a.Text == b.Text || sameNumber(a, b))
	case *metadata.Path:
		b, ok := b.(*metadata.Path)
		return ok && a.Text == b.Text
	case *metadata.EnumValue:
		b, ok := b.(*metadata.EnumValue)
		return ok && sameMembers(a, b)
	case *metadata.Collection:
		b, ok := b.(*metadata.Collection)
		return ok && slices.EqualFunc(sortedItems(a), sortedItems(b), sameExpression)
	case *metadata.Record:
		b, ok := b.(*metadata.Record)
		return ok && sameRecord(a, b)
	case *metadata.Call:
		b, ok := b.(*metadata.Call)
		return ok && sameCall(a, b)
	}
	return expressionText(a) == expressionText(b)
}

func sameMembers(a, b *metadata.EnumValue) bool {
	return sameType(a.Type, b.Type) && slices.Equal(slices.Sorted(slices.Values(a.Members)), slices.Sorted(slices.Values(b.Members)))
}

func sameRecord(a, b *metadata.Record) bool {
	return sameType(a.Type, b.Type) && sameAnnotations(a.Annotations, b.Annotations) && slices.EqualFunc(sortedProperties(a), sortedProperties(b), sameProperty)
}

func sameCall(a, b *metadata.Call) bool {
	return a.Name == b.Name && slices.Equal(sortedAttributes(a), sortedAttributes(b)) && sameAnnotations(a.Annotations, b.Annotations) &&
		slices.EqualFunc(a.Args, b.Args, sameExpression)
}

// sameNumber says whether two texts are one number: 1.2e4 and 12000.
func sameNumber(a, b *metadata.Constant) bool {
	if a.Kind == metadata.String || b.Kind == metadata.String {
		return false
	}
	x, y := numberOf(a.Text), numberOf(b.Text)
	return x != nil && y != nil && x.Cmp(y) == 0
}

// numberOf is a text as number; nil where it is none, or one that would not fit in memory.
func numberOf(text string) *big.Rat {
	const longest = 64
	if i := strings.IndexAny(text, "eE"); len(text) > longest || i >= 0 && len(text)-i > len("e-999") {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return r
}

func sameType(a, b string) bool { return a == b || a == "" || b == "" }

func sameProperty(a, b metadata.PropertyValue) bool {
	return a.Name == b.Name && sameAnnotations(a.Annotations, b.Annotations) && sameExpression(a.Value, b.Value)
}

func sortedItems(c *metadata.Collection) []metadata.Expression {
	items := slices.Clone(c.Items)
	slices.SortStableFunc(items, func(a, b metadata.Expression) int { return strings.Compare(expressionText(a), expressionText(b)) })
	return items
}

func sortedProperties(r *metadata.Record) []metadata.PropertyValue {
	all := slices.Clone(r.Properties)
	slices.SortStableFunc(all, func(a, b metadata.PropertyValue) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func sortedAttributes(c *metadata.Call) []metadata.Attribute {
	all := slices.Clone(c.Attributes)
	slices.SortStableFunc(all, func(a, b metadata.Attribute) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// longestText is where texts of values are cut: they are for reading.
const longestText = 300

// annotationText is the value of an annotation for reading, on one line. That of a tag is true.
func annotationText(a *metadata.Annotation) any {
	if a == nil {
		return nil
	}
	if text, ok := metadata.StringOf(a.Value); ok && len(a.Annotations) == 0 {
		return text
	}
	if value, ok := metadata.BoolOf(a.Value); ok && len(a.Annotations) == 0 {
		return value
	}
	text := expressionText(a.Value) + annotationsText(a.Annotations)
	if len(text) > longestText {
		text = strings.ToValidUTF8(text[:longestText], "") + "..."
	}
	return text
}

func annotationsText(all metadata.Annotations) string {
	texts := make([]string, len(all))
	for i, a := range all {
		texts[i] = " @" + annotationID(a) + ": " + expressionText(a.Value) + annotationsText(a.Annotations)
	}
	slices.Sort(texts)
	return strings.Join(texts, "")
}

// expressionText is an expression in a form like CSDL JSON, the same for expressions that mean the same.
func expressionText(e metadata.Expression) string {
	switch e := e.(type) {
	case *metadata.Constant:
		if e.Kind == metadata.String {
			return strconv.Quote(e.Text)
		}
		return e.Text
	case *metadata.Path:
		return e.Text
	case *metadata.EnumValue:
		return strings.Join(e.Members, ",")
	case *metadata.Collection:
		parts := make([]string, len(e.Items))
		for i, item := range e.Items {
			parts[i] = expressionText(item)
		}
		slices.Sort(parts)
		return "[" + strings.Join(parts, ", ") + "]"
	case *metadata.Record:
		var parts []string
		for _, p := range sortedProperties(e) {
			parts = append(parts, p.Name+": "+expressionText(p.Value)+annotationsText(p.Annotations))
		}
		return "{" + strings.Join(parts, ", ") + "}" + annotationsText(e.Annotations)
	case *metadata.Call:
		var parts []string
		for _, a := range sortedAttributes(e) {
			parts = append(parts, a.Name+"="+a.Value)
		}
		for _, arg := range e.Args {
			parts = append(parts, expressionText(arg))
		}
		return e.Name + "(" + strings.Join(parts, ", ") + ")" + annotationsText(e.Annotations)
	case *metadata.Null:
		return "null" + annotationsText(e.Annotations)
	}
	return ""
}
