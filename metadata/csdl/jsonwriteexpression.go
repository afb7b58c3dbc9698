package csdl

// This file writes annotations and their expressions as CSDL JSON (section 14).

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/internal/wordlist"
)

// note is an annotation and the name of the member that it becomes.
type note struct {
	name string
	of   *Element
}

// notesOf are the annotations directly inside an element, for the member that about names; "" stands for the element
// itself. Of two with the same term and qualifier the first counts.
func notesOf(e *Element, about, qualifier string) []note {
	var all []note
	for _, c := range e.Children {
		if c.Name != "Annotation" || c.Get("Term") == "" {
			continue
		}
		name := about + "@" + c.Get("Term")
		q := c.Get("Qualifier")
		if q == "" {
			q = qualifier
		}
		if q != "" {
			name += "#" + q
		}
		all = append(all, note{name, c})
	}
	return all
}

// annotations writes the annotations directly inside an element.
func (w *jsonWriter) annotations(e *Element, about string) {
	w.notes(notesOf(e, about, ""), map[string]bool{})
}

// notes writes annotations, each followed by those that it has itself.
func (w *jsonWriter) notes(all []note, written map[string]bool) {
	for _, n := range all {
		if written[n.name] {
			continue
		}
		written[n.name] = true
		w.at = n.of
		w.name(n.name)
		w.value(n.of)
		w.annotations(n.of, n.name)
	}
}

// targets writes $Annotations (section 5.2): the annotations of all Annotations elements, by target.
func (w *jsonWriter) targets(schema *Element) {
	var names []string
	byTarget := map[string][]note{}
	for _, c := range schema.Children {
		target := c.Get("Target")
		if c.Name != "Annotations" || target == "" {
			continue
		}
		notes := notesOf(c, "", c.Get("Qualifier"))
		if len(notes) == 0 {
			continue
		}
		if byTarget[target] == nil {
			names = append(names, target)
		}
		byTarget[target] = append(byTarget[target], notes...)
	}
	if len(names) == 0 {
		return
	}
	w.name("$Annotations")
	w.object(schema, func() {
		for _, target := range names {
			w.name(target)
			w.object(schema, func() { w.notes(byTarget[target], map[string]bool{}) })
		}
	})
}

// value writes the value of an annotation or of a property of a record: an attribute, an element inside, or what counts
// without either.
func (w *jsonWriter) value(e *Element) {
	for _, a := range e.Attributes {
		if a.Space == "" && wordlist.Has(a.Name, scalars+" UrlRef") {
			w.scalar(a.Name, a.Value)
			return
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			w.expression(c)
			return
		}
	}
	if text, given := w.defaults[e.Get("Term")]; given && text != "true" {
		w.text(text)
		return
	}
	w.token(jsontext.True)
}

// scalar writes a constant or a path.
func (w *jsonWriter) scalar(kind, text string) {
	if kind != "String" && kind != "UrlRef" {
		text = strings.TrimSpace(text)
	}
	switch {
	case kind == "String":
		w.text(text)
	case kind == "Bool" && (text == "true" || text == "false"):
		w.token(jsontext.Bool(text == "true"))
	case isNumber(kind, text):
		w.token(numberToken(text))
	default:
		w.object(w.at, func() { w.textMember("$"+kind, text) })
	}
}

// isNumber says whether a constant is a number in JSON that is read as the same constant again.
func isNumber(kind, text string) bool {
	if !wordlist.Has(kind, "Int Decimal Float") || numberKind(text) != kind {
		return false
	}
	return jsontext.Value(text).IsValid() && jsontext.Value(text).Kind() == '0'
}

// numberToken is a number with its digits as they are.
func numberToken(text string) jsontext.Token {
	token, err := jsontext.NewDecoder(strings.NewReader(text)).ReadToken()
	if err != nil {
		return jsontext.Null // It was valid.
	}
	return token.Clone()
}

// expression writes an expression that is an element.
func (w *jsonWriter) expression(e *Element) {
	w.at = e
	switch {
	case e.Name == "Collection":
		w.array(func() {
			for _, c := range e.Children {
				w.expression(c)
			}
		})
	case e.Name == "Record":
		w.record(e)
	case wordlist.Has(e.Name, scalars), e.Name == "UrlRef" && len(e.Children) == 0 && !hasValue(e):
		w.scalar(e.Name, e.Text)
	case e.Name != "Null" && strings.Contains(jsonPaths+jsonOperands+jsonOperand+" $LabeledElementReference ", " $"+e.Name+" "):
		w.dynamic(e)
	case len(notesOf(e, "", "")) > 0:
		w.object(e, func() {
			w.name("$Null")
			w.token(jsontext.Null)
			w.annotations(e, "")
		})
	default:
		w.token(jsontext.Null)
	}
}

// record writes a record (section 14.4.12).
func (w *jsonWriter) record(e *Element) {
	w.object(e, func() {
		if t := e.Get("Type"); t != "" {
			w.textMember("@type", t)
		}
		for _, c := range e.Children {
			if c.Name == "PropertyValue" && c.Get("Property") != "" {
				name := w.named(c, "Property")
				w.value(c)
				w.annotations(c, name)
			}
		}
		w.annotations(e, "")
	})
}

// dynamic writes a dynamic expression (section 14.4).
func (w *jsonWriter) dynamic(e *Element) {
	w.object(e, func() {
		w.name("$" + e.Name)
		switch {
		case e.Name == "LabeledElementReference":
			w.text(strings.TrimSpace(e.Text + e.Get("Name")))
		case strings.Contains(jsonOperands, " $"+e.Name+" "):
			w.array(func() { w.operands(e) })
		default:
			if n := w.countOperands(e); n != 1 {
				w.fail(e, "CSDL JSON needs exactly one operand in "+e.Name)
			}
			w.operands(e)
		}
		switch e.Name {
		case "Cast", "IsOf":
			name, collection := w.typeName(e, w.need(e, "Type"))
			w.textMember("$Type", name)
			if collection {
				w.trueMember("$Collection")
			}
			w.facets(e, "")
		case "Apply":
			w.texts(e, "Function")
		case "LabeledElement":
			w.texts(e, "Name")
		}
		w.annotations(e, "")
	})
}

// operands writes the operands of an expression: attributes, then elements.
func (w *jsonWriter) operands(e *Element) {
	for _, a := range e.Attributes {
		if a.Space == "" && wordlist.Has(a.Name, scalars+" UrlRef") {
			w.scalar(a.Name, a.Value)
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			w.expression(c)
		}
	}
}

func (w *jsonWriter) countOperands(e *Element) int {
	n := 0
	for _, a := range e.Attributes {
		if a.Space == "" && wordlist.Has(a.Name, scalars+" UrlRef") {
			n++
		}
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			n++
		}
	}
	return n
}
