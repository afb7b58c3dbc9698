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

// doc returns a doc comment.
func doc(paragraphs ir.Doc) *jen.Statement {
	s := &jen.Statement{}
	for i, line := range lines(paragraphs) {
		if i > 0 {
			s.Line()
		}
		s.Comment(line)
	}
	return s
}

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
	var lines []string
	line := "//"
	for word := range strings.FieldsSeq(paragraph) {
		if len(line) > 2 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width && !marker(word) {
			lines = append(lines, line)
			line = "//"
		}
		if line == "//" && marker(word) {
			word = "\u200b" + word
		}
		line += " " + word
	}
	if line != "//" {
		lines = append(lines, line)
	}
	return lines
}

// marker says whether a line that starts with the word means something to go/doc.
func marker(word string) bool {
	return strings.HasPrefix(word, "#") || strings.HasPrefix(word, "[") && strings.HasSuffix(word, "]:")
}
