package find

// This file cuts names, texts and queries into words that can be compared.

import (
	"strings"
	"unicode"

	"github.com/csdlgen/csdlgen/generator/selection"
)

// words cuts a text at everything that is no letter and no digit, and before capitals: "driveItem" and "Drive items"
// are the same words, as "HTTPRequest" and "http request" are. Words are in small letters and without the s of a
// plural.
func words(text string) []string {
	var all []string
	runes := []rune(text)
	start := 0
	end := func(i int) {
		if i > start {
			all = append(all, stem(strings.ToLower(string(runes[start:i]))))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return all
}

// stem takes the ending of a plural away.
func stem(word string) string {
	const short = 3 // "is" and "gas" are no plurals
	if len(word) <= short || strings.HasSuffix(word, "ss") {
		return word
	}
	if base, ok := strings.CutSuffix(word, "ies"); ok {
		return base + "y"
	}
	return strings.TrimSuffix(word, "s")
}

// verbs are the words for what a method does.
func verbs(method string, kind selection.Kind) []string {
	own := strings.ToLower(method)
	switch kind {
	case selection.List:
		return []string{own, "list", "read", "all"}
	case selection.Get:
		return []string{own, "read"}
	case selection.Create:
		return []string{own, "create", "add", "new"}
	case selection.Update:
		return []string{own, "update", "change", "edit"}
	case selection.Replace:
		return []string{own, "replace"}
	case selection.Delete:
		return []string{own, "delete", "remove"}
	case selection.Invoke:
		return []string{own, "call"}
	case selection.Stream:
		if method == "GET" {
			return []string{own, "read", "download"}
		}
		return []string{own, "upload"}
	}
	return []string{own}
}
