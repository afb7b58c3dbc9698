package load

// This file reads enumeration types (CSDL 4.01, section 10) and makes implicit values explicit.

import (
	"math"
	"strconv"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

func (r *reader) readEnum(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	t := &metadata.EnumType{Named: n, IsFlags: r.flag(e, "IsFlags", false), Underlying: r.underlying(e)}
	if !r.declare(t) {
		return
	}
	s.Enums = append(s.Enums, t)
	first := map[string]*csdl.Element{}
	for _, c := range e.Children {
		switch c.Name {
		case "Member":
			r.readMember(t, c, first)
		case "Annotation":
		default:
			unexpected(c, e.Name, r.diags)
		}
	}
	r.checkMixed(t, e.Children)
	if len(t.Members) == 0 {
		r.diags.Report(e.Pos, complaint.EnumEmpty, "the enumeration %s has no members", t.QualifiedName()).Fixf("add a member, or use the underlying type")
	}
}

// underlying is the type of the values.
func (r *reader) underlying(e *csdl.Element) *metadata.PrimitiveType {
	name, given := e.Attr("UnderlyingType")
	if !given {
		name = "Edm.Int32"
	}
	if t, ok := r.model.ExactType(name).(*metadata.PrimitiveType); ok {
		if _, _, integer := t.IntegerRange(); integer {
			return t
		}
	}
	r.diags.Report(e.Pos, complaint.EnumUnderlying, "an enumeration cannot have the underlying type %s", name).
		Fixf("use Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64")
	t, _ := r.model.ExactType("Edm.Int64").(*metadata.PrimitiveType)
	return t
}

func (r *reader) readMember(t *metadata.EnumType, e *csdl.Element, first map[string]*csdl.Element) {
	name, ok := r.declaredName(e)
	if !ok {
		return
	}
	switch before := first[name]; {
	case before == nil:
		first[name] = e
	case e.Get("Value") != "" && r.same(before, e, "Value"):
		r.diags.Report(e.Pos, complaint.MemberTwiceWarning, "%s has the member %s twice; the first one counts", t.QualifiedName(), name).At(before.Pos, "first here")
		return
	default:
		r.diags.Report(e.Pos, complaint.MemberTwice, "%s has the member %s twice", t.QualifiedName(), name).Fixf("remove or rename one of them").At(before.Pos, "first here")
		return
	}
	m := &metadata.EnumMember{Name: name, Pos: e.Pos, Annotations: r.inline(e)}
	r.readValue(t, m, e)
	t.Members = append(t.Members, m)
}

// readValue gives a member its value: without one it has one more than the member before it (section 10.3).
func (r *reader) readValue(t *metadata.EnumType, m *metadata.EnumMember, e *csdl.Element) {
	what := t.QualifiedName() + "/" + m.Name
	low, high, _ := t.Underlying.IntegerRange()
	text, given := e.Attr("Value")
	if len(t.Members) > 0 {
		before := t.Members[len(t.Members)-1]
		if !given && before.Value == math.MaxInt64 {
			r.diags.Report(e.Pos, complaint.EnumRange, "%s has no value, and the member before it already has the largest possible value", what).Fixf("give it a value")
			return
		}
		m.Value = before.Value + 1
	}
	switch {
	case given:
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			r.diags.Report(e.Pos, complaint.EnumValue, "the value %q of %s is not an integer", text, what).Fixf("write a whole number")
			return
		}
		m.Value = value
		if t.IsFlags && value < 0 {
			r.diags.Report(e.Pos, complaint.FlagsValue, "%s has the value %d, but members of a flags enumeration cannot be negative", what, value)
		}
	case t.IsFlags:
		r.diags.Report(e.Pos, complaint.FlagsValue, "%s has no value, but members of a flags enumeration need one", what)
	}
	if m.Value < low || m.Value > high {
		r.diags.Report(e.Pos, complaint.EnumRange, "the value %d of %s does not fit %s", m.Value, what, t.Underlying.QualifiedName())
	}
}

// checkMixed complains where some members have values and others have none. Those of flags are complained about one by
// one.
func (r *reader) checkMixed(t *metadata.EnumType, members []*csdl.Element) {
	first, given := (*csdl.Element)(nil), false
	for _, e := range members {
		if e.Name != "Member" || t.IsFlags {
			continue
		}
		_, has := e.Attr("Value")
		if first == nil {
			first, given = e, has
		} else if has != given {
			r.diags.Report(e.Pos, complaint.EnumMixed, "%s mixes members with and without values; a member without a value is one more than the member before it", t.QualifiedName()).
				Fixf("give all members values, or none").At(first.Pos, "the first one is here")
			return
		}
	}
}
