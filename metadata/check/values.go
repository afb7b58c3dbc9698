package check

// This file checks the values of annotations: constants, records, enumeration members and paths (CSDL 4.01, sections
// 14.3 and 14.4). A type is compared only where the term is known.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

// value is the place of an expression: what it is the value of, and the type that is expected there, nil where nothing
// is known.
type value struct {
	at   annotated
	use  *metadata.TypeRef
	what string
}

// item is the place of an item of a collection.
func (v value) item() value {
	if v.use != nil {
		use := *v.use
		use.Collection = false
		v.use = &use
	}
	return v
}

// checkValue checks an expression and what it consists of.
func (k *checker) checkValue(v value, x metadata.Expression) {
	if v.use != nil {
		k.checkFit(v, x)
		if p, ok := v.use.Type.(*metadata.PrimitiveType); ok && wordlist.Has(p.Name, "Untyped PrimitiveType ComplexType EntityType") {
			v.use = nil
		}
	}
	switch x := x.(type) {
	case *metadata.Constant:
		k.checkConstant(v, x)
	case *metadata.EnumValue:
		k.checkEnumValue(v, x)
	case *metadata.Path:
		k.checkPath(v, x)
	case *metadata.Collection:
		for _, item := range x.Items {
			k.checkValue(v.item(), item)
		}
	case *metadata.Record:
		k.checkRecord(v, x)
	case *metadata.Null:
		k.annotationsOf(annotated{kind: "Null", owner: v.at.owner, what: v.what}, x.Annotations)
	case *metadata.Call:
		k.checkCall(v, x)
	}
}

// checkFit complains where the form of an expression is none that its type has.
func (k *checker) checkFit(v value, x metadata.Expression) {
	if !formFits(x, v.use.Type, v.use.Collection) {
		k.diags.Report(x.Position(), complaint.AnnotationValue, "%s is %s; a value of %s is expected", v.what, formOf(x), metadata.TypeText(v.use.Type, v.use.Collection))
	}
}

// formFits says whether values of a type may have the form of an expression. What is calculated may be anything.
func formFits(x metadata.Expression, t metadata.Type, collection bool) bool {
	switch x := x.(type) {
	case *metadata.Collection:
		return collection || metadata.IsAbstract(t)
	case *metadata.Constant:
		return !collection && constantFits(x.Kind, t)
	case *metadata.EnumValue:
		return !collection && (metadata.IsAbstract(t) || isEnum(t))
	case *metadata.Record:
		return !collection
	case *metadata.Path:
		return x.Kind == metadata.ValuePath || !collection && pathFits(t)
	}
	return true
}

// formOf is what an expression is, in words.
func formOf(x metadata.Expression) string {
	switch x := x.(type) {
	case *metadata.Collection:
		return "a collection"
	case *metadata.Constant:
		return "a constant of " + string(x.Kind)
	case *metadata.EnumValue:
		return "a member of an enumeration"
	case *metadata.Path:
		return "a " + string(x.Kind)
	}
	return "a record"
}

func isEnum(t metadata.Type) bool {
	_, ok := t.(*metadata.EnumType)
	return ok
}

func pathFits(t metadata.Type) bool {
	p := metadata.PrimitiveOf(t)
	return p != nil && (strings.HasSuffix(p.Name, "Path") || p.Name == "String" || metadata.IsAbstract(p))
}

// constantFits says whether a constant may stand for a value of a type. Numbers may stand for each other. In CSDL JSON,
// texts stand for much.
func constantFits(kind metadata.ConstantKind, t metadata.Type) bool {
	if isEnum(t) {
		return kind == metadata.Int
	}
	p := metadata.PrimitiveOf(t)
	switch {
	case p == nil:
		return false
	case metadata.IsAbstract(p), strings.HasPrefix(p.Name, "Geo"), p.Name == "Stream":
		return true
	}
	want, other := p.ConstantKind()
	switch {
	case !other:
		return kind == metadata.String
	case want == metadata.Int || want == metadata.Float || want == metadata.Decimal:
		return kind == metadata.Int || kind == metadata.Float || kind == metadata.Decimal
	}
	return kind == want
}

// constantType is the primitive type of a kind of constants.
func constantType(kind metadata.ConstantKind) string {
	switch kind {
	case metadata.Bool:
		return "Boolean"
	case metadata.Int:
		return "Int64"
	case metadata.Float:
		return "Double"
	}
	return string(kind)
}

// checkConstant checks the text of a constant, by its own kind and by the type that is expected.
func (k *checker) checkConstant(v value, c *metadata.Constant) {
	types := []*metadata.PrimitiveType{{Name: constantType(c.Kind)}}
	if v.use != nil && c.Kind != metadata.String {
		if p := metadata.PrimitiveOf(v.use.Type); p != nil && constantFits(c.Kind, p) {
			types = append(types, p)
		}
	}
	for _, t := range types {
		if !literalFits(t, c.Text) {
			k.diags.Report(c.Pos, complaint.AnnotationLiteral, "%s is %q, which is not a value of %s", v.what, c.Text, t.QualifiedName())
			return
		}
	}
}

// checkEnumValue checks that members exist, and that there is one unless the enumeration has flags (section 14.3.7).
func (k *checker) checkEnumValue(v value, x *metadata.EnumValue) {
	var t metadata.Type
	switch {
	case x.Type != "":
		namespace, _ := metadata.SplitName(x.Type)
		if t = k.model.ExactType(x.Type); t == nil && k.knows(namespace) {
			k.diags.Report(x.Pos, complaint.AnnotationMember, "%s is a member of %s, which does not exist", v.what, x.Type)
		}
	case v.use != nil:
		t = v.use.Type
	}
	enum, ok := t.(*metadata.EnumType)
	if !ok {
		return
	}
	if len(x.Members) != 1 && !enum.IsFlags {
		k.diags.Report(x.Pos, complaint.AnnotationMember, "%s has %s of %s, which allows one at a time", v.what, diag.Count(len(x.Members), "member"), enum.QualifiedName())
	}
	for _, name := range x.Members {
		if k.membersOf(enum)[name] == nil {
			d := k.diags.Report(x.Pos, complaint.AnnotationMember, "%s is %s, which is not a member of %s", v.what, name, enum.QualifiedName())
			k.diags.Proposing(d, name, func() []string {
				var names []string
				for _, m := range enum.Members {
					names = append(names, m.Name)
				}
				return names
			}, "")
		}
	}
	if v.use != nil && isEnum(v.use.Type) && v.use.Type != t {
		k.diags.Report(x.Pos, complaint.AnnotationValue, "%s is a member of %s; one of %s is expected", v.what, enum.QualifiedName(), v.use.Type.QualifiedName())
	}
}

// checkRecord checks the type of a record and its members (section 14.4.12).
func (k *checker) checkRecord(v value, r *metadata.Record) {
	t := k.recordType(v, r)
	k.annotationsOf(annotated{kind: "Record", owner: v.at.owner, what: v.what}, r.Annotations)
	first := map[string]diag.Pos{}
	isPath := func(p metadata.PropertyValue) bool {
		path, ok := p.Value.(*metadata.Path)
		return ok && path.Kind == metadata.NavigationPropertyPath
	}
	aboutAnother := slices.ContainsFunc(r.Properties, isPath) // The other members are about what it leads to.
	for _, p := range r.Properties {
		if at, twice := first[p.Name]; twice {
			k.diags.Report(p.Pos, complaint.AnnotationProperty, "%s has %s twice", v.what, p.Name).Fixf("remove one of them").At(at, "first here")
			continue
		}
		first[p.Name] = p.Pos
		inner := value{at: v.at, what: p.Name + " of " + v.what}
		if aboutAnother && !isPath(p) {
			inner.at.owner = nil
		}
		if t != nil {
			switch m := t.Member(p.Name).(type) {
			case *metadata.Property:
				inner.use = &m.TypeRef
			case *metadata.NavigationProperty:
			default:
				if !t.OpenType && p.Name != "" && !strings.Contains(p.Name, "@") && !k.paths.DeclaredBelow(t, p.Name) {
					d := k.diags.Report(p.Pos, complaint.AnnotationProperty, "%s has %s, which is not a property of %s", v.what, p.Name, t.QualifiedName())
					k.diags.Proposing(d, p.Name, t.MemberNames, "")
				}
			}
		}
		k.annotationsOf(annotated{kind: "PropertyValue", owner: v.at.owner, what: inner.what}, p.Annotations)
		if !p.Implied {
			k.checkValue(inner, p.Value)
		}
	}
}

// recordType is the type of a record: the one that it names, else the expected one; nil where it is not known.
func (k *checker) recordType(v value, r *metadata.Record) *metadata.StructuredType {
	var want *metadata.StructuredType
	if v.use != nil && !v.use.Collection {
		var ok bool
		if want, ok = v.use.Type.(*metadata.StructuredType); !ok && !metadata.IsAbstract(v.use.Type) {
			k.diags.Report(r.Pos, complaint.AnnotationValue, "%s is a record; a value of %s is expected", v.what, v.use.Type.QualifiedName())
			return nil
		}
	}
	if r.Type == "" {
		return want
	}
	t, ok := k.model.ExactType(r.Type).(*metadata.StructuredType)
	namespace, _ := metadata.SplitName(r.Type)
	switch {
	case !ok && k.knows(namespace):
		k.diags.Report(r.Pos, complaint.AnnotationType, "%s is a record of %s, which is not a structured type", v.what, r.Type)
	case ok && want != nil && !t.IsA(want):
		k.diags.Report(r.Pos, complaint.AnnotationType, "%s is a record of %s; one of %s is expected", v.what, t.QualifiedName(), want.QualifiedName())
	}
	return t
}

// checkPath follows a path as far as something is known about what it leads over (section 14.4.1).
func (k *checker) checkPath(v value, p *metadata.Path) {
	if v.at.owner == nil || v.at.owner.Name == "" || p.Text == "" || strings.HasPrefix(p.Text, "/") || p.Kind == metadata.ModelElementPath {
		return
	}
	if v.at.also != nil && k.paths.BrokenAt(v.at.also, p.Text) == "" {
		return
	}
	if at := k.paths.BrokenAt(v.at.owner, p.Text); at != "" {
		d := k.diags.Report(p.Pos, complaint.AnnotationPath, "%s is the path %s, but %s does not exist on %s", v.what, p.Text, at, v.at.owner.QualifiedName())
		k.diags.Proposing(d, at, v.at.owner.MemberNames, "")
	}
}

// arguments are how many operands an expression has; most is -1 where there is no limit.
func arguments(name string) (least, most int) {
	switch name {
	case "And", "Or":
		return 2, -1
	case "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Mul", "Div", "DivBy", "Mod":
		return 2, 2
	case "Not", "Neg", "Cast", "IsOf", "UrlRef", "LabeledElement":
		return 1, 1
	case "If":
		return 2, 3
	case "LabeledElementReference":
		return 0, 0
	}
	return 0, -1
}

// checkCall checks the operands of a dynamic expression (sections 14.4.2 to 14.4.15).
func (k *checker) checkCall(v value, x *metadata.Call) {
	least, most := arguments(x.Name)
	n := len(x.Args)
	switch {
	case n != least && most == least:
		k.diags.Report(x.Pos, complaint.ExpressionOperands, "%s of %s has %s; it takes %s", x.Name, v.what, diag.Count(n, "operand"), diag.Count(least, "operand"))
	case n < least:
		k.diags.Report(x.Pos, complaint.ExpressionOperands, "%s of %s has %s; it takes at least %d", x.Name, v.what, diag.Count(n, "operand"), least)
	case n > most && most >= 0:
		k.diags.Report(x.Pos, complaint.ExpressionOperands, "%s of %s has %s; it takes at most %d", x.Name, v.what, diag.Count(n, "operand"), most)
	}
	needs := map[string]string{"Cast": "Type", "IsOf": "Type", "Apply": "Function", "LabeledElement": "Name", "LabeledElementReference": "Name"}[x.Name]
	if needs != "" && !slices.ContainsFunc(x.Attributes, func(a metadata.Attribute) bool { return a.Name == needs && a.Value != "" }) {
		k.diags.Report(x.Pos, complaint.ExpressionOperands, "%s of %s has no %s", x.Name, v.what, needs)
	}
	k.checkCallNames(v, x)
	k.annotationsOf(annotated{kind: x.Name, owner: v.at.owner, what: v.what}, x.Annotations)
	for i, arg := range x.Args {
		inner := value{at: v.at, what: x.Name + " of " + v.what}
		if x.Name == "If" && i > 0 {
			inner.use = v.use
		}
		k.checkValue(inner, arg)
	}
}

// checkCallNames checks the type that an expression names, and keeps labels and references to them, which are compared
// once all are known.
func (k *checker) checkCallNames(v value, x *metadata.Call) {
	for _, a := range x.Attributes {
		switch {
		case x.Name == "LabeledElement" && a.Name == "Name":
			k.labels[a.Value] = true
		case x.Name == "LabeledElementReference" && a.Name == "Name":
			k.labelled = append(k.labelled, labelled{a.Value, v.what, x.Pos})
		case (x.Name == "Cast" || x.Name == "IsOf") && a.Name == "Type":
			name := strings.TrimSuffix(strings.TrimPrefix(a.Value, "Collection("), ")")
			if namespace, _ := metadata.SplitName(name); k.model.ExactType(name) == nil && (namespace == "Edm" || k.knows(namespace)) {
				k.diags.Report(x.Pos, complaint.AnnotationType, "%s of %s names the type %s, which does not exist", x.Name, v.what, name)
			}
		}
	}
}

// labelled is a reference to a labelled element.
type labelled struct {
	name, what string
	pos        diag.Pos
}

// checkLabels complains about references to labels that nothing has (section 14.4.10).
func (k *checker) checkLabels() {
	for _, r := range k.labelled {
		if namespace, name := metadata.SplitName(r.name); k.declares(namespace) && !k.labels[name] {
			k.diags.Report(r.pos, complaint.LabeledElement, "%s refers to the labeled element %s, which does not exist", r.what, r.name)
		}
	}
}
