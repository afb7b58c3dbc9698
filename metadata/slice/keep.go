package slice

// This file finds what belongs to what is asked for, so that the slice is valid and means what the whole means. It goes
// along the pointers of the Model and notes positions.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// keeper notes what is kept.
type keeper struct {
	model *metadata.Model
	// kept are the positions of what stays, described of what keeps its annotations.
	kept, described map[metadata.Pos]bool
	// whole are the types of which every property was kept.
	whole map[metadata.Pos]bool
}

func newKeeper(model *metadata.Model) *keeper {
	return &keeper{model: model, kept: map[metadata.Pos]bool{}, described: map[metadata.Pos]bool{}, whole: map[metadata.Pos]bool{}}
}

// all keeps what is asked for, and what belongs to it.
func (k *keeper) all(keep Keep) {
	for _, t := range keep.Types {
		k.describe(t)
	}
	for _, m := range keep.Members {
		k.member(m)
	}
	for _, op := range keep.Operations {
		k.operation(op)
	}
	for _, op := range keep.Signatures {
		k.signature(op)
	}
	for _, t := range keep.Mentioned {
		k.mention(t)
	}
	for _, t := range keep.Targets {
		k.target(t)
	}
	if c := k.model.Container; c != nil {
		k.kept[c.Pos], k.described[c.Pos] = true, true
		k.annotations(c.Annotations)
	}
	for _, s := range k.model.Schemas {
		k.annotations(s.Annotations)
	}
}

// resource keeps an entity set or singleton.
func (k *keeper) resource(pos metadata.Pos, t *metadata.StructuredType, annotations metadata.Annotations) {
	if k.kept[pos] {
		return
	}
	k.kept[pos], k.described[pos] = true, true
	k.mention(t)
	k.annotations(annotations, t)
}

// operationImport keeps an import with what it calls.
func (k *keeper) operationImport(i *metadata.OperationImport) {
	k.kept[i.Pos], k.described[i.Pos] = true, true
	for _, op := range i.Operations {
		k.operation(op)
	}
	k.annotations(i.Annotations)
}

// mention keeps a type as something that is named: with its base types and its key.
func (k *keeper) mention(t metadata.Type) {
	pos := t.Position()
	if pos == (metadata.Pos{}) || k.kept[pos] {
		return
	}
	k.kept[pos] = true
	s, structured := t.(*metadata.StructuredType)
	if !structured {
		return
	}
	if s.Base != nil {
		k.mention(s.Base)
	}
	for _, ref := range s.Key {
		k.kept[ref.Pos] = true
		k.path(s, ref.Path)
	}
}

// describe keeps a type with its annotations.
func (k *keeper) describe(t metadata.Type) {
	k.mention(t)
	pos := t.Position()
	if pos == (metadata.Pos{}) || k.described[pos] {
		return
	}
	k.described[pos] = true
	switch t := t.(type) {
	case *metadata.StructuredType:
		if t.Base != nil {
			k.describe(t.Base)
		}
		k.annotations(t.Annotations, t)
	case *metadata.EnumType:
		k.annotations(t.Annotations)
		for _, m := range t.Members {
			k.annotations(m.Annotations)
		}
	case *metadata.TypeDefinition:
		k.annotations(t.Annotations)
	}
}

// member keeps a property or navigation property.
func (k *keeper) member(m metadata.Member) {
	pos := m.Position()
	if k.kept[pos] {
		return
	}
	k.kept[pos], k.described[pos] = true, true
	switch m := m.(type) {
	case *metadata.Property:
		k.mention(m.Owner)
		k.mention(m.Type)
		of, _ := m.Type.(*metadata.StructuredType)
		k.annotations(m.Annotations, m.Owner, of)
	case *metadata.NavigationProperty:
		k.mention(m.Owner)
		k.mention(m.Type)
		k.annotations(m.Annotations, m.Owner, m.Target())
	}
}

// signature keeps an overload and what its parameters and its result are of.
func (k *keeper) signature(op *metadata.Operation) {
	k.kept[op.Pos] = true
	for _, p := range op.Parameters {
		k.mention(p.Type)
	}
	if op.Return != nil {
		k.mention(op.Return.Type)
	}
}

// operation keeps an overload with its annotations.
func (k *keeper) operation(op *metadata.Operation) {
	k.signature(op)
	if k.described[op.Pos] {
		return
	}
	k.described[op.Pos] = true
	var bound *metadata.StructuredType
	if b := op.Binding(); b != nil {
		bound, _ = b.Type.(*metadata.StructuredType)
	}
	k.annotations(op.Annotations, bound)
	for _, p := range op.Parameters {
		of, _ := p.Type.(*metadata.StructuredType)
		k.annotations(p.Annotations, of)
	}
	if op.Return != nil {
		of, _ := op.Return.Type.(*metadata.StructuredType)
		k.annotations(op.ReturnAnnotations, of)
	}
}

// path keeps the members that a path from a type leads over, as far as it leads.
func (k *keeper) path(from *metadata.StructuredType, path string) {
	for segment := range strings.SplitSeq(path, "/") {
		segment, _, _ = strings.Cut(segment, "@")
		if from == nil || segment == "" {
			return
		}
		if strings.Contains(segment, ".") {
			from = k.model.Structured(segment)
			if from != nil {
				k.mention(from)
			}
			continue
		}
		m := from.Member(segment)
		if m == nil {
			return
		}
		k.member(m)
		from = target(m)
	}
}

// annotations keeps what annotations need: the terms that documents declare, and what their values name. Paths in them
// begin at one of the types.
func (k *keeper) annotations(list metadata.Annotations, from ...*metadata.StructuredType) {
	for _, a := range list {
		k.term(a.Term)
		k.expression(a.Value, from)
		k.annotations(a.Annotations, from...)
	}
}

// term keeps the declaration of a term.
func (k *keeper) term(name string) {
	t := k.model.Term(name)
	if t == nil || k.kept[t.Named.Pos] {
		return
	}
	k.kept[t.Named.Pos], k.described[t.Named.Pos] = true, true
	k.wholeType(t.Type)
	k.annotations(t.Annotations)
	if t.BaseTerm != "" {
		k.term(t.BaseTerm)
	}
}

// wholeType keeps the type of a value in annotations, with all its properties.
func (k *keeper) wholeType(t metadata.Type) {
	pos := t.Position()
	if pos == (metadata.Pos{}) || k.whole[pos] {
		return
	}
	k.whole[pos] = true
	k.describe(t)
	s, structured := t.(*metadata.StructuredType)
	if !structured {
		return
	}
	for _, p := range s.AllProperties() {
		k.member(p)
		k.wholeType(p.Type)
	}
}

// expression keeps what a value of an annotation names.
func (k *keeper) expression(x metadata.Expression, from []*metadata.StructuredType) {
	switch x := x.(type) {
	case *metadata.Path:
		for _, t := range from {
			k.path(t, x.Text)
		}
	case *metadata.Collection:
		for _, item := range x.Items {
			k.expression(item, from)
		}
	case *metadata.Record:
		k.named(x.Type, k.wholeType)
		from = k.along(x, from)
		for _, p := range x.Properties {
			k.expression(p.Value, from)
			k.annotations(p.Annotations, from...)
		}
		k.annotations(x.Annotations, from...)
	case *metadata.EnumValue:
		k.named(x.Type, k.mention)
	case *metadata.Call:
		for _, a := range x.Attributes {
			k.named(strings.TrimSuffix(strings.TrimPrefix(a.Value, "Collection("), ")"), k.mention)
		}
		for _, arg := range x.Args {
			k.expression(arg, from)
		}
		k.annotations(x.Annotations, from...)
	case *metadata.Null:
		k.annotations(x.Annotations, from...)
	}
}

// along are the types that paths in a record may begin at: where the record is about a navigation property, also the
// type that it leads to.
func (k *keeper) along(x *metadata.Record, from []*metadata.StructuredType) []*metadata.StructuredType {
	to, ok := x.Get("NavigationProperty").(*metadata.Path)
	if !ok {
		return from
	}
	for _, t := range slices.Clone(from) {
		if t = k.end(t, to.Text); t != nil {
			from = append(slices.Clip(from), t)
		}
	}
	return from
}

// end is the type that a path from a type leads to, or nil.
func (k *keeper) end(from *metadata.StructuredType, path string) *metadata.StructuredType {
	for segment := range strings.SplitSeq(path, "/") {
		if from == nil {
			return nil
		}
		if strings.Contains(segment, ".") {
			from = k.model.Structured(segment)
			continue
		}
		from = target(from.Member(segment))
	}
	return from
}

// target is the structured type that a member leads to, or nil.
func target(m metadata.Member) *metadata.StructuredType {
	switch m := m.(type) {
	case *metadata.Property:
		t, _ := m.Type.(*metadata.StructuredType)
		return t
	case *metadata.NavigationProperty:
		return m.Target()
	}
	return nil
}

// named keeps the type with the name, if there is one.
func (k *keeper) named(name string, keep func(metadata.Type)) {
	if t := k.model.ExactType(name); t != nil && name != "" {
		keep(t)
	}
}

// leads says whether a path from a type leads over members that are kept, and only over those.
func (k *keeper) leads(from *metadata.StructuredType, path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if from == nil {
			return false
		}
		if strings.Contains(segment, ".") {
			if from = k.model.Structured(segment); from == nil || !k.kept[from.Pos] {
				return false
			}
			continue
		}
		m := from.Member(segment)
		if m == nil || !k.kept[m.Position()] {
			return false
		}
		from = target(m)
	}
	return true
}
