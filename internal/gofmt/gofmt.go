// Package gofmt lays Go out as gofmt does, and faster. It knows the little Go that csdlgen prints - structs, constants,
// methods of a line - and writes that in one pass over the text, without a syntax tree. Where a text has anything else,
// go/format does the work. A test holds all that is generated, and a fuzz target whatever else there is, to what
// go/format says.
package gofmt

// This file is the way from a text to a text, and the declarations in it. Each function reads what it is called after,
// and writes it. The first thing that is not known makes the whole text foreign: nothing is read or written from then
// on.

import (
	"bytes"
	"go/format"
	"go/token"
	"strings"
	"unicode/utf8"
)

// Source does what format.Source of go/format does for a whole file: it returns the text as gofmt prints it, or an
// error where it is not Go.
func Source(src []byte) ([]byte, error) {
	if out, ok := layOut(src); ok {
		return out, nil
	}
	return format.Source(src)
}

// layOut returns the text as gofmt prints it; false where it has something that this package does not know, valid or
// not.
func layOut(src []byte) ([]byte, bool) {
	if !utf8.Valid(src) || bytes.Contains(src, []byte("\uFEFF")) {
		return nil, false
	}
	p := printer{scanner: scanner{src: src}, out: make([]byte, 0, len(src)+len(src)/8)}
	p.file()
	return p.out, !p.foreign
}

// printer is the state of one pass.
type printer struct {
	scanner

	out []byte
	// blank says whether an empty line came before the token at hand.
	blank bool
	// depth is the number of calls and literals that the expression at hand is in.
	depth int
}

func (p *printer) write(s string) { p.out = append(p.out, s...) }

// take writes the token at hand if it is of a kind, and goes to the next.
func (p *printer) take(kind byte) {
	if p.kind != kind {
		p.refuse()
		return
	}
	p.out = append(p.out, p.text()...)
	p.next()
}

// pass is take without writing.
func (p *printer) pass(kind byte) {
	if p.kind != kind {
		p.refuse()
		return
	}
	p.next()
}

// name writes an identifier.
func (p *printer) name() {
	if p.kind == word && token.IsKeyword(string(p.text())) {
		p.refuse()
	}
	p.take(word)
}

// is says whether the token at hand is a certain word.
func (p *printer) is(text string) bool { return p.kind == word && string(p.text()) == text }

// endLine ends a line, in the text as in what is written.
func (p *printer) endLine() {
	p.blank = p.kind == newline && p.lines > 1
	if p.kind != eof {
		p.pass(newline)
	}
	p.write("\n")
}

// file reads all of a file.
func (p *printer) file() {
	p.next()
	if !bytes.HasPrefix(p.src, []byte("// Code generated")) { // other comments up here may be directives
		p.refuse()
	}
	p.trailing()
	p.endLine()
	if !p.blank {
		p.refuse()
	}
	p.gap(true)
	p.comments(p.doc(), "")
	p.keyword("package")
	p.name()
	p.endLine()
	for before := ""; p.kind != eof; {
		gap, doc, keyword := p.blank, p.doc(), string(p.text())
		p.gap(gap || doc != nil || keyword != before)
		p.comments(doc, "")
		p.declaration(keyword)
		before = keyword
	}
}

// gap writes an empty line where there is to be one.
func (p *printer) gap(wanted bool) {
	if wanted {
		p.write("\n")
	}
}

// keyword writes a keyword and the space after it.
func (p *printer) keyword(text string) {
	if !p.is(text) {
		p.refuse()
	}
	p.take(word)
	p.write(" ")
}

func (p *printer) declaration(keyword string) {
	p.keyword(keyword)
	switch keyword {
	case "import":
		p.imports()
	case "type":
		p.typeSpec()
	case "const":
		if p.kind == '(' {
			p.take('(')
			p.group(')', p.constInGroup)
		} else {
			p.constSpec()
		}
	case "var":
		p.name()
		p.write(" ")
		p.take('=')
		p.write(" ")
		p.expression()
	case "func":
		p.function()
	default:
		p.refuse()
	}
	p.endLine()
}

// imports reads one import, or a block of them, which is sorted.
func (p *printer) imports() {
	if p.kind != '(' {
		p.importPath()
		return
	}
	p.take('(')
	p.endLine()
	for before := ""; p.kind == str; {
		p.write("\t")
		path := p.importPath()
		p.endLine()
		if path <= before || p.blank {
			p.refuse()
		}
		before = path
	}
	if p.out[len(p.out)-2] == '(' {
		p.refuse()
	}
	p.take(')')
}

func (p *printer) importPath() string {
	path := strings.Trim(string(p.text()), `"`)
	if path == "" || strings.ContainsFunc(path, func(r rune) bool { return r >= utf8.RuneSelf || !isWord(byte(r)) && !strings.ContainsRune("./-", r) }) {
		p.refuse()
	}
	p.take(str)
	return path
}

// group reads the lines of a block up to what closes it. Lines that follow each other without a comment or an empty
// line between, gofmt aligns, and it closes an empty block in the line where it begins; neither is done here.
func (p *printer) group(closing byte, item func()) {
	p.endLine()
	if p.kind == closing {
		p.refuse()
	}
	for first := true; p.kind != closing && p.kind != eof; first = false {
		gap, doc := p.blank, p.doc()
		if first && gap || !first && !gap && doc == nil {
			p.refuse()
		}
		p.gap(gap)
		p.comments(doc, "\t")
		p.write("\t")
		item()
		p.endLine()
	}
	if p.blank {
		p.refuse()
	}
	p.take(closing)
}

// constSpec reads one constant: it has a type and a value.
func (p *printer) constSpec() {
	p.name()
	p.write(" ")
	p.typ()
	p.write(" ")
	p.take('=')
	p.write(" ")
	p.literal()
}

// constInGroup reads one constant of a group; it may have a comment at the end of its line.
func (p *printer) constInGroup() {
	p.constSpec()
	if p.kind == remark {
		p.write(" ")
		p.trailing()
	}
}

// typeSpec reads one type after its keyword.
func (p *printer) typeSpec() {
	p.name()
	p.write(" ")
	if p.is("struct") {
		p.keyword("struct")
		p.take('{')
		p.group('}', p.field)
		return
	}
	if p.kind == '=' {
		p.take('=')
		p.write(" ")
	}
	p.typ()
}

// field reads a field of a struct, or a type that is embedded, with its tag.
func (p *printer) field() {
	p.name()
	switch p.kind {
	case '.':
		p.take('.')
		p.name()
	case newline, str, rawStr:
	default:
		p.write(" ")
		p.typ()
	}
	if p.kind == str || p.kind == rawStr {
		p.write(" ")
		p.take(p.kind)
	}
}

// function reads a function or method after its keyword; it has a body of at least one line.
func (p *printer) function() {
	if p.kind == '(' {
		p.parameters()
		p.write(" ")
	}
	p.name()
	p.parameters()
	p.write(" ")
	switch p.kind {
	case '{':
	case '(':
		p.results()
		p.write(" ")
	default:
		p.typ()
		p.write(" ")
	}
	p.take('{')
	for p.endLine(); p.kind != '}' && p.kind != eof; p.endLine() {
		if p.blank {
			p.refuse()
		}
		p.write("\t")
		p.statement()
	}
	if p.blank {
		p.refuse()
	}
	if p.out[len(p.out)-2] == '{' {
		p.refuse()
	}
	p.take('}')
}

// statement reads a return, an expression, or a variable with its value, a new one or not.
func (p *printer) statement() {
	if !p.is("return") {
		if p.expression() && (p.kind == '=' || p.kind == ':' && p.peek(p.to) == '=') {
			p.write(" ")
			if p.kind == ':' {
				p.take(':')
			}
			p.take('=')
			p.write(" ")
			p.expression()
		}
		return
	}
	p.keyword("return")
	p.expression()
	for p.kind == ',' {
		p.take(',')
		p.write(" ")
		p.depth++
		p.expression()
		p.depth--
	}
}
