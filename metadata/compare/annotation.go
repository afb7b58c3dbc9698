package compare

// This file compares annotations. What one does is told by the readers of metadata/vocab: each is asked about the old
// and the new value of one annotation alone, so that no term is spelled here. An annotation without an effect is a
// change all the same: comments are made of some.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// effect is what the change of an annotation does, with the part of the value that does it.
type effect struct {
	rule     string
	old, new any
}

// pair is an annotation before and after, each alone in a list; the list is empty where the annotation is not there.
type pair struct{ old, new metadata.Annotations }

func alone(a **metadata.Annotation) metadata.Annotations {
	if a == nil {
		return nil
	}
	return metadata.Annotations{*a}
}

// annotations compares the annotations of an element.
func (c *comparer) annotations(s subject, old, new metadata.Annotations) {
	match(old, new, annotationID, func(before, after **metadata.Annotation) {
		if before != nil && after != nil && sameAnnotation(*before, *after) {
			return
		}
		p := pair{alone(before), alone(after)}
		all := p.effects(s)
		of := subject{kind: KindAnnotation}
		generic := effect{rule: "annotation-changed"}
		action := Changed
		if before != nil {
			of.name, of.old, generic.old = s.name+"@"+annotationID(*before), (*before).Pos, annotationText(*before)
		} else {
			action, generic.rule = Added, "annotation-added"
		}
		if after != nil {
			of.name, of.new, generic.new = s.name+"@"+annotationID(*after), (*after).Pos, annotationText(*after)
		} else {
			action, generic.rule = Removed, "annotation-removed"
		}
		if len(all) == 0 {
			all = []effect{generic}
		}
		for _, e := range all {
			switch action { // what is not there says nothing, whatever follows from that
			case Added:
				e.old = nil
			case Removed:
				e.new = nil
			}
			c.note(of, e.rule, e.old, e.new)
			c.last().Action = action
		}
	})
}

// effects are what the change does, by every reader.
func (p pair) effects(s subject) []effect {
	all := slices.Concat(p.texts(), p.revisions(), p.core(s), p.optional(s), p.media(), p.measures(), p.alternateKeys(), p.resource())
	rules := p.validation()
	if s.role == read { // promises of values that nobody sends
		for i := range rules {
			rules[i].rule = "validation-read"
		}
	}
	return append(all, rules...)
}

// changed is an effect where two values that compare are not the same.
func changed[T comparable](rule string, old, new T, say func(T) any) []effect {
	if old == new {
		return nil
	}
	return []effect{{rule, say(old), say(new)}}
}

// turned is the one effect where something becomes true and the other where it becomes false; "" stands for none.
func turned(becomes, ends string, old, new bool) []effect {
	switch {
	case old == new:
	case new && becomes != "":
		return []effect{{becomes, old, new}}
	case !new && ends != "":
		return []effect{{ends, old, new}}
	}
	return nil
}

// listed is the one effect where a list gains something and the other where it loses something; "" stands for none.
func listed(gains, loses string, old, new []string) []effect {
	var all []effect
	lacks := func(in []string) func(string) bool {
		return func(item string) bool { return !slices.Contains(in, item) }
	}
	if gains != "" && slices.ContainsFunc(new, lacks(old)) {
		all = append(all, effect{gains, listOrNil(old), listOrNil(new)})
	}
	if loses != "" && slices.ContainsFunc(old, lacks(new)) {
		all = append(all, effect{loses, listOrNil(old), listOrNil(new)})
	}
	return all
}

func listOrNil(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

func (p pair) texts() []effect {
	return slices.Concat(changed("description-changed", vocab.Description(p.old), vocab.Description(p.new), orNil),
		changed("description-changed", vocab.LongDescription(p.old), vocab.LongDescription(p.new), orNil))
}

// revisions compares what is deprecated; the rest of an element's history is for reading.
func (p pair) revisions() []effect {
	old, new := vocab.Revisions(p.old), vocab.Revisions(p.new)
	if slices.Equal(old, new) {
		return nil
	}
	before, after := deprecation(old), deprecation(new)
	switch {
	case before == after:
		return []effect{{"revisions-changed", annotationText(one(p.old)), annotationText(one(p.new))}}
	case before == "":
		return []effect{{"deprecated", nil, after}}
	case after == "":
		return []effect{{"deprecation-withdrawn", before, nil}}
	}
	return []effect{{"deprecation-changed", before, after}}
}

func one(as metadata.Annotations) *metadata.Annotation {
	if len(as) == 0 {
		return nil
	}
	return as[0]
}

// deprecation is what the schema says of why and until when; "" where the element is not deprecated.
func deprecation(all []vocab.Revision) string {
	var parts []string
	for _, r := range all {
		if r.Kind != "Deprecated" {
			continue
		}
		text := cmp.Or(r.Description, "deprecated")
		if r.RemovalDate != "" {
			text += " (removal: " + r.RemovalDate + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// core compares who sets a value and when.
func (p pair) core(s subject) []effect {
	computed := turned("computed-added", "computed-removed", vocab.Computed(p.old), vocab.Computed(p.new))
	if len(computed) == 0 {
		computed = changed("permissions-changed", allowed(p.old), allowed(p.new), orNil)
	}
	required := "computed-default-removed"
	if s.role == read {
		required = "annotation-removed"
	}
	return slices.Concat(computed,
		turned("immutable-added", "immutable-removed", vocab.Immutable(p.old), vocab.Immutable(p.new)),
		turned("computed-default-added", required, vocab.ComputedDefault(p.old), vocab.ComputedDefault(p.new)))
}

// allowed are the Core.Permissions of a value.
func allowed(as metadata.Annotations) string {
	return strings.Join(slices.Sorted(slices.Values(vocab.Permissions(as).Members)), ",")
}

// optional compares whether a parameter may be left out: the subject knows what that means for its operation.
func (p pair) optional(s subject) []effect {
	before, was := vocab.OptionalParameter(p.old)
	after, is := vocab.OptionalParameter(p.new)
	switch {
	case was && is:
		if before != after {
			return []effect{{"parameter-default-changed", before.Default, after.Default}}
		}
	case was != is && s.optional != "":
		return []effect{{s.optional, was, is}}
	}
	return nil
}

func (p pair) media() []effect {
	return slices.Concat(valueChanged("media-type-changed", vocab.MediaType(p.old), vocab.MediaType(p.new)),
		listed("media-type-accepted", "media-type-refused", vocab.AcceptableMediaTypes(p.old), vocab.AcceptableMediaTypes(p.new)))
}

// measures compares units: one that is said for the first time is news, another one makes other values of the same
// numbers.
func (p pair) measures() []effect {
	var all []effect
	for _, reader := range []func(metadata.Annotations) vocab.Value{vocab.Unit, vocab.UNECEUnit, vocab.ISOCurrency, vocab.SIPrefix} {
		old, new := reader(p.old), reader(p.new)
		if old != (vocab.Value{}) && new != (vocab.Value{}) {
			all = append(all, valueChanged("unit-changed", old, new)...)
		}
	}
	return all
}

func valueChanged(rule string, old, new vocab.Value) []effect {
	return changed(rule, old, new, func(v vocab.Value) any { return orNil(v.Text) })
}

func (p pair) alternateKeys() []effect {
	return listed("alternate-key-added", "alternate-key-removed", alternateKeys(p.old), alternateKeys(p.new))
}

func alternateKeys(as metadata.Annotations) []string {
	var all []string
	for _, key := range vocab.AlternateKeys(as) {
		parts := make([]string, len(key))
		for i, part := range key {
			parts[i] = part.Path
			if part.Alias != part.Path {
				parts[i] += " as " + part.Alias
			}
		}
		slices.Sort(parts)
		all = append(all, strings.Join(parts, ","))
	}
	slices.Sort(all)
	return all
}
