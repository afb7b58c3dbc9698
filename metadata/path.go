package metadata

// This file follows the paths that annotations and operations write: members and type casts with slashes between (CSDL
// 4.01, section 14.4.1).

import "strings"

// Walker follows paths. It remembers what it has looked at, so it is for one goroutine.
type Walker struct {
	model *Model
	// below are the names of the members of derived types, as far as they were asked for.
	below map[*StructuredType]map[string]bool
}

// NewWalker returns a Walker over the types of a Model.
func NewWalker(m *Model) *Walker {
	return &Walker{model: m, below: map[*StructuredType]map[string]bool{}}
}

// BrokenAt walks a path from a type and returns the first segment that is neither a member nor a type there, or "".
// Open types, operations and annotations end the question.
func (w *Walker) BrokenAt(t *StructuredType, path string) string {
	for segment := range strings.SplitSeq(path, "/") {
		if strings.ContainsAny(segment, "@$(") {
			return ""
		}
		if strings.Contains(segment, ".") {
			cast, ok := w.model.ExactType(segment).(*StructuredType)
			if !ok {
				return segment
			}
			t = cast
			continue
		}
		next, ok := w.step(t, segment)
		if !ok {
			return segment
		}
		if t = next; t == nil {
			return ""
		}
	}
	return ""
}

// step goes over one member; next is nil where nothing is known about what follows it.
func (w *Walker) step(t *StructuredType, name string) (next *StructuredType, ok bool) {
	switch m := t.Member(name).(type) {
	case *Property:
		next, _ = m.Type.(*StructuredType)
		return next, true
	case *NavigationProperty:
		return m.Target(), true
	}
	return nil, t.OpenType || w.DeclaredBelow(t, name)
}

// DeclaredBelow says whether a type that derives from t has the member.
func (w *Walker) DeclaredBelow(t *StructuredType, name string) bool {
	below, known := w.below[t]
	if !known {
		below = map[string]bool{}
		for _, d := range t.AllDerived() {
			for own := range d.members {
				below[own] = true
			}
		}
		w.below[t] = below
	}
	return below[name]
}
