package find

// This file writes results as the lines of a configuration, with what was found as a comment after each.

import (
	"strings"
	"unicode/utf8"
)

// longest is how many characters of a description a comment has.
const longest = 90

// YAML writes results as the keys select and types of csdlgen.yaml, each line of which can be pasted into one. The
// results keep their order under each key.
func YAML(results []Result) string {
	var b strings.Builder
	for _, key := range []string{selectKey, typesKey} {
		begun := false
		for _, r := range results {
			if r.Key != key {
				continue
			}
			if !begun {
				b.WriteString(key + ":\n")
				begun = true
			}
			b.WriteString("  - " + scalar(r.Line) + "  # " + r.comment() + "\n")
		}
	}
	return b.String()
}

// scalar is a text as YAML reads it back. Lines begin with a method or a name, so that what could be in the way is
// inside.
func scalar(text string) string {
	if !strings.ContainsAny(text, "#\"'\\\n\t") && !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// comment is what was found, and the beginning of its description.
func (r Result) comment() string {
	text := r.Kind + " " + r.Name
	if about := strings.Join(strings.Fields(r.Description), " "); about != "" {
		if utf8.RuneCountInString(about) > longest {
			cut := string([]rune(about)[:longest])
			if end := strings.LastIndexByte(cut, ' '); end > 0 {
				cut = cut[:end]
			}
			about = cut + " ..."
		}
		text += ": " + about
	}
	return text
}
