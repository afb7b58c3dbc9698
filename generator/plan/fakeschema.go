package plan

// This file plans what the service in memory is made of: the part of the metadata that the package depends on, as plain
// values. What the schema holds besides changes nothing, so that a slice of it gives the same service.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// describer writes the schema of the service in memory.
type describer struct {
	model      *metadata.Model
	fake       *faker
	needs      *selection.Needs
	operations []*selection.Operation
	keys       keyOrder
	required   map[metadata.Member]bool
	alternates map[*metadata.StructuredType][][]schema.Key
}

// describe is the schema of the service in memory.
func (p *planner) describe() schema.Service {
	d := &describer{model: p.model, fake: p.fake, needs: p.closure.Needs(p.model), operations: p.closure.Operations, keys: p.fake.keys}
	d.required = requiredMembers(d.operations)
	d.findAlternates()
	s := schema.Service{
		Version: d.model.Version, Structs: d.structs(), Sets: d.sets(), Operations: d.calls(), Imports: d.imports(), Requests: d.requests(),
	}
	for _, t := range slices.SortedFunc(maps.Keys(d.needs.Types), byName) {
		switch t := t.(type) {
		case *metadata.EnumType:
			s.Enums = append(s.Enums, describeEnum(t))
		case *metadata.TypeDefinition:
			s.Aliases = append(s.Aliases, schema.Alias{Name: t.QualifiedName(), Type: t.Underlying.QualifiedName()})
		}
	}
	return s
}

func byName(a, b metadata.Type) int { return strings.Compare(a.QualifiedName(), b.QualifiedName()) }

func describeEnum(t *metadata.EnumType) schema.Enum {
	e := schema.Enum{Name: t.QualifiedName(), Flags: t.IsFlags}
	for _, m := range t.Members {
		e.Members = append(e.Members, schema.Member{Name: m.Name, Value: m.Value})
	}
	return e
}

// structs are the entity and complex types by name, each after its base type.
func (d *describer) structs() []schema.Struct {
	var all []schema.Struct
	done := map[*metadata.StructuredType]bool{}
	for _, t := range slices.SortedFunc(maps.Keys(d.needs.Members), func(a, b *metadata.StructuredType) int { return byName(a, b) }) {
		for _, s := range t.Lineage() {
			if !done[s] {
				done[s] = true
				all = append(all, d.structure(s))
			}
		}
	}
	return all
}

// structure is a type with those of its own members that are needed.
func (d *describer) structure(t *metadata.StructuredType) schema.Struct {
	s := schema.Struct{
		Name: t.QualifiedName(), Entity: t.Entity, Open: t.OpenType, Abstract: t.Abstract, Media: t.HasStream, Key: keysOf(d.keys.of(t)), Alternates: d.alternates[t],
	}
	if t.Base != nil {
		s.Base = t.Base.QualifiedName()
	}
	for _, prop := range t.Properties {
		if d.needs.Members[t][prop.Name] {
			s.Properties = append(s.Properties, d.property(prop))
		}
	}
	for _, nav := range t.Navigation {
		if d.needs.Members[t][nav.Name] {
			s.Links = append(s.Links, d.link(nav))
		}
	}
	return s
}

// keyOrder is the order in which the first request line that has the key of a type writes its parts, as the client's
// methods have them. The order of the schema means nothing.
type keyOrder map[*metadata.StructuredType][]string // by the type that declares the key

func newKeyOrder(operations []*selection.Operation) keyOrder {
	order := keyOrder{}
	for _, op := range operations {
		for _, s := range op.Path {
			if s.Kind != selection.KeyStep || s.Alternate {
				continue
			}
			of := declaresKey(s.Type)
			if order[of] != nil {
				continue
			}
			for _, k := range s.Keys {
				order[of] = append(order[of], k.Ref.Alias)
			}
		}
	}
	return order
}

// declaresKey is the type that a type has its key from; nil for one without.
func declaresKey(t *metadata.StructuredType) *metadata.StructuredType {
	for t != nil && len(t.Key) == 0 {
		t = t.Base
	}
	return t
}

// of are the parts of the key that a type declares itself: as lines write them, else by name.
func (o keyOrder) of(t *metadata.StructuredType) []*metadata.PropertyRef {
	return slices.SortedFunc(slices.Values(t.Key), func(a, b *metadata.PropertyRef) int {
		return cmp.Or(cmp.Compare(slices.Index(o[t], a.Alias), slices.Index(o[t], b.Alias)), strings.Compare(a.Alias, b.Alias))
	})
}

// keysOf are the parts of a key. An alias that is the path says nothing.
func keysOf(refs []*metadata.PropertyRef) []schema.Key {
	var keys []schema.Key
	for _, ref := range refs {
		k := schema.Key{Path: ref.Path, Alias: ref.Alias}
		if k.Alias == k.Path {
			k.Alias = ""
		}
		keys = append(keys, k)
	}
	return keys
}

func (d *describer) property(prop *metadata.Property) schema.Property {
	said := valueAnnotations(prop)
	p := schema.Property{
		Name: prop.Name, Type: typeText(prop.TypeRef), Null: prop.Nullable,
		Computed: vocab.Computed(said), Immutable: vocab.Immutable(said), Required: d.required[prop],
	}
	if prop.DefaultValue != nil {
		p.Default = *prop.DefaultValue
	}
	underlying, facets := facetsOf(prop)
	prim, ok := underlying.(*metadata.PrimitiveType)
	if !ok {
		return p
	}
	const notSaid = -1
	switch prim.Name {
	case "String", "Binary":
		p.MaxLength = orElse(facets.MaxLength, 0)
	case "Decimal":
		p.Precision, p.Scale = orElse(facets.Precision, notSaid), orElse(facets.Scale, notSaid)
	case "DateTimeOffset", "TimeOfDay", "Duration":
		p.Precision = orElse(facets.Precision, notSaid)
	}
	return p
}

func orElse(facet *int, otherwise int) int {
	if facet == nil {
		return otherwise
	}
	return *facet
}

func (d *describer) link(nav *metadata.NavigationProperty) schema.Link {
	l := schema.Link{
		Name: nav.Name, Type: typeText(metadata.TypeRef{Type: nav.Type, Collection: nav.Collection}), Null: nav.Nullable && !nav.Collection,
		Contains: nav.ContainsTarget, Required: d.required[nav], Cascade: nav.OnDelete == "Cascade",
	}
	if d.leads(nav.Target(), nav.Partner) {
		l.Partner = nav.Partner
	}
	for _, c := range nav.Constraints {
		if d.leads(nav.Owner, c.Property) && d.leads(nav.Target(), c.ReferencedProperty) && !strings.Contains(c.Property+c.ReferencedProperty, "/") {
			l.Constraints = append(l.Constraints, schema.Constraint{Property: c.Property, Referenced: c.ReferencedProperty})
		}
	}
	return l
}

// leads says whether a path from a type leads over members that are needed, and only over those.
func (d *describer) leads(from *metadata.StructuredType, path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if strings.Contains(segment, ".") {
			from = d.model.Structured(segment)
			if d.needs.Members[from] == nil {
				return false
			}
			continue
		}
		switch m := from.Member(segment).(type) {
		case *metadata.Property:
			if !d.needs.Members[m.Owner][segment] {
				return false
			}
			from, _ = m.Type.(*metadata.StructuredType)
		case *metadata.NavigationProperty:
			if !d.needs.Members[m.Owner][segment] {
				return false
			}
			from = m.Target()
		default:
			return false
		}
	}
	return true
}

// sets are the entity sets and singletons, by name.
func (d *describer) sets() []schema.Set {
	var all []schema.Set
	if d.model.Container == nil {
		return nil
	}
	for _, s := range d.model.Container.Sets {
		if d.needs.Children[s.Name] {
			all = append(all, schema.Set{Name: s.Name, Type: s.Type.QualifiedName(), Bindings: d.bindings(s.Type, s.Bindings)})
		}
	}
	for _, s := range d.model.Container.Singletons {
		if d.needs.Children[s.Name] {
			all = append(all, schema.Set{Name: s.Name, Type: s.Type.QualifiedName(), Singleton: true, Bindings: d.bindings(s.Type, s.Bindings)})
		}
	}
	slices.SortFunc(all, func(a, b schema.Set) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// bindings are those that are about nothing but what is needed.
func (d *describer) bindings(of *metadata.StructuredType, all []metadata.Binding) []schema.Binding {
	var kept []schema.Binding
	for _, b := range all {
		target := d.childPath(b.Target)
		child, _, _ := strings.Cut(target, "/")
		if d.needs.Children[child] && d.leads(of, b.Path) {
			kept = append(kept, schema.Binding{Path: b.Path, Target: target})
		}
	}
	return kept
}

// childPath is a path that begins in the container, without the container's name.
func (d *describer) childPath(path string) string {
	for _, c := range d.model.Containers {
		path = strings.TrimPrefix(path, c.QualifiedName()+"/")
	}
	return path
}

// calls are the actions and functions, by name and parameters.
func (d *describer) calls() []schema.Operation {
	var all []schema.Operation
	for op := range d.needs.Called {
		o := schema.Operation{Name: op.QualifiedName(), Action: !op.Function, Bound: op.Bound, Composable: op.Composable}
		for _, p := range op.Parameters {
			o.Parameters = append(o.Parameters, schema.Parameter{Name: p.Name, Type: typeText(p.TypeRef), Null: p.Nullable, Optional: p.Optional})
		}
		if op.Function { // their order means nothing
			own := o.Parameters[len(op.Parameters)-len(op.OwnParameters()):]
			slices.SortFunc(own, func(a, b schema.Parameter) int { return strings.Compare(a.Name, b.Name) })
		}
		if op.Return != nil {
			o.Returns, o.Null = typeText(*op.Return), op.Return.Nullable
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b schema.Operation) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), slices.CompareFunc(a.Parameters, b.Parameters, func(a, b schema.Parameter) int {
			return cmp.Or(strings.Compare(a.Type, b.Type), strings.Compare(a.Name, b.Name))
		}))
	})
	return all
}

// imports are the imports that paths name, by name.
func (d *describer) imports() []schema.Import {
	found := map[string]schema.Import{}
	for s := range d.steps {
		if s.Import == nil {
			continue
		}
		i := schema.Import{Name: s.Import.Name, Operation: s.Call.QualifiedName()}
		if set := d.childPath(s.Import.EntitySet); d.needs.Children[set] {
			i.Set = set
		}
		found[i.Name] = i
	}
	var all []schema.Import
	for _, name := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[name])
	}
	return all
}

// steps yields the steps of all requests.
func (d *describer) steps(yield func(selection.Step) bool) {
	for _, op := range d.operations {
		for _, s := range op.Path {
			if !yield(s) {
				return
			}
		}
	}
}

// findAlternates finds the alternate keys that requests address entities by, each with its parts by name.
func (d *describer) findAlternates() {
	d.alternates = map[*metadata.StructuredType][][]schema.Key{}
	for s := range d.steps {
		if !s.Alternate {
			continue
		}
		var refs []*metadata.PropertyRef
		for _, k := range s.Keys {
			refs = append(refs, k.Ref)
		}
		slices.SortFunc(refs, func(a, b *metadata.PropertyRef) int { return strings.Compare(a.Alias, b.Alias) })
		key := keysOf(refs)
		if !slices.ContainsFunc(d.alternates[s.Type], func(have []schema.Key) bool { return slices.Equal(have, key) }) {
			d.alternates[s.Type] = append(d.alternates[s.Type], key)
		}
	}
	for _, keys := range d.alternates {
		slices.SortFunc(keys, func(a, b []schema.Key) int {
			return slices.CompareFunc(a, b, func(a, b schema.Key) int {
				return cmp.Or(strings.Compare(a.Alias, b.Alias), strings.Compare(a.Path, b.Path))
			})
		})
	}
}

// requests are the request lines, in their order.
func (d *describer) requests() []schema.Request {
	var all []schema.Request
	for _, op := range d.operations {
		all = append(all, schema.Request{Method: op.Method, Path: op.Template(), Line: strings.Join(strings.Fields(op.Line.Text), " "), Handler: d.fake.handlerOf[op], Headers: requiredHeaders(op)})
	}
	return all
}

// requiredHeaders are the headers without which the schema says that the service refuses a request.
func requiredHeaders(op *selection.Operation) []string {
	r := restrictionOf(abilitiesAt(op, len(op.Path)-1), op.Kind)
	if op.Kind == selection.Invoke {
		r = vocab.OperationRestrictions(op.Resource().Call.Annotations)
	}
	var names []string
	for _, h := range r.Headers {
		if h.Required {
			names = append(names, h.Name)
		}
	}
	return names
}

// requiredMembers are the properties and navigation properties that every selected create of a type with the member
// demands. Where one create demands a member and another does not, only their comments say so.
func requiredMembers(operations []*selection.Operation) map[metadata.Member]bool {
	demanded := map[metadata.Member]bool{}
	for _, op := range operations {
		if op.Kind != selection.Create {
			continue
		}
		names := restrictionOf(abilitiesAt(op, originAt(op, len(op.Path)-1)), selection.Create).Required
		for _, m := range membersOf(op.Resource().Type) {
			if listed := slices.Contains(names, m.MemberName()); !listed {
				demanded[m] = false
			} else if _, known := demanded[m]; !known {
				demanded[m] = true
			}
		}
	}
	return demanded
}

// membersOf are the properties and navigation properties of a type, inherited ones included.
func membersOf(t *metadata.StructuredType) []metadata.Member {
	var all []metadata.Member
	for _, p := range t.AllProperties() {
		all = append(all, p)
	}
	for _, n := range t.AllNavigation() {
		all = append(all, n)
	}
	return all
}
