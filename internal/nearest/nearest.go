// Package nearest proposes the names that somebody probably meant: the "did you mean" of every diagnostic.
package nearest

import (
	"cmp"
	"slices"
	"strings"
)

// longest is the length in bytes above which a name is not compared: nobody mistypes that much, and hostile input does
// not cost.
const longest = 128

// Names returns at most three of the candidates that are close to name, closest first, ties in alphabetical order.
// Case does not count as a difference. It returns nil where nothing is close.
func Names(name string, candidates []string) []string {
	type scored struct {
		name string
		dist int
	}
	if len(name) > longest {
		return nil
	}
	var close []scored
	lower := strings.ToLower(name)
	for _, c := range candidates {
		if len(c) > longest {
			continue
		}
		other := strings.ToLower(c)
		d := distance(lower, other)
		if len(lower) >= 4 && (strings.HasPrefix(other, lower) || strings.HasPrefix(lower, other) && len(other) >= 4) {
			d = min(d, 2)
		}
		if d <= max(1, (len(lower)+2)/3) {
			close = append(close, scored{c, d})
		}
	}
	slices.SortFunc(close, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.dist, b.dist), strings.Compare(a.name, b.name))
	})
	close = slices.CompactFunc(close, func(a, b scored) bool { return a.name == b.name })
	var names []string
	for _, s := range close[:min(3, len(close))] {
		names = append(names, s.name)
	}
	return names
}

// DidYouMean returns "did you mean a, b or c?" for the names close to name, or "" where there are none.
func DidYouMean(name string, candidates []string) string {
	names := Names(name, candidates)
	switch len(names) {
	case 0:
		return ""
	case 1:
		return "did you mean " + names[0] + "?"
	}
	last := len(names) - 1
	return "did you mean " + strings.Join(names[:last], ", ") + " or " + names[last] + "?"
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
