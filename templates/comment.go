package templates

// This file prints comments. Their text comes from the schema, which is not trusted: it is prefixed and wrapped line by
// line here, and nowhere else does text become a comment.

import (
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// width is the length up to which the lines of a comment are filled, in characters.
const width = 100

// lines are the lines of a doc comment: paragraphs with an empty comment line between.
func lines(paragraphs ir.Doc) []string {
	var lines []string
	for i, p := range paragraphs {
		if i > 0 {
			lines = append(lines, "//")
		}
		if code, ok := strings.CutPrefix(p, "\t"); ok {
			lines = append(lines, "//\t"+oneLine(code))
			continue
		}
		lines = append(lines, wrap(p)...)
	}
	return lines
}

// doc returns a doc comment, as one text: jennifer prints what begins with // as it is.
func doc(paragraphs ir.Doc) *jen.Statement { return jen.Comment(strings.Join(lines(paragraphs), "\n")) }

// oneLine is text without what would end its line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// documented prints a doc comment and ends its line; nothing where there is none.
func documented(g interface {
	Add(...jen.Code) *jen.Statement
}, paragraphs ir.Doc) {
	if len(paragraphs) > 0 {
		g.Add(doc(paragraphs))
	}
}

// wrap fills lines of a comment with the words of a paragraph. Every line starts with "// ", so that no text of a
// schema is code, a directive or the end of the comment, and with a word that gofmt does not take for the start of a
// list, a heading or a link.
func wrap(paragraph string) []string {
	if short(paragraph) {
		return []string{"// " + paragraph}
	}
	var lines []string
	line, length := []byte("//"), 2
	for word := range strings.FieldsSeq(paragraph) {
		wide := utf8.RuneCountInString(word)
		if length > 2 && length+1+wide > width && !marker(word) {
			lines = append(lines, string(line))
			line, length = line[:2], 2
		}
		if length == 2 && marker(word) {
			word, wide = "\u200b"+word, wide+1
		}
		line, length = append(append(line, ' '), word...), length+1+wide
	}
	if length > 2 {
		lines = append(lines, string(line))
	}
	return lines
}

// short says whether a paragraph is words of ASCII with one space between that fit in a line: most are.
func short(paragraph string) bool {
	before := byte(' ')
	for i := range len(paragraph) {
		c := paragraph[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	first, _, _ := strings.Cut(paragraph, " ")
	return before != ' ' && len("// ")+len(paragraph) <= width && !marker(first)
}

// marker says whether a line that starts with the word means something to go/doc.
func marker(word string) bool {
	return strings.HasPrefix(word, "#") || strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]:")
}
