package corpus

// This file prints a Model without its positions, so that tests can compare what two documents mean.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// dumper prints one fact a line, indented below what it is about.
type dumper struct {
	b      strings.Builder
	indent int
}

func (d *dumper) linef(format string, args ...any) {
	d.b.WriteString(strings.Repeat("\t", d.indent))
	fmt.Fprintf(&d.b, format+"\n", args...)
}

func (d *dumper) inside(f func()) {
	d.indent++
	f()
	d.indent--
}

// Dump prints the schemas; their members come sorted by kind and name, since CSDL JSON and CSDL XML order them
// differently.
func Dump(m *metadata.Model) string {
	d := &dumper{}
	for _, s := range m.Schemas {
		d.linef("schema %s alias %s", s.Namespace, s.Alias)
		d.inside(func() { d.schema(s) })
	}
	return d.b.String()
}

func (d *dumper) schema(s *metadata.Schema) {
	d.annotations(s.Annotations)
	for _, t := range slices.Concat(s.Entities, s.Complexes) {
		d.structured(t)
	}
	for _, t := range s.Enums {
		d.linef("enum %s flags %v of %s", t.Name, t.IsFlags, t.Underlying.Name)
		d.inside(func() {
			d.annotations(t.Annotations)
			for _, m := range t.Members {
				d.linef("%s = %d", m.Name, m.Value)
				d.inside(func() { d.annotations(m.Annotations) })
			}
		})
	}
	for _, t := range s.TypeDefs {
		d.linef("definition %s of %s%s", t.Name, t.Underlying.Name, facets(t.Facets))
		d.inside(func() { d.annotations(t.Annotations) })
	}
	for _, t := range s.Terms {
		d.linef("term %s: %s base %s default %s applies to %v", t.Name, ref(t.TypeRef), t.BaseTerm, text(t.DefaultValue), t.AppliesTo)
		d.inside(func() { d.annotations(t.Annotations) })
	}
	operations := slices.Clone(s.Operations) // CSDL JSON has the overloads of a name together.
	slices.SortStableFunc(operations, func(a, b *metadata.Operation) int { return strings.Compare(a.Name, b.Name) })
	for _, o := range operations {
		d.operation(o)
	}
	if s.Container != nil {
		d.container(s.Container)
	}
}

func text(s *string) string {
	if s == nil {
		return "none"
	}
	return fmt.Sprintf("%q", *s)
}

func number(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// facets prints facets; one that is given with its default value is as good as one that is not.
func facets(f metadata.Facets) string {
	precision, scale := strings.TrimSuffix(number(f.Precision), "-"), strings.TrimSuffix(number(f.Scale), "-")+f.ScaleSymbol
	if precision == "0" {
		precision = ""
	}
	if scale == "0" {
		scale = ""
	}
	return fmt.Sprintf(" (length %s precision %s scale %s unicode %v srid %s)", number(f.MaxLength), precision, scale, f.Unicode == nil || *f.Unicode, f.SRID)
}

// ref prints the use of a type. Whether the items of a collection can be null is said in JSON by leaving it out.
func ref(r metadata.TypeRef) string {
	name := r.Type.QualifiedName()
	if r.Collection {
		name = "Collection(" + name + ")"
	}
	return fmt.Sprintf("%s null %v%s", name, r.Nullable && (!r.Collection || r.NullableGiven), facets(r.Facets))
}

func (d *dumper) structured(t *metadata.StructuredType) {
	base := "none"
	if t.Base != nil {
		base = t.Base.QualifiedName()
	}
	d.linef("type %s entity %v base %s abstract %v open %v stream %v", t.Name, t.Entity, base, t.Abstract, t.OpenType, t.HasStream)
	d.inside(func() {
		d.annotations(t.Annotations)
		for _, k := range t.Key {
			d.linef("key %s alias %s", k.Path, k.Alias)
		}
		for _, p := range t.Properties {
			d.linef("property %s: %s default %s", p.Name, ref(p.TypeRef), text(p.DefaultValue))
			d.inside(func() { d.annotations(p.Annotations) })
		}
		for _, n := range t.Navigation {
			d.linef("navigation %s: %s collection %v null %v contains %v partner %s delete %s", n.Name, n.Type.QualifiedName(), n.Collection, n.Nullable && !n.Collection, n.ContainsTarget, n.Partner, n.OnDelete)
			d.inside(func() {
				d.annotations(n.Annotations)
				for _, c := range n.Constraints {
					d.linef("constraint %s = %s", c.Property, c.ReferencedProperty)
					d.inside(func() { d.annotations(c.Annotations) })
				}
			})
		}
	})
}

func (d *dumper) operation(o *metadata.Operation) {
	d.linef("operation %s function %v bound %v composable %v path %s", o.Name, o.Function, o.Bound, o.Composable, o.EntitySetPath)
	d.inside(func() {
		d.annotations(o.Annotations)
		for _, p := range o.Parameters {
			d.linef("parameter %s: %s optional %v", p.Name, ref(p.TypeRef), p.Optional)
			d.inside(func() { d.annotations(p.Annotations) })
		}
		if o.Return != nil {
			d.linef("returns %s", ref(*o.Return))
			d.inside(func() { d.annotations(o.ReturnAnnotations) })
		}
	})
}

func (d *dumper) container(c *metadata.EntityContainer) {
	d.linef("container %s", c.Name)
	d.inside(func() {
		d.annotations(c.Annotations)
		for _, s := range c.Sets {
			d.linef("set %s of %s listed %v bindings %v", s.Name, s.Type.QualifiedName(), s.InServiceDocument, bindingsText(s.Bindings))
			d.inside(func() { d.annotations(s.Annotations) })
		}
		for _, s := range c.Singletons {
			d.linef("singleton %s of %s bindings %v", s.Name, s.Type.QualifiedName(), bindingsText(s.Bindings))
			d.inside(func() { d.annotations(s.Annotations) })
		}
		for _, i := range slices.Concat(c.ActionImports, c.FunctionImports) {
			d.linef("import %s of %s set %s listed %v", i.Name, i.Operations[0].QualifiedName(), i.EntitySet, i.InServiceDocument)
			d.inside(func() { d.annotations(i.Annotations) })
		}
	})
}

func bindingsText(all []metadata.Binding) string {
	var parts []string
	for _, b := range all {
		parts = append(parts, b.Path+" -> "+b.Target)
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) annotations(all metadata.Annotations) {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b *metadata.Annotation) int {
		return strings.Compare(a.Term+"#"+a.Qualifier, b.Term+"#"+b.Qualifier)
	})
	for _, a := range sorted {
		d.linef("@%s#%s: %s", a.Term, a.Qualifier, expressionText(a.Value))
		d.inside(func() { d.annotations(a.Annotations) })
	}
}

// expressionText prints an expression. Of a constant it prints no kind: CSDL JSON cannot tell a date from a text where
// the term is unknown.
func expressionText(x metadata.Expression) string {
	switch x := x.(type) {
	case *metadata.Constant:
		return fmt.Sprintf("%q", x.Text)
	case *metadata.Path:
		return fmt.Sprintf("%s %q", x.Kind, x.Text)
	case *metadata.EnumValue:
		return fmt.Sprintf("member %s %v", x.Type, x.Members)
	case *metadata.Collection:
		parts := make([]string, len(x.Items))
		for i, item := range x.Items {
			parts[i] = expressionText(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case *metadata.Record:
		parts := make([]string, len(x.Properties))
		for i, p := range x.Properties {
			parts[i] = p.Name + annotationsText(p.Annotations) + ": " + expressionText(p.Value)
		}
		return x.Type + "{" + strings.Join(parts, ", ") + "}" + annotationsText(x.Annotations)
	case *metadata.Call:
		parts := make([]string, len(x.Args))
		for i, arg := range x.Args {
			parts[i] = expressionText(arg)
		}
		attributes := slices.Clone(x.Attributes)
		slices.SortFunc(attributes, func(a, b metadata.Attribute) int { return strings.Compare(a.Name, b.Name) })
		return fmt.Sprintf("%s%v(%s)%s", x.Name, attributes, strings.Join(parts, ", "), annotationsText(x.Annotations))
	case *metadata.Null:
		return "null" + annotationsText(x.Annotations)
	}
	return fmt.Sprintf("%T", x)
}

func annotationsText(all metadata.Annotations) string {
	d := &dumper{}
	d.annotations(all)
	return strings.ReplaceAll(d.b.String(), "\n", " ")
}
