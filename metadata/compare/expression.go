package compare

// This file compares and prints annotation expressions. The order of a record's properties has no meaning, nor has that
// of a collection's items unless a term says so, which none does that csdlgen reads. CSDL JSON leaves out types of
// records and enumerations: what is left out is not compared.

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// sameAnnotation says whether two annotations with one term and qualifier mean the same.
func sameAnnotation(a, b *metadata.Annotation) bool {
	x, y := formOf(a.Value).with(a.Annotations), formOf(b.Value).with(b.Annotations)
	return x.text == y.text && slices.EqualFunc(x.types, y.types, sameType)
}

// annotationID is the term with the qualifier.
func annotationID(a *metadata.Annotation) string {
	if a.Qualifier == "" {
		return a.Term
	}
	return a.Term + "#" + a.Qualifier
}

// form is an expression in a form that is the same for all that mean the same, types of records and enumerations apart:
// those are listed in the order in which they come, for comparing where both are given.
type form struct {
	text  string
	types []string
}

// formOf makes the form of an expression.
func formOf(e metadata.Expression) form {
	switch e := e.(type) {
	case *metadata.Constant:
		return form{text: constantForm(e)}
	case *metadata.Path:
		return form{text: "/" + e.Text}
	case *metadata.EnumValue:
		return form{strings.Join(slices.Sorted(slices.Values(e.Members)), ","), []string{e.Type}}
	case *metadata.Collection:
		items := make([]form, len(e.Items))
		for i, item := range e.Items {
			items[i] = formOf(item)
		}
		return joined("[", sortedForms(items), "]")
	case *metadata.Record:
		var members []form
		for _, p := range e.Properties {
			f := formOf(p.Value).with(p.Annotations)
			members = append(members, form{p.Name + ":" + f.text, f.types})
		}
		f := joined("{", sortedForms(members), "}")
		f.types = append(f.types, e.Type)
		return f.with(e.Annotations)
	case *metadata.Call:
		var parts []form
		for _, a := range sortedAttributes(e) {
			parts = append(parts, form{text: a.Name + "=" + strconv.Quote(a.Value)})
		}
		for _, arg := range e.Args {
			parts = append(parts, formOf(arg))
		}
		return joined(e.Name+"(", parts, ")").with(e.Annotations)
	case *metadata.Null:
		return form{text: "null"}.with(e.Annotations)
	}
	return form{}
}

// constantForm is the text of a constant, a number written in one way. CSDL JSON cannot tell a date from a text where
// the term is unknown, so the kind does not count.
func constantForm(c *metadata.Constant) string {
	if c.Kind != metadata.String {
		if n := numberOf(c.Text); n != nil {
			return strconv.Quote(n.RatString())
		}
	}
	return strconv.Quote(c.Text)
}

// with adds annotations of the expression, whose order has no meaning.
func (f form) with(as metadata.Annotations) form {
	if len(as) == 0 {
		return f
	}
	all := make([]form, len(as))
	for i, a := range as {
		value := formOf(a.Value).with(a.Annotations)
		all[i] = form{"@" + annotationID(a) + ":" + value.text, value.types}
	}
	return joined("", append([]form{f}, sortedForms(all)...), "")
}

// joined puts forms together.
func joined(before string, all []form, after string) form {
	var b strings.Builder
	var types []string
	b.WriteString(before)
	for i, f := range all {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f.text)
		types = append(types, f.types...)
	}
	b.WriteString(after)
	return form{b.String(), types}
}

func sortedForms(all []form) []form {
	slices.SortStableFunc(all, func(a, b form) int { return cmp.Or(strings.Compare(a.text, b.text), slices.Compare(a.types, b.types)) })
	return all
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
		for _, p := range e.Properties {
			parts = append(parts, p.Name+": "+expressionText(p.Value)+annotationsText(p.Annotations))
		}
		slices.Sort(parts)
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
