package corpus

// This file checks what holds for every Model, whatever the documents were: readers need not look for nil, cycles or
// names that are not there.

import (
	"fmt"
	"slices"
	"testing"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// maxDepth is how many base types a type may have.
const maxDepth = 200

// invariants collects what does not hold.
type invariants struct {
	model  *metadata.Model
	broken []string
}

func (v *invariants) check(ok bool, format string, args ...any) {
	if !ok {
		v.broken = append(v.broken, fmt.Sprintf(format, args...))
	}
}

// Violated returns what does not hold for a Model.
func Violated(m *metadata.Model) []string {
	v := &invariants{model: m}
	v.check(m.Version == "4.0" || m.Version == "4.01", "version %q", m.Version)
	namespaces := map[string]bool{}
	for _, s := range m.Schemas {
		v.check(s.Namespace != "" && !namespaces[s.Namespace], "schema %q", s.Namespace)
		namespaces[s.Namespace] = true
		v.schema(s)
	}
	if m.Container != nil {
		v.container(m.Container)
	}
	return v.broken
}

func (v *invariants) schema(s *metadata.Schema) {
	v.annotations(s.Annotations)
	for t := range s.Types() {
		v.check(v.model.Type(t.QualifiedName()) == t, "%s is not found by its name", t.QualifiedName())
	}
	for _, t := range slices.Concat(s.Entities, s.Complexes) {
		v.structured(t)
	}
	for _, t := range s.Enums {
		v.enum(t)
	}
	for _, t := range s.TypeDefs {
		v.check(t.Underlying != nil, "%s has no underlying type", t.Name)
		v.annotations(t.Annotations)
	}
	for _, t := range s.Terms {
		v.use(&t.TypeRef, t.Name)
		v.annotations(t.Named.Annotations)
	}
	for _, o := range s.Operations {
		v.operation(o)
	}
	if s.Container != nil {
		v.container(s.Container)
	}
}

// use checks the use of a type.
func (v *invariants) use(r *metadata.TypeRef, what string) {
	v.check(r.Type != nil, "%s has no type", what)
	for _, n := range []*int{r.Facets.MaxLength, r.Facets.Precision, r.Facets.Scale} {
		v.check(n == nil || *n >= 0, "%s has a negative facet", what)
	}
}

func (v *invariants) structured(t *metadata.StructuredType) {
	depth := 0
	for b := t.Base; b != nil && depth <= maxDepth; b = b.Base {
		depth++
		v.check(b.Entity == t.Entity, "%s derives from another kind of type", t.Name)
	}
	v.check(depth <= maxDepth, "%s has too many base types", t.Name)
	if depth > maxDepth {
		return
	}
	if t.Base != nil {
		v.check(slices.Contains(t.Base.Derived, t), "%s is not among the derived types of its base type", t.Name)
		v.check(t.OpenType || !t.Base.OpenType, "%s is not open", t.Name)
	}
	names := map[string]bool{}
	for _, p := range t.AllProperties() {
		v.check(p.Owner != nil && !names[p.Name] && p.Name != "", "property %s/%s", t.Name, p.Name)
		names[p.Name] = true
		v.use(&p.TypeRef, t.Name+"/"+p.Name)
		v.annotations(p.Annotations)
	}
	for _, n := range t.AllNavigation() {
		v.check(n.Owner != nil && !names[n.Name] && n.Type != nil, "navigation property %s/%s", t.Name, n.Name)
		names[n.Name] = true
		v.check(n.Target() != nil && n.Target().Entity || n.Type.QualifiedName() == "Edm.EntityType", "%s/%s leads to %s", t.Name, n.Name, n.Type.QualifiedName())
		v.annotations(n.Annotations)
	}
	v.keys(t)
	v.annotations(t.Annotations)
}

// keys checks that keys lead to properties whose values a URL can have.
func (v *invariants) keys(t *metadata.StructuredType) {
	v.check(t.Entity || len(t.Key) == 0, "the complex type %s has a key", t.Name)
	aliases := map[string]bool{}
	for _, k := range t.Keys() {
		v.check(k.Property != nil && k.Path != "" && k.Alias != "" && !aliases[k.Alias], "key %q of %s", k.Path, t.Name)
		aliases[k.Alias] = true
		if k.Property != nil {
			_, complexValue := k.Property.Type.(*metadata.StructuredType)
			v.check(!k.Property.Collection && !complexValue, "the key %q of %s is no primitive value", k.Path, t.Name)
		}
	}
}

func (v *invariants) enum(t *metadata.EnumType) {
	low, high, ok := t.Underlying.IntegerRange()
	v.check(ok, "%s has the underlying type %s", t.Name, t.Underlying.Name)
	names := map[string]bool{}
	for _, m := range t.Members {
		v.check(!names[m.Name] && m.Name != "" && m.Value >= low && m.Value <= high, "member %s/%s = %d", t.Name, m.Name, m.Value)
		names[m.Name] = true
		v.annotations(m.Annotations)
	}
	v.annotations(t.Annotations)
}

func (v *invariants) operation(o *metadata.Operation) {
	v.check(!o.Function || o.Return != nil, "the function %s returns nothing", o.Name)
	v.check(!o.Bound || o.Binding() != nil, "%s is bound to nothing", o.Name)
	v.check(slices.Contains(v.model.Operations(o.QualifiedName()), o), "%s is not found by its name", o.Name)
	if o.Bound && o.Binding() != nil {
		v.check(slices.Contains(v.model.BoundTo(o.Binding().Type), o), "%s is not found by its binding parameter", o.Name)
	}
	names := map[string]bool{}
	for _, p := range o.Parameters {
		v.check(!names[p.Name], "parameter %s/%s", o.Name, p.Name)
		names[p.Name] = true
		v.use(&p.TypeRef, o.Name+"/"+p.Name)
		v.annotations(p.Annotations)
	}
	if o.Return != nil {
		v.use(o.Return, o.Name)
	}
	v.annotations(o.Annotations)
	v.annotations(o.ReturnAnnotations)
}

func (v *invariants) container(c *metadata.EntityContainer) {
	names := map[string]bool{}
	once := func(name string) {
		v.check(!names[name], "%s has %s twice", c.Name, name)
		names[name] = true
	}
	for _, s := range c.Sets {
		once(s.Name)
		v.check(s.Type != nil && s.Type.Entity && s.Type.Name != "", "entity set %s", s.Name)
		v.annotations(s.Annotations)
	}
	for _, s := range c.Singletons {
		once(s.Name)
		v.check(s.Type != nil && s.Type.Entity && s.Type.Name != "", "singleton %s", s.Name)
		v.annotations(s.Annotations)
	}
	for _, i := range slices.Concat(c.ActionImports, c.FunctionImports) {
		once(i.Name)
		v.check(len(i.Operations) > 0 && !slices.ContainsFunc(i.Operations, func(o *metadata.Operation) bool { return o.Bound }), "import %s", i.Name)
		v.annotations(i.Annotations)
	}
	v.annotations(c.Annotations)
}

func (v *invariants) annotations(all metadata.Annotations) {
	for _, a := range all {
		v.check(a != nil && a.Value != nil, "an annotation is nil")
		if a != nil {
			v.expression(a.Value)
			v.annotations(a.Annotations)
		}
	}
}

func (v *invariants) expression(x metadata.Expression) {
	v.check(x != nil, "an expression is nil")
	switch x := x.(type) {
	case *metadata.Collection:
		for _, item := range x.Items {
			v.expression(item)
		}
	case *metadata.Record:
		v.annotations(x.Annotations)
		for _, p := range x.Properties {
			v.expression(p.Value)
			v.annotations(p.Annotations)
		}
	case *metadata.Call:
		v.annotations(x.Annotations)
		for _, arg := range x.Args {
			v.expression(arg)
		}
	case *metadata.Null:
		v.annotations(x.Annotations)
	}
}

// Complete loads documents and checks the Model: all complaints, sorted. The Model is nil where there are errors.
func Complete(main load.Source, options load.Options) (*metadata.Model, diag.List) {
	m, found := load.Load(main, options)
	found = append(found, check.Check(m)...)
	found.Sort()
	if found.Err() != nil {
		return nil, found
	}
	return m, found
}

// Holds checks the result of Complete, whatever the documents were.
func Holds(t testing.TB, m *metadata.Model, found diag.List) {
	t.Helper()
	if (m == nil) == (found.Err() == nil) {
		t.Fatalf("model %v, complaints %v", m, found)
	}
	for _, d := range found {
		if d.File == "" || d.Line == 0 || d.Col == 0 || d.Code == "" || d.Message == "" || d.Severity == "" {
			t.Errorf("complaint %#v", d)
		}
	}
	if m != nil {
		for _, v := range Violated(m) {
			t.Error(v)
		}
	}
}
