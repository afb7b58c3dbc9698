package find

// This file ranks: a word in a name counts more than one in the path to it, and that more than one in a description.
// Each word of a query has to be somewhere.

import (
	"cmp"
	"slices"
	"strings"
)

// What a word counts, by where it is. A word that only begins like the query's counts half, one that has it somewhere
// inside a quarter.
const (
	inName        = 100 // half of it where the name is much more than the query
	asVerb        = 60
	inPath        = 40
	inDescription = 12
	wholeName     = 120 // all words of the query together are the name
	allWords      = 60  // all words of the name are in the query
	perStep       = 6   // longer paths are less likely to be meant
)

// Result is a line for a configuration that brings something that was found.
type Result struct {
	// Key is the key of csdlgen.yaml that the line stands under: select, or types for what no request brings.
	Key string `json:"key"`
	// Line is a request line, or the name of a type.
	Line string `json:"line"`
	// Name is what was found by its name in the schema, Kind what it is, such as "function" or "property".
	Name string `json:"name"`
	Kind string `json:"kind"`
	// Description is what the schema says of it; it may be empty.
	Description string `json:"description,omitempty"`

	score int
}

// Search finds what has all words of the query in its name, its path or its description, the best first. A line comes
// once, with the best that it brings.
func (x *Index) Search(query string) []Result {
	wanted := words(query)
	if len(wanted) == 0 {
		return nil
	}
	joined := strings.ToLower(strings.Join(strings.Fields(query), ""))
	var all []Result
	for _, e := range x.entries {
		all = append(all, e.results(wanted, joined)...)
	}
	slices.SortStableFunc(all, func(a, b Result) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(len(a.Line), len(b.Line)), strings.Compare(a.Line, b.Line))
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(r Result) bool {
		again := seen[r.Key+r.Line]
		seen[r.Key+r.Line] = true
		return again
	})
}

// results are the lines of the entry, with what they score.
func (e *entry) results(wanted []string, joined string) []Result {
	scores := make([]int, len(wanted))
	missing := 0
	name := e.covered(wanted)
	for i, word := range wanted {
		if scores[i] = max(name*near(word, e.words, e.joined)/best, inPath*near(word, e.path, "")/best, inDescription*near(word, e.description, "")/best); scores[i] == 0 {
			missing++
		}
	}
	if missing > 1 { // one may be the verb
		return nil
	}
	var all []Result
	for _, l := range e.lines {
		total, ok := l.score(wanted, scores)
		if !ok {
			continue
		}
		all = append(all, Result{Key: l.key, Line: l.text, Name: e.name, Kind: e.kind, Description: e.text, score: total + e.bonus(wanted, joined)})
	}
	return all
}

// covered is what a word in the name counts: less where the name has many words that nobody asked for.
func (e *entry) covered(wanted []string) int {
	asked := 0
	for _, w := range e.words {
		if slices.Contains(wanted, w) {
			asked++
		}
	}
	return inName/2 + inName/2*asked/max(1, len(e.words))
}

// score adds up what the words of a query score, for a line of the entry that they are in.
func (l line) score(wanted []string, scores []int) (total int, ok bool) {
	total = -methodPenalty(l.method)
	for i, word := range wanted {
		score := scores[i]
		if slices.ContainsFunc(l.verbs, func(v string) bool { return stem(v) == word }) {
			score = max(score, asVerb)
		}
		if score == 0 {
			return 0, false
		}
		total += score
	}
	return total, true
}

// bonus is what is not about one word.
func (e *entry) bonus(wanted []string, joined string) int {
	total := -perStep*e.length - e.penalty
	if joined == e.joined || slices.Equal(wanted, e.words) {
		total += wholeName
	}
	if len(e.words) > 0 && !slices.ContainsFunc(e.words, func(w string) bool { return !slices.Contains(wanted, w) }) {
		total += allWords
	}
	if e.kind == "property" || e.kind == "member" {
		total -= inPath
	}
	return total
}

// How near a word is to one of the query.
const (
	best    = 4
	begins  = 2
	inside  = 1
	shortly = 3 // words of fewer letters are compared as a whole
)

// near says how near the query's word comes to one of the words; joined is the whole name, in which it may be too.
func near(word string, words []string, joined string) int {
	found := 0
	for _, w := range words {
		if w == word {
			return best
		}
		if len(word) >= shortly && strings.HasPrefix(w, word) {
			found = begins
		}
	}
	if found == 0 && len(word) >= shortly && strings.Contains(joined, word) {
		return inside
	}
	return found
}

// methodPenalty puts the methods of one path into an order.
func methodPenalty(method string) int {
	return slices.Index([]string{"GET", "POST", "PATCH", "DELETE", "PUT"}, method)
}
