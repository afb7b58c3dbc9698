// Package wordlist keeps small sets of words as text: "String Binary Stream". The words of a specification are easiest
// to compare with it that way.
package wordlist

import "strings"

// Has says whether a word is in a list of words between blanks.
func Has(word, words string) bool {
	if word == "" || strings.Contains(word, " ") {
		return false
	}
	for from := 0; ; from++ {
		i := strings.Index(words[from:], word)
		if i < 0 {
			return false
		}
		from += i
		end := from + len(word)
		if (from == 0 || words[from-1] == ' ') && (end == len(words) || words[end] == ' ') {
			return true
		}
	}
}
