// Package doctest holds Markdown files to what they say: it finds their code blocks and compiles the Go ones. Tests use
// it, in this module and in others of this repository.
//
// A comment directly before a block, which readers do not see, says what is special about it:
//
//	<!-- test: skip: REASON -->      it cannot run
//	<!-- test: file PATH -->         it is the file of that name in the module of the next console block
//	<!-- test: part of PATH -->      its lines stand one after the other in that file of the repository
//	<!-- test: module PATH -->       that module of the repository compiles it, since this one lacks what it imports
package doctest

// This file finds code blocks and links in Markdown.

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// Block is a code block of a Markdown file.
type Block struct {
	File string
	// Line is that of the first line of the code, from 1.
	Line int
	// Language is what stands after the fence; "" for none.
	Language string
	Text     string
	// Note is the verb of the comment before the block: skip, file, part of, module; "" for none. Of is what the
	// comment says after it.
	Note, Of string
}

// Place is file:line.
func (b Block) Place() string { return fmt.Sprintf("%s:%d", b.File, b.Line) }

// notes are the verbs of comments.
var notes = [...]string{"skip:", "file ", "part of ", "module "}

// Read returns the code blocks of a Markdown file. A comment that begins with test: and is none of those above, or
// stands before something else than a block, is an error.
func Read(path string) ([]Block, error) {
	source, root, err := parse(path)
	if err != nil {
		return nil, err
	}
	var blocks []Block
	note := ""
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		fence, isBlock := n.(*ast.FencedCodeBlock)
		switch {
		case isBlock:
			b := Block{File: path, Language: string(fence.Language(source)), Text: string(fence.Lines().Value(source))}
			if fence.Lines().Len() > 0 {
				b.Line = 1 + bytes.Count(source[:fence.Lines().At(0).Start], []byte("\n"))
			}
			b.Note, b.Of, err = parseNote(note)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", b.Place(), err)
			}
			blocks, note = append(blocks, b), ""
		case note != "":
			return nil, fmt.Errorf("%s: the comment %q stands before something else than a code block", path, note)
		default:
			note = hidden(n, source)
		}
	}
	return blocks, nil
}

func parse(path string) ([]byte, ast.Node, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	return source, goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source)), nil
}

// hidden is what a comment for tests says, or "" where the node is none.
func hidden(n ast.Node, source []byte) string {
	html, ok := n.(*ast.HTMLBlock)
	if !ok {
		return ""
	}
	said := strings.TrimSpace(string(html.Lines().Value(source)))
	said, isTest := strings.CutPrefix(said, "<!-- test: ")
	if !isTest {
		return ""
	}
	return strings.TrimSpace(strings.TrimSuffix(said, "-->"))
}

func parseNote(note string) (verb, of string, err error) {
	if note == "" {
		return "", "", nil
	}
	for _, v := range notes {
		if of, ok := strings.CutPrefix(note, v); ok && strings.TrimSpace(of) != "" {
			return strings.Trim(v, ": "), strings.TrimSpace(of), nil
		}
	}
	return "", "", fmt.Errorf("the comment %q is none of skip: REASON, file PATH, part of PATH and module PATH", note)
}

// Links returns where the links and images of a Markdown file lead, as they are written.
func Links(path string) ([]string, error) {
	_, root, err := parse(path)
	if err != nil {
		return nil, err
	}
	var links []string
	err = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch link := n.(type) {
		case *ast.Link:
			if entering {
				links = append(links, string(link.Destination))
			}
		case *ast.Image:
			if entering {
				links = append(links, string(link.Destination))
			}
		}
		return ast.WalkContinue, nil
	})
	return links, err
}

// Headings returns the anchors of the headings of a Markdown file, as GitHub makes them: of headings that are equal,
// the second one has -1 after it.
func Headings(path string) ([]string, error) {
	source, root, err := parse(path)
	if err != nil {
		return nil, err
	}
	var anchors []string
	times := map[string]int{}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		anchor := strings.Map(anchorRune, strings.ToLower(string(h.Lines().Value(source))))
		if n := times[anchor]; n > 0 {
			anchors = append(anchors, fmt.Sprintf("%s-%d", anchor, n))
		} else {
			anchors = append(anchors, anchor)
		}
		times[anchor]++
	}
	return anchors, nil
}

// anchorRune is what a character of a heading is in its anchor; -1 for nothing.
func anchorRune(r rune) rune {
	switch {
	case r == ' ':
		return '-'
	case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
		return r
	}
	return -1
}
