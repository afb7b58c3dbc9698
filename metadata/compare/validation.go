package compare

// This file compares what Validate checks by the Validation vocabulary: stricter refuses values that passed, looser
// lets values pass that did not.

import (
	"slices"
	"strconv"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

func (p pair) validation() []effect {
	return slices.Concat(p.pattern(),
		p.bound("minimum", vocab.Minimum, func(before, after int) bool { return after > before }),
		p.bound("maximum", vocab.Maximum, func(before, after int) bool { return after < before }),
		p.multiple(), p.items(), p.allowedValues(), p.derivedTypes(), p.messages())
}

func (p pair) pattern() []effect {
	before, was := vocab.Pattern(p.old)
	after, is := vocab.Pattern(p.new)
	switch {
	case before.Text == after.Text && was == is:
	case !was:
		return []effect{{"pattern-added", nil, after.Text}}
	case !is:
		return []effect{{"pattern-removed", before.Text, nil}}
	default:
		return []effect{{"pattern-changed", before.Text, after.Text}}
	}
	return nil
}

// bound compares a bound. Inward says of two ranks, of which the larger is the larger number, whether the second one
// allows less.
func (p pair) bound(name string, reader func(metadata.Annotations) (vocab.Bound, bool), inward func(before, after int) bool) []effect {
	before, was := reader(p.old)
	after, is := reader(p.new)
	if before == after && was == is || !was && !is {
		return nil
	}
	e := effect{name + "-stricter", boundText(before, was), boundText(after, is)}
	x, y := numberOf(before.Text), numberOf(after.Text)
	switch {
	case !was:
	case !is:
		e.rule = name + "-looser"
	case x == nil || y == nil: // dates, say: which is more cannot be told here, and stricter is the answer that makes one look
	case x.Cmp(y) == 0 && before.Exclusive == after.Exclusive:
		return nil
	case x.Cmp(y) == 0 && !after.Exclusive, x.Cmp(y) != 0 && !inward(0, -x.Cmp(y)):
		e.rule = name + "-looser"
	}
	return []effect{e}
}

func boundText(b vocab.Bound, given bool) any {
	switch {
	case !given:
		return nil
	case b.Exclusive:
		return b.Text + " (exclusive)"
	}
	return b.Text
}

func (p pair) multiple() []effect {
	before, was := vocab.MultipleOf(p.old)
	after, is := vocab.MultipleOf(p.new)
	if was && !is {
		return []effect{{"multiple-of-removed", before, nil}}
	}
	return changed("multiple-of-changed", before, after, orNil)
}

// items compares how many items a collection has.
func (p pair) items() []effect {
	var all []effect
	count := func(name string, reader func(metadata.Annotations) (int, bool), stricter func(before, after int) bool) {
		before, was := reader(p.old)
		after, is := reader(p.new)
		rule := "items-looser"
		switch {
		case was == is && before == after:
			return
		case !was, is && stricter(before, after):
			rule = "items-stricter"
		}
		all = append(all, effect{rule, countText(name, before, was), countText(name, after, is)})
	}
	count("at least ", vocab.MinItems, func(before, after int) bool { return after > before })
	count("at most ", vocab.MaxItems, func(before, after int) bool { return after < before })
	return all
}

func countText(name string, n int, given bool) any {
	if !given {
		return nil
	}
	return name + strconv.Itoa(n)
}

func (p pair) allowedValues() []effect {
	before, after := vocab.AllowedValues(p.old), vocab.AllowedValues(p.new)
	switch {
	case len(before) == 0 && len(after) == 0:
		return nil
	case len(before) == 0:
		return []effect{{"allowed-values-stricter", nil, after}}
	case len(after) == 0:
		return []effect{{"allowed-values-looser", before, nil}}
	}
	return listed("allowed-values-looser", "allowed-values-stricter", before, after)
}

func (p pair) derivedTypes() []effect {
	before, was := vocab.DerivedTypeConstraint(p.old)
	after, is := vocab.DerivedTypeConstraint(p.new)
	switch {
	case !was && !is:
		return nil
	case !was:
		return []effect{{"derived-types-stricter", nil, after}}
	case !is:
		return []effect{{"derived-types-looser", before, nil}}
	}
	return listed("derived-types-looser", "derived-types-stricter", before, after)
}

// messages compares constraints that only the service can check: in Go they are comments.
func (p pair) messages() []effect {
	return listed("constraint-stated", "constraint-withdrawn", vocab.Constraints(p.old), vocab.Constraints(p.new))
}
