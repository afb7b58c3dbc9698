package doctest

// This file finds the code in package comments, which pkg.go.dev shows first and no test compiles otherwise.

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// PackageComments returns the code blocks of the package comments in a folder, as blocks of Go.
func PackageComments(dir string) ([]Block, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var blocks []Block
	for _, path := range slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") }) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if file.Doc == nil {
			continue
		}
		blocks = append(blocks, codeOf(file.Doc, path, fset)...)
	}
	return blocks, nil
}

// codeOf are the code blocks of a comment that are Go. Their line is that of the comment: the parser of comments knows
// no better.
func codeOf(doc *ast.CommentGroup, path string, fset *token.FileSet) []Block {
	var parser comment.Parser
	var blocks []Block
	for _, part := range parser.Parse(doc.Text()).Content {
		if code, ok := part.(*comment.Code); ok && strings.Contains(code.Text, "(") { // else a table
			blocks = append(blocks, Block{File: path, Line: fset.Position(doc.Pos()).Line, Language: "go", Text: code.Text})
		}
	}
	return blocks
}
