// Package why says why a package has an element of the schema: which request line, or which other line of the
// configuration, brings it, and by way of what. The reasons are those that the closure of package selection keeps.
package why

// This file answers the question for one name. names.go finds what the name names, missing.go says what would bring an
// element that the package does not have.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Answer is why a package has one element.
type Answer struct {
	// Name is the element's name: namespace.type, namespace.type/member, namespace.operation, or that of a child of the
	// entity container.
	Name string `json:"name"`
	// Kind is what it is, such as "complex type" or "property".
	Kind string `json:"kind"`
	// Chains lead from the configuration to the element, the shortest first, those of one length in the order of the
	// configuration: one for each line that brings the element, and one for each member or line that asks for it
	// directly. There is at least one.
	Chains [][]Link `json:"chains"`
}

// Link is one link of a chain: a line of the configuration, or a member of a type that the link before it brings.
type Link struct {
	// Text is the line, or namespace.type/member.
	Text string `json:"text"`
	// Pos is where the configuration has the line; zero for a member.
	diag.Pos
}

// Ask answers for every element that the name fits and that the closure has. The name may be qualified or not, and may
// differ in case where nothing else fits. It complains where the closure has nothing of that name; the complaints name
// file as their place.
func Ask(model *metadata.Model, closure *selection.Closure, name, file string) ([]Answer, diag.List) {
	a := asker{model, closure}
	found := elementsNamed(model, name)
	var answers []Answer
	for _, e := range found {
		if chains := tidied(a.chains(e)); len(chains) > 0 {
			answers = append(answers, Answer{Name: e.name, Kind: e.kind, Chains: chains})
		}
	}
	if len(answers) > 0 {
		return answers, nil
	}
	return nil, a.missing(found, name, diag.Pos{File: file})
}

// asker asks for reasons.
type asker struct {
	model   *metadata.Model
	closure *selection.Closure
}

// chains are the chains to an element, in no order.
func (a asker) chains(e element) [][]Link {
	switch {
	case e.member == "" && e.of != nil:
		if m := a.closure.Has(e.of); m != nil {
			return typeChains(m)
		}
	case e.of != nil:
		if fields := a.fieldChains(e); len(fields) > 0 {
			return append(fields, a.pathChains(e)...)
		}
	}
	return a.pathChains(e)
}

// fieldChains are the chains to a member that is a field or a query property: those to its type, and to the types that
// inherit it where its own is not in the package.
func (a asker) fieldChains(e element) [][]Link {
	owners := []metadata.Type{e.of}
	if s, ok := e.of.(*metadata.StructuredType); ok && a.closure.Has(e.of) == nil {
		owners = nil
		for _, derived := range a.closure.Family(s) {
			owners = append(owners, derived)
		}
	}
	var all [][]Link
	for _, owner := range owners {
		m := a.closure.Has(owner)
		if m == nil || !a.hasField(owner, e.member) {
			continue
		}
		for _, chain := range typeChains(m) {
			all = append(all, append(chain, Link{Text: owner.QualifiedName() + "/" + e.member}))
		}
	}
	return all
}

// hasField says whether a member of a type of the closure becomes a field or a query property.
func (a asker) hasField(t metadata.Type, member string) bool {
	s, ok := t.(*metadata.StructuredType)
	if !ok {
		return true // of an enumeration, all do
	}
	return slices.ContainsFunc(a.closure.Properties(s), func(p *metadata.Property) bool { return p.Name == member }) ||
		slices.ContainsFunc(a.closure.Navigation(s), func(n *metadata.NavigationProperty) bool { return n.Name == member })
}

// pathChains are the request lines whose path names the element or leads over it, each with the path that far.
func (a asker) pathChains(e element) [][]Link {
	var all [][]Link
	for _, op := range a.closure.Operations {
		for i, s := range op.Path {
			if !e.isStep(s) {
				continue
			}
			chain := []Link{{Text: strings.TrimSpace(op.Line.Text), Pos: op.Line.Pos}}
			if i < len(op.Path)-1 {
				chain = append(chain, Link{Text: pathOf(op.Path[:i+1])})
			}
			all = append(all, chain)
			break
		}
	}
	return all
}

// pathOf writes steps.
func pathOf(steps []selection.Step) string {
	var b strings.Builder
	for _, s := range steps {
		if s.Kind != selection.KeyStep && s.Kind != selection.AddressStep || !s.Parentheses && s.Kind == selection.KeyStep {
			b.WriteString("/")
		}
		b.WriteString(strings.TrimPrefix(s.Text, "/"))
	}
	return b.String()
}

// typeChains are the chains to a type: the shortest that ends in each of its reasons, and the shortest that begins with
// each line of the configuration from which one leads here.
func typeChains(m *selection.Member) [][]Link {
	var all [][]Link
	for _, r := range reasons(m) {
		if !over(r.From, m) {
			all = append(all, append(links(r.From), linkOf(r)))
		}
	}
	type way struct {
		to   *selection.Member
		rest []Link
	}
	seen := map[*selection.Member]bool{m: true}
	for queue := []way{{to: m}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, r := range reasons(at.to) {
			next := append([]Link{linkOf(r)}, at.rest...)
			if r.From == nil {
				all = append(all, next)
			} else if !seen[r.From] {
				seen[r.From] = true
				queue = append(queue, way{r.From, next})
			}
		}
	}
	return all
}

// reasons are the first reason of a type and the others.
func reasons(m *selection.Member) []*selection.Member {
	return append([]*selection.Member{m}, m.Others...)
}

// over says whether the shortest chain to a type leads over another one.
func over(to, other *selection.Member) bool {
	for ; to != nil; to = to.From {
		if to == other {
			return true
		}
	}
	return false
}

// links is the shortest chain to a type.
func links(m *selection.Member) []Link {
	if m == nil {
		return nil
	}
	return append(links(m.From), linkOf(m))
}

func linkOf(m *selection.Member) Link { return Link{Text: m.Reason, Pos: m.Pos} }

// tidied sorts chains, and leaves one of those that say the same.
func tidied(chains [][]Link) [][]Link {
	slices.SortStableFunc(chains, func(x, y []Link) int {
		return cmp.Or(cmp.Compare(len(x), len(y)), slices.CompareFunc(x, y, func(l, m Link) int {
			return cmp.Or(l.Compare(m.Pos), strings.Compare(l.Text, m.Text))
		}))
	})
	return slices.CompactFunc(chains, func(x, y []Link) bool { return slices.Equal(x, y) })
}
