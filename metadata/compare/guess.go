package compare

// This file guesses renamings. What is gone and what is new stays listed as that; a guess only points from the one to
// the other, where something speaks for it and nothing for another: the same value or type, and a like name or nothing
// else that is new.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// candidate is an element that is gone or new: the index of its change, and what speaks for being the same.
type candidate struct {
	change int
	name   string
	what   string // what the trait is: "value", "type"
	trait  any
}

// guesser holds what is gone from one place and what is new there.
type guesser struct{ gone, fresh []candidate }

// mark is the index of the next change.
func (c *comparer) mark() int { return len(c.changes) }

func (g *guesser) added(change int, name string, what string, trait any) {
	g.fresh = append(g.fresh, candidate{change, name, what, trait})
}

func (g *guesser) removed(change int, name string, what string, trait any) {
	g.gone = append(g.gone, candidate{change, name, what, trait})
}

// guess pairs what is gone with what is new.
func (c *comparer) guess(g guesser) {
	if !c.afford(len(g.gone) * len(g.fresh)) {
		return
	}
	alone := len(g.gone) == 1 && len(g.fresh) == 1
	taken := map[int]bool{}
	for _, gone := range g.gone {
		best, score, second := -1, 0.0, 0.0
		for i, fresh := range g.fresh {
			if fresh.trait != gone.trait || taken[i] {
				continue
			}
			like := likeness(gone.name, fresh.name)
			if like > score {
				best, score, second = i, like, score
			} else {
				second = max(second, like)
			}
		}
		if best < 0 || score == second {
			continue
		}
		because := "the same " + gone.what + " and a like name"
		switch {
		case score >= alike:
		case alone && score >= somewhat:
			because = "the same " + gone.what + ", and nothing else is gone or new"
		default:
			continue
		}
		taken[best] = true
		c.link(gone.change, g.fresh[best].change, because)
	}
}

// How like names are: from which likeness on they speak for themselves, and from which with something else.
const (
	alike    = 0.6
	somewhat = 0.25
)

// link notes a guess at both changes.
func (c *comparer) link(gone, fresh int, because string) {
	c.changes[gone].Guess = &Guess{RenamedTo: c.changes[fresh].Name, Because: because}
	c.changes[fresh].Guess = &Guess{RenamedFrom: c.changes[gone].Name, Because: because}
}

// likeness is how like two names are, from 0 to 1: the share of pairs of neighbouring letters that both have (Dice's
// coefficient).
func likeness(a, b string) float64 {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return 1
	}
	pairs := map[string]int{}
	for i := 0; i+2 <= len(a); i++ {
		pairs[a[i:i+2]]++
	}
	n := 0
	for i := 0; i+2 <= len(b); i++ {
		if p := b[i : i+2]; pairs[p] > 0 {
			pairs[p]--
			n++
		}
	}
	total := len(a) + len(b) - 2
	if total <= 0 {
		return 0
	}
	return 2 * float64(n) / float64(total)
}

// guessTypes pairs types that are gone with new ones of the same kind that declare nearly the same.
func (c *comparer) guessTypes(gone, fresh []metadata.Type) {
	changes := map[string]int{}
	for i, change := range c.changes {
		if change.Action != Changed {
			changes[string(change.Action)+string(change.Kind)+change.Name] = i
		}
	}
	names := make([]map[string]bool, len(fresh))
	for i, t := range fresh {
		names[i] = memberNames(t)
	}
	type pair struct {
		gone, fresh int
		score       float64
		shared, of  int
	}
	var pairs []pair
	for i, t := range gone {
		own := memberNames(t)
		if !c.afford(len(fresh) * (1 + len(own))) {
			break
		}
		for j, u := range fresh {
			if kindOf(t) != kindOf(u) || len(own) == 0 {
				continue
			}
			n := shared(own, names[j])
			if of := max(len(own), len(names[j])); float64(n) >= alike*float64(of) {
				pairs = append(pairs, pair{i, j, float64(n)/float64(of) + likeness(t.QualifiedName(), u.QualifiedName()), n, of})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	used := map[string]bool{}
	for _, p := range pairs {
		from, to := fmt.Sprint("gone", p.gone), fmt.Sprint("fresh", p.fresh)
		if used[from] || used[to] {
			continue
		}
		used[from], used[to] = true, true
		a, b := gone[p.gone], fresh[p.fresh]
		c.link(changes[string(Removed)+string(kindOf(a))+a.QualifiedName()], changes[string(Added)+string(kindOf(b))+b.QualifiedName()],
			fmt.Sprintf("%d of %d members are the same", p.shared, p.of))
	}
}
