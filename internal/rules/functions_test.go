// Package rules_test holds the repository to rules of its own: how long a function may be, and which package may import
// which.
package rules_test

// This file bounds functions: a screen in length, and few ways through. It is about code that people write; what is
// generated and what tests is left out.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const (
	// longest is how many lines a function may have, with its signature and its last brace.
	longest = 57
	// mostComplex is the cyclomatic complexity that a function may have: 1, and 1 for each branch, loop, case and
	// operator && or ||.
	mostComplex = 14
)

// TestFunctions measures every function of every module of the repository.
func TestFunctions(t *testing.T) {
	measured := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && (d.Name() == "node_modules" || d.Name() == ".git") {
				return filepath.SkipDir
			}
			return err
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil || ast.IsGenerated(file) {
			return err
		}
		for _, f := range functions(file) {
			measured++
			lines := fset.Position(f.End()).Line - fset.Position(f.Pos()).Line + 1
			complexity := complexityOf(f)
			if lines <= longest && complexity <= mostComplex {
				continue
			}
			name := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), filepath.Join("..", "..")+string(filepath.Separator))) + "." + f.Name.Name
			t.Errorf("%s: %s has %d lines (at most %d) and complexity %d (at most %d)", fset.Position(f.Pos()), name, lines, longest, complexity, mostComplex)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if measured < 1000 {
		t.Errorf("%d functions were measured, it was more", measured)
	}
}

func functions(file *ast.File) []*ast.FuncDecl {
	var all []*ast.FuncDecl
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			all = append(all, f)
		}
	}
	return all
}

// complexityOf is the cyclomatic complexity of a function, that of the functions inside it included.
func complexityOf(f *ast.FuncDecl) int {
	n := 1
	ast.Inspect(f.Body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if node.List != nil { // the default is no branch of its own
				n++
			}
		case *ast.CommClause:
			if node.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}
