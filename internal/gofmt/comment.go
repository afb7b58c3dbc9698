package gofmt

// This file is comments. gofmt reads doc comments as text with paragraphs, lists, code and headings, and writes them
// anew; nearly all of ours are as it would write them, which a look at each line tells.

import (
	"go/doc/comment"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// doc reads the lines of a comment before a declaration or field, and returns them as gofmt writes them.
func (p *printer) doc() []string {
	if p.kind != remark {
		return nil
	}
	var lines []string
	indented := p.indented()
	for p.kind == remark {
		line, ok := content(string(p.text()))
		if !ok {
			p.refuse()
		}
		lines = append(lines, line)
		p.next()
		if p.kind != newline || p.lines > 1 { // it belongs to nothing
			p.refuse()
		}
		p.next()
	}
	if !indented && !p.indented() && !plain(lines) { // gofmt leaves others as they are

		lines = reformatted(lines)
	}
	if len(lines) == 0 {
		p.refuse()
	}
	return lines
}

// indented says whether the token at hand has something before it in its line.
func (p *printer) indented() bool { return p.from > 0 && p.src[p.from-1] != '\n' }

// content is the text of a line of a comment; false where the line may be a directive.
func content(line string) (string, bool) {
	after := line[len("//"):]
	if inner, ok := strings.CutPrefix(after, " "); ok {
		return inner, !strings.HasPrefix(inner, "\t") && !strings.HasPrefix(strings.TrimSpace(inner), "+build")
	}
	return after, after == "" || after[0] == '\t'
}

// comments writes the lines of a doc comment.
func (p *printer) comments(lines []string, indent string) {
	for _, line := range lines {
		p.write(indent)
		p.write("//")
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line != "" && line[0] != '\t' {
			p.write(" ")
		}
		p.write(line)
		p.write("\n")
	}
}

// trailing writes a comment at the end of a line.
func (p *printer) trailing() {
	line := string(p.text())
	if !strings.HasPrefix(line, "// ") {
		p.refuse()
	}
	p.write(strings.TrimRightFunc(line, unicode.IsSpace))
	p.next()
}

// reformatted are the lines of a doc comment as gofmt writes them.
func reformatted(lines []string) []string {
	var parser comment.Parser
	var printer comment.Printer
	text := string(printer.Comment(parser.Parse(strings.Join(lines, "\n") + "\n")))
	return slices.Collect(strings.Lines(text))
}

// plain says whether gofmt writes a doc comment as it is: paragraphs of text, and lines of code that begin with a
// capital letter, with one empty line between.
func plain(lines []string) bool {
	if isEmpty(lines, len(lines)-1) || slices.ContainsFunc(lines, quotes) {
		return false
	}
	alone := func(i int) bool { return isEmpty(lines, i-1) && isEmpty(lines, i+1) }
	for i, line := range lines {
		switch {
		case isEmpty(lines, i):
			if isEmpty(lines, i-1) {
				return false
			}
		case line[0] == '\t':
			if i == 0 || !alone(i) || !beginsWithCapital(line[1:]) {
				return false
			}
		case strings.Contains(" #[", line[:1]), i > 0 && alone(i) && maybeHeading(line):
			return false
		}
	}
	return true
}

// isEmpty says whether there is nothing in a line, as before the first and after the last.
func isEmpty(lines []string, i int) bool {
	return i < 0 || i >= len(lines) || strings.TrimSpace(lines[i]) == ""
}

// quotes says whether a line has quotes that gofmt writes as others.
func quotes(line string) bool { return strings.Contains(line, "``") || strings.Contains(line, "''") }

func beginsWithCapital(s string) bool { return s != "" && 'A' <= s[0] && s[0] <= 'Z' }

// maybeHeading says whether a line could be a heading as they were written before Go 1.19: gofmt marks it.
func maybeHeading(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(line))
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}
