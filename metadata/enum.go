package metadata

// This file reads enumeration types (CSDL 4.01, section 10) and makes implicit values explicit.

import (
	"math"
	"strconv"
)

func (l *loader) readEnum(s *Schema, e *Element) {
	n, ok := l.named(s, e)
	if !ok {
		return
	}
	t := &EnumType{Named: n, IsFlags: l.flag(e, "IsFlags", false), Underlying: l.underlying(e)}
	if !l.declare(t) {
		return
	}
	s.Enums = append(s.Enums, t)
	first := map[string]Pos{}
	for _, c := range e.Children {
		switch c.Name {
		case "Member":
			l.readMember(t, c, first)
		case "Annotation":
		default:
			l.unexpected(c, e.Name)
		}
	}
}

// underlying is the type of the values.
func (l *loader) underlying(e *Element) *PrimitiveType {
	name, given := e.Attr("UnderlyingType")
	if !given {
		name = "Edm.Int32"
	}
	if _, _, ok := enumRange(name); !ok {
		l.diags.Errorf(e.Pos, "enum-underlying", "the underlying type %s is none that an enumeration can have", name).
			Fixf("use Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64")
		name = "Edm.Int64"
	}
	t, _ := l.model.types[name].(*PrimitiveType)
	return t
}

// enumRange is the range of an underlying type.
func enumRange(name string) (low, high int64, ok bool) {
	switch name {
	case "Edm.Byte":
		return 0, math.MaxUint8, true
	case "Edm.SByte":
		return math.MinInt8, math.MaxInt8, true
	case "Edm.Int16":
		return math.MinInt16, math.MaxInt16, true
	case "Edm.Int32":
		return math.MinInt32, math.MaxInt32, true
	case "Edm.Int64":
		return math.MinInt64, math.MaxInt64, true
	}
	return 0, 0, false
}

func (l *loader) readMember(t *EnumType, e *Element, first map[string]Pos) {
	name, ok := l.name(e)
	if !ok {
		return
	}
	if at, twice := first[name]; twice {
		l.diags.Errorf(e.Pos, "member-twice", "%s has the member %s twice", t.QualifiedName(), name).Fixf("remove or rename one of them").At(at, "first here")
		return
	}
	first[name] = e.Pos
	m := &EnumMember{Name: name, Pos: e.Pos, Annotations: l.inline(e)}
	// Without a value a member has one more than the member before it (section 10.3).
	if last := len(t.Members) - 1; last >= 0 {
		m.Value = t.Members[last].Value + 1
	}
	if text, given := e.Attr("Value"); given {
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			l.diags.Errorf(e.Pos, "enum-value", "the value %q of %s/%s is no integer", text, t.QualifiedName(), name)
		}
		m.Value = value
	} else if t.IsFlags {
		l.diags.Warnf(e.Pos, "flags-value", "%s/%s has no value, which a member of a flags enumeration needs", t.QualifiedName(), name)
	}
	if low, high, _ := enumRange(t.Underlying.QualifiedName()); m.Value < low || m.Value > high {
		l.diags.Errorf(e.Pos, "enum-range", "the value %d of %s/%s does not fit %s", m.Value, t.QualifiedName(), name, t.Underlying.QualifiedName())
	}
	t.Members = append(t.Members, m)
}
