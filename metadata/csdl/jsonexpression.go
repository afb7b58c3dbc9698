package csdl

// This file reads annotations and their expressions from CSDL JSON (section 14): members that begin with "@", or that
// have the name of another member before the "@".

import (
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
)

// notes are the annotations of an object's members, by the member that they are about: "" for the object itself. The
// name of an annotation that is annotated has its "@".
type notes map[string][]jsonMember

// split takes the annotations of an object apart from its other members.
func (r *jsonReader) split(v *jsonValue) ([]jsonMember, notes) {
	var members []jsonMember
	annotations := notes{}
	for _, m := range v.members {
		at := strings.LastIndexByte(m.name, '@')
		switch {
		case at < 0:
			members = append(members, m)
		case m.name == "@type", m.name == "@odata.type":
			members = append(members, m)
		default:
			annotations[m.name[:at]] = append(annotations[m.name[:at]], m)
		}
	}
	return members, annotations
}

// annotate adds the annotations of one member to its element, with those that they have themselves.
func (r *jsonReader) annotate(e *Element, all notes, about string) {
	own := all[about]
	delete(all, about)
	for _, m := range own {
		a := newElement("Annotation", m.pos)
		term, qualifier, qualified := strings.Cut(m.name[len(about)+1:], "#")
		a.Set("Term", term)
		if qualified {
			a.Set("Qualifier", qualifier)
		}
		a.Add(r.expression(m.value))
		r.annotate(a, all, m.name)
		e.Add(a)
	}
}

// orphans complains about annotations of members that are not there.
func (r *jsonReader) orphans(left notes) {
	for _, about := range slices.Sorted(maps.Keys(left)) {
		for _, m := range left[about] {
			r.diags.Report(m.pos, complaint.JSONAnnotation, "%q annotates %q, which does not exist or cannot be annotated here; it is ignored", diag.Shortened(m.name), diag.Shortened(about))
		}
	}
}

// expression reads the value of an annotation or of a part of one.
func (r *jsonReader) expression(v *jsonValue) *Element {
	e := newElement("", v.pos)
	switch v.kind {
	case 'n':
		e.Name = "Null"
	case 't', 'f':
		e.Name, e.Text = "Bool", v.text
	case '0':
		e.Name, e.Text = numberKind(v.text), v.text
	case '"':
		e.Name, e.Text = "String", v.text
	case '[':
		e.Name = "Collection"
		for _, item := range v.items {
			e.Add(r.expression(item))
		}
	default:
		return r.objectExpression(v)
	}
	return e
}

// numberKind is the constant that a number looks like. The type of the term decides later, where it is known.
func numberKind(text string) string {
	switch {
	case strings.ContainsAny(text, "eE"):
		return "Float"
	case strings.Contains(text, "."):
		return "Decimal"
	}
	return "Int"
}

// objectExpression reads an object: a dynamic expression where a member begins with "$", else a record.
func (r *jsonReader) objectExpression(v *jsonValue) *Element {
	for _, m := range v.members {
		if strings.HasPrefix(m.name, "$") {
			return r.dynamic(v)
		}
	}
	return r.recordElement(v)
}

func (r *jsonReader) recordElement(v *jsonValue) *Element {
	e := newElement("Record", v.pos)
	o := r.object(e, v)
	for _, m := range o.members {
		if m.name == "@type" || m.name == "@odata.type" {
			if r.is(m, '"') {
				e.Set("Type", m.value.text[strings.LastIndexByte(m.value.text, '#')+1:])
			}
			continue
		}
		value := newElement("PropertyValue", m.pos)
		value.Set("Property", m.name)
		value.Add(r.expression(m.value))
		r.annotate(value, o.notes, m.name)
		e.Add(value)
	}
	return r.done(o)
}

// The members that make an object a dynamic expression (section 14.4), by the form of their value.
const (
	jsonPaths    = " $Path $AnnotationPath $ModelElementPath $NavigationPropertyPath $PropertyPath $AnyPropertyPath "
	jsonOperands = " $And $Or $Eq $Ne $Gt $Ge $Lt $Le $Has $In $Add $Sub $Mul $Div $DivBy $Mod $If $Apply "
	jsonOperand  = " $Not $Neg $UrlRef $Cast $IsOf $LabeledElement "
	// jsonConstants is what csdlgen writes in place of a plain string or number that would not tell the kind of
	// constant. No standard has it.
	jsonConstants = " $Binary $Bool $Date $DateTimeOffset $Decimal $Duration $EnumMember $Float $Guid $Int $String $TimeOfDay "
)

// dynamic reads a dynamic expression: one member says which, others belong to it.
func (r *jsonReader) dynamic(v *jsonValue) *Element {
	e := newElement("", v.pos)
	o := r.object(e, v)
	use := typeUse{name: "Edm.String"}
	for _, m := range o.members {
		word := " " + m.name + " "
		known := wordlist.Has(m.name, jsonPaths+jsonOperands+jsonOperand+jsonConstants+" $Null $LabeledElementReference ")
		switch {
		case known && e.Name != "":
			r.diags.Report(m.pos, complaint.ExpressionWarning, "%s next to $%s: an expression has one of them, so only the first one counts", m.name, e.Name)
		case known:
			e.Name = m.name[1:]
			r.operands(e, m, word)
		case use.read(r, m), r.facet(e, m), r.text(e, m, "$Function", "$Name"):
		default:
			r.diags.Report(m.pos, complaint.ExpressionWarning, "%q is not an annotation expression", diag.Shortened(m.name))
		}
	}
	if e.Name == "" {
		r.diags.Report(v.pos, complaint.ExpressionWarning, "the object is not an annotation expression; it counts as null").Fixf("members that begin with $ are those of dynamic expressions, such as $Path or $If")
		e.Name = "Null"
	}
	if e.Name == "Cast" || e.Name == "IsOf" {
		e.Set("Type", use.text())
	}
	return r.done(o)
}

// operands reads the value of the member that says which expression it is.
func (r *jsonReader) operands(e *Element, m jsonMember, word string) {
	switch {
	case strings.Contains(jsonOperands, word):
		if r.is(m, '[') {
			for _, item := range m.value.items {
				e.Add(r.expression(item))
			}
		}
	case strings.Contains(jsonOperand, word):
		e.Add(r.expression(m.value))
	case m.name == "$Null":
	case r.is(m, '"'):
		e.Text = m.value.text
	}
}
