package selection

// This file decides in which order the parts of a key and the parameters of a function stand in an operation, since
// they become the parameters of a Go function. The order of the schema has no meaning and may change; the first line
// that writes a key or a call decides, for all lines. What only patterns make up is sorted by name. A line that is
// added at the end changes nothing that was there.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// ordered is what an order is for: a key, or one overload of a function.
type ordered struct {
	key   *metadata.Property // the first part of a key by name; nil for a function
	parts string             // the names of all parts
	call  *metadata.Operation
}

// order holds names in the order in which the first line writes them.
type order map[ordered][]string

// learn takes over what the steps write, as far as no line before them did.
func (o order) learn(written []Step) {
	for _, s := range written {
		if s.Kind == CallStep && !strings.Contains(s.Text, "=") { // the line leaves the parameters out
			continue
		}
		if of, names := s.ordered(); of != (ordered{}) && o[of] == nil {
			o[of] = names
		}
	}
}

// ordered is what the step's order is for, and its names in the order of the step; the zero value where there is no
// more than one name.
func (s Step) ordered() (of ordered, names []string) {
	switch {
	case len(s.Keys) > 1:
		first := slices.MinFunc(s.Keys, func(a, b KeyValue) int { return strings.Compare(a.Ref.Alias, b.Ref.Alias) })
		for _, k := range s.Keys {
			names = append(names, k.Ref.Alias)
		}
		return ordered{key: first.Ref.Property, parts: strings.Join(slices.Sorted(slices.Values(names)), ",")}, names
	case len(s.Arguments) > 1:
		for _, a := range s.Arguments {
			names = append(names, a.Parameter.Name)
		}
		return ordered{call: s.Call}, names
	}
	return ordered{}, nil
}

// arrange puts keys and arguments of the steps into their order.
func (o order) arrange(path []Step) {
	for i := range path {
		s := &path[i]
		of, _ := s.ordered()
		if of == (ordered{}) {
			continue
		}
		names := o[of]
		s.Keys = slices.SortedStableFunc(slices.Values(s.Keys), func(a, b KeyValue) int { return compareIn(names, a.Ref.Alias, b.Ref.Alias) })
		s.Arguments = slices.SortedStableFunc(slices.Values(s.Arguments), func(a, b Argument) int { return compareIn(names, a.Parameter.Name, b.Parameter.Name) })
	}
}

// compareIn compares by the place in names; without places, by name.
func compareIn(names []string, a, b string) int {
	return cmp.Or(cmp.Compare(slices.Index(names, a), slices.Index(names, b)), strings.Compare(a, b))
}
