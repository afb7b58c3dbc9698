// Package wordlist keeps small sets of words as text: "String Binary Stream". The words of a specification are easiest
// to compare with it that way.
package wordlist

import "strings"

// Has says whether a word is in a list of words between blanks.
func Has(word, words string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(" "+words+" ", " "+word+" ")
}
