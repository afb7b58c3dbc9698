package compare

// This file leaves out changes that somebody has looked at and accepted: by the name of a rule and a place.

import (
	"regexp"
	"strings"
)

// Ignore says which changes are not to be reported: those that follow the rule at the place.
type Ignore struct {
	// Rule is the name of a rule.
	Rule string
	// At is the name of an element as [Change] has it, or a glob: "*" stands for a part of a name without . / and @,
	// "**" for anything.
	At string
}

// Without returns the changes that are not ignored, and which of the ignores matched none: they are not needed any
// more.
func Without(changes []Change, ignores []Ignore) (kept []Change, unused []Ignore) {
	patterns := make([]*regexp.Regexp, len(ignores))
	for i, ignore := range ignores {
		patterns[i] = glob(ignore.At)
	}
	used := make([]bool, len(ignores))
	for _, c := range changes {
		ignored := false
		for i, ignore := range ignores {
			if ignore.Rule == c.Rule && patterns[i].MatchString(c.Name) {
				ignored, used[i] = true, true
			}
		}
		if !ignored {
			kept = append(kept, c)
		}
	}
	for i, ignore := range ignores {
		if !used[i] {
			unused = append(unused, ignore)
		}
	}
	return kept, unused
}

// glob is the regular expression for a place.
func glob(at string) *regexp.Regexp {
	text := regexp.QuoteMeta(at)
	text = strings.ReplaceAll(text, `\*\*`, ".*")
	text = strings.ReplaceAll(text, `\*`, "[^./@]*")
	return regexp.MustCompile("^" + text + "$")
}
