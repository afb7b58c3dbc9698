package load

// This file says of each error in which elements of a schema it stands, so that it stands in the way of those who need
// them, and of nobody else. It is done at the end, by the places alone: whoever complains need not know of it.

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// place fills in what errors are Within. Those about overlays stay as they are: a user wrote what is wrong there. A
// document that cannot be read stands in the way of those who need something of it, as one that is not there does.
func place(docs *documents, found diag.List) {
	at := map[diag.Pos][]int{}
	for i, d := range found {
		if d.Severity == diag.Warning {
			continue
		}
		if reference, isBroken := docs.broken[d.File]; isBroken {
			found[i].Within = []diag.Pos{reference}
			continue
		}
		at[d.Pos] = append(at[d.Pos], i)
	}
	if len(at) == 0 {
		return
	}
	p := placer{found: found, at: at}
	for _, f := range docs.files {
		for _, schema := range f.schemas {
			for _, child := range schema.Children {
				if child.Space == csdl.EdmSpace {
					p.walk(child, nil)
				}
			}
		}
	}
}

// placer walks over documents; at are the indexes of errors by their places.
type placer struct {
	found diag.List
	at    map[diag.Pos][]int
}

// walk looks at an element, which stands in others, the innermost last, and at what it holds.
func (p *placer) walk(e *csdl.Element, outer []diag.Pos) {
	if n := len(outer); n == 0 || outer[n-1] != e.Pos { // In JSON an element may begin where another one does.
		outer = append(outer, e.Pos)
		for _, i := range p.at[e.Pos] {
			within := slices.Clone(outer)
			slices.Reverse(within)
			p.found[i].Within = within
		}
	}
	for _, c := range e.Children {
		p.walk(c, outer)
	}
}
